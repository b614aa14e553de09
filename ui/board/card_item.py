"""A card on the scene: one plain item, painted by the shared painter. It holds nothing but its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from okrdesk.card_shape import CardPlace

if TYPE_CHECKING:
    from ui.board.scene import BoardScene

OUTSET = 4.0  # room around a card for the line that shows its selection


class CardItem(QGraphicsItem):
    """The item of a pillar, an objective or a condition."""

    def __init__(self, place: CardPlace) -> None:
        super().__init__()
        self.setZValue(1.0)
        self.moved(place)

    def moved(self, place: CardPlace) -> None:
        """Lie where `place` says, with the size that it says."""
        self.prepareGeometryChange()
        self.place = place
        self._bounds = QRectF(-OUTSET, -OUTSET, place.w + 2 * OUTSET, place.h + 2 * OUTSET)
        self.setPos(place.x, place.y)

    def boundingRect(self) -> QRectF:
        """The card with the room for its selection."""
        return self._bounds

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Draw the card."""
        scene: BoardScene = self.scene()  # type: ignore[assignment]
        scene.paint_item(painter, self.place)
