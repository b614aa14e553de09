"""What the words of a banner or heading are: a title of the whole, or the name of a team."""

from __future__ import annotations

import re

from okrdesk.intake.words import is_company, is_generic, plain

CYCLE = re.compile(
    r"(?<![a-z0-9])(?P<year>(?:fy ?)?(?:20)?\d\d)[ \-_/.]*(?P<part>[qh][1-4])(?!\d)"
    r"|(?<![a-z0-9])(?P<part2>[qh][1-4])[ \-_/.]*(?P<year2>(?:fy ?)?(?:20)?\d\d)(?!\d)"
    r"|(?<![a-z0-9])(?P<year3>(?:fy ?)?20\d\d|fy ?\d\d)(?!\d)|(?<![a-z0-9])(?P<part4>q[1-4])(?![a-z0-9])",
    re.IGNORECASE,
)

_LABELS = frozenset(
    ("team", "department", "squad", "group", "abteilung", "bereich", "function", "area", "section")
)

_PARKED = re.compile(r"not this quarter|parked|parking lot|backlog|later|next quarter|icebox")


_ASIDES = re.compile(
    r"introduction|intro|overview|background|notes?|meeting notes|appendix|(executive )?summary|links"
    r"|references"
    r"|legend|agenda|how we score|scoring|time ?line|contents|table of contents|about|glossary|changelog"
    r"|resources|see also|context|(key |main |top )?risks?|next steps|action items|to ?dos?|(open )?questions"
    r"|assumptions|dependencies|constraints|attendees|participants|present|retro(spective)?|reflections?"
    r"|learnings|lessons learned|faqs?|instructions|how to( .{1,30})?|definitions|out of scope|non ?goals"
    r"|decisions|discussion|feedback|review notes|milestones and dates|anhang|hintergrund|risiken"
    r"|nachste schritte|notizen|annahmen|contexte|risques|prochaines etapes|riesgos|proximos pasos"
)


def is_aside(text: str) -> bool:
    """Whether a heading is that of a part which holds no objectives: "Risks", "Notes & links"."""
    parts = re.split(r"\s*(?:&|\+|/|,|\band\b|\bund\b)\s*", text.strip().rstrip(":"))
    return all(_ASIDES.fullmatch(plain(part)) for part in parts)


def cycle_in(text: str) -> str:
    """The quarter or year that a text names ("Q2 2021"), or ""."""
    found = CYCLE.search(text)
    if not found:
        return ""
    groups = found.groupdict()
    part = groups["part"] or groups["part2"] or groups["part4"] or ""
    year = groups["year"] or groups["year2"] or groups["year3"] or ""
    year = f"20{year}" if len(year) == 2 and part else year
    return " ".join(word.upper() for word in (part, year) if word)


def organisation_in(text: str) -> str:
    """What of a title names the organisation: the words that do not speak of OKRs; "" when too many."""
    head = re.split(r"[–—|:]|\s-\s", CYCLE.sub(" ", text))[0]
    words = [word for word in re.split(r"[\s\-_.]+", head) if word]
    words = [word for word in words if plain(word) and not is_generic(word) and not word.isdigit()]
    if not words or len(words) > 4 or is_company(" ".join(words)):
        return ""
    return " ".join(_capital(word) for word in words)


def _capital(word: str) -> str:
    """A lower-case word as a name: va → VA, acme → Acme."""
    if word != word.lower():
        return word
    return word.upper() if len(word) <= 3 else word.capitalize()


def is_title(text: str) -> bool:
    """Whether a heading speaks of the whole plan rather than of a team: "OKRs", "Acme OKRs Q3 2026"."""
    words = plain(CYCLE.sub(" ", text)).split()
    if all(is_generic(word) or word.isdigit() for word in words):
        return True
    return bool(cycle_in(text)) and any(
        word in ("okr", "okrs", "objectives", "goals", "ziele") for word in words
    )


_LEAD = re.compile(
    r"\s*[(\[](?:team )?(?:leads?|owners?|head|manager|dri|led by|leitung|by)\s*[:=]?\s[^()\[\]]*[)\]]$",
    re.IGNORECASE,
)


def team_name(text: str) -> str:
    """A section's words as a team's name: "Team: Marketing", "Marketing (lead: Ida)" are Marketing."""
    text = text.strip().rstrip(":").strip()
    label, mark, rest = text.partition(":")
    if mark and rest.strip() and plain(label) in _LABELS:
        return rest.strip()
    text = _LEAD.sub("", text)
    words = CYCLE.sub(" ", text).split() if re.search(r"(?i)\bokrs?\b", text) else text.split()
    while len(words) > 1 and plain(words[-1]) in ("okr", "okrs", "goals", "objectives", "ziele", ""):
        words.pop()
    return " ".join(words)


def is_parking(name: str) -> bool:
    """Whether a sheet is called after what has to wait."""
    return bool(_PARKED.fullmatch(plain(name)))
