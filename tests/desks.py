"""Open desks for tests: over an SQLite database in memory, with the real repository."""

from __future__ import annotations

from sqlalchemy import create_engine, insert
from sqlalchemy.pool import StaticPool

from okrdesk.cards import Author, fields_of
from okrdesk.desk import Desk
from okrdesk.store import schema
from okrdesk.store.repository import Repository, to_column
from okrdesk.workshop import Workshop

AUTHOR = Author("author-1", "Ada Abara")


def desk_for(workshop: Workshop) -> Desk:
    """A desk that holds `workshop`, its records written to a fresh database."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    schema.metadata.create_all(engine)
    with engine.begin() as connection:
        for kind, table in schema.RECORD_TABLES.items():
            rows = [
                {name: to_column(getattr(record, name)) for name in fields_of(kind)} | {"version": 1}
                for record in workshop.all(kind)
            ]
            if rows:
                connection.execute(insert(table), rows)
    return Desk(workshop, Repository(engine, workshop), AUTHOR)
