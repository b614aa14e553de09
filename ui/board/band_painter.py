"""Paints what stands in bands beside cards: a team's header, the question and the row of an empty band, and
what is left of a team or lane that is folded away.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from okrdesk.alignment import is_open
from okrdesk.bands import FOLDED_TITLE, TOP
from okrdesk.card_shape import TEXT_LINE, Band
from okrdesk.cards import Objective, Team
from okrdesk.i18n import _
from okrdesk.lanes import FOLDED_WIDTH, MARGIN, Lane
from okrdesk.layout import Box, Placement
from okrdesk.naming import how_many
from okrdesk.workshop import Workshop
from okrdesk.wrapping import elide
from ui.board.painter import BARS, FULL, CardPainter
from ui.look import fonts

DOT = 8.0
CHEVRON = 3.5  # half the width of the sign that folds and unfolds
FAR_SIZE = 22.0  # of a team's name where cards show their titles alone
STRIP_FOOT = 8.0  # below a folded lane's strip, where links pass
FOLD_ROOM = 30.0  # at a header's right end: where a click folds the team


class BandPainter:
    """Paints the bands of one placement; the painter is in the board's pixels."""

    def __init__(self, cards: CardPainter) -> None:
        self._cards = cards

    def paint(self, painter: QPainter, band: Band, workshop: Workshop, placement: Placement) -> None:
        """Draw a band's words and signs, where it is near enough to be read."""
        if painter.worldTransform().m11() < BARS:
            return
        lane = placement.lanes[band.lane]
        team = workshop.find(Team, band.team)
        if lane.folded:
            self._paint_stub(painter, band, team)
        elif band.header and team:
            self._paint_header(painter, band, team, workshop, placement)
        if not band.count and not lane.folded:
            self._paint_question(painter, band)
            if row := placement.add_place(band):
                self.paint_add_row(painter, row, lane)

    # ------------------------------------------------------------ a team's header
    def _paint_header(
        self, painter: QPainter, band: Band, team: Team, workshop: Workshop, placement: Placement
    ) -> None:
        theme = self._cards.theme
        left, right = band.x + MARGIN, band.x + band.w - MARGIN
        middle = band.y + band.header / 2
        if band.folded:
            painter.setPen(QPen(theme.color("line"), 1.02))
            painter.setBrush(theme.color("card"))
            painter.drawRoundedRect(QRectF(left, band.y + 2, right - left, band.header - 4), 8, 8)
            left, right = left + 10, right - 10
        self._dot(painter, QPointF(left + DOT / 2, middle), team)
        if band.first:
            paint_chevron(painter, QPointF(right - CHEVRON, middle), theme.color("ink-3"), folded=band.folded)
        right -= 2 * CHEVRON + 8
        size = 12.0 if painter.worldTransform().m11() >= FULL else FAR_SIZE
        count = sum(b.count for b in placement.bands_of(band.team))
        words = str(count) if not band.folded else _folded_words(workshop, band)
        end = self.text(painter, words, right, middle, size - 0.5, 500, theme.color("ink-3"), right=True)
        name = team.name if band.first else _("{team}, continued").format(team=team.name)
        name = elide(name, end - left - DOT - 18, self._cards.measure, size, 600)
        self.text(painter, name, left + DOT + 8, middle, size, 600, theme.color("ink-2"))

    def _dot(self, painter: QPainter, at: QPointF, team: Team) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._cards.theme.team(team.colour))
        painter.drawEllipse(at, DOT / 2, DOT / 2)

    # ------------------------------------------------------------ folded lanes
    def paint_strip(self, painter: QPainter, lane: Lane, bands: list[Band]) -> None:
        """Draw what is left of a folded lane: its name, upright, above its teams."""
        theme = self._cards.theme
        x = lane.x + MARGIN
        bottom = bands[-1].y + bands[-1].h - STRIP_FOOT if bands else TOP + FOLDED_TITLE
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("line"), 1.02))
        painter.setBrush(theme.color("card"))
        painter.drawRoundedRect(QRectF(x, TOP, FOLDED_WIDTH, bottom - TOP), 8, 8)
        if painter.worldTransform().m11() < BARS:
            return
        room = FOLDED_TITLE - 20
        title = elide(lane.title, room, self._cards.measure, 12.0, 600)
        painter.save()
        painter.translate(x + FOLDED_WIDTH / 2, TOP + 12)
        painter.rotate(90)
        self.text(painter, title, 0, 0, 12.0, 600, theme.color("ink-2"))
        painter.restore()

    def _paint_stub(self, painter: QPainter, band: Band, team: Team | None) -> None:
        middle = QPointF(band.x + band.w / 2, band.y + (band.h - STRIP_FOOT) / 2)
        if team is not None:
            self._dot(painter, QPointF(middle.x(), middle.y() - 7), team)
        words, theme = str(band.count), self._cards.theme
        width = self._cards.measure.width(words, 11.0, 500)
        self.text(painter, words, middle.x() - width / 2, middle.y() + 6, 11.0, 500, theme.color("ink-3"))

    # ------------------------------------------------------------ empty bands
    def _paint_question(self, painter: QPainter, band: Band) -> None:
        if painter.worldTransform().m11() < FULL:
            return
        y = band.y + band.header + TEXT_LINE / 2
        for line in band.question:
            self.text(painter, line, band.x + MARGIN, y, 12.5, 400, self._cards.theme.color("ink-3"))
            y += TEXT_LINE

    def paint_add_row(self, painter: QPainter, row: Box, lane: Lane, *, pointed: bool = False) -> None:
        """Draw the row that a click turns into a new card."""
        theme = self._cards.theme
        words = _("+ New pillar") if lane.kind == "strategy" else _("+ New objective")
        pen = QPen(theme.color("accent" if pointed else "line-strong"), 1.2, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([4.0, 3.5])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen)
        painter.setBrush(theme.color("accent-bg") if pointed else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(row.x + 0.5, row.y + 0.5, row.w - 1, row.h - 1), 8, 8)
        ink = theme.color("accent" if pointed else "ink-2")
        size = 12.0 if painter.worldTransform().m11() >= FULL else FAR_SIZE - 2
        self.text(painter, words, row.x + 12, row.y + row.h / 2, size, 500, ink)

    # ------------------------------------------------------------ text
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


def paint_chevron(painter: QPainter, at: QPointF, color: QColor, *, folded: bool, scale: float = 1.0) -> None:
    """Draw the sign that folds (down: what is below is shown) and unfolds (to the right)."""
    c = CHEVRON * scale
    points = [QPointF(-c, -c / 2), QPointF(0, c / 2), QPointF(c, -c / 2)]
    if folded:
        points = [QPointF(-c / 2, -c), QPointF(c / 2, 0), QPointF(-c / 2, c)]
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(color, 1.5 * scale, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawPolyline(QPolygonF([at + point for point in points]))


def fold_name_at(placement: Placement, x: float, y: float) -> str:
    """The name of the lane or team that a click at a point of the board folds or unfolds; "" elsewhere."""
    band = placement.band_at(x, y)
    if band is None:
        lane = next((lane for lane in placement.lanes if lane.x <= x < lane.x + lane.width), None)
        return lane.name if lane and lane.folded and y >= TOP else ""
    lane = placement.lanes[band.lane]
    left, right = band.x + MARGIN, band.x + band.w - MARGIN
    if not left <= x <= right:
        return ""
    if lane.folded:
        return lane.name if y >= TOP else ""
    if band.header and band.first and band.y <= y <= band.y + band.header:
        return band.team if band.folded or x >= right - FOLD_ROOM else ""
    return ""


def _folded_words(workshop: Workshop, band: Band) -> str:
    """How many objectives a folded team has, and how many of their conditions are open."""
    conditions = [c for id_ in band.hidden for c in workshop.conditions(id_)]
    count = len(band.hidden)
    words = how_many(Objective, count)
    if still_open := sum(is_open(workshop, c) for c in conditions):
        words += " · " + _("{n} open").format(n=still_open)
    return words
