"""A team that comes into being with the first card written for it."""

from __future__ import annotations

from okrdesk import check, edits
from okrdesk.cards import Objective, Team
from okrdesk.change import Change, Put
from okrdesk.i18n import _
from okrdesk.team_edits import deepest_level, next_colour
from okrdesk.text import one_line
from okrdesk.workshop import Workshop


def founded(workshop: Workshop, id_: str, name: str, target: str) -> Team:
    """The new team of that id and name which makes the card or condition `target` possible, last of those
    beside it.
    """
    parent = team_over(workshop, target)
    rank = edits.rank_at(workshop.by(Team, "parent", parent))
    return Team(id_, rank, one_line(name), colour=next_colour(workshop), parent=parent)


def promoted(workshop: Workshop, key_result: str, id_: str, name: str) -> Change:
    """Make what a key result says the first objective of a new team of that id and name."""
    change = edits.promote(workshop, key_result, id_)
    label = _("Make {card} an objective of {team}")
    label = label.format(card=check.name(workshop, workshop[key_result]), team=one_line(name))
    return Change(label, (Put(founded(workshop, id_, name, key_result)), *change.steps))


def has_vacant_lane(workshop: Workshop) -> bool:
    """Whether the lane below the company's waits for its first team."""
    return workshop.root is not None and not any(team.parent for team in workshop.all(Team))


def team_over(workshop: Workshop, target: str) -> str:
    """What a team belongs to that makes a card or condition possible: the card's own team where there is a
    lane below its lane, else the team over that.
    """
    card = workshop.get(check.card_of(workshop, target))
    team = workshop.find(Team, card.team) if isinstance(card, Objective) else workshop.root
    if team is None:
        return ""
    return team.id if workshop.level(team.id) < deepest_level(workshop) else team.parent
