"""Take a card by the mouse: to another place or team, or onto a condition to claim it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, QTimer

from ui.board import moves
from ui.board.painter import FULL

if TYPE_CHECKING:
    from ui.board.view import BoardView

EDGE = 36  # pixels from the viewport's border in which the board scrolls along
STEP = 14  # pixels at most that it scrolls in one tick
TICK_MS = 16


class DragCard:
    """Begins with a press on a card; below the drag distance it stays a click, which selects."""

    def __init__(self, view: BoardView, card_id: str, pos: QPoint) -> None:
        self._view = view
        self._scene = view.board
        self._card = card_id
        self._start = self._pos = pos
        place = self._scene.placement.cards[card_id]
        self._grip = view.mapToScene(pos) - QPointF(place.x, place.y)
        self._lifted = False
        self._ticks = QTimer(view)
        self._ticks.setInterval(TICK_MS)
        self._ticks.timeout.connect(self._scroll_along)
        view.select(card_id)

    def move(self, pos: QPoint) -> None:
        """Carry the card along, once it is clear that this is a drag."""
        self._pos = pos
        if not self._lifted:
            if (pos - self._start).manhattanLength() < self._view.drag_distance():
                return
            if not moves.can_be_dragged(self._scene.workshop, self._card):
                return
            self._lifted = True
            in_view = self._view.mapToScene(self._view.viewport().rect()).boundingRect()
            self._scene.hand.lift(
                self._card, self._grip, in_view if self._view.camera.zoom >= FULL else QRectF()
            )
            self._view.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            self._ticks.start()
        self._carry()

    def _carry(self) -> None:
        aim = self._scene.hand.carry(self._view.mapToScene(self._pos))
        self._view.tell(moves.sentence(self._scene.workshop, self._scene.placement, self._card, aim))

    def finish(self, pos: QPoint) -> None:
        """Drop the card: it goes home, and the model moves it if the drop means a change."""
        if not self._lifted:
            return
        self.move(pos)
        aim = self._scene.hand.drag.aim if self._scene.hand.drag else moves.Aim()
        self._let_go()
        if aim.refusal:
            self._view.refuse(aim.refusal)
        else:
            self._view.carry_out(
                moves.change_for(self._scene.workshop, self._scene.placement, self._card, aim)
            )

    def cancel(self) -> None:
        """Leave the card where it was."""
        if self._lifted:
            self._let_go()

    def _let_go(self) -> None:
        self._lifted = False
        self._ticks.stop()
        self._ticks.deleteLater()
        self._view.viewport().unsetCursor()
        self._scene.hand.put_down()
        self._view.tell("")

    def _scroll_along(self) -> None:
        """Near an edge of the viewport, scroll towards it, the faster the nearer."""
        size = self._view.viewport().size()
        bars = self._view.horizontalScrollBar(), self._view.verticalScrollBar()
        moved = False
        for bar, at, length in zip(
            bars, (self._pos.x(), self._pos.y()), (size.width(), size.height()), strict=True
        ):
            depth = max(EDGE - at, 0) - max(at - (length - EDGE), 0)
            if depth:
                before = bar.value()
                bar.setValue(before - round(STEP * max(-1.0, min(1.0, depth / EDGE))))
                moved = moved or bar.value() != before
        if moved:
            self._carry()
