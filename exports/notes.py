"""What was said of the plan in reviews, in words, as exports carry it: what everybody may see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from exports.words import code_of, date_text
from okrdesk.cards import Record, Team
from okrdesk.i18n import _
from okrdesk.review import fields, threads
from okrdesk.review.anchors import Anchors, Place
from okrdesk.review.kinds import WORDS
from okrdesk.review.notes import team_of
from okrdesk.review.records import Note, Reply, Said
from okrdesk.review.saying import team_spoken_for
from okrdesk.review.threads import Thread
from okrdesk.text import one_line
from okrdesk.workshop import Workshop

ANYBODY = ""  # a key that nobody has: sees what everybody may see
_FIELDS = tuple(fields.NAMES)
STATES = {
    "open": _("Open"),
    "settled": _("Settled"),
    "accepted": _("Accepted"),
    "declined": _("Declined"),
}
PLACES = {
    "whole": _("as it was read"),
    "exact": _("as it was read"),
    "similar": _("found by likeness"),
    "changed": _("the words have changed"),
    "gone": _("the card is gone"),
}


@dataclass(frozen=True, slots=True)
class ToldReply:
    """A reply, in words."""

    who: str
    team: str
    when: str
    text: str

    @property
    def byline(self) -> str:
        """Who gave it, for which team, as far as that is told."""
        return _byline(self.who, self.team)


@dataclass(frozen=True, slots=True)
class Told:
    """A thread in words. `number` counts them in the order of the cards; `place` is where it stands now.

    `words` are the marked words, or the field as it was read where none are marked and it has changed.
    """

    number: int
    card: Record | None
    thread: Thread
    place: Place
    code: str
    field: str
    words: str
    kind: str
    state: str
    who: str
    team: str
    when: str
    answered: str
    replies: tuple[ToldReply, ...]

    @property
    def byline(self) -> str:
        """Who said it, for which team, as far as that is told."""
        return _byline(self.who, self.team)

    @property
    def as_suggested(self) -> bool:
        """Whether its words changed since what it suggests was accepted."""
        accepted = self.thread.state == "accepted" and self.thread.note.kind == "suggestion"
        return accepted and self.place.state in ("changed", "similar")

    @property
    def standing(self) -> str:
        """What has become of the words it was written on."""
        return _("changed as suggested") if self.as_suggested else PLACES[self.place.state]

    @property
    def said(self) -> str:
        """What it says, the suggested wording and the week included."""
        note = self.thread.note
        parts = [note.text]
        if note.wording:
            parts.append(_("Suggested: {wording}").format(wording=note.wording))
        if note.kind == "reliance" and note.by_week is not None and str(note.by_week) not in note.text:
            parts.append(_("by week {n}").format(n=note.by_week))
        return "\n".join(filter(None, parts))


def told(workshop: Workshop, teams: Iterable[str] | None = None) -> list[Told]:
    """The threads on the drafts of these teams (None: on all cards, and of cards that are gone), in order."""
    anchors = Anchors(workshop)
    found: list[Thread] = []
    if teams is None:
        for pillar in workshop.pillars():
            for id_ in (pillar.id, *(condition.id for condition in workshop.conditions(pillar.id))):
                found += threads.on_card(workshop, id_, ANYBODY)
        teams = [team.id for team in workshop.teams()]
        lost = threads.orphans(workshop, "", ANYBODY)
    else:
        teams = list(teams)
        lost = []
    for team in teams:
        found += threads.about(workshop, team, ANYBODY)
    ordered = [one for _card, group in groupby(found, key=_card_of) for one in sorted(group, key=_along)]
    return [_told(workshop, n, one, anchors.of(one.note.id)) for n, one in enumerate((*ordered, *lost), 1)]


def by_team(workshop: Workshop, said: Iterable[Told]) -> dict[str, list[Told]]:
    """They by the team whose draft they are on; of cards that are gone, on which they were."""
    found: dict[str, list[Told]] = {}
    for one in said:
        team = team_of(workshop, one.card.id) if one.card else one.thread.note.about
        found.setdefault(team, []).append(one)
    return found


# ---------------------------------------------------------------- within
def _card_of(one: Thread) -> str:
    return one.note.card


def _along(one: Thread) -> tuple[int, int]:
    """Where in its card a note stands: on the whole of it first, then field by field."""
    note = one.note
    return _FIELDS.index(note.field) if note.field in _FIELDS else -1, note.start or 0


def _told(workshop: Workshop, number: int, thread: Thread, place: Place) -> Told:
    note = thread.note
    words = note.quote or (note.read if place.state in ("changed", "gone") else "")
    return Told(
        number=number,
        card=workshop.get(note.card),
        thread=thread,
        place=place,
        code=code_of(workshop, note.card),
        field=fields.NAMES.get(note.field, ""),
        words=words,
        kind=WORDS[note.kind],
        state=_state(thread),
        who=_who(workshop, note, note.round),
        team=_team(workshop, note.team),
        when=_when(note),
        answered=_answered(workshop, thread),
        replies=tuple(_reply(workshop, note, reply) for reply in thread.replies),
    )


def _state(thread: Thread) -> str:
    if thread.taken_back:
        return _("Taken back")
    return STATES[thread.state] if thread.note.kind != "praise" or thread.state != "open" else ""


def _reply(workshop: Workshop, note: Note, reply: Reply) -> ToldReply:
    team = _team(workshop, team_spoken_for(workshop, reply))
    return ToldReply(_who(workshop, reply, note.round), team, _when(reply), reply.text)


def _team(workshop: Workshop, id_: str) -> str:
    team = workshop.find(Team, id_)
    return one_line(team.name or team.code) if team else ""


def _byline(who: str, team: str) -> str:
    return " · ".join(filter(None, (who, team)))


def _who(workshop: Workshop, said: Said, round_: str) -> str:
    return threads.byline(workshop, said.key, round_, ANYBODY)


def _when(said: Said) -> str:
    try:
        return date_text(datetime.fromisoformat(said.at).date())
    except ValueError:
        return ""


def _answered(workshop: Workshop, thread: Thread) -> str:
    """How it was answered, by whom, and why: "" while it is open."""
    note, answer = thread.note, thread.answer
    by = thread.settlement if thread.state == "settled" else answer
    if thread.state == "open" or thread.taken_back or by is None:
        return ""
    who = _who(workshop, by, note.round)
    words = _("{state} by {who}").format(state=STATES[thread.state], who=who) if who else STATES[thread.state]
    return f"{words}: {answer.reason}" if thread.state == "declined" and answer and answer.reason else words
