"""Brings an older file's tables to today's format: numbered functions, each from one format to the next.

They run on a private copy, all in one transaction with the format's number, foreign keys off: with them on,
rebuilding a table silently deletes the rows that refer to it. Alembic and SQLAlchemy are imported
only when there is something to do.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from okrdesk.i18n import _
from okrdesk.store import disk, shape
from okrdesk.store.database import connect, engine_for
from okrdesk.store.errors import StoreError
from okrdesk.store.formats import FORMAT

if TYPE_CHECKING:
    from alembic.operations import Operations


def _from_1(operations: Operations) -> None:
    """Objectives say why now, key results by which method they are measured."""
    for table, column in (("objective", "why_now"), ("key_result", "method")):
        _add_texts(operations, table, column, after="note")


def _from_2(operations: Operations) -> None:
    """Organisations have a logo, prompts and a purpose, cycles constraints, workshops settings."""
    from sqlalchemy import Boolean, Column, Integer, Text

    _add_texts(operations, "organisation", "logo", "prompts", "purpose", after="page_size")
    _add_texts(operations, "cycle", "constraints", after="freeze")
    operations.create_table(
        "settings",
        Column("id", Text, primary_key=True),
        Column("company_objectives_at_most", Integer, nullable=False),
        Column("team_objectives_at_most", Integer, nullable=False),
        Column("key_results_at_most", Integer, nullable=False),
        Column("volatile", Boolean, nullable=False),
        Column("version", Integer, nullable=False),
        Column("gone", Integer),
    )


def _from_3(operations: Operations) -> None:
    """Reviews: rounds, who reads whose draft, and what was said."""
    from sqlalchemy import Boolean, Column, ForeignKey, Integer, Text

    def texts(*names: str) -> list[Column[Any]]:
        return [Column(name, Text, nullable=False) for name in names]

    def needed(name: str, table: str) -> Column[Any]:
        key = ForeignKey(f"{table}.id", deferrable=True, initially="DEFERRED", ondelete="RESTRICT")
        return Column(name, Text, key, nullable=False)

    def numbers(*names: str) -> list[Column[Any]]:
        return [Column(name, Integer, nullable=False) for name in names]

    def flags(*names: str) -> list[Column[Any]]:
        return [Column(name, Boolean, nullable=False) for name in names]

    def said() -> list[Column[Any]]:
        return [*texts("key", "seed"), *numbers("rev", "clock"), *texts("at"), *flags("withdrawn")]

    tables: dict[str, list[Column[Any]]] = {
        "round": [*texts("rank", "name", "starts", "ends"), *flags("open_from_start", "names_shown")],
        "assignment": [needed("round", "round"), needed("team", "team"), needed("about", "team")],
        "invitation": [*texts("round", "team", "about", "reviewer", "made"), *numbers("seq")],
        "question": texts("rank", "asker", "asked", "text"),
        "trust": texts("key", "mark", "invitation"),
        "reviewer": [*said(), *texts("name", "initials", "team", "invitation")],
        "note": [
            *said(),
            *texts("round", "team", "about", "card", "field"),
            Column("start", Integer),
            *texts("quote", "before", "after", "read"),
            *numbers("seq"),
            *texts("kind", "text", "wording", "needs"),
            Column("by_week", Integer),
        ],
        "reply": [*said(), *texts("note", "text")],
        "settlement": [*said(), *texts("note"), *flags("settled")],
        "answer": [*said(), *texts("note"), *flags("accepted"), *texts("reason")],
        "verdict": [*said(), *texts("round", "team", "card", "question", "answer")],
        "progress": [*said(), *texts("round", "team", "about", "stage", "asked")],
    }
    for name, columns in tables.items():
        last = [Column("version", Integer, nullable=False), Column("gone", Integer)]
        operations.create_table(name, Column("id", Text, primary_key=True), *columns, *last)


STEPS: dict[int, Callable[[Operations], None]] = {1: _from_1, 2: _from_2, 3: _from_3}


def _add_texts(operations: Operations, table: str, *columns: str, after: str) -> None:
    """Add empty texts to every row, in the place that a new file has them in, and with no default."""
    from sqlalchemy import Column, Text

    with operations.batch_alter_table(table, recreate="always") as batch:
        for before, column in zip((after, *columns), columns, strict=False):
            batch.add_column(Column(column, Text, nullable=False, server_default=""), insert_after=before)
    with operations.batch_alter_table(table, recreate="always") as batch:
        for column in columns:
            batch.alter_column(column, server_default=None)


def bring_up(path: Path, named: Path) -> None:
    """Bring the private file at `path` to today's format; `named` is what a sentence calls it.

    Raises StoreError when it does not come out right; the private file is then as it was.
    """
    from alembic.migration import MigrationContext
    from alembic.operations import Operations
    from sqlalchemy.exc import DBAPIError

    engine = engine_for(path)
    try:
        with engine.connect() as connection:
            bare = connection.connection.driver_connection
            assert isinstance(bare, sqlite3.Connection)
            # Outside of any transaction, where alone it has an effect.
            bare.execute("PRAGMA foreign_keys = OFF")
            with connection.begin():
                before = _rows(bare)
                number = int(bare.execute("PRAGMA user_version").fetchone()[0])
                operations = Operations(MigrationContext.configure(connection))
                for n in range(number, FORMAT):
                    STEPS[n](operations)
                bare.execute(f"PRAGMA user_version = {FORMAT}")
                _check(bare, before, named)
    except DBAPIError as error:
        cause = error.orig
        raise (
            disk.unwritable(named, cause) if isinstance(cause, sqlite3.Error) else _failed(named)
        ) from error
    finally:
        engine.dispose()
    with closing(connect(path)) as connection:
        if connection.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
            raise _failed(named)


def _rows(connection: sqlite3.Connection) -> dict[str, int]:
    names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}


def _check(connection: sqlite3.Connection, before: dict[str, int], named: Path) -> None:
    """No row lost, no reference left hanging, and tables such as a new file has."""
    after = _rows(connection)
    whole = all(after.get(name) == count for name, count in before.items())
    hanging = connection.execute("PRAGMA foreign_key_check").fetchone()
    if not whole or hanging or shape.shape_of(connection) != shape.expected(FORMAT):
        raise _failed(named)


def _failed(named: Path) -> StoreError:
    sentence = _("{file} could not be brought to the present format; it is as it was. Please report this.")
    return StoreError(sentence.format(file=named))
