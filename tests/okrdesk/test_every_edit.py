"""Each function of okrdesk that builds a change, with any arguments that fit: undo takes it back to the
letter, redo brings it again, and what it leaves behind keeps every rule.
"""

import inspect
from collections.abc import Callable
from datetime import date
from itertools import count
from typing import Any
from unittest.mock import patch
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okrdesk import (
    cells,
    clipping,
    edits,
    fresh,
    linking,
    outline,
    owning,
    people_edits,
    returning,
    sample,
    team_edits,
    templates,
    writing,
    written,
)
from okrdesk.canonical import canonical
from okrdesk.cards import (
    KINDS,
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
from okrdesk.change import Change
from okrdesk.counts import problems
from okrdesk.desk import Refused
from okrdesk.phrase import read
from okrdesk.workshop import Workshop
from tests.desks import desk_for
from tests.okrdesk.changes import TEXTS, _value, draw_change
from tests.okrdesk.small import RECORDS
from tests.okrdesk.store.test_sequences import same_as_fresh

MODULES = (cells, clipping, edits, fresh, linking, outline, owning, people_edits, returning, sample)
MODULES += (team_edits, templates, writing, written)
BEGIN = {"fresh", "sample", "template_change"}  # these fill an empty workshop: tested below
CARDS = (Pillar, Objective, KeyResult, Condition)
LINES = st.sampled_from(
    ["Rides from 3 to 12 by Rosa", "12%", "≤ 450", "72–78", "unknown", "Kofi Annor, CEO", ""]
)
Draw = Callable[..., Any]


def makers() -> dict[str, Callable[..., Any]]:
    """The public functions of these modules that return a change, by name."""
    found = {}
    for module in MODULES:
        for name, function in inspect.getmembers(module, inspect.isfunction):
            returns = str(inspect.signature(function).return_annotation)
            if function.__module__ == module.__name__ and not name.startswith("_") and "Change" in returns:
                found[name] = function
    return found


MAKERS = makers()
EDITS = sorted(MAKERS.keys() - BEGIN)


class Hand:
    """Draws arguments for a maker by the names of its parameters, out of what is there now."""

    def __init__(self, draw: Draw, workshop: Workshop, past: Workshop) -> None:
        self.draw, self.workshop, self.past = draw, workshop, past

    def one(self, *kinds: type[Record], none: bool = False) -> str:
        ids = sorted(record.id for kind in kinds for record in self.workshop.all(kind))
        if none:
            ids.append("")
        return self.draw(st.sampled_from(ids)) if ids else "nobody"

    def some(self, *kinds: type[Record]) -> list[str]:
        return [self.one(*kinds) for _ in range(self.draw(st.integers(1, 3)))]

    def fields(self, id_: str) -> dict[str, Any]:
        infos = [i for i in fields_of(type(self.workshop[id_])).values() if i.name not in ("id", "rank")]
        chosen = self.draw(
            st.lists(st.sampled_from(infos), min_size=1, max_size=3, unique_by=lambda i: i.name)
        )
        return {info.name: _value(self.draw, self.workshop, info) for info in chosen}

    def change(self, name: str) -> Change:
        made = getattr(self, name, None)
        made = made() if made else MAKERS[name](self.workshop, **self.arguments(name))
        return made[0] if isinstance(made, tuple) else made

    def arguments(self, name: str) -> dict[str, Any]:
        """A value for each parameter of a maker that is told by its name."""
        known: dict[str, Callable[[], Any]] = {
            "team": lambda: self.one(Team),
            "parent": lambda: self.one(Team),
            "into": lambda: self.one(Team),
            "objective": lambda: self.one(Objective),
            "key_result": lambda: self.one(KeyResult),
            "before": lambda: self.one(*CARDS, Team, none=True),
            "ids": lambda: self.some(*CARDS),
            "source": lambda: self.one(Objective, KeyResult),
            "sources": lambda: self.some(Objective, KeyResult),
            "target": lambda: self.one(*CARDS),
            "kind": lambda: self.draw(st.sampled_from(["", *fields_of(Link)["kind"].choices])),
            "link_id": lambda: self.one(Link),
            "keep": lambda: self.one(Person),
            "gone": lambda: self.one(Person),
            "down": lambda: self.draw(st.booleans()),
            "level": lambda: self.draw(st.integers(0, 1)),
            "to": lambda: self.draw(st.integers(0, 1)),
            "lane": lambda: self.draw(st.integers(0, 2)),
            "text": lambda: self.draw(LINES | TEXTS),
            "typed": lambda: self.draw(LINES | TEXTS),
        }
        words = ("title", "name", "code", "prompt", "sentence", "why", "until", "label", "value")
        known |= dict.fromkeys(words, lambda: self.draw(TEXTS))
        given_ = {}
        for parameter in list(inspect.signature(MAKERS[name]).parameters)[1:]:
            if parameter in known:
                given_[parameter] = known[parameter]()
        return given_

    # -------------------------------------------- those whose arguments hang together
    def add(self) -> Change:
        return draw_change(self.draw, self.workshop, new_id())

    def set_field(self) -> Change:
        id_ = self.one(*KINDS)
        field, value = next(iter(self.fields(id_).items()))
        return edits.set_field(self.workshop, id_, field, value)

    def set_fields(self) -> Change:
        id_ = self.one(*KINDS)
        return edits.set_fields(self.workshop, id_, **self.fields(id_))

    def set_on_all(self) -> Change:
        ids = self.some(*CARDS)
        return edits.set_on_all(self.workshop, ids, **self.fields(ids[0]))

    def move_conditions(self) -> Change:
        parent, before = self.one(Objective, Pillar), self.one(Condition, none=True)
        return edits.move_conditions(self.workshop, self.some(Condition), parent, before=before)

    def unpark(self) -> Change:
        return edits.unpark(self.workshop, *self.some(Objective))

    def duplicate(self) -> Any:
        return edits.duplicate(self.workshop, *self.some(*CARDS))

    def drop(self) -> Change:
        return edits.drop(self.workshop, *self.some(*CARDS, Link, Person))

    def put(self) -> Change:
        parent = self.one(Team, Objective, Pillar, none=True) or outline.PARKED
        return outline.put(self.workshop, self.some(self.draw(st.sampled_from(CARDS))), parent)

    def paste(self) -> Any:
        text = clipping.clip(self.workshop, self.some(*CARDS))
        if self.draw(st.booleans()):
            text = text.replace(self.workshop.id, "elsewhere")
        return clipping.paste(self.workshop, text, self.one(*CARDS, Team, none=True))

    def return_to(self) -> Change:
        return returning.return_to(self.workshop, self.past, "Back")

    def organisation_change(self) -> Change:
        return team_edits.organisation_change(self.workshop, **self.fields("org"))

    def cycle_change(self) -> Change:
        return team_edits.cycle_change(self.workshop, **self.fields("cycle"))

    def settings_change(self) -> Change:
        return team_edits.settings_change(self.workshop, volatile=True)

    def logo_change(self) -> Change:
        picture = self.draw(st.sampled_from([b"", b"no picture", b"\x89PNG\r\n\x1a\n0"]))
        return team_edits.logo_change(self.workshop, picture)

    def person_change(self) -> Change:
        field = self.draw(st.sampled_from(["name", "title", "initials"]))
        return people_edits.person_change(self.workshop, self.one(Person), field, self.draw(TEXTS))

    def set_words(self) -> Change:
        return cells.set_words(self.workshop, self.one(Pillar, Objective), "title", self.draw(TEXTS))

    def set_choice(self) -> Change:
        labels = {"": "Neither", "committed": "Committed", "aspirational": "Stretch"}
        typed = self.draw(st.sampled_from(["str", "Committed", "neither", "x"]))
        return cells.set_choice(self.workshop, self.one(Objective), "style", typed, labels)

    def set_owner(self) -> Change:
        return cells.set_owner(self.workshop, self.one(Objective, KeyResult), self.draw(LINES))

    def set_baseline(self) -> Change:
        return cells.set_baseline(self.workshop, self.one(KeyResult), self.draw(LINES))

    def set_target(self) -> Change:
        return cells.set_target(self.workshop, self.one(KeyResult), self.draw(LINES))

    def person(self) -> Person:
        name = self.draw(st.sampled_from(["Rosa Luna", "Kofi Annor", "Mia Voss"]))
        return owning.person_named(self.workshop, name)

    def give_to(self) -> Change:
        person = self.draw(st.sampled_from([None, self.person()]))
        return owning.give_to(self.workshop, self.some(*CARDS), "owner", person)

    def involve(self) -> Change:
        return owning.involve(self.workshop, self.some(*CARDS), self.person())

    def release(self) -> Change:
        return owning.release(self.workshop, self.some(*CARDS), self.one(Person))

    def save(self) -> Any:
        workshop, target = self.workshop, self.one(*CARDS)
        begin = [
            writing.spot_of(workshop, target),
            writing.new_behind(workshop, target),
            writing.new_key_result(workshop, target),
            writing.new_condition(workshop, target),
            writing.Spot(Objective, parent=new_id(), target=target, founds="A new team"),
        ]
        spot = self.draw(st.sampled_from([spot for spot in begin if spot is not None]))
        lines = self.draw(st.lists(LINES, min_size=1, max_size=3))
        return written.save(workshop, spot, [read(line, people=workshop.people()) for line in lines])


def attempt(hand: Hand, desk: Any, name: str) -> bool:
    """Make a change of that name and carry it out; whether it was neither refused nor empty."""
    try:
        return desk.do(hand.change(name)) is not None
    except KeyError:  # nothing of that kind is left
        assert not all(hand.workshop.count(kind) for kind in KINDS)
    except Refused as refused:
        assert str(refused)
    return False


def there_and_back(draw: Draw, names: list[str]) -> None:
    """Carry out changes of these names one after another, and undo and redo all of them."""
    desk = desk_for(Workshop("w", RECORDS))
    hand = Hand(draw, desk.workshop, desk.workshop.snapshot())
    start = canonical(desk.workshop)
    done = sum([attempt(hand, desk, name) for name in names])
    assert problems(desk.workshop) == []
    same_as_fresh(desk.workshop)
    end = canonical(desk.workshop)
    undone = 0
    while desk.undo():
        undone += 1
    assert undone <= done  # what is typed in one field is one step
    assert canonical(desk.workshop) == start
    same_as_fresh(desk.workshop)
    while desk.redo():
        undone -= 1
    assert undone == 0
    assert canonical(desk.workshop) == end


def check(data: st.DataObject, names: list[str]) -> None:
    numbers = count(1)
    with patch("okrdesk.records.uuid4", lambda: UUID(int=next(numbers))):  # the same ids in each try
        there_and_back(data.draw, names)


def counted(examples: int) -> settings:
    return settings(max_examples=examples, deadline=None, database=None, print_blob=True)


@counted(40)
@given(st.data())
def test_any_edits_are_undone_and_redone_to_the_letter(data):
    check(data, data.draw(st.lists(st.sampled_from(EDITS), min_size=1, max_size=4)))


@pytest.mark.slow
@pytest.mark.parametrize("name", EDITS)
@counted(25)
@given(st.data())
def test_each_edit_is_undone_and_redone_to_the_letter(name, data):
    check(data, [*data.draw(st.lists(st.sampled_from(EDITS), max_size=2)), name])


def test_workshops_begin_sound():
    begun = [fresh.fresh("Harbour"), sample.sample()]
    begun += [templates.template_change(t.id, "Harbour", date(2026, 1, 2)) for t in templates.TEMPLATES]
    for change in begun:
        desk = desk_for(Workshop("w"))
        assert desk.do(change)
        assert problems(desk.workshop) == []
