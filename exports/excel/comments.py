"""The sheet Comments: what reviewers said, a row for each note and reply; and notes at the cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import groupby

from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from exports.excel.cells import Number, protect
from exports.excel.sheet import Column, Row, Sheet
from exports.notes import Told
from okrdesk.i18n import _
from okrdesk.review.fields import main_field
from okrdesk.text import clean

COLUMNS = (
    Column("number", _("No."), 7, "number"),
    Column("card", _("Card"), 10, "link", most=16),
    Column("field", _("Where"), 13, "soft"),
    Column("words", _("Words it is about"), 34, "prose"),
    Column("place", _("These words now"), 17, "soft"),
    Column("state", _("State"), 11, "text"),
    Column("kind", _("Kind"), 16, "text"),
    Column("who", _("Who"), 17, "text"),
    Column("team", _("Team"), 15, "soft"),
    Column("when", _("When"), 13, "soft"),
    Column("text", _("Text"), 48, "prose"),
    Column("suggestion", _("Suggested wording"), 38, "prose"),
    Column("week", _("By week"), 9, "number"),
    Column("answered", _("How it was answered"), 30, "soft-prose"),
    Column("thread", _("Thread id"), 38, "id", hidden=True),
    Column("id", _("Id"), 38, "id", hidden=True),
)
# In which column of the sheet OKRs each field stands.
_AT = {
    "title": "objective", "story": "story", "why_now": "why_now", "text": "key_result", "source": "source",
    "method": "method", "baseline": "from", "target": "to", "upper": "upper", "due": "due",
}  # fmt: skip
_LONGEST = 1_500  # characters in a cell's note; the sheet Comments has all
_WIDE, _LINE, _TALLEST = 300, 17, 420  # of a cell's note, in pixels
_A_LINE = 44  # characters


def sheet(told: list[Told]) -> Sheet:
    """The sheet with these threads."""
    rows = [row for one in told for row in _rows(one)]
    return Sheet(_("Comments"), "Comments", COLUMNS, rows, frozen=2, continued=("card", "thread", "id"))


def beside_cells(told: list[Told], before: Callable[[Sheet, Worksheet], None]) -> Callable[..., None]:
    """What finishes the sheet OKRs as `before` does, with a note at each cell that was spoken of."""
    return partial(_finish, told, before)


# ---------------------------------------------------------------- within
def _rows(one: Told) -> Iterator[Row]:
    note = one.thread.note
    about = {"number": _number(one.number), "card": one.code, "field": one.field, "thread": note.id}
    yield Row(
        {
            **about,
            "words": one.words,
            "place": one.standing,
            "state": one.state,
            "kind": one.kind,
            "who": one.who,
            "team": one.team,
            "when": one.when,
            "text": note.text,
            "suggestion": note.wording,
            "week": _number(note.by_week),
            "answered": one.answered,
            "id": note.id,
        },
        links={"card": note.card},
    )
    for reply, record in zip(one.replies, one.thread.replies, strict=True):
        said = {"who": reply.who, "team": reply.team, "when": reply.when, "text": reply.text}
        yield Row({**about, "kind": _("Reply"), **said, "id": record.id}, again=True)


def _number(value: int | None) -> Number | None:
    return None if value is None else Number(str(value), "General", len(str(value)))


def _finish(told: list[Told], before: Callable[[Sheet, Worksheet], None], self: Sheet, ws: Worksheet) -> None:
    before(self, ws)
    row_of = {id_: n for n, row in reversed([*enumerate(self.rows, 2)]) for id_ in row.ids}
    letters = {column.key: self.letter(column.key) for column in self.columns}

    def cell(one: Told) -> str:
        note = one.thread.note
        row, record = row_of.get(note.card), one.card
        key = _AT.get(note.field or (main_field(record) if record else ""))
        return f"{letters[key]}{row}" if row and key else ""

    placed = sorted(((at, one) for one in told if (at := cell(one))), key=lambda pair: pair[0])
    for at, group in groupby(placed, key=lambda pair: pair[0]):
        ws[at].comment = _cell_note([one for _at, one in group])


def _cell_note(told: list[Told]) -> Comment:
    text = clean("\n\n".join(_in_words(one) for one in told))
    if len(text) > _LONGEST:
        text = text[:_LONGEST].rstrip() + "… " + _("(All of it is on the sheet Comments.)")
    lines = sum(1 + len(line) // _A_LINE for line in text.split("\n"))
    return Comment(protect(text), "OKR Desk", height=min(_LINE * (lines + 1), _TALLEST), width=_WIDE)


def _in_words(one: Told) -> str:
    head = " · ".join(filter(None, (f"{one.number}", one.kind, one.byline, one.state)))
    words = f"“{one.thread.note.quote}”" if one.thread.note.quote else ""
    replies = [f"→ {reply.byline or _('Reply')}: {reply.text}" for reply in one.replies]
    return "\n".join(filter(None, (head, words, one.said, *replies, one.answered)))
