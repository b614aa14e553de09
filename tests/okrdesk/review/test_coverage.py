"""How far a round is, cell by cell, and what waits for an answer."""

import pytest

from okrdesk import edits
from okrdesk.change import Put, Set
from okrdesk.review import asking, coverage, notes, rounds, saying, threads, verdicts
from okrdesk.review.coverage import Cell
from okrdesk.review.notes import Reviewing, Spot
from okrdesk.review.questions import for_pair
from okrdesk.review.records import Assignment, Note, NoteKind, Round
from okrdesk.workshop import Workshop
from tests.desks import desk_for
from tests.okrdesk.review.acting import ROUND, reviewed_workshop, reviewer
from tests.okrdesk.small import ANN, BOB, RECORDS

SHOP = Reviewing("r", "shop")
ANN_KEY = saying.key_of(ANN)


@pytest.fixture
def desk():
    planned = (Round("r"), Assignment("a", "r", "shop", "eng"), Assignment("b", "r", "eng", "shop"))
    made = desk_for(Workshop("w", (*RECORDS, *planned)))
    made.author = ANN
    return made


def cell(desk) -> Cell:
    return coverage.grid(desk.workshop, "r")["shop", "eng"]


def progress(desk, author=ANN, **what):
    desk.author = author
    desk.do(verdicts.note_progress(desk.workshop, author, SHOP, "eng", **what))


def write(desk, kind: NoteKind = "question", card="o2", author=ANN) -> Note:
    desk.author = author
    desk.do(notes.add_note(desk.workshop, author, SHOP, Spot(card), kind, "Why?"))
    return max(desk.workshop.all(Note), key=lambda note: note.clock)


def test_a_cell_goes_from_not_opened_to_all_answered(desk):
    assert cell(desk) == Cell("not_opened", planned=True)
    progress(desk)
    assert cell(desk) == Cell("reading", planned=True)
    first, second = write(desk), write(desk)
    assert cell(desk) == Cell("reading", 2, 2, True)
    progress(desk, stage="submitted")
    assert cell(desk) == Cell("submitted", 2, 2, True)
    desk.author = BOB
    desk.do(notes.reply(desk.workshop, BOB, first, "Because"))
    assert cell(desk) == Cell("submitted", 2, 1, True)
    desk.do(notes.settle(desk.workshop, BOB, second))
    assert cell(desk) == Cell("answered", 2, 0, True)
    desk.author = ANN
    desk.do(notes.reply(desk.workshop, ANN, first, "But still"))
    assert cell(desk) == Cell("submitted", 2, 1, True)


def test_nothing_said_is_submitted_and_not_answered(desk):
    progress(desk, stage="submitted")
    assert cell(desk) == Cell("submitted", planned=True)


def test_what_a_pair_wrote_that_is_taken_away_still_counts_and_can_be_submitted(desk):
    progress(desk)
    write(desk)
    desk.do(rounds.remove_pair(desk.workshop, desk.workshop["r"], "shop", "eng"))
    assert cell(desk) == Cell("reading", 1, 1)
    assert [each.about for each in coverage.my_reviews(desk.workshop, ANN_KEY, "r", "shop")] == ["eng"]
    desk.do(asking.submit(desk.workshop, ANN, SHOP, "eng"))
    assert cell(desk) == Cell("submitted", 1, 1)


def test_who_reads_a_draft_for_two_teams_submits_it_for_both(desk):
    write(desk)
    progress(desk, stage="submitted")
    company = Reviewing("r", "co")
    desk.do(notes.add_note(desk.workshop, ANN, company, Spot("o2"), "question", "Why?"))
    assert coverage.grid(desk.workshop, "r")["co", "eng"] == Cell("submitted", 1, 1)


def test_who_opens_a_draft_for_a_second_team_reads_it_for_both(desk):
    """It was not opened by the second team as long as nothing was said for it."""
    company = Reviewing("r", "co")
    desk.do(rounds.add_pair(desk.workshop, desk.workshop["r"], "co", "eng"))

    def states():
        cells = coverage.grid(desk.workshop, "r")
        return cells["shop", "eng"].state, cells["co", "eng"].state

    progress(desk)
    assert states() == ("reading", "not_opened")
    desk.do(asking.open_draft(desk.workshop, ANN, company, "eng"))
    assert states() == ("reading", "reading")
    assert asking.open_draft(desk.workshop, ANN, company, "eng").steps == ()
    assert [each.about for each in coverage.my_reviews(desk.workshop, ANN_KEY, "r", "co")] == ["eng"]
    desk.do(asking.submit(desk.workshop, ANN, SHOP, "eng"))
    assert states() == ("submitted", "submitted")
    desk.do(asking.reopen(desk.workshop, ANN, company, "eng"))
    assert states() == ("reading", "reading")
    for _step in range(3):
        desk.undo()
    assert states() == ("reading", "not_opened")


def test_a_second_reviewer_of_the_team_keeps_it_reading(desk):
    progress(desk, stage="submitted")
    progress(desk, BOB)
    assert cell(desk).state == "submitted"  # he only looks, so far
    progress(desk, BOB, asked=("q",))
    assert cell(desk).state == "reading"
    progress(desk, BOB, stage="submitted")
    assert cell(desk).state == "submitted"


def test_words_and_verdicts_of_a_second_reviewer_keep_it_reading(desk):
    progress(desk, stage="submitted")
    progress(desk, BOB)
    desk.do(verdicts.judge(desk.workshop, BOB, SHOP, desk.workshop["o2"], "story", "yes"))
    assert cell(desk).state == "reading"
    desk.undo()
    assert cell(desk).state == "submitted"
    write(desk, author=BOB)
    assert cell(desk).state == "reading"


def test_the_grid_holds_what_is_assigned_and_what_was_said(desk):
    cells = coverage.grid(desk.workshop, "r")
    assert set(cells) == {("shop", "eng"), ("eng", "shop")}
    assert coverage.submitted(desk.workshop, "r") == (0, 2)
    progress(desk, stage="submitted")
    assert coverage.submitted(desk.workshop, "r") == (1, 2)
    assert cells.get(("co", "eng"), Cell()).state == "none"
    assert [t.id for t in coverage.teams_in(desk.workshop, cells)] == ["eng", "shop"]
    note = write(desk)
    desk.do(notes.withdraw(desk.workshop, note))
    assert cell(desk).notes == 0
    assert coverage.grid(desk.workshop, "another") == {}


def test_a_reviewer_sees_how_far_they_are(desk):
    def mine():
        (standing,) = coverage.my_reviews(desk.workshop, ANN_KEY, "r", "shop")
        return standing

    assert (mine().about, mine().opened, mine().share) == ("eng", False, 0.0)
    progress(desk)
    write(desk, card="k2")
    half = mine()
    assert (half.opened, half.notes, half.waiting) == (True, 1, 0)
    assert 0 < half.share < 1
    desk.do(verdicts.judge(desk.workshop, ANN, SHOP, desk.workshop["o2"], "story", "yes"))
    assert mine().share == half.share  # the objective was spoken of already
    note = write(desk)
    desk.author = BOB
    desk.do(notes.reply(desk.workshop, BOB, note, "Because"))
    assert mine().waiting == 1
    progress(desk, stage="submitted")
    assert (mine().share, mine().submitted) == (1.0, True)


def test_ticked_questions_bring_a_review_on(desk):
    asked = for_pair(desk.workshop, desk.workshop["shop"], desk.workshop["eng"])
    progress(desk, asked=("no such question",))
    assert coverage.standing(desk.workshop, ANN_KEY, "r", "eng").share == 0
    progress(desk, asked=tuple(q.id for q in asked))
    write(desk)
    assert coverage.standing(desk.workshop, ANN_KEY, "r", "eng").share == 1


def test_a_team_sees_what_others_said_once_they_submitted(desk):
    write(desk, "risk")
    write(desk, "challenge")
    write(desk, "challenge")
    bob = saying.key_of(BOB)
    (received,) = coverage.reviews_of(desk.workshop, "eng", "r", bob)
    assert (received.team, received.notes, received.worst) == ("shop", 0, None)
    progress(desk, stage="submitted")
    (received,) = coverage.reviews_of(desk.workshop, "eng", "r", bob)
    assert (received.notes, received.unanswered, received.worst, received.of_worst) == (3, 3, "challenge", 2)


def test_of_rounds_before_a_team_sees_what_still_waits_for_an_answer(desk):
    asked, _praise = write(desk, "risk"), write(desk, "praise")
    progress(desk, stage="submitted")
    bob = saying.key_of(BOB)

    def counted(round_):
        return [(each.team, each.notes) for each in coverage.reviews_of(desk.workshop, "eng", round_, bob)]

    assert counted("r") == counted("") == [("shop", 2)] and counted("later") == [("shop", 1)]
    desk.author = BOB
    desk.do(notes.settle(desk.workshop, BOB, asked))
    assert counted("later") == [] and counted("r") == [("shop", 2)]


def test_the_grid_and_the_lists_count_alike(desk):
    asked = [write(desk, kind) for kind in ("risk", "challenge", "praise")]
    progress(desk, stage="submitted")
    counts, received = [], None
    for note in (None, *asked[:2]):
        desk.author = BOB
        if note:
            desk.do(notes.reply(desk.workshop, BOB, note, "Because"))
        (received,) = coverage.reviews_of(desk.workshop, "eng", "r", saying.key_of(BOB))
        listed = coverage.to_answer(desk.workshop, "eng", saying.key_of(BOB))
        counts.append((cell(desk).unanswered, received.unanswered, len(listed)))
    assert counts == [(2, 2, 2), (1, 1, 1), (0, 0, 0)]
    assert cell(desk).state == "answered" and received and received.worst is None


def test_blockers_count_once_everybody_can_see_them(desk):
    note = write(desk, "blocker")
    assert coverage.unsettled_blockers(desk.workshop, "eng") == []
    progress(desk, stage="submitted")
    assert [t.note.id for t in coverage.unsettled_blockers(desk.workshop, "eng")] == [note.id]
    assert coverage.unsettled_blockers(desk.workshop, "shop") == []
    desk.do(notes.settle(desk.workshop, ANN, note))
    assert coverage.unsettled_blockers(desk.workshop, "eng") == []


def test_notes_of_cards_that_are_gone_are_to_answer_too():
    workshop = reviewed_workshop(notes=40)
    before = coverage.to_answer(workshop, "t1")
    workshop.apply(edits.drop(workshop, "t1-o1").steps)
    after = coverage.to_answer(workshop, "t1")
    assert {t.note.id for t in after} == {t.note.id for t in before}
    assert threads.orphans(workshop, "t1")
    workshop.apply([Set(ROUND, "open_from_start", True, False)])
    assert coverage.to_answer(workshop, "t1", saying.key_of(reviewer("t1"))) == []


def test_a_note_without_a_team_is_in_no_cell():
    note = Note("n", round=ROUND, about="t1", card="t1-o1")
    workshop = reviewed_workshop(notes=0)
    before = coverage.grid(workshop, ROUND)
    workshop.apply([Put(note)])
    assert coverage.grid(workshop, ROUND) == before
