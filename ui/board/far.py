"""The board from afar: thousands of cards as flat rectangles, drawn band by band in a few calls.

At this distance an item for each card would cost ten times as much as the painting itself.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from okrdesk.card_shape import Band
from okrdesk.layout import Placement
from ui.board.painter import CardPainter, mix

Flat = tuple[list[QRectF], list[QRectF], list[QRectF], list[QRectF], list[QRectF]]


MAP = 0.06  # below this zoom titles would be finer than pixels, and a team's edge is one strip


class FarBoard:
    """Paints a placement's cards flat; keeps each band's rectangles until `forget`."""

    def __init__(self, painter: CardPainter) -> None:
        self._cards = painter
        self._flat: dict[int, Flat] = {}

    def forget(self, bands: Iterable[Band] | None = None) -> None:
        """Cards of these bands (None: of all) have moved: take their places anew."""
        if bands is None:
            self._flat.clear()
        for band in bands or ():
            self._flat.pop(id(band), None)

    def paint(
        self, painter: QPainter, exposed: QRectF, placement: Placement, lit: frozenset[str] | None
    ) -> None:
        """Draw the cards within `exposed`; where some are lit, the others faded."""
        theme, zoom = self._cards.theme, painter.worldTransform().m11()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(Qt.PenStyle.NoPen)
        card, bg = theme.color("card"), theme.color("bg")
        words = mix(card, theme.color("ink-3"), 0.45)
        quiet, still_open = mix(bg, card, 0.5), mix(bg, theme.color("amber"), 0.45)
        if lit is not None:
            painter.setOpacity(0.25)
        for band in placement.bands:
            if not band.cards or not exposed.intersects(QRectF(band.x, band.y, band.w, band.h)):
                continue
            bodies, edges, titles, conditions, opened = self._rects(band, placement)
            painter.setBrush(card)
            painter.drawRects(bodies)
            if zoom >= MAP:
                painter.setBrush(words)
                painter.drawRects(titles)
            if conditions:
                painter.setBrush(quiet)
                painter.drawRects(conditions)
            if opened:
                painter.setBrush(still_open)
                painter.drawRects(opened)
            if zoom < MAP and band.team:
                strip = QRectF(
                    bodies[0].left(), bodies[0].top(), 2 / zoom, bodies[-1].bottom() - bodies[0].top()
                )
                painter.fillRect(strip, self._cards.team_color(band.team))
            elif band.team:
                painter.setBrush(self._cards.team_color(band.team))
                painter.drawRects(edges)
            else:
                for id_, rect in zip(band.cards, edges, strict=True):
                    painter.setBrush(self._cards.color_of(placement.cards[id_]))
                    painter.drawRect(rect)
        painter.setOpacity(1.0)
        for id_ in lit or ():
            if (place := placement.cards.get(id_)) and not place.folded:
                painter.fillRect(QRectF(place.x, place.y, place.w, place.h), card)
                painter.fillRect(QRectF(place.x, place.y, 24, place.h), self._cards.color_of(place))

    def _rects(self, band: Band, placement: Placement) -> Flat:
        found = self._flat.get(id(band))
        if found is None:
            found = self._flat[id(band)] = ([], [], [], [], [])
            bodies, edges, titles, conditions, opened = found
            for id_ in band.cards:
                place = placement.cards[id_]
                bodies.append(QRectF(place.x, place.y, place.w, place.h))
                edges.append(QRectF(place.x, place.y, 14.0, place.h))
                titles.append(QRectF(place.x + 40, place.y + 34, place.w * 0.6, 22.0))
                for under in placement.conditions_under(id_):
                    part = placement.cards[under]
                    rects = opened if self._cards.is_open(under) else conditions
                    rects.append(QRectF(part.x, part.y, part.w, part.h))
        return found
