"""Cards given to people, new ones among them, in one change."""

from typing import Any

import pytest

from okrdesk.cards import Objective, Person, new_id
from okrdesk.change import Put
from okrdesk.desk import Refused
from okrdesk.owning import give_to, involve, person_meant, person_named, release
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


def _with_people(*people):
    workshop = _workshop()
    workshop.apply([Put(Person(new_id(), "a9", name, initials)) for name, initials in people])
    return workshop


def test_initials_mean_who_has_them_and_nobody_by_chance():
    workshop = _with_people(("Zoe Quist", "ZQ"), ("Zac Quin", "ZQ"), ("Xia Quo", "XQ"))
    assert person_meant(workshop, "xq").name == "Xia Quo"
    with pytest.raises(Refused, match=r"more than one person: .*(Zoe Quist.*Zac Quin|Zac Quin.*Zoe Quist)"):
        person_meant(workshop, "ZQ")
    assert person_meant(workshop, "zac quin").name == "Zac Quin"


def test_two_of_one_name_are_told_apart_first():
    workshop = _with_people(("Zoe Quist", "ZQ"), ("Zoe Quist", "ZQU"))
    with pytest.raises(Refused, match="more than one person"):
        person_meant(workshop, "Zoe Quist")
    assert person_meant(workshop, "ZQU").initials == "ZQU"


def test_somebody_new_has_initials_that_nobody_has():
    workshop = _with_people(("Zoe Quist", "ZQ"))
    assert person_named(workshop, "Zac Quin").initials == "ZQU"


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
