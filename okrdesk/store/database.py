"""One connection to one SQLite file, with the settings that keep an acknowledged edit through a power cut."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from okrdesk.i18n import _
from okrdesk.store.errors import StoreError

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

LONGEST = 50_000_000  # bytes in one cell or row: nobody types that much
# DELETE, not WAL: a file without companions, and a replaced one is noticed. EXTRA flushes the folder too.
_PRAGMAS = (
    "journal_mode = DELETE",
    "foreign_keys = ON",
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "mmap_size = 0",
    "temp_store = MEMORY",
    "secure_delete = ON",
)


def connect(path: Path, *, synchronous: str = "EXTRA") -> sqlite3.Connection:
    """A plain connection to a private file, made when missing. Transactions are the caller's own."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST)
    for pragma in (*_PRAGMAS, f"synchronous = {synchronous}"):
        connection.execute(f"PRAGMA {pragma}").close()
    return connection


def engine_for(path: Path, *, synchronous: str = "EXTRA") -> Engine:
    """An engine with a connection of its own to a private file; see `engine_over`."""
    return engine_over(lambda: connect(path, synchronous=synchronous), os.getpid())


def engine_over(connection: Callable[[], sqlite3.Connection], owner: int) -> Engine:
    """An engine over one connection, for the thread and process (`owner`) that made it; every transaction may
    write.

    No text of a workshop ever stands in its errors or logs.
    """
    from sqlalchemy import create_engine, event
    from sqlalchemy.pool import StaticPool

    def begin(connection: Connection) -> None:
        if os.getpid() != owner:
            raise StoreError(_("A workshop stays with the process that opened it."))
        bare = connection.connection.driver_connection
        assert isinstance(bare, sqlite3.Connection)
        bare.execute("BEGIN IMMEDIATE").close()  # by SQLAlchemy it takes six times as long

    engine = create_engine("sqlite://", creator=connection, poolclass=StaticPool, hide_parameters=True)
    event.listen(engine, "begin", begin)
    return engine


def raw(engine: Engine) -> sqlite3.Connection:
    """The sqlite3 connection below an engine, for what SQLAlchemy has no words for (backup, pragmas)."""
    fairy = engine.raw_connection()
    try:
        assert isinstance(fairy.driver_connection, sqlite3.Connection)
        return fairy.driver_connection
    finally:
        fairy.close()
