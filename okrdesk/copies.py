"""Copies of cards: the cards with their parts and the links among them, under fresh ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from okrdesk.cards import Condition, KeyResult, Link, Objective, Pillar, Record, fields_of, new_id
from okrdesk.workshop import Workshop

R = TypeVar("R", bound=Record)


def in_order(workshop: Workshop, kind: type[R], ids: Iterable[str]) -> list[R]:
    """The records of a kind among `ids`, once each, in the order in which the board shows them."""
    found = {id_: record for id_ in ids if (record := workshop.find(kind, id_))}
    if len(found) < 2:
        return list(found.values())
    if kind is not Objective:
        return [record for record in workshop.all(kind) if record.id in found]
    return [
        found[o.id] for t in workshop.teams() for o in workshop.objectives(t.id, parked=None) if o.id in found
    ]


def bundle(workshop: Workshop, ids: Iterable[str]) -> list[Record]:
    """The cards among `ids`, with their parts and all links that start at one of them.

    Each record comes after those it belongs to: cards as the board shows them, their parts, links.
    """
    wanted = list(ids)
    cards = [*in_order(workshop, Pillar, wanted), *in_order(workshop, Objective, wanted)]
    inside = {card.id for card in cards}
    parts: list[Record] = []
    for card in cards:
        parts += workshop.key_results(card.id)
        parts += workshop.conditions(card.id)
    for kind in (KeyResult, Condition):
        parts += [part for part in in_order(workshop, kind, wanted) if parent_of(part) not in inside]
    found = cards + parts
    return found + [link for record in found for link in workshop.links_from(record.id)]


def parent_of(record: Record) -> str:
    """The id of the card that a key result or a condition is a part of; "" for all others."""
    if isinstance(record, KeyResult):
        return record.objective
    return record.parent if isinstance(record, Condition) else ""


def roots(records: Iterable[Record]) -> list[Record]:
    """The cards and parts among `records` whose parent is not among them."""
    records = list(records)
    ids = {record.id for record in records}
    return [r for r in records if not isinstance(r, Link) and parent_of(r) not in ids]


def renewed(records: Iterable[Record]) -> tuple[list[Record], dict[str, str]]:
    """The records under fresh ids, their references among each other kept, and the new ids by the old.

    Short names are left open: whoever puts the copies gives them new ones.
    """
    originals = list(records)
    new_ids = {record.id: new_id() for record in originals}
    return [_renewed(record, new_ids) for record in originals], new_ids


def _renewed(record: Record, new_ids: Mapping[str, str]) -> Record:
    changed: dict[str, object] = {"id": new_ids[record.id]}
    for info in fields_of(type(record)).values():
        value = getattr(record, info.name)
        if info.name == "code":
            changed["code"] = ""
        elif info.ref and isinstance(value, tuple):
            changed[info.name] = tuple(new_ids.get(id_, id_) for id_ in value)
        elif info.ref:
            changed[info.name] = new_ids.get(value, value)
    return replace(record, **changed)
