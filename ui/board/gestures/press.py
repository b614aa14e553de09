"""A press on something of the board: a click selects it, a drag takes it along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt

from ui.board.gestures.base import Modifiers
from ui.board.hits import Hit, between
from ui.board.loads import LinkLoad, Load, load_of

if TYPE_CHECKING:
    from ui.board.view import BoardView

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class Press:
    """Waits for what a press becomes: below the drag distance it stays a click."""

    held = True

    def __init__(self, view: BoardView, hit: Hit, pos: QPoint, modifiers: Modifiers) -> None:
        self._view = view
        self._hit = hit
        self._start = pos
        self._plain = not modifiers & (CTRL | SHIFT)
        if self._plain and hit.id not in view.selection and hit.dot is None:
            view.select(hit.id)

    def move(self, pos: QPoint, modifiers: Modifiers) -> None:
        """Take it along, once it is clear that this is a drag."""
        if (pos - self._start).manhattanLength() < self._view.drag_distance():
            return
        if load := self._load():
            carry = self._view.pointer.take(load, self._start)
            carry.move(pos, modifiers)

    def _load(self) -> Load | None:
        board, selection, hit = self._view.board, self._view.selection, self._hit
        if hit.dot is not None:
            rows = self._view.camera.shows_rows
            return LinkLoad(board.workshop, board.placement, (hit.id,), upward=hit.dot.upward, rows=rows)
        if hit.id not in selection:
            selection.add([hit.id])
        return load_of(board.workshop, board.placement, [*(i for i in selection.ids if i != hit.id), hit.id])

    def finish(self, pos: QPoint, modifiers: Modifiers) -> None:
        """A click: select, add to the selection, extend it; a dot begins a link that the next click ends."""
        selection, hit = self._view.selection, self._hit
        if hit.dot is not None:
            self._view.pointer.draw_link(hit.id, upward=hit.dot.upward)
        elif modifiers & CTRL:
            selection.toggle(hit.id)
        elif modifiers & SHIFT:
            selection.add(between(self._view.board.placement, selection.current, hit.id))
        else:
            selection.show(hit.id)

    def cancel(self) -> None:
        """Nothing has happened yet."""

    def follow(self) -> None:
        """Where the board is scrolled to does not matter."""

    def key(self, key: Qt.Key, modifiers: Modifiers) -> bool:
        """Keys mean nothing to it."""
        return False
