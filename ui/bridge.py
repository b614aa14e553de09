"""An open desk's listeners as one Qt signal, so that each view updates what it shows of a change."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from okrdesk.desk import Desk
from okrdesk.workshop import Touched


class Bridge(QObject):
    """Emits `changed(touched, initiator)` after each change of `desk`, undo and redo among them.

    `initiator` is what was handed to the desk: a view that made the change itself can tell it by that.
    """

    changed = Signal(object, object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._stop = desk.listen(self._tell)

    def _tell(self, touched: Touched, initiator: object) -> None:
        self.changed.emit(touched, initiator)

    def close(self) -> None:
        """Listen no longer. The bridge is of no use afterwards."""
        self._stop()
