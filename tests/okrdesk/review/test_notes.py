"""Writing, altering and answering notes, each as one change that can be taken back; and what happens to them
when their cards move, go or are copied."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okrdesk import alignment, clipping, edits, returning, team_edits
from okrdesk.canonical import canonical
from okrdesk.cards import Author, KeyResult, Link, Objective
from okrdesk.desk import Refused
from okrdesk.linking import link
from okrdesk.review import notes, rounds, threads
from okrdesk.review.anchors import place
from okrdesk.review.notes import Reviewing, Spot
from okrdesk.review.records import Answer, Note, NoteKind
from okrdesk.review.relying import came_of
from okrdesk.workshop import Workshop
from tests.desks import desk_for
from tests.okrdesk.small import RECORDS

ANY = Reviewing()
WORDS = Spot("o2", "title", 0, 6)  # "Frames"
DOINGS = (
    "note", "suggest", "alter", "withdraw", "reply", "settle", "reopen", "accept", "decline", "edit", "drop",
)  # fmt: skip


@pytest.fixture
def desk():
    return desk_for(Workshop("w", RECORDS))


def write(desk, spot=WORDS, kind: NoteKind = "note", text="Why?", **more) -> Note:
    desk.do(notes.add_note(desk.workshop, desk.author, ANY, spot, kind, text, **more))
    return max(desk.workshop.all(Note), key=lambda note: note.clock)


def test_a_note_keeps_what_it_was_written_on(desk):
    note = write(desk, Spot("o2", "title", 7, 11), seq=4)
    assert (note.quote, note.before, note.after, note.start) == ("that", "Frames ", " outlive riders", 7)
    assert (note.read, note.about, note.card, note.seq) == ("Frames that outlive riders", "eng", "o2", 4)
    whole = write(desk, Spot("k2"))
    assert (whole.about, whole.field, whole.start, whole.read) == ("eng", "", None, "Cracks")
    desk.do(edits.set_field(desk.workshop, "k2", "text", "Cracks in frames"))
    assert place(desk.workshop, whole).state == "whole"  # of the card, whatever it says now
    assert write(desk, Spot("k2", "target")).read == "3"


@pytest.mark.parametrize("spot", [Spot("gone"), Spot("o2", "owner"), Spot("rosa"), Spot("l1", "why")])
def test_what_takes_no_notes_is_refused(desk, spot):
    with pytest.raises(Refused, match="speak of"):
        write(desk, spot)


def test_saying_nothing_is_refused(desk):
    for kind in ("note", "question", "suggestion", "blocker"):
        with pytest.raises(Refused, match="first"):
            write(desk, kind=kind, text=" ")
    assert write(desk, kind="praise", text="").kind == "praise"
    note = write(desk)
    with pytest.raises(Refused, match="first"):
        desk.do(notes.alter_note(desk.workshop, note, text=""))
    with pytest.raises(Refused, match="first"):
        desk.do(notes.reply(desk.workshop, desk.author, note, "\n"))


def test_altering_counts_revisions_and_nothing_new_is_no_change(desk):
    note = write(desk)
    assert desk.do(notes.alter_note(desk.workshop, note, text="Why?")) is None
    desk.do(notes.alter_note(desk.workshop, note, text="Why not?", kind="challenge"))
    now = desk.workshop.find(Note, note.id)
    assert (now.text, now.kind, now.rev) == ("Why not?", "challenge", 2)
    assert now.clock > note.clock


def test_withdrawn_notes_stay_and_are_not_shown(desk):
    note = write(desk)
    desk.do(notes.withdraw(desk.workshop, note))
    assert desk.workshop.find(Note, note.id).withdrawn
    assert list(threads.on_card(desk.workshop, "o2")) == []


# ---------------------------------------------------------------- accepting
def suggest(desk, wording, spot=WORDS) -> Note:
    return write(desk, spot, "suggestion", "Clearer", wording=wording)


def title(desk) -> str:
    return desk.workshop.find(Objective, "o2").title


def test_an_accepted_suggestion_is_one_change_with_credit(desk):
    note = suggest(desk, "Frames that outlive two riders")
    desk.do(notes.accept(desk.workshop, desk.author, note))
    assert title(desk) == "Frames that outlive two riders"
    assert "Ada Abara" in desk.history.undo_label
    desk.undo()
    assert title(desk) == "Frames that outlive riders"


def test_a_suggestion_leaves_alone_what_was_edited_since(desk):
    note = suggest(desk, "Frames that outlive two riders")
    desk.do(edits.set_field(desk.workshop, "o2", "title", "Steel frames that outlive riders in town"))
    note = replace(note)
    with pytest.raises(Refused, match="changed since"):
        notes.accept(desk.workshop, desk.author, replace(note, wording="Forks that outlive riders"))
    desk.do(notes.accept(desk.workshop, desk.author, note))
    assert title(desk) == "Steel frames that outlive two riders in town"


def test_a_suggested_number_must_be_one(desk):
    good, bad = suggest(desk, "4.5", Spot("k2", "target")), suggest(desk, "many", Spot("k2", "target"))
    with pytest.raises(Refused, match="does not fit"):
        notes.accept(desk.workshop, desk.author, bad)
    desk.do(notes.accept(desk.workshop, desk.author, good))
    assert desk.workshop["k2"].target == Decimal("4.5")


def test_an_accepted_reliance_becomes_a_link(desk):
    note = write(desk, Spot("o2"), "reliance", "The new frame", needs="o1", by_week=5)
    desk.do(notes.accept(desk.workshop, desk.author, note))
    (link,) = [x for x in desk.workshop.links_from("o1") if x.target == "o2"]
    assert (link.kind, link.by_week, link.answer) == ("relies_on", 5, "")
    assert alignment.promise(desk.workshop, link) == "unfinished"  # until the week is confirmed
    desk.do(edits.set_field(desk.workshop, link.id, "answer", "accepted"))
    assert alignment.promise(desk.workshop, desk.workshop[link.id]) == ""
    count = desk.workshop.count(Link)
    again = write(desk, Spot("o2"), "reliance", "Sooner", needs="o1", by_week=3)
    desk.do(notes.accept(desk.workshop, desk.author, again))
    assert (desk.workshop[link.id].by_week, desk.workshop[link.id].answer) == (3, "")
    assert desk.workshop.count(Link) == count
    with pytest.raises(Refused, match="Choose which"):
        notes.accept(desk.workshop, desk.author, replace(note, needs=""))


def test_the_link_that_came_of_a_reliance_is_known(desk):
    """Two notes of one team on one card, neither of which named a card: each has its own link."""
    chosen: dict[str, str] = {}
    for needs in ("o1", "k1"):
        note = write(desk, Spot("o2"), "reliance", "The new frame")
        desk.do(notes.accept(desk.workshop, desk.author, note, needs=needs))
        chosen[note.id] = needs
    for id_, needs in chosen.items():
        made = came_of(desk.workshop, desk.workshop[id_])
        assert made
        assert made.source == needs
        desk.do(edits.drop(desk.workshop, made.id))
        assert came_of(desk.workshop, desk.workshop[id_]) is None


def test_a_link_that_was_there_before_is_the_one_if_it_is_the_only_one(desk):
    shop = Reviewing("", "shop")
    desk.do(notes.add_note(desk.workshop, desk.author, shop, Spot("o2"), "reliance", "", by_week=4))
    (note,) = desk.workshop.all(Note)
    desk.do(notes.accept(desk.workshop, desk.author, note, needs="o3"))
    assert came_of(desk.workshop, note) == desk.workshop["l3"]
    desk.do(edits.add(desk.workshop, KeyResult("k9", objective="o3", text="Sales")))
    desk.do(link(desk.workshop, "k9", "o2", "relies_on"))
    assert came_of(desk.workshop, note) is None
    assert came_of(desk.workshop, replace(note, kind="note")) is None


def test_what_cannot_be_accepted_or_declined_says_so(desk):
    note = write(desk)
    with pytest.raises(Refused, match="Only a suggestion"):
        notes.accept(desk.workshop, desk.author, note)
    with pytest.raises(Refused, match="Only a suggestion"):
        notes.decline(desk.workshop, desk.author, note, "No")
    suggestion = suggest(desk, "Better")
    with pytest.raises(Refused, match="Say why"):
        notes.decline(desk.workshop, desk.author, suggestion, "")
    desk.do(edits.drop(desk.workshop, "o2"))
    with pytest.raises(Refused, match="gone"):
        notes.accept(desk.workshop, desk.author, suggestion)
    desk.do(notes.decline(desk.workshop, desk.author, suggestion, "The card is gone"))
    assert threads.thread(desk.workshop, suggestion).state == "declined"


# ---------------------------------------------------------------- what happens to cards
def test_a_card_that_moves_takes_its_notes_along(desk):
    note = write(desk, Spot("k2", "text", 0, 6))
    desk.do(edits.move_many(desk.workshop, ["o2"], "shop"))
    assert [t.note.id for t in threads.about(desk.workshop, "shop")] == [note.id]
    assert threads.about(desk.workshop, "eng") == []
    assert place(desk.workshop, note).state == "exact"


@pytest.mark.parametrize("way", ["card", "team", "dissolved"])
def test_notes_outlive_their_card_and_team(desk, way):
    note = write(desk)
    if way == "card":
        desk.do(edits.drop(desk.workshop, "o2"))
    elif way == "team":
        desk.do(team_edits.drop_team(desk.workshop, "eng"))
    else:
        desk.do(team_edits.dissolve(desk.workshop, "eng", "shop"))
    assert desk.workshop.find(Note, note.id) == note
    lost = [t.note.id for t in threads.orphans(desk.workshop)]
    assert lost == ([] if way == "dissolved" else [note.id])
    assert place(desk.workshop, note).state == ("exact" if way == "dissolved" else "gone")
    desk.undo()
    assert threads.orphans(desk.workshop) == []
    assert place(desk.workshop, note).state == "exact"


def test_a_team_in_a_round_can_be_deleted(desk):
    desk.do(rounds.start_round(desk.workshop, rounds.plan(desk.workshop), "", datetime.now(UTC), 30))
    start = canonical(desk.workshop)
    desk.do(team_edits.drop_team(desk.workshop, "eng"))
    desk.undo()
    assert canonical(desk.workshop) == start


def test_going_back_takes_no_words_away(desk):
    early = desk.workshop.snapshot()
    note = write(desk)
    desk.do(edits.set_field(desk.workshop, "o2", "title", "Something else"))
    desk.do(returning.return_to(desk.workshop, early, "Back"))
    assert title(desk) == "Frames that outlive riders"
    assert desk.workshop.find(Note, note.id) == note
    assert returning.return_to(desk.workshop, early, "").steps == ()


def test_copies_of_cards_have_no_notes(desk):
    note = write(desk)
    change, copies = edits.duplicate(desk.workshop, "o2")
    desk.do(change)
    clip = clipping.clip(desk.workshop, ["o2"])
    desk.do(clipping.paste(desk.workshop, clip, "shop")[0])
    assert [n.id for n in desk.workshop.all(Note)] == [note.id]
    assert list(threads.on_card(desk.workshop, copies["o2"])) == []


# ---------------------------------------------------------------- all of it, there and back
@settings(max_examples=12, deadline=None)
@given(st.lists(st.sampled_from(DOINGS), max_size=8))
def test_undo_gives_the_start_and_redo_the_end(doings):
    desk = desk_for(Workshop("w", RECORDS))
    start = canonical(desk.workshop)
    done = 0
    for n, doing in enumerate(doings):
        try:
            done += desk.do(_doing(desk, doing, n)) is not None
        except Refused as refused:
            assert str(refused)
    end = canonical(desk.workshop)
    undone = 0
    while desk.undo():
        undone += 1
    assert canonical(desk.workshop) == start
    assert undone <= done  # what is typed in one field is one step
    while desk.redo():
        pass
    assert canonical(desk.workshop) == end


def _doing(desk, doing, n):
    workshop, author = desk.workshop, desk.author
    written = sorted(workshop.all(Note), key=lambda note: note.clock)
    if doing == "edit" and "o2" in workshop:
        return edits.set_field(workshop, "o2", "title", f"{workshop['o2'].title} {n}")
    if doing == "drop" and "o2" in workshop:
        return edits.drop(workshop, "o2")
    if doing in ("note", "suggest") or not written:
        kind = "suggestion" if doing == "suggest" else "question"
        return notes.add_note(workshop, author, ANY, WORDS, kind, f"{n}", wording=f"Frames, {n} of them")
    note = written[n % len(written)]
    makers = {
        "alter": lambda: notes.alter_note(workshop, note, text=f"now {n}"),
        "withdraw": lambda: notes.withdraw(workshop, note),
        "reply": lambda: notes.reply(workshop, author, note, "So"),
        "settle": lambda: notes.settle(workshop, author, note),
        "reopen": lambda: notes.settle(workshop, author, note, False),
        "accept": lambda: notes.accept(workshop, author, note),
        "decline": lambda: notes.decline(workshop, author, note, "Because"),
    }
    return makers.get(doing, makers["reply"])()


def test_answers_are_records_of_their_own(desk):
    note = suggest(desk, "Frames, at last")
    desk.do(notes.decline(desk.workshop, desk.author, note, "No"))
    desk.do(notes.accept(desk.workshop, desk.author, note))
    assert desk.workshop.count(Answer) == 2
    assert desk.workshop.find(Note, note.id) == note
    assert threads.thread(desk.workshop, note).state == "accepted"


def test_an_author_without_a_name_writes_nothing():
    nobody = desk_for(Workshop("w", RECORDS))
    nobody.author = Author("x", " ")
    with pytest.raises(Refused, match="name"):
        write(nobody)
