"""What people do, as changes: each gesture of the board, the outline or the command line is built here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from fractional_indexing import generate_key_between, generate_n_keys_between

from okrdesk.cards import (
    KINDS,
    Condition,
    KeyResult,
    Link,
    LinkKind,
    Objective,
    Person,
    Pillar,
    Record,
    Team,
    fields_of,
    new_id,
)
from okrdesk.change import Change, Drop, Put, Set, Step
from okrdesk.check import name
from okrdesk.i18n import _
from okrdesk.workshop import Workshop

R = TypeVar("R", bound=Record)


def ranks(count: int, after: str | None = None, before: str | None = None) -> list[str]:
    """`count` ranks in order, between two neighbours' (None: the end)."""
    return generate_n_keys_between(after or None, before or None, count)


def rank_between(after: Record | None, before: Record | None) -> str:
    """A rank between two neighbours' (None: the end)."""
    return generate_key_between(getattr(after, "rank", None) or None, getattr(before, "rank", None) or None)


def rank_at(siblings: Iterable[Record], before: str = "", *, leaving: str = "") -> str:
    """The rank that puts a card among `siblings` ahead of the card `before`, or ("") last.

    `leaving` is the id of the moved card itself, which does not count as a neighbour.
    """
    rows = [record for record in siblings if record.id != leaving]
    at = next((n for n, record in enumerate(rows) if record.id == before), len(rows))
    return rank_between(rows[at - 1] if at else None, rows[at] if at < len(rows) else None)


def set_field(workshop: Workshop, id_: str, field: str, new: Any) -> Change:
    """Give one field of a record a new value; no steps when it has it. Typing joins into one undo step."""
    record = workshop[id_]
    old = getattr(record, field)
    steps = (Set(id_, field, old, new),) if old != new else ()
    return Change(_("Change {card}").format(card=name(workshop, record)), steps, merge_key=f"{id_}.{field}")


def set_fields(workshop: Workshop, id_: str, label: str = "", **new: Any) -> Change:
    """Give several fields of a record new values at once."""
    record = workshop[id_]
    label = label or _("Change {card}").format(card=name(workshop, record))
    return Change(label, tuple(_sets(record, **new)))


def _sets(record: Record, **new: Any) -> Iterable[Set]:
    for field, value in new.items():
        if (old := getattr(record, field)) != value:
            yield Set(record.id, field, old, value)


def add(workshop: Workshop, record: Record, *, before: str = "") -> Change:
    """A new card, ahead of its sibling `before` or last among its siblings."""
    siblings = _siblings(workshop, record)
    if siblings is not None:
        record = replace(record, rank=rank_at(siblings, before))
    return Change(_("Add {card}").format(card=name(workshop, record)), (Put(record),))


def add_link(workshop: Workshop, source: str, target: str, kind: LinkKind, sentence: str = "") -> Change:
    """A new link between two cards."""
    link = Link(new_id(), source, target, kind, sentence)
    label = _("Link {a} to {b}").format(
        a=name(workshop, workshop[source]), b=name(workshop, workshop[target])
    )
    return Change(label, (Put(link),))


def move_objective(workshop: Workshop, id_: str, team: str, *, before: str = "") -> Change:
    """Move an objective to a team's band, ahead of the objective `before` or last; parked ones come back."""
    objective = workshop[id_]
    assert isinstance(objective, Objective)
    here = workshop.objectives(team)
    if objective in here and before in _places_of(here, id_):
        return Change("", ())
    rank = rank_at(here, before, leaving=id_)
    moved = objective.team != team
    label = _("Move {card} to {team}") if moved else _("Move {card}")
    label = label.format(card=name(workshop, objective), team=name_of_team(workshop, team))
    return Change(label, tuple(_sets(objective, team=team, rank=rank, parked=False)))


def move_pillar(workshop: Workshop, id_: str, *, before: str = "") -> Change:
    """Move a pillar ahead of the pillar `before` or last."""
    pillar = workshop[id_]
    if before in _places_of(workshop.pillars(), id_):
        return Change("", ())
    rank = rank_at(workshop.pillars(), before, leaving=id_)
    return Change(_("Move {card}").format(card=name(workshop, pillar)), tuple(_sets(pillar, rank=rank)))


def _places_of(rows: Iterable[Record], id_: str) -> tuple[str, str]:
    """The values of `before` that leave a card where it is: its own id and that of the next one."""
    ids = [record.id for record in rows]
    at = ids.index(id_)
    return id_, ids[at + 1] if at + 1 < len(ids) else ""


def park(workshop: Workshop, id_: str, why: str = "", until: str = "") -> Change:
    """Put an objective into "Not this quarter"."""
    objective = workshop[id_]
    label = _("Park {card}").format(card=name(workshop, objective))
    return Change(label, tuple(_sets(objective, parked=True, parked_why=why, parked_until=until)))


def drop(workshop: Workshop, *ids: str) -> Change:
    """Delete cards with all that depends on them: parts and links go too, other mentions are cleared."""
    doomed: dict[str, Record] = {}
    to_do = [workshop[id_] for id_ in ids]
    label = name(workshop, to_do[0]) if len(to_do) == 1 else _("{n} cards").format(n=len(to_do))
    while to_do:
        record = to_do.pop()
        if record.id not in doomed:
            doomed[record.id] = record
            to_do.extend(dependants(workshop, record))
    steps: list[Step] = list(_clearings(workshop, doomed))
    order = {kind: n for n, kind in enumerate(KINDS)}
    last_first = sorted(doomed.values(), key=lambda r: -order[type(r)])
    steps.extend(Drop(record) for record in last_first)
    return Change(_("Delete {card}").format(card=label), tuple(steps))


def dependants(workshop: Workshop, record: Record) -> Iterable[Record]:
    """The records that cannot be without `record`: those that require it, and teams below a team."""
    for kind in KINDS:
        for info in fields_of(kind).values():
            belongs = info.required or (kind is Team and info.name == "parent")
            if belongs and type(record).__name__ in info.ref:
                yield from workshop.by(kind, info.name, record.id)


def _clearings(workshop: Workshop, doomed: Mapping[str, Record]) -> Iterable[Set]:
    """Steps that clear the fields which mention a doomed record but can be without it."""
    kinds = {type(record).__name__ for record in doomed.values()}
    for kind in KINDS:
        for info in fields_of(kind).values():
            if info.required or kinds.isdisjoint(info.ref) or (kind is Team and info.name == "parent"):
                continue
            for record in workshop.all(kind):
                value = getattr(record, info.name)
                rest = tuple(i for i in value if i not in doomed) if isinstance(value, tuple) else ""
                mentions = rest != value if isinstance(value, tuple) else value in doomed
                if mentions and record.id not in doomed:
                    yield Set(record.id, info.name, value, rest)


def _siblings(workshop: Workshop, record: Record) -> tuple[Record, ...] | None:
    match record:
        case Objective(team=team):
            return workshop.objectives(team, parked=None)
        case KeyResult(objective=objective):
            return workshop.key_results(objective)
        case Condition(parent=parent):
            return workshop.conditions(parent)
        case Team(parent=parent):
            return workshop.by(Team, "parent", parent)
        case Person():
            return workshop.people()
        case Pillar():
            return workshop.pillars()
        case _:
            return None


def name_of_team(workshop: Workshop, team_id: str) -> str:
    """A team's name, or ""."""
    team = workshop.find(Team, team_id)
    return team.name if team else ""
