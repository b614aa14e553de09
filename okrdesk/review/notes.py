"""What reviewers and teams do with notes, each as one change: write, alter, withdraw, reply, settle, answer.

All of it is said by an author, and bound to that author's key; accepting a suggestion also alters the card.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from okrdesk.cards import Author, Objective
from okrdesk.change import Change, Put, Step
from okrdesk.check import card_of, name
from okrdesk.desk import Refused
from okrdesk.i18n import _
from okrdesk.review import fields, saying, threads
from okrdesk.review.records import Answer, Note, NoteKind, Reply, Settlement
from okrdesk.review.relying import reliance_steps
from okrdesk.review.wording import wording_steps
from okrdesk.workshop import Workshop

CONTEXT = 30  # characters kept on either side of marked words


@dataclass(frozen=True, slots=True)
class Spot:
    """What a note speaks of: a card, a field of it, or the words from `start` to `end` in that field."""

    card: str
    field: str = ""
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Reviewing:
    """As what somebody reviews: in which round ("": in none), and for which team ("": for none)."""

    round: str = ""
    team: str = ""


def add_note(
    workshop: Workshop,
    author: Author,
    reviewing: Reviewing,
    spot: Spot,
    kind: NoteKind,
    text: str,
    *,
    seq: int = 0,
    wording: str = "",
    needs: str = "",
    by_week: int | None = None,
) -> Change:
    """Write a note; `seq` is the journal's newest entry, the state in which the draft was read.

    Raises Refused when nobody can be asked this way: nothing said, or a field that takes no notes.
    """
    record = workshop.get(spot.card)
    if record is None or not fields.can_be_noted(record, spot.field):
        raise Refused(_("A note needs a card or one of its words to speak of."))
    _need_words(kind, text, wording)
    where = {"about": team_of(workshop, spot.card), "card": spot.card, "field": spot.field, "seq": seq}
    where |= quoted(fields.kept(record, spot.field), spot)
    what = {"kind": kind, "text": text, "wording": wording, "needs": needs, "by_week": by_week}
    note = saying.say(Note, author, workshop, round=reviewing.round, team=reviewing.team, **where, **what)
    label = _("Note on {card}").format(card=name(workshop, record))
    return Change(label, (*saying.introduce(author, workshop, team=reviewing.team), Put(note)))


def alter_note(workshop: Workshop, note: Note, **what: Any) -> Change:
    """Let its author alter what a note says (`text`, `kind`, `wording`, `needs`, `by_week`).

    Raises Refused when it would say nothing then.
    """
    after = replace(note, **what)
    _need_words(after.kind, after.text, after.wording)
    return Change(_("Change a note"), saying.revised(note, workshop, **what))


def withdraw(workshop: Workshop, said: Note | Reply) -> Change:
    """Take a note or a reply back; its author's later packets say so everywhere."""
    label = _("Take a note back") if isinstance(said, Note) else _("Take a reply back")
    return Change(label, saying.revised(said, workshop, withdrawn=True))


def reply(workshop: Workshop, author: Author, note: Note, text: str, *, team: str = "") -> Change:
    """Answer a note in words, for `team`. Raises Refused when there are none."""
    if not text.strip():
        raise Refused(_("Write your reply first."))
    said = saying.say(Reply, author, workshop, seed=saying.seed_for(team), note=note.id, text=text)
    return _about(workshop, author, _("Reply on {card}"), note, said)


def settle(workshop: Workshop, author: Author, note: Note, settled: bool = True, *, team: str = "") -> Change:
    """Say for `team` that a note is settled, or (False) open again."""
    said = saying.say(Settlement, author, workshop, seed=saying.seed_for(team), note=note.id, settled=settled)
    label = _("Settle a note on {card}") if settled else _("Reopen a note on {card}")
    return _about(workshop, author, label, note, said)


def accept(workshop: Workshop, author: Author, note: Note, *, needs: str = "", team: str = "") -> Change:
    """Accept a suggestion: its wording takes the place of the field's; or a reliance: it becomes a link.

    One change, so one undo takes both back. `needs` is the card that relies on this one, where the note does
    not say; `team` accepts it. Raises Refused when the card is gone, or when the note is neither.
    """
    record = workshop.get(note.card)
    if record is None:
        raise Refused(_("The card of this note is gone: nothing can be accepted for it."))
    match note.kind:
        case "suggestion":
            steps: Iterable[Step] = wording_steps(workshop, record, note)
        case "reliance":
            steps = reliance_steps(workshop, record, note, needs or note.needs)
        case _:
            raise Refused(_("Only a suggestion, or that somebody relies on this, can be accepted."))
    said = saying.say(Answer, author, workshop, seed=saying.seed_for(team), note=note.id, accepted=True)
    who = threads.byline(workshop, note.key, note.round, "")  # all read what changes are called
    suggestion, reliance = (
        _("Accept the suggestion of {who} on {card}"),
        _("Accept that {who} relies on {card}"),
    )
    label = suggestion if note.kind == "suggestion" else reliance
    label = label.format(who=who or _("a reviewer"), card=name(workshop, record))
    return Change(label, (*saying.introduce(author, workshop), *steps, Put(said)))


def decline(workshop: Workshop, author: Author, note: Note, reason: str, *, team: str = "") -> Change:
    """Decline a suggestion or reliance for `team`. Raises Refused without a reason (the reviewer has earned
    one), and when the note is neither.
    """
    if note.kind not in ("suggestion", "reliance"):
        raise Refused(_("Only a suggestion, or that somebody relies on this, can be declined."))
    if not reason.strip():
        raise Refused(_("Say why, so that the reviewer understands."))
    seed = saying.seed_for(team)
    said = saying.say(Answer, author, workshop, seed=seed, note=note.id, accepted=False, reason=reason)
    return _about(workshop, author, _("Decline on {card}"), note, said)


def team_of(workshop: Workshop, card: str) -> str:
    """The team whose draft a card belongs to; "" for the strategy."""
    owner = workshop.get(card_of(workshop, card))
    return owner.team if isinstance(owner, Objective) else ""


def quoted(words: str, spot: Spot) -> dict[str, Any]:
    """What a note keeps of the field it was written on (of a card as a whole: of what it is about): the whole
    of it, and the marked words in it.
    """
    if spot.start is None or spot.end is None or not 0 <= spot.start < spot.end <= len(words):
        return {"read": words, "start": None}
    return {
        "read": words,
        "start": spot.start,
        "quote": words[spot.start : spot.end],
        "before": words[max(0, spot.start - CONTEXT) : spot.start],
        "after": words[spot.end : spot.end + CONTEXT],
    }


# ---------------------------------------------------------------- within
def _need_words(kind: NoteKind, text: str, wording: str) -> None:
    if kind == "suggestion" and not wording.strip() and not text.strip():
        raise Refused(_("Write the words that you suggest first."))
    if not text.strip() and not wording and kind not in ("praise", "reliance"):
        raise Refused(_("Write what you want to say first."))


def _about(
    workshop: Workshop, author: Author, label: str, note: Note, said: Reply | Settlement | Answer
) -> Change:
    card = workshop.get(note.card)
    words = label.format(card=name(workshop, card) if card else _("a card that is gone"))
    return Change(words, (*saying.introduce(author, workshop), Put(said)))
