"""Excel: our whole workbook beside XlsxWriter writing the sheet OKRs alone, the same cells and features."""

from __future__ import annotations

import tempfile
from pathlib import Path

import openpyxl  # noqa: F401  (neither side pays for its imports)
import xlsxwriter

from exports import words
from exports.excel import okrs, write_workbook
from exports.excel.cells import Formats, Number, needs_quote
from exports.excel.heights import row_height, wrapping
from exports.excel.look import HUES, LOOKS, TOKENS
from exports.excel.sheet import Sheet, fit
from exports.job import Job
from okrdesk.workshop import Workshop
from tests.bench.measure import Row, side_by_side
from tests.factory import sample_workshop

LIMIT = 1.0
TEXTS = {"generated text": 300, "40,000 different words": 40_000}


def ours(workshop: Workshop, path: Path) -> None:
    """Everything that an export does: all six sheets, read back, flushed to disk, moved into place."""
    write_workbook(workshop, path, Job())


class Peer:
    """XlsxWriter, given the rows of the sheet OKRs ready made."""

    def __init__(self, workshop: Workshop) -> None:
        self.sheet = okrs.sheet(list(okrs.rows(workshop, Formats())), 40)
        fit(self.sheet)

    def __call__(self, path: Path) -> None:
        """Write the sheet: cells, table, validations, conditional formats, links, heights, print set-up."""
        book = xlsxwriter.Workbook(path)
        ws = book.add_worksheet("OKRs")
        self._formats = _Formats(book)
        self._columns(ws)
        self._rows(ws)
        _features(book, ws, self.sheet)
        book.close()

    def _columns(self, ws) -> None:
        for n, column in enumerate(self.sheet.columns):
            hidden = column.hidden or column.more
            options = {"hidden": hidden, "level": 1} if hidden else {}
            ws.set_column(n, n, column.width, self._formats.get(column.look, True), options)

    def _rows(self, ws) -> None:
        wrapped, above = wrapping(self.sheet), {}
        columns = [(n, c.key, c.look, c.hidden) for n, c in enumerate(self.sheet.columns)]
        for n, row in enumerate(self.sheet.rows, 1):
            ws.set_row(n, row_height(row, above, wrapped))
            above = row.values
            for at, key, look, hidden in columns:
                value = row.values.get(key)
                look = f"hue{row.hue % HUES}" if look == "hue" else look
                if value is None or value == "":
                    if not hidden and not row.again:
                        ws.write_blank(n, at, None, self._formats.get(look, row.again))
                elif type(value) is str:
                    quote = needs_quote(value)
                    cell_format = self._formats.get(look, row.again, quote=quote)
                    if key in row.links:
                        ws.write_url(n, at, "internal:'OKRs'!A1", cell_format, value)
                    else:
                        ws.write_string(n, at, value, cell_format)
                elif type(value) is Number:
                    cell_format = self._formats.get("number", row.again, value.format)
                    ws.write_number(n, at, float(value.text), cell_format)
                else:
                    ws.write_number(n, at, value, self._formats.get(look, row.again))


class _Formats:
    def __init__(self, book) -> None:
        self._book = book
        self._made: dict[tuple, object] = {}

    def get(self, look: str, again: bool, number_format: str = "General", *, quote: bool = False):
        key = (look, again, number_format, quote)
        if key not in self._made:
            style = LOOKS["strong" if look.startswith("hue") else look]
            made = {
                "font_name": "Arial", "font_size": style.size, "bold": style.bold,
                "num_format": number_format,
                "font_color": TOKENS[style.ink], "align": style.align, "valign": "top",
                "text_wrap": style.wrap, "indent": style.indent, "quote_prefix": quote,
            }  # fmt: skip
            if not again:
                made |= {"top": 1, "top_color": TOKENS["line-strong"]}
            self._made[key] = self._book.add_format(made)
        return self._made[key]


def _features(book, ws, sheet: Sheet) -> None:
    last, columns = sheet.last_row - 1, len(sheet.columns)
    headers = [{"header": column.header} for column in sheet.columns]
    ws.add_table(
        0, 0, last, columns - 1, {"columns": headers, "style": "Table Style Light 1", "name": "OKRs"}
    )
    ws.freeze_panes(1, 3)
    ws.set_landscape()
    ws.fit_to_pages(1, 0)
    ws.repeat_rows(0)
    ws.set_header("&LHeading&RDRAFT")
    ws.set_footer("&LPlanning data&C&A&RPage &P of &N")
    for column in sheet.columns:
        if column.choices:
            ws.data_validation(sheet.span(column.key), {"validate": "list", "source": list(column.choices)})
    for key in ("objective_owner", "owner"):
        ws.data_validation(sheet.span(key), {"validate": "list", "source": "='OKRs'!$A$2:$A$41"})
    between = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 1}
    ws.data_validation(sheet.span("score"), between)
    pale, ground = book.add_format({"font_color": "#CBD1DA"}), book.add_format({"bg_color": "#FFF3DC"})
    ident = sheet.letter("objective_id")
    for first, last_key in okrs.REPEATED:
        at = sheet.letter(first)
        formula = f"=AND(${ident}2=${ident}1,{at}2={at}1,SUBTOTAL(103,${ident}1)=1)"
        ws.conditional_format(
            sheet.span(first, last_key), {"type": "formula", "criteria": formula, "format": pale}
        )
    for key in ("style", "style", "state", "state", "state", "now", "kind", "objective_owner", "owner"):
        formula = f'=${sheet.letter(key)}2="{words.style_label("committed")}"'
        ws.conditional_format(sheet.span(key), {"type": "formula", "criteria": formula, "format": ground})
    ws.conditional_format(sheet.span("score"), {"type": "3_color_scale"})


def rows(folder: Path, rounds: int = 5) -> list[Row]:
    """The table's rows of Excel: 1,000 objectives and 3,000 key results, on both texts."""
    found = []
    for name, different in TEXTS.items():
        workshop = sample_workshop(objectives=1000, key_results=3000, words=different)
        peer = Peer(workshop)
        mine, theirs = side_by_side(
            lambda workshop=workshop: ours(workshop, folder / "ours.xlsx"),
            lambda peer=peer: peer(folder / "peer.xlsx"),
            rounds,
        )
        found.append(Row(f"Excel, {name}", mine, theirs, "XlsxWriter, the OKRs sheet alone", LIMIT))
    return found


def main() -> None:
    """Print both ratios."""
    with tempfile.TemporaryDirectory() as folder:
        print(*rows(Path(folder)), sep="\n")


if __name__ == "__main__":
    main()
