"""Who a card is given to: somebody who is there, or somebody new who comes into being in the same change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from okrdesk.cards import KeyResult, Objective, Person, new_id
from okrdesk.change import Change, Put, Set, Step
from okrdesk.desk import Refused
from okrdesk.edits import rank_at, set_on_all
from okrdesk.i18n import _
from okrdesk.people_edits import unique_initials
from okrdesk.text import one_line
from okrdesk.workshop import Workshop


def person_named(workshop: Workshop, name: str) -> Person:
    """The person of this name, whatever the capitals; if there is none, a new one who is not yet there, with
    initials that nobody has.
    """
    name = one_line(name)
    people = workshop.people()
    for person in people:
        if person.name.casefold() == name.casefold():
            return person
    initials = unique_initials(name, {person.initials for person in people})
    return Person(new_id(), rank_at(people), name, initials)


def person_meant(workshop: Workshop, typed: str) -> Person:
    """The person of this name or these initials; if there is none, a new one of this name.

    Raises Refused where several have them: nobody is given a card by chance.
    """
    wanted = one_line(typed).casefold()
    named = [person for person in workshop.people() if person.name.casefold() == wanted]
    found = named or [p for p in workshop.people() if wanted and p.initials.casefold() == wanted]
    if len(found) > 1:
        words = _(
            "“{typed}” is more than one person: {people}. Type who it is, or tell them apart in Set-up."
        )
        names = ", ".join(f"{p.name} ({p.title})" if p.title else p.name for p in found)
        raise Refused(words.format(typed=one_line(typed), people=names))
    return found[0] if found else person_named(workshop, typed)


def give_to(workshop: Workshop, ids: Iterable[str], field: str, person: Person | None) -> Change:
    """Let `field` (such as the owner) of records name a person, or (None) nobody."""
    change = set_on_all(workshop, ids, **{field: person.id if person else ""})
    return _with(workshop, person, change)


def involve(workshop: Workshop, ids: Iterable[str], person: Person) -> Change:
    """Add a person to those who are also involved in objectives and key results."""
    records = [workshop[id_] for id_ in ids]
    steps: list[Step] = [
        Set(record.id, "involved", record.involved, (*record.involved, person.id))
        for record in records
        if isinstance(record, (Objective, KeyResult)) and person.id not in record.involved
    ]
    return _with(workshop, person, Change(_("Involve {person}").format(person=person.name), tuple(steps)))


def release(workshop: Workshop, ids: Iterable[str], person: str) -> Change:
    """Take the person with this id from those who are also involved."""
    records = [workshop[id_] for id_ in ids]
    steps = tuple(
        Set(record.id, "involved", record.involved, tuple(i for i in record.involved if i != person))
        for record in records
        if isinstance(record, (Objective, KeyResult)) and person in record.involved
    )
    return Change(_("Release {person}").format(person=workshop.name_of(person)), steps)


def _with(workshop: Workshop, person: Person | None, change: Change) -> Change:
    """`change`, after the person came into being if need be."""
    if person is None or person.id in workshop or not change.steps:
        return change
    return replace(change, steps=(Put(person), *change.steps))
