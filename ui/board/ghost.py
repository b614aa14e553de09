"""The card in the hand, lifted, while its own item stays at home; and the line where it would come to lie."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from okrdesk.card_shape import CardPlace
from okrdesk.lanes import MARGIN
from ui.board.moves import Aim
from ui.board.painter import RADIUS, CardPainter

SHADOW = 32.0  # room around the card for shadow and tilt
SPREAD = 16.0
LAYERS = 8
TILT = 1.0  # degrees


class GhostItem(QGraphicsItem):
    """Shows a card where the hand holds it. `grip` is where in the card the hand took hold."""

    def __init__(self, painter: CardPainter, place: CardPlace, grip: QPointF) -> None:
        super().__init__()
        self.grip = grip
        self._painter = painter
        self._place = place
        self._picture: QPixmap | None = None
        self.setZValue(10.0)
        self.setPos(place.x, place.y)

    def boundingRect(self) -> QRectF:
        """The tilted card with its shadow."""
        place = self._place
        return QRectF(-SHADOW, -SHADOW, place.w + 2 * SHADOW, place.h + 2 * SHADOW)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Draw shadow and card."""
        self.draw(painter, painter.worldTransform().m11())

    def draw(self, painter: QPainter, zoom: float) -> None:
        """Draw at the painter's origin, from a picture that is made once for each zoom."""
        dense = zoom * painter.device().devicePixelRatio()
        if self._picture is None or self._picture.devicePixelRatio() != dense:
            self._picture = self._drawn(zoom, dense)
        painter.drawPixmap(self.boundingRect().topLeft(), self._picture)

    def _drawn(self, zoom: float, dense: float) -> QPixmap:
        box = self.boundingRect()
        picture = QPixmap(max(1, round(box.width() * dense)), max(1, round(box.height() * dense)))
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(dense, dense)
        painter.translate(SHADOW, SHADOW)
        painter.translate(self.grip)
        painter.rotate(TILT)
        painter.translate(-self.grip)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 10))
        place = self._place
        for n in range(LAYERS):
            spread = SPREAD * (1 - n / LAYERS)
            rect = QRectF(-spread / 2, 6 - spread / 4, place.w + spread, place.h + spread)
            painter.drawRoundedRect(rect, RADIUS + spread / 2, RADIUS + spread / 2)
        self._painter.paint(painter, place, zoom, selected=True)
        painter.end()
        picture.setDevicePixelRatio(dense)
        return picture


class DropLine(QGraphicsItem):
    """The line between two cards where the one in the hand would come to lie."""

    def __init__(self, painter: CardPainter) -> None:
        super().__init__()
        self._painter = painter
        self._length = 0.0
        self.setZValue(9.0)

    def show_aim(self, aim: Aim) -> None:
        """Lie where the card would, or hide when it would not go between cards."""
        self.prepareGeometryChange()
        self._length = 0.0
        if aim.band is not None:
            self._length = aim.band.w - 2 * MARGIN
            self.setPos(aim.band.x + MARGIN, aim.line)

    def boundingRect(self) -> QRectF:
        """The line with the dot at its left end."""
        return QRectF(-6.0, -6.0, self._length + 12.0, 12.0)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Draw the line."""
        self.draw(painter, painter.worldTransform().m11())

    def draw(self, painter: QPainter, zoom: float) -> None:
        """Draw at the painter's origin."""
        if not self._length:
            return
        accent = self._painter.theme.color("accent")
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(accent, max(3.0, 2.0 / zoom), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(QLineF(0.0, 0.0, self._length, 0.0))
        painter.setBrush(accent)
        painter.drawEllipse(QPointF(0.0, 0.0), 3.0, 3.0)
