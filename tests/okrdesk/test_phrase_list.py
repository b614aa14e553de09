"""278 lines of our own: what quick entry is to read of each, and that it reads nothing else."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from okrdesk.cards import Person
from okrdesk.phrase import Phrase, read

LIST = Path(__file__).parents[1] / "data" / "phrases.toml"
DATA: dict[str, Any] = tomllib.loads(LIST.read_text("utf-8"), parse_float=Decimal)
PEOPLE = [Person(name, name=name) for name in DATA["people"]]
NUMBERS = {"kind": "reach", "unit": "", "baseline": None, "target": None, "upper": None, "unknown": False}
WORDS = {"owner": "", "new_owner": "", "due": ""}


def reading(entry: dict[str, Any]) -> Phrase:
    settings = {key: entry[key] for key in ("number_format", "currency") if key in entry}
    return read(entry["line"], people=PEOPLE, **settings)


def wrong(entry: dict[str, Any], fields: dict[str, Any]) -> list[str]:
    phrase = reading(entry)
    names = {"unknown": "baseline_unknown", "new_owner": "owner_name"}
    found = {field: getattr(phrase, names.get(field, field)) for field in fields}
    return [field for field, none in fields.items() if found[field] != entry.get(field, none)]


def test_there_are_278_lines_each_once() -> None:
    assert len({entry["line"] for entry in DATA["lines"]}) == len(DATA["lines"]) == 278


def test_numbers_units_and_directions_of_95_in_100_lines_are_understood() -> None:
    missed = {entry["line"]: bad for entry in DATA["lines"] if (bad := wrong(entry, NUMBERS))}
    assert len(missed) <= 0.05 * len(DATA["lines"]), missed


def test_no_number_is_read_otherwise_than_meant() -> None:
    """Reading less than there is may happen; reading another number may not."""
    for entry in DATA["lines"]:
        phrase = reading(entry)
        for field in ("baseline", "target", "upper"):
            assert getattr(phrase, field) in (None, entry.get(field)), entry["line"]


@pytest.mark.parametrize("entry", DATA["lines"], ids=lambda entry: entry["line"])
def test_owner_due_and_the_words_left(entry: dict[str, Any]) -> None:
    assert not wrong(entry, WORDS)
    if "metric" in entry:
        assert reading(entry).metric == entry["metric"]
