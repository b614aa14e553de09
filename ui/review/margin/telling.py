"""Notes in words: who said it when, of what, and how the thread stands."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from okrdesk import profile
from okrdesk.cards import Author, KeyResult, Objective, Pillar, Record, Team
from okrdesk.change import Change
from okrdesk.check import name
from okrdesk.i18n import _, ngettext
from okrdesk.review import fields, saying, threads
from okrdesk.review.anchors import Place
from okrdesk.review.notes import Reviewing, Spot
from okrdesk.review.records import Answer, Note, Reply, Settlement, TrustMark
from okrdesk.review.relying import came_of
from okrdesk.review.signing import KEY_LENGTH, fingerprint
from okrdesk.review.threads import Thread
from okrdesk.review.trust import trust_mark
from okrdesk.workshop import Workshop
from ui.review.margin.looks import KINDS
from ui.when import when_text

_LONGEST = 80  # characters of a card's words


class Party(Protocol):
    """Who takes part in a talk: what they may see, and the door for what they say."""

    @property
    def workshop(self) -> Workshop:
        """The open workshop."""
        ...

    @property
    def author(self) -> Author:
        """Who sits here."""
        ...

    @property
    def key(self) -> str:
        """Under which key what is said here stands."""
        ...

    @property
    def read_only(self) -> str:
        """The sentence that says why nothing can be said here; "" where it can."""
        ...

    @property
    def answers(self) -> bool:
        """Whether suggestions are accepted or declined here."""
        ...

    @property
    def reviewing(self) -> Reviewing:
        """For which team, and in which round, something is said here."""
        ...

    def place_of(self, note: Note) -> Place:
        """Where a note stands in the draft as it is now."""
        ...

    def carry_out(self, change: Change) -> bool:
        """Do a change; a refusal is told as a sentence. Whether it was done."""
        ...

    def refuse(self, sentence: str) -> None:
        """Tell why something cannot be."""
        ...


def at(iso: str) -> str:
    """The time of day, with the day before it where that was not today."""
    said = datetime.fromisoformat(iso).astimezone() if iso else None
    if said is None:
        return ""
    return f"{said:%H:%M}" if said.date() == datetime.now().astimezone().date() else when_text(iso)


def writer(party: Party, note: Note) -> str:
    """Who wrote a note, as the one who reads it may know."""
    known = threads.byline(party.workshop, note.key, note.round, party.key)
    team = team_name(party.workshop, note.team)
    return known or _nameless(team) or _("A reviewer")


def behind_name(party: Party, note: Note) -> str:
    """What stands behind a note's name: its key as people compare it by voice, and the facilitator's mark."""
    if not threads.byline(party.workshop, note.key, note.round, party.key) or len(note.key) != KEY_LENGTH:
        return ""
    marks = {"known": _("known to the facilitator"), "doubted": _("doubted by the facilitator"), "": ""}
    key = _("Key {fingerprint}").format(fingerprint=fingerprint(note.key))
    return " · ".join(filter(None, (key, marks[mark_beside(party, note, note.key)])))


def mark_beside(party: Party, note: Note, key: str) -> TrustMark:
    """The facilitator's mark beside the name of who spoke under `key`; none where names are off."""
    shown = threads.byline(party.workshop, key, note.round, party.key)
    return trust_mark(party.workshop, key) if shown else ""


def speaker(party: Party, note: Note, said: Reply | Settlement | Answer) -> str:
    """Who replied, settled or answered: the team whose draft it is has no names to hide."""
    who = saying.reviewer_of(party.workshop, said.key)
    spoken_for = saying.team_spoken_for(party.workshop, said)
    if said.key == note.key and spoken_for != note.about:
        return writer(party, note)
    if who is not None and spoken_for in ("", note.about):
        return who.name
    shown = threads.byline(party.workshop, said.key, note.round, party.key)
    team = team_name(party.workshop, spoken_for if who else note.team)
    return shown or _nameless(team) or _("Somebody")


def role(party: Party, note: Note, said: Reply) -> str:
    """What a replier is here: the card's owner, or of which team."""
    workshop = party.workshop
    who = saying.reviewer_of(workshop, said.key)
    if who is None:
        return ""
    owner = workshop.name_of(getattr(workshop.get(note.card), "owner", ""))
    if owner and owner.casefold() == who.name.casefold():
        return _("owner")
    return team_name(workshop, saying.team_spoken_for(workshop, said))


def team_name(workshop: Workshop, team: str) -> str:
    """A team's name; "" where there is none."""
    found = workshop.find(Team, team)
    return found.name if found else ""


def hue(workshop: Workshop, team: str) -> int:
    """The index of a team's colour."""
    found = workshop.find(Team, team)
    return found.colour if found else 0


def initials(workshop: Workshop, who: str) -> str:
    """The letters of an avatar: of the name, or of the team where the name is not told."""
    if who in (_("A reviewer"), _("Somebody")):
        return "?"
    teams = (team.name for team in workshop.teams())
    return profile.initials_of(next((team for team in teams if who == _nameless(team)), who)) or "?"


def _nameless(team: str) -> str:
    return _("A reviewer from {team}").format(team=team) if team else ""


def about(workshop: Workshop, note: Note) -> str:
    """What a note speaks of where no words are quoted and it is not plain: "about the target"; else ""."""
    record = workshop.get(note.card)
    if not note.field or note.quote or record is None or note.field == fields.main_field(record):
        return ""
    return _("about the {field}").format(field=fields.NAMES[note.field])


def about_to_note(workshop: Workshop, spot: Spot) -> str:
    """What a note that is being written is on: "On the target of SUP-3 Every part has a second source"."""
    record = workshop[spot.card]
    card = short(workshop, record)
    card = card if len(card) <= _LONGEST else card[:_LONGEST].rstrip() + "…"
    if not spot.field or spot.field == fields.main_field(record):
        return _("On {card}").format(card=card)
    return _("On the {field} of {card}").format(field=fields.NAMES[spot.field], card=card)


def card_name(workshop: Workshop, note: Note) -> str:
    """What the card of a note is called in a sentence."""
    record = workshop.get(note.card)
    return name(workshop, record) if record else _("a card that is gone")


def short(workshop: Workshop, record: Record) -> str:
    """A card in a list to choose from: its short name and its words."""
    words = getattr(record, "title", "") or getattr(record, "text", "")
    return " ".join(filter(None, (getattr(record, "code", ""), words)))


def can_rely(record: Record | None) -> bool:
    """Whether a card can be relied on."""
    return isinstance(record, (Objective, KeyResult, Pillar))


def reliance(workshop: Workshop, note: Note) -> str:
    """Which card needs it and by which week; "" where neither is said."""
    record = workshop.get(note.needs) if note.needs else None
    needs = _("for {card}").format(card=short(workshop, record)) if record else ""
    week = _("by week {n}").format(n=note.by_week) if note.by_week is not None else ""
    return ", ".join(filter(None, (needs, week)))


def state(party: Party, thread: Thread) -> str:
    """How a thread stands, and by whom: "Settled by Irina Volkova"; for which card, where a reliance became
    a link; "" while it is open.
    """
    note, answer, settled = thread.note, thread.answer, thread.settlement
    if thread.taken_back:
        return _("Taken back by {who}").format(who=writer(party, note))
    match thread.state:
        case "settled" if settled:
            return _("Settled by {who}").format(who=speaker(party, note, settled))
        case "accepted" if answer:
            card = _relying(party, note)
            said = _("Accepted by {who} for {card}") if card else _("Accepted by {who}")
            return said.format(who=speaker(party, note, answer), card=card)
        case "declined" if answer:
            return _("Declined by {who}").format(who=speaker(party, note, answer))
    return ""


def _relying(party: Party, note: Note) -> str:
    """What the card is called that relies on a note's since that was accepted."""
    link = came_of(party.workshop, note)
    record = party.workshop.get(link.source) if link else None
    return name(party.workshop, record) if record else ""


def ended(thread: Thread) -> str:
    """When a thread was settled, accepted or declined; "" while it is open."""
    end = thread.settlement if thread.state == "settled" else thread.answer
    if thread.taken_back:
        end = thread.note
    return at(end.at) if end is not None and not thread.open else ""


def replies(thread: Thread) -> str:
    """How many replies there are; "" for none."""
    n = len(thread.replies)
    return ngettext("{n} reply", "{n} replies", n).format(n=n) if n else ""


def spoken(party: Party, thread: Thread) -> str:
    """A whole thread for a screen reader: "Challenge by Tomas Perez on ENG-2: …, open, 1 reply"."""
    note = thread.note
    what = note.text or note.wording
    kind = KINDS[note.kind][0]
    head = _("{kind} by {who} on {card}").format(
        kind=kind, who=writer(party, note), card=card_name(party.workshop, note)
    )
    head = f"{head}: {what}" if what else head
    stands = state(party, thread) or ("" if note.kind == "praise" else _("open"))
    return ", ".join(filter(None, (head, stands, replies(thread))))
