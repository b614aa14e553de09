"""What stands in a cell: text as typed, whatever it begins with, and numbers that stay numbers.

Text has one way into a sheet: `pieces` (cleaned, and cut where a cell is full) and then, in the rows that we
write, `inline`; openpyxl escapes what it writes itself, but for what `protect` does.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple
from xml.sax.saxutils import escape

from exports.words import affixes, number_text
from okrdesk.change import decimal_text
from okrdesk.text import clean

CELL_LIMIT = 32_000  # UTF-16 units; Excel takes 32,767
EXACT_DIGITS = 15  # what Excel keeps of a number

_QUOTED_STARTS = tuple("=+-@|\t\r")  # Excel would read these as a formula when the cell is edited
_HEX_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_SPECIAL = re.compile(r"[&<>\n\t_]|^\s|\s$|  ")
_SHORT_UNIT = re.compile(r'[^"\\_;\n\t]{0,6}')  # longer ones stand in a column of their own
_FORMATS_AT_MOST = 150  # Excel refuses a workbook with more than about 200 number formats of its own


def pieces(text: str) -> list[str]:
    """`text` cleaned, in pieces that a cell can hold; together they are the whole text."""
    text = clean(text)
    if len(text) * 2 <= CELL_LIMIT or _units(text) <= CELL_LIMIT:
        return [text]
    found: list[str] = []
    while text:
        piece = text[:CELL_LIMIT]
        while _units(piece) > CELL_LIMIT:
            piece = piece[: len(piece) - (_units(piece) - CELL_LIMIT + 1) // 2]
        space = piece.rfind(" ", len(piece) - 200)
        if 0 < space < len(piece) - 1 and len(piece) < len(text):
            piece = piece[: space + 1]
        found.append(piece)
        text = text[len(piece) :]
    return found


def _units(text: str) -> int:
    return len(text) + sum(char > "\uffff" for char in text)


def needs_quote(text: str) -> bool:
    """Whether the cell must say that its text is text, lest Excel take it for a formula when it is edited."""
    return text.startswith(_QUOTED_STARTS)


def protect(text: str) -> str:
    """`text` with what looks like one of Excel's own escapes (_x0041_) escaped."""
    return _HEX_ESCAPE.sub("_x005F_", text) if "_x" in text else text


def inline(text: str) -> tuple[bool, str]:
    """Whether a cell with this cleaned text needs a quote prefix, and its content as XML."""
    if not _SPECIAL.search(text):
        return needs_quote(text), f"<is><t>{text}</t></is>"
    keep = text.strip() != text or any(mark in text for mark in ("\n", "\t", "  "))
    space = ' xml:space="preserve"' if keep else ""
    return needs_quote(text), f"<is><t{space}>{escape(protect(text))}</t></is>"


class Number(NamedTuple):
    """A number as XML holds it, its number format, and how many characters it then shows."""

    text: str
    format: str
    width: int


class Formats:
    """Number formats by unit and decimals, no more of them than Excel takes; `known` are those in use."""

    def __init__(self) -> None:
        self.known: set[str] = set()

    def number(self, value: Decimal | None, unit: str, sign: str = "") -> Number | str | None:
        """A number shown with its unit, `sign` ("≤ ") before it; one that Excel would round, as text."""
        if value is None:
            return None
        text = decimal_text(value)
        if len(text.strip("-0.").replace(".", "")) > EXACT_DIGITS or abs(value.adjusted()) > 300:
            return sign + number_text(value, unit)
        unit = clean(unit) if _SHORT_UNIT.fullmatch(clean(unit)) else ""
        code = _format(unit, len(text.partition(".")[2]), sign, value < 0)
        if code not in self.known and len(self.known) >= _FORMATS_AT_MOST:
            code = "General"
        self.known.add(code)
        exact = decimal_text(value.scaleb(-2)) if unit == "%" else text
        return Number(exact, code, len(sign) + len(number_text(value, unit)))


@lru_cache(512)
def _format(unit: str, decimals: int, sign: str, negative: bool) -> str:
    """Excel's code for numbers of a unit: '"≤ "#,##0.0" ms"'."""
    digits = "#,##0" + ("." + "0" * min(decimals, EXACT_DIGITS) if decimals else "")
    before, behind = affixes(unit)
    body = f"{digits}%" if unit == "%" else f"{_literal(before)}{digits}{_literal(behind)}"
    code = _literal(sign) + body
    return f"{code};{_literal(sign)}-{body}" if sign and negative else code


def _literal(text: str) -> str:
    return f'"{text}"' if text else ""
