"""The way of a link over the board: from card edge to card edge through the gaps, never through a card.

Between neighbouring columns a link runs in the gap between them; a column in between is crossed level, in the
space between two of its cards. Floats, in the pixels of the layout; who draws makes curves of the points.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from okrdesk.card_shape import CARD_GAP, TITLE_LINE, TITLE_TOP, CardPlace
from okrdesk.cards import KeyResult, Link
from okrdesk.check import card_of
from okrdesk.layout import Placement
from okrdesk.workshop import Workshop

LOOP = 16.0  # how far a link between two cards of one column swings out to the left
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Route:
    """A link's points, from its target's end to its source's.

    Points 0 and 1, 2 and 3 ... are the ends of curves, each within one gap; between 1 and 2, 3 and 4 ... the
    link runs straight. A `loop` is one curve on the left of both its cards.
    """

    points: tuple[Point, ...]
    loop: bool = False


class Router:
    """Finds the routes of a placement's links. Make a new one when the placement has changed."""

    def __init__(self, workshop: Workshop, placement: Placement) -> None:
        self._workshop = workshop
        self._placement = placement
        self._slots: dict[tuple[int, int], list[float]] = {}

    def route(self, link: Link) -> Route | None:
        """The way of a link; None when one of its ends is not on the board."""
        source, target = self.place_of(link.source), self.place_of(link.target)
        if source is None or target is None or source.band is None or target.band is None:
            return None
        start, end = self.dock(link.target, target), self.dock(link.source, source)
        at, to = (target.band.lane, target.band.column), (source.band.lane, source.band.column)
        if at == to:
            return Route(((target.x, start), (source.x, end)), loop=True)
        if at < to:
            return Route(self._across(target, start, at, source, end, to))
        return Route(tuple(reversed(self._across(source, end, to, target, start, at))))

    def place_of(self, id_: str) -> CardPlace | None:
        """The card on the board that shows this record."""
        return self._placement.cards.get(id_) or self._placement.cards.get(card_of(self._workshop, id_))

    def dock(self, id_: str, place: CardPlace) -> float:
        """At what height a link meets a card: at its title, at a key result's row, or in its middle."""
        if place.kind != "objective":
            return place.y + place.h / 2
        if isinstance(self._workshop.get(id_), KeyResult):
            return place.row_y(place.rows.index(id_) if id_ in place.rows else len(place.rows))
        return place.y + TITLE_TOP + TITLE_LINE / 2

    def _across(
        self,
        left: CardPlace,
        y: float,
        at: tuple[int, int],
        right: CardPlace,
        goal: float,
        to: tuple[int, int],
    ) -> tuple[Point, ...]:
        points: list[Point] = [(left.x + left.w, y)]
        between = self._placement.columns_between(at, to)
        for n, (key, x0, x1) in enumerate(between):
            wish = y + (goal - y) * (n + 1) / (len(between) + 1)
            level = self._nearest_slot(key, wish)
            points += [(x0, level), (x1, level)]
        points.append((right.x, goal))
        return tuple(points)

    def _nearest_slot(self, column: tuple[int, int], y: float) -> float:
        slots = self._slots.get(column)
        if slots is None:
            slots = self._slots[column] = self._free_levels(column)
        n = bisect_left(slots, y)
        return min(slots[max(0, n - 1) : n + 1], key=lambda slot: abs(slot - y))

    def _free_levels(self, column: tuple[int, int]) -> list[float]:
        """The heights at which a column can be crossed: above its first card and below each."""
        placement, levels = self._placement, [CARD_GAP / 4]
        for band in placement.bands_in(column):
            levels += [
                placement.cards[id_].y + placement.block_height(id_) + CARD_GAP / 2 for id_ in band.cards
            ]
            if not band.cards:
                levels.append(band.y + band.h - CARD_GAP / 2)
        return levels
