"""What each row of a table is: cards, a team's banner, a total, a note, the header again, or blank."""

from __future__ import annotations

from collections import defaultdict
from enum import Enum, auto
from functools import cached_property
from itertools import pairwise

from okrdesk.intake.grid import Cell
from okrdesk.intake.tables import CORE, Row, Table
from okrdesk.intake.words import NOTES, TOTALS, is_company, looks_like_team, plain


class RowRole(Enum):
    """What a row is."""

    BLANK = auto()
    CARDS = auto()
    TEAM = auto()
    TOTAL = auto()
    NOTE = auto()
    HEADER = auto()


class Roles:
    """Tells the rows of one table apart, and by which conventions they were written."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._field = {column.index: column.field for column in table.columns}
        self._rows = [(n, row) for n, row in table.rows if _real(row)]
        self._next = {n: row for (n, _r), (_m, row) in zip(self._rows, self._rows[1:], strict=False)}
        self._header = {plain(column.header) for column in table.columns if column.header}
        self._after_total = False

    # ------------------------------------------------------------ conventions
    @cached_property
    def has_results(self) -> bool:
        """Whether a column holds key results."""
        return self._table.has("key_result")

    def _stated(self, name: str) -> list[tuple[int, str]]:
        """The cells of a field that are stated (not merged), with their row's place among the filled ones."""
        index = self._table.index(name)
        if index < 0:
            return []
        return [
            (at, plain(row[index].text))
            for at, (_n, row) in enumerate(self._rows)
            if row[index].text and not row[index].merged
        ]

    @cached_property
    def repeats(self) -> bool:
        """Whether objectives are stated again on each of their rows."""
        stated = self._stated("objective")
        texts = [text for _at, text in stated]
        again = sum(a == b for a, b in pairwise(texts))
        return again > 0 or len(stated) >= 0.95 * len(self._rows)

    @cached_property
    def places_hold(self) -> bool:
        """Whether a team is stated once for several objectives, rather than again for each."""
        name = next((f for f in ("team", "parent_team", "company") if self._table.has(f)), "")
        if not name:
            return True
        stated, titles = self._stated(name), dict(self._stated("objective") or self._stated("text"))
        own = [text for at, text in stated if not titles or at in titles]
        return all(a != b for a, b in pairwise(own))

    def _by_objective(self, name: str) -> list[list[str]]:
        """What a field says on the rows of each objective, in order; "" where it says nothing."""
        title, index = self._table.index("objective"), self._table.index(name)
        found: dict[int, list[str]] = defaultdict(list)
        current, words = -1, ""
        for at, (_n, row) in enumerate(self._rows):
            text = plain(row[title].text) if title >= 0 else ""
            if text and (text != words or current < 0) and not row[title].merged:
                current, words = at, text
            if current >= 0:
                found[current].append(plain(row[index].text))
        return list(found.values())

    @cached_property
    def owner_is_objectives(self) -> bool:
        """Whether owners are the objectives': never two in one, and stated once or beside its title."""
        owner, title, result = (self._table.index(f) for f in ("owner", "objective", "key_result"))
        if owner < 0 or title < 0:
            return False
        if result < 0:
            return True
        groups = [group for group in self._by_objective("owner") if any(group)]
        several = [group for group in groups if len(group) > 1]
        if any(len(set(group) - {""}) > 1 or (group[0] == "" and any(group)) for group in several):
            return False
        once = bool(several) and all(not any(group[1:]) for group in several)
        between = min(title, result) < owner < max(title, result) and title < result
        return between or once or self._merged("owner")

    def _merged(self, name: str) -> bool:
        index = self._table.index(name)
        return any(row[index].merged for _n, row in self._rows)

    @cached_property
    def number_is_objectives(self) -> bool:
        """Whether numbers count objectives, not rows: the same on all rows of one, or stated once."""
        if self._table.index("number") < 0:
            return False
        groups = [group for group in self._by_objective("number") if len(group) > 1]
        return all(len(set(group) - {""}) <= 1 for group in groups)

    # ------------------------------------------------------------ rows
    def of(self, number: int, row: Row) -> RowRole:
        """What the row with this number is."""
        cells = [(n, cell) for n, cell in enumerate(row) if cell.text and not cell.merged]
        if not cells:
            return RowRole.BLANK
        texts = [cell.text for _n, cell in cells]
        if self._is_header(texts):
            return RowRole.HEADER
        if self._is_total(cells):
            self._after_total = True
            return RowRole.TOTAL
        if self._is_note(cells):
            return RowRole.NOTE
        if len(cells) == 1:
            return self._lone(number, *cells[0])
        core = any(self._field[n] in CORE for n, _cell in cells)
        return RowRole.CARDS if core or not self._after_total else RowRole.NOTE

    def _is_header(self, texts: list[str]) -> bool:
        words = {plain(text) for text in texts}
        return len(words) >= 2 and words <= self._header

    def _is_total(self, cells: list[tuple[int, Cell]]) -> bool:
        """A total's word in the first cell, or in the objective's, and at most one longer text."""
        at, first = cells[0]
        if not TOTALS.fullmatch(first.text.strip().casefold().strip("*:– ")):
            return False
        wordy = [n for n, cell in cells if n != at and self._field[n] in CORE and len(cell.text.split()) > 2]
        return not wordy

    def _is_note(self, cells: list[tuple[int, Cell]]) -> bool:
        """A remark of whoever keeps the sheet: it begins as such remarks do, and stands alone."""
        at, first = cells[0]
        if not NOTES.match(first.text.strip()) or len(cells) > 2:
            return False
        has_result = any(self._field[n] == "key_result" for n, _cell in cells if n != at)
        return not has_result and not (self._field[at] == "key_result" and len(first.text) > 120)

    def _lone(self, number: int, index: int, cell: Cell) -> RowRole:
        """A row with a single cell: a team's banner, a card, a team for the rows below, or a note."""
        name = self._field[index]
        if name in ("team", "parent_team", "company") or (name == "key_result" and not self._after_total):
            return (
                RowRole.CARDS
                if name == "key_result" or not self._banner(number, index, cell)
                else RowRole.TEAM
            )
        if name in ("objective", "text"):
            if self._banner(number, index, cell):
                return RowRole.TEAM
            return RowRole.NOTE if self._after_total or self._stray(number) else RowRole.CARDS
        if self._banner(number, index, cell):
            return RowRole.TEAM
        if name in ("note", "ignore", "number") and index <= self._first_core():
            return RowRole.NOTE
        return RowRole.NOTE if self._after_total else RowRole.CARDS

    def _first_core(self) -> int:
        return min((n for n, name in self._field.items() if name in CORE), default=0)

    def _banner(self, number: int, index: int, cell: Cell) -> bool:
        """Whether a lone cell names the team of the rows below, in a table that has no column for teams."""
        if self._table.has("team") or index > self._first_core() or len(cell.text) > 60 or "\n" in cell.text:
            return False
        below = self._next.get(number)
        if below is None:
            return False
        title = self._table.index("objective")
        follows = title < 0 or bool(below[title].text and not below[title].merged)
        team = looks_like_team(cell.text.rstrip(":")) or is_company(cell.text)
        team = team or plain(cell.text).split()[0] in ("team", "department", "abteilung", "squad")
        if self._field[index] in CORE:
            return follows and (team or (self.has_results and self._stands_out(cell)))
        return follows

    def _stands_out(self, cell: Cell) -> bool:
        """Whether a cell among the objectives reads as a heading: capitals, or a few words and a colon."""
        text = cell.text.strip()
        return len(text.split()) <= 5 and (text.endswith(":") or (text.isupper() and len(text) > 2))

    def _stray(self, number: int) -> bool:
        """Whether a lone objective stands where all others of the table come with a team of their own."""
        team = self._table.index("team")
        title = max(self._table.index("objective"), self._table.index("text"))
        if team < 0:
            return False
        others = [row for n, row in self._rows if n != number and row[title].text and not row[title].merged]
        return len(others) >= 2 and all(row[team].text for row in others)


def _real(row: Row) -> bool:
    return any(cell.text and not cell.merged for cell in row)
