"""A sheet that is one table: its columns, its rows, and the frame that openpyxl writes around the rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.properties import Outline
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from exports.excel.cells import CELL_LIMIT, Number, pieces
from exports.excel.look import dress

_HEADS = {"number": "-number", "prose": "-prose", "soft-prose": "-prose"}

Value = str | int | Number | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table. `key` is its name in code.

    `hidden` columns can be unhidden; those that are `more` stand behind Excel's [+] above the sheet;
    `if_used` ones do when no row has a value there. `choices` offers a list of values; `group` colours the
    header. `width` is in characters; numbers widen their column as they need, texts up to `most`.
    """

    key: str
    header: str
    width: float
    look: str = "text"
    group: str = ""
    hidden: bool = False
    more: bool = False
    if_used: bool = False
    choices: tuple[str, ...] = ()
    most: float = 0


@dataclass(slots=True)
class Row:
    """One row: values by column key, and (by column key) the record that a click there leads to.

    `ids` are the records whose place this row is; `hue` is its team's colour, for columns of look "hue".
    What a row says `again` need not be seen in full: the row above says the same.
    """

    values: dict[str, Value]
    ids: tuple[str, ...] = ()
    links: dict[str, str] = field(default_factory=dict)
    hue: int = 0
    again: bool = False


@dataclass(slots=True)
class Sheet:
    """A table on a sheet of its own, and what its rows share.

    The first `frozen` columns stay in view; `continued` keys are said again in rows where a text goes on.
    """

    title: str
    name: str
    columns: tuple[Column, ...]
    rows: list[Row]
    frozen: int = 1
    continued: tuple[str, ...] = ()
    finish: Callable[[Sheet, Worksheet], None] = lambda _sheet, _ws: None

    def letter(self, key: str) -> str:
        """The letter of a column."""
        return get_column_letter(1 + next(n for n, c in enumerate(self.columns) if c.key == key))

    def span(self, first: str, last: str = "") -> str:
        """The cells of the rows in the columns from `first` to `last`, such as "A2:C40"."""
        return f"{self.letter(first)}2:{self.letter(last or first)}{self.last_row}"

    @property
    def last_row(self) -> int:
        """The table's last row; a table without rows has one empty row, as Excel wants it."""
        return max(len(self.rows), 1) + 1

    @property
    def reference(self) -> str:
        """The whole table, its header included."""
        return f"A1:{get_column_letter(len(self.columns))}{self.last_row}"


def fit(sheet: Sheet) -> list[str]:
    """Make columns as wide as they need be, and let texts longer than a cell go on in rows of their own.

    Says which these are, by card and column.
    """
    sheet.columns = tuple(_widened(sheet, column) for column in sheet.columns)
    notes: list[str] = []
    fitted: list[Row] = []
    for row in sheet.rows:
        fitted.append(row)
        if sum(len(v) for v in row.values.values() if type(v) is str) * 3 > CELL_LIMIT:
            fitted.extend(_continue(sheet, row, notes))
    sheet.rows = fitted
    return notes


def _continue(sheet: Sheet, row: Row, notes: list[str]) -> Iterable[Row]:
    parts = {key: pieces(value) for key, value in row.values.items() if type(value) is str}
    longest = max(map(len, parts.values()))
    if longest == 1:
        return []
    header = {column.key: column.header for column in sheet.columns}
    name = next((v for key in sheet.continued if (v := row.values.get(key)) and isinstance(v, str)), "")
    notes.extend(f"{name:.40} · {header[key]}" for key, part in parts.items() if len(part) > 1)
    kept = {k: row.values.get(k) for k in sheet.continued if len(parts.get(k, ())) == 1}
    more = []
    for n in range(1, longest):
        text = {key: part[n] for key, part in parts.items() if n < len(part)}
        more.append(replace(row, values={**kept, **text}, ids=(), links={}, again=True))
    row.values = {**row.values, **{key: part[0] for key, part in parts.items()}}
    return more


def _widened(sheet: Sheet, column: Column) -> Column:
    """The column as wide as its longest number needs, or as its longest text up to `most`."""
    values = (row.values.get(column.key) for row in sheet.rows)
    if column.look == "number":
        longest = max((value.width for value in values if type(value) is Number), default=0) + 3
    elif column.most:
        longest = min(max((len(value) + 3 for value in values if type(value) is str), default=0), column.most)
    else:
        return column
    return replace(column, width=max(column.width, longest))


def frame(sheet: Sheet, ws: Worksheet) -> None:
    """Everything of the sheet but its rows: header, columns, table, panes, lists of choices, rules."""
    folded = _folded(sheet)
    for n, column in enumerate(sheet.columns, 1):
        dress(ws.cell(1, n, column.header), f"head-{column.group}{_HEADS.get(column.look, '')}")
        dimension = ws.column_dimensions[get_column_letter(n)]
        dimension.width = column.width
        dress(dimension, "text" if column.look == "hue" else column.look)
        dimension.hidden = column.hidden or column.key in folded
        dimension.outlineLevel = int(column.key in folded)
        dimension.collapsed = n < len(sheet.columns) and sheet.columns[n].key in folded  # bears the [+]
        if column.choices:
            offer(ws, sheet.span(column.key), '"' + ",".join(column.choices) + '"')
    ws.sheet_properties.outlinePr = Outline(summaryRight=False)
    ws.row_dimensions[1].height = 30
    ws.freeze_panes = f"{get_column_letter(sheet.frozen + 1)}2"
    ws.add_table(_table(sheet))
    ws.print_title_rows = "1:1"
    sheet.finish(sheet, ws)


def _folded(sheet: Sheet) -> set[str]:
    """The columns behind Excel's [+]: those that are `more`, and those `if_used` without a value."""
    unused = {column.key for column in sheet.columns if column.if_used}
    for row in sheet.rows:
        unused -= {key for key in unused if row.values.get(key) not in (None, "")}
    return unused | {column.key for column in sheet.columns if column.more}


def offer(ws: Worksheet, cells: str, choices: str, *, strict: bool = True) -> None:
    """Offer a list of choices in `cells`; not `strict` allows others after a question."""
    rule = DataValidation("list", formula1=choices, allow_blank=True, showErrorMessage=True)
    rule.errorStyle = "stop" if strict else "warning"
    rule.add(cells)
    ws.add_data_validation(rule)


def _table(sheet: Sheet) -> Table:
    # The columns are named here: openpyxl would make every cell of the table to find the header's.
    table = Table(displayName=sheet.name, ref=sheet.reference)
    table.tableColumns = [TableColumn(id=n, name=c.header) for n, c in enumerate(sheet.columns, 1)]
    table.autoFilter = AutoFilter(ref=sheet.reference)
    table.tableStyleInfo = TableStyleInfo("TableStyleLight1", showRowStripes=False)
    return table
