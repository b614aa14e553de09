"""What is carried over a lane or team that is folded away, and rests there, opens it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QTimer

from ui.board.band_painter import fold_name_at

if TYPE_CHECKING:
    from ui.board.view import BoardView

REST_MS = 600


class Unfold:
    """Watches where a load is carried."""

    def __init__(self, view: BoardView) -> None:
        self._folding = view.board.folding
        self._name = ""
        self._rest = QTimer(view, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._open)

    def follow(self, point: QPointF) -> None:
        """The load is over a point of the board now."""
        name = fold_name_at(self._folding.placement, point.x(), point.y())
        name = name if name in self._folding.folded else ""
        if name != self._name:
            self._name = name
            if name:
                self._rest.start()
            else:
                self._rest.stop()

    def stop(self) -> None:
        """The gesture is over."""
        self._rest.stop()
        self._rest.deleteLater()

    def _open(self) -> None:
        self._folding.show(self._folding.folded - {self._name})
        self._name = ""
