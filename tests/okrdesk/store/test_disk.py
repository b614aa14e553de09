"""Full disks, limits, vanished drives: a clear sentence, nothing lost, and it works again (A6–A9)."""

import errno
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from okrdesk import edits
from okrdesk.cards import Objective, new_id
from okrdesk.change import Change, Put
from okrdesk.store import backups, disk, publish
from okrdesk.store.document import open_document
from okrdesk.store.errors import StoreError, Unwritable
from tests.okrdesk.small import ANN


def retitle(opened, title: str) -> None:
    opened.desk.do(edits.set_field(opened.workshop, "o1", "title", title))


def title_in(path: Path) -> str:
    with closing(open_document(path, ANN, read_only=True)) as look:
        return look.workshop["o1"].title  # type: ignore[attr-defined]


STEPS = {
    "the snapshot": (publish, "snapshot"),
    "the new file": (publish, "_vacuum"),
    "the checksum": (publish.checksum, "stamp"),
    "the flush": (publish.disk, "flush"),
    "the backup": (backups.shutil, "copyfile"),
    "the state": (publish.disk, "write_small"),
    "the replacing": (publish.disk, "replace"),
}


@pytest.mark.parametrize("number, words", [
    (errno.ENOSPC, "the disk is full"), (errno.EIO, "Input/output error"), (errno.EROFS, "you may not write"),
    (errno.ENOENT, "its folder has gone"), (errno.EFBIG, "may not grow"),
])  # fmt: skip
@pytest.mark.parametrize("step", STEPS)
def test_a_disk_that_fails_at_any_step_costs_nothing(opened, plan, monkeypatch, step, number, words):
    now = opened()
    retitle(now, "mine")
    before = plan.read_bytes()

    def fails(*_args: object, **_how: object) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as broken:
        broken.setattr(*STEPS[step], fails)
        with pytest.raises(Unwritable, match=words):
            now.publish()
    assert plan.read_bytes() == before
    assert [p.name for p in plan.parent.iterdir() if p.name.endswith(".part")] == []
    retitle(now, "goes on")
    now.publish()
    assert title_in(plan) == "goes on"


def test_sqlite_errors_are_sentences_too():
    full = sqlite3.OperationalError("database or disk is full")
    full.sqlite_errorcode = sqlite3.SQLITE_FULL
    assert "the disk is full" in str(disk.unwritable(Path("x"), full))


def test_an_edit_that_cannot_be_saved_did_not_happen(opened, monkeypatch):
    """The working copy's disk is full: the change is refused, and the window shows what is saved."""
    now = opened()
    retitle(now, "before")
    pages = now.repository._engine.raw_connection()
    page_count = pages.driver_connection.execute("PRAGMA page_count").fetchone()[0]
    pages.driver_connection.execute(f"PRAGMA max_page_count = {page_count}")
    big = Objective(new_id(), team="eng", title="x" * 200_000)
    with pytest.raises(Unwritable, match="The disk is full: this change was not saved"):
        now.desk.do(Change("Add", (Put(big),)))
    assert big.id not in now.workshop
    pages.driver_connection.execute("PRAGMA max_page_count = 100000")
    pages.close()
    now.desk.do(Change("Add", (Put(big),)))
    assert big.id in now.workshop


def test_an_error_at_commit_means_unknown_not_failed(opened, monkeypatch):
    """The commit got through although an error came back: the entry is looked up, and is there once."""
    now = opened()
    dialect = now.repository._engine.dialect
    real = dialect.do_commit

    def do_commit(connection: object) -> None:
        real(connection)
        raise sqlite3.OperationalError("disk I/O error")

    with monkeypatch.context() as broken:
        broken.setattr(dialect, "do_commit", do_commit)
        retitle(now, "was saved")
    assert now.workshop["o1"].title == "was saved"
    assert [e.label for e in now.repository.entries()].count("Change CO-1") == 1
    retitle(now, "goes on")
    now.close()


def test_a_limit_on_file_sizes_is_said(plan, tmp_path):
    """A7: RLIMIT_FSIZE with the signal ignored, in a child."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        said = "nothing"
        try:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            now = open_document(plan, ANN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (plan.stat().st_size, plan.stat().st_size))
            now.desk.do(Change("Add", (Put(Objective(new_id(), team="eng", title="x" * 400_000)),)))
        except StoreError as error:
            said = str(error)
        except BaseException as error:
            said = repr(error)
        os.write(write, said.encode())
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    assert said.startswith("This change could not be saved")
    assert title_in(plan) == "Every rider comes back"


def mounted(folder: Path, *options: str) -> None:
    """Mount a small disk at `folder`, or skip where that is not allowed."""
    folder.mkdir(exist_ok=True)
    if os.geteuid() != 0 or not shutil.which("mount"):
        pytest.skip("needs root to mount a small disk")
    done = subprocess.run(
        ["mount", "-t", "tmpfs", *options, "tmpfs", str(folder)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        pytest.skip(f"mounting is not allowed here: {done.stderr.strip()}")


def unmount(folder: Path) -> None:
    subprocess.run(["umount", "-l", str(folder)], check=False, capture_output=True)


@pytest.mark.root
def test_a_full_disk_under_the_file(opened, plan, tmp_path):
    """A6: the drive of the person's file is full: it stays whole, and publishing works after freeing room."""
    stick = tmp_path / "stick"
    mounted(stick, "-o", f"size={(plan.stat().st_size * 3 // 2) // 1024}k")
    try:
        path = Path(shutil.copy(plan, stick))
        now = opened(path)
        retitle(now, "mine")
        with pytest.raises(Unwritable, match="the disk is full"):
            now.publish()
        assert title_in(path) == "Every rider comes back"
        subprocess.run(["mount", "-o", "remount,size=10m", str(stick)], check=True)
        now.publish()
        assert title_in(path) == "mine"
        now.close()
    finally:
        unmount(stick)


@pytest.mark.root
def test_a_full_disk_under_the_working_copy(plan, tmp_path, monkeypatch):
    home = tmp_path / "tiny"
    mounted(home, "-o", f"size={plan.stat().st_size * 2 // 1024}k")
    monkeypatch.setenv("OKRDESK_HOME", str(home))
    try:
        now = open_document(plan, ANN)
        with pytest.raises(StoreError, match="disk is full"):
            for _ in range(500):
                now.desk.do(Change("Add", (Put(Objective(new_id(), team="eng", title="x" * 5000)),)))
        held = len(now.workshop)
        subprocess.run(["mount", "-o", "remount,size=50m", str(home)], check=True)
        retitle(now, "again")
        now.close()
        with closing(open_document(plan, ANN, read_only=True)) as look:
            assert len(look.workshop) == held
    finally:
        unmount(home)


@pytest.mark.root
@pytest.mark.parametrize("keep_folder", [True, False])
def test_a_drive_that_vanishes(opened, plan, tmp_path, keep_folder):
    """A9: unmounted under us; nothing is written into the empty place that it leaves."""
    stick = tmp_path / "stick"
    mounted(stick)
    try:
        path = Path(shutil.copy(plan, stick))
        now = opened(path)
        retitle(now, "mine")
        unmount(stick)
        if not keep_folder:
            stick.rmdir()
        with pytest.raises(Unwritable, match="gone"):
            now.publish()
        assert not stick.exists() or list(stick.iterdir()) == []
        now.save_copy(tmp_path / "elsewhere.okrdesk")
        assert title_in(tmp_path / "elsewhere.okrdesk") == "mine"
    finally:
        unmount(stick)
