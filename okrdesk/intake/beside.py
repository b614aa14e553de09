"""Tables that stand beside one another on one sheet, each with a header of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from okrdesk.intake.grid import Cell, Grid
from okrdesk.intake.words import header_fields, plain

_DEEPEST = 30  # rows in which such headers are looked for
_TITLES = frozenset(("objective", "text"))


def apart(grid: Grid) -> tuple[Grid, ...]:
    """`grid` cut into the tables that stand side by side; all of it where there is only one."""
    for row in grid.rows[:_DEEPEST]:
        if starts := _starts(row):
            ends = [*starts[1:], grid.width()]
            return tuple(
                replace(grid, rows=tuple(r[start:end] for r in grid.rows))
                for start, end in zip([0, *starts[1:]], ends, strict=True)
            )
    return (grid,)


def _starts(row: Sequence[Cell]) -> list[int]:
    """Where the tables begin of which `row` is the header: at what is left of each "Objective"."""
    words = ["" if cell.merged else plain(cell.text) for cell in row]
    title = next((word for word in words if word and _is_title(word)), "")
    at = [n for n, word in enumerate(words) if title and word == title]
    if len(at) < 2 or any(sum(map(bool, words[n : n + at[1] - at[0]])) < 2 for n in at):
        return []
    lead = 0  # columns before the title that all tables have
    while lead < at[0] and len({words[n - lead - 1] for n in at}) == 1 and words[at[0] - lead - 1]:
        lead += 1
    return [n - lead for n in at]


def _is_title(word: str) -> bool:
    fields, sure = header_fields(word)
    return sure == 1.0 and fields[0] in _TITLES
