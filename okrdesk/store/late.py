"""The journal of a document that was just opened. Writing takes SQLAlchemy, and that a quarter of a second to
import; to show a workshop does not.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from okrdesk.history import Entry
from okrdesk.store.reading import read_entries
from okrdesk.workshop import Workshop

if TYPE_CHECKING:
    from okrdesk.store.repository import Repository


class LateJournal:
    """A `Journal` that lists what was done, and for all else makes its repository: once, over `connection`.

    `written` is told of each entry that has become durable.
    """

    def __init__(
        self, connection: sqlite3.Connection, workshop: Workshop, written: Callable[[Entry], None]
    ) -> None:
        self._connection = connection
        self._workshop = workshop
        self._written = written
        self._owner = os.getpid()
        self._repository: Repository | None = None

    def entries(self) -> list[Entry]:
        """All entries in the order of their seq."""
        return read_entries(self._connection)

    def repository(self) -> Repository:
        """What writes the journal and reads all of it."""
        if self._repository is None:
            from okrdesk.store.database import engine_over
            from okrdesk.store.repository import Repository

            engine = engine_over(lambda: self._connection, self._owner)
            self._repository = Repository(engine, self._workshop, self._written)
        return self._repository

    def counters(self) -> dict[str, int]:
        """The counters of short names."""
        return self.repository().counters()

    def close(self) -> None:
        """Close the connection."""
        if self._repository is not None:
            self._repository.close()
        self._connection.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.repository(), name)
