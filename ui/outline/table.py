"""How the outline's table looks: the ground of its rows, its arrows, where the pointer and the keys are."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    Qt,
)
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QStyleOptionViewItem, QTreeView, QWidget

from okrdesk.i18n import _
from ui.look import icons, sizes
from ui.look.theme import Theme
from ui.outline.looks import Painter
from ui.outline.model import OutlineModel
from ui.process.errors import guarded

Index = QModelIndex | QPersistentModelIndex

_ARROW = 14


class Table(QTreeView):
    """Shows the model's rows (`rows`) in a theme's colours."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = OutlineModel(self)
        self.painter = Painter(theme, self.rows)
        self._hovered = ""

    @guarded()
    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect  # type: ignore[attr-defined]
        selected = self.selectionModel().isSelected(index)
        hovered = self.rows.name_at(index) == self._hovered
        painter.fillRect(rect, self.painter.ground(index, selected=selected, hovered=hovered))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), self.painter.color("line"))
        super().drawRow(painter, option, index)
        current = self.currentIndex()
        if current.internalId() == index.internalId() and current.isValid() and self.hasFocus():
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self.painter.outline_cell(painter, QRectF(self.visualRect(current)))
            painter.restore()

    @guarded()
    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        if not self.rows.hasChildren(index):
            return
        name = "chevron-down" if self.isExpanded(index) else "chevron-right"
        size = sizes.px(_ARROW)
        arrow = _arrow(name, self.painter.color("ink-3").name(), size, self.devicePixelRatioF())
        painter.drawPixmap(rect.right() - size - 1, rect.top() + (rect.height() - size) // 2, arrow)

    def _hover(self, name: str) -> None:
        if name != self._hovered:
            self._hovered = name
            self.viewport().update()

    @guarded()
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.rows.filtered and not self.rows.rowCount():
            painter = QPainter(self.viewport())
            painter.setPen(self.painter.color("ink-2"))
            room = self.viewport().rect().adjusted(0, sizes.px(40), 0, 0)
            text = _("No row holds these words. Esc in the filter shows all rows again.")
            painter.drawText(room, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, text)
            painter.end()

    @guarded()
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rows.name_at(self.indexAt(event.position().toPoint())))

    @guarded()
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover("")


@lru_cache(16)
def _arrow(name: str, color: str, size: int, ratio: float) -> QPixmap:
    return icons.pixmap(name, QColor(color), size, ratio)


def ranges(indexes: Iterable[QModelIndex]) -> QItemSelection:
    """Rows as a selection: those that follow one another are one range, since Qt is slow with many."""
    by_parent: dict[int, list[QModelIndex]] = {}
    for index in indexes:
        by_parent.setdefault(index.parent().internalId(), []).append(index)
    chosen = QItemSelection()
    for siblings in by_parent.values():
        siblings.sort(key=QModelIndex.row)
        first = before = siblings[0]
        for index in siblings[1:]:
            if index.row() != before.row() + 1:
                chosen.append(QItemSelectionRange(first, before))
                first = index
            before = index
        chosen.append(QItemSelectionRange(first, before))
    return chosen
