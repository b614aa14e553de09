"""What people do, as changes: order, moves, parking, deleting with all that depends."""

import pytest

from okrdesk import edits
from okrdesk.cards import KeyResult, Link, Objective, Pillar, Team
from okrdesk.change import Change, Drop, Put, Set
from okrdesk.workshop import Workshop
from tests.okrdesk.small import RECORDS


@pytest.fixture
def workshop() -> Workshop:
    return Workshop("w", RECORDS)


def after(workshop: Workshop, change: Change) -> Workshop:
    """The workshop with a change applied."""
    workshop.apply(change.steps)
    return workshop


def codes(workshop: Workshop, team: str) -> list[str]:
    return [o.code for o in workshop.objectives(team)]


def test_a_new_card_comes_last_or_ahead_of_another(workshop):
    after(workshop, edits.add(workshop, Objective("last", code="LAST", team="shop")))
    after(workshop, edits.add(workshop, Objective("first", code="FIRST", team="shop"), before="o3"))
    assert codes(workshop, "shop") == ["FIRST", "SHOP-1", "LAST"]


def test_what_has_no_place_gets_no_rank(workshop):
    (step,) = edits.add(workshop, Link("new", "o3", "o1", "shares")).steps
    assert step == Put(Link("new", "o3", "o1", "shares"))


def test_moving_within_a_band_touches_one_row(workshop):
    for n in range(3):
        after(workshop, edits.add(workshop, Objective(f"n{n}", code=f"N{n}", team="eng")))
    change = edits.move_many(workshop, ("n2",), "eng", before="n0")
    assert [type(step) for step in change.steps] == [Set]
    assert change.label == "Move N2"
    assert codes(after(workshop, change), "eng") == ["ENG-1", "N2", "N0", "N1"]
    assert codes(after(workshop, edits.move_many(workshop, ("n2",), "eng")), "eng")[-1] == "N2"


def test_moving_to_where_it_is_does_nothing(workshop):
    assert edits.move_many(workshop, ("o2",), "eng").steps == ()
    assert edits.move_many(workshop, ("o2",), "eng", before="o2").steps == ()
    after(workshop, edits.add(workshop, Objective("n", team="eng")))
    assert edits.move_many(workshop, ("o2",), "eng", before="n").steps == ()
    assert edits.move_pillars(workshop, ("p1",)).steps == ()


def test_moving_to_another_team_says_where(workshop):
    change = edits.move_many(workshop, ("o3",), "eng", before="o2")
    assert change.label == "Move SHOP-1 to Engineering"
    assert codes(after(workshop, change), "eng") == ["SHOP-1", "ENG-1"]
    assert codes(workshop, "shop") == []


def test_a_hundred_moves_to_the_front_keep_the_order(workshop):
    for n in range(100):
        after(workshop, edits.add(workshop, Objective(f"n{n}", code=str(n), team="eng"), before="o2"))
    for n in range(99, -1, -1):
        ahead = workshop.objectives("eng")[0].id
        after(workshop, edits.move_many(workshop, (f"n{n}",), "eng", before=ahead))
    assert codes(workshop, "eng") == [*map(str, range(100)), "ENG-1"]


def test_parking_and_coming_back(workshop):
    after(workshop, edits.park_many(workshop, ("o2",), "no people", "Q4"))
    assert {o.id for o in workshop.parked()} == {"o2", "o4"}
    assert workshop["o2"].parked_why == "no people"
    after(workshop, edits.move_many(workshop, ("o2",), "eng"))
    assert codes(workshop, "eng") == ["ENG-1"]


def test_pillars_move(workshop):
    after(workshop, edits.add(workshop, Pillar("p2", code="S-2", title="Two")))
    after(workshop, edits.move_pillars(workshop, ("p2",), before="p1"))
    assert [p.id for p in workshop.pillars()] == ["p2", "p1"]


def test_setting_fields(workshop):
    change = edits.set_field(workshop, "o1", "title", "x")
    assert change.merge_key == "o1.title"
    assert edits.set_field(workshop, "o1", "title", workshop["o1"].title).steps == ()
    several = edits.set_fields(workshop, "o1", title="x", story="y", style="")
    assert [step.field for step in several.steps if isinstance(step, Set)] == ["title", "story"]
    assert several.merge_key == ""


def test_deleting_an_objective_takes_its_parts_and_links(workshop):
    change = edits.drop(workshop, "o1")
    assert change.label == "Delete CO-1"
    gone = {step.record.id for step in change.steps if isinstance(step, Drop)}
    assert gone == {"o1", "k1", "c1", "c2", "l2", "r1"}


def test_deleting_a_company_leaves_its_people_without_a_team(workshop):
    after(workshop, edits.drop(workshop, "co"))
    assert {type(r).__name__ for r in workshop} == {"Organisation", "Cycle", "Person", "Pillar"}
    assert {p.team for p in workshop.people()} == {""}


def test_deleting_a_person_clears_every_mention(workshop):
    after(workshop, edits.drop(workshop, "kofi"))
    assert workshop["o2"].involved == ()
    assert workshop["k1"].involved == ()
    assert workshop["o3"].owner == ""


def test_deleting_several_counts_them(workshop):
    change = edits.drop(workshop, "k1", "k2", "k1")
    assert change.label == "Delete 3 cards" or change.label == "Delete 2 cards"
    assert sum(isinstance(step, Drop) for step in change.steps) == 2


def test_deleting_is_taken_back_by_its_inverse(workshop):
    from okrdesk.change import inverse

    for id_ in ("co", "rosa", "o1", "c1", "p1"):
        change = edits.drop(workshop, id_)
        after(workshop, change)
        workshop.apply(inverse(change.steps))
        assert set(workshop) == set(RECORDS)


def test_a_team_under_a_team(workshop):
    after(workshop, edits.add(workshop, Team("web", name="Web", code="WEB", parent="eng")))
    after(workshop, edits.add(workshop, KeyResult("kr", objective="o2")))
    assert workshop.level("web") == 2
    assert [t.id for t in workshop.teams()] == ["co", "eng", "web", "shop"]
    assert [k.id for k in workshop.key_results("o2")] == ["k2", "k3", "kr"]
