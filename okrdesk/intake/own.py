"""Workbooks that OKR Desk wrote itself: what of them is the plan, and what is made anew from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from okrdesk.i18n import _
from okrdesk.intake.grid import EMPTY, Cell, Grid, squared
from okrdesk.intake.proposal import LeftOut

_DERIVED = (_("Objective id"), _("Key result id"), _("Parent"), _("State"), _("Id"))
_RENAMED = {_("Note"): "Objective note", _("Note on the key result"): "Note"}
_RENAMED_PARKED = {_("In words"): "Objective", _("Owner"): "Objective owner", _("Note"): "Objective note"}


def tidied(grids: Sequence[Grid]) -> tuple[Grid, ...]:
    """`grids` as they are; of a workbook of ours, the sheets that hold the plan, without ids."""
    if not any(_is_ours(grid) for grid in grids):
        return tuple(grids)
    return tuple(_tidied(grid) for grid in grids)


def _texts(grid: Grid) -> list[str]:
    return [cell.text for cell in grid.rows[0]] if grid.rows else []


def _is_ours(grid: Grid) -> bool:
    return {_("Objective id"), _("Key result id"), _("Code")} <= set(_texts(grid))


def _tidied(grid: Grid) -> Grid:
    if _is_ours(grid):
        return _reduced(grid, _with_plain_levels(grid), _RENAMED, _DERIVED)
    if grid.name == _("Not this quarter"):
        headers = _texts(grid)
        at = headers.index(_("What")) if _("What") in headers else -1
        rows = [row for row in grid.rows[1:] if at >= 0 and row[at].text == _("Objective")]
        return _reduced(grid, rows, _RENAMED_PARKED, (*_DERIVED, _("What")))
    why = _("Of our own workbooks, OKRs and Not this quarter are taken in; the workshop's file has the rest.")
    return replace(grid, rows=(), left_out=(LeftOut(grid.name, "", why),))


def _with_plain_levels(grid: Grid) -> list[list[Cell]]:
    """The rows, with the names of the lanes, which every company chooses, as words for levels."""
    rows = [list(row) for row in grid.rows[1:]]
    headers = _texts(grid)
    if _("Level") in headers:
        at = headers.index(_("Level"))
        lanes = list(dict.fromkeys(row[at].text for row in rows if row[at].text))
        levels = ("company", "team") if len(lanes) == 2 else ("company", "department", "team")
        for row in rows:
            if row[at].text:
                row[at] = Cell(levels[min(lanes.index(row[at].text), len(levels) - 1)])
    return rows


def _reduced(
    grid: Grid, rows: Sequence[Sequence[Cell]], renamed: dict[str, str], without: Sequence[str]
) -> Grid:
    headers = _texts(grid)
    kept = [n for n, header in enumerate(headers) if header not in without]
    table = [[Cell(renamed.get(headers[n], headers[n])) for n in kept]]
    table += [[_plain(row[n], headers[n]) for n in kept] for row in rows]
    return replace(grid, rows=squared(table))


def _plain(cell: Cell, header: str) -> Cell:
    """A cell without formulas, and without the one kind that an objective is anyway."""
    usual = header == _("Objective kind") and cell.text == _("Objective")
    return EMPTY if cell.formula or usual else cell
