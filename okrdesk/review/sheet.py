"""Review workbooks that come back: what stands in their rows, as notes of who filled them in.

Rows are known by the ids in their hidden columns, so they may be sorted, filtered, moved or missing. What the
words were when the workbook was made stands in a hidden column, sealed against what programs do to cells.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from okrdesk.cards import Team
from okrdesk.i18n import _, ngettext
from okrdesk.intake.grid import letter
from okrdesk.intake.proposal import IntakeError
from okrdesk.intake.workbook import read_plain
from okrdesk.review.emptied import SheetRow, taken_back
from okrdesk.review.form import PacketRefused
from okrdesk.review.merging import NotTaken, Preview, union_preview
from okrdesk.review.packet import Back
from okrdesk.review.paper import PaperReviewer, Written, said_on_paper
from okrdesk.review.records import Round, Said
from okrdesk.review.sheet_rows import LONGEST_ID, LONGEST_SEALED, Reading, Row, plain, shortened, text_of
from okrdesk.text import one_line
from okrdesk.workshop import Workshop

FORM = "okrdesk review workbook"
VERSION = 1
FACTS = "okrdesk"  # the hidden sheet
HIDDEN_COLUMNS = ("card", "field", "about", "read")
NEEDED = ("card", "field", "kind", "comment")
_GLANCE = 2**16  # bytes
_MODIFIED = re.compile(rb"<dcterms:modified[^>]*>\s*([^<\s]{10,40})\s*<")
_FIRST_YEAR = 2000


@dataclass(frozen=True, slots=True)
class Filled:
    """A review workbook that came back: who filled it in, for which teams' drafts, and what they wrote.

    `passed` are sentences on what was not taken in, or not as it stands there. `saved` is when the workbook
    was saved, a UTC time as ISO text; "" where it does not say, or says a time to come. `rows` are those
    that belong to something, whether anything is written in them or not.
    """

    workshop_id: str
    who: PaperReviewer
    about: tuple[str, ...]
    written: tuple[Written, ...]
    passed: tuple[str, ...]
    saved: str = ""
    rows: tuple[SheetRow, ...] = ()


def sealed(words: str) -> str:
    """`words` as they stand in the hidden column; "" where they are too long for a cell."""
    text = b64encode(zlib.compress(words.encode())).decode()
    return text if len(text) <= LONGEST_SEALED else ""


def known_by(texts: Iterable[str]) -> str:
    """How our own texts on the first sheet are known again when it comes back."""
    return " ".join(sorted({_mark(text) for text in texts}))


def preview_of(workshop: Workshop, paths: Iterable[Path]) -> tuple[Preview, tuple[str, ...]]:
    """What taking these review workbooks in would do, and sentences on what in them is passed over.

    A workbook that is refused brings nothing and hinders no other.
    """
    taken, refused, passed = backs_of(workshop, paths)
    return union_preview(workshop, taken, refused), passed


def backs_of(
    workshop: Workshop, paths: Iterable[Path]
) -> tuple[list[Back], tuple[NotTaken, ...], tuple[str, ...]]:
    """What came back in these workbooks, those that are refused, and sentences on what is passed over."""
    taken: list[Back] = []
    refused: list[NotTaken] = []
    passed: list[str] = []
    besides: dict[str, Said] = {}
    paths = list(paths)
    for path in paths:
        try:
            filled = read_review_workbook(path, workshop)
        except (PacketRefused, IntakeError) as error:
            code = error.code if isinstance(error, PacketRefused) else "unreadable"
            refused.append(NotTaken(path.name, str(error), code))
        except OSError as error:
            why = _("This file cannot be read: {why}.").format(why=error.strerror or error)
            refused.append(NotTaken(path.name, why, "unreadable"))
        else:
            back, unsure = _back(workshop, filled, besides)
            taken.append(back)
            besides |= {one.id: one for one in back.said}
            said = _("{file}: {sentence}") if len(paths) > 1 else "{sentence}"
            remarks = (*filled.passed, *unsure)
            passed += (said.format(file=path.name, sentence=sentence) for sentence in remarks)
    return taken, tuple(refused), tuple(passed)


def is_review_workbook(path: Path) -> bool:
    """Whether the file at `path` seems to be a review workbook: a quick look, made before it is read."""
    try:
        with zipfile.ZipFile(path) as book, book.open("xl/workbook.xml") as part:
            return f'name="{FACTS}"'.encode() in part.read(_GLANCE)
    except (OSError, zipfile.BadZipFile, KeyError, RuntimeError, NotImplementedError, zlib.error, EOFError):
        return False


def read_review_workbook(path: Path, workshop: Workshop) -> Filled:
    """What stands in the review workbook at `path`, which was made from `workshop`.

    Raises IntakeError for a file that cannot be read as a workbook, and PacketRefused with a sentence for one
    that is no review workbook, a newer one, or another workshop's.
    """
    _need_xlsx(path)
    sheets = read_plain(path)
    facts = _facts(path, sheets)
    if facts.get("workshop") != workshop.id:
        sentence = _("“{name}” belongs to another workshop. Open that one, and take it in there.")
        raise PacketRefused("workshop", sentence.format(name=path.name))
    table = _table(path, sheets, facts)
    name = _name(sheets, facts) or facts.get("reviewer", "")
    team = workshop.find(Team, facts.get("team", ""))
    round_ = workshop.find(Round, facts.get("round", ""))
    given = facts.get("invitation", "")[:LONGEST_ID]
    who = PaperReviewer(name, team.id if team else "", round_.id if round_ else "", given)
    seq = facts.get("seq", "")
    reading = Reading(workshop, table.columns, int(seq) if re.fullmatch("[0-9]{1,9}", seq) else 0)
    written = [one for n, row in enumerate(table.rows, table.top) for one in reading.written(n, row)]
    about = tuple(id_ for id_ in facts.get("about", "").split() if workshop.find(Team, id_))
    passed = (*reading.passed, *_unread(table, sheets, facts))
    rows = tuple(reading.rows.values())
    return Filled(facts["workshop"], who, about, tuple(written), passed, _saved(path), rows)


def _back(workshop: Workshop, filled: Filled, besides: Mapping[str, Said]) -> tuple[Back, tuple[str, ...]]:
    """What came back, and sentences on what may have been deleted."""
    who, saved = filled.who, filled.saved
    said = said_on_paper(workshop, who, filled.written, about=filled.about, at=saved, besides=besides)
    deleted, unsure = taken_back(workshop, who, filled.rows, said, saved)
    all_said = (*said.values(), *deleted.values())
    sentence = ngettext(
        "Row {rows} no longer says what was taken in from it before. Whether somebody deleted that cannot be "
        "told: the note stays.",
        "Rows {rows} no longer say what was taken in from them before. Whether somebody deleted that cannot "
        "be told: the notes stay.",
        len(unsure),
    ).format(rows=", ".join(map(str, unsure)))
    back = Back(filled.workshop_id, who.given, who.key, who.name, "", "submitted", all_said)
    return back, (sentence,) if unsure else ()


# ---------------------------------------------------------------- finding the table
@dataclass(frozen=True, slots=True)
class _Table:
    """The rows below a header, where each column is by its key, and the number of the first of the rows."""

    header: Row
    rows: Sequence[Row]
    columns: Mapping[str, int]
    top: int
    sheet: str
    cut: bool


def _facts(path: Path, sheets: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """What the hidden sheet says, by name; "column kind" and the like name the headers."""
    for sheet in sheets:
        rows = sheet["rows"]
        if rows and text_of(rows[0], 0) == FORM:
            version = text_of(rows[0], 1)
            if not version.isdigit() or int(version) > VERSION:
                sentence = _("“{name}” was made by a newer OKR Desk. Update this one to read it.")
                raise PacketRefused("newer", sentence.format(name=path.name))
            return {text_of(row, 0): text_of(row, 1) for row in rows[1:]}
    sentence = _("“{name}” is not a review workbook, or the hidden sheet that says whose it is was deleted.")
    raise PacketRefused("no workbook", sentence.format(name=path.name))


def _table(path: Path, sheets: Sequence[Mapping[str, Any]], facts: Mapping[str, str]) -> _Table:
    headers = {key.removeprefix("column "): v for key, v in facts.items() if key.startswith("column ")}
    missing = headers
    for sheet in sheets:
        for n, row in enumerate(sheet["rows"][:50]):
            texts = [text_of(row, at).casefold() for at in range(len(row))]
            found = {key: texts.index(h.casefold()) for key, h in headers.items() if h.casefold() in texts}
            if all(key in found for key in NEEDED):
                return _Table(row, sheet["rows"][n + 1 :], found, n + 2, sheet["name"], sheet["cut"])
            if len(found) > len(headers) - len(missing):
                missing = {key: header for key, header in headers.items() if key not in found}
    sentence = _(
        "“{name}” has no table with the columns {columns} any more. If they were deleted or renamed, undo "
        "that; or copy what was written into a fresh review workbook."
    )
    names = ", ".join(f"“{headers[key]}”" for key in NEEDED if key in missing) or _("of a review workbook")
    raise PacketRefused("columns", sentence.format(name=path.name, columns=names))


def _name(sheets: Sequence[Mapping[str, Any]], facts: Mapping[str, str]) -> str:
    """The reviewer's name: what stands beside its label."""
    shown = (sheet["rows"] for sheet in sheets if not sheet["hidden"])
    return next((name for rows in shown if (name := _reviewer_in(rows, facts)) is not None), "")


def _reviewer_in(rows: Sequence[Row], facts: Mapping[str, str]) -> str | None:
    """What stands beside the label of the name in these rows; None where there is no such label."""
    label = facts.get("name label", "").casefold()
    for row in rows[:50]:
        if label and row and text_of(row, 0).casefold() == label:
            return next((text for at in range(1, len(row)) if (text := text_of(row, at))), "")
    return None


def _need_xlsx(path: Path) -> None:
    """Refuse what was saved in another form: .xls, .csv or .ods. Raises PacketRefused, OSError."""
    with path.open("rb") as file:
        zipped = file.read(2) == b"PK"
    if zipped and zipfile.is_zipfile(path):
        with suppress(zipfile.BadZipFile, OSError, ValueError), zipfile.ZipFile(path) as book:
            zipped = "content.xml" not in book.namelist()
    if not zipped:
        sentence = _("“{name}” is not in the form in which review workbooks come back. Save it as .xlsx.")
        raise PacketRefused("no workbook", sentence.format(name=path.name))


def _unread(table: _Table, sheets: Sequence[Mapping[str, Any]], facts: Mapping[str, str]) -> Iterator[str]:
    """Sentences on columns of somebody's own, and on sheets in which they wrote."""
    ours = set(table.columns.values())
    theirs = {at for row in table.rows for at in range(len(row)) if at not in ours and text_of(row, at)}
    if table.cut:
        yield _("Only 5,000 rows and 60 columns of a sheet are read.")
    for at in sorted(theirs):
        name = text_of(table.header, at) or letter(at)
        yield _("The column “{name}” is none of the review’s: nothing in it was taken in.").format(name=name)
    for sheet in sheets:
        rows = sheet["rows"]
        front = _reviewer_in(rows, facts) is not None
        if front and "front" in facts:
            yield from _remarks(sheet, facts)
        if rows and not front and sheet["name"] != table.sheet and text_of(rows[0], 0) != FORM:
            sentence = _("The sheet “{name}” is none of the review’s: nothing in it was taken in.")
            yield sentence.format(name=one_line(sheet["name"]))


def _remarks(sheet: Mapping[str, Any], facts: Mapping[str, str]) -> Iterator[str]:
    """Sentences on what somebody wrote on the first sheet, but for their name."""
    ours = facts["front"].split()
    for n, row in enumerate(sheet["rows"], 1):
        texts = {at: text for at in range(len(row)) if (text := text_of(row, at))}
        if texts.get(0, "").casefold() == facts.get("name label", "").casefold():
            texts = dict(list(texts.items())[2:])
        for at, text in texts.items():
            if _mark(text) not in ours:
                sentence = _("Cell {cell} of the sheet “{name}” was not taken in: “{text}”")
                where = {"cell": f"{letter(at)}{n}", "name": one_line(sheet["name"])}
                yield sentence.format(**where, text=shortened(text))


def _mark(text: str) -> str:
    return sha256(plain(text).encode()).hexdigest()[:8]


def _saved(path: Path) -> str:
    """When a workbook was saved by its own word; "" where it does not say, or says a time to come."""
    try:
        with zipfile.ZipFile(path) as book, book.open("docProps/core.xml") as part:
            found = _MODIFIED.search(part.read(_GLANCE))
        time = datetime.fromisoformat(found[1].decode()).astimezone(UTC) if found else None
    except (OSError, zipfile.BadZipFile, KeyError, RuntimeError, ValueError, zlib.error, OverflowError):
        return ""
    if time is None or time.year < _FIRST_YEAR or time > datetime.now(UTC):
        return ""
    return time.isoformat(timespec="seconds")
