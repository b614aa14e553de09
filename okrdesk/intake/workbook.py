"""A workbook as grids, read at arm's length: first guarded, then by a process that may be killed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

from okrdesk.i18n import _
from okrdesk.intake.grid import EMPTY, Cell, Grid, squared
from okrdesk.intake.guard import check_workbook
from okrdesk.intake.proposal import IntakeError, LeftOut
from okrdesk.text import clean

SECONDS = 15
MAX_FILLED = 300_000  # rows that merged cells may cover, all together


def read_workbook(path: Path) -> tuple[Grid, ...]:
    """The visible sheets of the workbook at `path`, merged cells filled downward.

    Raises IntakeError with a sentence when the workbook is hostile, damaged, or takes too long.
    """
    check_workbook(path)
    grids = tuple(_grid(sheet) for sheet in _run_child(path)["sheets"])
    if not any(grid.rows for grid in grids):
        raise IntakeError(_("“{name}” has no sheet with cells to read.").format(name=path.name))
    return grids


def read_plain(path: Path) -> list[dict[str, Any]]:
    """All sheets of the workbook at `path`, the hidden ones too, as `workbook_child` tells them.

    Raises IntakeError as `read_workbook` does.
    """
    check_workbook(path)
    return _run_child(path, "hidden")["sheets"]


def _run_child(path: Path, *options: str) -> dict[str, Any]:
    root = Path(__file__).resolve().parents[2]
    command = [sys.executable, "-m", "okrdesk.intake.workbook_child", str(path.resolve()), *options]
    hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # no console flashes up on Windows
    environment = os.environ | {"PYTHONPATH": str(root), "PYTHONIOENCODING": "utf-8"}
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            timeout=SECONDS,
            check=False,
            env=environment,
            creationflags=hidden,
            stdin=subprocess.DEVNULL,
        )
    except subprocess.TimeoutExpired as error:
        raise IntakeError(
            _(
                "Reading “{name}” took too long. Save the sheet with the OKRs as a workbook of its own."
            ).format(name=path.name)
        ) from error
    if done.returncode == 4:
        raise IntakeError(
            _("“{name}” has more than 5,000 merged cells. Unmerge them and save it again.").format(
                name=path.name
            )
        )
    if done.returncode:
        raise IntakeError(
            _(
                "“{name}” cannot be read as a workbook. Open it in Excel or LibreOffice and save it again."
            ).format(name=path.name)
        )
    return json.loads(done.stdout)


def _grid(sheet: dict[str, Any]) -> Grid:
    rows = [[_cell(plain) for plain in row] for row in sheet["rows"]]
    budget = MAX_FILLED
    for top, left, bottom, _right in sheet["merges"]:
        if (budget := budget - (bottom - top)) < 0:
            break
        _fill_down(rows, top, left, bottom)
    left_out = []
    if sheet["hidden"]:
        left_out.append(LeftOut(sheet["name"], "", _("A hidden sheet is not read.")))
    if sheet["cut"]:
        left_out.append(LeftOut(sheet["name"], "", _("Only 5,000 rows and 60 columns of a sheet are read.")))
    return Grid(clean(sheet["name"]), squared(rows), 1, tuple(left_out))


def _cell(plain: list[Any] | None) -> Cell:
    if plain is None:
        return EMPTY
    text = clean(plain[0]).strip()
    if len(plain) == 1:
        return Cell(text) if text else EMPTY
    number, unit, formula, *indent = plain[1:]
    return Cell(text, None if number is None else Decimal(number), unit, formula, indent=sum(indent))


def _fill_down(rows: list[list[Cell]], top: int, left: int, bottom: int) -> None:
    """Show a merged cell's text in its first column on every row that it covers."""
    if top >= len(rows) or left >= len(rows[top]) or not rows[top][left].text:
        return
    first = rows[top][left]
    shown = Cell(first.text, first.number, first.unit, first.formula, merged=True)
    for row in rows[top + 1 : bottom + 1]:
        if any(cell.text for cell in row):
            row.extend([EMPTY] * (left + 1 - len(row)))
            if not row[left].text:
                row[left] = shown
