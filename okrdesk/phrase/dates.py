"""Dates of a line: their digits are no quantities, and one behind "by" is when the key result is due."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?"
    "|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_MONTH = rf"(?:{_MONTHS})\b\.?(?:,? 20\d\d\b)?"
_DAY = (
    rf"[0-3]?\d(?:st|nd|rd|th)?\.? (?:of )?(?:{_MONTHS})\b\.?(?:,? 20\d\d\b)?"
    rf"|(?:{_MONTHS})\b\.?,? [0-3]?\d(?:st|nd|rd|th)?(?![\d.%])(?:,? 20\d\d\b)?"
    r"|20\d\d-[01]?\d(?:-[0-3]?\d)?\b|[0-3]?\d(?:\.[0-3]?\d\.|/[0-3]?\d/|-[0-3]?\d-)(?:20)?\d\d\b|[0-3]?\d\.[01]?\d\.(?!\w)"
)
_PERIOD = (
    r"(?:the )?(?:current |this |next )?(?:week|month|quarter|year|cycle)(?: end)?\b"
    r"|(?:FY|CY)? ?20\d\d(?: ?[-/]? ?[QH][1-4])?\b"
    r"|[QH][1-4](?:[ /-]?(?:of )?(?:(?:FY|CY) ?)?(?:20)?\d\d)?\b(?!%)|FY ?\d\d(?: ?-? ?Q[1-4])?\b"
)
_WEEK = r"(?:week|wk|cw|kw) ?[1-5]?\d\b"
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
_EDGE = (
    r"(?:the )?(?:(?:very )?end|start|beginning|middle|first half|second half|mid|early|late)(?:[ -]of)?[ -]"
)
_NAMED = r"EO[YQMW]\b|(?:the )?year[ -]end\b"
DATE = (
    rf"(?:{_DAY}|{_EDGE}(?:{_DAY}|{_MONTH}|{_PERIOD}|{_WEEK})|{_WEEK}|{_MONTH}|{_PERIOD}|{_WEEKDAY}|{_NAMED})"
)

_NUMBERED = re.compile(
    rf"(?<![\w.,-])(?:{_DAY}|{_WEEK}|(?:{_MONTHS})\b\.?,? 20\d\d\b|[0-9]?\d:[0-5]\d)(?!\w)", re.I
)
_END = r"(?=\s*(?:$|[,;:()\[\]–—@]|[.!](?:\s|$)|-\s|(?:by|from|to|and|with|in|for|through|via)\b))"
_DUE = re.compile(
    r"(?P<lead>[,(–—-]?\s*(?<!\w)(?:by|until|due(?: by| on| in)?|(?:no|not) later than)\s+)"
    rf"(?P<date>{DATE})\)?{_END}"
    rf"|(?P<lead2>[,(–—-]?\s*(?<!\w)(?:in\s+|before\s+)?)(?P<week>{_WEEK})\)?(?=\s*(?:$|[.;,]|@|by\b))",
    re.IGNORECASE,
)

_BY_DATE = re.compile(rf"(?<!\w)(?:by|until) {DATE}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Due:
    """Where a line says when it is due, and the date in its words."""

    start: int
    end: int
    date: str


def dated(line: str) -> list[tuple[int, int]]:
    """The stretches of a line that are dates or times of day."""
    return [match.span() for match in _NUMBERED.finditer(line)]


def due(line: str) -> Due | None:
    """When the line says it is due; None where it names no such date, or two."""
    found = [match for match in _DUE.finditer(line) if line[: match.start()].strip(" -–—*•\t")]
    if len(found) != 1 or len(_BY_DATE.findall(line)) > 1:
        return None
    start, end = found[0].span()
    if found[0][0].lstrip(" ,–—-").startswith("(") != found[0][0].endswith(")"):
        return None
    return Due(start, end, (found[0]["date"] or found[0]["week"]).strip(" ."))


def names_a_time(words: str) -> bool:
    """Whether words that might be a name are a date or a period ("May", "Q3")."""
    return re.fullmatch(DATE, words, re.IGNORECASE) is not None
