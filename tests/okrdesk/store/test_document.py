"""A document's life: made, edited, published, copied, closed."""

import stat
import threading
from contextlib import closing

import pytest

from okrdesk import edits
from okrdesk.canonical import canonical
from okrdesk.cards import Objective, new_id
from okrdesk.desk import Refused
from okrdesk.store import checksum, document, safe_open
from okrdesk.store.document import create, open_document
from okrdesk.store.errors import StoreError, Unwritable
from tests.okrdesk.small import ANN, BOB, RECORDS, small_change
from tests.okrdesk.store.retitling import retitle, titles


# ---------------------------------------------------------------- making and opening
def test_a_new_workshop_is_published_at_once(tmp_path):
    path = tmp_path / "new.okrdesk"
    with closing(create(path, ANN, small_change())) as made:
        assert path.exists()
        assert not made.unpublished
        assert set(made.workshop) == set(RECORDS)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert sorted(p.name for p in tmp_path.iterdir()) == ["home", "new.okrdesk"]


def test_a_file_that_is_there_is_not_overwritten_unasked(plan):
    before = plan.read_bytes()
    with pytest.raises(StoreError, match="is there already"):
        create(plan, ANN)
    assert plan.read_bytes() == before
    with closing(create(plan, ANN, overwrite=True)) as empty:
        assert len(empty.workshop) == 0
    assert titles(plan) == set()


def test_a_new_file_in_a_folder_that_is_not_there_is_refused_in_a_sentence(tmp_path):
    with pytest.raises(Unwritable, match="there is no folder"):
        create(tmp_path / "nowhere" / "new.okrdesk", ANN)


def test_nothing_is_left_when_making_fails(tmp_path, monkeypatch, home):
    monkeypatch.setattr(
        document.publish, "finish", lambda *a: (_ for _ in ()).throw(OSError(28, "No space left"))
    )
    with pytest.raises(Unwritable, match="disk is full"):
        create(tmp_path / "new.okrdesk", ANN, small_change())
    assert [p.name for p in tmp_path.iterdir()] == ["home"]
    assert list((home / "work").iterdir()) == []


def test_edits_and_their_undo_survive_closing(opened, plan):
    first = opened()
    retitle(first, "Riders come back")
    first.close()
    second = opened()
    assert second.workshop["o1"].title == "Riders come back"
    assert [e.label for e in second.repository.entries()][-1] == "Change CO-1"
    second.desk.undo()
    second.close()
    assert titles(plan) == {o.title for o in RECORDS if isinstance(o, Objective)}


def test_every_entry_tells_who_did_it(opened):
    now = opened()
    now.desk.author = BOB
    retitle(now, "Bob's")
    (entry, step) = now.repository.steps_of(["o1"])[-1]
    assert now.repository.authors()[entry.author] == BOB
    assert step.new == "Bob's"


def test_closing_leaves_nothing_behind(opened, plan, home):
    now = opened()
    retitle(now, "x")
    now.close()
    assert list((home / "work").iterdir()) == []
    assert [p.name for p in plan.parent.iterdir()] == ["plan.okrdesk"]


def test_a_look_needs_no_lock_and_no_permission_to_write(opened, plan):
    with closing(open_document(plan, ANN)):
        look = opened(read_only=True)
        assert look.read_only
        with pytest.raises(Refused, match="copy to look at"):
            retitle(look, "x")
        assert not look.unpublished
        assert look.begin_publish() is None


def test_a_link_to_a_file_stays_a_link(plan, tmp_path):
    link = tmp_path / "link.okrdesk"
    link.symlink_to(plan)
    with closing(open_document(link, ANN)) as now:
        retitle(now, "through the link")
    assert link.is_symlink()
    assert "through the link" in titles(plan)


# ---------------------------------------------------------------- publishing
def test_it_publishes_two_seconds_after_the_last_edit_and_twenty_after_the_first(opened, monkeypatch):
    now = opened()
    clock = [1000.0]
    monkeypatch.setattr(document.time, "monotonic", lambda: clock[0])
    assert not now.publish_due(1e9)
    retitle(now, "a")
    assert not now.publish_due(1001.9)
    assert now.publish_due(1002.0)
    for second in range(1, 20):  # somebody who never pauses
        clock[0] = 1000.0 + second
        retitle(now, f"a{second}")
        assert not now.publish_due(clock[0])
    assert now.publish_due(1020.0)
    now.publish()
    assert not now.publish_due(1e9)


def test_publishing_runs_elsewhere_while_edits_go_on(opened, plan):
    now = opened()
    retitle(now, "first")
    publication = now.begin_publish()
    retitle(now, "second")
    worker = threading.Thread(target=publication.run)
    worker.start()
    worker.join()
    now.published(publication)
    assert now.unpublished  # the second edit
    assert "first" in titles(plan)
    now.close()
    assert "second" in titles(plan)


def test_one_publication_at_a_time(opened):
    now = opened()
    retitle(now, "x")
    publication = now.begin_publish()
    assert now.begin_publish() is None
    assert not now.publish_due(1e9)
    publication.run()
    now.published(publication)
    assert not now.unpublished


def test_a_publication_that_nobody_ran_is_let_go_for_a_newer_one(opened, plan):
    now = opened()
    retitle(now, "first")
    forgotten = now.begin_publish()
    retitle(now, "second")
    now.publish()
    forgotten.run()  # too late
    now.published(forgotten)
    assert not now.unpublished
    assert "second" in titles(plan)


def test_a_connection_stays_on_its_thread(opened):
    now = opened()
    caught: list[BaseException] = []

    def elsewhere() -> None:
        try:
            retitle(now, "x")
        except Exception as error:
            caught.append(error)

    worker = threading.Thread(target=elsewhere)
    worker.start()
    worker.join()
    assert caught
    assert now.workshop["o1"].title == "Every rider comes back"


def test_the_mode_of_the_file_stays(opened, plan):
    plan.chmod(0o664)
    now = opened()
    retitle(now, "x")
    now.close()
    assert stat.S_IMODE(plan.stat().st_mode) == 0o664


def test_every_published_file_is_sound(opened, plan, tmp_path):
    now = opened()
    for n in range(5):
        retitle(now, f"round {n}")
        now.publish()
        checked = safe_open.checked_copy(plan, tmp_path / "copy")
        assert checked.sha256 == checksum.sha256(plan)
    assert now.verify() == []


# ---------------------------------------------------------------- copies
def test_a_copy_can_leave_the_history_behind(opened, tmp_path):
    now = opened()
    retitle(now, "a word that must not stay")
    retitle(now, "Fine")
    now.desk.do(edits.add(now.workshop, Objective(new_id(), team="eng", title="deleted again")))
    now.desk.undo()
    whole, bare = tmp_path / "whole.okrdesk", tmp_path / "bare.okrdesk"
    now.save_copy(whole)
    now.save_copy(bare, with_history=False)
    for path in (whole, bare):
        with closing(open_document(path, ANN, read_only=True)) as copy:
            assert canonical(copy.workshop) == canonical(now.workshop)
            assert copy.workshop.id == now.workshop.id
    assert b"a word that must not stay" in whole.read_bytes()
    assert b"a word that must not stay" not in bare.read_bytes()
    assert b"deleted again" not in bare.read_bytes()
    with closing(open_document(bare, ANN)) as copy:  # and goes on as any other
        assert copy.desk.history.undo_label is None
        retitle(copy, "Finer")


def test_a_copy_does_not_replace_the_workshop_itself(opened, plan):
    with pytest.raises(StoreError, match="the workshop itself"):
        opened().save_copy(plan)


def test_differences_name_cards_and_fields(opened, plan, tmp_path):
    now = opened()
    now.save_copy(tmp_path / "before.okrdesk")
    now.desk.do(edits.set_fields(now.workshop, "o2", owner="kofi", title="Frames"))
    now.desk.do(edits.set_field(now.workshop, "o2", "rank", "zz"))
    now.desk.do(edits.drop(now.workshop, "o3"))
    assert now.differences(tmp_path / "before.okrdesk") == [
        "ENG-1 stands in another place.",
        "ENG-1, title: “Frames” in yours, “Frames that outlive riders” in theirs",
        "ENG-1, owner: Kofi Annor in yours, Rosa Luna in theirs",
        "SHOP-1 “=1+1 → “repair” <b>now</b> 漢 🎯” is only in theirs.",
        "SHOP-1 → CO-1.c1 is only in theirs.",
        "SHOP-1 → ENG-1 is only in theirs.",
    ]


def test_verify_tells_of_a_file_that_was_damaged_meanwhile(opened, plan):
    now = opened()
    plan.write_bytes(plan.read_bytes()[:-1])
    (problem,) = now.verify()
    assert "damaged" in problem
