"""What lies under the cards: the lanes' borders and the teams' bands."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from okrdesk.card_shape import Band
from okrdesk.lanes import MARGIN
from okrdesk.layout import Placement
from okrdesk.workshop import Workshop
from ui.board.band_painter import BandPainter
from ui.board.damage import Exposed, through_each
from ui.board.link_looks import Sides
from ui.board.painter import CardPainter
from ui.board.ways import meet, sides_of

DASH = 3.0  # pixels of the window


class Ground:
    """Paints a placement's lanes and bands."""

    def __init__(self, painter: CardPainter) -> None:
        self._cards = painter
        self._bands = BandPainter(painter)

    def paint(
        self,
        painter: QPainter,
        rect: QRectF,
        exposed: Exposed | None,
        workshop: Workshop,
        placement: Placement,
    ) -> None:
        """Draw all that lies under the cards within `rect`, or of that what a view has `exposed`."""
        theme = self._cards.theme
        _fill(painter, rect, exposed, theme.color("bg"))
        parts = exposed.parts if exposed else [sides_of(rect)]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        dashes = QPen(theme.color("line-strong"), 0.0)
        dashes.setDashPattern([DASH, DASH])
        painter.setPen(dashes)
        step = 2 * DASH / painter.worldTransform().m11()
        top = rect.top() // step * step  # the dashes lie on the board, whatever part of it is drawn
        painter.drawLines(
            [
                QLineF(lane.x, top, lane.x, rect.bottom())
                for lane in placement.lanes[1:]
                if rect.left() <= lane.x <= rect.right()
            ]
        )
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for n, lane in enumerate(placement.lanes):
            if lane.folded and rect.left() < lane.x + lane.width and rect.right() > lane.x:
                self._bands.paint_strip(painter, lane, [b for b in placement.bands if b.lane == n])
        vacant = (placement.vacant,) if placement.vacant else ()
        for band in (*placement.bands, *vacant):
            words = words_of(band)
            if any(meet(words, part) for part in parts):
                self._bands.paint(painter, band, workshop, placement)


def _fill(painter: QPainter, rect: QRectF, exposed: Exposed | None, color: QColor) -> None:
    if exposed is None:
        painter.fillRect(rect, color)
        return
    to_device = painter.worldTransform()
    painter.resetTransform()
    region = exposed.region
    through_each(painter, region, region.boundingRect(), lambda part: painter.fillRect(part, color))
    painter.setWorldTransform(to_device)


def words_of(band: Band) -> Sides:
    """What of a band has words beside those of its cards: where it has cards, its header."""
    bottom = band.y + (band.header if band.cards else band.h)
    return band.x, band.y, band.x + band.w, bottom


def rect_of(band: Band) -> QRectF:
    """The ground of a band that lights up when it can take a card."""
    inset = MARGIN - 14
    return QRectF(band.x + inset, band.y - 2, band.w - 2 * inset, band.h - 6)
