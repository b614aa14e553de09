"""Writes the rows of tables into a workbook that openpyxl made without them.

openpyxl takes three objects and a sort for each cell; a text template for each cell takes a tenth of that.
So openpyxl writes the frame of every sheet (header, styles, table, rules), and as its parts are copied into
the final file, the rows and the links of the tables are put in where they belong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import IO
from xml.sax.saxutils import quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl.utils import get_column_letter

from exports.excel.cells import Number, inline
from exports.excel.heights import row_height, wrapping
from exports.excel.look import HUES, Styles
from exports.excel.sheet import Sheet, Value
from okrdesk.text import clean

CHUNK = 256  # rows between two steps of the job: a few milliseconds
LINKS_AT_MOST = 60_000  # Excel takes 65,530 a sheet

RowStyles = tuple[Styles, Styles]  # for a row that begins something, and for one that goes on with it

_DIMENSION = re.compile(rb'<dimension ref="[^"]*"')
_AFTER_LINKS = re.compile(rb"<(?:printOptions|pageMargins)\b")


def splice(
    frame: BytesIO,
    target: Path,
    sheets: Mapping[str, Sheet],
    places: Mapping[str, str],
    styles: RowStyles,
    step: Callable[[int, str], None],
) -> None:
    """Copy the workbook `frame` to `target`, with the rows of `sheets` (by the name of their part) in it.

    `places` says where each record's row is ("'OKRs'!A7"). `step(rows, sheet)` is called as rows are written.
    """
    with ZipFile(frame) as source, ZipFile(target, "w", ZIP_DEFLATED) as out:
        for part in source.infolist():
            content = source.read(part)
            with out.open(part.filename, "w") as sink:
                if sheet := sheets.get(part.filename):
                    _write_sheet(sink, content, sheet, places, styles, step)
                else:
                    sink.write(content)


def _write_sheet(
    sink: IO[bytes],
    frame: bytes,
    sheet: Sheet,
    places: Mapping[str, str],
    styles: RowStyles,
    step: Callable[[int, str], None],
) -> None:
    frame = _DIMENSION.sub(f'<dimension ref="{sheet.reference}"'.encode(), frame, count=1)
    head, end, tail = frame.partition(b"</sheetData>")
    sink.write(head[: head.index(b"</row>") + len(b"</row>")])  # what follows the header only bears notes
    rows = row_xml(sheet, styles)
    while chunk := list(islice(rows, CHUNK)):
        sink.write("".join(chunk).encode())
        step(len(chunk), sheet.title)
    sink.write(end)
    after = _AFTER_LINKS.search(tail)
    assert after, "openpyxl writes page margins on every sheet"
    sink.write(tail[: after.start()])
    links = islice(_links(sheet, places), LINKS_AT_MOST)
    if first := next(links, None):
        sink.write(b"<hyperlinks>" + first.encode())
        while chunk := list(islice(links, CHUNK)):
            sink.write("".join(chunk).encode())
        sink.write(b"</hyperlinks>")
    sink.write(tail[after.start() :])


def row_xml(sheet: Sheet, styles: RowStyles) -> Iterator[str]:
    """Each row of a table as XML."""
    columns = [(c.key, get_column_letter(n), c.look, not c.hidden) for n, c in enumerate(sheet.columns, 1)]
    cached = lru_cache(4096)(_text)
    wrapped = wrapping(sheet)
    above: Mapping[str, Value] = {}
    for n, row in enumerate(sheet.rows, 2):
        values = row.values
        style = styles[row.again]
        hue = style.text[f"hue{row.hue % HUES}"]
        cells = [f'<row r="{n}" ht="{row_height(row, above, wrapped)}">']
        above = values
        for key, letter, look, seen in columns:
            value = values.get(key)
            usual, quoted = style.text.get(look) or hue
            if value is None or value == "":
                if seen and not row.again:
                    cells.append(f'<c r="{letter}{n}" s="{usual}"/>')  # for the line above it
            elif type(value) is str:
                quote, xml = cached(value)
                cells.append(f'<c r="{letter}{n}" s="{quoted if quote else usual}" t="inlineStr">{xml}</c>')
            elif type(value) is Number:
                number = style.number[value.format]
                cells.append(f'<c r="{letter}{n}" s="{number}"><v>{value.text}</v></c>')
            else:
                cells.append(f'<c r="{letter}{n}" s="{usual}"><v>{value}</v></c>')
        cells.append("</row>")
        yield "".join(cells)


def _text(text: str) -> tuple[bool, str]:
    return inline(clean(text))


def _links(sheet: Sheet, places: Mapping[str, str]) -> Iterator[str]:
    """Each link from a cell of the table to another record's row, as XML."""
    letters = {c.key: get_column_letter(n) for n, c in enumerate(sheet.columns, 1)}
    for n, row in enumerate(sheet.rows, 2):
        for key, id_ in row.links.items():
            if row.values.get(key) and (place := places.get(id_)):
                yield f'<hyperlink ref="{letters[key]}{n}" location={quoteattr(place)}/>'
