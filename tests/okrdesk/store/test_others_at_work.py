"""A document whose file others alter, replace or take away, or where nothing may be written."""

import os
import shutil
from contextlib import closing
from pathlib import Path

import pytest

from okrdesk.store import document, lock
from okrdesk.store.document import open_document
from okrdesk.store.errors import Replaced, Unwritable
from tests.okrdesk.small import ANN, BOB, RECORDS
from tests.okrdesk.store.retitling import retitle, titles


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
