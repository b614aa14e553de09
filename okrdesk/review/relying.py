"""Reliances on the board: the link that comes of accepting one, and which one came of it."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID, uuid5

from okrdesk.cards import Condition, KeyResult, Link, Objective, Record, new_id
from okrdesk.change import Put, Set, Step
from okrdesk.check import card_of
from okrdesk.desk import Refused
from okrdesk.i18n import _
from okrdesk.linking import link
from okrdesk.review.records import Note
from okrdesk.workshop import Workshop

_OURS = UUID("9a1f6c0e-2f0b-4d0e-8f0a-6b7d1f3c5e42")  # the namespace of links that came of notes


def reliance_steps(workshop: Workshop, record: Record, note: Note, needs: str) -> tuple[Step, ...]:
    """What puts the reliance on the board: the card `needs` relies on `record`. The week it is needed by is
    asked for, and not confirmed yet: until then, and until it is done, it is unfinished work (rule 2.8).

    Raises Refused when these cards cannot rely on one another.
    """
    if not isinstance(workshop.get(needs), (Objective, KeyResult)):
        raise Refused(_("Choose which of the reviewer's cards relies on this one."))
    if isinstance(record, Condition):
        raise Refused(_("Only an objective or a key result can be relied on."))
    there = [x for x in workshop.links_from(needs) if x.target == record.id and x.kind == "relies_on"]
    if there:
        old = there[0]
        if note.by_week in (None, old.by_week):
            return ()
        again = (Set(old.id, "answer", old.answer, ""),) if old.answer else ()
        return Set(old.id, "by_week", old.by_week, note.by_week), *again
    made = link(workshop, needs, record.id, "relies_on", note.text).steps
    id_ = _id_of(note, needs)
    if id_ in workshop:  # it leads elsewhere since
        id_ = new_id()
    return tuple(Put(replace(s.record, id=id_, by_week=note.by_week)) for s in made if isinstance(s, Put))


def came_of(workshop: Workshop, note: Note) -> Link | None:
    """The link that came of accepting a reliance. Where it was there before, the only one by which a card of
    the reviewer's team relies on the note's; None where that cannot be told, or it is gone.
    """
    if note.kind != "reliance":
        return None
    links = [x for x in workshop.links_to(note.card) if x.kind == "relies_on"]
    made = [x for x in links if x.id == _id_of(note, x.source)]
    found = made or [x for x in links if _is_of(workshop, x.source, note.team)]
    return found[0] if len(found) == 1 else None


def _id_of(note: Note, needs: str) -> str:
    """The id of the link by which `needs` relies on a note's card, once that was accepted."""
    return str(uuid5(_OURS, f"{note.id}\n{needs}"))


def _is_of(workshop: Workshop, card: str, team: str) -> bool:
    owner = workshop.get(card_of(workshop, card))
    return isinstance(owner, Objective) and owner.team == team
