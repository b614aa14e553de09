"""Cells as they stood in a table, whatever kind of file it came from."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from okrdesk.intake.proposal import LeftOut


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its text as shown; its number and unit where the file holds one (31% is 31 with "%").

    `indent` is how far it was set in, in blanks. `formula` marks one that holds a
    formula, `merged` one that shows the text of the merged cell above it.
    """

    text: str = ""
    number: Decimal | None = None
    unit: str = ""
    formula: bool = False
    merged: bool = False
    indent: int = 0


EMPTY = Cell()


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet or table: its name ("" when it has none) and its rows of equal length.

    `first` is the number of the first row (or line) as a person counts. `left_out` is what reading cut.
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    first: int = 1
    left_out: tuple[LeftOut, ...] = ()

    def width(self) -> int:
        """How many columns the grid has."""
        return len(self.rows[0]) if self.rows else 0


def letter(index: int) -> str:
    """A column's letter, as spreadsheets count: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def squared(rows: list[list[Cell]]) -> tuple[tuple[Cell, ...], ...]:
    """Rows of equal length, padded with empty cells, without empty columns at the right end."""
    width = max((n + 1 for row in rows for n, cell in enumerate(row) if cell.text), default=0)
    return tuple(tuple(row[:width]) + (EMPTY,) * (width - len(row)) for row in rows)
