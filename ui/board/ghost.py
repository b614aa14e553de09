"""Pictures of what is in the hand: a card that is lifted, a stack of them, a key result's row on a slip."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap

from okrdesk.card_shape import CardPlace
from ui.board.drag_marks import faint
from ui.board.hits import row_height
from ui.board.painter import RADIUS, CardPainter
from ui.look import fonts
from ui.look.theme import Theme

SHADOW = 32.0  # room around the card for shadow and tilt
SPREAD = 16.0
LAYERS, SHADE = 8, 0.04  # the shadow is made of so many boxes, each covering this much of the ground
TILT = 1.0  # degrees
FINE = 1.5  # how much finer the picture is drawn that is then tilted
BEHIND = 6.0  # how far each card of a stack lies off the one above it
BADGE = 30.0  # pixels at every zoom: the disc with the count of a stack

Paint = Callable[[QPainter], None]


class Ghost:
    """A picture that hangs at the pointer; `grip` is where in the card the hand took hold, `size` its size.

    Both are in the board's pixels. The picture is made once for a zoom and a screen's density.
    """

    def __init__(self, size: tuple[float, float], grip: QPointF, count: int, paint: Paint) -> None:
        self._size = size
        self._grip = grip
        self._count = count
        self._paint = paint
        self._zoom = 0.0
        self._picture = QPixmap()
        self._offset = QPointF()

    def show_at(self, zoom: float, dense: float, painter: CardPainter) -> None:
        """Be as large as the board is shown, on a screen with so many dots to a pixel."""
        if (zoom, dense) == (self._zoom, self._picture.devicePixelRatio()):
            return
        self._zoom = zoom
        self._offset = -(self._grip + QPointF(SHADOW, SHADOW)) * zoom
        scale = zoom * dense
        straight = self._drawn(scale * FINE, painter)
        self._picture = QPixmap(self._pixels(scale))
        self._picture.fill(Qt.GlobalColor.transparent)
        brush = QPainter(self._picture)
        brush.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        pivot = (QPointF(SHADOW, SHADOW) + self._grip) * scale
        brush.translate(pivot)
        brush.rotate(TILT)
        brush.translate(-pivot)
        brush.drawPixmap(QRectF(self._picture.rect()), straight, QRectF(straight.rect()))
        brush.end()
        self._picture.setDevicePixelRatio(dense)

    def _drawn(self, scale: float, painter: CardPainter) -> QPixmap:
        """The straight picture: letters that are drawn at a tilt would dance on their line."""
        picture = QPixmap(self._pixels(scale))
        picture.fill(Qt.GlobalColor.transparent)
        brush = QPainter(picture)
        brush.setRenderHint(QPainter.RenderHint.Antialiasing)
        brush.scale(scale, scale)
        brush.translate(SHADOW, SHADOW)
        self._draw(brush, painter)
        brush.end()
        return picture

    def _pixels(self, scale: float) -> QSize:
        w, h = (max(1, round((side + 2 * SHADOW) * scale)) for side in self._size)
        return QSize(w, h)

    def covers(self, pos: QPointF) -> QRect:
        """What it covers of the viewport when the pointer is at `pos`."""
        covered = self._picture_at(pos)
        if self._count > 1:
            covered |= self._disc(pos).adjusted(-2, -2, 2, 2)
        return covered.toAlignedRect()

    def card_at(self, pos: QPointF) -> QRectF:
        """Where the card itself is, without its shadow."""
        margin = SHADOW * self._zoom
        return self._picture_at(pos).adjusted(margin, margin, -margin, -margin)

    def _picture_at(self, pos: QPointF) -> QRectF:
        return QRectF(pos + self._offset, self._picture.deviceIndependentSize())

    def _disc(self, pos: QPointF) -> QRectF:
        """Where the count of a stack stands: over the card's upper right corner."""
        middle = self.card_at(pos).topRight()
        return QRectF(middle.x() - BADGE / 2, middle.y() - BADGE / 2, BADGE, BADGE)

    @property
    def badge_reach(self) -> float:
        """How far the count of a stack reaches beyond the card, in pixels; 0.0 for a single card."""
        return BADGE / 2 if self._count > 1 else 0.0

    def paint(self, painter: QPainter, pos: QPointF, theme: Theme) -> None:
        """Draw it on the viewport."""
        painter.drawPixmap(pos + self._offset, self._picture)
        if self._count > 1:
            self._draw_count(painter, self._disc(pos), theme)

    # ------------------------------------------------------------ drawing
    def _draw(self, painter: QPainter, cards: CardPainter) -> None:
        theme, (w, h) = cards.theme, self._size
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(faint(theme.color("shadow"), SHADE))
        for n in range(LAYERS):
            spread = SPREAD * (1 - n / LAYERS)
            rect = QRectF(-spread / 2, 6 - spread / 4, w + spread, h + spread)
            painter.drawRoundedRect(rect, RADIUS + spread / 2, RADIUS + spread / 2)
        painter.setPen(QPen(theme.color("line-strong"), 1.0))
        painter.setBrush(theme.color("card"))
        for n in range(min(self._count - 1, 2), 0, -1):
            painter.drawRoundedRect(QRectF(BEHIND * n, BEHIND * n, w, h), RADIUS, RADIUS)
        self._paint(painter)

    def _draw_count(self, painter: QPainter, disc: QRectF, theme: Theme) -> None:
        painter.setPen(QPen(theme.color("card"), 2.0))
        painter.setBrush(theme.color("accent"))
        painter.drawEllipse(disc)
        painter.setPen(theme.color("on-accent"))
        painter.setFont(fonts.font(15, 700))
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(self._count))


def ghost_of_card(painter: CardPainter, place: CardPlace, grip: QPointF, count: int, zoom: float) -> Ghost:
    """A card, on top of as many as are carried with it."""

    def paint(brush: QPainter) -> None:
        painter.paint(brush, place, zoom, selected=True)

    return Ghost((place.w, place.h), grip, count, paint)


def ghost_of_row(
    painter: CardPainter, place: CardPlace, row: int, grip: QPointF, count: int, zoom: float
) -> Ghost:
    """A key result's row on a slip of its own; `grip` is where in its card the hand took hold."""
    height = row_height(place, row) + 6.0
    top = place.row_y(row) - place.y - height / 2

    def paint(brush: QPainter) -> None:
        slip = QRectF(0.0, 0.0, place.w, height)
        brush.setPen(QPen(painter.theme.color("accent"), 1.5))
        brush.setBrush(painter.theme.color("card"))
        brush.drawRoundedRect(slip, 7.0, 7.0)
        brush.save()
        brush.setClipRect(slip.adjusted(5.0, 2.0, -2.0, -2.0))
        brush.translate(0.0, -top)
        painter.paint(brush, place, zoom)
        brush.restore()

    return Ghost((place.w, height), QPointF(grip.x(), grip.y() - top), count, paint)
