"""Cards given to people, new ones among them, in one change."""

from typing import Any

from okrdesk.cards import Objective, Person
from okrdesk.owning import give_to, involve, person_named, release
from okrdesk.sample import sample
from okrdesk.workshop import Workshop


def _workshop():
    workshop = Workshop("w")
    workshop.apply(sample().steps)
    return workshop


def objective(workshop, id_) -> Any:
    return workshop[id_]


def test_somebody_known_is_found_whatever_the_capitals():
    workshop = _workshop()
    known = workshop.people()[0]
    assert person_named(workshop, f" {known.name.upper()} ") == known


def test_somebody_new_comes_with_the_card():
    workshop = _workshop()
    first, second = workshop.all(Objective)[:2]
    zoe = person_named(workshop, "Zoë  Lindqvist")
    assert (zoe.name, zoe.initials, zoe.id in workshop) == ("Zoë Lindqvist", "ZL", False)
    workshop.apply(give_to(workshop, (first.id, second.id), "owner", zoe).steps)
    assert workshop.people()[-1] == zoe
    assert {objective(workshop, o.id).owner for o in (first, second)} == {zoe.id}
    workshop.apply(give_to(workshop, (first.id,), "owner", None).steps)
    assert objective(workshop, first.id).owner == ""


def test_nobody_new_for_a_change_that_changes_nothing():
    workshop = _workshop()
    assert give_to(workshop, (), "owner", person_named(workshop, "Nobody Else")).steps == ()


def test_involved_once_and_released():
    workshop = _workshop()
    card = workshop.all(Objective)[0]
    person = next(p for p in workshop.all(Person) if p.id not in card.involved)
    workshop.apply(involve(workshop, (card.id,), person).steps)
    assert objective(workshop, card.id).involved == (*card.involved, person.id)
    assert involve(workshop, (card.id,), person).steps == ()
    workshop.apply(release(workshop, (card.id,), person.id).steps)
    assert workshop.find(Objective, card.id) == card
