"""How long the notes' places take after one card was edited, among very many notes."""

from __future__ import annotations

import statistics

from okrdesk import edits
from okrdesk.change import Change
from okrdesk.review.anchors import Anchors
from okrdesk.review.records import Note
from tests.bench.measure import Row, timed
from tests.okrdesk.review.acting import reviewed_workshop

_NOTES = 2000


def rows() -> list[Row]:
    """All places that an edit of one card may have moved, computed anew, beside the 5 ms that are allowed."""
    workshop = reviewed_workshop(objectives=20, notes=_NOTES)
    anchors, notes = Anchors(workshop), workshop.all(Note)

    for note in notes:
        anchors.of(note.id)
    took: list[float] = []
    for n in range(15):
        card = workshop.objectives("t1")[n]
        change: Change = edits.set_field(workshop, card.id, "title", card.title.replace(" ", " really ", 1))
        touched = workshop.apply(change.steps)

        def anew(touched=touched) -> None:
            for note in anchors.update(touched):  # all others keep their place
                anchors.of(note)

        took.append(timed(anew))
    return [
        Row(f"{_NOTES:,} notes placed after an edit of a card", statistics.median(took), 5.0, "allowed", 1.0)
    ]
