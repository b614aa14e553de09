"""What lies under the cards: the lanes' borders, the teams' bands, and where a dragged card may go."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from okrdesk.card_shape import Band
from okrdesk.cards import Team
from okrdesk.i18n import _
from okrdesk.lanes import MARGIN
from okrdesk.layout import Placement
from okrdesk.workshop import Workshop
from okrdesk.wrapping import elide
from ui import fonts
from ui.board.moves import Aim
from ui.board.painter import BARS, CardPainter, mix

DOT = 8.0


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
        zoom = painter.worldTransform().m11()
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
        for band in placement.bands:
            if exposed.intersects(QRectF(band.x, band.y, band.w, band.h)):
                self._paint_band(painter, band, workshop, placement, zoom)

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

    def _paint_band(
        self, painter: QPainter, band: Band, workshop: Workshop, placement: Placement, zoom: float
    ) -> None:
        if zoom < BARS:
            return
        theme, lane = self._cards.theme, placement.lanes[band.lane]
        team = workshop.find(Team, band.team)
        left, right = band.x + MARGIN, band.x + band.w - MARGIN
        if band.header and team:
            middle = band.y + band.header / 2
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.team(team.colour))
            painter.drawEllipse(QPointF(left + DOT / 2, middle), DOT / 2, DOT / 2)
            count = sum(len(b.cards) for b in placement.bands_of(band.team))
            end = self.text(painter, str(count), right, middle, 11.5, 500, theme.color("ink-3"), right=True)
            words = team.name if band.first else _("{team}, continued").format(team=team.name)
            room = end - left - DOT - 18
            words = elide(words, room, self._cards.measure, 12.0, 600)
            self.text(painter, words, left + DOT + 8, middle, 12.0, 600, theme.color("ink-2"))
        if not band.cards:
            words = _("No pillars yet") if lane.kind == "strategy" else _("No objectives yet")
            middle = band.y + band.header + (band.h - band.header) / 2 - 6
            self.text(painter, words, left, middle, 12.0, 400, theme.color("ink-3"))

    def text(
        self,
        painter: QPainter,
        text: str,
        x: float,
        middle: float,
        size: float,
        weight: int,
        color: QColor,
        *,
        right: bool = False,
    ) -> float:
        """Draw one line of text with its left (or right) end at x; its left end."""
        font = fonts.fine(size, weight)
        if right:
            x -= self._cards.measure.width(text, size, weight)
        metrics = QFontMetricsF(font)
        baseline = middle + (metrics.ascent() - metrics.descent()) / 2 / fonts.FINE
        painter.save()
        painter.translate(x, baseline)
        painter.scale(1 / fonts.FINE, 1 / fonts.FINE)
        painter.setFont(font)
        painter.setPen(color)
        painter.drawText(QPointF(0, 0), text)
        painter.restore()
        return x


def rect_of(band: Band) -> QRectF:
    """The ground of a band that lights up when it can take a card."""
    inset = MARGIN - 14
    return QRectF(band.x + inset, band.y - 2, band.w - 2 * inset, band.h - 6)
