"""Widgets in rows that wrap, as words do: buttons and chips in narrow places."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from ui.process.errors import guarded


class Flow(QLayout):
    """Lays its widgets out from left to right, `gap` pixels apart, in as many rows as the width asks for;
    these are `between` pixels apart (None: as the widgets).
    """

    def __init__(self, parent: QWidget | None = None, gap: int = 8, between: int | None = None) -> None:
        super().__init__(parent)
        self.setContentsMargins(0, 0, 0, 0)
        self._gap, self._between = gap, gap if between is None else between
        self._items: list[QLayoutItem] = []

    @guarded()
    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    @guarded(0)
    def count(self) -> int:
        return len(self._items)

    @guarded()
    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    @guarded()
    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    @guarded(Qt.Orientation(0))
    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    @guarded(True)
    def hasHeightForWidth(self) -> bool:
        return True

    @guarded(0)
    def heightForWidth(self, width: int) -> int:
        rim = self.contentsMargins()
        height = self._lay(QRect(0, 0, width - rim.left() - rim.right(), 0), move=False)
        return height + rim.top() + rim.bottom()

    @guarded()
    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._lay(rect.marginsRemoved(self.contentsMargins()), move=True)

    @guarded(QSize())
    def sizeHint(self) -> QSize:
        """All in one row."""
        sizes = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(size.width() for size in sizes) + self._gap * max(0, len(sizes) - 1)
        return QSize(width, max((size.height() for size in sizes), default=0)).grownBy(self.contentsMargins())

    @guarded(QSize())
    def minimumSize(self) -> QSize:
        sizes = [item.sizeHint() for item in self._items if not item.isEmpty()]
        return QSize(0, max((size.height() for size in sizes), default=0)).grownBy(self.contentsMargins())

    def _lay(self, rect: QRect, *, move: bool) -> int:
        """How tall the rows are; with `move`, the widgets go there, each in the middle of its row."""
        x = y = tall = 0
        row: list[tuple[QLayoutItem, int, QSize]] = []
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            if size.width() > rect.width() and item.hasHeightForWidth():
                size = QSize(rect.width(), item.heightForWidth(rect.width()))
            if x and x + size.width() > rect.width():
                if move:
                    _place(row, rect, y, tall)
                x, y, tall, row = 0, y + tall + self._between, 0, []
            row.append((item, x, size))
            x += size.width() + self._gap
            tall = max(tall, size.height())
        if move:
            _place(row, rect, y, tall)
        return y + tall


def _place(row: list[tuple[QLayoutItem, int, QSize]], rect: QRect, y: int, tall: int) -> None:
    for item, x, size in row:
        at = rect.topLeft() + QPoint(x, y + (tall - size.height()) // 2)
        item.setGeometry(QRect(at, QSize(min(size.width(), rect.width()), size.height())))
