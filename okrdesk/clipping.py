"""Cards on the clipboard: out of a workshop as text, into the same or another one as a change.

What is read may come from anywhere: it is bounded, and held against the same rules as a file.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from fractional_indexing import FIError, validate_order_key

from okrdesk.cards import (
    Condition,
    KeyResult,
    Link,
    Objective,
    Person,
    Pillar,
    Record,
    Team,
    fields_of,
    new_id,
)
from okrdesk.change import Change, Put, decimal_text, inverse, record_from_plain, record_to_plain
from okrdesk.check import card_of, fault
from okrdesk.copies import bundle, parent_of, renewed, roots
from okrdesk.desk import Refused
from okrdesk.edits import ranks_at
from okrdesk.i18n import _
from okrdesk.naming import words_of
from okrdesk.people_edits import unique_initials
from okrdesk.text import one_line
from okrdesk.workshop import Workshop

VERSION = 1
MAX_CHARACTERS = 8_000_000
MAX_RECORDS = 20_000
# What is copied, each kind after those that it can be a part of.
_KINDS = ("Pillar", "Objective", "KeyResult", "Condition", "Link")
_DIGITS = 40  # of a number, before or behind its point
_FORMULA = ("=", "+", "-", "@")  # what a spreadsheet takes for the beginning of one


class NotAClip(Refused, ValueError):
    """What is on the clipboard are no cards of ours, or not whole. Its text is a sentence for the person."""


# ---------------------------------------------------------------- out
def clip(workshop: Workshop, ids: Iterable[str]) -> str:
    """The cards among `ids` with their parts and links, as JSON text for `paste`."""
    records = bundle(workshop, ids)
    named = {id_ for record in records for id_ in _outside(record)}
    envelope = {
        "okrdesk": "cards",
        "version": VERSION,
        "workshop": workshop.id,
        "people": {p.id: p.name for p in workshop.people() if p.id in named},
        "teams": {t.id: t.name for t in workshop.teams() if t.id in named},
        "records": [{"record": type(r).__name__, **record_to_plain(r)} for r in records],
    }
    return json.dumps(envelope, ensure_ascii=False, separators=(",", ":"))


def _outside(record: Record) -> Iterator[str]:
    """The people and teams that a record mentions."""
    for info in fields_of(type(record)).values():
        if {"Person", "Team"} & set(info.ref):
            value = getattr(record, info.name)
            yield from value if isinstance(value, tuple) else (value,)


def as_text(workshop: Workshop, ids: Iterable[str]) -> str:
    """The cards as an outline for a mail or a spreadsheet: a line each, its cells separated by tabs.

    Cards: short name, words, owner. Key results: short name, words, owner, start, target, unit.
    """
    records = [record for record in bundle(workshop, ids) if not isinstance(record, Link)]
    below: dict[str, list[Record]] = {}
    for record in records:
        below.setdefault(parent_of(record), []).append(record)
    ordered = (line for root in roots(records) for line in (root, *below.get(root.id, ())))
    return "".join("\t".join(map(_cell, _cells(workshop, record))).rstrip("\t") + "\n" for record in ordered)


def _cells(workshop: Workshop, record: Record) -> tuple[str, ...]:
    cells = (getattr(record, "code", ""), words_of(record), workshop.name_of(getattr(record, "owner", "")))
    if not isinstance(record, KeyResult):
        return cells
    start = _("unknown") if record.baseline_unknown else ""
    start = start if record.baseline is None else decimal_text(record.baseline)
    ends = [decimal_text(end) for end in (record.target, record.upper) if end is not None]
    return (*cells, start, "–".join(ends), record.unit)


def _cell(text: str) -> str:
    text = one_line(text)
    return f"'{text}" if text.startswith(_FORMULA) and not text[1:].replace(".", "").isdigit() else text


# ---------------------------------------------------------------- in
def paste(
    workshop: Workshop,
    text: str | bytes,
    selected: str = "",
    *,
    team: str = "",
    before: str = "",
    into: str = "",
) -> tuple[Change, list[str]]:
    """The change that puts clipped cards into a workshop, and the new ids of those to be selected.

    Objectives go to `team` (else the company), pillars to the strategy, both ahead of `before` or last; key
    results and conditions that come without their card go `into` one. What is not said is taken from the card
    that is `selected`: right behind it. Owners are matched by name, or come along as new people.

    Raises NotAClip when the text holds no cards of ours, Refused when there is no place for them.
    """
    read = _read(text)
    copies, new_ids = renewed(read.records)
    tops = [new_ids[record.id] for record in roots(read.records)]
    outside = _Outside(workshop, read)
    cards = [outside.fitted(copy) for copy in copies if not isinstance(copy, Link)]
    placed = _Place(workshop, selected, team, before, into).put_in(cards, set(tops))
    inside = set(new_ids.values())
    links = [
        c for c in copies if isinstance(c, Link) and c.source in inside and outside.has(c.target, inside)
    ]
    records = [*outside.new_people(), *placed]
    records += _sound(workshop, records, links)
    n = len(tops)
    label = _("Paste 1 card") if n == 1 else _("Paste {n} cards").format(n=n)
    return Change(label, tuple(map(Put, records))), tops


@dataclass(frozen=True, slots=True)
class _Clip:
    """What was read: its workshop's id, names of people and teams by id, and the records."""

    workshop: str
    people: Mapping[str, str]
    teams: Mapping[str, str]
    records: list[Record]


def _read(text: str | bytes) -> _Clip:
    not_ours = NotAClip(_("The clipboard holds no cards of OKR Desk."))
    if len(text) > MAX_CHARACTERS:
        raise NotAClip(_("There is too much on the clipboard to paste at once."))
    try:
        envelope = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise not_ours from error
    if not isinstance(envelope, dict) or envelope.get("okrdesk") != "cards":
        raise not_ours
    if type(version := envelope.get("version")) is not int or version > VERSION:
        raise NotAClip(_("These cards were copied from a newer OKR Desk. Update this one to paste them."))
    rows, home = envelope.get("records"), envelope.get("workshop")
    if not isinstance(rows, list) or not isinstance(home, str):
        raise not_ours
    if not 0 < len(rows) <= MAX_RECORDS:
        raise NotAClip(_("There are no cards on the clipboard, or too many to paste at once."))
    try:
        records = sorted(map(_record, rows), key=lambda record: _KINDS.index(type(record).__name__))
        if len({record.id for record in records}) < len(records) or not all(r.id for r in records):
            raise ValueError("two records share an id")
        return _Clip(home, _names(envelope.get("people")), _names(envelope.get("teams")), records)
    except (ValueError, TypeError, RecursionError) as error:
        raise NotAClip(_("The cards on the clipboard are damaged. Copy them once more.")) from error


def _record(row: Any) -> Record:
    """Raises ValueError or TypeError when `row` is no record of a kind that is copied."""
    kind = row.pop("record", "") if isinstance(row, dict) else ""
    if kind not in _KINDS:
        raise ValueError("no card")
    record = record_from_plain(kind, row)
    if rank := getattr(record, "rank", ""):
        try:
            validate_order_key(rank)
        except FIError as error:
            raise ValueError("no rank") from error
    numbers = (value for f in fields_of(type(record)) if isinstance(value := getattr(record, f), Decimal))
    if any(abs(number.adjusted()) > _DIGITS for number in numbers):
        raise ValueError("a number out of all proportion")
    return record


def _names(plain: Any) -> dict[str, str]:
    if not isinstance(plain, dict) or not all(isinstance(name, str) for name in plain.values()):
        raise ValueError("no names")
    return {id_: one_line(name) for id_, name in plain.items()}


class _Outside:
    """What the clipped records mention and that did not come along, found again in this workshop."""

    def __init__(self, workshop: Workshop, read: _Clip) -> None:
        self._workshop = workshop
        self._read = read
        self._at_home = read.workshop == workshop.id
        self._people = {person.name.casefold(): person.id for person in reversed(workshop.people())}
        self._teams = {team.name.casefold(): team.id for team in reversed(workshop.teams())}
        self._new: dict[str, str] = {}  # names of new people by id

    def has(self, id_: str, inside: Collection[str]) -> bool:
        """Whether a link can lead there: it came along, or is here because it never went away."""
        return id_ in inside or (self._at_home and id_ in self._workshop)

    def fitted(self, record: Record) -> Record:
        """`record` with its people and teams being those of this workshop."""
        fitted: dict[str, object] = {}
        for info in fields_of(type(record)).values():
            find = {"Person": self._person, "Team": self._team}.get("".join(info.ref))
            if find and not info.required:
                value = getattr(record, info.name)
                many = isinstance(value, tuple)
                fitted[info.name] = tuple(filter(None, map(find, value))) if many else find(value)
        return replace(record, **fitted)

    def new_people(self) -> list[Person]:
        """The people who were met on the way and whom this workshop did not know."""
        taken = {person.initials for person in self._workshop.people()}
        people: list[Person] = []
        ranks = ranks_at(self._workshop.people(), len(self._new))
        for (id_, name), rank in zip(self._new.items(), ranks, strict=True):
            people.append(Person(id_, rank, name, unique_initials(name, taken)))
            taken.add(people[-1].initials)
        return people

    def _person(self, id_: str) -> str:
        if self._at_home and self._workshop.find(Person, id_):
            return id_
        name = self._read.people.get(id_, "")
        if name and name.casefold() not in self._people:
            self._people[name.casefold()] = there = new_id()
            self._new[there] = name
        return self._people.get(name.casefold(), "")

    def _team(self, id_: str) -> str:
        if self._at_home and self._workshop.find(Team, id_):
            return id_
        return self._teams.get(self._read.teams.get(id_, "").casefold(), "")


class _Place:
    """Where pasted cards go: what was asked for, else right behind the selected card."""

    def __init__(self, workshop: Workshop, selected: str, team: str, before: str, into: str) -> None:
        self._workshop = workshop
        self._selected = {selected, card_of(workshop, selected)}
        self._before = before
        card = workshop.get(card_of(workshop, selected))
        root = workshop.root
        near = card.team if isinstance(card, Objective) else card.id if isinstance(card, Team) else ""
        self._team = team or near or (root.id if root else "")
        self._into = card_of(workshop, into or selected)

    def put_in(self, records: list[Record], tops: Collection[str]) -> list[Record]:
        """The records, those of `tops` in their place among the cards that are there. Raises Refused."""
        placed = {record.id: record for record in records}
        for kind in (Pillar, Objective, KeyResult, Condition):
            rows = [record for record in records if type(record) is kind and record.id in tops]
            if rows:
                siblings, parent = self._siblings(kind)
                for record, rank in zip(rows, self._ranks(siblings, len(rows)), strict=True):
                    placed[record.id] = replace(record, rank=rank, **parent)
        return list(placed.values())

    def _siblings(self, kind: type[Record]) -> tuple[Sequence[Record], dict[str, str]]:
        """The cards among which those of a kind come to lie, and what says so in their fields."""
        workshop, card = self._workshop, self._workshop.get(self._into)
        if kind is Pillar:
            return workshop.pillars(), {}
        if kind is Objective:
            if workshop.find(Team, self._team) is None:
                raise Refused(_("Objectives belong to a team. Choose one, and paste again."))
            return workshop.objectives(self._team, parked=None), {"team": self._team}
        if kind is KeyResult:
            if not isinstance(card, Objective):
                raise Refused(_("Key results belong to an objective. Select one, and paste again."))
            return workshop.key_results(card.id), {"objective": card.id}
        if not isinstance(card, (Objective, Pillar)):
            raise Refused(_("Conditions belong to an objective or a pillar. Select one, and paste again."))
        return workshop.conditions(card.id), {"parent": card.id}

    def _ranks(self, siblings: Sequence[Record], count: int) -> list[str]:
        ids = [record.id for record in siblings]
        at = next((n for n, id_ in enumerate(ids) if id_ in self._selected), len(ids))
        behind = ids[at + 1] if at + 1 < len(ids) else ""
        return ranks_at(siblings, count, self._before or behind)


def _sound(workshop: Workshop, records: Sequence[Record], links: Sequence[Link]) -> list[Link]:
    """Those of the links that hold here: an outer end may have changed, or be the card pasted into."""
    if not links:
        return []
    trial, sound = workshop.snapshot(), []
    trial.apply(map(Put, records))
    for link in links:
        steps = (Put(link),)
        if fault(trial, trial.apply(steps)):
            trial.apply(inverse(steps))
        else:
            sound.append(link)
    return sound
