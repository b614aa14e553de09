"""A suggestion's new wording: what it changes, word by word, and how it takes the field's place."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any, Literal

from okrdesk import entering
from okrdesk.cards import KeyResult, Record
from okrdesk.change import Set
from okrdesk.desk import Refused
from okrdesk.i18n import _
from okrdesk.review import fields
from okrdesk.review.records import Note
from okrdesk.review.tracing import trace
from okrdesk.workshop import Workshop

Piece = tuple[Literal["same", "gone", "new"], str]
_TOKENS = re.compile(r"\w+|\s+|[^\w\s]")
_LAST_WORD, _FIRST_WORD = re.compile(r"(?:\w+|[^\w\s])\s*$"), re.compile(r"\s*(?:\w+|[^\w\s])")


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

    Where the field was edited since, only what the suggestion alters in it is altered. Raises Refused when
    those words are no longer there, or the wording does not fit the field.
    """
    name = field_of(record, note)
    old, now = getattr(record, name), fields.read(record, name)
    wording = rebased(note.read, note.wording, now) if note.field else note.wording
    if wording is None:
        raise Refused(
            _("The words have changed since this was suggested. Change them by hand, or say why not.")
        )
    new = _value(workshop, record, name, wording)
    return () if old == new else (Set(record.id, name, old, new),)


def rebased(read: str, wording: str, now: str) -> str | None:
    """The edits that make `wording` out of `read`, made in `now`; None when what they alter is not there."""
    if now in (read, wording):
        return wording
    made: list[tuple[int, int, str]] = []
    for start, end, new in _alterations(read, wording):
        found = trace(read, now, start, end, lambda _text: False)
        if found is None or not found.exact:
            return None
        made.append((found.start, found.end, new))
    if any(a_end > b_start for (_a, a_end, _), (b_start, _b, _) in pairwise(made)):
        return None
    for start, end, new in reversed(made):
        now = now[:start] + new + now[end:]
    return now


def _alterations(read: str, wording: str) -> list[tuple[int, int, str]]:
    """What of `read` is replaced by what; where words only come in, the one beside them is replaced too."""
    found: list[tuple[int, int, str]] = []
    at, beside, gone, new = 0, "", "", ""
    for kind, text in [*word_diff(read, wording), ("same", "")]:
        if kind == "same":
            if new and not gone:
                word = _LAST_WORD.search(beside) or _FIRST_WORD.match(text)
                gone = word[0] if word else ""
                new, at = (gone + new, at - len(gone)) if beside else (new + gone, at)
            if gone:
                found.append((at, at + len(gone), new))
            at, beside, gone, new = at + len(gone) + len(text), text, "", ""
        elif kind == "gone":
            gone += text
        else:
            new += text
    return found


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
