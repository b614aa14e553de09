"""A draft as a workbook to review in: a row for each field, with room for kind, comment and other words.

`okrdesk.review.sheet` reads it back. What ties a row to its card is hidden at the row's end.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from exports import words
from exports.excel.cells import pieces
from exports.excel.heights import LINE, PADDING, lines_of
from exports.excel.look import colour, put_text
from exports.excel.sheet import Column, Row, Sheet
from exports.excel.workbook import Writer
from exports.job import Job
from exports.report import Report
from okrdesk.cards import Team
from okrdesk.desk import Refused
from okrdesk.i18n import _
from okrdesk.intake.workbook_child import MAX_ROWS
from okrdesk.review.draft import DraftField, draft_fields
from okrdesk.review.kinds import WORDS
from okrdesk.review.records import Invitation, NoteKind
from okrdesk.review.sheet import FACTS, FORM, VERSION, known_by, sealed
from okrdesk.text import one_line
from okrdesk.workshop import Workshop

COLUMNS = (
    Column("team", _("Team"), 15, "hue", most=24),
    Column("code", _("Card"), 10, "strong", most=16),
    Column("name", _("What it is"), 15, "soft"),
    Column("words", _("The words"), 60, "prose"),
    Column("kind", _("Kind"), 17, "text", "objective"),
    Column("comment", _("Comment"), 48, "prose", "objective"),
    Column("wording", _("Suggested wording"), 48, "prose", "objective"),
    Column("week", _("By week"), 11, "text", "objective"),
    Column("card", _("Card id"), 38, "id", hidden=True),
    Column("field", _("Field id"), 12, "id", hidden=True),
    Column("about", _("Team id"), 38, "id", hidden=True),
    Column("read", _("As it was read"), 20, "id", hidden=True),
)
NAME_LABEL = _("Your name")
MOST_ROWS = MAX_ROWS - 100
_WIDTHS = (24, 90)


def write_review_workbook(workshop: Workshop, invitation: Invitation, target: Path, job: Job) -> Report:
    """Write the drafts that `invitation` is about to the .xlsx file `target`, to be filled in.

    Raises Refused when there is nothing to review, or more than can be taken back from one workbook; and what
    `exports.excel.write_workbook` raises.
    """
    return _ReviewWriter(workshop, invitation, job).write(target)


class _ReviewWriter(Writer):
    def __init__(self, workshop: Workshop, invitation: Invitation, job: Job) -> None:
        super().__init__(workshop, job, draft=True)
        self._invitation = invitation

    def _front(self) -> ReadMe:
        return ReadMe(self._workshop, self._invitation)

    def _sheets(self) -> list[Sheet]:
        rows = list(_rows(self._workshop, self._invitation.about))
        if not rows:
            raise Refused(_("There is no draft of another team to review yet."))
        if len(rows) > MOST_ROWS:
            sentence = _("That is {n} rows; a review workbook takes {most}. Choose fewer teams.")
            raise Refused(sentence.format(n=len(rows), most=MOST_ROWS))
        return [
            Sheet(_("Review"), "Review", COLUMNS, rows, frozen=3, continued=("team", "code"), finish=_room)
        ]

    def _set_up(self, book: Workbook) -> None:
        super()._set_up(book)
        facts = book.create_sheet(FACTS)
        front = (str(cell.value) for row in book.worksheets[0] for cell in row if cell.value)
        known = ("front", known_by(front))
        for n, (name, value) in enumerate((*_facts(self._workshop, self._invitation), known), 1):
            put_text(cast(Cell, facts.cell(n, 1)), name, "id")
            put_text(cast(Cell, facts.cell(n, 2)), value, "id")
        facts.sheet_state = "hidden"
        book.active = 0


def _rows(workshop: Workshop, teams: tuple[str, ...]) -> Iterator[Row]:
    before = ""
    for at in draft_fields(workshop, teams):
        team = workshop.find(Team, at.team)
        values = _values(at, (team.name or team.code) if team else "")
        yield Row(dict(values), hue=team.colour if team else 0, again=at.card.id == before)
        before = at.card.id


def _values(at: DraftField, team: str) -> dict[str, str]:
    return {
        "team": team,
        "code": at.code,
        "name": _what(at),
        "words": at.words,
        "card": at.card.id,
        "field": at.field,
        "about": at.team,
        "read": sealed(at.words),
    }


def _what(at: DraftField) -> str:
    if at.main:
        kinds = {"Objective": _("Objective"), "KeyResult": _("Key result"), "Condition": _("Must be true")}
        return kinds[type(at.card).__name__]
    return at.label[:1].upper() + at.label[1:]


def _facts(workshop: Workshop, invitation: Invitation) -> Iterator[tuple[str, str]]:
    """What must come back with the workbook, by name."""
    yield FORM, str(VERSION)
    yield "workshop", workshop.id
    yield "invitation", invitation.id
    yield "round", invitation.round
    yield "team", invitation.team
    yield "about", " ".join(invitation.about)
    yield "reviewer", invitation.reviewer
    yield "seq", str(invitation.seq)
    yield "name label", NAME_LABEL
    for column in COLUMNS:
        yield f"column {column.key}", column.header


def _room(self: Sheet, ws: Worksheet) -> None:
    """What the columns to write in take is offered, or said when a cell of them is chosen."""
    kinds = DataValidation("list", formula1='"' + ",".join(WORDS.values()) + '"', showErrorMessage=True)
    kinds.errorStyle = "warning"  # other words are understood, too
    _tell(ws, kinds, self.span("kind"), _("Kind"), _("Choose one, or leave it empty: then it is a note."))
    for key, title, text in (
        ("wording", _("Suggested wording"), _("The whole text as you would write it.")),
        ("week", _("By week"), _("Where you rely on this: the week of the cycle by which you need it.")),
    ):
        _tell(ws, DataValidation("custom", formula1="TRUE"), self.span(key), title, text)
    ws.sheet_properties.tabColor = colour("accent")


def _tell(ws: Worksheet, rule: DataValidation, cells: str, title: str, text: str) -> None:
    rule.allow_blank = rule.showInputMessage = True
    rule.promptTitle, rule.prompt = title, text
    rule.add(cells)
    ws.add_data_validation(rule)


@dataclass(slots=True)
class ReadMe:
    """The first sheet: what to do, and where the reviewer's name goes."""

    workshop: Workshop
    invitation: Invitation

    @property
    def title(self) -> str:
        """The name of the sheet."""
        return _("Read me")

    def fill(self, sheets: list[Sheet]) -> list[str]:
        """All of it fits."""
        return []

    def places(self) -> dict[str, str]:
        """Nothing leads here."""
        return {}

    def write(self, ws: Worksheet, places: Mapping[str, str]) -> None:
        """Write the lines into their sheet."""
        ws.sheet_view.showGridLines = False
        for letter, width in zip("AB", _WIDTHS, strict=True):
            ws.column_dimensions[letter].width = width
        teams = [t.name or t.code for id_ in self.invitation.about if (t := self.workshop.find(Team, id_))]
        ours = self.workshop.find(Team, self.invitation.team)
        title = _("Review of {teams}").format(teams=", ".join(teams))
        n = 1
        for text, look, height in (
            (f"{one_line(title):.300}", "title", 30.0),
            (f"{words.heading(self.workshop):.300}", "subtitle", 20.0),
            (words.disclaimer(), "hint", 16.0),
            ("", "hint", 16.0),
        ):
            put_text(cast(Cell, ws.cell(n, 1)), text, look)
            ws.row_dimensions[n].height = height
            n += 1
        for label, value, look in (
            (NAME_LABEL, self.invitation.reviewer, "field"),
            (_("For"), (ours.name or ours.code) if ours else "", "cell"),
        ):
            put_text(cast(Cell, ws.cell(n, 1)), label, "strong")
            put_text(cast(Cell, ws.cell(n, 2)), pieces(value)[0], look)
            ws.row_dimensions[n].height = 20.0
            n += 1
        n += 1
        for term, meaning in _advice():
            put_text(cast(Cell, ws.cell(n, 1)), term, "strong")
            put_text(cast(Cell, ws.cell(n, 2)), meaning, "text")
            ws.row_dimensions[n].height = PADDING + LINE * lines_of(meaning, int(_WIDTHS[1] * 1.1))
            n += 1


def _advice() -> Iterator[tuple[str, str]]:
    yield _("1. Your name"), _("Write it into the tinted cell above, so that the team knows whom to ask.")
    yield (
        _("2. Read"),
        _("The sheet Review has a row for each objective, story, key result and number, team by team."),
    )
    yield (
        _("3. Write"),
        _(
            "Choose a kind and write a comment beside the words that it is about. If you would word "
            "something differently, write the whole text as it should be under “Suggested wording”."
        ),
    )
    yield (
        _("4. Send it back"),
        _("Save the file as .xlsx and send it back. Sorting, filtering and columns of your own do no harm."),
    )
    yield "", ""
    kinds: tuple[tuple[NoteKind, str], ...] = (
        ("question", _("You would like to understand something.")),
        ("challenge", _("You doubt it: too easy, too vague, no proof.")),
        ("risk", _("Something may come in the way.")),
        ("suggestion", _("You have better words.")),
        ("reliance", _("Your team needs this. Say by which week.")),
        ("overlap", _("Your team does the same work, or counts the same number.")),
        ("praise", _("Say what is good: it helps as much.")),
        ("blocker", _("As it stands, your team cannot do its part.")),
    )
    for kind, meaning in kinds:
        yield WORDS[kind], meaning
