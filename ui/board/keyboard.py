"""The keyboard on the board: arrows select, Ctrl with arrows moves, Esc leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from ui.board import keys

if TYPE_CHECKING:
    from ui.board.view import BoardView

ARROWS = {Qt.Key.Key_Up: "up", Qt.Key.Key_Down: "down", Qt.Key.Key_Left: "left", Qt.Key.Key_Right: "right"}


class Keyboard:
    """Carries out the keys that are no command of the menus."""

    def __init__(self, view: BoardView) -> None:
        self._view = view

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key asks for; False when it asks for nothing here."""
        key, ctrl = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        pointer = self._view.pointer
        if key == Qt.Key.Key_Escape:
            self._escape()
        elif key == Qt.Key.Key_Space and not event.isAutoRepeat():
            pointer.hold_space(True)
        elif key in ARROWS and pointer.gesture is None:
            self._arrow(ARROWS[Qt.Key(key)], ctrl)
        else:
            return False
        return True

    def release(self, event: QKeyEvent) -> None:
        """Space let go ends panning."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._view.pointer.hold_space(False)

    def _escape(self) -> None:
        if self._view.pointer.gesture is not None:
            self._view.pointer.end_gesture()
        else:
            self._view.select("")

    def _arrow(self, arrow: str, ctrl: bool) -> None:
        view, board = self._view, self._view.board
        selected = view.selected
        if ctrl and selected:
            view.carry_out(keys.move(board.workshop, board.placement, selected, arrow))
            view.select(selected if selected in board.placement.cards else "", reveal=True)
        else:
            view.select(keys.neighbour(board.placement, selected, arrow), reveal=True)
