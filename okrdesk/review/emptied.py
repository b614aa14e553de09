"""What a reviewer deleted from a workbook since it was taken in before: taken back where that is sure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from okrdesk.review.notes import Spot
from okrdesk.review.paper import PaperReviewer, id_in_row
from okrdesk.review.records import Note, Said
from okrdesk.workshop import Workshop

_PARTS = 2  # in which the most that a cell holds is taken in


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row of a workbook, by its number, for what is said of a spot. `whole`: all of it could be read."""

    number: int
    spot: Spot
    whole: bool


def taken_back(
    workshop: Workshop, who: PaperReviewer, rows: Iterable[SheetRow], said: Mapping[str, Said], saved: str
) -> tuple[dict[str, Said], list[int]]:
    """The notes that came from `rows` and stand there no more, withdrawn, by id; and the numbers of rows from
    which something is missing, but nobody can tell whether it was deleted.

    `said` is what the workbook says that was `saved` at that time (see `sheet.Filled`). Several people may
    have filled in copies of it under one name: it takes back only what came from a state of its own, which
    was saved before and of which it still says something word for word. An older one takes back nothing.
    """
    notes = [one for one in said.values() if isinstance(one, Note)]
    states = {note.at for note in notes if workshop.get(note.id) == note}
    there = Counter((note.card, note.field, bool(note.wording)) for note in notes)
    back: dict[str, Said] = {}
    unsure: list[int] = []
    for row in rows:
        for part, note in _came_from(workshop, who, row.spot):
            stands = note.id in said or part < there[note.card, note.field, bool(note.wording)]
            if note.withdrawn or stands or (saved and saved < note.at):
                continue
            if row.whole and saved > note.at and note.at in states:
                back[note.id] = replace(note, rev=note.rev + 1, at=saved, withdrawn=True)
            else:
                unsure.append(row.number)
    return back, list(dict.fromkeys(unsure))


def _came_from(workshop: Workshop, who: PaperReviewer, spot: Spot) -> Iterator[tuple[int, Note]]:
    """The notes that a spot's row brought, with which part of a long text each one is."""
    for which in ("text", "wording"):
        for part in range(_PARTS):
            id_, _seed = id_in_row(who, spot.card, spot.field, which, part)
            if note := workshop.find(Note, id_):
                yield part, note
