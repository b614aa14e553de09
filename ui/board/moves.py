"""The places between the cards of a band. No Qt."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from okrdesk.card_shape import CARD_GAP, Band
from okrdesk.lanes import MARGIN
from okrdesk.layout import Placement
from ui.board.hits import Point


@dataclass(frozen=True, slots=True)
class Line:
    """A level line on the board where a load would come to lie: its left end and its length."""

    x: float
    y: float
    length: float


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
