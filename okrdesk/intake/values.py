"""What single cells say: numbers with their unit, scores, owners, kinds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import cast

from okrdesk.cards import KeyResultKind, Style
from okrdesk.intake.grid import Cell
from okrdesk.intake.words import UNKNOWN, kind_word, plain
from okrdesk.numbers import CODES, SCALES, SIGNS, Ambiguous, Decimals, plain_number

_NUMBER = re.compile(
    r"(?P<before>[<>≤≥~≈=]{0,2}\s*(us\$|[ac]\$|[$€£¥₹]|[a-z]{3}(?=\s*\d))?)\s*(?P<sign>[+\-−–])?\s*"
    r"(?P<sign2>[$€£¥₹])?(?P<digits>\d[\d.,'’\u00a0\u202f ]*\d|\d|\.\d+)"
    r"\s*(?P<after>.*)",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit; `rest` are words of the cell that neither holds."""

    number: Decimal
    unit: str
    rest: str = ""


def amount(cell: Cell, decimals: Decimals = "") -> Amount | None:
    """The number that a cell states, or None when it states none.

    `decimals` is the character before decimals where it is known. Raises Ambiguous for 1.234 where it is not.
    """
    if cell.number is not None:
        return Amount(cell.number, cell.unit)
    match = _NUMBER.fullmatch(cell.text.strip())
    if not match:
        return None
    number = plain_number(match["digits"], decimals)
    if number is None:
        return None
    if match["sign"] in ("-", "−", "–"):
        number = -number
    sign = re.sub(r"[<>≤≥~≈=\s]", "", match["before"]).lower() or (match["sign2"] or "")
    if len(sign) == 3 and sign.isalpha() and sign not in CODES:
        return None
    unit = SIGNS.get(sign, sign.upper())
    number, unit, rest = _scaled(number, unit, match["after"].strip())
    comparison = re.sub(r"[^<>≤≥~≈]", "", match["before"])
    return Amount(number, unit, f"{comparison}{rest}" if comparison else rest)


def _scaled(number: Decimal, unit: str, after: str) -> tuple[Decimal, str, str]:
    """The number times what follows it ("k", "bn"), and the unit that follows ("%", "€", "days")."""
    word = re.match(r"([a-z]+)\.?(?![a-z])", after, re.IGNORECASE)
    if (
        word
        and word[1].lower() in SCALES
        and (word[1].islower() or unit or word[1] in ("K", "M", "B", "MM", "Mio"))
    ):
        number, after = number * SCALES[word[1].lower()], after[word.end() :].strip()
    if not after:
        return number, unit, ""
    if after in ("%", "percent", "Prozent", "pct"):
        return number, "%", ""
    lower = after.lower()
    if lower in SIGNS or lower in CODES:
        return number, SIGNS.get(lower, lower.upper()), ""
    if not unit and len(after) <= 24 and not any(c.isdigit() for c in after):
        return number, after, ""
    return number, unit, after


def decimal_mark(texts: Iterable[str]) -> Decimals:
    """Which decimal mark a source uses, by the numbers that leave no doubt; "" when none tells."""
    votes = {".": 0, ",": 0}
    for text in texts:
        for number in re.findall(r"(?<![\w.,])\d[\d.,]*\d(?![\w.,]*\d)", text[:200]):
            last = max(number.rfind("."), number.rfind(","))
            if last < 0:
                continue
            mark, other = number[last], "," if number[last] == "." else "."
            tail = len(number) - last - 1
            if other in number and number.count(mark) == 1:
                votes[mark] += 1
            elif number.count(mark) > 1 and tail == 3:
                votes[other] += 1
            elif number.count(mark) == 1 and tail != 3:
                votes[mark] += 1
    if votes["."] == votes[","]:
        return ""
    return "." if votes["."] > votes[","] else ","


def is_unknown(text: str) -> bool:
    """Whether a cell says that its value is not known."""
    return text.strip().casefold().rstrip(".") in UNKNOWN or text.strip().casefold() in UNKNOWN


def score(cell: Cell, scale: Decimal, decimals: Decimals = "") -> Decimal | None:
    """A score from 0 to 1 (more when more was reached). `scale`: what its column counts up to."""
    text = cell.text.strip()
    if fraction := re.fullmatch(r"(\d+(?:[.,]\d+)?)\s*/\s*(10|100|1|5)(?:[.,]0)?", text):
        return Decimal(fraction[1].replace(",", ".")) / Decimal(fraction[2])
    try:
        found = amount(cell, decimals or ".")
    except Ambiguous:
        return None
    if found is None or found.rest or found.number < 0 or found.unit not in ("", "%"):
        return None
    return found.number / (100 if found.unit == "%" else scale)


def score_scale(cells: Iterable[Cell]) -> Decimal:
    """What the bare numbers of a score column count up to: 1, 10 or 100."""
    top = Decimal(0)
    for cell in cells:
        found = cell.number if cell.number is not None and cell.unit != "%" else None
        if found is None and re.fullmatch(r"\d+([.,]\d+)?", cell.text.strip()):
            found = Decimal(cell.text.strip().replace(",", "."))
        top = max(top, found or Decimal(0))
    return Decimal(1) if top <= Decimal("1.5") else Decimal(10) if top <= 10 else Decimal(100)


_BETWEEN = re.compile(r"\s*(?:[,;/&+|\n]|\s(?:and|und|et|y|e|with|mit)\s)\s*")


def split_people(text: str, whole: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The people or teams that a cell names, in order. Names in `whole` (in their `plain` form) stay one."""
    if plain(text) in whole:
        return (_person(text),)
    text = re.sub(r"^\s*(?:[-*•–]|\d+[.)])\s+", "", text, flags=re.MULTILINE)
    parts = [_person(part) for part in _BETWEEN.split(text)]
    return tuple(dict.fromkeys(part for part in parts if part))


def _person(text: str) -> str:
    text = re.sub(r"<[^>]*@[^>]*>|\(?mailto:[^)\s]*\)?", "", text).strip()
    if re.fullmatch(r"[\w.+-]+@[\w-]+\.[\w.]+", text):
        text = " ".join(part.capitalize() for part in re.split(r"[._]", text.split("@")[0]))
    text = text.strip(" .,:;")
    if re.fullmatch(r"[(\[][^()\[\]]*[)\]]", text) or text.count("(") != text.count(")"):
        text = text.strip("()[] ")
    return text.removeprefix("@").strip(" .,:;")


def kind_of(text: str) -> KeyResultKind | None:
    """The kind of key result that a word names; None when it names none."""
    return cast("KeyResultKind | None", kind_word(text))


def style_of(text: str) -> Style | None:
    """Committed or aspirational, as a word says; None when it says neither."""
    words = plain(text)
    if re.search(
        r"\b(committed|commit|commitment|must|verbindlich|engagement|comprometido|roofshot)\b", words
    ):
        return "committed"
    if re.search(r"\b(stretch|aspirational|moonshot|ambitious|ambitioniert|ambitieux|ambicioso)\b", words):
        return "aspirational"
    return None
