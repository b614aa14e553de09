"""Files are written beside their target and moved into place, or nothing changes."""

import errno
import os
import sys
from pathlib import Path

import pytest

from exports import atomic
from exports.atomic import CannotWrite, write_atomically


def fill(text: str):
    return lambda path: path.write_text(text)


def accept(path: Path) -> None:
    assert path.read_text()


@pytest.fixture
def target(tmp_path) -> Path:
    path = tmp_path / "plan.txt"
    path.write_text("old")
    return path


def test_the_new_file_takes_the_old_ones_place(target):
    target.chmod(0o644)
    write_atomically(target, fill("new"), accept)
    assert target.read_text() == "new"
    assert target.stat().st_mode & 0o777 == 0o644
    assert list(target.parent.iterdir()) == [target]


def test_a_new_file_is_private_at_first(tmp_path):
    write_atomically(tmp_path / "new.txt", fill("new"), accept)
    assert (tmp_path / "new.txt").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("stage", ["write", "verify"])
@pytest.mark.parametrize(
    "error", [OSError(errno.ENOSPC, "No space left on device"), ValueError("no"), KeyboardInterrupt()]
)
def test_a_failure_leaves_the_old_file_whole(target, stage, error):
    def fail(path):
        path.write_text("half")
        raise error

    stages = {"write": fill("new"), "verify": accept, stage: fail}
    with pytest.raises(CannotWrite if isinstance(error, OSError) else type(error)):
        write_atomically(target, stages["write"], stages["verify"])
    assert target.read_text() == "old"
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_the_last_steps_can_fail_too(target, monkeypatch, call):
    def fail(*_args, **_options):
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(atomic.os if call == "fsync" else Path, call, fail)
    with pytest.raises(CannotWrite, match="input/output error"):
        write_atomically(target, fill("new"), accept)
    assert target.read_text() == "old"
    assert list(target.parent.iterdir()) == [target]


def test_says_which_file_and_what_to_do(tmp_path):
    with pytest.raises(CannotWrite) as caught:
        write_atomically(tmp_path / "gone" / "plan.txt", fill("new"), accept)
    assert "plan.txt" in str(caught.value)
    assert "choose another place" in str(caught.value)


def test_a_file_that_another_program_holds(target, monkeypatch):
    def held(*_args, **_options):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(CannotWrite, match="another program"):
        write_atomically(target, fill("new"), accept)
    assert target.read_text() == "old"


@pytest.mark.skipif(sys.platform == "win32", reason="symbolic links need a privilege there")
def test_a_symbolic_link_stays_one(target):
    link = target.with_name("link.txt")
    link.symlink_to(target)
    write_atomically(link, fill("new"), accept)
    assert link.is_symlink()
    assert target.read_text() == "new"


def test_a_name_as_long_as_names_may_be(tmp_path):
    longest = os.pathconf(tmp_path, "PC_NAME_MAX") if hasattr(os, "pathconf") else 255
    target = tmp_path / ("x" * (longest - 4) + ".txt")
    write_atomically(target, fill("new"), accept)
    assert target.read_text() == "new"
