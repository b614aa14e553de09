"""Numbers and days as people type them into a field: read, or refused with a sentence that shows how."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from okrdesk.i18n import _
from okrdesk.numbers import CODES, SCALES, SIGNS, plain_number, separators
from okrdesk.text import one_line

_NUMBER = re.compile(
    r"(?P<minus>[-−–]?) ?(?P<before>[^\d\s.,−–-]*) ?(?P<minus2>[-−–]?)"
    r"(?P<digits>[.,]?\d(?:[\d.,'’ ]*\d)?) ?(?P<behind>.*)",
    re.DOTALL,
)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_DAY_FIRST = re.compile(r"(\d{1,2})\.? ([a-z]+)\.?,?(?: (\d{4}))?")
_MONTH_FIRST = re.compile(r"([a-z]+)\.? (\d{1,2}),?(?: (\d{4}))?")
_DOTTED = re.compile(r"(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})")


class Unreadable(ValueError):
    """A text that says no number or no day. Its text is a sentence for the person."""


def number(
    text: str, number_format: str = "1,234.5", unit: str = "", shown: tuple[str, str] = ("", "")
) -> tuple[Decimal, str]:
    """The number that `text` says, and the unit that stands with it ("" where none does).

    Scales such as "k" and "M" are multiplied in. `unit` is the unit that is meant already, and `shown` what
    the app itself writes before and behind such a number. Raises Unreadable.
    """
    match = _NUMBER.fullmatch(_bare(one_line(text), shown))
    if match is None:
        raise _no_number(text, number_format)
    decimals = "," if separators(number_format)[1] == "," else "."
    value = plain_number(match["digits"], decimals)
    if value is None or not value.is_finite():
        raise _no_number(text, number_format)
    scale, behind = (1, match["behind"]) if match["behind"] == unit else _scaled(match["behind"])
    found = [_unit_of(part) for part in (match["before"], behind) if part]
    if len(found) > 1 or any(re.search(r"\d", part) for part in found):
        raise _no_number(text, number_format)
    found_unit = found[0] if found else ""
    if found_unit and unit and found_unit.casefold() != unit.casefold():
        raise Unreadable(
            _("The unit here is “{unit}”: write the number alone, or change the unit.").format(unit=unit)
        )
    return (-value if match["minus"] or match["minus2"] else value) * scale, found_unit


def whole(text: str, low: int, high: int) -> int:
    """The whole number that `text` says, from `low` to `high`. Raises Unreadable."""
    digits = one_line(text)
    if digits.isascii() and digits.isdigit() and len(digits) < 10 and low <= int(digits) <= high:
        return int(digits)
    raise Unreadable(
        _("“{text}” is no whole number from {low} to {high}.").format(text=text, low=low, high=high)
    )


def day(text: str, near: date | None) -> date:
    """The day that `text` says: 4 Jan 2027, Jan 4, 4.1.2027 or 2027-01-04.

    Without a year, the one closest to `near`. Raises Unreadable.
    """
    words = one_line(text).casefold()
    try:
        return _day(words, near)
    except ValueError:
        raise Unreadable(
            _("“{text}” is no day. Write it like 4 Jan 2027.").format(text=one_line(text))
        ) from None


# ---------------------------------------------------------------- within
def _bare(text: str, shown: tuple[str, str]) -> str:
    before, behind = (part.strip() for part in shown)
    sign = text[: 1 if text[:1] in "-−–" and text else 0]
    rest = text[len(sign) :].lstrip()
    if before and rest.startswith(before):
        rest = rest[len(before) :]
    if behind and rest.endswith(behind):
        rest = rest[: -len(behind)]
    return sign + rest.strip()


def _no_number(text: str, number_format: str) -> Unreadable:
    return Unreadable(
        _("“{text}” is no number. Write it like {sample}.").format(
            text=one_line(text)[:40], sample=number_format
        )
    )


def _scaled(behind: str) -> tuple[int, str]:
    """The scale at the start of what stands behind a number, and the rest."""
    word, _space, rest = behind.partition(" ")
    if word.casefold() in SCALES:
        return SCALES[word.casefold()], rest
    return 1, behind


def _unit_of(part: str) -> str:
    folded = part.casefold()
    return folded.upper() if folded in CODES else SIGNS.get(folded, part)


def _day(words: str, near: date | None) -> date:
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", words):
        return date.fromisoformat(words)
    if match := _DOTTED.fullmatch(words):
        return date(int(match[3]), int(match[2]), int(match[1]))
    if match := _DAY_FIRST.fullmatch(words):
        number, month, year = match.groups()
    elif match := _MONTH_FIRST.fullmatch(words):
        month, number, year = match.groups()
    else:
        raise ValueError(words)
    return _closest(int(number), _month(month), year, near)


def _month(word: str) -> int:
    if len(word) >= 3:
        for n, known in enumerate(_MONTHS, 1):
            if word.startswith(known):
                return n
    raise ValueError(word)


def _closest(number: int, month: int, year: str | None, near: date | None) -> date:
    if year:
        return date(int(year), month, number)
    if near is None:
        raise ValueError(number)
    days = []
    for each in (near.year - 1, near.year, near.year + 1):
        try:
            days.append(date(each, month, number))
        except ValueError:  # 29 February
            continue
    return min(days, key=lambda day: abs(day - near))
