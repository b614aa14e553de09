"""Two copies of a workshop side by side: what differs, record by record and field by field."""

from __future__ import annotations

from typing import Any

from okrdesk.cards import KINDS, Record, fields_of
from okrdesk.change import to_plain
from okrdesk.check import name
from okrdesk.i18n import _
from okrdesk.workshop import Workshop

_LONGEST = 80  # characters of a value shown


def differences(mine: Workshop, theirs: Workshop) -> list[str]:
    """One line for each record that only one copy has, and for each field that differs."""
    lines: list[str] = []
    for kind in KINDS:
        for record in mine.all(kind):
            other = theirs.get(record.id)
            if other is None:
                lines.append(_("{card} is only in yours.").format(card=name(mine, record)))
            elif other != record:
                lines += _fields(mine, theirs, record, other)
        for record in theirs.all(kind):
            if record.id not in mine:
                lines.append(_("{card} is only in theirs.").format(card=name(theirs, record)))
    return lines


def _fields(mine: Workshop, theirs: Workshop, record: Record, other: Record) -> list[str]:
    lines = []
    for info in fields_of(type(record)).values():
        a, b = getattr(record, info.name), getattr(other, info.name, None)
        if a != b:
            line = _("{card}, {field}: yours {mine}, theirs {theirs}")
            lines.append(
                line.format(
                    card=name(mine, record),
                    field=info.name.replace("_", " "),
                    mine=_shown(mine, info.ref, a),
                    theirs=_shown(theirs, info.ref, b),
                )
            )
    return lines


def _shown(workshop: Workshop, is_reference: tuple[str, ...], value: Any) -> str:
    if value in (None, "", ()):
        return _("nothing")
    if is_reference:
        ids = value if isinstance(value, tuple) else (value,)
        return ", ".join(name(workshop, found) if (found := workshop.get(id_)) else "?" for id_ in ids)
    text = "; ".join(value) if isinstance(value, tuple) else str(to_plain(value))
    text = " ".join(text.split())
    return f"“{text if len(text) <= _LONGEST else text[: _LONGEST - 1] + '…'}”"
