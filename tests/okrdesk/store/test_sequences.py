"""Random sequences of changes: undo all gives the start, redo all the end, also over closing and opening."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from okrdesk.canonical import canonical
from okrdesk.store.document import Document, create, open_document
from okrdesk.workshop import INDEXED, Workshop
from tests.okrdesk.changes import do_some
from tests.okrdesk.small import ANN, small_change


def counted(count: int) -> settings:
    """So many examples, each as slow as it is: files are made."""
    return settings(
        max_examples=count,
        deadline=None,
        database=None,
        print_blob=True,
        suppress_health_check=[
            HealthCheck.too_slow,
            HealthCheck.data_too_large,
            HealthCheck.function_scoped_fixture,
        ],
    )


Draw = Callable[..., object]


def journal(document: Document) -> list[tuple[object, ...]]:
    """All rows of the journal, by a connection of the test's own."""
    with closing(sqlite3.connect(document._database)) as look:
        entries = look.execute("SELECT * FROM entry ORDER BY seq").fetchall()
        return entries + look.execute("SELECT * FROM step ORDER BY seq, n").fetchall()


def reopened(document: Document) -> Document:
    path = document.path
    document.close()
    return open_document(path, ANN, synchronous="OFF")


def same_as_fresh(workshop: Workshop) -> None:
    """Every look-up that was kept up to date step by step equals one made anew."""
    fresh = Workshop(workshop.id, workshop)
    for kind, names in INDEXED.items():
        assert fresh.all(kind) == workshop.all(kind)
        for name in names:
            for ref_id in {getattr(record, name) for record in fresh.all(kind)} | {"", "nobody"}:
                assert fresh.by(kind, name, ref_id) == workshop.by(kind, name, ref_id)
    assert fresh.teams() == workshop.teams()
    assert fresh.parked() == workshop.parked()


def all_undone_and_redone(draw: Draw, folder: Path, *, empty: bool, again: bool) -> None:
    document = create(folder / "plan.okrdesk", ANN, None if empty else small_change(), synchronous="OFF")
    start, history = canonical(document.workshop), len(document.desk.history.undoable)
    do_some(draw, document.desk, draw(st.integers(1, 12)))  # type: ignore[arg-type]
    same_as_fresh(document.workshop)
    end = canonical(document.workshop)
    before = journal(document)
    if again:
        document = reopened(document)
        assert canonical(document.workshop) == end
    count = len(document.desk.history.undoable) - history
    for _ in range(count):
        assert document.desk.undo()
    assert canonical(document.workshop) == start
    if again:
        document = reopened(document)
        assert canonical(document.workshop) == start
    for _ in range(count):
        assert document.desk.redo()
    assert document.desk.redo() is None
    assert canonical(document.workshop) == end
    same_as_fresh(document.workshop)
    after = journal(document)
    assert set(before) <= set(after)  # rows of the journal never change
    document = reopened(document)
    assert canonical(document.workshop) == end
    document.abandon()


def check(data: st.DataObject, *, again: bool) -> None:
    with TemporaryDirectory() as folder:
        all_undone_and_redone(data.draw, Path(folder), empty=data.draw(st.booleans()), again=again)


@counted(50)
@given(st.data())
def test_undo_all_and_redo_all(data):
    check(data, again=False)


@counted(50)
@given(st.data())
def test_undo_all_and_redo_all_over_closing_and_opening(data):
    check(data, again=True)


@pytest.mark.slow
@pytest.mark.timeout(1800)
@counted(1000)
@given(st.data())
def test_a_thousand_sequences(data):
    check(data, again=data.draw(st.booleans()))


def test_rows_of_the_journal_cannot_change(opened):
    """The same seen from SQLite: with triggers that forbid it, everything still works."""
    from okrdesk import edits

    now = opened()
    bare = now._connection
    for table in ("entry", "step", "author"):
        for verb in ("UPDATE", "DELETE"):
            name = f"{verb}_{table}".lower()
            bare.execute(
                f"CREATE TRIGGER {name} BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, 'never'); END"
            )
    now.desk.do(edits.set_field(now.workshop, "o1", "title", "x"))
    now.desk.do(edits.drop(now.workshop, "o2"))
    assert now.desk.undo() and now.desk.undo() and now.desk.redo()
