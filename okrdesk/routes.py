"""The way of a link over the board: from card edge to card edge through the gaps, never through a card.

Between neighbouring columns a link runs in the gap between them; a column in between is crossed level, in the
space between two of its cards. Floats, in the pixels of the layout; who draws makes curves of the points.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from math import inf
from typing import NamedTuple

from okrdesk.card_shape import CARD_GAP, TITLE_LINE, TITLE_TOP, CardPlace
from okrdesk.cards import KeyResult, Link
from okrdesk.check import card_of
from okrdesk.layout import Placement
from okrdesk.workshop import Workshop

FOLDED_LEVEL = 3.0  # above the lower end of a team that is folded away
LOOP = 16.0  # how far a link between two cards of one column swings out to the left
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Route:
    """A link's points from left to right, and where it meets its target.

    Points 0 and 1, 2 and 3 ... are the ends of curves, each within one gap; between 1 and 2, 3 and 4 ... the
    link runs straight. A `loop` is one curve on the left of both its cards. `columns` are the first and the
    last one it touches; `side` is 1 where it meets its target on the right, -1 on the left.
    """

    points: tuple[Point, ...]
    end: Point
    columns: tuple[int, int]
    side: int
    loop: bool = False


class Crossing(NamedTuple):
    """A column by its number, its left and right edge, and from where to where links may cross it elsewhere
    than before.
    """

    column: int
    left: float
    right: float
    top: float
    bottom: float

    def concerns(self, route: Route) -> bool:
        """Whether a route crosses here."""
        column, left, right, top, bottom = self
        first, last = route.columns
        return first < column < last and any(
            left <= x <= right and top <= y <= bottom for x, y in route.points
        )


class Router:
    """Finds the routes of a placement's links."""

    def __init__(self, workshop: Workshop, placement: Placement) -> None:
        self._workshop = workshop
        self._placement = placement
        self._slots: dict[int, list[float]] = {}

    def route(self, link: Link, left: float = -inf, right: float = inf) -> Route | None:
        """The way of a link, or (for a long one) its part between two x; None when it has none there."""
        source, target = self.place_of(link.source), self.place_of(link.target)
        if source is None or target is None or source.band is None or target.band is None:
            return None
        if source.folded and target.folded and source.band is target.band:
            return None
        end, start = self.dock(link.source, source), self.dock(link.target, target)
        at, to = self._placement.column_of(target.band), self._placement.column_of(source.band)
        if at == to:
            points = (target.x, start), (source.x, end)
            return Route(points, points[0], (at, at), -1, loop=True)
        if at < to:
            meets = target.x + target.w, start
            points = self._across(meets, at, (source.x, end), to, left, right)
        else:
            meets = target.x, start
            points = self._across((source.x + source.w, end), to, meets, at, left, right)
        if len(points) < 2:
            return None
        return Route(tuple(points), meets, (min(at, to), max(at, to)), 1 if at < to else -1)

    def renew(self, columns: Iterable[int]) -> list[Crossing]:
        """These columns have changed: where links may cross them elsewhere now, though their ends have not
        moved. When all has changed, make a new router.
        """
        others = []
        for n in columns:
            before = self._slots.get(n)
            if before is None:
                continue  # no link has crossed it yet
            after = self._slots[n] = self._free_levels(n)
            if before != after:
                column = self._placement.columns[n]
                others.append(Crossing(n, column.left, column.right, *_apart(before, after)))
        return others

    def place_of(self, id_: str) -> CardPlace | None:
        """The card on the board that shows this record."""
        return self._placement.cards.get(id_) or self._placement.cards.get(card_of(self._workshop, id_))

    def dock(self, id_: str, place: CardPlace) -> float:
        """At what height a link meets a card: at its title, at a key result's row, or in its middle."""
        if place.kind != "objective" or place.folded:
            return place.y + place.h / 2
        if isinstance(self._workshop.get(id_), KeyResult):
            return place.row_y(place.rows.index(id_) if id_ in place.rows else len(place.rows))
        return place.y + TITLE_TOP + TITLE_LINE / 2

    def _across(self, start: Point, at: int, goal: Point, to: int, left: float, right: float) -> list[Point]:
        columns, points = self._placement.columns, [start]
        for n in range(at + 1, to):
            column = columns[n]
            if n + 1 < to and columns[n + 1].right < left:
                continue  # the part that was asked for begins further on
            if column.right < left:
                points = [(column.right, self._level(n, start[1], at, goal[1], to))]
                continue
            level = self._level(n, start[1], at, goal[1], to)
            points += [(column.left, level), (column.right, level)]
            if column.left > right:
                points.pop()
                return points
        return [*points, goal]

    def _level(self, n: int, y: float, at: int, goal: float, to: int) -> float:
        """At what height to cross column `n`: free of cards, near the straight line from end to end."""
        slots = self._slots.get(n)
        if slots is None:
            slots = self._slots[n] = self._free_levels(n)
        wish = y + (goal - y) * (n - at) / (to - at)
        i = bisect_left(slots, wish)
        if i == 0:
            return slots[0]
        above = slots[i - 1]
        return above if i == len(slots) or wish - above <= slots[i] - wish else slots[i]

    def _free_levels(self, n: int) -> list[float]:
        """The heights at which a column can be crossed: above its first card and below each."""
        placement, levels = self._placement, [CARD_GAP / 4]
        for band in placement.bands_in(placement.columns[n]):
            levels += [
                placement.cards[id_].y + placement.block_height(id_) + CARD_GAP / 2 for id_ in band.cards
            ]
            if not band.cards:
                levels.append(band.y + band.h - (FOLDED_LEVEL if band.folded else CARD_GAP / 2))
        return levels


def _apart(before: list[float], after: list[float]) -> tuple[float, float]:
    """Between which of the heights that both hold two rising lists differ."""
    shorter = min(len(before), len(after))
    same = next((n for n in range(shorter) if before[n] != after[n]), shorter)
    ends = next((n for n in range(shorter - same) if before[-1 - n] != after[-1 - n]), shorter - same)
    return (before[same - 1] if same else -inf), (before[-ends] if ends else inf)
