"""Where a line states quantities: numbers with their units, but none that only names something."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from okrdesk.numbers import CODES, SCALES, SIGNS, Ambiguous, plain_number, separators

_MONEY_SIGN = r"(?:[Uu][Ss]|[AaCc])?\$|[€£¥₹]"
_CODE = "|".join(code.upper() for code in CODES)
_UNITS = (
    r"%(?!\w)|‰|per[ ]?cent\b|pct\b|percentage[ ]points?\b|pp\b|bps\b|basis[ ]points?\b|points?\b|pts\b"
    r"|(?:(?:working|business|calendar)[ ])?(?:days?|hours?|weeks?|months?|quarters?|years?)\b"
    r"|(?:ms|milliseconds?|s|secs?|seconds?|mins?|minutes?|h|hrs?|wks?|yrs?)\b"
    r"|(?:[kMG]Wh|km|kg|mg|g|t|ml|l|kW|MW|GB|MB|TB|KB|°C|°F|degrees?|tonnes?)\b"
    r"|(?:out[ ])?of[ ][1-9]\d{0,3}(?![\w.,]*\d)(?!\w)(?![ ]?%)"
)
_CLOSE_UNITS = r"[sdx×](?!\w)|/(?:4|5|6|7|10|100)(?![\w/.])"
_QUANTITY = re.compile(
    rf"""
    (?P<before>(?P<out>(?<![\w%)])[-−])?(?:{_MONEY_SIGN}|(?<![^\W_])(?:{_CODE})\s?))?
    (?P<sign>(?<![\w%)])[-−+])?
    (?P<digits>[0-9]{{1,3}}(?:[\u00a0\u202f\ ’'][0-9]{{3}})+(?:[.,][0-9]+)?(?![0-9])|[0-9][0-9.,]*[0-9]|[0-9]
      |(?<![\w-])(?i:zero)(?=\ (?!trust)(?:[\w-]+\ ){{0,2}}[\w-]+s(?:\W|$)|(?<=\bto\ zero)(?:\W|$)))
    (?P<scale>\ ?(?:thousand|millions?|billion|bn|mn|[Mm]io|[Mm]rd|[Tt]sd)\b\.?|(?:[kKMmBb]|MM)(?![A-Za-z])
      |\ [Mm](?=\ ?(?:[€£$]|{_CODE})(?![A-Za-z])))?
    (?P<after>\ ?(?:{_MONEY_SIGN}|(?:{_CODE})\b|(?<=[a-z])\ (?:euros|dollars)\b)
      |\ ?(?:{_UNITS})|{_CLOSE_UNITS})?
    (?P<rate>/(?:day|week|wk|month|mo|quarter|year|yr|hour|h|user|person|customer|seat)\b)?
    (?P<plus>\+)?
    (?![\w€£$%#]|[.,:'’/_]\w|[-–—][^\W\d]|\ [B-Zb-z](?!\w))
    """,
    re.VERBOSE,
)
_NOT_BEHIND = re.compile(r"[\w.,:/#'’+±~≈×@&_%$€£¥₹\\§^*]$")
_DASHED = re.compile(r"[\d%€kKMx][-–—]$")
# Words behind which a number is a name: "RFC 42", "Tier 1", "week 6".
_NAMING = re.compile(
    r"(?:\b(?:rfcs?|iso|soc|phases?|tiers?|levels?|versions?|release|steps?|stages?|part|chapters?|wave|batch|sprints?|series"
    r"|milestone|module|track|article|section|page|top|no\.?|nr\.?|number|days?|weeks?|wk|months?|years?|quarters?|fy|cy"
    r"|kr|okr|objective|goal|key result|priority|severity|gen|generation|type|class|grade|group|room|floor"
    r"|form|issue|ticket|pr|epic|mr|bug|scope|act|pillar|option|windows|python|index)|\b[SQHPTOv])[ #-]?$",
    re.IGNORECASE,
)
_ADJECTIVE = re.compile(r"(?:day|week|month|year|hour|minute|second|quarter|point|min)$")
_NOUN = re.compile(r" (?!(?:to|from|or|and|per|in|on|by|at|for|before|after)\b)[A-Za-z]")
_YEAR = re.compile(r"20[1-4][0-9]")
_OF_A_YEAR = re.compile(
    r"\b(?:in|by|for|during|since|until|through|from|of|before|after|and|the|early|late|mid|end|fy|cy|q[1-4]|h[12]"
    r"|spring|summer|autumn|fall|winter|to|[-–—]|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)\W*$",
    re.IGNORECASE,
)
_GROUPS = re.compile(
    r"[0-9]{1,3}(?:,[0-9]{2,3})*,[0-9]{3}(?:\.[0-9]+)?|[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?"
)
_MOST_DIGITS = 20  # separators included: longer ones are no measurements
_DOLLARS = frozenset(("USD", "AUD", "CAD", "NZD", "SGD", "HKD", "MXN"))
_YENS = frozenset(("JPY", "CNY"))


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that stands from `start` to `end`, unit, currency and "+" included.

    `units` are the places of the unit's characters; `scale` is what "k" or "million" multiplied by (1: none);
    `plus` is true of "80+".
    """

    start: int
    end: int
    number: Decimal
    unit: str
    units: tuple[tuple[int, int], ...]
    scale: int
    plus: bool

    @property
    def strong(self) -> bool:
        """Whether a unit says that this number is a measurement rather than a name."""
        return bool(self.unit)


def quantities(
    line: str, closed: Iterable[tuple[int, int]], number_format: str, currency: str
) -> list[Quantity]:
    """The quantities of a line in order, but those that touch a closed stretch (a date, say)."""
    stretches = tuple(closed)
    found = []
    for match in _QUANTITY.finditer(line):
        if any(match.start() < end and start < match.end() for start, end in stretches):
            continue
        if quantity := _quantity(line, match, number_format, currency):
            found.append(quantity)
    return found


_CROSSES = re.compile(r"[-−][0-9]\S*\s*(?:to|→|[-=]>)\s*$")  # "from -3% to +2%"
_TIME = r" ?(?:days?|h(?:ou)?rs?|weeks?|months?|quarters?|years?|min(?:ute)?s?|sprints?)\b"
_SHARE = re.compile(rf"(?<![\w.,])([0-9]{{1,3}}) in ([1-9][0-9]{{0,2}})\b(?!{_TIME}|[.,][0-9]|%)")


def _quantity(line: str, match: re.Match[str], number_format: str, currency: str) -> Quantity | None:
    before, after = match["before"] or "", match["after"] or ""
    if _is_name(line, match):
        return None
    number = _number(match["digits"], number_format)
    scale = (match["scale"] or "").strip().rstrip(".")
    money = _code((before or after).strip(" -−"), currency)
    if number is None or (before and not money) or (scale in ("m", "b") and not money):
        return None
    if (total := re.search(r"(?:of |/)(\d+)$", after)) and number > Decimal(total[1]):
        return None
    times = SCALES.get(scale.lower(), 1)
    sign = -1 if (match["sign"] or "+") != "+" or match["out"] else 1
    unit = money or _unit(after.strip())
    places = [match.span(name) for name in ("after", "rate") if match[name]]
    if before:
        places.append((match.start("before") + len(match["out"] or ""), match.end("before")))
    return Quantity(
        match.start(),
        match.end(),
        sign * number * times,
        unit + (match["rate"] or ""),
        tuple(places),
        times,
        bool(match["plus"]),
    )


def _is_name(line: str, match: re.Match[str]) -> bool:
    """Whether the number is part of a name, an ordinal, a version, an approximation or a year."""
    start, before = match.start(), line[: match.start()]
    signed = match["sign"] or match["out"]
    if match["sign"] == "+" and not _CROSSES.search(before):
        return True  # "+20%" is a change
    if _NOT_BEHIND.search(before) or (before[-1:] in ("-", "–", "—") and not _DASHED.search(before[-2:])):
        return True
    if signed and start and not before[-1].isspace() and before[-1] not in "([<>=≤≥→":
        return True
    bare = not (match["before"] or match["after"] or match["scale"])
    if bare and (_NAMING.search(before) or (_YEAR.fullmatch(match["digits"]) and _OF_A_YEAR.search(before))):
        return True
    behind = line[match.end() :]
    if bare and _of_a_share(line, start):
        return True
    unit = (match["after"] or "").strip()
    if _ADJECTIVE.fullmatch(unit) and unit != "min":
        return bool(_NOUN.match(behind))  # "a 90 day plan"
    return re.fullmatch(r"0[0-9]+", match["digits"]) is not None


def _of_a_share(line: str, start: int) -> bool:
    """Whether the number that stands at `start` is one of "1 in 5 visitors"."""
    shares = (share for share in _SHARE.finditer(line) if int(share[1]) < int(share[2]))
    return any(start in (share.start(1), share.start(2)) for share in shares)


def _number(digits: str, number_format: str) -> Decimal | None:
    """The number that the digits state; None where 1.234 and its like leave a doubt."""
    if digits.lower() == "zero":
        return Decimal(0)
    group = separators(number_format)[0]
    if len(digits) > _MOST_DIGITS:
        return None
    if len(re.findall("[.,]", digits)) > 1 and not _GROUPS.fullmatch(digits):
        return None
    if group != "," and re.fullmatch(r"[1-9][0-9]{0,2},[0-9]{3}", digits):
        return None
    try:
        return plain_number(digits, "," if group == "." and "," not in digits else "")
    except Ambiguous:
        return None


def _code(sign: str, currency: str) -> str:
    """The ISO code of a currency's sign or code; "$" is the organisation's own dollar where it has one."""
    if sign == "$" and currency in _DOLLARS:
        return currency
    if sign == "¥" and currency in _YENS:
        return currency
    return SIGNS.get(sign.lower(), sign.upper() if sign.lower() in CODES else "")


def _unit(word: str) -> str:
    return "%" if re.fullmatch(r"%|per ?cent|pct", word) else word
