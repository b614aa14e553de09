"""What lies under the cards: the lanes' borders, the teams' bands, and where a dragged card may go."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QPainter, QPen

from okrdesk.card_shape import Band
from okrdesk.lanes import MARGIN
from okrdesk.layout import Placement
from okrdesk.workshop import Workshop
from ui.board.band_painter import BandPainter
from ui.board.moves import Aim
from ui.board.painter import CardPainter, mix


@dataclass(slots=True)
class Drag:
    """A drag under way: which card, which bands can take it, and where it would go now."""

    card: str
    takers: list[Band]
    aim: Aim


class Ground:
    """Paints a placement's lanes and bands."""

    def __init__(self, painter: CardPainter) -> None:
        self._cards = painter
        self._bands = BandPainter(painter)

    def paint(
        self,
        painter: QPainter,
        exposed: QRectF,
        workshop: Workshop,
        placement: Placement,
        drag: Drag | None,
    ) -> None:
        """Draw all that lies under the cards within `exposed`."""
        theme = self._cards.theme
        painter.fillRect(exposed, theme.color("bg"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        dashes = QPen(theme.color("line-strong"), 0.0)
        dashes.setDashPattern([3.0, 3.0])
        painter.setPen(dashes)
        painter.drawLines(
            [
                QLineF(lane.x, exposed.top(), lane.x, exposed.bottom())
                for lane in placement.lanes[1:]
                if exposed.left() <= lane.x <= exposed.right()
            ]
        )
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for band in drag.takers if drag else ():
            if exposed.intersects(rect_of(band)):
                self._paint_taker(painter, band, aimed=drag is not None and drag.aim.band is band)
        for n, lane in enumerate(placement.lanes):
            if lane.folded and exposed.left() < lane.x + lane.width and exposed.right() > lane.x:
                self._bands.paint_strip(painter, lane, [b for b in placement.bands if b.lane == n])
        for band in placement.bands:
            if exposed.intersects(QRectF(band.x, band.y, band.w, band.h)):
                self._bands.paint(painter, band, workshop, placement)

    def _paint_taker(self, painter: QPainter, band: Band, *, aimed: bool) -> None:
        theme = self._cards.theme
        accent = theme.color("accent")
        ground = mix(theme.color("bg"), theme.color("accent-bg"), 0.9 if aimed else 0.35)
        pen = QPen(accent if aimed else mix(theme.color("bg"), accent, 0.3), 1.5 if aimed else 1.0)
        if aimed:
            pen.setDashPattern([4.0, 3.0])
        painter.setPen(pen)
        painter.setBrush(ground)
        painter.drawRoundedRect(rect_of(band), 12, 12)


def rect_of(band: Band) -> QRectF:
    """The ground of a band that lights up when it can take a card."""
    inset = MARGIN - 14
    return QRectF(band.x + inset, band.y - 2, band.w - 2 * inset, band.h - 6)
