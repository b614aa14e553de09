"""Reads a workbook in a process of its own: `python -m okrdesk.intake.workbook_child FILE` prints it as JSON.

The parent has looked at the zip; this process has little memory and time, and may be killed. It prints
{"sheets": [{"name", "hidden", "rows", "merges", "cut"}]}, a cell being null, [text] or
[text, number as text, unit, is formula]; or it ends with code 3 (unreadable) or 4 (too many merged cells).
With "hidden" behind the file, it reads the rows of hidden sheets, too.
"""

from __future__ import annotations

import json
import re
import sys
import warnings
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import IO, Any

MAX_ROWS = 5_000
MAX_COLUMNS = 60
MAX_SHEETS = 60
MAX_CELLS = 300_000
MAX_MERGES = 5_000
MAX_TEXT = 32_767  # of a cell, as in Excel
MEMORY = 1_500 * 2**20
SECONDS = 15

_MERGE = re.compile(
    rb"<(?:\w+:)?mergeCell\b[^>]{0,200}?\bref=[\"']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})[\"']"
)
_CURRENCY = re.compile(r"\[\$([A-Z]{3})|([$€£¥₹])")
_SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR"}


class _TooManyMerges(Exception):
    pass


def main(path: str, hidden: bool = False) -> None:
    """Print the workbook at `path`, with `hidden` the rows of its hidden sheets, too."""
    _limit()
    warnings.simplefilter("ignore")  # openpyxl warns of styles and validations that do not concern us
    from openpyxl import load_workbook

    try:
        book = load_workbook(path, read_only=True, keep_links=False, data_only=False)
        sheets = list(_sheets(book, hidden))
    except _TooManyMerges:
        sys.exit(4)
    except Exception as error:  # openpyxl raises whatever a broken part makes it stumble over
        sys.stderr.write(type(error).__name__)
        sys.exit(3)
    json.dump({"sheets": sheets}, sys.stdout)


def _limit() -> None:
    """Little memory and processor time, where the system can do that (not on Windows)."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def _sheets(book: Any, hidden: bool) -> Iterator[dict[str, Any]]:
    budget = MAX_CELLS
    for number, sheet in enumerate(book.worksheets):
        plain: dict[str, Any] = {"name": sheet.title, "hidden": sheet.sheet_state != "visible"}
        if number >= MAX_SHEETS or budget <= 0:
            yield plain | {"rows": [], "merges": [], "cut": True}
            continue
        if plain["hidden"] and not hidden:
            yield plain | {"rows": [], "merges": [], "cut": False}
            continue
        merges = _merges(sheet)  # first, since openpyxl takes its time over too many
        rows, cut = _rows(sheet, budget)
        budget -= sum(map(len, rows))
        yield plain | {"rows": rows, "merges": merges, "cut": cut}


def _rows(sheet: Any, budget: int) -> tuple[list[list[Any]], bool]:
    """The rows down to the last that holds anything, and whether something lies beyond the limits."""
    sheet.reset_dimensions()  # the stated size may be a lie
    rows: list[list[Any]] = []
    cut, filled = False, 0
    for row in _safely(sheet):
        cells = [_cell(cell) for cell in row[:MAX_COLUMNS]]
        if len(row) > MAX_COLUMNS and any(cell.value is not None for cell in row[MAX_COLUMNS:]):
            cut = True
        while cells and cells[-1] is None:
            cells.pop()
        budget -= len(cells)
        if len(rows) >= MAX_ROWS or budget < 0:
            return rows[:filled], True
        rows.append(cells)
        filled = len(rows) if cells else filled
    return rows[:filled], cut


def _safely(sheet: Any) -> Iterator[tuple[Any, ...]]:
    """The sheet's rows. openpyxl fills gaps with empty rows; a far cell makes that a million of them."""
    yield from sheet.iter_rows(max_row=MAX_ROWS + 1, max_col=MAX_COLUMNS + 1)


def _cell(cell: Any) -> list[Any] | None:
    value = cell.value
    if value is None or value == "":
        return None
    if cell.data_type == "f" or (isinstance(value, str) and value.startswith("=") and cell.data_type != "s"):
        return [str(getattr(value, "text", value))[:MAX_TEXT], None, "", True]
    if isinstance(value, bool):
        return [str(value)]
    if isinstance(value, (int, float)):
        return _number(value, cell.number_format or "")
    if isinstance(value, (datetime, date, time, timedelta)):
        return [_moment(value)]
    text = str(value)[:MAX_TEXT]
    indent = 2 * int(cell.alignment.indent or 0) + len(text) - len(text.lstrip())
    return [text, None, "", False, indent] if indent else [text]


def _number(value: float, style: str) -> list[Any]:
    """A number as shown: 0.31 in a format with % is 31 with unit %; binary noise of floats is cut."""
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if not number.is_finite():
        return [str(value)]
    unit = ""
    bare = re.sub(r'"[^"]*"|\\.', "", style)
    if "%" in bare:
        number, unit = number * 100, "%"
    elif found := _CURRENCY.search(style):
        unit = found.group(1) or _SIGNS[found.group(2)]
    number = Decimal(format(number, ".12g"))
    text = format(number.normalize() if number else Decimal(0), "f")
    return [f"{text}%" if unit == "%" else f"{text} {unit}".strip(), text, unit, False]


def _moment(value: datetime | date | time | timedelta) -> str:
    if isinstance(value, datetime) and value.time() == time(0):
        return value.date().isoformat()
    return value.isoformat(" ", "minutes") if isinstance(value, datetime) else str(value)


def _merges(sheet: Any) -> list[list[int]]:
    """The merged ranges as [first row, first column, last row, last column] from 0, within the limits."""
    from openpyxl.utils import column_index_from_string as column

    archive, name = sheet.parent._archive, sheet._worksheet_path
    found: list[list[int]] = []
    with archive.open(name) as part:
        for count, (first, top, last, bottom) in enumerate(_merge_refs(part)):
            if count >= MAX_MERGES:
                raise _TooManyMerges
            c1, c2 = sorted((column(first.decode()), column(last.decode())))
            r1, r2 = sorted((int(top), int(bottom)))
            if r1 <= MAX_ROWS and c1 <= MAX_COLUMNS and r1 >= 1:
                found.append([r1 - 1, c1 - 1, min(r2, MAX_ROWS) - 1, min(c2, MAX_COLUMNS) - 1])
    return found


def _merge_refs(part: IO[bytes]) -> Iterable[tuple[bytes, ...]]:
    """The references of mergeCell elements, read in pieces so that a long part costs no memory."""
    rest = b""
    while chunk := part.read(2**18):
        text = rest + chunk
        last = 0
        for match in _MERGE.finditer(text):
            yield match.groups()
            last = match.end()
        rest = text[max(last, len(text) - 400) :]


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:] == ["hidden"])
