"""The journal of a document that was just opened. Writing takes SQLAlchemy, and that a quarter of a second to
import; to show a workshop does not.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING

from okrdesk.cards import Author
from okrdesk.change import Step
from okrdesk.history import Entry
from okrdesk.store.reading import read_entries
from okrdesk.workshop import Workshop

if TYPE_CHECKING:
    from okrdesk.store.repository import Repository


class LateJournal:
    """A `Journal` that lists what was done by itself, and for all else makes its repository, once, over
    `connection`.

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

    def write(
        self, entry: Entry, steps: tuple[Step, ...], counters: Mapping[str, int], author: Author
    ) -> Entry:
        """Write records, journal rows and counters in one durable transaction; give the entry its seq."""
        return self.repository().write(entry, steps, counters, author)

    def steps(self, group: str) -> tuple[Step, ...]:
        """The steps of all entries of a group in order, those of undo and redo not among them."""
        return self.repository().steps(group)

    def steps_of(self, ids: Collection[str], latest: int = 200) -> list[tuple[Entry, Step]]:
        """The steps on these records in the latest entries that touched them, oldest first."""
        return self.repository().steps_of(ids, latest)

    def parts_ever(self, card: str) -> set[str]:
        """The ids of all parts and links that a card has or had."""
        return self.repository().parts_ever(card)

    def authors(self) -> dict[str, Author]:
        """Everybody who ever changed something, by id."""
        return self.repository().authors()

    def counters(self) -> dict[str, int]:
        """The counters of short names."""
        return self.repository().counters()

    def close(self) -> None:
        """Close the connection."""
        if self._repository is not None:
            self._repository.close()
        self._connection.close()
