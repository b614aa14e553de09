"""How tall a row must be to show its texts: worked out here, since not every program does so on opening."""

from __future__ import annotations

from collections.abc import Mapping
from unicodedata import east_asian_width

from exports.excel.look import LOOKS
from exports.excel.sheet import Row, Sheet, Value

LINE = 13.0  # points, at the size of the rows' text
PADDING = 3.0
TALLEST = 409.0  # what Excel allows
_PER_UNIT, _BOLD_PER_UNIT = 1.18, 1.06  # characters of usual text in a unit of a column's width


def wrapping(sheet: Sheet) -> list[tuple[str, int]]:
    """The columns whose texts wrap, and how many characters of usual width fit in a line there."""
    found: list[tuple[str, int]] = []
    for column in sheet.columns:
        look = LOOKS["strong" if column.look == "hue" else column.look]
        if look.wrap:
            width = (column.width - 1.5 * look.indent) * (_BOLD_PER_UNIT if look.bold else _PER_UNIT)
            found.append((column.key, int(width)))
    return found


def row_height(row: Row, above: Mapping[str, Value], wrapped: list[tuple[str, int]]) -> float:
    """The height in points that shows a row in full. `above` are the values of the row above."""
    lines = 1
    for key, width in wrapped:
        text = row.values.get(key)
        if type(text) is not str or (len(text) <= width and text.isascii() and "\n" not in text):
            continue
        if not (row.again and above.get(key) == text):
            lines = max(lines, lines_of(text, width))
    return min(lines * LINE + PADDING, TALLEST)


def lines_of(text: str, width: int) -> int:
    """How many lines a text fills where `width` characters of usual width fit in one."""
    if not text.isascii():
        text = "".join("mm" if east_asian_width(char) in "WF" else char for char in text)
    return sum(_paragraph(paragraph, width) for paragraph in text.split("\n"))


def _paragraph(text: str, width: int) -> int:
    lines, at = 1, 0
    while len(text) - at > width:
        space = text.rfind(" ", at, at + width + 1)
        at = space + 1 if space > at else at + width
        lines += 1
    return lines
