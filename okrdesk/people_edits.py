"""Who is in the company, as changes: a pasted list of people, two that are one and the same."""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterator
from itertools import count

from okrdesk.cards import Person, new_id
from okrdesk.change import Change, Drop, Put, Set, Step
from okrdesk.desk import Refused
from okrdesk.edits import ranks_at, redirected, set_fields
from okrdesk.i18n import _
from okrdesk.profile import initials_of
from okrdesk.text import clean, one_line
from okrdesk.workshop import Workshop

_BULLET = re.compile(r"^\s*(?:[-*•–]|\d+[.)])\s+")
_MAIL = re.compile(r'(?:"(?P<quoted>[^"]+)"|(?P<plain>[^<>;,"]+?))\s*<[^<>\s]+@[^<>\s]+>')
_ADDRESS = re.compile(r"\S+@\S+")
MOST_INITIALS = 4  # letters
_ORDER = ("name", "title", "team")  # of cells that no header names
_COLUMNS = {  # what headers call them
    "name": ("name", "full name", "person", "who", "people", "employee"),
    "first": ("first name", "given name", "first"),
    "last": ("last name", "surname", "family name", "last"),
    "title": ("title", "role", "job title", "position", "function"),
    "team": ("team", "department", "group", "unit"),
}
_COLUMN = {word: column for column, words in _COLUMNS.items() for word in words}

Row = dict[str, str]  # what a line says, by column


def people_from(workshop: Workshop, text: str, team: str = "") -> Change:
    """New people out of pasted text: one a line, "Name" or "Name, Title, Team" (commas, tabs or semicolons).

    A first line that names the columns says in which order they stand; a list of mail addresses will do too.
    Who is there already or named twice is left out. People whose team is not known come into `team`.
    """
    teams = {word.casefold(): t.id for t in workshop.teams() for word in (t.name, t.code) if word}
    known = {person.name.casefold() for person in workshop.people()}
    taken = {person.initials for person in workshop.people()}
    new: list[Row] = []
    for row in _rows(clean(text)):
        if row["name"] and row["name"].casefold() not in known:
            known.add(row["name"].casefold())
            new.append(row)
    steps = []
    for row, rank in zip(new, ranks_at(workshop.people(), len(new)), strict=True):
        initials = unique_initials(row["name"], taken)
        taken.add(initials)
        if "team" not in row and row.get("title", "").casefold() in teams:
            row["team"] = row.pop("title")  # "Name, Team"
        there = teams.get(row.get("team", "").casefold(), team)
        steps.append(Put(Person(new_id(), rank, row["name"], initials, there, row.get("title", ""))))
    who = new[0]["name"] if len(new) == 1 else _("{n} people").format(n=len(new))
    return Change(_("Add {card}").format(card=who), tuple(steps))


def unique_initials(name: str, taken: Collection[str]) -> str:
    """Initials for a name that are not in `taken`: RL, else RLU, RLUN, else RL2, RL3 and so on."""
    short, last = initials_of(name), "".join(filter(str.isalnum, (name.split() or [""])[-1])).upper()
    longer = (short[:-1] + last[:letters] for letters in (2, 3, 4))
    numbered = (f"{short}{number}" for number in count(2))
    tries = (short, *(longer if len(name.split()) > 1 else ()))
    return next((i for i in tries if i and i not in taken), "") or next(i for i in numbered if i not in taken)


def _rows(text: str) -> Iterator[Row]:
    lines = [_BULLET.sub("", line) for line in text.splitlines() if line.strip()]
    delimiter = next((d for d in "\t;" if d in text), ",")
    order: tuple[str, ...] = _ORDER
    for n, line in enumerate(lines):
        if addressed := list(_MAIL.finditer(line)):
            yield from (
                {"name": _turned(m["quoted"]) if m["quoted"] else one_line(m["plain"])} for m in addressed
            )
            continue
        cells = [
            one_line(cell) for cell in next(csv.reader([line], delimiter=delimiter, skipinitialspace=True))
        ]
        if n == 0 and (header := _header(cells)):
            order = header
            continue
        if order is _ORDER:
            cells = [cell for cell in cells if not _ADDRESS.fullmatch(cell)]
        row = dict(zip(order, cells, strict=False))
        row.setdefault("name", one_line(f"{row.get('first', '')} {row.get('last', '')}"))
        yield row


def _header(cells: list[str]) -> tuple[str, ...]:
    """The columns that a line names; empty when it names no people's."""
    columns = tuple(_COLUMN.get(cell.casefold(), "") for cell in cells)
    return columns if {"name", "first", "last"} & set(columns) else ()


def _turned(name: str) -> str:
    """Luna, Rosa → Rosa Luna."""
    last, comma, first = name.partition(",")
    return one_line(f"{first} {last}" if comma else name)


def merge_people(workshop: Workshop, keep: str, gone: str) -> Change:
    """Make two people one: all that mentions `gone` mentions `keep`, who also gets what only `gone` says.

    Raises Refused when both are the same.
    """
    kept, other = workshop.find(Person, keep), workshop.find(Person, gone)
    if kept is None or other is None or keep == gone:
        raise Refused(_("Choose two different people to merge."))
    steps: list[Step] = list(redirected(workshop, other, keep))
    for field in ("team", "title", "initials"):
        if not getattr(kept, field) and (said := getattr(other, field)):
            steps += (Set(keep, field, "", said),)
    label = _("Merge {person} into {other}").format(person=other.name, other=kept.name)
    return Change(label, (*steps, Drop(other)))


def person_change(workshop: Workshop, person: str, field: str, value: str) -> Change:
    """Give somebody another name, title, initials or team. Raises Refused for nobody's name."""
    value = one_line(value)
    if field == "name" and not value:
        raise Refused(_("A person needs a name."))
    if field == "initials" and len(value) > MOST_INITIALS:
        raise Refused(_("Initials are {n} letters at most.").format(n=MOST_INITIALS))
    return set_fields(workshop, person, **{field: value})
