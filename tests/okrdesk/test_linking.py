"""What a drop of one card on another means, why it cannot be, and the links that come of it."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okrdesk import edits, linking
from okrdesk.cards import UPWARD, Condition, KeyResult, Link, Objective, Pillar, fields_of
from okrdesk.change import Drop, Put, Set
from okrdesk.desk import Desk, Refused
from okrdesk.workshop import Workshop
from tests.desks import desk_for
from tests.factory import sample_workshop
from tests.okrdesk.small import RECORDS

CIRCLE = Link("up", "o2", "o3", "enables")


@pytest.fixture
def desk() -> Desk:
    return desk_for(Workshop("w", RECORDS))


def links(desk: Desk, source: str) -> list[tuple[str, str, bool]]:
    return [(link.target, link.kind, link.primary) for link in desk.workshop.links_from(source)]


def test_pillars_are_served_and_all_else_is_enabled(desk):
    kinds = [linking.kind_for(desk.workshop, "o3", target) for target in ("p1", "o1", "k1", "c1")]
    assert kinds == ["serves", "enables", "enables", "enables"]


@pytest.mark.parametrize(
    ("source", "target", "kind", "why"),
    [
        ("o1", "o1", "", "cannot be linked to itself"),
        ("k1", "o1", "", "parts of one card"),
        ("k1", "c1", "", "parts of one card"),
        ("p1", "o1", "", "a pillar is what they lead to"),
        ("p1", "c1", "", "claimed by objectives, not by pillars"),
        ("c1", "o2", "", "start at objectives and key results"),
        ("co", "o2", "", "start at objectives and key results"),
        ("o2", "eng", "", "lead to pillars"),
        ("o2", "c2", "", "“Parts are in stock” is settled already"),
        ("o3", "c1", "", "SHOP-1 claims “Repairs take less than a day” already"),
        ("o2", "p1", "", "already linked to S-1 that way"),
        ("o1", "o3", "", "would close a circle"),
        ("k1", "o3", "", "would close a circle"),
        ("o2", "o1", "serves", "Only pillars are served"),
        ("o2", "k1", "sums_into", "same unit"),
        ("k2", "k1", "sums_into", "same unit"),
        ("gone", "o1", "", "not there any more"),
        ("o1", "gone", "", "not there any more"),
    ],
)
def test_what_cannot_be_linked_says_why(desk, source, target, kind, why):
    sentence = linking.refusal(desk.workshop, source, target, kind)
    assert why in sentence
    with pytest.raises(Refused) as refused:
        linking.link(desk.workshop, source, target, kind)
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("source", "target", "kind"),
    [("o4", "o1", ""), ("k3", "c1", ""), ("o1", "o3", "shares"), ("o2", "p1", "enables"), ("o2", "k1", "")],
)
def test_what_can_be_linked(desk, source, target, kind):
    assert linking.refusal(desk.workshop, source, target, kind) == ""
    assert desk.do(linking.link(desk.workshop, source, target, kind))


def test_sharing_runs_both_ways(desk):
    desk.do(linking.link(desk.workshop, "o1", "o3", "shares"))
    assert "already linked" in linking.refusal(desk.workshop, "o3", "o1", "shares")


def test_the_first_link_upward_is_the_primary_one(desk):
    desk.do(linking.link(desk.workshop, "k3", "o1", sentence="so that they last"))
    desk.do(linking.link(desk.workshop, "k3", "p1"))
    desk.do(linking.link(desk.workshop, "k3", "o3", "relies_on"))
    assert sorted(links(desk, "k3")) == [
        ("o1", "enables", True), ("o3", "relies_on", False), ("p1", "serves", False),
    ]  # fmt: skip
    assert {link.sentence for link in desk.workshop.links_from("k3")} == {"so that they last", ""}


def test_another_kind(desk):
    assert "same unit" in linking.relink_refusal(desk.workshop, "l2", "sums_into")
    with pytest.raises(Refused):
        linking.relink(desk.workshop, "l2", "serves")
    desk.do(linking.relink(desk.workshop, "l3", "enables"))
    assert links(desk, "o3") == [("c1", "enables", False), ("o2", "enables", True)]
    desk.do(linking.relink(desk.workshop, "l3", "shares"))
    assert links(desk, "o3") == [("c1", "enables", False), ("o2", "shares", False)]


def test_the_other_way_round(desk):
    assert "a pillar is what they lead to" in linking.turn_refusal(desk.workshop, "l1")
    with pytest.raises(Refused, match="start at objectives"):
        linking.turn(desk.workshop, "l2")
    desk.do(linking.turn(desk.workshop, "l3"))
    assert ("o3", "relies_on", False) in links(desk, "o2")
    desk.do(linking.relink(desk.workshop, "l3", "enables"))
    desk.do(linking.turn(desk.workshop, "l3"))
    assert links(desk, "o3") == [("c1", "enables", False), ("o2", "enables", True)]


def test_one_is_primary(desk):
    desk.do(linking.link(desk.workshop, "o2", "o1"))
    (new,) = [link for link in desk.workshop.links_from("o2") if link.target == "o1"]
    desk.do(linking.make_primary(desk.workshop, new.id))
    assert sorted(links(desk, "o2")) == [("o1", "enables", True), ("p1", "serves", False)]
    assert linking.make_primary(desk.workshop, new.id).steps == ()
    with pytest.raises(Refused, match="upward"):
        linking.make_primary(desk.workshop, "l3")


def test_taking_a_link_away(desk):
    desk.do(linking.unlink(desk.workshop, "l1"))
    assert links(desk, "o2") == []
    with pytest.raises(Refused, match="not there"):
        linking.unlink(desk.workshop, "l1")


def test_a_link_has_a_sentence_of_its_own_or_one_of_ours(desk):
    sentences = [linking.sentence_of(desk.workshop, link) for link in desk.workshop.all(Link)]
    assert sentences == [
        "Sturdy frames are worth mending",
        "Two more benches",
        "SHOP-1 relies on ENG-1: Frames that outlive riders",
    ]
    assert linking.sentence_of(desk.workshop, Link("x", "o1", "gone")) == ""


def test_a_part_moves_only_where_its_links_allow_it(desk):
    workshop = desk.workshop
    assert "Key results belong" in linking.move_refusal(workshop, "k1", "p1")
    assert "Conditions belong" in linking.move_refusal(workshop, "c1", "k1")
    assert "cannot become a part of it" in linking.move_refusal(workshop, "c1", "o3")
    with pytest.raises(Refused, match="linked to itself"):
        desk.do(edits.move_conditions(workshop, ("c1",), "o3"))
    assert linking.move_refusal(workshop, "c1", "p1") == ""
    desk.do(linking.link(workshop, "o4", "o3"))
    assert "close a circle" in linking.move_refusal(workshop, "c1", "o4")
    with pytest.raises(Refused, match="close a circle"):
        desk.do(edits.move_conditions(workshop, ("c1",), "o4"))


@settings(max_examples=12, deadline=None)
@given(st.data())
def test_what_is_not_refused_is_carried_out_and_taken_back(data):
    """`refusal` never promises what the desk then refuses."""
    desk = desk_for(sample_workshop(objectives=8, key_results=8))
    workshop = desk.workshop
    cards = sorted(r.id for kind in (Pillar, Objective, KeyResult, Condition) for r in workshop.all(kind))
    before = set(workshop)
    for _ in range(4):
        source, target = data.draw(st.sampled_from(cards)), data.draw(st.sampled_from(cards))
        kind = data.draw(st.sampled_from(("", *fields_of(Link)["kind"].choices)))
        if linking.refusal(workshop, source, target, kind):
            continue
        assert desk.do(linking.link(workshop, source, target, kind))
    for link in workshop.all(Link):
        kind = data.draw(st.sampled_from(fields_of(Link)["kind"].choices))
        if not linking.relink_refusal(workshop, link.id, kind):
            desk.do(linking.relink(workshop, link.id, kind))
        if not linking.turn_refusal(workshop, link.id):
            desk.do(linking.turn(workshop, link.id))
    for card in cards:
        upward = [link for link in workshop.links_from(card) if link.primary]
        assert all(link.kind in UPWARD for link in upward)
        assert len(upward) <= 1
    while desk.undo():
        pass
    assert set(workshop) == before


def test_changes_name_what_they_do(desk):
    change = linking.link(desk.workshop, "o4", "o1")
    assert (change.label, [type(s) for s in change.steps]) == ("Link SHOP-2 to CO-1", [Put])
    assert [type(s) for s in linking.unlink(desk.workshop, "l1").steps] == [Drop]
    assert linking.unlink(desk.workshop, "l1").label == "Unlink ENG-1 from S-1"
    change = linking.turn(desk.workshop, "l3")
    assert [(s.field, s.new) for s in change.steps if isinstance(s, Set)] == [
        ("source", "o2"), ("target", "o3"),
    ]  # fmt: skip


def put(change) -> list[Any]:
    """The records that a change brings."""
    return [step.record for step in change.steps]


def test_several_cards_are_linked_at_once_but_for_those_that_cannot_be(desk):
    workshop = desk.workshop
    change = linking.link_all(workshop, ("o2", "o3", "o1"), "c1")  # o3 claims it, o1 is what it stands under
    assert [(link.source, link.target) for link in put(change)] == [("o2", "c1")]
    change = linking.link_all(workshop, ("o2", "o4"), "c1")
    assert change.label == "Link 2 cards to CO-1.c1"
    assert [link.source for link in put(change)] == ["o2", "o4"]
    desk.do(change)
    assert {link.source for link in workshop.claims("c1")} == {"o2", "o3", "o4"}
    with pytest.raises(Refused, match="claims"):
        linking.link_all(workshop, ("o3", "o2"), "c1")


def test_the_unit_of_what_adds_up_stays_the_same(desk):
    desk.do(edits.set_field(desk.workshop, "k2", "unit", "%"))
    desk.do(linking.link(desk.workshop, "k2", "k1", "sums_into"))
    for id_ in ("k1", "k2"):
        with pytest.raises(Refused, match="same unit"):
            desk.do(edits.set_field(desk.workshop, id_, "unit", "rides"))
