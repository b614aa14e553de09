"""What the editor says: whose text it is, what it asks for, and where its keys lead."""

from __future__ import annotations

from okrdesk.cards import Condition, KeyResult, Objective, Pillar
from okrdesk.edits import name_of_team
from okrdesk.i18n import _
from okrdesk.workshop import Workshop
from okrdesk.writing import Spot


def caption(workshop: Workshop, spot: Spot) -> str:
    """What a new card will be; "" for a text that is there, and for rows."""
    if not spot.new or spot.kind is KeyResult:
        return ""
    if spot.target:
        record = workshop.get(spot.target)
        card = getattr(record, "title", "") or getattr(record, "text", "") or getattr(record, "code", "")
        return _("New objective for: {card}").format(card=card)
    if spot.kind is Pillar:
        return _("New pillar")
    if spot.kind is Condition:
        return _("Must be true")
    if not spot.parent:
        return _("New objective")
    words = _("New objective · {team} · not this quarter") if spot.parked else _("New objective · {team}")
    return words.format(team=name_of_team(workshop, spot.parent))


def prompt(spot: Spot) -> str:
    """What an empty editor asks for."""
    if spot.kind is Pillar:
        return _("What we have to win at") if spot.field != "statement" else _("What that means")
    if spot.kind is KeyResult:
        return _("Weekly active users from 31% to 55% by Dana")
    if spot.kind is Condition:
        return _("What must be true for this?")
    return _("What will be true at the end of the quarter?")


def hint(spot: Spot, on: bool, *, team: bool) -> str:
    """Where the keys lead, for the status bar; `on`: Enter goes on, `team`: the team is being chosen."""
    if team:
        return _("Type to choose a team or name a new one · Enter goes on to the title · Esc: no new card")
    if spot.new and spot.kind is KeyResult:
        return _("Enter: next key result · Ctrl+Enter: next objective · Alt+1 … 6: take a reading back")
    if spot.new and spot.kind is Objective:
        return _("Enter: next objective · Tab: its key results · Esc: no new card")
    if spot.new:
        return _("Enter: next one · Tab: go on · Esc: no new card")
    if on:
        return _("Enter saves and opens the next · Shift+Enter saves · Esc leaves it as it was")
    return _("Enter saves · Tab goes on · Esc leaves it as it was")
