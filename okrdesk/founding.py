"""A team that comes into being with the first card written for it."""

from __future__ import annotations

from okrdesk import check, edits
from okrdesk.cards import Objective, Team
from okrdesk.change import Change, Put
from okrdesk.i18n import _
from okrdesk.team_edits import deepest_level, next_colour
from okrdesk.text import one_line
from okrdesk.workshop import Workshop


def founded(workshop: Workshop, id_: str, name: str, over: str) -> Team:
    """The new team of that id and name in the team `over`, last of those in it."""
    rank = edits.rank_at(workshop.by(Team, "parent", over))
    return Team(id_, rank, one_line(name), colour=next_colour(workshop), parent=over)


def promoted(workshop: Workshop, key_result: str, id_: str, name: str) -> Change:
    """Make what a key result says the first objective of a new team of that id and name."""
    change = edits.promote(workshop, key_result, id_)
    label = _("Make {card} an objective of {team}")
    label = label.format(card=check.name(workshop, workshop[key_result]), team=one_line(name))
    team = founded(workshop, id_, name, team_over(workshop, key_result))
    return Change(label, (Put(team), *change.steps))


def vacant_level(workshop: Workshop) -> int | None:
    """The depth of the highest lane that waits for its first team; None where every lane has one, or there
    is no company yet.
    """
    depths = {workshop.level(team.id) for team in workshop.all(Team)}
    lanes = range(1, deepest_level(workshop) + 1)
    return next((level for level in lanes if level not in depths), None) if depths else None


def teams_over(workshop: Workshop, level: int) -> list[str]:
    """The teams that a new team of the lane `level` can belong to: those of the lane above it."""
    return [team.id for team in workshop.teams() if workshop.level(team.id) == level - 1]


def team_over(workshop: Workshop, target: str) -> str:
    """What a team belongs to that makes a card or condition possible: the card's own team where there is a
    lane below its lane, else the team over that.
    """
    card = workshop.get(check.card_of(workshop, target))
    team = workshop.find(Team, card.team) if isinstance(card, Objective) else workshop.root
    if team is None:
        return ""
    return team.id if workshop.level(team.id) < deepest_level(workshop) else team.parent
