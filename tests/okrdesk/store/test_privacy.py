"""What is typed stays in the workshop: not in logs, errors, locks or state; only its owner can read it."""

import logging
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from okrdesk import edits
from okrdesk.cards import Objective, new_id
from okrdesk.change import Change, Put
from okrdesk.store import disk
from okrdesk.store.document import create
from okrdesk.store.errors import StoreError, Unwritable
from tests.okrdesk.small import ANN

MARKER = "Zanzibarquartz"


def test_no_word_of_the_plan_outside_the_plan(opened, plan, home, caplog):
    caplog.set_level(logging.DEBUG)
    now = opened()
    now.desk.do(edits.set_field(now.workshop, "o1", "title", MARKER))
    raw = now.repository._engine.raw_connection()
    pages = raw.driver_connection.execute("PRAGMA page_count").fetchone()[0]
    raw.driver_connection.execute(f"PRAGMA max_page_count = {pages}")
    raw.close()
    with pytest.raises(StoreError) as caught:
        big = Objective(new_id(), team="eng", title=MARKER * 5000)
        now.desk.do(Change(MARKER, (Put(big),)))
    assert MARKER not in f"{caught.value} {caught.value.__cause__} {caught.value.__cause__!r}"
    assert MARKER not in caplog.text
    holding = [p.name for p in (*home.rglob("*"), *plan.parent.iterdir()) if p.is_file() and has(p)]
    assert holding == ["work.okrdesk"]
    now.publish()


def has(path: Path) -> bool:
    return MARKER.encode() in path.read_bytes()


def test_deleted_words_leave_the_files(opened, plan, tmp_path):
    now = opened()
    now.desk.do(edits.set_field(now.workshop, "o1", "title", MARKER))
    bare = tmp_path / "bare.okrdesk"
    now.desk.do(edits.set_field(now.workshop, "o1", "title", "Fine"))
    now.save_copy(bare, with_history=False)
    assert not has(bare)
    now.close()
    assert has(plan)  # its history keeps them


def test_all_private_folders_are_private(opened, home):
    now = opened()
    now.desk.do(edits.set_field(now.workshop, "o1", "title", "x"))
    now.publish()
    folders = [home, *(path for path in home.rglob("*") if path.is_dir())]
    assert len(folders) > 3
    assert {stat.S_IMODE(folder.stat().st_mode) for folder in folders} == {0o700}


def test_the_core_starts_without_sqlalchemy_and_alembic():
    code = (
        "import sys, okrdesk.desk, okrdesk.edits, okrdesk.profile\n"
        "import okrdesk.store.safe_open, okrdesk.store.lock\n"
        "assert not {'sqlalchemy', 'alembic', 'cryptography', 'PySide6'} & set(sys.modules)\n"
        "import okrdesk.store.document\n"
        "assert not {'alembic', 'cryptography', 'sqlalchemy.orm', 'PySide6'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_workshop_of_nothing_can_be_made_and_opened(tmp_path, opened):
    create(tmp_path / "empty.okrdesk", ANN).close()
    now = opened(tmp_path / "empty.okrdesk")
    assert len(now.workshop) == 0
    assert now.desk.undo() is None


def test_unchecked_copies_of_dead_processes_are_cleared_away(opened, home):
    (home / "work").mkdir(parents=True)
    dead, live = (home / "work" / f".{pid}.abcd.okrdesk" for pid in (2**22 + 9, os.getppid()))
    dead.write_text(MARKER)
    live.write_text("x")
    opened()
    assert not dead.exists()
    assert live.exists()


def test_a_private_place_that_cannot_be_written_is_not_blamed_on_the_file(plan, opened, monkeypatch):
    monkeypatch.setattr(disk, "private", lambda path: (_ for _ in ()).throw(PermissionError(13, "no")))
    with pytest.raises(Unwritable, match="Cannot write"):
        opened(read_only=True)


def test_a_workshop_is_opened_without_sqlalchemy(plan):
    """What a window waits for before it shows a workshop: reading, and what can be undone."""
    code = (
        "import sys; from pathlib import Path; from okrdesk.cards import Author\n"
        "from okrdesk.store.document import open_document\n"
        f"document = open_document(Path({str(plan)!r}), Author('a', 'Ann'))\n"
        "assert document.workshop.teams() and not document.desk.history.undoable\n"
        "assert 'sqlalchemy' not in sys.modules\n"
        "document.close()"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
