"""A document's life: made, edited, published, copied, replaced by others, closed."""

import os
import shutil
import sqlite3
import stat
import threading
from contextlib import closing
from pathlib import Path

import pytest

from okrdesk import edits
from okrdesk.canonical import canonical
from okrdesk.cards import Objective, new_id
from okrdesk.desk import Refused
from okrdesk.store import checksum, document, lock, safe_open, working
from okrdesk.store.document import Document, create, open_document
from okrdesk.store.errors import Locked, Replaced, StoreError, Unreadable, Unwritable
from tests.okrdesk.small import ANN, BOB, RECORDS, small_change


def retitle(opened: Document, title: str, id_: str = "o1") -> None:
    opened.desk.do(edits.set_field(opened.workshop, id_, "title", title))


def titles(path: Path) -> set[str]:
    with closing(open_document(path, ANN, read_only=True)) as look:
        return {o.title for o in look.workshop.all(Objective)}


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


# ---------------------------------------------------------------- others at work (A9, A10)
def test_a_colleagues_file_is_never_overwritten(opened, plan, tmp_path):
    other = tmp_path / "theirs.okrdesk"
    shutil.copy(plan, other)
    with closing(open_document(other, BOB)) as theirs:
        retitle(theirs, "theirs")
    now = opened()
    retitle(now, "mine")
    other.replace(plan)
    with pytest.raises(Replaced, match="keep both"):
        now.publish()
    assert "theirs" in titles(plan)
    assert now.unpublished
    assert now.differences() == ["CO-1, title: “mine” in yours, “theirs” in theirs"]
    mine = now.keep_both()
    now.close()
    assert "theirs" in titles(plan)
    assert "mine" in titles(mine)
    assert mine.name.startswith("plan (conflict, ")


def test_a_file_overwritten_in_place_is_not_taken_for_ours(opened, plan):
    now = opened()
    retitle(now, "mine")
    plan.write_bytes(b"something else")
    with pytest.raises(Replaced):
        now.publish()
    assert plan.read_bytes() == b"something else"


def test_a_deleted_file_is_said_to_be_gone(opened, plan):
    now = opened()
    retitle(now, "mine")
    plan.unlink()
    with pytest.raises(Replaced, match="deleted or moved away"):
        now.publish()
    assert not plan.exists()
    now.save_copy(plan.with_name("again.okrdesk"))
    assert "mine" in titles(plan.with_name("again.okrdesk"))


def test_a_vanished_folder_is_said_to_be_gone_and_the_edits_wait(opened, plan):
    now = opened()
    retitle(now, "mine")
    away = plan.parent.rename(plan.parent.with_name("unplugged"))
    with pytest.raises(Unwritable, match="folder has gone"):
        now.publish()
    assert not plan.parent.exists()
    away.rename(plan.parent)
    now.publish()
    assert "mine" in titles(plan)


def test_the_empty_place_of_a_vanished_drive_is_not_written_into(opened, plan, home, monkeypatch):
    now = opened()
    retitle(now, "mine")
    real = Path.stat

    def other_drive(self: Path, **how: bool):
        found = real(self, **how)
        if self == plan.parent:
            found = os.stat_result((found[0], found[1], found.st_dev + 1, *found[3:]))
        return found

    monkeypatch.setattr(Path, "stat", other_drive)
    with pytest.raises(Unwritable, match=r"drive .* has gone"):
        now.publish()
    monkeypatch.undo()
    monkeypatch.setenv("OKRDESK_HOME", str(home))
    now.publish()
    assert "mine" in titles(plan)


def test_closing_can_leave_what_cannot_be_published_for_the_next_time(opened, plan):
    now = opened()
    retitle(now, "mine")
    moved = plan.rename(plan.with_name("moved.okrdesk"))
    with pytest.raises(Replaced):
        now.close()
    now.close(leave_unpublished=True)
    assert not lock.path_for(plan).exists()
    moved.rename(plan)
    again = opened()
    assert again.workshop["o1"].title == "mine"
    assert again.notices[0].startswith("Recovered 1 change made since ")
    again.close()
    assert "mine" in titles(plan)


# ---------------------------------------------------------------- read-only places (A8)
def as_nobody(task) -> str:
    """Run `task` in a child process that is no superuser; returns what that returned or raised."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        try:
            if os.getuid() == 0:
                os.setgid(65534)
                os.setuid(65534)
            said = task()
        except BaseException as error:
            said = f"{type(error).__name__}: {error}"
        os.write(write, said.encode())
        os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        said = pipe.read().decode()
    os.waitpid(child, 0)
    return said


@pytest.mark.skipif(not hasattr(os, "fork"), reason="modes are of POSIX systems")
@pytest.mark.parametrize("folder_mode, file_mode", [(0o555, 0o644), (0o777, 0o444), (0o555, 0o444)])
def test_what_may_not_be_written_opens_as_a_copy(plan, home, monkeypatch, folder_mode, file_mode):
    home.mkdir(exist_ok=True)
    home.chmod(0o777)
    monkeypatch.setattr(document.tempfile, "tempdir", str(home))
    for above in (plan.parent, *plan.parent.parents):
        if above.stat().st_uid == os.getuid() and above != Path("/"):
            above.chmod(above.stat().st_mode | 0o055)
    plan.chmod(file_mode)
    plan.parent.chmod(folder_mode)

    def task() -> str:
        look = open_document(plan, ANN)
        look.save_copy(home / "copy.okrdesk")
        said = f"{look.read_only} {len(look.workshop)} {(home / 'copy.okrdesk').exists()}"
        look.close()
        return said

    try:
        assert as_nobody(task) == (
            "You may not write to this file or its folder: this is a copy. Save a copy somewhere else "
            f"to make changes. {len(RECORDS)} True"
        )
        plan.chmod(0)
        assert as_nobody(task) == f"Unreadable: You have no permission to read {plan}."
    finally:
        plan.parent.chmod(0o755)


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


# ---------------------------------------------------------------- strangers' leftovers (A12)
def test_leftovers_of_strangers_are_never_replayed(opened, plan):
    strangers = {}
    for name in ("plan.okrdesk-journal", "plan.okrdesk-wal", "plan.okrdesk-shm", ".plan.okrdesk.abcd.part"):
        strangers[plan.with_name(name)] = os.urandom(5000)
    for path, content in strangers.items():
        path.write_bytes(content)
    now = opened()
    retitle(now, "mine")
    now.close()
    assert "mine" in titles(plan)
    assert {path: path.read_bytes() for path in strangers} == strangers


def test_a_working_folder_without_a_state_is_nobodys_truth(opened, plan, home):
    with closing(open_document(plan, ANN)) as now:
        place = now._place
    assert place
    place.folder.mkdir()
    place.database.write_bytes(b"rubbish")
    assert opened().notices == []


def test_a_damaged_working_copy_is_set_aside_and_told_of(opened, plan):
    now = opened()
    retitle(now, "mine")
    place, state = now._place, now._state
    assert place and state
    now.abandon()
    place.folder.mkdir()
    place.write_state(state)
    place.database.write_bytes(b"SQLite format 3\0" + bytes(4000))
    again = opened()
    assert "was damaged. It was set aside" in again.notices[0]
    assert again.workshop["o1"].title == "Every rider comes back"
    assert list((place.folder.parent).glob("damaged-*/work.okrdesk"))


def test_recovered_edits_go_beside_a_file_that_somebody_replaced(opened, plan, tmp_path):
    shutil.copy(plan, tmp_path / "theirs.okrdesk")
    with closing(open_document(tmp_path / "theirs.okrdesk", BOB)) as theirs:
        retitle(theirs, "theirs")
    now = opened()
    retitle(now, "mine")
    plan.unlink()
    now.close(leave_unpublished=True)
    shutil.copy(tmp_path / "theirs.okrdesk", plan)
    again = opened()
    assert again.workshop["o1"].title == "theirs"
    assert "nothing was overwritten" in again.notices[0]
    (beside,) = plan.parent.glob("plan (conflict*.okrdesk")
    assert "mine" in titles(beside)


def test_a_file_that_vanished_with_edits_waiting_says_where_they_are(opened, plan):
    now = opened()
    retitle(now, "mine")
    plan.unlink()
    now.close(leave_unpublished=True)
    with pytest.raises(Unreadable, match=r"There is no file .* are kept on this computer"):
        opened()


def test_a_crash_between_replacing_and_noting_it_is_no_conflict(opened, plan, monkeypatch):
    now = opened()
    retitle(now, "mine")
    publication = now.begin_publish()
    publication.run()  # and the process ends before `published`
    place = now._place
    assert place
    now._place = None
    now._database = working.scratch() / "x"
    now.close()
    assert place.read_state().pending
    again = opened()
    assert again.notices == []
    assert again.workshop["o1"].title == "mine"


def test_locked_by_another_is_said_with_who_and_a_copy_can_be_had(opened, plan):
    opened()
    with pytest.raises(Locked, match="is open already") as caught:
        open_document(plan, BOB)
    assert not caught.value.can_take
    copy = opened(lock="copy")
    assert "has this workshop open" in copy.read_only


def test_what_no_workshop_can_hold_is_refused_not_shown(plan, opened, tmp_path):
    now = opened()
    now.close()
    with closing(sqlite3.connect(plan)) as other:  # hostile: with a right checksum
        other.execute("UPDATE objective SET state = 'nonsense'")
        other.commit()
    restamp(plan)
    with pytest.raises(Unreadable, match="what no workshop can") as caught:
        opened()
    assert caught.value.reason == "content"


def restamp(path: Path) -> None:
    """Give an altered file a right checksum, as somebody would who means harm."""
    with closing(sqlite3.connect(path)) as connection:
        mark = checksum.put_mark(connection)
        connection.commit()
        connection.execute("VACUUM")
    assert checksum.stamp(path, mark)
