"""Near an edge of the viewport, the board scrolls towards it, the faster the nearer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QTimer

if TYPE_CHECKING:
    from ui.board.view import BoardView

EDGE = 36  # pixels from the viewport's border in which the board scrolls along
STEP = 14  # pixels at most that it scrolls in one tick
TICK_MS = 16


class AutoScroll:
    """Scrolls a view while the pointer rests near its edge."""

    def __init__(self, view: BoardView) -> None:
        self._view = view
        self._pos = QPoint()
        self._ticks = QTimer(view, interval=TICK_MS)
        self._ticks.timeout.connect(self._scroll)

    def follow(self, pos: QPoint) -> None:
        """The pointer is at a position of the viewport; scroll while that is near an edge."""
        self._pos = pos
        if any(self._depths()):
            if not self._ticks.isActive():
                self._ticks.start()
        else:
            self._ticks.stop()

    def stop(self) -> None:
        """The gesture is over."""
        self._ticks.stop()
        self._ticks.deleteLater()

    def _depths(self) -> list[int]:
        """How deep the pointer is in the left or right, and the upper or lower edge; 0: in neither."""
        size, pos = self._view.viewport().size(), self._pos
        sides = (pos.x(), size.width()), (pos.y(), size.height())
        return [max(EDGE - at, 0) - max(at - (length - EDGE), 0) for at, length in sides]

    def _scroll(self) -> None:
        bars = self._view.horizontalScrollBar(), self._view.verticalScrollBar()
        for bar, depth in zip(bars, self._depths(), strict=True):
            bar.setValue(bar.value() - round(STEP * max(-1.0, min(1.0, depth / EDGE))))
