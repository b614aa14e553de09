"""Random changes as people make them, for hypothesis: each built by okrdesk.edits from what is there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from okrdesk import edits
from okrdesk.cards import (
    KINDS,
    Condition,
    FieldInfo,
    KeyResult,
    Link,
    Objective,
    Pillar,
    Record,
    RoleAnswer,
    Team,
    fields_of,
    new_id,
)
from okrdesk.change import Change, Put
from okrdesk.desk import Desk, Refused
from okrdesk.review.records import SAID
from okrdesk.workshop import Workshop

TEXTS = st.text(max_size=12) | st.sampled_from(["=1+1", "Ä\u0308", "\r\n", "a\x00b", "漢字 🎯", "x" * 300])
DECIMALS = st.decimals(min_value=-(10**6), max_value=10**6, places=2, allow_nan=False)
DATES = st.dates(date(2020, 1, 1), date(2030, 12, 31))


def _one(draw: Callable[..., Any], workshop: Workshop, *kinds: type[Record]) -> str:
    ids = sorted(record.id for kind in kinds for record in workshop.all(kind))
    return draw(st.sampled_from(ids)) if ids else ""


def _value(draw: Callable[..., Any], workshop: Workshop, info: FieldInfo) -> Any:
    if info.ref:
        kinds = [kind for kind in KINDS if kind.__name__ in info.ref]
        if info.type is tuple:
            return tuple(
                sorted({_one(draw, workshop, *kinds) for _ in range(draw(st.integers(0, 3)))} - {""})
            )
        return _one(draw, workshop, *kinds) if info.required or draw(st.booleans()) else ""
    if info.choices:
        return draw(st.sampled_from(info.choices))
    if info.optional and draw(st.booleans()):
        return None
    by_type: dict[type, st.SearchStrategy[Any]] = {
        str: TEXTS,
        int: st.integers(0, 60),
        bool: st.booleans(),
        Decimal: DECIMALS,
        date: DATES,
        tuple: st.lists(TEXTS, max_size=3).map(tuple),
    }
    return draw(by_type[info.type])


def _add(draw: Callable[..., Any], workshop: Workshop) -> Change:
    kind = draw(st.sampled_from([kind for kind in KINDS if kind not in (Link, RoleAnswer, *SAID)]))
    values: dict[str, Any] = {"title": draw(TEXTS)} if kind in (Objective, Pillar) else {}
    for info in fields_of(kind).values():
        if info.required or info.name == "parent":
            values[info.name] = _value(draw, workshop, info)
    if kind is Team and workshop.root:
        values["parent"] = values["parent"] or workshop.root.id
    return edits.add(workshop, kind(new_id(), **values))


def _link(draw: Callable[..., Any], workshop: Workshop) -> Change:
    source = _one(draw, workshop, Objective, KeyResult)
    target = _one(draw, workshop, Pillar, Objective, KeyResult, Condition)
    kind = draw(st.sampled_from(fields_of(Link)["kind"].choices))
    return edits.add(workshop, Link(new_id(), source, target, kind, draw(TEXTS)))


def _set(draw: Callable[..., Any], workshop: Workshop) -> Change:
    id_ = _one(draw, workshop, *KINDS)
    infos = [info for info in fields_of(type(workshop[id_])).values() if info.name not in ("id", "rank")]
    info = draw(st.sampled_from(infos))
    return edits.set_field(workshop, id_, info.name, _value(draw, workshop, info))


def _move(draw: Callable[..., Any], workshop: Workshop) -> Change:
    id_, team = _one(draw, workshop, Objective), _one(draw, workshop, Team)
    before = draw(st.sampled_from(["", *(o.id for o in workshop.objectives(team))]))
    return edits.move_many(workshop, (id_,), team, before=before)


def _park(draw: Callable[..., Any], workshop: Workshop) -> Change:
    return edits.park_many(workshop, (_one(draw, workshop, Objective),), draw(TEXTS), draw(TEXTS))


def _drop(draw: Callable[..., Any], workshop: Workshop) -> Change:
    ids = {_one(draw, workshop, *KINDS) for _ in range(draw(st.integers(1, 3)))}
    return edits.drop(workshop, *sorted(ids))


def draw_change(draw: Callable[..., Any], workshop: Workshop, id_: str) -> Change:
    """One change that fits `workshop` as it is now; it may still be refused by the rules.

    A new card gets the id `id_`. `draw` is hypothesis's: of a composite strategy, or of `st.data()`.
    """
    makers = [_add, _add, _set, _set, _set]
    if workshop.count(Objective) and workshop.count(Team):
        makers += [_link, _move, _park]
    if len(workshop) > 3:
        makers.append(_drop)
    maker = draw(st.sampled_from(makers)) if len(workshop) else _add
    try:
        change = maker(draw, workshop)
    except KeyError:  # nothing there yet to choose from
        return Change("", ())
    # Ids are random; hypothesis needs them the same each time that it tries an example.
    steps = (Put(replace(s.record, id=id_)) if isinstance(s, Put) else s for s in change.steps)
    return replace(change, steps=tuple(steps))


def do_some(draw: Callable[..., Any], desk: Desk, count: int) -> int:
    """Do `count` random changes; returns how many were not refused."""
    done = 0
    for number in range(count):
        change = draw_change(draw, desk.workshop, f"new-{number}")
        try:
            done += desk.do(change) is not None
        except Refused as refused:
            assert str(refused)
    return done
