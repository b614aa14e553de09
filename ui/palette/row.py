"""Paints the palette's rows: what it does, where it belongs, its keys or why it cannot be done now."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.look import fonts, sizes
from ui.look.theme import Theme
from ui.process.errors import guarded

PLACE, KEYS, HINT = (Qt.ItemDataRole.UserRole + n for n in range(3))
_PAD = 12
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_ELIDED = Qt.TextElideMode.ElideRight

Index = QModelIndex | QPersistentModelIndex


class RowPainter(QStyledItemDelegate):
    """Paints in the colours of a theme."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme's colours."""
        self._theme = theme

    def height(self) -> int:
        """How high a row is, in pixels."""
        return sizes.px(34)

    @guarded(default=QSize())
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self.height())

    @guarded()
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = self._theme
        rect, state = cast("QRect", option.rect), cast("QStyle.StateFlag", option.state)  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected and index.data(PLACE) is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent-bg"))
            painter.drawRoundedRect(rect, 6, 6)
        room = rect.adjusted(_PAD, 0, -_PAD, 0)
        why_not, keys = index.data(HINT) or "", index.data(KEYS) or ""
        small = fonts.font(sizes.px(12))
        painter.setFont(small)
        painter.setPen(theme.color("ink-3" if why_not else "ink-2"))
        right = why_not or keys
        painter.drawText(room, _RIGHT, right)
        if right:
            room.setRight(room.right() - QFontMetrics(small).horizontalAdvance(right) - _PAD)
        font = fonts.font(sizes.px(13), 500)
        place, metrics = index.data(PLACE) or "", QFontMetrics(font)
        place_width = QFontMetrics(small).horizontalAdvance(place) + _PAD if place else 0
        title = metrics.elidedText(index.data() or "", _ELIDED, room.width() - place_width)
        painter.setFont(font)
        painter.setPen(theme.color("ink-3" if why_not or index.data(PLACE) is None else "ink"))
        painter.drawText(room, _LEFT, title)
        room.setLeft(room.left() + metrics.horizontalAdvance(title) + _PAD)
        painter.setFont(small)
        painter.setPen(theme.color("ink-3"))
        painter.drawText(room, _LEFT, place)
        painter.restore()
