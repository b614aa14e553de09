"""For whom somebody reviews, and what they do with questions."""

from typing import Any

import pytest

from okrdesk.cards import Author, Objective, Person, Team
from okrdesk.desk import Refused
from okrdesk.review import asking, questions
from okrdesk.review.notes import Reviewing, Spot, add_note
from okrdesk.review.records import Note, Progress, Reviewer
from okrdesk.review.threads import progress_of
from okrdesk.workshop import Workshop
from tests.desks import desk_for

ADA = Author("author-ada", "Ada Abara", "a" * 64)
SALES = Reviewing("r", "sales")


@pytest.fixture
def workshop():
    return Workshop(
        "w",
        [
            Team("co", "a0", "Acorn Mills"),
            Team("sales", "a1", "Sales", parent="co"),
            Team("tech", "a2", "Engineering", parent="co"),
            Person("p1", "a0", "Ada Abara", "AA", "sales"),
            Person("p2", "a1", "Bela Brandt", "BB", "tech"),
            Objective("o1", "a0", "T1", "tech", "Riders find the answer"),
        ],
    )


@pytest.fixture
def desk(workshop):
    desk = desk_for(workshop)
    desk.author = ADA
    return desk


def progress(workshop) -> Any:
    return progress_of(workshop, "a" * 64, "r", "tech")


def test_the_team_is_known_by_the_person_or_by_the_name(workshop):
    assert asking.home_team(workshop, Author("x", "Somebody", person="p2")) == "tech"
    assert asking.home_team(workshop, Author("x", " ada ABARA ")) == "sales"
    assert asking.home_team(workshop, Author("x", "Nobody")) == ""


def test_people_of_the_company_sit_in_for_any_team(workshop):
    boss = Workshop("w", [*workshop, Person("p3", "a2", "Cleo Castel", "CC", "co")])
    assert asking.home_team(boss, Author("x", "Cleo Castel")) == ""


def test_two_people_of_one_name_are_nobody(workshop):
    twins = Workshop("w", [*workshop, Person("p3", "a2", "Ada Abara", "A2", "tech")])
    assert asking.home_team(twins, ADA) == ""


def test_a_draft_is_opened_once(desk):
    first = asking.open_draft(desk.workshop, ADA, SALES, "tech")
    assert "Engineering" in first.label
    desk.do(first)
    assert progress(desk.workshop).stage == "reading"
    assert asking.open_draft(desk.workshop, ADA, SALES, "tech").steps == ()


def test_ticking_twice_is_as_before(desk):
    for expected in (("q1",), ()):
        desk.do(asking.tick(desk.workshop, ADA, SALES, "tech", "q1"))
        assert progress(desk.workshop).asked == expected


def test_asking_writes_a_note_and_ticks_as_one_change(desk):
    question = questions.bank(desk.workshop)[0]
    desk.do(asking.ask(desk.workshop, ADA, SALES, Spot("o1", "title"), question, "tech", seq=3))
    (note,) = desk.workshop.all(Note)
    assert (note.text, note.kind, note.card, note.seq) == (question.text, "question", "o1", 3)
    assert progress(desk.workshop).asked == (question.id,)
    assert desk.workshop.count(Reviewer) == 1
    desk.undo()
    assert not desk.workshop.count(Note) and not desk.workshop.count(Progress)


def test_asking_what_is_ticked_leaves_the_tick(desk):
    question = questions.bank(desk.workshop)[0]
    desk.do(asking.tick(desk.workshop, ADA, SALES, "tech", question.id))
    desk.do(asking.ask(desk.workshop, ADA, SALES, Spot("o1", "title"), question, "tech"))
    assert progress(desk.workshop).asked == (question.id,)


def test_asking_needs_a_card_that_is_there(desk):
    with pytest.raises(Refused):
        asking.ask(desk.workshop, ADA, SALES, Spot("gone"), questions.bank(desk.workshop)[0], "tech")


def test_submitting_and_reopening(desk):
    desk.do(asking.submit(desk.workshop, ADA, SALES, "tech"))
    assert progress(desk.workshop).stage == "submitted"
    desk.do(asking.reopen(desk.workshop, ADA, SALES, "tech"))
    assert progress(desk.workshop).stage == "reading"


def test_what_was_written_in_a_round_that_went_by_is_handed_over_as_well(desk):
    workshop = desk.workshop
    desk.do(add_note(workshop, ADA, Reviewing("before", "sales"), Spot("o1"), "question", "Who?"))
    desk.do(add_note(workshop, ADA, SALES, Spot("o1"), "question", "When?"))
    assert len(asking.held_back(workshop, "a" * 64, "tech")) == 2
    desk.do(asking.submit(workshop, ADA, SALES, "tech"))
    assert asking.held_back(workshop, "a" * 64, "tech") == []
    assert {p.round for p in workshop.all(Progress)} == {"before", "r"}
    assert workshop.count(Reviewer) == 1
    desk.undo()
    assert len(asking.held_back(workshop, "a" * 64, "tech")) == 2
    desk.do(asking.submit(workshop, ADA, Reviewing("", "sales"), "tech"))  # the rounds are gone
    assert {p.round for p in workshop.all(Progress)} == {"before", "r"}
