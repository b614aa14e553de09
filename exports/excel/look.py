"""How cells look: a few looks by name, made into Excel's cell formats once a workbook.

Colours are the light theme's tokens, so that paper, sheet and window agree.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from exports.excel.cells import needs_quote, protect
from okrdesk.paths import RESOURCES

TOKENS: dict[str, Any] = json.loads((RESOURCES / "themes" / "light.json").read_text("utf-8"))
HEADS = {
    "objective": ("accent", "accent-bg"),
    "result": ("green", "green-bg"),
    "sight": ("violet", "violet-bg"),
}
HUES = len(TOKENS["team"])
FONT = "Arial"  # or one of the same widths, on any system


def colour(token: str) -> str:
    """A token's colour as Excel writes it: RRGGBB."""
    return TOKENS[token].removeprefix("#")


def fill(token: str) -> PatternFill:
    """A plain ground in a token's colour."""
    return PatternFill("solid", start_color=colour(token), end_color=colour(token))


@dataclass(frozen=True, slots=True)
class Look:
    """A cell's type, ground and place. `ink` and `ground` are tokens."""

    ink: str = "ink"
    size: float = 10
    bold: bool = False
    italic: bool = False
    underline: bool = False
    ground: str = ""
    align: str = "left"
    wrap: bool = True
    indent: int = 0
    middle: bool = False
    line: str = ""  # the token of a line below


LOOKS: dict[str, Look] = {
    "text": Look(),
    "strong": Look(bold=True),
    "soft": Look(ink="ink-2"),
    "prose": Look(indent=1),  # beside another column of wrapped text
    "soft-prose": Look(ink="ink-2", indent=1),
    "number": Look(align="right", wrap=False),
    "link": Look(ink="accent"),
    "id": Look(ink="ink-3", size=8, wrap=False),
    "head": Look(bold=True, ground="bg", middle=True, line="line-strong"),
    "head-count": Look(bold=True, ground="bg", middle=True, align="right", line="line-strong"),
    "head-code": Look(bold=True, ground="bg", middle=True, indent=1, line="line-strong"),
    "title": Look(size=20, bold=True, wrap=False),
    "subtitle": Look(ink="ink-2", size=12, wrap=False),
    "section": Look(size=13, bold=True, wrap=False),
    "hint": Look(ink="ink-2", wrap=False),
    "draft": Look(ink="amber", size=14, bold=True, align="right", wrap=False),
    "cell": Look(ink="ink-2", line="line"),
    "cell-code": Look(ink="ink-2", line="line", indent=1),
    "cell-link": Look(ink="accent", bold=True, line="line"),
    "cell-count": Look(align="right", wrap=False, line="line"),
    "link-strong": Look(ink="accent", bold=True),
    "field": Look(ground="accent-bg", line="accent"),  # to be written in
    "sum": Look(bold=True),
    "sum-count": Look(bold=True, align="right", wrap=False),
}
ROW_LOOKS = ("text", "strong", "soft", "prose", "soft-prose", "number", "link", "id")
for _group, (_ink, _ground) in {"": ("ink", "bg"), **HEADS}.items():
    _head = Look(_ink, bold=True, ground=_ground, middle=True, line=_ink if _group else "line-strong")
    LOOKS[f"head-{_group}"] = _head
    LOOKS[f"head-{_group}-prose"] = replace(_head, indent=1)
    LOOKS[f"head-{_group}-number"] = replace(_head, align="right", indent=2)  # beside the filter's button


class Styles:
    """The cell formats that a workbook's tables use: the number by which a sheet refers to each.

    They are made at once, since the workbook's frame is saved before its rows are written. A look "hue3" is
    the fourth team's; `formats` are number formats, all of the look "number"; `line` is the token of a line
    above the cells, or "".
    """

    def __init__(self, workbook: Workbook, looks: Iterable[str], formats: Iterable[str], line: str) -> None:
        self._sheet = workbook.worksheets[0]
        self._line = Border(top=Side("thin", colour(line))) if line else None
        self.text = {look: (self._make(look), self._make(look, quote=True)) for look in looks}
        self.number = {code: self._make("number", code) for code in ("General", *formats)}

    def _make(self, look: str, number_format: str = "General", *, quote: bool = False) -> int:
        cell = Cell(self._sheet, row=1, column=1)  # never becomes part of the sheet
        dress(cell, look, number_format)
        cell.quotePrefix = quote
        if self._line:
            cell.border = self._line
        return cell.style_id


def dress(cell: Any, look: str, number_format: str = "General") -> None:
    """Give an openpyxl cell or column a look."""
    hue = int(look[3:]) % HUES if look.startswith("hue") else None
    style = Look(bold=True) if hue is not None else LOOKS[look]
    ink = colour(style.ink) if hue is None else TOKENS["team"][hue].removeprefix("#")
    cell.font = Font(FONT, style.size, b=style.bold, i=style.italic, color=ink)
    up = "center" if style.middle else "top"
    cell.alignment = Alignment(style.align, up, wrap_text=style.wrap, indent=style.indent)
    cell.number_format = number_format
    if style.ground:
        cell.fill = fill(style.ground)
    if style.line:
        cell.border = Border(bottom=Side("thin", colour(style.line)))


def put_text(cell: Cell, text: str, look: str) -> None:
    """Write a text that fits a cell (see `cells.pieces`) so that it stays text, whatever it begins with."""
    dress(cell, look)
    cell.value = protect(text)
    cell.data_type = "s"
    cell.quotePrefix = needs_quote(text)
