"""Reads a workbook back as a person sees it, and as its parts hold it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def said(value: Any) -> Any:
    """A cell's value as Excel shows it: openpyxl leaves Excel's own escapes in rows as they are."""
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), value) if isinstance(value, str) else value


def sheet(path: Path, title: str) -> Worksheet:
    """One sheet."""
    ws = load_workbook(path)[title]
    assert isinstance(ws, Worksheet)
    return ws


def records(ws: Worksheet) -> list[dict[str, Any]]:
    """A table's rows, by the headers of its columns; empty cells are left out."""
    rows = ws.iter_rows(values_only=True)
    headers = next(rows)
    return [
        {str(h): said(v) for h, v in zip(headers, row, strict=True) if v is not None}
        for row in rows
        if any(v is not None for v in row)
    ]


def everything(path: Path) -> dict[str, list[dict[str, Any]]]:
    """All tables by the title of their sheet."""
    return {ws.title: records(ws) for ws in load_workbook(path).worksheets[1:]}


def parts(path: Path, prefix: str = "") -> Iterator[tuple[str, str]]:
    """The parts whose name begins so, and their text."""
    with ZipFile(path) as archive:
        for name in archive.namelist():
            if name.startswith(prefix):
                yield name, archive.read(name).decode()
