"""The ways of links over a page of the map: in the gaps between columns, and level between two cards."""

from __future__ import annotations

from bisect import bisect_left

from exports.pdf.tiles import Tile
from okrdesk.card_shape import CARD_GAP, CardPlace
from okrdesk.lanes import MARGIN

Point = tuple[float, float]


class Ways:
    """Finds the ways of one page, in pixels of the board."""

    def __init__(self, tile: Tile) -> None:
        self._columns: list[tuple[float, float, list[float]]] = []  # left and right edge, free levels
        for left, width in tile.columns:
            cards = sorted((c for c in tile.cards if left <= c.x < left + width), key=lambda c: c.y)
            self._columns.append((left + MARGIN, left + width - MARGIN, _free_levels(cards)))

    def way(self, source: CardPlace, target: CardPlace) -> list[Point]:
        """The points from the target's end to the source's: curves and level stretches in turn.

        Two points at the same side of their cards, for cards of one column, make one loop.
        """
        start, end = _dock(target), _dock(source)
        if source.x > target.x + target.w:
            return self._across((target.x + target.w, start), (source.x, end))
        if target.x > source.x + source.w:
            return self._across((source.x + source.w, end), (target.x, start))[::-1]
        return [(target.x, start), (source.x, end)]

    def _across(self, left: Point, right: Point) -> list[Point]:
        between = [c for c in self._columns if c[0] > left[0] and c[1] < right[0]]
        points = [left]
        for n, (x0, x1, levels) in enumerate(between):
            wish = left[1] + (right[1] - left[1]) * (n + 1) / (len(between) + 1)
            at = bisect_left(levels, wish)
            level = min(levels[max(0, at - 1) : at + 1], key=lambda y: abs(y - wish))
            points += [(x0, level), (x1, level)]
        return [*points, right]


def _dock(card: CardPlace) -> float:
    """At what height a link meets a card."""
    return card.y + (card.h / 2 if card.kind == "condition" else min(card.h / 2, 40.0))


def _free_levels(cards: list[CardPlace]) -> list[float]:
    """The heights at which a column can be crossed: above its first card and below each but a condition's."""
    levels = [CARD_GAP / 4]
    for n, card in enumerate(cards):
        below = cards[n + 1].y if n + 1 < len(cards) else card.y + card.h + CARD_GAP
        if below - card.y - card.h >= CARD_GAP - 1:
            levels.append(card.y + card.h + CARD_GAP / 2)
    return levels
