"""What is typed into a cell becomes a change, or a sentence."""

from decimal import Decimal

import pytest

from okrdesk import cells
from okrdesk.cards import KeyResult, Objective, Organisation, Person, Team
from okrdesk.desk import Refused
from okrdesk.workshop import Workshop
from tests.desks import desk_for


@pytest.fixture
def desk():
    return desk_for(
        Workshop(
            "w",
            [
                Organisation("org", "Acorn"),
                Team("co", "a0", "Acorn", "CO"),
                Person("ada", "a0", "Ada Abara", "AA"),
                Objective("o", "a0", "CO-1", "co", "Brakes hold"),
                KeyResult("k", "a0", "CO-1.1", "o", "Stops"),
            ],
        )
    )


def numbers(desk):
    kr = desk.workshop["k"]
    return kr.baseline, kr.target, kr.upper, kr.unit, kr.kind


def test_numbers_with_their_unit(desk):
    desk.do(cells.set_baseline(desk.workshop, "k", "31%"))
    desk.do(cells.set_target(desk.workshop, "k", "55"))
    assert numbers(desk) == (Decimal(31), Decimal(55), None, "%", "reach")
    desk.do(cells.set_baseline(desk.workshop, "k", "unknown"))
    assert desk.workshop["k"].baseline_unknown and desk.workshop["k"].baseline is None
    desk.do(cells.set_baseline(desk.workshop, "k", ""))
    desk.do(cells.set_target(desk.workshop, "k", " "))
    assert numbers(desk)[:2] == (None, None) and not desk.workshop["k"].baseline_unknown


def test_limits_and_ranges(desk):
    desk.do(cells.set_target(desk.workshop, "k", "≤ 450 ms"))
    assert numbers(desk) == (None, Decimal(450), None, "ms", "no_more_than")
    desk.do(cells.set_target(desk.workshop, "k", "72–78"))
    assert numbers(desk) == (None, Decimal(72), Decimal(78), "ms", "keep_within")
    desk.do(cells.set_target(desk.workshop, "k", "-5 to -2"))
    assert numbers(desk)[1:3] == (Decimal(-5), Decimal(-2))
    desk.do(cells.set_target(desk.workshop, "k", "-3"))
    assert numbers(desk) == (None, Decimal(-3), None, "ms", "reach")
    desk.do(cells.set_target(desk.workshop, "k", ">= 4"))
    assert numbers(desk)[4] == "no_less_than"


@pytest.mark.parametrize("typed", ["lots", "78-72", "3 of 4 of 5"])
def test_what_is_no_number_is_refused(desk, typed):
    with pytest.raises(Refused):
        cells.set_target(desk.workshop, "k", typed)


def test_owners(desk):
    desk.do(cells.set_owner(desk.workshop, "o", "aa"))
    assert desk.workshop["o"].owner == "ada"
    desk.do(cells.set_owner(desk.workshop, "o", "Dana Fox"))
    assert desk.workshop.name_of(desk.workshop["o"].owner) == "Dana Fox"
    desk.do(cells.set_owner(desk.workshop, "o", ""))
    assert desk.workshop["o"].owner == ""
    assert [person.name for person in desk.workshop.people()] == ["Ada Abara", "Dana Fox"]


def test_choices_and_words(desk):
    labels = {"": "Not chosen", "committed": "Committed", "aspirational": "Stretch"}
    desk.do(cells.set_choice(desk.workshop, "o", "style", " str ", labels))
    assert desk.workshop["o"].style == "aspirational"
    with pytest.raises(Refused, match="“red” is none of these: Not chosen, Committed, Stretch"):
        cells.set_choice(desk.workshop, "o", "style", "red", labels)
    desk.do(cells.set_words(desk.workshop, "o", "title", "  Brakes\n hold well "))
    assert desk.workshop["o"].title == "Brakes hold well"
