"""Numbers as people write them: separators, scales such as "k" and "bn", and the signs of currencies."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Literal

Decimals = Literal["", ".", ","]

SIGNS = {"$": "USD", "us$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "a$": "AUD", "c$": "CAD",
         "euros": "EUR", "dollars": "USD"}  # fmt: skip
CODES = frozenset("usd eur gbp jpy inr chf aud cad sek nok dkk pln czk cny brl mxn zar sgd hkd nzd".split())
SCALES = {
    "k": 10**3, "thousand": 10**3, "tsd": 10**3, "m": 10**6, "mm": 10**6, "mio": 10**6, "mn": 10**6,
    "million": 10**6, "millions": 10**6, "b": 10**9, "bn": 10**9, "mrd": 10**9, "billion": 10**9,
}  # fmt: skip
_GROUPED = re.compile(r"1(\D?)234(?:(\D)5)?")


class Ambiguous(ValueError):
    """A number such as 1.234 that two readers would read differently."""


def separators(number_format: str) -> tuple[str, str]:
    """The thousands and decimal separators of a number format given as a sample, such as "1.234,5"."""
    match = _GROUPED.fullmatch(number_format)
    return (match[1], match[2] or ".") if match else (",", ".")


def plain_number(digits: str, decimals: Decimals = "") -> Decimal | None:
    """The number written as `digits` with separators. Raises Ambiguous for 1.234 when `decimals` is ""."""
    text = re.sub(r"[\s\u00a0\u202f'’]", "", digits)
    points, commas = text.count("."), text.count(",")
    if points and commas:
        mark = "." if text.rindex(".") > text.rindex(",") else ","
    elif points > 1 or commas > 1:
        mark = "," if points else "."
    elif points or commas:
        mark = _single_mark(text, decimals)
    else:
        mark = "."
    other = "," if mark == "." else "."
    if not re.fullmatch(rf"\d*|\d{{1,3}}(\{other}\d{{2,3}})*", text.partition(mark)[0]):
        return None
    try:
        return Decimal(text.replace(other, "").replace(mark, "."))
    except InvalidOperation:
        return None


def _single_mark(text: str, decimals: Decimals) -> Decimals:
    """The decimal mark of a number that holds a single mark."""
    mark: Decimals = "." if "." in text else ","
    head, _mark, tail = text.partition(mark)
    grouped = len(tail) == 3 and 1 <= len(head) <= 3 and not head.startswith("0")
    if not grouped:
        return mark
    if decimals:
        return decimals
    if mark == ",":
        return "."  # 1,234 is a thousand and more, unless this file says otherwise
    raise Ambiguous(text)
