"""The places between the cards of a band, and the steps that a card makes by the keyboard. No Qt."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from okrdesk import edits
from okrdesk.card_shape import CARD_GAP, Band
from okrdesk.cards import Objective, Pillar
from okrdesk.change import Change
from okrdesk.lanes import MARGIN
from okrdesk.layout import Placement
from okrdesk.workshop import Workshop
from ui.board.hits import Point


@dataclass(frozen=True, slots=True)
class Line:
    """A level line on the board where a load would come to lie: its left end and its length."""

    x: float
    y: float
    length: float


def can_be_dragged(workshop: Workshop, id_: str) -> bool:
    """Whether this card can change its place among others by itself."""
    return isinstance(workshop.get(id_), (Objective, Pillar))


# ---------------------------------------------------------------- places
def gap_at(placement: Placement, band: Band, held: Collection[str], y: float) -> tuple[str, float]:
    """The card ahead of which one dropped at height `y` comes to lie, and the height of that gap.

    The cards `held` are in the hand: they are no neighbours.
    """
    line = _first_gap(band)
    for id_ in band.cards:
        place = placement.cards[id_]
        height = placement.block_height(id_)
        if id_ not in held and y < place.y + height / 2:
            return id_, line
        if id_ not in held or y >= place.y:
            line = place.y + height + CARD_GAP / 2
    return next_in_team(placement, band, held), line


def gaps_of(placement: Placement, band: Band, held: Collection[str]) -> list[Point]:
    """A point in each gap between the cards of a band that are not in the hand, the last below them all."""
    x, others = band.x + band.w / 2, [id_ for id_ in band.cards if id_ not in held]
    below = (placement.cards[id_].y + placement.block_height(id_) + CARD_GAP / 2 for id_ in others)
    return [(x, _first_gap(band)), *((x, y) for y in below)]


def line_in(band: Band, y: float) -> Line:
    """The line across a band at a height."""
    return Line(band.x + MARGIN, y, band.w - 2 * MARGIN)


def _first_gap(band: Band) -> float:
    gap = band.y + band.header - CARD_GAP / 2 if band.header else band.y + CARD_GAP / 4
    return max(gap, 4.0)


def next_in_team(placement: Placement, band: Band, held: Collection[str]) -> str:
    """The team's first card behind a band, where the team goes on in another column; "" otherwise."""
    bands = [b for b in placement.bands if b.team == band.team and b.lane == band.lane]
    at = next(n for n, each in enumerate(bands) if each is band)
    return next((id_ for later in bands[at + 1 :] for id_ in later.cards if id_ not in held), "")


# ---------------------------------------------------------------- the keyboard's steps
def step_within(workshop: Workshop, placement: Placement, card_id: str, down: bool) -> Change:
    """One place up or down; past its team's end, into the neighbouring team of the same lane."""
    card = workshop[card_id]
    if isinstance(card, Pillar):
        rows = [p.id for p in workshop.pillars()]
        before = _step(rows, card_id, down)
        return Change("", ()) if before is None else edits.move_pillar(workshop, card_id, before=before)
    if not isinstance(card, Objective) or card.parked:
        return Change("", ())
    rows = [o.id for o in workshop.objectives(card.team)]
    before = _step(rows, card_id, down)
    if before is not None:
        return edits.move_objective(workshop, card_id, card.team, before=before)
    team = _neighbour_team(placement, card_id, down)
    if team is None:
        return Change("", ())
    theirs = workshop.objectives(team)
    return edits.move_objective(workshop, card_id, team, before=theirs[0].id if down and theirs else "")


def _step(rows: list[str], card_id: str, down: bool) -> str | None:
    """The card ahead of which one step leads ("": last); None at the end."""
    at = rows.index(card_id)
    if down:
        if at + 1 == len(rows):
            return None
        return rows[at + 2] if at + 2 < len(rows) else ""
    return rows[at - 1] if at else None


def _neighbour_team(placement: Placement, card_id: str, down: bool) -> str | None:
    band = placement.cards[card_id].band
    if band is None:
        return None
    teams = list(dict.fromkeys(b.team for b in placement.bands if b.lane == band.lane))
    at = teams.index(band.team) + (1 if down else -1)
    return teams[at] if 0 <= at < len(teams) else None


def step_across(workshop: Workshop, placement: Placement, card_id: str, right: bool) -> Change:
    """To the next lane on the left or right, into the team that lies at the same height."""
    card, place = workshop[card_id], placement.cards[card_id]
    if not isinstance(card, Objective) or place.band is None:
        return Change("", ())
    n = place.band.lane + (1 if right else -1)
    if not 0 <= n < len(placement.lanes) or placement.lanes[n].kind == "strategy":
        return Change("", ())
    if placement.lanes[n].kind == "tray":
        return edits.park(workshop, card_id)
    lane = placement.lanes[n]
    x = lane.x + 1 if right else lane.x + lane.width - 1
    middle = place.y + place.h / 2
    band = placement.band_at(x, middle)
    if band is None:
        return Change("", ())
    before, _line = gap_at(placement, band, {card_id}, middle)
    return edits.move_objective(workshop, card_id, band.team, before=before)
