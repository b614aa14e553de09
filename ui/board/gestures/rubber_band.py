"""Select with a rubber band: Shift and a drag over an empty place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, Qt

from okrdesk.i18n import ngettext
from ui.board.gestures.auto_scroll import AutoScroll
from ui.board.gestures.base import Modifiers

if TYPE_CHECKING:
    from ui.board.view import BoardView


class RubberBand:
    """Adds the cards that it touches to the selection."""

    held = True

    def __init__(self, view: BoardView, pos: QPoint) -> None:
        self._view = view
        self._before = view.selection.ids
        self._start = view.mapToScene(pos)
        self._pos = pos
        self._edges = AutoScroll(view)
        view.viewport().setCursor(Qt.CursorShape.CrossCursor)

    def move(self, pos: QPoint, modifiers: Modifiers) -> None:
        """Stretch it to the pointer."""
        self._pos = pos
        self._stretch()
        self._edges.follow(pos)

    def _stretch(self) -> None:
        board = self._view.board
        rubber = QRectF(self._start, self._view.mapToScene(self._pos)).normalized()
        board.marks.stretch(rubber)
        sides = rubber.left(), rubber.top(), rubber.right(), rubber.bottom()
        touched = [c.id for c in board.placement.cards_in(*sides) if c.kind != "condition" and not c.folded]
        self._view.selection.show(*(id_ for id_ in self._before if id_ not in touched), *touched)
        n = len(self._view.selection.ids)
        self._view.tell(ngettext("{n} card selected", "{n} cards selected", n).format(n=n))

    def finish(self, pos: QPoint, modifiers: Modifiers) -> None:
        """Keep what it holds."""
        self._let_go()

    def cancel(self) -> None:
        """Select what was selected before."""
        self._let_go()
        self._view.selection.show(*self._before)

    def follow(self) -> None:
        """The board was scrolled: its other corner stays under the pointer."""
        self._stretch()

    def key(self, key: Qt.Key, modifiers: Modifiers) -> bool:
        """Keys mean nothing to it."""
        return False

    def _let_go(self) -> None:
        self._edges.stop()
        self._view.board.marks.stretch(None)
        self._view.viewport().unsetCursor()
