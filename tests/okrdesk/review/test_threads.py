"""How threads stand, who sees them when, and what comes first."""

from dataclasses import replace
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from okrdesk.change import Change, Drop, Put, Set
from okrdesk.review import saying, threads
from okrdesk.review.privacy import kept_private
from okrdesk.review.records import (
    Answer,
    Note,
    NoteKind,
    Progress,
    Reply,
    Reviewer,
    Round,
    Said,
    Settlement,
)
from okrdesk.review.threads import WORST_FIRST
from okrdesk.store.document import create, open_document
from okrdesk.workshop import Workshop
from tests.okrdesk.review.acting import ROUND, reviewed_workshop, reviewer
from tests.okrdesk.small import ANN, RECORDS

NOTE = Note("n", key="k", card="o2", kind="suggestion", about="eng")
SAID = st.lists(
    st.tuples(st.sampled_from(["settled", "reopened", "accepted", "declined"]), st.integers(1, 5)),
    max_size=4,
    unique_by=lambda x: x[1],
)


def said(what, clock):
    if what in ("settled", "reopened"):
        return Settlement(f"s{clock}", key="k", clock=clock, note="n", settled=what == "settled")
    return Answer(f"a{clock}", key="k", clock=clock, note="n", accepted=what == "accepted")


@settings(max_examples=60)
@given(SAID)
def test_a_thread_stands_as_it_was_last_left(doings):
    records = [said(*doing) for doing in doings]
    states = set()
    for order in permutations(records):
        workshop = Workshop("w", (*RECORDS, NOTE, *order))
        states.add(threads.thread(workshop, NOTE).state)
    (state,) = states
    last = max(doings, key=lambda x: x[1], default=("reopened", 0))[0]
    answers = [doing for doing in doings if doing[0] in ("accepted", "declined")]
    if last == "reopened":
        assert state == "open"
    elif last == "settled" and answers:  # settled again after an answer: that answer holds
        assert state == max(answers, key=lambda x: x[1])[0]
    else:
        assert state == last


def test_replies_stand_in_their_order_and_those_taken_back_do_not():
    replies = [
        Reply(f"r{n}", key="k", clock=4 - n, withdrawn=n == 2, note="n", text=str(n)) for n in range(4)
    ]
    found = threads.thread(Workshop("w", (*RECORDS, NOTE, *replies)), NOTE)
    assert [reply.text for reply in found.replies] == ["3", "1", "0"]
    assert found.last_word == replies[0]


def test_praise_waits_for_nobody():
    praise = Note("p", card="o2", kind="praise")
    found = threads.thread(Workshop("w", (*RECORDS, praise)), praise)
    assert (found.state, found.open) == ("open", False)


def test_what_is_to_answer_comes_worst_first_and_else_in_order():
    workshop = reviewed_workshop(notes=60)
    about = threads.about(workshop, "t1")
    found = threads.to_answer(workshop, about)
    assert found
    kinds = [WORST_FIRST.index(t.note.kind) for t in found]
    assert kinds == sorted(kinds)
    assert {t.note.id for t in found} == {t.note.id for t in about if threads.wants_answer(workshop, t)}
    places = [about.index(t) for t in found if t.note.kind == "risk"]
    assert places == sorted(places)


def _wants(*said: Said, kind: NoteKind = "question", team: str = "shop") -> bool:
    note = Note("n", key="shop", clock=1, card="o2", kind=kind, about="eng", team=team)
    sales = Reviewer(saying.bound_id(Reviewer, "third", "reviewer"), key="third", team="co", invitation="i")
    workshop = Workshop("w", (*RECORDS, note, sales, *said))
    return threads.wants_answer(workshop, threads.thread(workshop, note))


REPLIED = Reply("r", key="eng", clock=3, note="n")
SETTLED = Settlement("s", key="eng", clock=5, note="n")


def test_a_note_wants_an_answer_until_the_team_has_given_one():
    assert _wants()
    assert not _wants(REPLIED)
    assert not _wants(SETTLED)
    assert not _wants(Answer("a", key="eng", clock=3, note="n", accepted=False), kind="suggestion")
    assert not _wants(REPLIED, kind="suggestion")
    assert not _wants(kind="praise")
    assert not _wants(team="eng")


def test_what_the_reviewer_says_next_and_reopening_ask_anew():
    assert _wants(REPLIED, Reply("r2", key="shop", clock=4, note="n"))
    assert _wants(REPLIED, SETTLED, Settlement("s2", key="shop", clock=6, note="n", settled=False))
    assert not _wants(REPLIED, SETTLED, Settlement("s2", key="eng", clock=6, note="n", settled=False))
    assert _wants(SETTLED, Settlement("s2", key="eng", clock=6, note="n", settled=False))
    assert not _wants(SETTLED, Reply("r2", key="shop", clock=6, note="n"))  # settled is settled


def test_a_third_team_does_not_answer_for_the_team():
    third = Reply("t", key="third", clock=4, note="n")
    assert _wants(third)
    assert not _wants(REPLIED, third)


def _privately(submitted: bool, open_from_start: bool = False) -> tuple[Workshop, Note]:
    """A round in which one team may have submitted; of the others' notes only their authors said more."""
    workshop = reviewed_workshop(notes=6)
    for note in [n for n in workshop.all(Note) if n.team != "t2"]:
        said = [s for kind in (Reply, Settlement, Answer) for s in workshop.by(kind, "note", note.id)]
        workshop.apply([Drop(s) for s in said])
        seed = f"more on {note.id}"
        more = Reply(saying.bound_id(Reply, note.key, seed), key=note.key, seed=seed, note=note.id)
        workshop.apply([Put(more)])
    note = next(n for n in workshop.all(Note) if n.team == "t2")
    workshop.apply([Set(ROUND, "open_from_start", True, open_from_start)] if not open_from_start else [])
    progress = threads.progress_of(workshop, note.key, ROUND, "t1")
    assert progress is not None
    if submitted:
        workshop.apply([Set(progress.id, "stage", "reading", "submitted")])
    return workshop, note


def test_a_note_is_its_reviewers_own_until_submitted():
    ours, theirs = saying.key_of(reviewer("t1")), saying.key_of(reviewer("t2"))
    for submitted in (False, True):
        workshop, note = _privately(submitted)
        assert threads.visible(workshop, note, theirs)
        assert threads.visible(workshop, note, None)
        assert threads.visible(workshop, note, ours) is submitted
        assert (note.id in {t.note.id for t in threads.about(workshop, "t1", ours)}) is submitted
    workshop, note = _privately(False, open_from_start=True)
    assert threads.visible(workshop, note, ours)


def test_a_submitted_review_of_one_team_shows_nothing_of_another():
    workshop, note = _privately(True)
    other = next(n for n in workshop.all(Note) if n.team == "t3")
    assert not threads.visible(workshop, other, note.key)


def test_names_can_be_kept_back():
    workshop, note = _privately(True)
    ours = saying.key_of(reviewer("t1"))
    assert threads.byline(workshop, note.key, ROUND, ours) == reviewer("t2").name
    workshop.apply([Set(ROUND, "names_shown", True, False)])
    assert threads.byline(workshop, note.key, ROUND, ours) == ""
    assert threads.byline(workshop, note.key, ROUND, note.key) == reviewer("t2").name
    assert threads.byline(workshop, note.key, ROUND, None) == reviewer("t2").name


def test_what_somebody_answered_stays_seen():
    workshop, note = _privately(False)
    said = (
        Reply("r", key="somebody", note=note.id, withdrawn=True),
        Settlement("s", key=note.key, note=note.id),
    )
    workshop.apply(map(Put, said))
    assert not threads.visible(workshop, note, "")
    workshop.apply([Put(Answer("a", key="somebody", note=note.id))])
    assert threads.visible(workshop, note, "") and note not in kept_private(workshop)


def test_what_somebody_answered_stays_seen_when_it_is_taken_back():
    workshop, before = _privately(True)
    note = replace(before, rev=2, withdrawn=True)
    workshop.apply([Set(note.id, "rev", 1, 2), Set(note.id, "withdrawn", False, True)])
    assert not threads.visible(workshop, note, "")
    workshop.apply([Put(Reply("r", key="somebody", note=note.id, text="We count both"))])
    found = threads.thread(workshop, note)
    assert threads.visible(workshop, note, "") and "r" in {reply.id for reply in found.replies}
    assert found.taken_back and found.state == "settled" and not threads.wants_answer(workshop, found)
    workshop.apply([Put(Answer("a", key="somebody", note=note.id, accepted=True))])
    found = threads.thread(workshop, note)
    assert found.state == "accepted" and not found.taken_back


# ---------------------------------------------------------------- copies that are handed out
def test_what_reviewers_keep_to_themselves_is_private():
    workshop, note = _privately(True)
    private = {said.id for said in kept_private(workshop)}
    assert note.id not in private
    hidden = [n for n in workshop.all(Note) if n.team != "t2"]
    assert {n.id for n in hidden} <= private
    replies = {r.id for n in hidden for r in workshop.by(Reply, "note", n.id)}
    assert replies and replies <= private
    assert not any(r.id in private for r in workshop.by(Reply, "note", note.id))
    workshop, _note = _privately(False, open_from_start=True)
    assert list(kept_private(workshop)) == []


def test_a_copy_without_history_has_no_private_notes(tmp_path):
    workshop, note = _privately(True)
    workshop.apply([Set(note.id, "text", note.text, "Everybody may read this")])
    document = create(tmp_path / "w.okrdesk", ANN, Change("Begin", tuple(map(Put, workshop)), "import"))
    bare, whole = tmp_path / "bare.okrdesk", tmp_path / "whole.okrdesk"
    document.save_copy(bare, with_history=False)
    document.save_copy(whole)
    document.close()
    copy = open_document(bare, ANN, read_only=True)
    assert {n.team for n in copy.workshop.all(Note)} == {"t2"}
    assert copy.workshop.count(Progress) == workshop.count(Progress)
    assert copy.workshop.count(Round) == 1
    copy.close()
    hidden = next(n for n in workshop.all(Note) if n.team == "t3")
    assert hidden.id.encode() not in bare.read_bytes()
    assert hidden.id.encode() in whole.read_bytes()
