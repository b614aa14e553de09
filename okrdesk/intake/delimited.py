"""Text with delimiters: .csv and .tsv files, and cells pasted from a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections import Counter

from okrdesk.i18n import _
from okrdesk.intake.grid import Cell, Grid, letter, squared
from okrdesk.intake.proposal import LeftOut
from okrdesk.intake.workbook_child import MAX_COLUMNS, MAX_ROWS

DELIMITERS = ",;\t|"
_SAMPLE = 400  # lines that decide which delimiter it is


def read_delimited(text: str, delimiters: str = DELIMITERS) -> Grid | None:
    """`text` as a grid, by the delimiter that gives the most even rows; None when none gives two columns."""
    first, body = 1, text
    head, _sep, rest = text.partition("\n")
    if head.strip().strip('"').lower().startswith("sep=") and len(head.strip().strip('"')) == 5:
        delimiters, body, first = head.strip().strip('"')[-1], rest, 2  # Excel's own hint
    best, delimiter = 0.0, ""
    for candidate in delimiters:
        if (score := _evenness(body, candidate)) > best:
            best, delimiter = score, candidate
    if not delimiter:
        return None
    rows = _parsed(body, delimiter)
    left_out = list(_beyond(rows))
    cells = [
        [Cell(value.strip(), indent=len(value) - len(value.lstrip())) for value in row[:MAX_COLUMNS]]
        for row in rows[:MAX_ROWS]
    ]
    return Grid("", squared(cells), first, tuple(left_out))


def _parsed(text: str, delimiter: str) -> list[list[str]]:
    csv.field_size_limit(1_000_000)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=False))
    except csv.Error:
        return [line.split(delimiter) for line in text.split("\n")]


def _evenness(text: str, delimiter: str) -> float:
    """How table-like `text` is: the share of rows with the commonest width, more columns adding a little."""
    rows = _parsed(text, delimiter)[:_SAMPLE]
    if delimiter == "\t":  # leading tabs indent an outline
        rows = [row for row in rows if not row or row[0] or len([v for v in row if v]) > 1]
    widths = Counter(len(row) for row in rows if any(v.strip() for v in row))
    wide = {width: count for width, count in widths.items() if width > 1}
    if not wide:
        return 0.0
    width, count = max(wide.items(), key=lambda item: (item[1], item[0]))
    share = count / widths.total()
    return share * (1 + min(width, 12) / 24) if share >= 0.5 else 0.0


def _beyond(rows: list[list[str]]) -> list[LeftOut]:
    """What lies beyond the limits, in its own words."""
    why = _("Only 5,000 rows and 60 columns of a table are read.")
    found = [
        LeftOut(f"{letter(MAX_COLUMNS)}{n}", " ".join(row[MAX_COLUMNS:]).strip(), why)
        for n, row in enumerate(rows[:MAX_ROWS], 1)
        if any(v.strip() for v in row[MAX_COLUMNS:])
    ]
    if len(rows) > MAX_ROWS:
        found.append(LeftOut(f"{MAX_ROWS + 1}–{len(rows)}", "\n".join(map(" ".join, rows[MAX_ROWS:])), why))
    return found
