"""Tables that tell by indent alone what a row is: a team, below it objectives, below these key results."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from okrdesk.intake.columns import Column
from okrdesk.intake.grid import EMPTY, Cell
from okrdesk.intake.tables import Row, Table
from okrdesk.intake.words import TOTALS

_TYPES = ("objective", "key result", "note")


def by_indent(table: Table) -> Table:
    """`table` with a column for the type of each row, and one for teams, where indents tell them apart."""
    at = table.index("objective")
    if at < 0 or table.has("key_result", "type", "text"):
        return table
    cards = [row for _n, row in table.rows if any(c.text for c in row) and not _is_total(row[at])]
    depths = sorted({row[at].indent for row in cards})
    if not _tell(depths, [row[at] for row in cards]):
        return table
    teams = _team_levels(cards, at, depths)
    width = len(table.columns)
    names = ["type", "team"] if teams and not table.has("team") else ["type"]
    columns = (*table.columns, *(Column(width + n, "", name, 0.4) for n, name in enumerate(names)))
    rows: list[tuple[int, Row]] = []
    above = [""] * teams
    for number, row in table.rows:
        level = depths.index(row[at].indent) if row[at].text and not _is_total(row[at]) else -1
        if 0 <= level < teams:
            above[level:] = [row[at].text, *[""] * (teams - level - 1)]
            rows.append((number, (EMPTY,) * len(columns)))
            continue
        kind = Cell(_TYPES[min(level - teams, 2)], merged=True) if level >= 0 else EMPTY
        team = Cell(next((name for name in reversed(above) if name), ""), merged=True)
        rows.append((number, (*row, kind, team)[: len(columns)]))
    return replace(table, columns=columns, rows=tuple(rows))


def _is_total(cell: Cell) -> bool:
    return bool(TOTALS.fullmatch(cell.text.casefold().strip("*:– ")))


def _tell(depths: list[int], cells: list[Cell]) -> bool:
    """Whether indents were meant: two blanks and more, on many rows, below one that is not set in."""
    inner = sum(cell.indent > depths[0] for cell in cells)
    steps = all(below - above >= 2 for above, below in pairwise(depths))
    if not inner or cells[0].indent > depths[0]:
        return False
    return all(cell.text for cell in cells) and steps and inner >= 0.4 * len(cells)


def _team_levels(cards: list[Row], at: int, depths: list[int]) -> int:
    """How many of the outer levels are teams: names on rows that hold nothing else, two levels above."""
    count = 0
    while len(depths) - count > 2:
        rows = [row for row in cards if row[at].indent == depths[count]]
        lone = all(sum(bool(cell.text) for cell in row) == 1 for row in rows)
        if not lone or sum(len(row[at].text.split()) for row in rows) > 3 * len(rows):
            break
        count += 1
    return count
