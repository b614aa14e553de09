"""A suggestion's new wording: what it changes, word by word, and how it takes the field's place."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Any, Literal

from okrdesk import entering
from okrdesk.cards import KeyResult, Record
from okrdesk.change import Set
from okrdesk.desk import Refused
from okrdesk.i18n import _
from okrdesk.review import fields
from okrdesk.review.records import Note
from okrdesk.workshop import Workshop

Piece = tuple[Literal["same", "gone", "new"], str]
_TOKENS = re.compile(r"\w+|\s+|[^\w\s]")


def field_of(record: Record, note: Note) -> str:
    """The field that a suggestion words anew: the one it is about, or the one that says what the card is."""
    return note.field or fields.main_field(record)


def word_diff(old: str, new: str) -> list[Piece]:
    """How `old` becomes `new`, word by word; the pieces without the gone ones, joined, are `new`."""
    a, b = _TOKENS.findall(old), _TOKENS.findall(new)
    pieces: list[Piece] = []
    for op, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if op == "equal":
            pieces.append(("same", "".join(a[i:j])))
            continue
        if i < j:
            pieces.append(("gone", "".join(a[i:j])))
        if k < m:
            pieces.append(("new", "".join(b[k:m])))
    return pieces


def wording_steps(workshop: Workshop, record: Record, note: Note) -> tuple[Set, ...]:
    """The step that lets the field hold the suggested wording; none where it does already.

    Raises Refused when the wording does not fit the field.
    """
    name = field_of(record, note)
    old, new = getattr(record, name), _value(workshop, record, name, note.wording)
    return () if old == new else (Set(record.id, name, old, new),)


def _value(workshop: Workshop, record: Record, name: str, wording: str) -> Any:
    if not isinstance(record, KeyResult) or name not in ("baseline", "target", "upper"):
        return wording
    if not wording.strip():
        return None
    try:
        value, _unit = entering.number(wording, workshop.organisation.number_format, record.unit)
    except entering.Unreadable as error:
        raise Refused(_("The suggestion does not fit: {why}").format(why=error)) from error
    return value
