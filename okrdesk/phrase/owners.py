"""Who owns what a line promises: "by Dana", "@dana", "(Dana)", "owner: Dana", and ", Dana" at its end."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from okrdesk.cards import Person
from okrdesk.intake.words import looks_like_team, plain
from okrdesk.phrase.dates import names_a_time

_WORD = r"[^\W\d_](?:[^\W\d_]|['’.-](?=[^\W\d_]))*\.?"
_NAMES = rf"{_WORD}(?: {_WORD}){{0,3}}"
_BY = re.compile(
    rf"(?P<lead>[,–—-]?\s*(?<!\w)(?:(?:owned|led|driven|run) )?by\s+)(?P<name>{_NAMES})", re.IGNORECASE
)
_AT = re.compile(rf"(?P<lead>[,(]?\s*(?<!\w)@)(?P<name>{_NAMES})\)?")
_ROUND = re.compile(rf"(?P<lead>\s*\()(?P<name>{_NAMES})\)")
_LABEL = re.compile(
    r"(?P<lead>\s*(?:[,;.–—-]\s*|(?<=[\d%]\s)|(?P<open>[(\[]))(?:owner|dri)(?:\s*[:=]\s*|\s+))"
    rf"(?P<name>{_NAMES})(?P<close>[)\]])?[.\s]*$",
    re.IGNORECASE,
)
_LAST = re.compile(rf"(?P<lead>,\s*|\s+[–—-]\s+)(?P<name>{_NAMES})$")
_OF_OTHERS = re.compile(
    r"(?:\w+ed|given|taken|written|seen|done|made|run|led|held|sold|built|bought|won|paid|met|sent|shown|driven|known"
    r"|used|read|hand|by|drafted|not|or|and)$",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"\s*(?:$|[,;:(]|[.!](?:\s|$)|(?:from|to|by|at|in week)\b|[≤≥<>→])")
_NO_NAMES = frozenset(
    "all every each our their his her its my your us them me you we end default design hand mail phone then"
    " now christmas easter summer autumn winter spring ramadan diwali thanksgiving halloween year law nature"
    " word of customer customers user users client clients partner partners management leadership board staff"
    " everyone".split()
)


@dataclass(frozen=True, slots=True)
class Owner:
    """Where a line names its owner, the id where the person is known, and the name where not."""

    start: int
    end: int
    id: str = ""
    name: str = ""


def owner(line: str, people: Iterable[Person]) -> Owner | None:
    """The owner a line names, or None where it names nobody or more than one."""
    known = tuple(people)
    found = [
        o for pattern in (_BY, _AT, _ROUND) for m in pattern.finditer(line) if (o := _owner(line, m, known))
    ]
    if not found and (last := _last(line, known)):
        found = [last]
    return found[0] if len(found) == 1 and line[: found[0].start].strip() else None


def _last(line: str, people: tuple[Person, ...]) -> Owner | None:
    """The owner that "owner: Dana" names, or a name known behind the line's only comma or a dash."""
    if match := _LABEL.search(line):
        end, name = match.end("close") if match["close"] else match.end("name"), match["name"].rstrip(".")
        person = known_person(name, people)
        if bool(match["open"]) != bool(match["close"]) or not (person or looks_like_name(name)):
            return None
        return Owner(match.start(), end, person.id) if person else Owner(match.start(), end, name=name)
    match = _LAST.search(line.rstrip(" ."))
    if match is None or len(re.findall(r",(?!\d)", line)) > 1:
        return None
    before = line[: match.start()].split()
    person = known_person(match["name"], people) if match["name"][0].isupper() else None
    if person is None or person.initials == match["name"] or not before or before[-1][:1].isupper():
        return None
    return Owner(match.start(), match.end(), person.id)


def _owner(line: str, match: re.Match[str], people: tuple[Person, ...]) -> Owner | None:
    by, closed = match.re is _BY, match[0].endswith(")")
    if match.re is _AT and closed != match[0].lstrip(" ,").startswith("("):
        return None
    names = match["name"].split(" ")
    for count in range(len(names), 0, -1):
        name = " ".join(names[:count])
        end = match.end() if closed else match.start("name") + len(name.rstrip("."))
        if match.re is _ROUND and count < len(names):
            return None
        person = known_person(name.rstrip("."), people)
        if person and (not by or _may_own(line, match)) and _BEHIND.match(line[end:]):
            return Owner(match.start(), end, id=person.id)
    name = match["name"]
    if by and not line[match.end() :].strip(" .!") and _may_own(line, match) and looks_like_name(name):
        return Owner(match.start(), match.end(), name=name)
    return None


def _may_own(line: str, match: re.Match[str]) -> bool:
    """Whether "by" means who is to do it, rather than what "used by" or "approved by" mean."""
    if re.search(r"(?:owned|led|driven|run) by\s+$", match["lead"], re.IGNORECASE):
        return True
    before = line[: match.start()].rstrip()
    return bool(match["lead"].lstrip()[0] in ",–—-" or not _OF_OTHERS.search(before))


def known_person(name: str, people: Iterable[Person]) -> Person | None:
    """The one person that a full name, a first name or initials (in capitals) mean."""
    folded = plain(name)
    if not folded or names_a_time(name):
        return None
    for fits in (
        lambda p: plain(p.name) == folded,
        lambda p: p.initials == name and len(name) > 1,
        lambda p: plain(p.name).split()[:1] == [folded] and len(folded) > 1,
    ):
        found = [person for person in people if fits(person)]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def looks_like_name(name: str) -> bool:
    """Whether words are one to three names of a person: capitals, and no month, team or group."""
    words = name.split()
    if not 1 <= len(words) <= 3 or names_a_time(name) or looks_like_team(name):
        return False
    if any(plain(word) in _NO_NAMES for word in words):
        return False
    return all(re.fullmatch(r"(?:[^\W\d_][^\W\d_]*['’-])*[^\W\d_]+", w) and _is_capital(w) for w in words)


def _is_capital(word: str) -> bool:
    """Whether a word begins with a capital and is no acronym or brand ("EOY", "TypeScript")."""
    return len(word) > 1 and all(p[:1].isupper() and p[1:] == p[1:].lower() for p in re.split(r"[-'’]", word))
