"""The workshop as a tree of rows: what stands where, what a filter finds, where moves lead."""

import pytest

from okrdesk.cards import Condition, KeyResult, Objective, Pillar, Team
from okrdesk.edits import park_many, set_field
from okrdesk.outline import (
    PARKED,
    STRATEGY,
    Filter,
    has_rows_under,
    put,
    row_above,
    rows_under,
    shift,
    way_up,
)
from okrdesk.workshop import Workshop
from tests.desks import desk_for


@pytest.fixture
def desk():
    return desk_for(
        Workshop(
            "w",
            [
                Team("co", "a0", "Acorn", "CO"),
                Team("eng", "a0", "Engine", "ENG", parent="co"),
                Pillar("p1", "a0", "S1", "Brakes first"),
                Pillar("p2", "a1", "S2", "Then speed"),
                Objective("o1", "a0", "CO-1", "co", "Brakes hold"),
                Objective("o2", "a1", "CO-2", "co", "Wheels turn"),
                Objective("o3", "a0", "ENG-1", "eng", "Pads last"),
                KeyResult("k1", "a0", "CO-1.1", "o1", "Stops within 3 m"),
                KeyResult("k2", "a1", "CO-1.2", "o1", "Squeaks heard"),
                KeyResult("k3", "a0", "CO-2.1", "o2", "Rounds a minute"),
                Condition("c1", "a0", "CO-1.c1", "o1", "Somebody makes pads"),
                Condition("c2", "a0", "S1.c1", "p1", "Law allows it"),
            ],
        )
    )


def doing(desk, change):
    desk.do(change)
    return desk.workshop


def test_rows_in_order(desk):
    workshop = desk.workshop
    assert rows_under(workshop, "") == [STRATEGY, "co", "eng", PARKED]
    assert rows_under(workshop, STRATEGY) == ["p1", "p2"]
    assert rows_under(workshop, "o1") == ["k1", "k2", "c1"]
    assert rows_under(workshop, "k1") == [] == rows_under(workshop, "gone")
    assert list(way_up(workshop, "c2")) == ["c2", "p1", STRATEGY]
    assert list(way_up(workshop, "gone")) == []


def test_whether_there_are_rows_is_what_asking_for_them_says(desk):
    workshop = doing(desk, park_many(desk.workshop, ("o2",)))
    names = ["", STRATEGY, PARKED, "gone", *(record.id for record in workshop)]
    assert {name for name in names if has_rows_under(workshop, name)} == {
        name for name in names if rows_under(workshop, name)
    }
    workshop = doing(desk, put(desk.workshop, ["k3"], "o3"))
    assert has_rows_under(workshop, "o3") and not has_rows_under(workshop, "o2")


def test_what_waits_stands_at_the_end(desk):
    workshop = doing(desk, park_many(desk.workshop, ("o1",)))
    assert rows_under(workshop, PARKED) == ["o1"] and rows_under(workshop, "co") == ["o2"]
    assert row_above(workshop, "o1") == PARKED and row_above(workshop, "k1") == "o1"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("squeak", {"k2", "o1", "co"}),
        ("SQUEAK co-1.2", {"k2", "o1", "co"}),
        ("brakes", {"o1", "co", "p1", STRATEGY}),
        ("open pads", {"c1", "o1", "co"}),
        ("nobody says this", set()),
    ],
)
def test_filter(desk, text, found):
    assert Filter(desk.workshop).rows_with(text) == found


def test_a_filter_follows_the_words(desk):
    sieve = Filter(desk.workshop)
    assert sieve.rows_with("  ") is None
    assert sieve.rows_with("hum") == set()
    doing(desk, set_field(desk.workshop, "k2", "text", "Hum heard"))
    assert sieve.rows_with("hum") == {"k2", "o1", "co"}
    assert sieve.rows_with("squeaks") == set()


def test_shift_within_and_on_to_the_next(desk):
    workshop = doing(desk, shift(desk.workshop, ["k1"], down=True))
    assert rows_under(workshop, "o1") == ["k2", "k1", "c1"]
    workshop = doing(desk, shift(workshop, ["k1"], down=True))
    assert rows_under(workshop, "o2") == ["k1", "k3"]
    workshop = doing(desk, shift(workshop, ["k1"], down=False))
    assert rows_under(workshop, "o1") == ["k2", "k1", "c1"]
    workshop = doing(desk, shift(workshop, ["o1", "o2"], down=True))
    assert rows_under(workshop, "eng") == ["o1", "o2", "o3"]
    workshop = doing(desk, shift(workshop, ["c2"], down=True))
    assert rows_under(workshop, "p2") == ["c2"]


@pytest.mark.parametrize("ids", [["p1"], ["o1"], ["k1"], ["c2"], ["o1", "k1"], ["o1", "o3"], []])
def test_there_is_no_place_above_the_first_nor_for_what_stands_apart(desk, ids):
    assert not shift(desk.workshop, ids, down=False).steps


def test_put_only_where_it_can_stand(desk):
    workshop = desk.workshop
    assert doing(desk, put(workshop, ["o3"], "co", "o2")).objectives("co")[1].id == "o3"
    assert rows_under(doing(desk, put(workshop, ["o3"], PARKED)), PARKED) == ["o3"]
    assert not put(workshop, ["o3"], PARKED).steps
    assert rows_under(doing(desk, put(workshop, ["k1", "k2"], "o2", "k3")), "o2") == ["k1", "k2", "k3"]
    for ids, parent in ((["o1"], STRATEGY), (["k1"], "co"), (["p1"], "co"), (["c1"], "co"), (["o1"], "o2")):
        assert not put(workshop, ids, parent).steps
