"""Whose packets are taken in: by which keys, and how far they are; what a merge tells of that."""

from __future__ import annotations

from itertools import permutations

from okrdesk.change import Change, Put, Set
from okrdesk.review import verdicts
from okrdesk.review.merging import marked
from okrdesk.review.notes import reply
from okrdesk.review.records import Assignment, Note, Round, Trust
from okrdesk.review.threads import visible
from tests.okrdesk.review.packets import Reader, answered, merged, person, previewed, sent_to, small_desk

ASSIGNED = Assignment("assigned", "round", "shop", "eng")


def test_where_a_round_keeps_names_to_itself_the_label_does_too():
    desk = small_desk()
    desk.do(Change("Plan", (Put(Round("round", names_shown=False)), Put(ASSIGNED)), "merge"))
    rita = Reader(sent_to(desk, "Rita Moss", round_="round")[1], person("Rita Moss"))
    rita.note()
    merged(desk, rita.answer())
    assert desk.history.undo_label == "Merge 1 review"


def test_a_key_is_new_the_first_time_and_the_same_afterwards():
    desk = small_desk()
    rita = Reader(sent_to(desk, "Rita Moss")[1], person("Rita Moss"))
    rita.note()
    first = merged(desk, rita.answer("reading")).reviewers[0]
    assert (first.first_time, first.invited, first.stage, first.team) == (True, True, "reading", "shop")
    rita.note()
    again = merged(desk, rita.answer()).reviewers[0]
    assert (again.first_time, again.stage, again.fingerprint) == (False, "submitted", first.fingerprint)
    assert again.second_key_on == ()


def test_a_second_key_on_an_invitation_merges_and_is_asked_about_once():
    desk = small_desk()
    invitation, data = sent_to(desk, "Rita Moss")
    readers = [Reader(data, person(name)) for name in ("Rita Moss", "Mallory Vane")]
    for reader in readers:
        reader.note()
    rita, mallory = (reader.answer() for reader in readers)
    assert merged(desk, rita).reviewers[0].second_key_on == ()
    preview = previewed(desk, mallory, rita)
    assert [(r.name, r.second_key_on) for r in preview.reviewers] == [
        ("Mallory Vane", (invitation.id,)),
        ("Rita Moss", ()),
    ]
    assert preview.new == 1  # every key is kept
    desk.do(marked(desk.workshop, readers[1].who.public_key, "doubted", invitation.id))
    assert not any(r.second_key_on for r in previewed(desk, mallory, rita).reviewers)
    merged(desk, mallory)
    assert len(desk.workshop.all(Note)) == 2
    assert not any(r.second_key_on for r in previewed(desk, rita, mallory).reviewers)


def test_of_keys_that_come_at_once_on_one_invitation_each_but_who_was_invited_is_asked_about():
    desk = small_desk()
    invitation, data = sent_to(desk, "Rita Moss")
    readers = [Reader(data, person(name)) for name in ("Rita Moss", "Mallory Vane", "Nora Pike")]
    for reader in readers:
        reader.note()
    packets = [reader.answer() for reader in readers]
    for order in permutations(packets):
        preview = previewed(desk, *order)
        assert [(r.name, r.second_key_on, r.beside) for r in preview.reviewers] == [
            ("Mallory Vane", (invitation.id,), ("Rita Moss",)),
            ("Nora Pike", (invitation.id,), ("Rita Moss", "Mallory Vane")),
            ("Rita Moss", (), ()),
        ]
    desk.do(marked(desk.workshop, readers[1].who.public_key, "known", invitation.id))
    assert [r.second_key_on for r in previewed(desk, *packets).reviewers] == [(), (invitation.id,), ()]
    assert [r.beside for r in previewed(desk, *packets[1:]).reviewers] == [(), ("Mallory Vane",)]
    merged(desk, packets[0])
    assert [(r.name, r.beside) for r in previewed(desk, packets[2]).reviewers] == [
        ("Nora Pike", ("Rita Moss",))
    ]


def test_an_invitation_of_another_copy_is_told_and_does_not_hinder():
    desk = small_desk()
    data = answered(desk)
    desk.undo()
    preview = previewed(desk, data)
    assert (preview.reviewers[0].invited, preview.new) == (False, 3)


def test_a_mark_stands_beside_a_key_once():
    desk = small_desk()
    desk.do(marked(desk.workshop, "key", "known"))
    desk.do(marked(desk.workshop, "key", "doubted"))
    assert marked(desk.workshop, "key", "doubted").steps == ()
    assert [(trust.key, trust.mark) for trust in desk.workshop.all(Trust)] == [("key", "doubted")]


def test_a_review_that_is_reopened_is_told_and_its_answered_notes_stay_seen():
    desk = small_desk()
    rita = Reader(sent_to(desk, "Rita Moss")[1], person("Rita Moss"))
    asked, left = rita.note(text="One"), rita.note(text="Two")
    rita.submit()
    merged(desk, first := rita.answer())
    assert not previewed(desk, first).reviewers[0].reopened
    desk.do(reply(desk.workshop, desk.author, asked, "Because"))
    for about in rita.packet.sent.about:
        rita.do(
            verdicts.note_progress(rita.workshop, rita.who.author, rita.reviewing, about, stage="reading")
        )
    assert previewed(desk, rita.answer("reading")).reviewers[0].reopened
    assert not previewed(small_desk(), rita.answer("reading")).reviewers[0].reopened
    merged(desk, rita.answer("reading"))
    held = Set(asked.id, "round", "", "r"), Set(left.id, "round", "", "r")
    desk.do(Change("As in a round", held, "merge"))
    seen = [visible(desk.workshop, desk.workshop[one.id], "") for one in (asked, left)]  # type: ignore[arg-type]
    assert seen == [True, False]
