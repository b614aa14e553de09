"""Rows in, records out: reads a workshop from its tables and writes changes with their journal rows."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Engine, Row, bindparam, func, insert, select, update
from sqlalchemy.exc import DBAPIError

from okrdesk.cards import KIND, KINDS, Author, Record, fields_of
from okrdesk.change import Drop, Put, Set, Step, decimal_text, from_plain, record_from_plain, record_to_plain, to_plain
from okrdesk.history import Entry
from okrdesk.store import schema
from okrdesk.workshop import Workshop

Row_ = Mapping[str, Any]


def to_column(value: Any) -> Any:
    """A field's value as its column holds it."""
    if isinstance(value, Decimal):
        return decimal_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return json.dumps(value, ensure_ascii=False) if value else ""
    return value


_FROM_COLUMN: dict[type, Callable[[Any], Any]] = {
    Decimal: lambda v: None if v is None else Decimal(v),
    date: lambda v: None if v is None else date.fromisoformat(v),
    tuple: lambda v: tuple(json.loads(v)) if v else (),
    bool: bool,
}


def _reader(kind: type[Record]) -> Callable[[Iterable[Row[Any]]], Iterator[Record]]:
    """A quick maker of records from rows in the order of the fields."""
    casts = [(n, _FROM_COLUMN[f.type]) for n, f in enumerate(fields_of(kind).values()) if f.type in _FROM_COLUMN]

    def read(rows: Iterable[Row[Any]]) -> Iterator[Record]:
        for row in rows:
            values = list(row)
            for n, cast in casts:
                if (value := values[n]) is not None:
                    values[n] = cast(value)
            yield kind(*values)

    return read


_READ = {kind: _reader(kind) for kind in KINDS}
_INSERT = {kind: insert(table) for kind, table in schema.RECORD_TABLES.items()}
_REVIVE = {
    kind: update(table).where(table.c.id == bindparam("_id")).values(version=table.c.version + 1, gone=None)
    for kind, table in schema.RECORD_TABLES.items()
}
_BURY = {
    kind: update(table)
    .where(table.c.id == bindparam("_id"))
    .values(version=table.c.version + 1, gone=bindparam("_gone"))
    for kind, table in schema.RECORD_TABLES.items()
}
_SET = {
    (kind, name): update(table)
    .where(table.c.id == bindparam("_id"))
    .values({"version": table.c.version + 1, name: bindparam("_new")})
    for kind, table in schema.RECORD_TABLES.items()
    for name in fields_of(kind)
}


def read_records(connection: Connection) -> Iterator[Record]:
    """All live records."""
    for kind, table in schema.RECORD_TABLES.items():
        columns = [table.c[name] for name in fields_of(kind)]
        yield from _READ[kind](connection.execute(select(*columns).where(table.c.gone.is_(None))))


def read_workshop(connection: Connection) -> Workshop:
    """The workshop that the tables hold."""
    workshop_id = connection.execute(select(schema.meta.c.value).where(schema.meta.c.key == "workshop")).scalar_one()
    return Workshop(bytes(workshop_id).decode(), read_records(connection))


class Repository:
    """The journal of a desk, kept in the tables that `engine` reaches. Its engine opens writing transactions."""

    def __init__(self, engine: Engine, workshop: Workshop) -> None:
        self._engine = engine
        self._workshop = workshop
        self._authors: set[str] | None = None
        self._gone: set[str] | None = None
        self._last_seq: int | None = None

    def write(self, entry: Entry, steps: tuple[Step, ...], counters: Mapping[str, int], author: Author) -> Entry:
        """Write an entry, its steps, the records they alter and the counters in one durable transaction.

        An error at commit means "unknown", not "failed": the entry is looked up by its id, and only when
        it is not there is the error raised.
        """
        self._prime()
        assert self._last_seq is not None
        entry = replace(entry, seq=self._last_seq + 1)
        try:
            with self._engine.begin() as connection:
                self._write(connection, entry, steps, counters, author)
        except DBAPIError:
            if not self._is_there(entry.id):
                raise
        self._last_seq = entry.seq
        self._remember(steps, author)
        return entry

    def entries(self) -> list[Entry]:
        """All entries in the order of their seq."""
        table = schema.entry
        columns = [table.c[name] for name in ("id", "group", "author", "at", "label", "kind", "target", "seq")]
        with self._engine.connect() as connection:
            return [Entry(*row) for row in connection.execute(select(*columns).order_by(table.c.seq))]

    def steps(self, group: str) -> tuple[Step, ...]:
        """The steps of all entries of a group in order, those of undo and redo not among them."""
        s, e = schema.step, schema.entry
        query = (
            select(s.c.op, s.c.record, s.c.card, s.c.field, s.c.old, s.c.new)
            .join(e, e.c.seq == s.c.seq)
            .where(e.c.group == group, e.c.kind.not_in(("undo", "redo")))
            .order_by(s.c.seq, s.c.n)
        )
        with self._engine.connect() as connection:
            return tuple(_step_from_row(*row) for row in connection.execute(query))

    def steps_on(self, card: str) -> list[tuple[Entry, Step]]:
        """Every step that touched one record, oldest first, with its entry: who changed what when."""
        s, e = schema.step, schema.entry
        columns = [e.c[name] for name in ("id", "group", "author", "at", "label", "kind", "target", "seq")]
        query = (
            select(*columns, s.c.op, s.c.record, s.c.card, s.c.field, s.c.old, s.c.new)
            .join(s, e.c.seq == s.c.seq)
            .where(s.c.card == card)
            .order_by(s.c.seq, s.c.n)
        )
        with self._engine.connect() as connection:
            return [(Entry(*row[:8]), _step_from_row(*row[8:])) for row in connection.execute(query)]

    def authors(self) -> dict[str, Author]:
        """Everybody who ever changed something, by id."""
        table = schema.author
        with self._engine.connect() as connection:
            rows = connection.execute(select(table.c.id, table.c.name, table.c.public_key, table.c.person))
            return {row[0]: Author(*row) for row in rows}

    def counters(self) -> dict[str, int]:
        """The counters of short names."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(schema.counter.c.scope, schema.counter.c.value))
            return {scope: value for scope, value in rows}

    # ------------------------------------------------------------ within
    def _prime(self) -> None:
        if self._last_seq is not None:
            return
        with self._engine.connect() as connection:
            self._last_seq = connection.execute(select(func.max(schema.entry.c.seq))).scalar() or 0
            self._authors = set(connection.execute(select(schema.author.c.id)).scalars())
            self._gone = set()
            for table in schema.RECORD_TABLES.values():
                self._gone.update(connection.execute(select(table.c.id).where(table.c.gone.is_not(None))).scalars())

    def _is_there(self, entry_id: str) -> bool:
        try:
            with self._engine.connect() as connection:
                found = connection.execute(select(schema.entry.c.seq).where(schema.entry.c.id == entry_id))
                return found.first() is not None
        except DBAPIError:
            return False

    def _remember(self, steps: tuple[Step, ...], author: Author) -> None:
        assert self._gone is not None and self._authors is not None
        self._authors.add(author.id)
        for step in steps:
            if isinstance(step, Put):
                self._gone.discard(step.record.id)
            elif isinstance(step, Drop):
                self._gone.add(step.record.id)

    def _write(
        self,
        connection: Connection,
        entry: Entry,
        steps: tuple[Step, ...],
        counters: Mapping[str, int],
        author: Author,
    ) -> None:
        assert self._authors is not None
        if author.id not in self._authors:
            values = {"id": author.id, "name": author.name, "public_key": author.public_key, "person": author.person}
            connection.execute(insert(schema.author), values)
        connection.execute(insert(schema.entry), _entry_row(entry))
        rows = [_step_row(entry.seq, n, step, self._kind_of) for n, step in enumerate(steps)]
        connection.execute(insert(schema.step), rows)
        self._write_records(connection, entry.seq, steps)
        for scope, value in counters.items():
            found = connection.execute(
                update(schema.counter).where(schema.counter.c.scope == scope).values(value=value)
            )
            if not found.rowcount:
                connection.execute(insert(schema.counter), {"scope": scope, "value": value})

    def _kind_of(self, card: str) -> type[Record]:
        return type(self._workshop[card])

    def _write_records(self, connection: Connection, seq: int, steps: tuple[Step, ...]) -> None:
        """Alter the record rows. New rows of one kind that follow one another go in together."""
        assert self._gone is not None
        gone, kinds = set(self._gone), {}
        fresh: defaultdict[type[Record], list[Row_]] = defaultdict(list)

        def flush() -> None:
            for kind, rows in fresh.items():
                connection.execute(_INSERT[kind], rows)
            fresh.clear()

        for step in steps:
            if isinstance(step, Put) and step.record.id not in gone:
                kinds[step.record.id] = kind = type(step.record)
                fresh[kind].append(_record_row(step.record) | {"version": 1, "gone": None})
                continue
            flush()
            if isinstance(step, Put):
                kinds[step.record.id] = kind = type(step.record)
                connection.execute(_REVIVE[kind], _record_row(step.record) | {"_id": step.record.id})
                gone.discard(step.record.id)
            elif isinstance(step, Drop):
                connection.execute(_BURY[type(step.record)], {"_id": step.record.id, "_gone": seq})
                gone.add(step.record.id)
            else:
                kind = kinds.get(step.id) or self._kind_of(step.id)
                connection.execute(_SET[kind, step.field], {"_id": step.id, "_new": to_column(step.new)})
        flush()


def _record_row(record: Record) -> dict[str, Any]:
    return {name: to_column(getattr(record, name)) for name in fields_of(type(record))}


def _entry_row(entry: Entry) -> dict[str, Any]:
    names = ("seq", "id", "group", "author", "at", "label", "kind", "target")
    return {name: getattr(entry, name) for name in names}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _step_row(seq: int, n: int, step: Step, kind_of: Callable[[str], type[Record]]) -> dict[str, Any]:
    row: dict[str, Any] = {"seq": seq, "n": n, "field": "", "old": None, "new": None}
    match step:
        case Put(record):
            row |= {"op": "put", "card": record.id, "new": _json(record_to_plain(record))}
            row["record"] = type(record).__name__
        case Drop(record):
            row |= {"op": "drop", "card": record.id, "old": _json(record_to_plain(record))}
            row["record"] = type(record).__name__
        case Set(id_, name, old, new):
            row |= {"op": "set", "card": id_, "field": name}
            row |= {"record": kind_of(id_).__name__, "old": _json(to_plain(old)), "new": _json(to_plain(new))}
    return row


def _step_from_row(op: str, record: str, card: str, name: str, old: str | None, new: str | None) -> Step:
    if op == "put":
        return Put(record_from_plain(record, json.loads(new or "null")))
    if op == "drop":
        return Drop(record_from_plain(record, json.loads(old or "null")))
    info = fields_of(KIND[record])[name]
    return Set(card, name, from_plain(info, json.loads(old or "null")), from_plain(info, json.loads(new or "null")))
