"""The hand over the board: the card that is dragged, what can take it, and where it would go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPixmapCache
from PySide6.QtWidgets import QGraphicsItem

from okrdesk import linking
from okrdesk.card_shape import CardPlace
from okrdesk.cards import Condition, Objective
from ui.board import moves
from ui.board.card_item import CardItem
from ui.board.ghost import DropLine, GhostItem
from ui.board.ground import Drag, rect_of
from ui.board.painter import RADIUS

if TYPE_CHECKING:
    from ui.board.scene import BoardScene

PICTURES_KB = 64 * 1024  # of the cards in view, while another is dragged over them


class Hand:
    """Holds at most one card of a scene; `drag` says which, and where it would go."""

    def __init__(self, scene: BoardScene) -> None:
        self._scene = scene
        self.drag: Drag | None = None
        self.ghost: GhostItem | None = None
        self._drop_line: DropLine | None = None
        self._still: list[CardItem] = []

    def holds(self, id_: str) -> bool:
        """Whether this card is in the hand."""
        return self.drag is not None and self.drag.card == id_

    def set_far(self, far: bool) -> None:
        """Whether the view paints the board flat, without its items."""
        for item in (self.ghost, self._drop_line):
            if item is not None:
                item.setVisible(not far)

    def paint_far(self, painter: QPainter, zoom: float) -> None:
        """Draw what is in the hand over the flat board."""
        for item in (self._drop_line, self.ghost):
            if item is not None:
                painter.save()
                painter.translate(item.pos())
                item.draw(painter, zoom)
                painter.restore()

    def lift(self, id_: str, grip: QPointF, in_view: QRectF) -> None:
        """Take a card into the hand; `grip` is where in it, from its corner.

        The cards `in_view` are kept as pictures until it is put down: they lie still beneath it.
        """
        QPixmapCache.setCacheLimit(max(QPixmapCache.cacheLimit(), PICTURES_KB))
        self._still = [
            item for item in self._scene.items(in_view) if isinstance(item, CardItem) and item.place.id != id_
        ]
        for item in self._still:
            item.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)
        card = self._scene.workshop[id_]
        takers = [b for b in self._scene.placement.bands if moves.takes(card, self._scene.placement, b)]  # type: ignore[arg-type]
        self._scene.light("")
        self.drag = Drag(id_, takers, moves.Aim())
        self.ghost = GhostItem(self._scene.painter, self._scene.placement.cards[id_], grip)
        self._drop_line = DropLine(self._scene.painter)
        for item in (self._drop_line, self.ghost):
            item.setVisible(not self._scene.far)
            self._scene.addItem(item)
        self._scene.update()

    def carry(self, point: QPointF) -> moves.Aim:
        """Hold the card in the hand at a point; where it would go if it were dropped."""
        assert self.drag is not None
        assert self.ghost is not None
        before = self.drag.aim
        self._scene.repaint_far(self.ghost)
        self.ghost.setPos(point - self.ghost.grip)
        self._scene.repaint_far(self.ghost)
        aim = moves.aim_at(
            self._scene.workshop, self._scene.placement, self.drag.card, (point.x(), point.y())
        )
        if aim != before:
            self.drag.aim = aim
            self._repaint_aim(before, aim)
        return aim

    def _repaint_aim(self, before: moves.Aim, after: moves.Aim) -> None:
        if self._drop_line is not None:
            self._scene.repaint_far(self._drop_line)
            self._drop_line.show_aim(after)
            self._scene.repaint_far(self._drop_line)
        for aim in (before, after):
            if aim.band and before.band is not after.band:
                self._scene.update(rect_of(aim.band).adjusted(-2, -2, 2, 2))
            if item := self._scene.cards.get(aim.condition):
                item.update()
                self._scene.repaint_far(item)

    def put_down(self) -> None:
        """Let go of the card in the hand; its item never left its place."""
        for item in self._still:
            item.setCacheMode(QGraphicsItem.CacheMode.NoCache)
        self._still = []
        for item in (self.ghost, self._drop_line):
            if item is not None:
                self._scene.removeItem(item)
        self.ghost = self._drop_line = self.drag = None
        self._scene.update()

    def paint_gap(self, painter: QPainter, card: CardPlace) -> None:
        """Draw the place that a card has left."""
        theme = self._scene.painter.theme
        pen = QPen(theme.color("line-strong"), 1.5)
        pen.setDashPattern([4.0, 3.0])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen)
        painter.setBrush(theme.color("bg"))
        painter.drawRoundedRect(QRectF(1, 1, card.w - 2, card.h - 2), RADIUS, RADIUS)

    def paint_over(self, painter: QPainter, card: CardPlace) -> None:
        """Draw over a card whether it can take what is in the hand."""
        drag = self.drag
        if drag is None or card.kind != "condition":
            return
        record, dragged = self._scene.workshop.get(card.id), self._scene.workshop.get(drag.card)
        if not isinstance(record, Condition) or not isinstance(dragged, Objective):
            return
        aimed = drag.aim.condition == card.id
        if not aimed and not self._scene.painter.is_open(card.id):
            return
        refused = drag.aim.refusal if aimed else linking.refusal(self._scene.workshop, drag.card, card.id)
        if refused and not aimed:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(
            QPen(self._scene.painter.theme.color("red" if refused else "accent"), 3.0 if aimed else 1.5)
        )
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(0.5, 0.5, card.w - 1, card.h - 1), 8, 8)
