"""The rows of a review workbook that came back, one by one: what somebody wrote into them."""

from __future__ import annotations

import re
import zlib
from base64 import b64decode
from binascii import Error as Base64Error
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from okrdesk.i18n import _
from okrdesk.intake.grid import letter
from okrdesk.review import fields
from okrdesk.review.emptied import SheetRow
from okrdesk.review.kinds import kind_of
from okrdesk.review.notes import Spot
from okrdesk.review.paper import Written
from okrdesk.review.records import NoteKind
from okrdesk.text import clean, one_line
from okrdesk.workshop import Workshop

Row = Sequence[Any]

LONGEST_SEALED = 30_000  # characters that a cell is sure to hold
LONGEST_ID = 100
_SHOWN = 300  # characters of what belongs to no card
_MOST_WORDS = 200_000
_CONTROL = re.compile(r"_x00[01][0-9A-Fa-f]_", re.IGNORECASE)
_WEEK = re.compile(r"(?:w|wk|week|" + re.escape(_("week")) + r")?\.?\s*(\d{1,2})(?:\.0)?")
_ANY_ESCAPE = re.compile(r"_x[0-9A-Fa-f]{4}_")


def text_of(row: Row, at: int) -> str:
    """The text of a cell in one line; "" for an empty one and a formula."""
    return one_line(_words_of(row, at))


def shortened(text: str) -> str:
    """As much of a text as a sentence has room for."""
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def plain(text: str) -> str:
    """A text without what programs may alter on the way: white space, and what stands for other signs."""
    return "".join(_ANY_ESCAPE.sub("", text).split())


def _words_of(row: Row, at: int | None) -> str:
    """The words of a cell as they were typed; "" for an empty one and a formula."""
    cell = row[at] if at is not None and at < len(row) else None
    if cell is None or _is_formula(cell):
        return ""
    return clean(_CONTROL.sub(lambda found: chr(int(found[0][2:6], 16)), cell[0]).replace("_x005F_", "_"))


def _is_formula(cell: Any) -> bool:
    return cell is not None and len(cell) > 3 and bool(cell[3])


class Reading:
    """Reads the rows of one workbook, and remembers what it passed over."""

    def __init__(self, workshop: Workshop, columns: Mapping[str, int], seq: int) -> None:
        self._workshop = workshop
        self._columns = columns
        self._seq = seq
        self.passed: list[str] = []
        self.rows: dict[Spot, SheetRow] = {}

    def written(self, n: int, row: Row) -> Iterator[Written]:
        """What somebody wrote into row `n`."""
        formulas = self._tell_formulas(n, row)
        kind_text = one_line(self._words(row, "kind"))
        comment = self._words(row, "comment").strip()
        wording = self._words(row, "wording").strip()
        week_text = one_line(self._words(row, "week"))
        card, field = self._id(row, "card"), self._id(row, "field")
        read = self._read(row)
        if not wording and read is not None and self._edited(row, read):
            wording = self._words(row, "words").strip()
        if card and self._can_be_noted(card, field):
            spot, whole = Spot(card, field), not formulas and read is not None and "wording" in self._columns
            before = self.rows.get(spot, SheetRow(n, spot, whole))
            self.rows[spot] = replace(before, whole=before.whole and whole)
        if not (kind_text or comment or wording or week_text):
            return
        if not card or not self._can_be_noted(card, field):
            text = shortened(comment or wording or kind_text)
            self._pass(n, _("it belongs to no card: “{text}”").format(text=text))
            return
        read = self._words(row, "words") if read is None else read
        spot, about = Spot(card, field), self._id(row, "about")
        if kind_text and kind_of(kind_text) is None:
            sentence = _("Cell {cell}: “{kind}” is none of the kinds; it was put before the comment.")
            self.passed.append(sentence.format(cell=f"{letter(self._columns['kind'])}{n}", kind=kind_text))
        for kind, text, new, week in _said(kind_text, comment, wording, week_text):
            if not text and not new and kind not in ("praise", "reliance"):
                self._pass(n, _("“{kind}” without a comment says nothing").format(kind=kind_text))
                continue
            yield Written(spot, about, read, kind, text, new, week, self._seq, in_row=True)

    def _pass(self, n: int, why: str) -> None:
        self.passed.append(_("Row {n} was passed over: {why}.").format(n=n, why=why))

    def _tell_formulas(self, n: int, row: Row) -> bool:
        found = False
        for key in ("kind", "comment", "wording", "week"):
            at = self._columns.get(key)
            if at is not None and at < len(row) and _is_formula(row[at]):
                sentence = _("Cell {cell}: a formula is not taken in ({formula}).")
                self.passed.append(
                    sentence.format(cell=f"{letter(at)}{n}", formula=one_line(row[at][0])[:60])
                )
                found = True
        return found

    def _words(self, row: Row, key: str) -> str:
        return _words_of(row, self._columns.get(key))

    def _id(self, row: Row, key: str) -> str:
        return one_line(self._words(row, key))[:LONGEST_ID]

    def _can_be_noted(self, card: str, field: str) -> bool:
        record = self._workshop.get(card)
        return field in fields.NAMES if record is None else fields.can_be_noted(record, field)

    def _read(self, row: Row) -> str | None:
        """The field's words as they were when the workbook was made; None where the seal is gone, or the
        words were too long for it.
        """
        if not (whole := "".join(self._words(row, "read").split())):
            return None
        try:
            packed = b64decode(whole, validate=True)
            unpacker = zlib.decompressobj()
            return clean(unpacker.decompress(packed, _MOST_WORDS * 4).decode())[:_MOST_WORDS]
        except (Base64Error, zlib.error, ValueError):
            return None

    def _edited(self, row: Row, read: str) -> bool:
        """Whether somebody wrote into the words themselves; white space and escapes do not count."""
        words = self._words(row, "words")
        return bool(words.strip()) and len(read) < LONGEST_SEALED and plain(words) != plain(read)


def _said(
    kind_text: str, comment: str, wording: str, week_text: str
) -> Iterator[tuple[NoteKind, str, str, int | None]]:
    """What a row says, as notes: kind, text, new wording and week. Nothing of it is lost."""
    kind = kind_of(kind_text) if kind_text else None
    if kind_text and kind is None:
        comment = f"{kind_text}: {comment}" if comment else kind_text
    week = _week(week_text)
    if week_text and (week is None or kind not in (None, "reliance")):
        comment = "\n".join(filter(None, (comment, _("By week: {week}").format(week=week_text))))
        week = None
    if kind is None:
        kind = "reliance" if week is not None else "suggestion" if wording else "note"
    if wording and kind != "suggestion":
        yield "suggestion", "", wording, None
        if kind == "note" and not comment:
            return
        wording = ""
    yield kind, comment, wording, week


def _week(text: str) -> int | None:
    found = _WEEK.fullmatch(text.casefold())
    return int(found[1]) if found and 1 <= int(found[1]) <= 53 else None
