"""Small workshops for the tests of the PDF."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from okrdesk.cards import Cycle, KeyResult, Objective, Organisation, Person, Pillar, Record, Team
from okrdesk.edits import ranks
from okrdesk.sample import sample
from okrdesk.workshop import Workshop


def workshop_of(*records: Record) -> Workshop:
    """A workshop of one company with these records beside it."""
    own = {type(record) for record in records}
    base: list[Record] = [
        Organisation("org", "Tallow & Reed"),
        Cycle("cycle", "Q1 2027", date(2027, 1, 4)),
    ]
    if Team not in own:
        base.append(Team("t", "a0", "Company", "CO"))
    return Workshop("w", [*(r for r in base if type(r) not in own), *records])


def one_objective(**fields: Any) -> Workshop:
    """One objective with one key result."""
    return workshop_of(
        Person("p", "a0", "Nora Quist", "NQ"),
        replace(Objective("o", "a0", "CO-1", "t", "Bread rises", owner="p"), **fields),
        KeyResult("k", "a0", "CO-1.1", "o", "Loaves a day"),
    )


def with_texts(texts: Sequence[str]) -> Workshop:
    """An objective for each text, which is its title and story and its key result's text."""
    records: list[Record] = []
    for n, (text, rank) in enumerate(zip(texts, ranks(len(texts)), strict=True)):
        records.append(Objective(f"o{n}", rank, f"CO-{n}", "t", text, text))
        records.append(KeyResult(f"k{n}", "a0", f"CO-{n}.1", f"o{n}", text))
    return workshop_of(*records)


def deep(levels: int) -> Workshop:
    """A team with an objective on each of so many levels."""
    records: list[Record] = [Pillar("s", "a0", "S-1", "Only one way")]
    for n in range(levels):
        above = f"t{n - 1}" if n else ""
        records.append(Team(f"t{n}", "a0", f"Level {n}", f"L{n}", n, above))
        records.append(Objective(f"o{n}", "a0", f"L{n}-1", f"t{n}", f"Objective of level {n}"))
    return workshop_of(*records)


def sample_plan() -> Workshop:
    """The sample workshop."""
    workshop = Workshop("sample")
    workshop.apply(sample().steps)
    return workshop


def renamed(workshop: Workshop, id_: str, **fields: Any) -> Workshop:
    """The same workshop with some fields of one record altered."""
    return Workshop(workshop.id, (replace(r, **fields) if r.id == id_ else r for r in workshop))
