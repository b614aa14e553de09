"""One-click verdicts on an objective, and how far a reviewer is."""

from okrdesk.canonical import canonical
from okrdesk.cards import Objective
from okrdesk.change import Change, Put
from okrdesk.review import saying, verdicts
from okrdesk.review.notes import Reviewing
from okrdesk.review.records import Progress, Reviewer, Round, Verdict
from okrdesk.review.threads import progress_of
from okrdesk.workshop import Workshop
from tests.desks import AUTHOR, desk_for
from tests.okrdesk.small import ANN, RECORDS

OURS = Reviewing("", "shop")


def judge(desk, question, answer, author=AUTHOR):
    desk.author = author
    workshop = desk.workshop
    return desk.do(verdicts.judge(workshop, author, OURS, workshop["o2"], question, answer))


def test_a_verdict_is_given_changed_and_taken_back():
    desk = desk_for(Workshop("w", RECORDS))
    start = canonical(desk.workshop)
    assert judge(desk, "sceptic", "yes")
    assert judge(desk, "sceptic", "yes") is None
    assert verdicts.tally(desk.workshop, "o2", "sceptic") == verdicts.Tally(1, 0)
    judge(desk, "sceptic", "no")
    assert verdicts.tally(desk.workshop, "o2", "sceptic") == verdicts.Tally(0, 1)
    judge(desk, "sceptic", "")
    assert verdicts.tally(desk.workshop, "o2", "sceptic") == verdicts.Tally()
    assert desk.workshop.count(Verdict) == 1
    for _turn in range(3):
        desk.undo()
    assert canonical(desk.workshop) == start


def test_each_reviewer_has_a_verdict_of_their_own():
    desk = desk_for(Workshop("w", RECORDS))
    judge(desk, "story", "yes")
    judge(desk, "story", "no", ANN)
    judge(desk, "moves_us", "no", ANN)
    assert verdicts.tally(desk.workshop, "o2", "story") == verdicts.Tally(1, 1)
    assert verdicts.tally(desk.workshop, "o1", "story") == verdicts.Tally()
    mine = verdicts.verdict_of(desk.workshop, saying.key_of(ANN), "o2", "moves_us")
    assert mine is not None
    assert (mine.answer, mine.team) == ("no", "shop")


def test_either_half_of_the_two_way_test_marks_the_proof_wrong():
    for question in ("hit_unchanged", "reached_without"):
        desk = desk_for(Workshop("w", RECORDS))
        judge(desk, question, "no")
        assert not verdicts.wrong_proof(desk.workshop, "o2")
        judge(desk, question, "yes", ANN)
        assert verdicts.wrong_proof(desk.workshop, "o2")
    assert {answer for _words, answer in verdicts.QUESTIONS.values()} == {"yes", "no"}


def test_verdicts_are_private_until_the_review_is_submitted():
    desk = desk_for(Workshop("w", RECORDS))
    desk.do(Change("Start", (Put(Round("round-9", "a0", "Round 1")),)))
    desk.author = ANN
    reviewing = Reviewing("round-9", "shop")
    objective = desk.workshop.find(Objective, "o2")
    assert objective is not None
    desk.do(verdicts.judge(desk.workshop, ANN, reviewing, objective, "hit_unchanged", "yes"))
    assert not verdicts.wrong_proof(desk.workshop, "o2", "somebody")
    assert verdicts.wrong_proof(desk.workshop, "o2", saying.key_of(ANN))
    desk.do(verdicts.note_progress(desk.workshop, ANN, reviewing, "eng", stage="submitted"))
    assert verdicts.tally(desk.workshop, "o2", "hit_unchanged", "somebody") == verdicts.Tally(1, 0)


def test_progress_is_one_record_by_reviewer_round_and_draft():
    desk = desk_for(Workshop("w", RECORDS))
    key = saying.key_of(AUTHOR)

    def go_on(**what):
        desk.do(verdicts.note_progress(desk.workshop, AUTHOR, OURS, "eng", **what))
        found = progress_of(desk.workshop, key, "", "eng")
        assert found is not None
        return found

    assert progress_of(desk.workshop, key, "", "eng") is None
    assert go_on().stage == "reading"
    assert go_on(asked=("q1", "q2")).asked == ("q1", "q2")
    assert go_on(stage="submitted") == progress_of(desk.workshop, key, "", "eng")
    assert go_on().asked == ("q1", "q2")
    assert go_on().stage == "submitted"
    assert (desk.workshop.count(Progress), desk.workshop.count(Reviewer)) == (1, 1)
    assert "Submit" in str(desk.history.undo_label)
