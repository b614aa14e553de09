"""Whose suggestions were accepted for a card: the reviewers' credit."""

from __future__ import annotations

from dataclasses import dataclass

from okrdesk.review import threads
from okrdesk.review.records import Note
from okrdesk.workshop import Workshop


@dataclass(frozen=True, slots=True)
class Credit:
    """A suggestion or reliance that was accepted: `by` is the reviewer's name, "" where a round keeps names
    to itself; `at` is when it was accepted, as UTC ISO text."""

    note: Note
    by: str
    team: str
    at: str


def credits_of(workshop: Workshop, card: str, viewer: str | None = None) -> list[Credit]:
    """What was accepted for a card (not for its parts), the first first."""
    found = [
        Credit(t.note, threads.byline(workshop, t.note.key, t.note.round, viewer), t.note.team, t.answer.at)
        for t in threads.on_card(workshop, card, viewer)
        if t.answer and t.state == "accepted"
    ]
    return sorted(found, key=lambda credit: (credit.at, credit.note.id))
