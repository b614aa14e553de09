"""Older formats: each is brought to today's, wholly or not at all, and no row is lost on the way (D1–D5)."""

import contextlib
import os
import random
import shutil
import signal
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from okrdesk.canonical import canonical
from okrdesk.cards import Objective
from okrdesk.edits import set_field
from okrdesk.store import backups, database, migrate, safe_open, schema, shape
from okrdesk.store.document import open_document
from okrdesk.store.errors import StoreError
from okrdesk.store.formats import FORMAT
from okrdesk.store.rescue import rescue
from tests.okrdesk.small import ANN, RECORDS

SAMPLES = Path(__file__).parents[2] / "data" / "formats"
OLDER = range(1, FORMAT)


def counts(path: Path) -> dict[str, int]:
    with closing(sqlite3.connect(path)) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {n: connection.execute(f"SELECT count(*) FROM {n}").fetchone()[0] for n in names}


@pytest.fixture(params=OLDER)
def old(request, tmp_path) -> Path:
    folder = tmp_path / "shared"
    folder.mkdir()
    return Path(shutil.copy(SAMPLES / f"{request.param}.okrdesk", folder / "old.okrdesk"))


def test_there_is_a_sample_and_a_shape_of_each_format():
    assert sorted(int(p.stem) for p in SAMPLES.glob("*.okrdesk")) == [*OLDER]
    assert all(shape.expected(number) for number in range(1, FORMAT + 1))


def test_the_newest_shape_is_that_of_the_schema(tmp_path):
    engine = create_engine("sqlite://", creator=lambda: sqlite3.connect(tmp_path / "new"))
    with engine.begin() as connection:
        schema.create_tables(connection)
    engine.dispose()
    with closing(sqlite3.connect(tmp_path / "new")) as connection:
        assert shape.shape_of(connection) == shape.expected(FORMAT)


def test_an_old_file_opens_with_all_it_holds(old, tmp_path):
    """D1, D5. The file itself changes only when something is published, and is in the backups before."""
    before, held = old.read_bytes(), counts(old)
    with closing(open_document(old, ANN)) as now:
        assert old.read_bytes() == before
        assert counts(now._database).items() >= held.items()
        assert now.workshop["o1"].title == "Every rider comes back twice"  # type: ignore[attr-defined]
        assert now.workshop.organisation.prompts == ()
        assert now.workshop.settings.key_results_at_most == 4
        assert now.verify() == []
        (kept,) = backups.listing(now.workshop.id)
        assert kept.path.read_bytes() == before
        now.desk.do(set_field(now.workshop, "org", "purpose", "Bikes that last"))
        now.desk.undo()
        now.desk.undo()  # what was done in the old format is undone in the new one
        now.desk.redo()
    assert safe_open.checked_copy(old, tmp_path / "copy").format == FORMAT
    with closing(sqlite3.connect(old)) as connection:
        assert shape.shape_of(connection) == shape.expected(FORMAT)


def test_looking_at_an_old_file_alters_nothing(old):
    before = old.read_bytes()
    with closing(open_document(old, ANN, read_only=True)) as look:
        assert look.workshop.find(Objective, "o1")
    assert old.read_bytes() == before
    assert [p.name for p in old.parent.iterdir()] == ["old.okrdesk"]


def test_rescue_misses_nothing_that_an_old_format_never_had(old, tmp_path):
    rescued = rescue(old, tmp_path / "rescued.okrdesk", ANN)
    with closing(rescued.document) as document:
        assert {r.id for r in document.workshop} == {r.id for r in RECORDS}
    assert rescued.lost == []


def kill_migrations(old: Path, tmp_path: Path, times: int) -> None:
    """D2: the private copy is old or new, never half; the person's file is as it was."""
    import alembic.operations  # noqa: F401  # in the children it is there already

    r = random.Random(times)
    before = old.read_bytes()
    number = int.from_bytes(before[60:64])
    seen = set()
    for _ in range(times):
        copy = tmp_path / "copy.okrdesk"
        shutil.copy(old, copy)
        child = os.fork()
        if child == 0:
            with contextlib.suppress(BaseException):
                migrate.bring_up(copy, old)
            os._exit(0)
        time.sleep(r.uniform(0, 0.08))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        with closing(database.connect(copy)) as connection:
            now = connection.execute("PRAGMA user_version").fetchone()[0]
            assert now in (number, FORMAT)
            assert shape.shape_of(connection) == shape.expected(now)
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert counts(copy).items() >= counts(old).items()
        seen.add(now)
        copy.unlink()
    assert old.read_bytes() == before


def test_kills_in_a_migration_leave_old_or_new(old, tmp_path):
    kill_migrations(old, tmp_path, 15)


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_hundred_and_fifty_kills_in_a_migration_leave_old_or_new(old, tmp_path):
    kill_migrations(old, tmp_path, 150)


def test_a_full_disk_in_a_migration_leaves_the_old_file(old, monkeypatch):
    """D3."""
    before = old.read_bytes()
    real = database.connect

    def small(path: Path, **how: str) -> sqlite3.Connection:
        connection = real(path, **how)
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages + 1}")
        return connection

    with monkeypatch.context() as full:
        full.setattr(database, "connect", small)
        with pytest.raises(StoreError, match="disk is full"):
            open_document(old, ANN)
    assert old.read_bytes() == before
    with closing(open_document(old, ANN)) as now:
        assert now.workshop.find(Objective, "o1")


def test_foreign_keys_on_would_lose_rows(tmp_path):
    """D4: guards the guard. With them on, rebuilding a table deletes what refers to it, silently."""
    from alembic.migration import MigrationContext
    from alembic.operations import Operations
    from sqlalchemy import Column, Text

    path = tmp_path / "db"
    with closing(database.connect(path)) as connection:
        connection.execute("CREATE TABLE a (id TEXT NOT NULL PRIMARY KEY)")
        connection.execute(
            "CREATE TABLE b (id TEXT, a TEXT, FOREIGN KEY(a) REFERENCES a (id) ON DELETE CASCADE)"
        )
        connection.execute("INSERT INTO a VALUES ('1')")
        connection.execute("INSERT INTO b VALUES ('2', '1')")
    engine = database.engine_for(path)
    with engine.begin() as connection:
        operations = Operations(MigrationContext.configure(connection))
        with operations.batch_alter_table("a", recreate="always") as batch:
            batch.add_column(Column("more", Text))
    engine.dispose()
    assert counts(path) == {"a": 1, "b": 0}


def test_a_migration_that_loses_a_row_is_taken_back(old, tmp_path, monkeypatch):
    copy = tmp_path / "copy.okrdesk"
    shutil.copy(old, copy)
    last = FORMAT - 1
    real = migrate.STEPS[last]

    def careless(operations) -> None:
        real(operations)
        operations.execute("DELETE FROM role_answer")

    monkeypatch.setitem(migrate.STEPS, last, careless)
    with pytest.raises(StoreError, match="could not be brought"):
        migrate.bring_up(copy, old)
    assert counts(copy) == counts(old)


def test_a_recovered_working_copy_of_an_older_format_is_brought_up_too(old, monkeypatch):
    """The program was renewed after a crash."""
    now = open_document(old, ANN)
    place, state = now._place, now._state
    assert place and state
    now.abandon()
    place.folder.mkdir()
    shutil.copy(old, place.database)
    with closing(sqlite3.connect(place.database)) as before:
        before.execute("UPDATE objective SET title = 'not published' WHERE id = 'o1'")
        before.execute(
            "INSERT INTO entry VALUES (99, 'e', 'g', 'author-ann', '2026-06-01T10:00Z', 'x', 'do', '')"
        )
        before.commit()
    place.write_state(state)
    with closing(open_document(old, ANN)) as again:
        assert again.notices[0].startswith("Recovered 1 change")
        assert again.workshop["o1"].title == "not published"  # type: ignore[attr-defined]
        assert canonical(again.workshop)
