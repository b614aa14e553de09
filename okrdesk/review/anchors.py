"""Where a note stands in the draft as it is now. Computed from the words it was written on, never stored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from okrdesk.review import fields
from okrdesk.review.records import Note
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
    record = workshop.get(note.card)
    if record is None or not fields.can_be_noted(record, note.field):
        return Place("gone")
    words = fields.read(record, note.field)
    if note.start is None:
        return Place("whole" if words == note.read else "changed")
    if words == note.read:
        return Place("exact", note.start, note.start + len(note.quote))
    return Place("changed")


class Anchors:
    """The places of all notes of a workshop, computed when first asked for and kept until a card changes."""

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop
        self._places: dict[str, Place] = {}

    def of(self, note_id: str) -> Place:
        """The place of the note with this id. Raises KeyError when there is no such note."""
        found = self._places.get(note_id)
        if found is None:
            note = self._workshop[note_id]
            assert isinstance(note, Note)
            found = self._places[note_id] = place(self._workshop, note)
        return found

    def update(self, touched: Touched) -> set[str]:
        """Forget the places that a change may have moved; the ids of the notes concerned."""
        ids = touched.added | touched.altered | set(touched.removed)
        concerned = {note.id for id_ in ids for note in self._workshop.by(Note, "card", id_)} | (
            ids & self._places.keys()
        )
        for id_ in concerned:
            self._places.pop(id_, None)
        return concerned
