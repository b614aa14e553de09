"""What a document finds when it is opened: strangers' leftovers, damaged copies, edits that wait, locks."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from okrdesk.store import checksum, working
from okrdesk.store.document import open_document
from okrdesk.store.errors import Locked, Unreadable
from tests.okrdesk.small import ANN, BOB
from tests.okrdesk.store.retitling import retitle, titles


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
    with pytest.raises(Unreadable, match=r"There is no file .* kept on this computer"):
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
