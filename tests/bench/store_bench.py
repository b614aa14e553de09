"""The workshop's file beside bare sqlite3: one edit saved durably, and 10,000 objectives opened."""

from __future__ import annotations

import contextlib
import json
import shutil
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from okrdesk import edits
from okrdesk.cards import KINDS, Author, Objective, fields_of
from okrdesk.change import Change, Put
from okrdesk.store.database import connect
from okrdesk.store.document import Document, create, open_document
from okrdesk.store.names import table_name
from tests.bench.measure import Row, side_by_side
from tests.factory import sample_workshop

EDITS = 400
AUTHOR = Author("bench", "Bench")


def made(path: Path, objectives: int) -> Document:
    """A workshop of a size, imported and published."""
    records = tuple(map(Put, sample_workshop(objectives=objectives)))
    return create(path, AUTHOR, Change("Begin", records, "import"))


def edit_ours(document: Document) -> Callable[[int], object]:
    """One retitling through the desk: checked, durable with its journal, told to listeners."""
    id_ = document.workshop.all(Objective)[0].id
    return lambda n: document.desk.do(edits.set_field(document.workshop, id_, "title", f"Ours {n}"))


def edit_floor(connection: sqlite3.Connection, id_: str) -> Callable[[int], object]:
    """The same by hand: the record's row and a journal row, same pragmas, no checks."""

    def edit(n: int) -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(
            "UPDATE objective SET version = version + 1, title = ? WHERE id = ?", (f"Floor {n}", id_)
        )
        row = (1, 1_000_000 + n, "set", "Objective", id_, "title", f'"Floor {n - 1}"', f'"Floor {n}"')
        connection.execute("INSERT INTO step VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
        connection.execute("COMMIT")

    return edit


def _edits(folder: Path) -> Row:
    document = made(folder / "ours.okrdesk", 100)
    other = made(folder / "floor.okrdesk", 100)
    other.close()
    with contextlib.closing(document), contextlib.closing(connect(folder / "floor.okrdesk")) as connection:
        (id_,) = connection.execute("SELECT id FROM objective LIMIT 1").fetchone()
        works = edit_ours(document), edit_floor(connection, id_)
        times: tuple[list[float], list[float]] = ([], [])
        for n in range(EDITS):
            for work, taken in zip(works, times, strict=True):
                start = time.perf_counter()
                work(n)
                taken.append((time.perf_counter() - start) * 1000)
    ours, floor = map(statistics.median, times)
    return Row(
        "one edit, saved durably with its journal row", ours, floor, "two statements, bare sqlite3", 1.6
    )


_READ: dict[type, Callable[[Any], Any]] = {
    Decimal: Decimal,
    date: date.fromisoformat,
    bool: bool,
    tuple: json.loads,
}


def open_floor(path: Path) -> int:
    """Read the same rows with bare sqlite3 into the same dataclasses; returns how many."""
    count = 0
    with contextlib.closing(sqlite3.connect(path)) as connection:
        for kind in KINDS:
            infos = fields_of(kind)
            casts = [(n, _READ[i.type]) for n, i in enumerate(infos.values()) if i.type in _READ]
            query = ", ".join(f'"{name}"' for name in infos)
            for row in connection.execute(f"SELECT {query} FROM {table_name(kind)} WHERE gone IS NULL"):
                values = list(row)
                for n, cast in casts:
                    values[n] = () if values[n] == "" else None if values[n] is None else cast(values[n])
                kind(*values)
                count += 1
    return count


def _opening(folder: Path) -> Row:
    path = folder / "big.okrdesk"
    made(path, 10_000).close()
    ours, floor = side_by_side(lambda: open_document(path, AUTHOR).close(), lambda: open_floor(path))
    return Row(
        "open 10,000 objectives: check, copy, read (no window)", ours, floor, "rows into dataclasses", 3
    )


def _publishing(folder: Path) -> Iterable[Row]:
    document = open_document(folder / "big.okrdesk", AUTHOR)
    blocked, copied, total = [], [], []
    for n in range(5):
        edit_ours(document)(n)
        start = time.perf_counter()
        publication = document.begin_publish()
        blocked.append((time.perf_counter() - start) * 1000)
        assert publication
        publication.run()
        total.append((time.perf_counter() - start) * 1000)
        document.published(publication)
        start = time.perf_counter()
        shutil.copyfile(document.path, folder / "copy")
        copied.append((time.perf_counter() - start) * 1000)
    document.close()
    floor = statistics.median(copied)
    yield Row(
        "publish 10,000 objectives: the editor waits",
        statistics.median(blocked),
        floor,
        "copying the file",
        4,
    )
    yield Row("publish 10,000 objectives: all of it", statistics.median(total), floor, "copying the file", 40)


def rows(folder: Path) -> Iterable[Row]:
    """Every figure of the file."""
    yield _edits(folder)
    yield _opening(folder)
    yield from _publishing(folder)
