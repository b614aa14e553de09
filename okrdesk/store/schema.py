"""The tables of a workshop's file, made from the records themselves. Same on SQLite and PostgreSQL."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    insert,
    types,
)

from okrdesk.cards import KINDS, FieldInfo, Record, fields_of
from okrdesk.store.database import engine_for, raw
from okrdesk.store.formats import APPLICATION_ID, FORMAT
from okrdesk.store.names import table_name

metadata = MetaData()

_TYPES: dict[type, type[types.TypeEngine]] = {
    str: Text,
    int: Integer,
    bool: Boolean,
    Decimal: Text,  # SQLAlchemy's Numeric goes through float on SQLite
    date: Text,  # ISO 8601
    tuple: Text,  # a JSON list; "" is the empty one
}


def _column(info: FieldInfo) -> Column[object]:
    if info.name == "id":
        return Column("id", Text, primary_key=True)
    kinds = info.ref if info.type is str else ()
    # Only a required reference to one kind of record can be a foreign key: "" stands for none elsewhere.
    if info.required and len(kinds) == 1:
        target = next(kind for kind in KINDS if kind.__name__ == kinds[0])
        key = ForeignKey(
            f"{table_name(target)}.id", deferrable=True, initially="DEFERRED", ondelete="RESTRICT"
        )
        return Column(info.name, Text, key, nullable=False)
    return Column(info.name, _TYPES[info.type](), nullable=info.optional)


# `version` counts a row's alterations; `gone` is the seq of the entry that dropped it, NULL while it lives.
RECORD_TABLES: dict[type[Record], Table] = {
    kind: Table(
        table_name(kind),
        metadata,
        *(_column(info) for info in fields_of(kind).values()),
        Column("version", Integer, nullable=False),
        Column("gone", Integer),
    )
    for kind in KINDS
}

author = Table(
    "author",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("public_key", Text, nullable=False),
    Column("person", Text, nullable=False),
)

entry = Table(
    "entry",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("group", Text, nullable=False),
    Column("author", Text, ForeignKey("author.id"), nullable=False),
    Column("at", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("target", Text, nullable=False),
)

# op is put, set or drop. A put's new and a drop's old are the whole record as JSON, a set's are the values.
step = Table(
    "step",
    metadata,
    Column("seq", Integer, ForeignKey("entry.seq"), primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("op", Text, nullable=False),
    Column("record", Text, nullable=False),
    Column("card", Text, nullable=False),
    Column("field", Text, nullable=False),
    Column("old", Text),
    Column("new", Text),
    Index("ix_step_card", "card"),
)

counter = Table(
    "counter",
    metadata,
    Column("scope", Text, primary_key=True),
    Column("value", Integer, nullable=False),
)

# key "workshop": the id that stays with every copy. "checksum": guards a published file. "program": the
# version that wrote it.
meta = Table(
    "meta",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", LargeBinary, nullable=False),
)


def make_file(database: Path, workshop_id: str) -> None:
    """Make a private file with all tables and nothing in them but the workshop's id."""
    engine = engine_for(database)
    try:
        with engine.begin() as connection:
            create_tables(connection)
            connection.execute(insert(meta), {"key": "workshop", "value": workshop_id.encode()})
        for pragma in (f"application_id = {APPLICATION_ID}", f"user_version = {FORMAT}"):
            raw(engine).execute(f"PRAGMA {pragma}")
    finally:
        engine.dispose()


def create_tables(connection: Connection) -> None:
    """Make all tables; `meta` last, so that the checksum comes late in a file (most is hashed once then)."""
    metadata.create_all(connection, tables=[table for table in metadata.sorted_tables if table is not meta])
    meta.create(connection)
