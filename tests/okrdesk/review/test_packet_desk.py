"""An open packet: durable at once, written over the person's file, nothing but one's own words altered."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from okrdesk import profile
from okrdesk.cards import Objective
from okrdesk.desk import Refused
from okrdesk.edits import set_field
from okrdesk.paths import reviews_home
from okrdesk.review import packet_desk
from okrdesk.review.form import PacketRefused
from okrdesk.review.notes import Spot, add_note, withdraw
from okrdesk.review.packet import read_packet
from okrdesk.review.packing import pack
from okrdesk.review.records import Note
from okrdesk.store.errors import Locked, Replaced, Unwritable
from okrdesk.store.stranded import all_stranded
from tests.okrdesk.review.packets import FACILITATOR, sent_to, small_desk


@pytest.fixture
def me(tmp_path, monkeypatch):
    monkeypatch.setenv("OKRDESK_HOME", str(tmp_path / "home"))
    return profile.save("Tomas Perez")


@pytest.fixture
def desk():
    return small_desk()


@pytest.fixture
def path(me, desk, tmp_path):
    invitation, data = sent_to(desk, "Tomas")
    desk.invitation = invitation
    file = tmp_path / "tomas.okrreview"
    file.write_bytes(data)
    return file


def note(opened, text="Says who?", card="o2"):
    author, workshop = opened.desk.author, opened.workshop
    opened.desk.do(add_note(workshop, author, opened.reviewing, Spot(card), "question", text, seq=1))


def texts(document):
    return sorted(one.text for one in document.workshop.all(Note) if not one.withdrawn)


def in_file(path):
    return sorted(one.text for one in read_packet(path.read_bytes()).said if isinstance(one, Note))


def stage_in(path):
    back = read_packet(path.read_bytes()).back
    assert back is not None
    return back.stage


def title(document):
    return document.workshop.find(Objective, "o2").title


def test_what_is_said_reaches_the_file_and_is_there_again(path, me):
    sent = path.read_bytes()
    opened = packet_desk.open_packet(path, me)
    assert not opened.unpublished and not opened.said[1:]
    note(opened)
    assert opened.unpublished and path.read_bytes() == sent
    opened.publish()
    assert not opened.unpublished and in_file(path) == ["Says who?"]
    opened.close()
    again = packet_desk.open_packet(path, me)
    assert texts(again) == ["Says who?"] and not again.unpublished
    again.close()


def test_the_file_keeps_its_rights(path, me):
    path.chmod(0o640)
    opened = packet_desk.open_packet(path, me)
    note(opened)
    opened.close()
    assert path.stat().st_mode & 0o777 == 0o640
    assert not list(path.parent.glob(".*"))  # no part of a file is left


def test_nothing_but_ones_own_words_can_be_altered(path, me):
    opened = packet_desk.open_packet(path, me)
    with pytest.raises(Refused, match="cannot be changed here"):
        opened.desk.do(set_field(opened.workshop, "o2", "title", "Ours"))
    assert opened.desk.undo() is None
    note(opened)
    opened.desk.undo()
    assert not texts(opened) and opened.workshop.find(Objective, "o2")
    opened.close()


def test_handing_in_and_going_on(path, me):
    opened = packet_desk.open_packet(path, me)
    note(opened)
    opened.desk.do(opened.submitting())
    opened.publish()
    assert opened.stage == "submitted" == stage_in(path)
    opened.desk.do(opened.reopening())
    opened.publish()
    assert stage_in(path) == "reading"
    opened.close()


def test_a_newer_draft_keeps_the_notes_and_an_older_file_does_not_bring_the_old_one_back(path, desk, me):
    opened = packet_desk.open_packet(path, me)
    note(opened, "About the old draft")
    note(opened, "Undone")
    opened.desk.undo()
    opened.close()
    desk.do(set_field(desk.workshop, "o2", "title", "Said anew"))
    newer = path.with_name("newer.okrreview")
    newer.write_bytes(pack(desk.workshop, FACILITATOR, desk.invitation, 9))
    opened = packet_desk.open_packet(newer, me)
    assert title(opened) == "Said anew" and texts(opened) == ["About the old draft"]
    note(opened, "About the new draft")
    opened.close()
    assert in_file(newer) == ["About the new draft", "About the old draft"]
    older = packet_desk.open_packet(path, me)
    assert title(older) == "Said anew" and older.unpublished
    older.close()
    assert in_file(path) == in_file(newer)


def test_two_copies_edited_apart_come_together(path, me):
    copy = path.with_name("copy.okrreview")
    copy.write_bytes(path.read_bytes())
    for file, text in ((path, "One"), (copy, "Two")):
        opened = packet_desk.open_packet(file, me)
        note(opened, text)
        opened.close()
    opened = packet_desk.open_packet(path, me)
    opened.desk.do(withdraw(opened.workshop, next(n for n in opened.workshop.all(Note) if n.text == "One")))
    opened.close()
    opened = packet_desk.open_packet(copy, me)
    assert texts(opened) == ["Two"]
    opened.close()


def test_somebody_elses_review_can_only_be_read(path, me, tmp_path, monkeypatch):
    opened = packet_desk.open_packet(path, me)
    note(opened)
    opened.desk.do(opened.submitting())
    opened.close()
    before = path.read_bytes()
    monkeypatch.setenv("OKRDESK_HOME", str(tmp_path / "other"))
    other = packet_desk.open_packet(path, profile.save("Grace Liu"))
    assert "Tomas Perez wrote this review" in other.read_only and texts(other) == ["Says who?"]
    with pytest.raises(Refused, match="Tomas Perez wrote this review"):
        note(other)
    other.close()
    assert path.read_bytes() == before and not list(reviews_home().iterdir())


def test_a_file_that_is_no_longer_ours_is_not_written_over(path, me):
    opened = packet_desk.open_packet(path, me)
    note(opened)
    path.write_bytes(sent_to(small_desk(), "Grace")[1])
    theirs = path.read_bytes()
    with pytest.raises(Replaced, match="replaced by another copy"):
        opened.publish()
    assert path.read_bytes() == theirs
    assert opened.differences() == ["1 note is only here.", "0 notes are only there."]
    ours = opened.keep_both()
    assert in_file(ours) == ["Says who?"] and not opened.unpublished
    opened.close()


def test_a_file_that_has_gone_is_told_and_the_notes_wait(path, me):
    sent = path.read_bytes()
    opened = packet_desk.open_packet(path, me)
    note(opened)
    path.unlink()
    with pytest.raises(Replaced, match="deleted or moved away"):
        opened.publish()
    opened.close(leave_unpublished=True)
    path.write_bytes(sent)
    again = packet_desk.open_packet(path, me)
    assert texts(again) == ["Says who?"] and again.unpublished
    again.close()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing can be forbidden")
def test_a_folder_that_cannot_be_written_is_told(path, me):
    opened = packet_desk.open_packet(path, me)
    note(opened)
    path.parent.chmod(0o500)
    try:
        with pytest.raises(Unwritable):
            opened.publish()
    finally:
        path.parent.chmod(0o700)
    opened.close()


def test_it_is_open_in_one_window_only(path, me):
    opened = packet_desk.open_packet(path, me)
    with pytest.raises(Locked):
        packet_desk.open_packet(path, me)
    opened.close()


@pytest.mark.parametrize("data", [b"", b"no packet", b"PK\x03\x04"])
def test_what_is_no_packet_leaves_nothing_behind(path, me, data):
    path.write_bytes(data)
    with pytest.raises(PacketRefused):
        packet_desk.open_packet(path, me)
    assert not list(reviews_home().iterdir())


WRITE_AND_WAIT = """
import sys, time
from pathlib import Path
from okrdesk import profile
from okrdesk.review import packet_desk
from okrdesk.review.notes import Spot, add_note
opened = packet_desk.open_packet(Path(sys.argv[1]), profile.load())
for n in range(3):
    desk = opened.desk
    desk.do(add_note(opened.workshop, desk.author, opened.reviewing, Spot("o2"), "note", f"Note {n}", seq=1))
print("written", flush=True)
time.sleep(60)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_killed_in_the_middle_nothing_is_lost(path, me):
    process = subprocess.Popen([sys.executable, "-c", WRITE_AND_WAIT, str(path)], stdout=subprocess.PIPE)
    assert process.stdout is not None and process.stdout.readline() == b"written\n"
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    assert not all_stranded()  # its own file brings it back
    opened = packet_desk.open_packet(path, me)
    assert texts(opened) == ["Note 0", "Note 1", "Note 2"] and opened.unpublished
    opened.close()
    assert in_file(Path(path)) == ["Note 0", "Note 1", "Note 2"]
