"""Writes changes with their journal rows, each in one durable transaction, and reads the journal back."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from operator import itemgetter
from typing import Any

from sqlalchemy import (
    Connection,
    Engine,
    Insert,
    Table,
    Update,
    bindparam,
    func,
    insert,
    literal_column,
    null,
    select,
    update,
)
from sqlalchemy.exc import DBAPIError

from okrdesk.cards import KIND, KINDS, Author, Condition, KeyResult, Link, Record, fields_of, values_of
from okrdesk.change import Drop, Put, Set, Step, from_plain, record_from_plain, record_to_plain, to_plain
from okrdesk.history import Entry
from okrdesk.i18n import _
from okrdesk.store import schema
from okrdesk.store.database import raw
from okrdesk.store.errors import StoreError, Unreadable, Unwritable
from okrdesk.store.reading import read_entries, to_column
from okrdesk.workshop import Workshop

Values = dict[str, Any]  # a row's values by column, or a statement's by parameter


class _Statement:
    """A statement that is compiled once for each kind of database: an edit takes half the time then."""

    def __init__(self, statement: Insert | Update, names: Iterable[str] | None = None) -> None:
        self._statement = statement
        self._names = None if names is None else list(names)
        self._compiled: dict[str, tuple[str, tuple[str, ...]]] = {}

    def run(self, connection: Connection, rows: list[Values]) -> None:
        """Execute it for each of `rows`, values as the columns hold them. Raises the driver's errors."""
        dialect = connection.dialect
        if dialect.name not in self._compiled:
            compiled = self._statement.compile(dialect=dialect, column_keys=self._names)
            self._compiled[dialect.name] = str(compiled), tuple(getattr(compiled, "positiontup", None) or ())
        sql, order = self._compiled[dialect.name]
        values: list[Any] = list(map(itemgetter(*order), rows)) if order else rows
        cursor = connection.connection.cursor()
        try:
            if len(values) > 1:
                cursor.executemany(sql, values)
            else:
                cursor.execute(sql, values[0])
        finally:
            cursor.close()


def _insertion(table: Table) -> _Statement:
    return _Statement(insert(table), table.columns.keys())


def _alteration(kind: type[Record], values: Mapping[str, Any]) -> _Statement:
    table = schema.RECORD_TABLES[kind]
    version = table.c.version + literal_column("1")
    return _Statement(update(table).where(table.c.id == bindparam("_id")).values(version=version, **values))


@cache  # made when first needed: 150 of them would cost each start 10 ms
def _setting(kind: type[Record], name: str) -> _Statement:
    return _alteration(kind, {name: bindparam("_new")})


_INSERT = {kind: _insertion(table) for kind, table in schema.RECORD_TABLES.items()}
# The id stays as it is: writing it again would have SQLite look for rows that refer to it.
_REVIVE = {
    kind: _alteration(kind, {"gone": null()} | {n: bindparam(f"_{n}") for n in fields_of(kind) if n != "id"})
    for kind in KINDS
}
_BURY = {kind: _alteration(kind, {"gone": bindparam("_gone")}) for kind in KINDS}
_ADD_AUTHOR, _ADD_ENTRY, _ADD_STEP, _ADD_COUNTER = map(
    _insertion, (schema.author, schema.entry, schema.step, schema.counter)
)
_COUNT = _Statement(
    update(schema.counter)
    .where(schema.counter.c.scope == bindparam("_scope"))
    .values(value=bindparam("_value"))
)

_ENTRY = [schema.entry.c[name] for name in ("id", "group", "author", "at", "label", "kind", "target", "seq")]
_STEP = [schema.step.c[name] for name in ("op", "record", "card", "field", "old", "new")]
_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Repository:
    """The journal of a desk, kept in the tables that `engine` reaches; its engine opens writing transactions.

    `written` is told of each entry that has become durable.
    """

    def __init__(
        self, engine: Engine, workshop: Workshop, written: Callable[[Entry], None] = lambda entry: None
    ) -> None:
        self._engine = engine
        self._workshop = workshop
        self._written = written
        self._known: _Known | None = None
        self._connection: Connection | None = None  # kept open: each edit takes a tenth less time

    def close(self) -> None:
        """Give the connection back; the repository can still be read and written afterwards."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def write(
        self, entry: Entry, steps: tuple[Step, ...], counters: Mapping[str, int], author: Author
    ) -> Entry:
        """Write an entry, its steps, the records they alter and the counters in one durable transaction.

        An error at commit means "unknown", not "failed": the entry is looked up by its id, and only when
        it is not there is the error raised, as StoreError.
        """
        known = self._known = self._known or self._learn()
        entry = replace(entry, seq=known.seq + 1)
        try:
            if self._connection is None:
                self._connection = self._engine.connect()
            with self._connection.begin():
                self._write(self._connection, known, entry, steps, counters, author)
        except (DBAPIError, self._engine.dialect.loaded_dbapi.Error) as error:
            if not self._is_there(entry.id):
                raise _not_saved(error) from error
        known.take_in(entry.seq, steps, counters, author)
        self._written(entry)
        return entry

    def entries(self) -> list[Entry]:
        """All entries in the order of their seq."""
        return read_entries(raw(self._engine))

    def count(self) -> int:
        """The seq of the last entry; 0 when there is none."""
        with self._engine.connect() as connection:
            return connection.execute(select(func.max(schema.entry.c.seq))).scalar() or 0

    def steps(self, group: str) -> tuple[Step, ...]:
        """The steps of all entries of a group in order, those of undo and redo not among them.

        Raises Unreadable when a step is none that this program can have written.
        """
        s, e = schema.step, schema.entry
        query = select(*_STEP).join(e, e.c.seq == s.c.seq).order_by(s.c.seq, s.c.n)
        query = query.where(e.c.group == group, e.c.kind.not_in(("undo", "redo")))
        with self._engine.connect() as connection:
            return tuple(_step_from_row(row) for row in connection.execute(query))

    def steps_of(self, ids: Collection[str], latest: int = 200) -> list[tuple[Entry, Step]]:
        """The steps that touched any of these records, oldest first, with their entries: who did what when.

        Those of the latest so many entries that did. Raises Unreadable as `steps` does.
        """
        s, e = schema.step, schema.entry
        entries = select(s.c.seq).where(s.c.card.in_(ids)).distinct().order_by(s.c.seq.desc()).limit(latest)
        query = select(*_ENTRY, *_STEP).join(s, e.c.seq == s.c.seq)
        query = query.where(s.c.card.in_(ids), s.c.seq.in_(entries))
        with self._engine.connect() as connection:
            rows = connection.execute(query.order_by(s.c.seq, s.c.n))
            return [(Entry(*row[: len(_ENTRY)]), _step_from_row(row[len(_ENTRY) :])) for row in rows]

    def parts_ever(self, card: str) -> set[str]:
        """The ids of a card's key results, conditions and links, of those that are gone as well."""
        results, conditions = schema.RECORD_TABLES[KeyResult], schema.RECORD_TABLES[Condition]
        links = schema.RECORD_TABLES[Link]
        with self._engine.connect() as connection:
            parts = {card}
            parts.update(
                connection.execute(select(results.c.id).where(results.c.objective == card)).scalars()
            )
            parts.update(
                connection.execute(select(conditions.c.id).where(conditions.c.parent == card)).scalars()
            )
            ends = links.c.source.in_(parts) | links.c.target.in_(parts)
            return (parts | set(connection.execute(select(links.c.id).where(ends)).scalars())) - {card}

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
            return {row[0]: row[1] for row in rows}

    # ------------------------------------------------------------ within
    def _learn(self) -> _Known:
        with self._engine.connect() as connection:
            gone: set[str] = set()
            for table in schema.RECORD_TABLES.values():
                gone.update(connection.execute(select(table.c.id).where(table.c.gone.is_not(None))).scalars())
            return _Known(
                seq=connection.execute(select(func.max(schema.entry.c.seq))).scalar() or 0,
                authors=set(connection.execute(select(schema.author.c.id)).scalars()),
                scopes=set(connection.execute(select(schema.counter.c.scope)).scalars()),
                gone=gone,
            )

    def _is_there(self, entry_id: str) -> bool:
        query = select(schema.entry.c.seq).where(schema.entry.c.id == entry_id)
        try:
            with self._engine.connect() as connection:
                return connection.execute(query).first() is not None
        except DBAPIError:
            return False

    def _write(
        self,
        connection: Connection,
        known: _Known,
        entry: Entry,
        steps: tuple[Step, ...],
        counters: Mapping[str, int],
        author: Author,
    ) -> None:
        if author.id not in known.authors:
            _ADD_AUTHOR.run(connection, [_values_of(author)])
        _ADD_ENTRY.run(connection, [_values_of(entry)])
        rows = [_step_row(entry.seq, n, step, self._kind_of) for n, step in enumerate(steps)]
        if rows:  # none when a hostile history says that nothing was done
            _ADD_STEP.run(connection, rows)
        self._write_records(connection, known, entry.seq, steps)
        if old := [{"_scope": s, "_value": v} for s, v in counters.items() if s in known.scopes]:
            _COUNT.run(connection, old)
        if new := [{"scope": s, "value": v} for s, v in counters.items() if s not in known.scopes]:
            _ADD_COUNTER.run(connection, new)

    def _kind_of(self, card: str) -> type[Record]:
        return type(self._workshop[card])

    def _write_records(
        self, connection: Connection, known: _Known, seq: int, steps: tuple[Step, ...]
    ) -> None:
        """Alter the record rows: different records' together, those of one record in their order."""
        batch: defaultdict[_Statement, list[Values]] = defaultdict(list)
        touched: set[str] = set()
        gone, kinds = _Overlay(known.gone), {}

        def flush() -> None:
            for statement, rows in batch.items():
                statement.run(connection, rows)
            batch.clear()
            touched.clear()

        for step in steps:
            id_ = step.id if isinstance(step, Set) else step.record.id
            if id_ in touched:
                flush()
            touched.add(id_)
            if isinstance(step, Set):
                kind = kinds.get(id_) or self._kind_of(id_)
                batch[_setting(kind, step.field)].append({"_id": id_, "_new": to_column(step.new)})
                continue
            kinds[id_] = kind = type(step.record)
            if isinstance(step, Drop):
                batch[_BURY[kind]].append({"_id": id_, "_gone": seq})
            elif id_ in gone:
                batch[_REVIVE[kind]].append({f"_{n}": v for n, v in _row(step.record).items()})
            else:
                row = _row(step.record)
                row["version"], row["gone"] = 1, None
                batch[_INSERT[kind]].append(row)
            gone.set(id_, isinstance(step, Drop))
        flush()


@dataclass(slots=True)
class _Known:
    """What the tables hold that writing has to know: read once, then kept up to date."""

    seq: int
    authors: set[str]
    scopes: set[str]
    gone: set[str]

    def take_in(self, seq: int, steps: tuple[Step, ...], counters: Mapping[str, int], author: Author) -> None:
        self.seq = seq
        self.authors.add(author.id)
        self.scopes.update(counters)
        for step in steps:
            if isinstance(step, Put):
                self.gone.discard(step.record.id)
            elif isinstance(step, Drop):
                self.gone.add(step.record.id)


class _Overlay:
    """Which records are gone as a change goes on, without touching what is known before it is durable."""

    def __init__(self, before: set[str]) -> None:
        self._before = before
        self._now: dict[str, bool] = {}

    def __contains__(self, id_: str) -> bool:
        return self._now.get(id_, id_ in self._before)

    def set(self, id_: str, is_gone: bool) -> None:
        self._now[id_] = is_gone


def _not_saved(error: Exception) -> StoreError:
    cause = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_FULL:
        return Unwritable(_("The disk is full: this change was not saved. Free some space and try again."))
    why = str(cause)
    return Unwritable(
        _("This change could not be saved ({why}); everything before it is safe.").format(why=why)
    )


def _values_of(thing: Author | Entry) -> Values:
    return {name: getattr(thing, name) for name in thing.__slots__}


def _row(record: Record) -> Values:
    row = dict(zip(fields_of(type(record)), values_of(record), strict=True))
    for name in _converted(type(record)):
        row[name] = to_column(row[name])
    return row


@cache
def _converted(kind: type[Record]) -> tuple[str, ...]:
    """The fields whose columns hold something else than their values."""
    return tuple(info.name for info in fields_of(kind).values() if info.type not in (str, int, bool))


def _step_row(seq: int, n: int, step: Step, kind_of: Callable[[str], type[Record]]) -> Values:
    if isinstance(step, Set):
        op, kind, card, name = "set", kind_of(step.id), step.id, step.field
        old, new = _json(to_plain(step.old)), _json(to_plain(step.new))
    else:
        op, kind, card, name = "put", type(step.record), step.record.id, ""
        old, new = None, _json(record_to_plain(step.record))
        if isinstance(step, Drop):
            op, old, new = "drop", new, None
    step_row: Values = {"seq": seq, "n": n, "op": op, "record": kind.__name__, "card": card, "field": name}
    return step_row | {"old": old, "new": new}


def _step_from_row(row: Sequence[Any]) -> Step:
    op, record, card, name, old, new = row
    try:
        if op == "put":
            return Put(record_from_plain(record, json.loads(new)))
        if op == "drop":
            return Drop(record_from_plain(record, json.loads(old)))
        info = fields_of(KIND[record])[name]
        return Set(card, name, from_plain(info, json.loads(old)), from_plain(info, json.loads(new)))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        sentence = _(
            "The history of this workshop holds a step that no program of ours wrote; it is left alone."
        )
        raise Unreadable(sentence, "history") from error
