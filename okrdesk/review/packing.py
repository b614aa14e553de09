"""What a reviewer's packet holds of a workshop: the drafts to review with what they lead to, nothing else.

Left out: history, working notes, private and parked objectives, the cards of all other teams, what others
said before they submitted it, pictures, and every field that reading a draft does not need.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields as dataclass_fields
from dataclasses import replace
from typing import Any, TypeVar

from okrdesk.cards import (
    UPWARD,
    Condition,
    Cycle,
    KeyResult,
    Link,
    Objective,
    Organisation,
    Person,
    Pillar,
    Record,
    Team,
    new_id,
)
from okrdesk.change import Change, Put
from okrdesk.check import card_of
from okrdesk.desk import Refused
from okrdesk.i18n import _
from okrdesk.profile import Profile
from okrdesk.review import admission, questions, rounds, threads
from okrdesk.review.packet import Sent, seal
from okrdesk.review.records import (
    SAID,
    Answer,
    Assignment,
    Invitation,
    Note,
    Progress,
    Question,
    Reply,
    Reviewer,
    Round,
    Said,
    Settlement,
)
from okrdesk.review.saying import now_text
from okrdesk.text import one_line
from okrdesk.workshop import Workshop

R = TypeVar("R", bound=Record)

# The fields of each kind that a packet carries; all others stand at their defaults there.
_KEPT: dict[type[Record], tuple[str, ...]] = {
    Organisation: ("name", "levels", "language", "time_zone", "number_format", "currency", "page_size"),
    Cycle: ("name", "starts", "weeks", "freeze"),
    Team: ("rank", "name", "code", "colour", "parent", "function"),
    Person: ("rank", "name", "initials", "team"),
    Objective: (
        "rank", "code", "team", "title", "story", "owner", "involved", "style", "state", "kind",
        "role_objective", "beneficiary", "why_now",
    ),
}  # fmt: skip
_LEFT_OUT: dict[type[Record], tuple[str, ...]] = {KeyResult: ("note", "score", "current")}
_ABOVE_ONLY = ("story", "why_now")  # of other teams' objectives that only stand above a draft


def teams_for(workshop: Workshop, team: str, round_: str = "") -> tuple[str, ...]:
    """The teams whose drafts `team` reviews: those of the round, or (without one) all that have any."""
    having = [other for other in _readable(workshop) if other != team]
    if not round_:
        return tuple(having)
    assigned = {a.about for a in workshop.by(Assignment, "round", round_) if a.team == team}
    return tuple(other for other in having if other in assigned)


def invite(
    workshop: Workshop, round_: str, team: str, reviewer: str, about: Iterable[str], seq: int
) -> tuple[Change, Invitation]:
    """Invite a reviewer of `team` ("": of none) to read the drafts of the teams `about`.

    `round_` is the round's id or "", `seq` the journal's newest entry. The change records the invitation.
    Raises Refused when there is nobody to invite or nothing to read.
    """
    reviewer, drafts = one_line(reviewer), _readable(workshop)
    about = tuple(dict.fromkeys(other for other in about if other in drafts and other != team))
    if not reviewer:
        raise Refused(_("Say who the reviewer is."))
    if not about:
        raise Refused(_("There is no draft of another team to review yet."))
    invitation = Invitation(new_id(), round_, team, about, reviewer, now_text(), seq)
    return Change(_("Invite {reviewer} to review").format(reviewer=reviewer), (Put(invitation),)), invitation


def pack(workshop: Workshop, profile: Profile, invitation: Invitation, seq: int) -> bytes:
    """The packet of an invitation, as the drafts stand at the journal's entry `seq`; sealed by `profile`.

    Raises Refused when it would be too large.
    """
    round_ = workshop.find(Round, invitation.round)
    return seal(
        Sent(
            workshop.id, invitation.id, round_, invitation.team, invitation.about, invitation.reviewer,
            seq, now_text(), tuple(_Choice(workshop, invitation).records()), _questions(workshop, invitation),
        ),
        profile,
    )  # fmt: skip


class _Choice:
    """Chooses what one invitation's packet holds."""

    def __init__(self, workshop: Workshop, invitation: Invitation) -> None:
        self._workshop = workshop
        self._invitation = invitation
        self._drafts = (*invitation.about, *((invitation.team,) if invitation.team else ()))
        company = workshop.root.id if workshop.root else ""
        whole = [o for team in self._drafts for o in workshop.objectives(team) if _shown(o)]
        self._parts: dict[str, Record] = {}  # all cards and parts that are shown, by id
        for objective in whole:
            self._take(objective)
        for pillar in workshop.pillars():
            self._parts[pillar.id] = pillar
            self._parts |= {part.id: part for part in workshop.conditions(pillar.id)}
        self._take_above([objective.id for objective in whole], company)

    def records(self) -> Iterator[Record]:
        """All records, each after those that it points at."""
        links = self._links()
        people = self._people()
        said = [one for one in self._said() if admission.is_admissible(one)]
        teams = self._teams(said)
        yield from (_bare(record) for record in self._workshop.all(Organisation))
        yield from (_bare(record) for record in self._workshop.all(Cycle))
        for team in self._workshop.teams():
            if team.id in teams:  # what a team is for stands above its draft
                purpose = team.purpose if team.id in self._drafts else ""
                yield replace(_bare(team), purpose=purpose)
        for person in self._workshop.people():
            if person.id in people:
                yield replace(_bare(person), team=person.team if person.team in teams else "")
        for kind in (Pillar, Objective, KeyResult, Condition):
            yield from (part for part in self._parts.values() if type(part) is kind)
        yield from links
        yield from self._assignments()
        yield from said

    # ------------------------------------------------------------ cards
    def _take(self, objective: Objective) -> None:
        self._parts[objective.id] = _bare(objective)
        for part in (
            *self._workshop.key_results(objective.id),
            *self._workshop.conditions(objective.id),
        ):
            self._parts[part.id] = _bare(part)

    def _take_above(self, cards: list[str], company: str) -> None:
        """What the drafts lead to: the company's objectives whole, of others' the title and that part."""
        while cards:
            card = cards.pop()
            for part in (card, *(kr.id for kr in self._workshop.key_results(card))):
                for link in self._workshop.links_from(part):
                    if link.kind in UPWARD and link.target not in self._parts and part in self._parts:
                        cards += self._take_target(link.target, company)

    def _take_target(self, target: str, company: str) -> list[str]:
        """Take one end of a link upward; the card that was taken anew, to go on from."""
        above = self._workshop.get(card_of(self._workshop, target))
        if not isinstance(above, Objective) or not _shown(above):
            return []
        new = above.id not in self._parts
        if new and above.team == company:
            self._take(above)
        elif new:
            self._parts[above.id] = replace(_bare(above), **dict.fromkeys(_ABOVE_ONLY, ""))
        if target not in self._parts:
            self._parts[target] = _bare(self._workshop[target])
        return [above.id] if new else []

    def _links(self) -> list[Link]:
        links = (link for part in self._parts for link in self._workshop.links_from(part))
        return [link for link in links if link.target in self._parts]

    # ------------------------------------------------------------ who
    def _people(self) -> set[str]:
        named: set[str] = set()
        for part in self._parts.values():
            named |= {getattr(part, "owner", ""), *getattr(part, "involved", ())}
        return named

    def _teams(self, said: Iterable[Said]) -> set[str]:
        """The teams that are named, those for which something was `said`, and those above them up to the
        company.
        """
        found: set[str] = set()
        objectives = [part for part in self._parts.values() if isinstance(part, Objective)]
        named = {self._invitation.team, *self._invitation.about, *(getattr(one, "team", "") for one in said)}
        for team in named | {o.team for o in objectives} | {o.beneficiary for o in objectives}:
            at = self._workshop.find(Team, team)
            while at and at.id not in found:
                found.add(at.id)
                at = self._workshop.find(Team, at.parent)
        return found

    def _assignments(self) -> Iterator[Assignment]:
        for assignment in self._workshop.by(Assignment, "round", self._invitation.round):
            if assignment.team == self._invitation.team and assignment.about in self._invitation.about:
                yield assignment

    # ------------------------------------------------------------ what was said
    def _said(self) -> Iterator[Said]:
        """What this reviewer said before, and what they may know of what others said."""
        mine = self._own_keys()
        yield from (one for kind in SAID for one in self._workshop.all(kind) if one.key in mine)
        others: list[Said] = []
        named: set[str] = set()
        for note in self._workshop.all(Note):
            if note.key in mine or (note.card in self._parts and self._may_know(note)):
                said = [one for one in self._thread(note) if one.key not in mine and not one.withdrawn]
                others += said
                if self._names_shown(note.round):
                    named |= {one.key for one in said}
        yield from (who for who in self._workshop.all(Reviewer) if who.key in named)
        yield from others
        yield from self._submissions(one for one in others if isinstance(one, Note))

    def _submissions(self, notes: Iterable[Note]) -> Iterator[Progress]:
        """That the reviews these notes belong to were submitted: else nobody sees them in the packet."""
        for key, round_, about in dict.fromkeys((note.key, note.round, note.about) for note in notes):
            far = threads.progress_of(self._workshop, key, round_, about)
            if far is not None and far.stage == "submitted":
                yield replace(far, asked=())  # what they ticked while reading is their own

    def _thread(self, note: Note) -> Iterator[Said]:
        yield note
        for kind in (Reply, Settlement, Answer):
            yield from self._workshop.by(kind, "note", note.id)

    def _own_keys(self) -> set[str]:
        """The keys by which this reviewer answered an earlier invitation of the same round and team."""
        meant = self._invitation
        theirs = {
            other.id for other in self._workshop.all(Invitation)
            if (other.reviewer, other.team, other.round) == (meant.reviewer, meant.team, meant.round)
        }  # fmt: skip
        return {who.key for who in self._workshop.all(Reviewer) if who.invitation in theirs}

    def _may_know(self, note: Note) -> bool:
        """Whether what somebody else noted may be known outside: submitted, or written in an open round."""
        if note.withdrawn or not self._names_shown(note.round):
            return False
        round_ = self._workshop.find(Round, note.round)
        return threads.submitted(self._workshop, note) or (round_ is not None and round_.open_from_start)

    def _names_shown(self, round_id: str) -> bool:
        round_ = self._workshop.find(Round, round_id)
        return round_ is None or round_.names_shown


def _shown(objective: Objective) -> bool:
    return not (objective.parked or objective.private)


def _bare(record: R) -> R:
    """`record` with the fields that a packet carries, all others at their defaults."""
    kind = type(record)
    kept = _KEPT.get(kind)
    if kept is not None:
        return kind(record.id, **{name: getattr(record, name) for name in kept})
    left_out = _LEFT_OUT.get(kind, ())
    defaults: dict[str, Any] = {f.name: f.default for f in dataclass_fields(kind) if f.name in left_out}
    return replace(record, **defaults) if defaults else record


def _readable(workshop: Workshop) -> list[str]:
    """The ids of the teams that have something to read for others."""
    return [t.id for t in rounds.drafting(workshop) if any(_shown(o) for o in workshop.objectives(t.id))]


def _questions(workshop: Workshop, invitation: Invitation) -> tuple[Question, ...]:
    """The questions that this reviewer may ask any of these teams."""
    asker = workshop.find(Team, invitation.team)
    meant = {
        question.id
        for team in invitation.about
        for question in questions.for_pair(workshop, asker, workshop.find(Team, team))
    }
    return tuple(question for question in questions.bank(workshop) if question.id in meant)
