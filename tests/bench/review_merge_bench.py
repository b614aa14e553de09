"""Merging what many reviewers said: 50 packets of 100 notes into 1,000 objectives, read, checked and durable.

The floor takes the signatures on trust: it parses what came back and inserts the same rows with bare sqlite3.
"""

from __future__ import annotations

import contextlib
import itertools
import json
import shutil
import sqlite3
import statistics
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from okrdesk.cards import Author, fields_of
from okrdesk.change import Change, Put
from okrdesk.profile import Profile
from okrdesk.review import saying
from okrdesk.review.merging import merge_preview
from okrdesk.review.notes import Reviewing, Spot, add_note
from okrdesk.review.packet import answer_packet, read_packet
from okrdesk.review.packing import invite, pack, teams_for
from okrdesk.review.records import Note, Said
from okrdesk.store.database import connect
from okrdesk.store.document import Document, create, open_document
from okrdesk.workshop import Workshop
from tests.bench.measure import Row, timed
from tests.factory import sample_workshop

PACKETS, NOTES, OBJECTIVES, ROUNDS = 50, 100, 1_000, 3
AUTHOR = Author("bench", "Bench")
Packets = list[tuple[str, bytes]]


def rows(folder: Path) -> Iterable[Row]:
    """Merging beside the second that is allowed, and beside its floor."""
    records = tuple(map(Put, sample_workshop(objectives=OBJECTIVES)))
    base = folder / "base.okrdesk"
    with contextlib.closing(create(base, AUTHOR, Change("Begin", records, "import"))) as document:
        packets = made(document)
    ours, floor = [], []
    for n in range(ROUNDS):
        mine, theirs = folder / f"ours-{n}.okrdesk", folder / f"floor-{n}.okrdesk"
        shutil.copy(base, mine)
        shutil.copy(base, theirs)
        with contextlib.closing(connect(theirs)) as connection:
            floor.append(timed(_floor(connection, packets)))
        with contextlib.closing(open_document(mine, AUTHOR)) as document:
            ours.append(timed(_ours(document, packets)))
            assert document.workshop.count(Note) == PACKETS * NOTES
    what = f"merge {PACKETS} packets of {NOTES} notes, {OBJECTIVES:,} objectives"
    took = statistics.median(ours)
    yield Row(what, took, 1000, "allowed", 1)
    yield Row(f"{what}: beside", took, statistics.median(floor), "parsing, bare inserts", 8)


def made(document: Document) -> Packets:
    """The packets that came back, each of another reviewer, on the draft of one team."""
    workshop = document.workshop
    sender = _person("Bench")
    teams = teams_for(workshop, "")
    found: Packets = []
    for n in range(PACKETS):
        about = teams[n % len(teams)]
        change, invitation = invite(workshop, "", "", f"Reviewer {n}", [about], 1)
        document.desk.do(change)
        packet = read_packet(pack(workshop, sender, invitation, 1))
        me = _person(f"Reviewer {n}")
        said = list(_notes(Workshop(workshop.id, packet.sent.everything), me.author, about))
        found.append((f"{n}.okrreview", answer_packet(packet, me, said, "submitted")))
    return found


def _notes(workshop: Workshop, author: Author, about: str) -> Iterable[Said]:
    yield saying.say(saying.Reviewer, author, workshop, seed="reviewer", name=author.name)
    objectives = workshop.objectives(about)
    for n in range(NOTES):
        spot = Spot(objectives[n % len(objectives)].id, "story", 3, 20)
        text = f"{n}: how would anybody outside the team notice that this has become true?"
        for step in add_note(workshop, author, Reviewing(), spot, "question", text, seq=1).steps:
            if isinstance(step, Put) and isinstance(step.record, Note):
                yield step.record


def _person(name: str) -> Profile:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = Ed25519PrivateKey.generate()
    public, private = key.public_key().public_bytes_raw().hex(), key.private_bytes_raw().hex()
    return Profile(f"id of {name}", name, name[:1], public, private)


def _ours(document: Document, packets: Packets) -> Callable[[], object]:
    def merge() -> None:
        preview = merge_preview(document.workshop, packets)
        assert preview.change is not None
        document.desk.do(preview.change)

    return merge


def _floor(connection: sqlite3.Connection, packets: Packets) -> Callable[[], object]:
    names = list(fields_of(Note))
    columns = ", ".join(f'"{name}"' for name in names)
    insert = f"INSERT INTO note ({columns}, version) VALUES ({', '.join('?' * len(names))}, 1)"
    blank: dict[str, Any] = {info.name: info.type() for info in fields_of(Note).values()}
    numbers = itertools.count(1_000_000)

    def merge() -> None:
        connection.execute("BEGIN IMMEDIATE")
        for _name, data in packets:
            records = json.loads(data)["back"]["body"]["records"]
            notes = [blank | record for record in records if record["record"] == "Note"]
            connection.executemany(insert, [[note[name] for name in names] for note in notes])
            steps = [(next(numbers), note["id"], json.dumps(note)) for note in notes]
            connection.executemany("INSERT INTO step VALUES (1, ?, 'put', 'Note', ?, '', NULL, ?)", steps)
        connection.execute("COMMIT")

    return merge
