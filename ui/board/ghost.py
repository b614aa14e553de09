"""The card in the hand: lifted, with a shadow and one degree of tilt, while its own item stays at home."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from okrdesk.card_shape import CardPlace
from ui.board.painter import RADIUS, CardPainter

SHADOW = 16.0
TILT = 1.0  # degrees


class GhostItem(QGraphicsItem):
    """Shows a card where the hand holds it. `grip` is where in the card the hand took hold."""

    def __init__(self, painter: CardPainter, place: CardPlace, grip: QPointF) -> None:
        super().__init__()
        self.grip = grip
        self._painter = painter
        self._place = place
        self.setZValue(10.0)
        self.setTransformOriginPoint(grip)
        self.setRotation(TILT)
        self.setPos(place.x, place.y)

    def boundingRect(self) -> QRectF:
        """The card with its shadow."""
        place = self._place
        return QRectF(-SHADOW, -SHADOW, place.w + 2 * SHADOW, place.h + 2.5 * SHADOW)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Draw shadow and card."""
        self.draw(painter, painter.worldTransform().m11())

    def draw(self, painter: QPainter, zoom: float) -> None:
        """Draw at the painter's origin."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        place = self._place
        layers = 8
        for n in range(layers):
            spread = SHADOW * (1 - n / layers)
            painter.setBrush(QColor(0, 0, 0, 7))
            rect = QRectF(-spread / 2, 4 - spread / 4, place.w + spread, place.h + spread)
            painter.drawRoundedRect(rect, RADIUS + spread / 2, RADIUS + spread / 2)
        self._painter.paint(painter, place, zoom, selected=True)
