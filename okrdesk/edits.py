"""What people do, as changes: each gesture of the board, the outline or the command line is built here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from fractional_indexing import generate_n_keys_between

from okrdesk import copies
from okrdesk.cards import (
    KINDS,
    UPWARD,
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
from okrdesk.change import Change, Drop, Put, Set, Step
from okrdesk.check import name
from okrdesk.copies import in_order
from okrdesk.i18n import _
from okrdesk.naming import words_of
from okrdesk.workshop import Workshop

R = TypeVar("R", bound=Record)


def ranks(count: int, after: str | None = None, before: str | None = None) -> list[str]:
    """`count` ranks in order, between two neighbours' (None: the end)."""
    return generate_n_keys_between(after or None, before or None, count)


def ranks_at(
    siblings: Iterable[Record], count: int, before: str = "", *, leaving: Iterable[str] = ()
) -> list[str]:
    """`count` ranks that put cards among `siblings` ahead of the card `before`, or ("") last.

    `leaving` are the ids of the moved cards themselves: they do not count as neighbours, and where `before`
    is one of them, the first card behind it that stays is meant.
    """
    everyone, going = list(siblings), set(leaving)
    at = next((n for n, record in enumerate(everyone) if record.id == before), len(everyone))
    behind = [record for record in everyone[at:] if record.id not in going]
    ahead = [record for record in everyone[:at] if record.id not in going]
    low = getattr(ahead[-1], "rank", "") if ahead else ""
    # Two copies that were merged may hold equal ranks: between those there is no room.
    high = next((rank for record in behind if (rank := getattr(record, "rank", "")) > low), "")
    return ranks(count, low, high)


def rank_at(siblings: Iterable[Record], before: str = "", *, leaving: str = "") -> str:
    """The rank that puts one card among `siblings`; as `ranks_at`."""
    return ranks_at(siblings, 1, before, leaving=(leaving,))[0]


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


def set_on_all(workshop: Workshop, ids: Iterable[str], **fields: Any) -> Change:
    """Give fields of several records new values at once; records that cannot hold a value are left alone."""
    records = [workshop[id_] for id_ in dict.fromkeys(ids)]
    steps: list[Step] = []
    for record in records:
        infos = fields_of(type(record))
        fits = {f: v for f, v in fields.items() if f in infos and v in (infos[f].choices or (v,))}
        steps += _sets(record, **fits)
    altered = [workshop[id_] for id_ in dict.fromkeys(step.id for step in steps if isinstance(step, Set))]
    return Change(_("Change {card}").format(card=several(workshop, altered)), tuple(steps))


def several(workshop: Workshop, records: Sequence[Record]) -> str:
    """What to call one or more records in a label: the one's name, or how many there are."""
    return name(workshop, records[0]) if len(records) == 1 else _("{n} cards").format(n=len(records))


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


# ---------------------------------------------------------------- moves
def move_many(workshop: Workshop, ids: Iterable[str], team: str, *, before: str = "") -> Change:
    """Move objectives, in their present order, to a team's band ahead of `before` or last.

    Parked ones come back; ids of other kinds of cards are left alone.
    """
    moved = in_order(workshop, Objective, ids)
    here = workshop.objectives(team)
    if _stay(here, moved, before):
        return Change("", ())
    everybody = workshop.objectives(team, parked=None)
    new_ranks = ranks_at(everybody, len(moved), before, leaving=(card.id for card in moved))
    elsewhere = any(card.team != team for card in moved)
    label = _("Move {card} to {team}") if elsewhere else _("Move {card}")
    label = label.format(card=several(workshop, moved), team=name_of_team(workshop, team))
    steps: list[Step] = []
    for card, rank in zip(moved, new_ranks, strict=True):
        steps += _sets(card, team=team, rank=rank, parked=False)
    return Change(label, tuple(steps))


def move_pillars(workshop: Workshop, ids: Iterable[str], *, before: str = "") -> Change:
    """Move pillars, in their present order, ahead of the pillar `before` or last."""
    return _reorder(workshop, in_order(workshop, Pillar, ids), workshop.pillars(), before)


def move_key_results(workshop: Workshop, ids: Iterable[str], objective: str, *, before: str = "") -> Change:
    """Move key results, in their present order, to an objective, ahead of its key result `before` or last."""
    moved = in_order(workshop, KeyResult, ids)
    return _reorder(workshop, moved, workshop.key_results(objective), before, objective=objective)


def move_conditions(workshop: Workshop, ids: Iterable[str], parent: str, *, before: str = "") -> Change:
    """Move conditions, in their present order, to a card, ahead of its condition `before` or last."""
    moved = in_order(workshop, Condition, ids)
    return _reorder(workshop, moved, workshop.conditions(parent), before, parent=parent)


def _reorder(
    workshop: Workshop, moved: list[R], siblings: tuple[R, ...], before: str, **parent: str
) -> Change:
    if _stay(siblings, moved, before):
        return Change("", ())
    new_ranks = ranks_at(siblings, len(moved), before, leaving=(card.id for card in moved))
    label = _("Move {card}")
    new_parents = [workshop[id_] for card in moved for f, id_ in parent.items() if getattr(card, f) != id_]
    if new_parents:
        label = _("Move {card} to {team}")
    label = label.format(
        card=several(workshop, moved), team=name(workshop, new_parents[0]) if new_parents else ""
    )
    steps: list[Step] = []
    for card, rank in zip(moved, new_ranks, strict=True):
        steps += _sets(card, rank=rank, **parent)
    return Change(label, tuple(steps))


def _stay(here: Sequence[Record], moved: Sequence[Record], before: str) -> bool:
    """Whether cards that are dropped ahead of `before` ("": last) lie there already."""
    now, going = [record.id for record in here], {record.id for record in moved}
    if not going.issubset(now):
        return not going
    at = now.index(before) if before in now else len(now)
    rest = [id_ for id_ in now[:at] if id_ not in going]
    return now == [*rest, *(r.id for r in moved), *(id_ for id_ in now[at:] if id_ not in going)]


def promote(workshop: Workshop, key_result: str, team: str, *, before: str = "") -> Change:
    """Make what a key result says an objective of a team: new, and linked to the key result, which stays."""
    measured = workshop[key_result]
    assert isinstance(measured, KeyResult)
    rank = rank_at(workshop.objectives(team, parked=None), before)
    title = words_of(measured)
    objective = Objective(new_id(), rank, team=team, title=title, owner=measured.owner)
    link = Link(new_id(), objective.id, measured.id, "enables", primary=True)
    label = _("Make {card} an objective of {team}")
    label = label.format(card=name(workshop, measured), team=name_of_team(workshop, team))
    return Change(label, (Put(objective), Put(link)))


def park_many(workshop: Workshop, ids: Iterable[str], why: str = "", until: str = "") -> Change:
    """Put objectives into "Not this quarter", each with the same why and until when."""
    cards = in_order(workshop, Objective, ids)
    steps = [s for card in cards for s in _sets(card, parked=True, parked_why=why, parked_until=until)]
    return Change(_("Park {card}").format(card=several(workshop, cards)), tuple(steps))


def unpark(workshop: Workshop, *ids: str) -> Change:
    """Bring objectives back from "Not this quarter", each to where it was in its team."""
    cards = in_order(workshop, Objective, ids)
    steps = [step for card in cards for step in _sets(card, parked=False)]
    return Change(_("Bring back {card}").format(card=several(workshop, cards)), tuple(steps))


# ---------------------------------------------------------------- copies and deletions
def duplicate(workshop: Workshop, *ids: str) -> tuple[Change, dict[str, str]]:
    """Copies of cards, each right behind its original, with every field, their parts and links upward.

    Short names are new. Also gives the id of each copy by that of its original. Parts of a card that is
    copied itself come with it.
    """
    bundle = copies.bundle(workshop, ids)
    chosen = copies.roots(bundle)
    inside = {record.id for record in bundle}
    bundle = [r for r in bundle if not isinstance(r, Link) or r.kind in UPWARD or r.target in inside]
    renewed, new_ids = copies.renewed(bundle)
    places = {record.id: _rank_behind(workshop, record) for record in chosen}
    steps = (
        Put(replace(copy, rank=places[original.id]) if original.id in places else copy)
        for original, copy in zip(bundle, renewed, strict=True)
    )
    return Change(_("Duplicate {card}").format(card=several(workshop, chosen)), tuple(steps)), new_ids


def duplicate_to(workshop: Workshop, ids: Iterable[str], team: str, *, before: str = "") -> Change:
    """Copies of objectives, as `duplicate` makes them, in a team: ahead of its objective `before` or last."""
    originals = in_order(workshop, Objective, ids)
    made, new_ids = duplicate(workshop, *(card.id for card in originals))
    new_ranks = ranks_at(workshop.objectives(team, parked=None), len(originals), before)
    places = {new_ids[card.id]: rank for card, rank in zip(originals, new_ranks, strict=True)}
    steps: list[Step] = []
    for step in made.steps:
        if isinstance(step, Put) and (rank := places.get(step.record.id)):
            step = Put(replace(step.record, team=team, rank=rank, parked=False))  # type: ignore[call-arg]
        steps.append(step)
    return replace(made, steps=tuple(steps))


def _rank_behind(workshop: Workshop, record: Record) -> str:
    siblings = _siblings(workshop, record) or ()
    behind = siblings[[r.id for r in siblings].index(record.id) + 1 :]
    return ranks_at(siblings, 1, behind[0].id if behind else "")[0]


def drop(workshop: Workshop, *ids: str) -> Change:
    """Delete cards with all that depends on them: parts and links go too, other mentions are cleared."""
    doomed: dict[str, Record] = {}
    to_do = [workshop[id_] for id_ in dict.fromkeys(ids)]
    label = several(workshop, to_do)
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


def redirected(workshop: Workshop, gone: Record, keep: str) -> Iterable[Set]:
    """Steps that let every field that mentions the record `gone` mention the one with the id `keep`."""
    for kind in KINDS:
        for info in fields_of(kind).values():
            if type(gone).__name__ not in info.ref:
                continue
            for record in workshop.all(kind):
                value = getattr(record, info.name)
                if isinstance(value, tuple):
                    new: Any = tuple(dict.fromkeys(keep if i == gone.id else i for i in value))
                else:
                    new = keep if value == gone.id else value
                if new != value:
                    yield Set(record.id, info.name, value, new)


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
