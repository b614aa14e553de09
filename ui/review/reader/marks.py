"""Where the notes that are shown stand in a draft: on words, or on a whole field or card. No painting."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from okrdesk.review import fields
from okrdesk.review.anchors import State
from okrdesk.review.records import NoteKind
from okrdesk.review.threads import WORST_FIRST, Thread
from okrdesk.workshop import Workshop
from ui.review.reader.offsets import to_qt
from ui.review.state import Review

Place = tuple[str, str]  # a card and one of its fields


@dataclass(frozen=True, slots=True)
class Mark:
    """A note on words: from `start` to `end`, counted as Qt does, in its field."""

    note: str
    kind: NoteKind
    state: State
    open: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Tag:
    """A note on a whole card or field, or one whose words have changed."""

    note: str
    kind: NoteKind
    state: State
    open: bool


@dataclass(slots=True)
class Marks:
    """The marks by card and field, worst last, so that these are painted over the others."""

    words: dict[Place, list[Mark]] = field(default_factory=dict)
    tags: dict[Place, list[Tag]] = field(default_factory=dict)
    by_note: dict[str, Mark] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)

    def at(self, place: Place, position: int) -> list[Mark]:
        """The marks on the character at a position, the one that is on top first."""
        found = [mark for mark in self.words.get(place, ()) if mark.start <= position < mark.end]
        return found[::-1]

    def touching(self, place: Place, position: int) -> list[Mark]:
        """The marks that hold the caret at a position."""
        found = [mark for mark in self.words.get(place, ()) if mark.start <= position <= mark.end]
        return found[::-1]


def marks_of(review: Review, threads: Iterable[Thread]) -> Marks:
    """The marks of these threads."""
    marks = Marks()
    for thread in sorted(threads, key=_worst_last):
        note, place = thread.note, review.place_of(thread.note)
        key = note.card, note.field
        if place.state == "gone":
            continue
        marks.places[note.id] = key
        if place.start is None or place.end is None:
            marks.tags.setdefault(key, []).append(Tag(note.id, note.kind, place.state, thread.open))
            continue
        words = _words(review.workshop, key)
        start, end = to_qt(words, place.start), to_qt(words, place.end)
        mark = Mark(note.id, note.kind, place.state, thread.open, start, end)
        marks.words.setdefault(key, []).append(mark)
        marks.by_note[note.id] = mark
    return marks


def _worst_last(thread: Thread) -> tuple[bool, int]:
    return thread.open, -WORST_FIRST.index(thread.note.kind)


def _words(workshop: Workshop, place: Place) -> str:
    record = workshop.get(place[0])
    return fields.read(record, place[1]) if record is not None else ""
