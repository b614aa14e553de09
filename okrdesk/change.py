"""A change of a workshop: a named list of steps, its inverse, and both as plain data for the journal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any, Literal

from okrdesk.cards import KIND, FieldInfo, Record, fields_of, values_of

# "begin" makes a workshop: there is nothing before it to go back to.
EntryKind = Literal["begin", "do", "undo", "redo", "merge", "import"]


@dataclass(frozen=True, slots=True)
class Put:
    """A record comes into being (or comes back)."""

    record: Record


@dataclass(frozen=True, slots=True)
class Set:
    """A field of a record goes from `old` to `new`."""

    id: str
    field: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Drop:
    """A record goes. Holds it whole, so that the inverse needs nothing else."""

    record: Record


Step = Put | Set | Drop


@dataclass(frozen=True, slots=True)
class Change:
    """What one gesture does: `label` is what undo will name.

    Changes that follow one another within the typing pause and carry the same `merge_key` are one undo step.
    """

    label: str
    steps: tuple[Step, ...]
    kind: EntryKind = "do"
    merge_key: str = ""


def inverse(steps: Iterable[Step]) -> tuple[Step, ...]:
    """The steps that take `steps` back, last first."""
    return tuple(_inverse(step) for step in reversed(tuple(steps)))


def _inverse(step: Step) -> Step:
    match step:
        case Put(record):
            return Drop(record)
        case Drop(record):
            return Put(record)
        case Set(id_, name, old, new):
            return Set(id_, name, new, old)


def decimal_text(value: Decimal) -> str:
    """A decimal in its one normal written form: no exponent, no trailing zeros (1.50 and 1.5 are "1.5")."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def to_plain(value: Any) -> Any:
    """A field's value as JSON can hold it: decimals and dates as text, tuples as lists."""
    if isinstance(value, Decimal):
        return decimal_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return list(value)
    return value


def from_plain(info: FieldInfo, value: Any) -> Any:
    """The field's value that `to_plain` wrote.

    Raises ValueError when `value` is not of the field's type or not one of its choices.
    """
    if value is None:
        if info.optional:
            return None
    elif info.type in (str, int, bool):
        if type(value) is info.type and (not info.choices or value in info.choices):
            return value
    elif info.type is tuple and isinstance(value, list) and all(isinstance(v, str) for v in value):
        return tuple(value)
    elif isinstance(value, str) and info.type in (Decimal, date):
        try:
            number = Decimal(value) if info.type is Decimal else date.fromisoformat(value)
        except (InvalidOperation, ValueError):
            number = None
        if number is not None and not (isinstance(number, Decimal) and not number.is_finite()):
            return number
    raise ValueError(f"{info.name} cannot be {value!r:.60}")


@cache
def _written(kind: type[Record]) -> tuple[tuple[str, Any, bool], ...]:
    """Of each field its name, its default (MISSING: none) and whether JSON holds its values as they are."""
    as_they_are = (str, int, bool)
    return tuple((f.name, f.default, fields_of(kind)[f.name].type in as_they_are) for f in fields(kind))


def record_to_plain(record: Record) -> dict[str, Any]:
    """A record as JSON can hold it; fields that hold their default are left out."""
    return {
        name: value if as_it_is else to_plain(value)
        for (name, default, as_it_is), value in zip(_written(type(record)), values_of(record), strict=True)
        if value != default
    }


def record_from_plain(kind: str, plain: Mapping[str, Any]) -> Record:
    """The record that `record_to_plain` wrote. Raises ValueError on unknown kinds, fields or values."""
    if kind not in KIND:
        raise ValueError(f"unknown kind of record {kind!r:.60}")
    infos = fields_of(KIND[kind])
    unknown = plain.keys() - infos.keys()
    if unknown:
        raise ValueError(f"{kind} has no field {min(unknown)!r:.60}")
    return KIND[kind](**{name: from_plain(infos[name], value) for name, value in plain.items()})
