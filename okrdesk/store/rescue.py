"""“Rescue into a new workshop…”: what can still be read of a damaged or altered file, as a new, sound one.

Works on a copy; the damaged file is never touched. The history is not taken over, since it cannot be trusted.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from okrdesk.cards import KINDS, Author, FieldInfo, Record, Team, fields_of
from okrdesk.change import Change, Put, from_plain, inverse
from okrdesk.check import fault, name
from okrdesk.i18n import _
from okrdesk.store import backups, disk, safe_open, shape, working
from okrdesk.store.differences import differences
from okrdesk.store.document import Document, create, open_document
from okrdesk.store.errors import StoreError, Unreadable
from okrdesk.store.formats import FORMAT
from okrdesk.store.names import table_name
from okrdesk.store.reading import FROM_COLUMN
from okrdesk.workshop import Misfit, Workshop

_ERRORS = (sqlite3.Error, UnicodeDecodeError)  # what reading damaged pages may raise


@dataclass(slots=True)
class Rescued:
    """A new workshop, what could not be taken over, and how it differs from the newest good backup."""

    document: Document
    lost: list[str]
    differs: list[str]
    backup: backups.Backup | None


@dataclass(slots=True)
class _Found:
    """What was read: records that may still hang in the air, and sentences on what could not be read."""

    workshop_id: str = ""
    format: int = FORMAT
    records: list[Record] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


def rescue(source: Path, target: Path, author: Author) -> Rescued:
    """Read what can be read of `source`, and of changes that had not reached it, into the new file `target`.

    Raises Unreadable when there is nothing to be read, and what `create` raises.
    """
    found = _read_best(source.expanduser().resolve())
    if not found.records:
        sentence = _("Nothing could be read of {file}; it is as it was. Restore a backup.")
        raise Unreadable(sentence.format(file=source), "lost")
    workshop, lost = _made_whole(found)
    change = Change(_("Rescue {file}").format(file=source.name), tuple(map(Put, workshop)), "import")
    document = create(target, author, change)
    backup = backups.newest_good(found.workshop_id) if found.workshop_id else None
    differs: list[str] = []
    if backup:
        with closing(open_document(backup.path, author, read_only=True)) as good:
            labels = (_("the rescued workshop"), _("the backup"))
            differs = differences(document.workshop, good.workshop, labels)
    return Rescued(document, found.lost + lost, differs, backup)


def _read_best(source: Path) -> _Found:
    """What can be read of the working copy that waits for `source`, else of the file itself."""
    copy = working.scratch()
    try:
        for place in working.places_of(source):
            state = place.read_state()
            with suppress(sqlite3.Error, StoreError, OSError):
                if state and place.unpublished(state.published)[0]:
                    safe_open.copy(place.database, copy)
                    found = _read(copy, source)
                    if found.records:
                        return found
        safe_open.copy(source, copy)
        return _read(copy, source)
    finally:
        disk.remove(copy)


def _read(path: Path, source: Path) -> _Found:
    found = _Found()
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        try:
            safe_open.restrain(connection)
            number = connection.execute("PRAGMA user_version").fetchone()[0]
            found.format = number if 1 <= number <= FORMAT else FORMAT
            row = connection.execute("SELECT value FROM meta WHERE key = 'workshop'").fetchone()
            if (
                row
                and isinstance(row[0], bytes)
                and safe_open.is_workshop_id(text := row[0].decode("latin-1"))
            ):
                found.workshop_id = text
        except _ERRORS:
            found.lost.append(_("{file} no longer says which workshop it is.").format(file=source.name))
        for kind in KINDS:
            rows = _rows(connection, kind, found)
            found.records += (record for row in rows if (record := _record(kind, row, found)))
    return found


def _rows(connection: sqlite3.Connection, kind: type[Record], found: _Found) -> Iterable[dict[str, Any]]:
    """The live rows of a kind, read from both ends when there is a hole in the middle."""
    table = table_name(kind)
    if f"table {table}" not in shape.expected(found.format):
        return []
    try:
        is_table = connection.execute(
            "SELECT count(*) FROM sqlite_master WHERE name = ? AND type = 'table' AND rootpage > 0",
            (table,),
        ).fetchone()[0]
        there = {row[1] for row in connection.execute(f'PRAGMA table_xinfo("{table}")') if row[6] == 0}
    except _ERRORS:
        is_table, there = 0, set()
    names = [name for name in fields_of(kind) if name in there]
    if not is_table or "id" not in names:
        found.lost.append(_("No {kind} could be read.").format(kind=kind.__name__))
        return []
    columns = ", ".join(f'"{n}"' for n in names)
    rows: dict[int, dict[str, Any]] = {}
    for order in ("ASC", "DESC"):
        query = f"SELECT rowid, {columns} FROM {table} WHERE gone IS NULL"
        try:
            for rowid, *values in connection.execute(f"{query} ORDER BY rowid {order}"):
                rows[rowid] = dict(zip(names, values, strict=True))
            break
        except _ERRORS:
            if order == "DESC":
                found.lost.append(_("Some of kind {kind} could not be read.").format(kind=kind.__name__))
    return [rows[rowid] for rowid in sorted(rows)]


def _record(kind: type[Record], row: dict[str, Any], found: _Found) -> Record | None:
    """A record out of a row; what a field cannot hold is left out and told of."""
    values = {}
    for info in fields_of(kind).values():
        if info.name in row:
            try:
                values[info.name] = _value(info, row[info.name])
            except (ValueError, ArithmeticError, RecursionError):
                line = _("{field} of a {kind} could not be read.")
                found.lost.append(line.format(field=info.name.replace("_", " "), kind=kind.__name__))
    return kind(**values) if values.get("id") else None


def _value(info: FieldInfo, stored: Any) -> Any:
    if stored is None or info.type not in FROM_COLUMN:
        return from_plain(info, stored)
    if not isinstance(stored, (str, int)):
        raise ValueError("another kind of value")
    return FROM_COLUMN[info.type](stored)


def _made_whole(found: _Found) -> tuple[Workshop, list[str]]:
    """A workshop of all records that hold together, each judged by the rules that changes are judged by."""
    workshop, lost = Workshop("", ()), []
    for record in _parents_first(found.records):
        record = _without_dangling(workshop, record, lost)
        steps = (Put(record),)
        try:
            touched = workshop.apply(steps)
        except Misfit:
            lost.append(_("{card} was there twice.").format(card=name(workshop, record)))
            continue
        if why := fault(workshop, touched):
            lost.append(_("{card} was left out: {why}").format(card=name(workshop, record), why=why))
            workshop.apply(inverse(steps))
    return workshop, lost


def _parents_first(records: list[Record]) -> Iterator[Record]:
    """The records in order of their kinds, teams after the team they belong to."""
    teams = {record.id: record for record in records if isinstance(record, Team)}
    done: set[str] = set()
    for record in records:
        line: list[Team] = []
        at = teams.get(record.id)
        while at and at.id not in done:
            done.add(at.id)
            line.append(at)
            at = teams.get(at.parent)
        yield from reversed(line)
        if not isinstance(record, Team):
            yield record


def _without_dangling(workshop: Workshop, record: Record, lost: list[str]) -> Record:
    """`record` without mentions of records that could not be read, where it can be without them."""
    cleared: dict[str, Any] = {}
    for info in fields_of(type(record)).values():
        value = getattr(record, info.name)
        if info.ref and not info.required and value:
            kept = tuple(i for i in value if i in workshop) if isinstance(value, tuple) else ""
            if kept != value and (isinstance(value, tuple) or value not in workshop):
                cleared[info.name] = kept
                line = _("{field} of {card} is gone.")
                card = name(workshop, record)
                lost.append(line.format(field=info.name.replace("_", " "), card=card))
    return replace(record, **cleared) if cleared else record
