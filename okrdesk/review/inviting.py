"""Making packets for several reviewers: one change that records all invitations, and a file for each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from okrdesk.cards import Team
from okrdesk.change import Change, Step
from okrdesk.i18n import ngettext
from okrdesk.profile import Profile
from okrdesk.review import rounds
from okrdesk.review.packing import invite, pack, teams_for
from okrdesk.workshop import Workshop


@dataclass(frozen=True, slots=True)
class Reading:
    """A team that reviews, the drafts that it reads, and in which round ("": in none)."""

    round: str
    team: Team
    about: tuple[Team, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """A packet that is ready to be written: for whom, in words, and its bytes."""

    title: str
    data: bytes


def readings(workshop: Workshop) -> list[Reading]:
    """Which team reads which drafts: as the newest round says; without one, each those of all others."""
    round_ = rounds.newest(workshop)
    found: list[Reading] = []
    for team in workshop.teams():
        about = teams_for(workshop, team.id, round_.id if round_ else "")
        drafts = tuple(there for id_ in about if (there := workshop.find(Team, id_)))
        if drafts and (round_ or team.parent):
            found.append(Reading(round_.id if round_ else "", team, drafts))
    return found


def invite_all(
    workshop: Workshop, profile: Profile, who: Iterable[tuple[Reading, str]], seq: int
) -> tuple[Change, list[Made]]:
    """Packets for these readers, given with their names, as the drafts stand at the journal's entry `seq`.

    The change records all invitations. Raises Refused when one of them cannot be made.
    """
    steps: list[Step] = []
    made: list[Made] = []
    for reading, name in who:
        about = (team.id for team in reading.about)
        change, invitation = invite(workshop, reading.round, reading.team.id, name, about, seq)
        data = pack(workshop, profile, invitation, seq)
        steps += change.steps
        made.append(Made(f"{reading.team.name} - {invitation.reviewer}", data))
    label = ngettext("Invite {n} reviewer", "Invite {n} reviewers", len(made)).format(n=len(made))
    return Change(label, tuple(steps)), made
