"""The first sheet: whose plan this is, how much of it there is and where, and how to read the others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import cast

from openpyxl.cell import Cell
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from exports import words
from exports.excel.cells import pieces
from exports.excel.heights import LINE, PADDING, TALLEST, lines_of
from exports.excel.look import dress, put_text
from exports.excel.sheet import Sheet
from okrdesk.cards import Pillar, Team
from okrdesk.i18n import _
from okrdesk.workshop import Workshop

WIDTHS = (32, 21, 12, 14, 15, 17, 9, 58)
_HEIGHTS = {"title": 30.0, "subtitle": 20.0, "section": 24.0}  # points
_NUMBERS, _CODE = range(2, 6), 6  # the columns that hold counts, and the one beside them


@dataclass(slots=True)
class Line:
    """One row: its cells from the first column on, their look, and the place that the first one leads to."""

    cells: tuple[str | int, ...] = ()
    look: str = ""
    place: str = ""  # a record's id, or the title of a sheet
    id: str = ""


@dataclass(slots=True)
class Overview:
    """The overview's lines, top down, and what it had to say in more than one of them."""

    workshop: Workshop
    draft: bool
    lines: list[Line] = field(default_factory=list)

    @property
    def title(self) -> str:
        """The name of the sheet."""
        return _("Overview")

    def fill(self, sheets: list[Sheet]) -> list[str]:
        """Put the lines together. Gives the texts that go on in a second row."""
        self.lines = [Line((words.organisation_name(self.workshop),), "title"), *self._head()]
        self.lines += [*self._teams(), *self._strategy(), *self._contents(sheets), *_hints()]
        long: list[str] = []
        self.lines = [part for line in self.lines for part in _parts(line, long)]
        return long

    def places(self) -> dict[str, str]:
        """Where each team's line is, by "overview" and its id."""
        rows = enumerate(self.lines, 1)
        return {f"overview {line.id}": f"'{self.title}'!A{n}" for n, line in rows if line.id}

    def write(self, ws: Worksheet, places: Mapping[str, str]) -> None:
        """Write the lines into their sheet."""
        ws.sheet_view.showGridLines = False
        for n, width in enumerate(WIDTHS):
            ws.column_dimensions["ABCDEFGH"[n]].width = width
        for n, line in enumerate(self.lines, 1):
            for column, value in enumerate(line.cells):
                cell = cast(Cell, ws.cell(n, column + 1))
                if isinstance(value, str):
                    put_text(cell, value, _look(line.look, column))
                else:
                    cell.value = value
                    dress(cell, _look(line.look, column), "#,##0")
            if place := places.get(line.place):
                link = Hyperlink(ref=f"A{n}", location=place)
                ws.cell(n, 1).hyperlink = link
                dress(ws.cell(n, 1), "link-strong" if line.look == "contents" else "cell-link")
            ws.row_dimensions[n].height = _height(line)
        if self.draft:
            put_text(cast(Cell, ws["H1"]), _("DRAFT"), "draft")

    # ------------------------------------------------------------ the parts
    def _head(self) -> Iterator[Line]:
        cycle = self.workshop.cycle
        weeks = _("{n} weeks").format(n=cycle.weeks) if cycle.id else ""
        parts = (cycle.name, words.cycle_dates(cycle), weeks)
        yield Line((" · ".join(filter(None, parts)),), "subtitle")
        yield Line((words.disclaimer(),), "hint")
        yield Line()

    def _teams(self) -> Iterator[Line]:
        yield Line((_("Teams"),), "section")
        yield Line(
            (
                _("Team"), _("Level"), _("Objectives"), _("Key results"), _("Without owner"),
                _("Not this quarter"), _("Code"), _("What the team is there for"),
            ),
            "head",
        )  # fmt: skip
        sums = [0, 0, 0, 0]
        for team in self.workshop.teams():
            counts = self._counts(team)
            sums = [a + b for a, b in zip(sums, counts, strict=True)]
            depth = self.workshop.level(team.id)
            level = words.level_name(self.workshop, depth)
            yield Line((team.name, level, *counts, team.code, team.purpose), "cell", team.id, team.id)
        yield Line((_("All teams"), "", *sums), "sum")
        yield Line()

    def _counts(self, team: Team) -> tuple[int, int, int, int]:
        cards = self.workshop.objectives(team.id)
        key_results = [kr for card in cards for kr in self.workshop.key_results(card.id)]
        alone = sum(not card.owner for card in (*cards, *key_results))
        return len(cards), len(key_results), alone, len(self.workshop.objectives(team.id, parked=True))

    def _strategy(self) -> Iterator[Line]:
        if not self.workshop.pillars():
            return
        yield Line((_("Strategy"),), "section")
        yield Line(
            (
                _("Pillar"),
                "",
                _("Served by"),
                _("Must be true"),
                _("Still open"),
                "",
                _("Code"),
                _("Statement"),
            ),
            "head",
        )
        for pillar in self.workshop.pillars():
            yield Line(
                (pillar.title, "", *self._pillar_counts(pillar), "", pillar.code, pillar.statement),
                "cell",
                pillar.id,
            )
        yield Line()

    def _pillar_counts(self, pillar: Pillar) -> tuple[int, int, int]:
        conditions = self.workshop.conditions(pillar.id)
        still_open = sum(not c.answer and not self.workshop.claims(c.id) for c in conditions)
        return len(self.workshop.links_to(pillar.id)), len(conditions), still_open

    def _contents(self, sheets: list[Sheet]) -> Iterator[Line]:
        about = {
            "OKRs": _("Every objective of this quarter with its key results, a row each"),
            "Links": _("How each card feeds another, in a sentence"),
            "Strategy": _("The pillars, and what must be true for them and for the objectives"),
            "People": _("Who owns how much"),
            "NotThisQuarter": _("What has to wait, why, and when to look again"),
            "Comments": _("What reviewers said, a row for each note and reply; and what became of it"),
        }
        yield Line((_("In this workbook"),), "section")
        for sheet in sheets:
            yield Line((sheet.title, about[sheet.name]), "contents", sheet.title)
        yield Line()


def _hints() -> Iterator[Line]:
    committed, stretch = words.style_label("committed"), words.style_label("aspirational")
    yield Line((_("How to read it"),), "section")
    for term, meaning in (
        (committed, _("We plan to reach it in full; if it is in danger, we say so early.")),
        (stretch, _("A bold aim: reaching most of it is a good result.")),
        (_("≤ and ≥"), _("A guardrail: a number that must not get worse while we reach the others.")),
        (_("unknown"), _("The starting point has yet to be measured; it is not zero.")),
        (
            _("Pale cells"),
            _("Repeat the row above, so that filters, sorting and pivot tables see every row."),
        ),
        (_("Amber cell"), _("Nobody owns it yet.")),
        (_("Filter"), _("Click the arrow in a heading, for example to see one team or one owner.")),
        (
            _("More columns"),
            _("Click [+] above the sheet. The ids that tie the rows to OKR Desk are hidden at the end."),
        ),
        (
            _("Links"),
            _("Blue text leads to the row that it names, as long as the rows are in their first order."),
        ),
    ):
        yield Line((term, meaning), "hint-line")


def _parts(line: Line, long: list[str]) -> Iterator[Line]:
    """The line; and lines below it for texts that go on because a cell is full."""
    cut = [pieces(cell) if isinstance(cell, str) else [cell] for cell in line.cells]
    height = max(map(len, cut), default=1)
    if height == 1:
        yield Line(tuple(part[0] for part in cut), line.look, line.place, line.id)
        return
    long.append(f"{cut[0][0]!s:.40}")
    for n in range(height):
        cells = tuple(part[n] if n < len(part) else "" for part in cut)
        yield Line(cells, line.look, line.place if n == 0 else "", line.id if n == 0 else "")


def _height(line: Line) -> float:
    """The height in points of a line, its wrapped texts in full."""
    lines = 1
    if line.look in ("cell", "head"):
        texts = zip(line.cells, WIDTHS, strict=False)
        lines = max(lines_of(text, int(width * 1.15)) for text, width in texts if isinstance(text, str))
    return min(_HEIGHTS.get(line.look, PADDING + lines * LINE), TALLEST)


def _look(look: str, column: int) -> str:
    """The look of a line's cell in a column."""
    number = column in _NUMBERS
    if look in ("head", "cell", "sum"):
        return f"{look}-count" if number else f"{look}-code" if column == _CODE and look != "sum" else look
    if look in ("contents", "hint-line"):
        return "strong" if column == 0 else "hint"
    return look
