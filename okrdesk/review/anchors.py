"""Where a note stands in the draft as it is now. Computed from the words it was written on, never stored."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Literal

from okrdesk.review import fields
from okrdesk.review.elsewhere import Elsewhere, Read
from okrdesk.review.records import Note
from okrdesk.review.tracing import trace
from okrdesk.workshop import Touched, Workshop

State = Literal["whole", "exact", "similar", "changed", "gone"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a note stands: `start` and `end` in its field's words where these were found, else None.

    whole: about a card or field as it is. exact: the marked words stand there. similar: words much like them
    do. changed: the words, or the field, are no longer what they were. gone: the card is.
    """

    state: State
    start: int | None = None
    end: int | None = None


def place(workshop: Workshop, note: Note) -> Place:
    """Where `note` stands now."""
    return _place(workshop, note, Elsewhere(workshop))


def placing(workshop: Workshop) -> Callable[[Note], Place]:
    """Tells where notes stand now, those too that are not in the workshop; for many at once."""
    elsewhere = Elsewhere(workshop)
    return lambda note: _place(workshop, note, elsewhere)


class Anchors:
    """The places of all notes of a workshop, computed when first asked for and kept until a card changes."""

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop
        self._elsewhere = Elsewhere(workshop)
        self._places: dict[str, Place] = {}
        self._notes: dict[Read, set[str]] = {}  # whose places were asked for, by what was read

    def of(self, note_id: str) -> Place:
        """The place of the note with this id. Raises KeyError when there is no such note."""
        found = self._places.get(note_id)
        if found is None:
            note = self._workshop[note_id]
            if not isinstance(note, Note):
                raise KeyError(note_id)
            found = self._places[note_id] = _place(self._workshop, note, self._elsewhere)
            self._notes.setdefault(_where(note), set()).add(note_id)
        return found

    def update(self, touched: Touched) -> set[str]:
        """Forget the places that a change may have moved; the ids of the notes concerned."""
        ids = touched.added | touched.altered | touched.removed.keys()
        concerned = {note.id for id_ in ids for note in self._workshop.by(Note, "card", id_)} | (
            ids & self._places.keys()
        )
        for where in self._elsewhere.forget(ids):
            concerned |= self._notes.pop(where, set()) & self._places.keys()
        for id_ in concerned:
            self._places.pop(id_, None)
        return concerned


def _where(note: Note) -> Read:
    return (note.card, note.field), note.read


def _place(workshop: Workshop, note: Note, elsewhere: Elsewhere) -> Place:
    record = workshop.get(note.card)
    if record is None or not fields.can_be_noted(record, note.field):
        return Place("gone")
    words = fields.read(record, note.field)
    if note.start is None:
        return Place("whole" if not note.field or words == note.read else "changed")
    where = _where(note)
    found = trace(note.read, words, note.start, note.start + len(note.quote), partial(elsewhere.holds, where))
    if found is None or (words != note.read and elsewhere.has_more_like(where)):
        return Place("changed")
    return Place("exact" if found.exact else "similar", found.start, found.end)
