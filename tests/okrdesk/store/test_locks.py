"""The lock: live owners respected, dead ones taken over, strangers asked about (C2, C3)."""

import contextlib
import json
import os
import signal
import subprocess
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from okrdesk.store import lock, process
from okrdesk.store.document import open_document
from okrdesk.store.errors import Locked, Unwritable
from tests.okrdesk.small import ANN, BOB

DEAD = 2**22 + 5  # beyond the largest process number


def leave(plan: Path, **other: object) -> Path:
    """A lock as another process would have left it."""
    path = lock.path_for(plan)
    path.write_text(json.dumps(asdict(replace(lock.Owner.here(), **other))))
    return path


def test_a_lock_is_made_and_given_back(plan):
    held = lock.acquire(plan)
    assert lock.owner_of(held.path) == lock.Owner.here() or lock.owner_of(held.path)
    assert held.path.stat().st_mode & 0o777 == 0o600
    held.release()
    held.release()  # harmless
    assert not held.path.exists()


def test_it_holds_no_word_of_the_workshop(plan):
    held = lock.acquire(plan)
    assert set(json.loads(held.path.read_bytes())) == {"pid", "started", "boot", "host", "user", "at"}
    held.release()


@pytest.mark.parametrize("left", [
    {"pid": DEAD},
    {"pid": os.getpid(), "started": "1"},  # another program has the number now
    {"pid": os.getpid(), "boot": "before the computer started anew"},
    {"pid": 0},
    {"pid": -5},
])  # fmt: skip
def test_a_dead_owner_is_taken_over(plan, opened, left):
    path = leave(plan, **left)
    now = opened()
    owner = lock.owner_of(path)
    assert owner and owner.pid == os.getpid()
    now.close()
    assert not path.exists()


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="only Linux lists what has ended")
def test_an_owner_that_has_ended_and_is_still_listed_is_taken_over(plan, opened):
    child = subprocess.Popen(["sleep", "60"])
    started = process.started(child.pid)
    child.kill()
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)  # it has ended, and nobody has asked how
    leave(plan, pid=child.pid, started=started)
    opened()
    child.wait()


def test_a_live_owner_is_respected_however_old_the_lock_looks(plan):
    leave(plan, at="2001-01-01T00:00:00+00:00")
    for take in (False, True):  # of a process that runs here, it is never taken
        with pytest.raises(Locked, match="since 2001-01-01 00:00") as caught:
            lock.acquire(plan, take=take)
        assert not caught.value.can_take
        assert caught.value.owner == str(lock.Owner.here())


def test_another_computers_lock_is_asked_about(plan, opened):
    leave(plan, host="elsewhere", user="bob", pid=DEAD)
    with pytest.raises(Locked, match="bob on elsewhere") as caught:
        open_document(plan, ANN)
    assert caught.value.can_take
    assert "bob on elsewhere" in opened(lock="copy").read_only
    assert opened(lock="take").read_only == ""


UNREADABLE = [b"", b"\xff\xfe", b"[]", b"{}", b'{"pid": 1}', b"[" * 5000, b"null"]
UNREADABLE += [b'{"pid":"1","started":"","boot":"","host":"","user":"","at":""}']


@pytest.mark.parametrize("content", UNREADABLE)
def test_a_lock_that_cannot_be_read_is_asked_about(plan, opened, content):
    lock.path_for(plan).write_bytes(content)
    with pytest.raises(Locked, match="cannot be read") as caught:
        open_document(plan, ANN)
    assert caught.value.can_take
    assert opened(lock="take").read_only == ""


def test_somebody_elses_lock_is_not_given_back(plan, opened):
    now = opened()
    other = leave(plan, host="elsewhere")
    now.close()
    assert other.exists()


def test_a_folder_that_takes_no_lock_is_said_so(plan, monkeypatch):
    monkeypatch.setattr(lock.os, "open", lambda *a: (_ for _ in ()).throw(PermissionError(13, "no")))
    with pytest.raises(Unwritable, match="you may not write there"):
        open_document(plan, ANN)


def test_of_many_who_take_over_a_dead_lock_one_gets_it(plan):
    leave(plan, pid=DEAD)
    children = []
    for _ in range(12):
        read, write = os.pipe()
        child = os.fork()
        if child == 0:
            code = 2
            with contextlib.suppress(BaseException):
                try:
                    lock.acquire(plan)
                    code = 0
                except Locked:
                    code = 1
            os.write(write, bytes([code]))
            signal.pause()  # the winner lives on
        os.close(write)
        children.append((child, read))
    codes = [os.read(read, 1)[0] for _, read in children]
    for child, read in children:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(read)
    assert sorted(codes) == [0, *[1] * 11]
    assert [p.name for p in plan.parent.iterdir() if p.name.endswith(".part")] == []


def test_two_processes_the_second_gets_a_name_and_a_copy(plan):
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        with contextlib.suppress(BaseException):
            open_document(plan, ANN)
            os.write(write, b".")
            signal.pause()
        os._exit(9)
    os.close(write)
    try:
        assert os.read(read, 1) == b"."
        with pytest.raises(Locked, match="open already") as caught:
            open_document(plan, BOB)
        assert process.user() in caught.value.owner
        copy = open_document(plan, BOB, lock="copy")
        assert process.host() in copy.read_only
        copy.close()
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(read)
    open_document(plan, BOB).close()  # and once the owner is dead, it is free
