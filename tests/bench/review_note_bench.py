"""Adding a note in a workshop that holds many, beside a bare durable insert; and the margin's opening."""

from __future__ import annotations

import contextlib
import sqlite3
import statistics
import time
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from okrdesk.cards import Author, Objective, fields_of
from okrdesk.change import Change, Put
from okrdesk.review import notes, saying
from okrdesk.review.notes import Reviewing, Spot
from okrdesk.review.records import Note
from okrdesk.store.database import connect
from okrdesk.store.document import Document, create
from tests.bench.measure import Row
from tests.factory import sample_workshop

NOTES, ADDED = 2_000, 300
AUTHOR = Author("bench", "Bench", "ab" * 32)


def made(path: Path) -> Document:
    """A workshop of 200 objectives and 2,000 notes on them."""
    document = create(
        path, AUTHOR, Change("Begin", tuple(map(Put, sample_workshop(objectives=200))), "import")
    )
    workshop = document.workshop
    cards = workshop.all(Objective)
    said = []
    for n in range(NOTES):
        where = {"card": cards[n % len(cards)].id, "kind": "note", "text": f"Note {n}"}
        said.append(replace(saying.say(Note, AUTHOR, workshop, **where), clock=n + 1))
    document.desk.do(Change("Notes", tuple(map(Put, said))))
    document.desk.do(Change("Who", saying.introduce(AUTHOR, workshop)))
    return document


def _others(connection: sqlite3.Connection, table: str, *but: str) -> str:
    """A table's columns but for these."""
    names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    return ", ".join(f'"{name}"' for name in names if name not in but)


def rows(folder: Path) -> Iterable[Row]:
    """The figures of notes."""
    ours_document, floor_document = made(folder / "ours.okrdesk"), made(folder / "floor.okrdesk")
    floor_path = floor_document.path
    floor_document.close()
    workshop, desk = ours_document.workshop, ours_document.desk
    card = workshop.all(Objective)[0]
    names = ", ".join(f'"{name}"' for name in fields_of(Note) if name != "id")
    ours: list[float] = []
    floor: list[float] = []
    with contextlib.closing(ours_document), contextlib.closing(connect(floor_path)) as connection:
        insert = f"INSERT INTO note (id, version, {names}) SELECT ?, 1, {names} FROM note LIMIT 1"
        step, entry = _others(connection, "step", "seq"), _others(connection, "entry", "seq", "id")
        for n in range(ADDED):
            start = time.perf_counter()
            spot = Spot(card.id, "title", 0, 4)
            desk.do(notes.add_note(workshop, AUTHOR, Reviewing(), spot, "question", f"What is {n}?", seq=n))
            middle = time.perf_counter()
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(insert, (f"floor-{n}",))
            seq = 1_000_000 + n
            connection.execute(
                f"INSERT INTO entry (seq, id, {entry}) SELECT {seq}, 'e{n}', {entry} FROM entry LIMIT 1"
            )
            connection.execute(f"INSERT INTO step (seq, {step}) SELECT {seq}, {step} FROM step LIMIT 1")
            connection.execute("COMMIT")
            ours.append((middle - start) * 1000)
            floor.append((time.perf_counter() - middle) * 1000)
    yield Row(
        f"one note, saved durably beside {NOTES:,} others", statistics.median(ours), statistics.median(floor),
        "the same three rows, bare sqlite3", 1.5,
    )  # fmt: skip
