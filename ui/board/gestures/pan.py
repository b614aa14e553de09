"""Push the board about: drag an empty place, drag with the middle button, or with the space key held."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QScrollBar

from ui.board.gestures.base import Modifiers

if TYPE_CHECKING:
    from ui.board.view import BoardView


class Pan:
    """Moves the board along with the pointer. Without a movement it is a click, which selects `click`
    ("": nothing; None: it leaves the selection alone).
    """

    held = True

    def __init__(self, view: BoardView, pos: QPoint, *, click: str | None = None) -> None:
        self._view = view
        self._last = self._start = pos
        self._click = click
        self._before = tuple(bar.value() for bar in self._bars())
        view.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def move(self, pos: QPoint, modifiers: Modifiers) -> None:
        """Follow the pointer."""
        step = pos - self._last
        self._last = pos
        for bar, by in zip(self._bars(), (step.x(), step.y()), strict=True):
            bar.setValue(bar.value() - by)

    def finish(self, pos: QPoint, modifiers: Modifiers) -> None:
        """Leave the board there."""
        self._view.viewport().unsetCursor()
        if self._click is None or (pos - self._start).manhattanLength() >= self._view.drag_distance():
            return
        if self._click and modifiers & Qt.KeyboardModifier.ControlModifier:
            self._view.selection.toggle(self._click)
        else:
            self._view.select(self._click)

    def cancel(self) -> None:
        """Put the board back."""
        self._view.viewport().unsetCursor()
        for bar, value in zip(self._bars(), self._before, strict=True):
            bar.setValue(value)

    def follow(self) -> None:
        """Where the board is scrolled to does not matter."""

    def key(self, key: Qt.Key, modifiers: Modifiers) -> bool:
        """Keys mean nothing to it."""
        return False

    def _bars(self) -> tuple[QScrollBar, QScrollBar]:
        """Asked for each time: what PySide gives for them does not live as long as they do."""
        return self._view.horizontalScrollBar(), self._view.verticalScrollBar()
