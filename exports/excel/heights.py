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
        if type(text) is not str or (len(text) * 2 <= width and "\n" not in text):
            continue
        if not (row.again and above.get(key) == text):
            lines = max(lines, lines_of(text, width))
    return min(lines * LINE + PADDING, TALLEST)


def lines_of(text: str, width: int) -> int:
    """How many lines a text fills where `width` characters of usual width fit in one."""
    return sum(_paragraph(paragraph, width) for paragraph in text.split("\n"))


def _paragraph(text: str, width: int) -> int:
    if _length(text) <= width:
        return 1
    lines, used = 1, 0
    for word in text.split(" "):
        length = _length(word)
        if used and used + 1 + length > width:
            lines, used = lines + 1, 0
        used += length + (used > 0)
        if used > width:  # a word that is longer than a line
            lines, used = lines + (used - 1) // width, (used - 1) % width + 1
    return lines


def _length(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)
