"""Where in the tree a team may go: what a key or a drag means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from okrdesk.cards import Team
from okrdesk.edits import name_of_team
from okrdesk.i18n import _
from okrdesk.workshop import Workshop

_EDGE = 0.28  # of a row's height, above and below: there a team goes beside it, else below it


@dataclass(frozen=True, slots=True)
class Place:
    """Below the team `parent`, ahead of its team `before` or ("") last; what to say of it, and where a drag
    marks it on the row that is under the pointer.
    """

    parent: str
    before: str
    sentence: str
    line: Literal["on", "above", "below"] = "on"


def is_below(workshop: Workshop, team: str, above: str) -> bool:
    """Whether a team is another one or below it."""
    at = workshop.find(Team, team)
    while at is not None and at.id != above:
        at = workshop.find(Team, at.parent)
    return at is not None


def beside(workshop: Workshop, team: str) -> Place:
    """Right behind a team; the company has none beside it, there it is below."""
    record = workshop[team]
    assert isinstance(record, Team)
    if not record.parent:
        return Place(team, "", "")
    return Place(record.parent, _behind(workshop, record), "")


def shifted(workshop: Workshop, team: str, way: str) -> Place | None:
    """Where a team goes "up", "down", "out" of its team or "in" to the one above it; None for nowhere."""
    record = workshop[team]
    assert isinstance(record, Team)
    parent = workshop.find(Team, record.parent)
    if parent is None:
        return None
    ids = [each.id for each in workshop.by(Team, "parent", parent.id)]
    at = ids.index(team)
    if way == "up":
        return Place(parent.id, ids[at - 1], "") if at else None
    if way == "down":
        return Place(parent.id, (*ids, "")[at + 2], "") if at + 1 < len(ids) else None
    if way == "in":
        return Place(ids[at - 1], "", "") if at else None
    return Place(parent.parent, _behind(workshop, parent), "") if parent.parent else None


def dropped(workshop: Workshop, team: str, on: str, share: float) -> Place | None:
    """Where a team goes that is dropped on the row of another, `share` of its height down; None where it may
    not.
    """
    if is_below(workshop, on, team):
        return None
    target = workshop[on]
    assert isinstance(target, Team)
    name = target.name
    if target.parent and share < _EDGE:
        return Place(target.parent, on, _("Move it ahead of {team}").format(team=name), "above")
    if target.parent and share > 1 - _EDGE:
        below = workshop.by(Team, "parent", on)
        if below:
            return Place(on, below[0].id, _("Move it below {team}, first").format(team=name), "below")
        behind = _behind(workshop, target)
        inside = name_of_team(workshop, target.parent)
        sentence = _("Move it behind {team}, below {parent}").format(team=name, parent=inside)
        return Place(target.parent, behind, sentence, "below")
    return Place(on, "", _("Move it below {team}").format(team=name))


def _behind(workshop: Workshop, team: Team) -> str:
    """The id of the next team of the same parent; "" when it is the last."""
    ids = [each.id for each in workshop.by(Team, "parent", team.parent)]
    return (*ids, "")[ids.index(team.id) + 1]
