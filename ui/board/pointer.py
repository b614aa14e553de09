"""The pointer on the board: which gesture a press begins, what is under it, and what lights up."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip

from okrdesk.i18n import _
from ui.board.gestures.base import Gesture
from ui.board.gestures.drag_card import DragCard
from ui.board.gestures.pan import Pan

if TYPE_CHECKING:
    from ui.board.view import BoardView

HOVER_MS = 140


class Pointer:
    """Holds at most one gesture; without one it says what the pointer would do."""

    def __init__(self, view: BoardView) -> None:
        self._view = view
        self.gesture: Gesture | None = None
        self.space_held = False
        self._hovered = ""
        self._hover_timer = QTimer(view, singleShot=True, interval=HOVER_MS)
        self._hover_timer.timeout.connect(self._light_hovered)

    def end_gesture(self) -> None:
        """Cancel what is under way."""
        gesture, self.gesture = self.gesture, None
        if gesture is not None:
            gesture.cancel()

    def forget(self) -> None:
        """Another workshop is shown."""
        self.end_gesture()
        self._hovered = ""

    def hold_space(self, held: bool) -> None:
        """With the space key held, a drag pushes the board."""
        self.space_held = held
        if self.gesture is None:
            if held:
                self._view.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
            else:
                self._view.viewport().unsetCursor()

    def press(self, event: QMouseEvent) -> None:
        """Begin a gesture: a card is taken, an empty place pans."""
        pos, button = event.position().toPoint(), event.button()
        if self.gesture is not None:
            return
        self._view.setFocus(Qt.FocusReason.MouseFocusReason)
        card = self._view.board.card_at(self._view.mapToScene(pos))
        if button == Qt.MouseButton.MiddleButton or (button == Qt.MouseButton.LeftButton and self.space_held):
            self.gesture = Pan(self._view, pos)
        elif button == Qt.MouseButton.LeftButton and card is not None:
            self.gesture = DragCard(self._view, card.id, pos)
        elif button == Qt.MouseButton.LeftButton:
            self.gesture = Pan(self._view, pos, click_clears=True)

    def move(self, event: QMouseEvent) -> None:
        """Go on with the gesture, or say what is under the pointer."""
        pos = event.position().toPoint()
        if self.gesture is not None:
            self.gesture.move(pos)
        else:
            self._hover(pos)

    def release(self, event: QMouseEvent) -> None:
        """End the gesture."""
        gesture, self.gesture = self.gesture, None
        if gesture is not None:
            gesture.finish(event.position().toPoint())

    def leave(self) -> None:
        """The pointer is elsewhere."""
        self._hovered = ""
        self._hover_timer.start()
        if self.gesture is None:
            self._view.tell("")

    def _hover(self, pos: QPoint) -> None:
        card = self._view.board.card_at(self._view.mapToScene(pos))
        id_ = card.id if card else ""
        if id_ == self._hovered:
            return
        self._hovered = id_
        self._hover_timer.start()
        if card is None:
            self._view.tell(_("Drag to push the board, Ctrl and wheel to zoom") if self._view.desk else "")
        elif card.kind == "condition":
            self._view.tell(_("Drop an objective here to claim this condition"))
        else:
            self._view.tell(_("Drag to move this card, or onto a condition to claim it"))

    def _light_hovered(self) -> None:
        self._view.board.light(self._hovered if self.gesture is None else "")

    def show_whole_text(self, event: QHelpEvent) -> None:
        """Show the text that is cut on the card; as plain text, whatever it holds."""
        text = self._view.board.cut_text_at(self._view.mapToScene(event.pos()))
        if text and self.gesture is None:
            QToolTip.showText(event.globalPos(), f"<p>{escape(text)}</p>", self._view.viewport(), QRect())
        else:
            QToolTip.hideText()
