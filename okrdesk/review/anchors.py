"""Where a note stands in the draft as it is now. Computed from the words it was written on, never stored."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Literal

from okrdesk.review import fields
from okrdesk.review.records import Note
from okrdesk.review.tracing import trace
from okrdesk.workshop import Touched, Workshop

_BETWEEN = "\0"  # stands between the texts that are looked through: no text holds it

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
    return _place(workshop, note, _Texts(workshop).elsewhere)


class Anchors:
    """The places of all notes of a workshop, computed when first asked for and kept until a card changes."""

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop
        self._texts = _Texts(workshop)
        self._places: dict[str, Place] = {}
        self._moved: dict[str, str] = {}  # notes that were not looked for, since this text stands elsewhere

    def of(self, note_id: str) -> Place:
        """The place of the note with this id. Raises KeyError when there is no such note."""
        found = self._places.get(note_id)
        if found is None:
            note = self._workshop[note_id]
            if not isinstance(note, Note):
                raise KeyError(note_id)
            found = self._places[note_id] = _place(self._workshop, note, partial(self._elsewhere, note_id))
        return found

    def update(self, touched: Touched) -> set[str]:
        """Forget the places that a change may have moved; the ids of the notes concerned."""
        ids = touched.added | touched.altered | touched.removed.keys()
        concerned = {note.id for id_ in ids for note in self._workshop.by(Note, "card", id_)} | (
            ids & self._places.keys()
        )
        left = self._texts.forget(ids)
        concerned |= {id_ for id_, text in self._moved.items() if any(text in old for old in left)}
        for id_ in concerned:
            self._places.pop(id_, None)
            self._moved.pop(id_, None)
        return concerned

    def _elsewhere(self, note_id: str, card: str, field: str, text: str) -> bool:
        found = self._texts.elsewhere(card, field, text)
        if found:
            self._moved[note_id] = text
        return found


class _Texts:
    """The texts that can be spoken of, field by field; gathered when they are first asked for."""

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop
        self._of: dict[str, str] = {}
        self._all = ""

    def elsewhere(self, card: str, field: str, text: str) -> bool:
        """Whether a text stands in any field but this one."""
        if not self._all:
            self._gather()
        here = fields.read(self._workshop[card], field)
        return self._all.count(text) > here.count(text)

    def forget(self, ids: set[str]) -> list[str]:
        """Read the texts of these cards anew when they are next asked for; what stood there."""
        if any(id_ in self._of or type(self._workshop.get(id_)) in fields.WORDS for id_ in ids):
            self._all = ""
        return [self._of.pop(id_) for id_ in ids if id_ in self._of]

    def _gather(self) -> None:
        for kind, names in fields.WORDS.items():
            for record in self._workshop.all(kind):
                if record.id not in self._of:
                    self._of[record.id] = "".join(_BETWEEN + getattr(record, n) for n in names)
        self._all = "".join(self._of.values())


def _place(workshop: Workshop, note: Note, elsewhere: Callable[[str, str, str], bool]) -> Place:
    record = workshop.get(note.card)
    if record is None or not fields.can_be_noted(record, note.field):
        return Place("gone")
    words = fields.read(record, note.field)
    if note.start is None:
        return Place("whole" if not note.field or words == note.read else "changed")
    found = trace(
        note.read, words, note.start, note.start + len(note.quote),
        lambda text: elsewhere(note.card, note.field, text),
    )  # fmt: skip
    if found is None:
        return Place("changed")
    return Place("exact" if found.exact else "similar", found.start, found.end)
