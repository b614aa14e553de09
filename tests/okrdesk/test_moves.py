"""Several cards at once: moves, parking, copies and values; each one change that undo takes back."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okrdesk import edits
from okrdesk.cards import Condition, KeyResult, Link, Objective, Pillar, Record, Team, fields_of
from okrdesk.change import Put
from okrdesk.copies import parent_of
from okrdesk.desk import Desk, Refused
from okrdesk.workshop import Workshop
from tests.desks import desk_for
from tests.factory import sample_workshop
from tests.okrdesk.small import RECORDS

CARDS = (Pillar, Objective, KeyResult, Condition)


@pytest.fixture
def desk() -> Desk:
    return desk_for(Workshop("w", RECORDS))


def ids(records) -> list[str]:
    return [record.id for record in records]


def add(desk: Desk, *new: Record) -> None:
    for record in new:
        desk.do(edits.add(desk.workshop, record))


def test_several_objectives_move_in_their_present_order(desk):
    workshop = desk.workshop
    add(desk, Objective("a", team="eng"), Objective("b", team="eng"), Objective("c", team="co"))
    change = edits.move_many(workshop, ["b", "c", "p1", "a"], "shop", before="o3")
    assert change.label == "Move 3 cards to Shops & Repair"
    desk.do(change)
    assert ids(workshop.objectives("shop")) == ["c", "a", "b", "o3"]
    desk.do(edits.move_many(workshop, ["a", "c"], "shop"))
    assert ids(workshop.objectives("shop")) == ["b", "o3", "c", "a"]
    desk.undo()
    desk.undo()
    assert ids(workshop.objectives("eng")) == ["o2", "a", "b"]


def test_moving_several_ahead_of_one_of_them_puts_them_where_that_one_is(desk):
    workshop = desk.workshop
    add(desk, *(Objective(name, team="eng") for name in "abcd"))
    desk.do(edits.move_many(workshop, ["o2", "b"], "eng", before="b"))
    assert ids(workshop.objectives("eng")) == ["a", "o2", "b", "c", "d"]
    for before in ("o2", "b", "c"):
        assert edits.move_many(workshop, ["b", "o2"], "eng", before=before).steps == ()


def test_a_parked_card_between_two_others_takes_no_rank_from_a_move(desk):
    """Cards in the tray keep their place in their team: a move must not give another the same one."""
    workshop = desk.workshop
    add(desk, *(Objective(name, team="eng") for name in "abcd"))
    desk.do(edits.park_many(workshop, ("b",)))
    desk.do(edits.move_many(workshop, ("d",), "eng", before="c"))
    desk.do(edits.unpark(workshop, "b"))
    assert ids(workshop.objectives("eng")) == ["o2", "a", "b", "d", "c"]


def test_equal_ranks_of_merged_copies_are_no_obstacle(desk):
    workshop = desk.workshop
    for name in "abc":
        desk.do(replace(edits.add(workshop, Objective(name, "a5", team="eng")), steps=(
            Put(Objective(name, "a5", team="eng")),)))  # fmt: skip
    desk.do(edits.move_many(workshop, ("o3",), "eng", before="b"))
    assert ids(workshop.objectives("eng"))[-1] == "o3"
    desk.do(edits.move_many(workshop, ("o3",), "eng", before="a"))
    assert ids(workshop.objectives("eng")) == ["o2", "o3", "a", "b", "c"]


def test_several_pillars_move(desk):
    add(desk, Pillar("p2", title="Two"), Pillar("p3", title="Three"))
    change = edits.move_pillars(desk.workshop, ["p1", "p2"])
    assert change.label == "Move 2 cards"
    desk.do(change)
    assert ids(desk.workshop.pillars()) == ["p3", "p1", "p2"]
    assert edits.move_pillars(desk.workshop, ["p2", "p1"]).steps == ()


def test_a_key_result_moves_with_its_name_and_links(desk):
    workshop = desk.workshop
    add(desk, Link("k", "k3", "c1", "enables"))
    change = edits.move_key_results(workshop, ("k3",), "o3")
    assert change.label == "Move ENG-1.2 to SHOP-1"
    desk.do(change)
    assert workshop.key_results("o3")[0].code == "ENG-1.2"
    assert ids(workshop.links_from("k3")) == ["k"]
    desk.do(edits.move_key_results(workshop, ("k2",), "o3", before="k3"))
    assert ids(workshop.key_results("o3")) == ["k2", "k3"]
    desk.do(edits.move_key_results(workshop, ("k2",), "o3"))
    assert ids(workshop.key_results("o3")) == ["k3", "k2"]
    assert edits.move_key_results(workshop, ("k2",), "o3").steps == ()
    with pytest.raises(Refused, match="linked to itself"):
        desk.do(edits.move_key_results(workshop, ("k3",), "o1"))


def test_conditions_move_within_and_between_cards(desk):
    workshop = desk.workshop
    desk.do(edits.move_conditions(workshop, ("c2",), "o1", before="c1"))
    assert ids(workshop.conditions("o1")) == ["c2", "c1"]
    desk.do(edits.move_conditions(workshop, ("c2",), "p1"))
    assert ids(workshop.conditions("p1")) == ["c2"]


def test_a_key_result_becomes_an_objective_that_enables_it(desk):
    workshop = desk.workshop
    change = edits.promote(workshop, "k1", "eng", before="o2")
    assert change.label == "Make CO-1.1 an objective of Engineering"
    desk.do(change)
    new = workshop.objectives("eng")[0]
    assert (new.title, new.owner, new.code) == ("Riders who return", "rosa", "ENG-2")
    (link,) = workshop.links_from(new.id)
    assert (link.target, link.kind, link.primary) == ("k1", "enables", True)
    assert workshop["k1"].objective == "o1"
    desk.undo()
    assert set(workshop) == set(RECORDS)


def test_parking_several_and_bringing_them_back(desk):
    workshop = desk.workshop
    desk.do(edits.park_many(workshop, ["o2", "o3", "p1"], "no people", "Q4"))
    assert {(o.id, o.parked_why) for o in workshop.parked()} == {
        ("o2", "no people"), ("o3", "no people"), ("o4", "rent"),
    }  # fmt: skip
    change = edits.unpark(workshop, "o2", "o3")
    assert change.label == "Bring back 2 cards"
    desk.do(change)
    assert ids(workshop.parked()) == ["o4"]


def test_one_value_for_several(desk):
    workshop = desk.workshop
    change = edits.set_on_all(workshop, ["o1", "o2", "k1", "c1"], owner="kofi", style="committed")
    assert change.label == "Change 3 cards"
    desk.do(change)
    assert [workshop[i].owner for i in ("o1", "o2", "k1")] == ["kofi"] * 3
    assert workshop["o1"].style == "committed"
    desk.do(edits.set_on_all(workshop, ["o1", "k1"], kind="milestone"))
    assert (workshop["o1"].kind, workshop["k1"].kind) == ("objective", "milestone")
    assert edits.set_on_all(workshop, ["c1"], owner="kofi").steps == ()


def same_but_for_place(one: Record, other: Record) -> bool:
    kept = [f for f in fields_of(type(one)) if f not in ("id", "rank", "code", "objective", "parent")]
    return all(getattr(one, f) == getattr(other, f) for f in kept)


def test_a_duplicate_has_every_field_and_part(desk):
    workshop = desk.workshop
    add(desk, Objective("last", team="eng"), Link("k", "k2", "o1", "enables", "it counts", True))
    change, new = edits.duplicate(workshop, "o2")
    assert change.label == "Duplicate ENG-1"
    desk.do(change)
    copy = workshop[new["o2"]]
    assert ids(workshop.objectives("eng")) == ["o2", copy.id, "last"]
    assert same_but_for_place(copy, workshop["o2"])
    assert copy.code == "ENG-3"
    assert [(k.text, k.code) for k in workshop.key_results(copy.id)] == [
        ("Cracks", "ENG-3.1"), ("Bench runs", "ENG-3.2"),
    ]  # fmt: skip
    (served,) = workshop.links_from(copy.id)
    assert (served.target, served.kind, served.primary) == ("p1", "serves", True)
    assert [link.target for link in workshop.links_from(new["k2"])] == ["o1"]


def test_copies_are_put_where_they_are_wanted(desk):
    workshop = desk.workshop
    add(desk, Objective("last", team="eng", title="Late nights end"))
    desk.do(edits.duplicate_to(workshop, ["last", "o2"], "shop", before="o3"))
    theirs = workshop.objectives("shop")
    assert [o.title for o in theirs] == [
        "Frames that outlive riders",
        "Late nights end",
        workshop["o3"].title,
    ]
    assert [k.text for k in workshop.key_results(theirs[0].id)] == ["Cracks", "Bench runs"]
    assert ids(workshop.objectives("eng")) == ["o2", "last"]


def test_what_runs_beside_the_line_is_copied_only_within(desk):
    change, new = edits.duplicate(desk.workshop, "o3")
    desk.do(change)
    assert [link.target for link in desk.workshop.links_from(new["o3"])] == ["c1"]
    desk.undo()
    change, new = edits.duplicate(desk.workshop, "o3", "o2")
    desk.do(change)
    assert {link.target for link in desk.workshop.links_from(new["o3"])} == {"c1", new["o2"]}


def test_parts_are_duplicated_by_themselves_or_with_their_card(desk):
    workshop = desk.workshop
    change, new = edits.duplicate(workshop, "k2", "c1", "p1")
    desk.do(change)
    assert ids(workshop.key_results("o2")) == ["k2", new["k2"], "k3"]
    assert ids(workshop.conditions("o1")) == ["c1", new["c1"], "c2"]
    assert ids(workshop.pillars()) == ["p1", new["p1"]]
    change, new = edits.duplicate(workshop, "o2", "k3")
    desk.do(change)
    assert new.keys() >= {"o2", "k2", "k3"}
    assert ids(workshop.key_results("o2"))[-1] == "k3"


@settings(max_examples=12, deadline=None)
@given(st.data())
def test_duplicates_lie_behind_their_originals_and_undo_takes_all_back(data):
    desk = desk_for(sample_workshop(objectives=10, key_results=15))
    workshop = desk.workshop
    before = set(workshop)
    cards = sorted(record.id for kind in CARDS for record in workshop.all(kind))
    chosen = data.draw(st.sets(st.sampled_from(cards), min_size=1, max_size=5))
    change, new = edits.duplicate(workshop, *sorted(chosen))
    desk.do(change)
    assert chosen <= new.keys()
    for old, copy in new.items():
        record = workshop[copy]
        if isinstance(record, Link):
            continue
        assert same_but_for_place(workshop[old], record)
        assert parent_of(record) == new.get(parent_of(workshop[old]), parent_of(workshop[old]))
        if isinstance(record, Objective):
            row = ids(workshop.objectives(record.team, parked=None))
            assert row.index(copy) == row.index(old) + 1
    codes = [record.code for kind in CARDS for record in workshop.all(kind)]
    assert len(codes) == len(set(codes))
    desk.undo()
    assert set(workshop) == before


@settings(max_examples=12, deadline=None)
@given(st.data())
def test_moves_of_several_keep_the_order_of_all_others(data):
    desk = desk_for(sample_workshop(objectives=30, key_results=0))
    workshop = desk.workshop
    before = set(workshop)
    for _ in range(3):
        everybody = sorted(ids(workshop.all(Objective)))
        chosen = data.draw(st.sets(st.sampled_from(everybody), min_size=1, max_size=6))
        team = data.draw(st.sampled_from(sorted(ids(workshop.all(Team)))))
        here = ids(workshop.objectives(team))
        ahead = data.draw(st.sampled_from(["", *here]))
        rest = [i for i in here if i not in chosen]
        desk.do(edits.move_many(workshop, chosen, team, before=ahead))
        now = ids(workshop.objectives(team))
        assert [i for i in now if i not in chosen] == rest
        start = min(now.index(i) for i in chosen)
        assert set(now[start : start + len(chosen)]) == chosen
        if ahead and ahead not in chosen:
            assert now[start + len(chosen)] == ahead
    while desk.undo():
        pass
    assert set(workshop) == before


def test_kinds_of_parts_know_their_card():
    assert parent_of(KeyResult("k", objective="o")) == "o"
    assert parent_of(Condition("c", parent="p")) == "p"
    assert parent_of(Objective("o", team="t")) == ""
