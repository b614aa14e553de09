"""Taking packets in: any of them, in any order, any number of times, is one state; one undo takes it back."""

from __future__ import annotations

import sqlite3
from hashlib import sha256
from itertools import count
from typing import Any
from unittest.mock import patch
from uuid import UUID

import pytest
import rfc8785
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from okrdesk import edits
from okrdesk.canonical import canonical
from okrdesk.cards import Author
from okrdesk.change import Change, Set, record_to_plain
from okrdesk.desk import Desk, Refused
from okrdesk.review import verdicts
from okrdesk.review.anchors import place
from okrdesk.review.form import PacketRefused
from okrdesk.review.merge_counts import counts_by_reviewer
from okrdesk.review.merging import gathered, merge_preview
from okrdesk.review.notes import alter_note, reply, settle, withdraw
from okrdesk.review.packet import read_back
from okrdesk.review.records import SAID, Note, Said
from okrdesk.store.document import create, open_document
from okrdesk.store.errors import StoreError
from okrdesk.store.repository import Repository
from okrdesk.workshop import Workshop
from tests.desks import desk_for
from tests.okrdesk.changes import draw_change
from tests.okrdesk.review.packets import Reader, answered, merged, person, previewed, sent_to, small_desk
from tests.okrdesk.small import small_change


def said_in(workshop: Workshop) -> dict[str, Said]:
    return {one.id: one for kind in SAID for one in workshop.all(kind)}


# ---------------------------------------------------------------- one merge
def test_a_merge_is_one_change_that_one_undo_takes_back():
    desk = small_desk()
    data = answered(desk)
    before = canonical(desk.workshop)
    preview = merged(desk, data)
    assert (preview.new, preview.updated, preview.withdrawn, preview.here) == (3, 0, 0, 0)
    assert desk.history.undo_label == "Merge reviews from Rita Moss"
    assert {note.text for note in desk.workshop.all(Note)} == {"Question 0", "Question 1", "Question 2"}
    after = canonical(desk.workshop)
    desk.undo()
    assert canonical(desk.workshop) == before
    desk.redo()
    assert canonical(desk.workshop) == after


def test_what_is_here_already_is_no_change():
    desk = small_desk()
    data = answered(desk)
    merged(desk, data, data)
    preview = previewed(desk, data)
    assert (preview.new, preview.here, preview.change) == (0, 3, None)
    assert preview.reviewers[0].words == 3


def test_a_newer_state_updates_and_an_older_one_does_nothing():
    desk = small_desk()
    rita = Reader(sent_to(desk, "Rita Moss")[1], person("Rita Moss"))
    first, second = rita.note(text="One"), rita.note(text="Two")
    older = rita.answer()
    rita.do(alter_note(rita.workshop, first, text="One, said better"))
    rita.do(withdraw(rita.workshop, second))
    rita.do(alter_note(rita.workshop, rita.workshop[second.id], text="Never mind"))  # type: ignore[arg-type]
    newer = rita.answer()
    merged(desk, older)
    preview = previewed(desk, newer)
    assert (preview.new, preview.updated, preview.withdrawn, preview.here) == (0, 1, 1, 0)
    assert preview.change is not None
    assert all(isinstance(step, Set) for step in preview.change.steps)
    merged(desk, newer)
    assert desk.workshop[first.id] == rita.workshop[first.id]
    assert previewed(desk, older).change is None
    again = previewed(desk, newer)  # what was taken back is here no more
    assert (again.here, counts_by_reviewer(desk.workshop, again)[first.key].here) == (1, 1)
    desk.undo()
    assert desk.workshop[first.id] == first
    merged(desk, newer, older)
    assert said_in(desk.workshop) == {one.id: one for one in rita.said()}


def test_a_note_that_was_taken_back_before_it_came_counts_as_that():
    desk = small_desk()
    rita = Reader(sent_to(desk, "Rita Moss")[1], person("Rita Moss"))
    rita.do(withdraw(rita.workshop, rita.note()))
    preview = merged(desk, rita.answer())
    assert (preview.new, preview.withdrawn, preview.reviewers[0].words) == (0, 1, 0)


def test_notes_whose_words_have_changed_are_counted_and_still_come():
    desk = small_desk()
    rita = Reader(sent_to(desk, "Rita Moss")[1], person("Rita Moss"))
    rita.note("o2", field="title", start=0, end=6)
    rita.note("k3", field="text")
    rita.note("o2", field="title", start=12, end=19)
    desk.do(edits.set_field(desk.workshop, "o2", "title", "Nothing like it was"))
    desk.do(edits.drop(desk.workshop, "k3"))
    preview = merged(desk, rita.answer())
    assert (preview.new, preview.changed) == (3, 3)
    assert len(desk.workshop.all(Note)) == 3


def test_every_refusal_is_told_and_hinders_no_other():
    desk = small_desk()
    good = answered(desk)
    elsewhere = answered(small_desk("workshop-2"), "Otto Falk")
    unread = PacketRefused("unreadable", "This file cannot be read.")
    preview = previewed(desk, b"", elsewhere, good, unread, sent_to(desk, "Zoe Lind")[1])
    assert [(r.name, r.code) for r in preview.refused] == [
        ("0.okrreview", "empty"), ("1.okrreview", "workshop"), ("3.okrreview", "unreadable"),
        ("4.okrreview", "unanswered"),
    ]  # fmt: skip
    assert len({refused.sentence for refused in preview.refused}) == 4
    assert [reviewer.name for reviewer in preview.reviewers] == ["Rita Moss"]
    assert preview.new == 3


def test_when_all_are_refused_there_is_nothing_to_merge():
    preview = previewed(small_desk(), b"", b"[]")
    assert (preview.change, preview.reviewers, len(preview.refused)) == (None, (), 2)


def test_files_are_read_one_by_one_and_those_that_cannot_be_are_told(tmp_path):
    desk = small_desk()
    good = tmp_path / "rita.okrreview"
    good.write_bytes(answered(desk))
    preview = merge_preview(desk.workshop, gathered([good, tmp_path / "nowhere", tmp_path]))
    assert [(refused.name, refused.code) for refused in preview.refused] == [
        ("nowhere", "unreadable"),
        (tmp_path.name, "unreadable"),
    ]
    assert preview.new == 3


def test_the_label_names_a_few_reviewers():
    desk = small_desk()
    names = ("Ada", "Bo", "Cleo", "Dov", "Eve")
    packets = [answered(desk, name, 1) for name in names]
    preview = merged(desk, *packets)
    assert desk.history.undo_label == "Merge reviews from Ada, Bo, Cleo, 2 more"
    assert [reviewer.name for reviewer in preview.reviewers] == list(names)


# ---------------------------------------------------------------- all or nothing
def test_a_merge_that_is_torn_leaves_everything_as_it_was(tmp_path, monkeypatch):
    file, ines = tmp_path / "plan.okrdesk", Author("id of Ines", "Ines Albrecht")
    document = create(file, ines, small_change())
    data = answered(document.desk)
    before, seq = canonical(document.workshop), document.repository.count()
    write = Repository._write

    def torn(repository: Repository, *arguments: Any) -> None:
        write(repository, *arguments)
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(Repository, "_write", torn)
    with pytest.raises(StoreError):
        merged(document.desk, data)
    monkeypatch.undo()
    assert (canonical(document.workshop), document.repository.count()) == (before, seq)
    document.close()
    document = open_document(file, ines)
    assert (canonical(document.workshop), document.repository.count()) == (before, seq)
    assert merged(document.desk, data).new == 3
    document.close()


def test_a_desk_that_is_read_only_merges_nothing():
    desk = small_desk()
    data = answered(desk)
    before = canonical(desk.workshop)
    desk.read_only = "Somebody else has it."
    preview = previewed(desk, data)
    assert preview.change is not None
    with pytest.raises(Refused):
        desk.do(preview.change)
    assert canonical(desk.workshop) == before


# ---------------------------------------------------------------- any packets, any order, any number of times
ANY_SPEED = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]
DOINGS = ("note", "mark", "verdict", "progress", "reply", "alter", "withdraw", "settle")


def act(draw: Any, reader: Reader) -> None:
    """One thing that a reviewer does, on what there is to be seen."""
    notes, texts = reader.mine(Note), st.text("abc é漢\n", min_size=1, max_size=9).filter(str.strip)
    doing = draw(
        st.sampled_from(["note", "mark", "verdict", "progress", "reply", "alter", "withdraw", "settle"])
    )
    author, workshop = reader.who.author, reader.workshop
    if doing == "mark":
        start = draw(st.integers(0, 20))
        reader.note("o2", draw(texts), field="title", start=start, end=start + draw(st.integers(1, 3)))
    elif doing == "verdict":
        question = draw(st.sampled_from(sorted(verdicts.QUESTIONS)))
        answer = draw(st.sampled_from(["yes", "no", ""]))
        (card,) = workshop.objectives("eng")
        reader.do(verdicts.judge(workshop, author, reader.reviewing, card, question, answer))
    elif doing == "progress":
        reader.submit()
    elif doing == "note" or not notes:
        reader.note(draw(st.sampled_from(["o2", "k2", "k3"])), draw(texts))
    else:
        note = draw(st.sampled_from(notes))
        made: dict[str, Change] = {
            "reply": reply(workshop, author, note, draw(texts)),
            "alter": alter_note(workshop, note, text=draw(texts)),
            "withdraw": withdraw(workshop, note),
            "settle": settle(workshop, author, note, draw(st.booleans())),
        }
        reader.do(made[doing])


def returned(draw: Any, desk: Desk) -> list[bytes]:
    """Packets as they may come back: two keys on one invitation, older and newer states, two copies."""
    sent = [sent_to(desk, name)[1] for name in ("Rita Moss", "Otto Falk")]
    readers = [Reader(sent[0], person("Rita Moss")), Reader(sent[1], person("Otto Falk"))]
    readers.append(Reader(sent[1], person("Mallory Vane")))
    packets = []
    for reader in readers:
        for _ in range(draw(st.integers(1, 4))):
            act(draw, reader)
        packets.append(reader.answer("reading"))
        twin = reader.copy()
        for one in (reader, twin):
            for _ in range(draw(st.integers(0, 3))):
                act(draw, one)
            packets.append(one.answer())
    return packets


def schedule(draw: Any, packets: list[bytes]) -> list[list[bytes]]:
    """All packets, some more than once, in any order, in several batches."""
    order = draw(st.permutations(packets + draw(st.lists(st.sampled_from(packets), max_size=4))))
    cuts = sorted(draw(st.lists(st.integers(0, len(order)), max_size=3)))
    return [order[a:b] for a, b in zip([0, *cuts], [*cuts, len(order)], strict=True)]


def expected(packets: list[bytes]) -> dict[str, Said]:
    """What holds of all that was said, told another way than the app does it."""
    found: dict[str, list[Said]] = {}
    for data in packets:
        for one in read_back(data).said:
            found.setdefault(one.id, []).append(one)

    def standing(one: Said) -> tuple[int, bool, bytes]:
        return one.rev, one.withdrawn, sha256(rfc8785.dumps(record_to_plain(one))).digest()

    return {id_: max(states, key=standing) for id_, states in found.items()}


def edit(draw: Any, desk: Desk, id_: str) -> Change | None:
    """A random edit of the plan; None when the rules refuse it."""
    change = draw_change(draw, desk.workshop, id_)
    try:
        return change if desk.do(change) else None
    except Refused:
        return None


def merge_and_undo(desk: Desk, batch: list[bytes]) -> None:
    before = canonical(desk.workshop)
    if merged(desk, *batch).change:
        after = canonical(desk.workshop)
        desk.undo()
        assert canonical(desk.workshop) == before
        desk.redo()
        assert canonical(desk.workshop) == after
    assert previewed(desk, *batch).change is None


def one_final_state(data: st.DataObject) -> None:
    """Ids and times are the same each time that hypothesis tries an example: what it draws hangs on them."""
    ids = (UUID(int=n) for n in count(1))
    with (
        patch("okrdesk.records.uuid4", lambda: next(ids)),
        patch("okrdesk.review.saying.now_text", lambda: "2026-06-01T09:00:00+00:00"),
    ):
        in_any_order(data.draw)


def in_any_order(draw: Any) -> None:
    desk = small_desk()
    packets = returned(draw, desk)
    twin = desk_for(desk.workshop.snapshot())
    edits_made = []
    for n, batch in enumerate(schedule(draw, packets)):
        merge_and_undo(desk, batch)
        edits_made += [change for k in range(2) if (change := edit(draw, desk, f"new-{n}-{k}"))]
    for batch in schedule(draw, packets):
        merge_and_undo(twin, batch)
        for change in edits_made[: draw(st.integers(0, len(edits_made)))]:
            twin.do(change)
            edits_made.remove(change)
    for change in edits_made:
        twin.do(change)
    assert canonical(desk.workshop) == canonical(twin.workshop)
    assert said_in(desk.workshop) == expected(packets)
    for note in desk.workshop.all(Note):
        found = place(desk.workshop, note)
        if found.state == "exact":
            words = getattr(desk.workshop[note.card], note.field)
            assert words[found.start : found.end] == note.quote


@settings(max_examples=12, deadline=None, suppress_health_check=ANY_SPEED)
@given(st.data())
def test_any_packets_in_any_order_among_any_edits_are_one_final_state(data):
    one_final_state(data)


@pytest.mark.slow
@pytest.mark.timeout(1200)
@settings(max_examples=200, deadline=None, suppress_health_check=ANY_SPEED)
@given(st.data())
def test_many_packets_in_any_order_among_any_edits_are_one_final_state(data):
    one_final_state(data)
