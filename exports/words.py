"""How a record reads on paper and in cells: numbers with their units, choices in words, dates, headings.

Nothing here escapes: each format does that once, on its own, for whatever text it is given.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from okrdesk.cards import Condition, Cycle, KeyResult, Link, Objective, Pillar, Record, RoleAnswer
from okrdesk.change import decimal_text
from okrdesk.i18n import _
from okrdesk.lanes import lane_titles
from okrdesk.naming import how_many
from okrdesk.numbers import separators
from okrdesk.text import one_line
from okrdesk.workshop import Workshop

KINDS = {
    "increase": _("Increase"),
    "decrease": _("Decrease"),
    "reach": _("Reach"),
    "keep_within": _("Keep within"),
    "no_more_than": _("No more than"),
    "no_less_than": _("No less than"),
    "milestone": _("Milestone"),
    "evidence": _("Evidence"),
}
OBJECTIVE_KINDS = {"objective": _("Objective"), "priority": _("Priority"), "duty": _("Standing duty")}
STYLES = {"": "", "committed": _("Committed"), "aspirational": _("Stretch")}
STATES = {
    "draft": _("Draft"),
    "in_review": _("In review"),
    "ready": _("Ready"),
    "signed_off": _("Signed off"),
    "paused": _("Paused"),
    "dropped": _("Dropped"),
}
LINKS = {
    "serves": _("serves"),
    "enables": _("enables"),
    "sums_into": _("adds to"),
    "relies_on": _("relies on"),
    "shares": _("shares"),
}
READ_EVERY = {
    "": "",
    "day": _("day"),
    "week": _("week"),
    "2 weeks": _("2 weeks"),
    "month": _("month"),
    "quarter": _("quarter"),
}
MONTHS = (
    _("Jan"), _("Feb"), _("Mar"), _("Apr"), _("May"), _("Jun"),
    _("Jul"), _("Aug"), _("Sep"), _("Oct"), _("Nov"), _("Dec"),
)  # fmt: skip

# How people write the currencies that they use most; any other code stands before its number as it is.
CURRENCIES = {
    "USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹", "KRW": "₩", "ILS": "₪", "UAH": "₴",
    "TRY": "₺", "CNY": "CN¥", "CAD": "CA$", "AUD": "A$", "NZD": "NZ$", "HKD": "HK$", "SGD": "S$", "BRL": "R$",
    "MXN": "MX$", "CHF": "CHF ", "SEK": "SEK ", "NOK": "NOK ", "DKK": "DKK ", "PLN": "PLN ", "CZK": "CZK ",
    "HUF": "HUF ", "ZAR": "ZAR ", "AED": "AED ", "SAR": "SAR ", "THB": "THB ", "IDR": "IDR ", "MYR": "MYR ",
    "TWD": "TWD ",
}  # fmt: skip
_MONEY = re.compile(rf"(?:({'|'.join(CURRENCIES)})(?![A-Za-z])|([$€£¥₹₩₪₴₺])) ?(.*)", re.DOTALL)
_CLOSE_UNITS = ("%", "‰", "×", "x", "°")  # these stand right behind their number


# ---------------------------------------------------------------- numbers
def money(unit: str) -> tuple[str, str] | None:
    """What stands before and behind a sum of money ("USD": "$", ""; "$M": "$", "M"); None for other units."""
    match = _MONEY.fullmatch(unit)
    return (CURRENCIES.get(match[1], match[2]), match[3]) if match else None


@lru_cache(512)
def affixes(unit: str) -> tuple[str, str]:
    """What stands before and behind a number of this unit, spaces included."""
    if parts := money(unit):
        return parts
    close = not unit or unit in _CLOSE_UNITS or unit.startswith("/")
    return "", unit if close else f" {unit}"


def plain_number(value: Decimal, number_format: str = "1,234.5") -> str:
    """An exact number with the separators of `number_format`, as it was typed but for trailing zeros."""
    group, point = separators(number_format)
    whole, dot, fraction = decimal_text(value).partition(".")
    return f"{Decimal(whole):,f}".replace(",", group) + (point + fraction if dot else "")


def number_text(value: Decimal | None, unit: str, number_format: str = "1,234.5") -> str:
    """A number with its unit ("31%", "$2,500,000", "410 ms"); "" for None."""
    if value is None:
        return ""
    before, behind = affixes(unit)
    sign = "-" if value < 0 else ""
    return f"{sign}{before}{plain_number(abs(value), number_format)}{behind}"


def baseline_text(kr: KeyResult, number_format: str = "1,234.5") -> str:
    """Where a key result starts: a number, "unknown" where that is what is known, or ""."""
    return _("unknown") if kr.baseline_unknown else number_text(kr.baseline, kr.unit, number_format)


def target_text(kr: KeyResult, number_format: str = "1,234.5") -> str:
    """Where a key result goes: "≤ 450 ms", "≥ 4.8", "72–78%", "90%" or ""."""
    goal = number_text(kr.target, kr.unit, number_format)
    if kr.kind == "keep_within" and kr.upper is not None:
        return (
            _range_text(kr, number_format) if goal else f"≤ {number_text(kr.upper, kr.unit, number_format)}"
        )
    sign = {"no_more_than": "≤ ", "no_less_than": "≥ ", "keep_within": "≥ "}.get(kr.kind, "")
    return sign + goal if goal else ""


def _range_text(kr: KeyResult, number_format: str) -> str:
    assert kr.target is not None
    assert kr.upper is not None
    if kr.target < 0 or kr.upper < 0:  # a dash beside a minus cannot be read
        ends = (number_text(end, kr.unit, number_format) for end in (kr.target, kr.upper))
        return _("{low} to {high}").format(low=next(ends), high=next(ends))
    before, behind = affixes(kr.unit)
    low, high = (plain_number(end, number_format) for end in (kr.target, kr.upper))
    return f"{before}{low}–{high}{behind}"


# ---------------------------------------------------------------- choices
def kind_label(kind: str) -> str:
    """A key result's kind in words."""
    return KINDS[kind]


def objective_kind_label(kind: str) -> str:
    """An objective's kind in words."""
    return OBJECTIVE_KINDS[kind]


def style_label(style: str) -> str:
    """Committed, Stretch, or "" while it is not chosen."""
    return STYLES[style]


def state_label(state: str) -> str:
    """An objective's state in words."""
    return STATES[state]


def link_label(kind: str) -> str:
    """A link's kind as the verb between its two ends."""
    return LINKS[kind]


def read_every_label(read_every: str) -> str:
    """How often a number can be read: what follows "every"."""
    return READ_EVERY[read_every]


def condition_state(workshop: Workshop, condition: Condition) -> str:
    """Open, who claimed it, covered by normal work, or not this quarter."""
    if condition.answer:
        return {
            "normal_work": _("Covered by normal work"),
            "not_this_quarter": _("Not this quarter"),
        }[condition.answer]
    names = [code_of(workshop, link.source) for link in workshop.claims(condition.id)]
    return _("Claimed by {cards}").format(cards=", ".join(names)) if names else _("Open")


# ---------------------------------------------------------------- names and headings
def code_of(workshop: Workshop, id_: str) -> str:
    """A record's short name, or ""."""
    return getattr(workshop.get(id_), "code", "")


def counted(records: Iterable[Record]) -> list[str]:
    """How many cards there are of each kind: "3 objectives", "1 key result". Teams' answers are no cards."""
    kinds = (Pillar, Objective, KeyResult, Condition, Link)
    found = [type(record) for record in records if not isinstance(record, RoleAnswer)]
    count = Counter(kind if kind in kinds else Record for kind in found)
    return [how_many(kind, count[kind]) for kind in (*kinds, Record) if count[kind]]


def level_name(workshop: Workshop, depth: int) -> str:
    """What the lane of teams at this depth of the tree is called: 0 is the company's."""
    return lane_titles(workshop, depth)[depth]


def date_text(day: date | None, *, year: bool = True) -> str:
    """A day as "4 Jan 2027" (or "4 Jan"); "" for None."""
    if day is None:
        return ""
    return f"{day.day} {MONTHS[day.month - 1]}" + (f" {day.year}" if year else "")


def cycle_dates(cycle: Cycle) -> str:
    """The cycle's first and last day, such as "4 Jan – 4 Apr 2027"; "" while it has no start."""
    if cycle.starts is None:
        return ""
    try:
        last = cycle.starts + timedelta(weeks=cycle.weeks, days=-1)
    except OverflowError:  # past the year 9999
        return date_text(cycle.starts)
    return f"{date_text(cycle.starts, year=cycle.starts.year != last.year)} – {date_text(last)}"


def organisation_name(workshop: Workshop) -> str:
    """Whose workshop it is, in one line."""
    root = workshop.root
    return one_line(workshop.organisation.name or (root.name if root else "")) or _("Workshop")


def heading(workshop: Workshop) -> str:
    """Organisation and cycle in one line: "Northwind · Q1 2027"."""
    return " · ".join(filter(None, (organisation_name(workshop), one_line(workshop.cycle.name))))


def disclaimer() -> str:
    """What stands on every page and sheet that leaves the house."""
    return _("Planning data; not a guarantee and not an appraisal")
