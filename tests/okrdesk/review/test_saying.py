"""Who said something, under which id, and which of several sayings holds."""

import uuid
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrdesk.cards import Author
from okrdesk.change import Change, Drop, Put, Set
from okrdesk.desk import Refused
from okrdesk.review import saying
from okrdesk.review.records import SAID, Note, Reviewer, Settlement
from okrdesk.workshop import Workshop
from tests.desks import AUTHOR, desk_for
from tests.okrdesk.review.acting import reviewed_workshop, reviewer

STATES = st.builds(
    Note, st.just("n"), key=st.just("k"), rev=st.integers(1, 3), withdrawn=st.booleans(),
    clock=st.integers(0, 3), text=st.sampled_from(["", "a", "b"]),
)  # fmt: skip
SETTLEMENTS = st.builds(
    Settlement, st.sampled_from("abcdef"), key=st.sampled_from("kl"), clock=st.integers(0, 2),
    withdrawn=st.booleans(), settled=st.booleans(),
)  # fmt: skip


@given(STATES, STATES, STATES)
def test_the_newer_of_two_states_is_a_union(a, b, c):
    newer = saying.newer
    assert newer(a, a) == a
    assert newer(a, b) == newer(b, a)
    assert newer(a, newer(b, c)) == newer(newer(a, b), c)


@given(st.lists(STATES, min_size=1, max_size=4))
def test_a_later_revision_holds_and_taking_back_wins_within_one(states):
    held = states[0]
    for state in states:
        held = saying.newer(held, state)
    assert held.rev == max(state.rev for state in states)
    assert held.withdrawn == any(state.withdrawn for state in states if state.rev == held.rev)


@given(st.lists(SETTLEMENTS, max_size=4, unique_by=lambda s: s.id))
def test_the_latest_does_not_depend_on_the_order(said):
    found = {saying.latest(order) for order in permutations(said)}
    assert len(found) == 1
    latest = found.pop()
    standing = [s for s in said if not s.withdrawn]
    assert (latest.clock if latest else None) == max((s.clock for s in standing), default=None)


def test_an_id_is_bound_to_kind_key_and_seed():
    ids = {saying.bound_id(kind, key, seed) for kind in (Note, Settlement) for key in "kl" for seed in "st"}
    assert len(ids) == 8
    note = saying.say(Note, AUTHOR, Workshop("w"))
    assert saying.is_bound(note)
    assert not saying.is_bound(replace(note, key="another"))


def test_a_clock_is_ahead_of_all_that_was_said():
    workshop = reviewed_workshop(notes=12)
    clock = max(note.clock for note in workshop.all(Note))
    assert saying.next_clock(workshop) > clock
    assert saying.next_clock(Workshop("w")) == 1


def test_who_signs_nothing_speaks_under_their_own_id():
    assert saying.key_of(Author("a", "Ann")) == "a"
    assert saying.key_of(Author("a", "Ann", "00ff")) == "00ff"


def test_introducing_oneself_twice_says_it_once():
    desk = desk_for(Workshop("w"))
    desk.do(Change("Hello", saying.introduce(AUTHOR, desk.workshop, team="eng")))
    assert saying.introduce(AUTHOR, desk.workshop, team="eng") == ()
    desk.do(Change("Again", saying.introduce(replace(AUTHOR, name="Ada B."), desk.workshop)))
    who = saying.reviewer_of(desk.workshop, saying.key_of(AUTHOR))
    assert who is not None
    assert (who.name, who.team, who.rev) == ("Ada B.", "eng", 2)
    assert desk.workshop.count(Reviewer) == 1


def test_nobody_speaks_for_another():
    workshop = reviewed_workshop(notes=3)
    desk = desk_for(workshop)
    theirs = workshop.all(Note)[0]
    ours = saying.say(Note, reviewer("t2"), workshop)
    for step in (Set(theirs.id, "text", theirs.text, "no"), Drop(theirs), Put(ours)):
        with pytest.raises(Refused, match="somebody else"):
            desk.do(Change("x", (step,)))


def test_an_id_that_is_not_bound_is_refused():
    desk = desk_for(Workshop("w"))
    note = replace(saying.say(Note, AUTHOR, desk.workshop), id="mine-to-choose")
    with pytest.raises(Refused, match="bound to their key"):
        desk.do(Change("x", (Put(note),)))


def test_an_id_is_a_uuid_of_version_5():
    namespace = uuid.UUID("5d0c1b46-3f1e-4a55-9d38-0e6b8f0f6a27")
    for kind in SAID:
        for key, seed in (("ab" * 32, "reviewer"), ("", ""), ("ключ", "o1:sceptic\n")):
            assert saying.bound_id(kind, key, seed) == str(
                uuid.uuid5(namespace, f"{kind.__name__}\n{key}\n{seed}")
            )
