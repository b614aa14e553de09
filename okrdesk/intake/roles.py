"""What each row of a table is: cards, a team's banner, a total, a note, the header again, or blank."""

from __future__ import annotations

from collections import defaultdict
from enum import Enum, auto
from functools import cached_property
from itertools import pairwise

from okrdesk.intake.grid import Cell
from okrdesk.intake.labels import unlabel
from okrdesk.intake.tables import CORE, Row, Table
from okrdesk.intake.words import LEGENDS, NOTES, REMARKS, TOTALS, is_company, looks_like_team, plain


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
        self._rows = [(n, row) for n, row in table.rows if _real(row) and not self._is_total(_filled(row))]
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
        if owner < 0 or title < 0 or self._table.has("type"):
            return False
        if plain(self._table.columns[owner].header).startswith(("kr ", "key result ")):
            return False
        if result < 0:
            return not self._mixed
        groups = [group for group in self._by_objective("owner") if any(group)]
        several = [group for group in groups if len(group) > 1]
        if any(len(set(group) - {""}) > 1 or (group[0] == "" and any(group)) for group in several):
            return False
        once = len(several) > (1 if owner > result else 0) and all(not any(group[1:]) for group in several)
        between = min(title, result) < owner < max(title, result) and title < result
        return between or once or self._merged("owner")

    def _merged(self, name: str) -> bool:
        index = self._table.index(name)
        return any(row[index].merged for _n, row in self._rows)

    @cached_property
    def _mixed(self) -> bool:
        """Whether key results stand among the objectives, told by their labels or numbers."""
        labels = [unlabel(text) for text in self._texts("objective")]
        numbers = [*self._texts("number"), *(label.number for label in labels)]
        return any(label.role == "key_result" for label in labels) or any("." in n for n in numbers)

    def _texts(self, name: str) -> list[str]:
        index = self._table.index(name)
        return [row[index].text for _n, row in self._rows if index >= 0 and row[index].text]

    @cached_property
    def number_is_objectives(self) -> bool:
        """Whether numbers count objectives, not rows: the same on all rows of one, or stated once."""
        column = self._table.index("number")
        if column < 0 or self._table.has("type"):
            return False
        header = plain(self._table.columns[column].header)
        if header.startswith(("o ", "obj")) or self._table.has("key_result_number"):
            return True
        groups = [group for group in self._by_objective("number") if len(group) > 1]
        return all(len(set(group) - {""}) <= 1 for group in groups)

    @cached_property
    def _last_cards(self) -> int:
        """The number of the last row that holds a card and something about it."""
        cards = [
            n
            for n, row in self._rows
            if len(cells := _filled(row)) > 1
            and any(self._field[at] in CORE for at, _cell in cells)
            and not self._is_legend(cells)
        ]
        return max(cards, default=0)

    # ------------------------------------------------------------ rows
    def of(self, number: int, row: Row) -> RowRole:
        """What the row with this number is."""
        cells = _filled(row)
        if not cells:
            return RowRole.BLANK
        texts = [cell.text for _n, cell in cells]
        if self._is_header(texts):
            return RowRole.HEADER
        if self._is_total(cells):
            self._after_total = number > self._last_cards
            return RowRole.TOTAL
        if self._is_legend(cells):
            self._after_total = number > self._last_cards
            return RowRole.NOTE
        if self._is_note(number, cells):
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

    def _is_legend(self, cells: list[tuple[int, Cell]]) -> bool:
        """Whether a row explains signs and colours: it says so before the columns of cards."""
        at, first = cells[0]
        return self._field[at] not in (*CORE, "type") and bool(LEGENDS.fullmatch(first.text.strip()))

    def _is_note(self, number: int, cells: list[tuple[int, Cell]]) -> bool:
        """A remark of whoever keeps the sheet: it begins as such remarks do, and stands alone."""
        at, first = cells[0]
        text = first.text.strip()
        if any(self._field[n] == "key_result" for n, _cell in cells if n != at) or len(cells) > 2:
            return False
        if self._field[at] in CORE:
            doubtful = (
                self._field[at] == "objective" and len(cells) == 1 and not self._has_results_below(number)
            )
            return bool((NOTES if doubtful else REMARKS).match(text))
        return bool(NOTES.match(text))

    def _has_results_below(self, number: int) -> bool:
        """Whether the next row goes on with key results of the objective stated in this one."""
        below, title, result = (
            self._next.get(number),
            self._table.index("objective"),
            self._table.index("key_result"),
        )
        if below is None or result < 0:
            return False
        return bool(below[result].text) and (not below[title].text or below[title].merged)

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
        team = team or plain(cell.text).startswith(("team ", "department ", "abteilung ", "squad "))
        if self._field[index] in CORE:
            short = self._banner_style and len(cell.text.split()) <= 4 and not cell.text.endswith(".")
            return follows and (team or (self.has_results and (short or self._stands_out(cell))))
        return follows

    @cached_property
    def _banner_style(self) -> bool:
        """Whether the table begins with a short lone cell above an objective with its key results."""
        title, result = self._table.index("objective"), self._table.index("key_result")
        if len(self._rows) < 2 or title < 0 or result < 0:
            return False
        first, second = self._rows[0][1], self._rows[1][1]
        alone = sum(bool(cell.text) for cell in first) == 1 and len(first[title].text.split()) in range(1, 5)
        return alone and bool(second[title].text and second[result].text)

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
    return bool(_filled(row))


def _filled(row: Row) -> list[tuple[int, Cell]]:
    return [(n, cell) for n, cell in enumerate(row) if cell.text and not cell.merged]
