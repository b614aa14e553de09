"""A combo box whose arrow follows the theme."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QComboBox, QStyle, QStyledItemDelegate, QStyleOptionComboBox

from ui.look import icons, sizes
from ui.process.errors import guarded

_ARROW, _GAP, _ASIDE = 14, 8, 36  # pixels at 100 %
_MOST = 14  # entries that are shown at once


class Choice(QComboBox):
    """Fusion leaves the arrow out once a style sheet shapes the box: it is painted here. Words that the box
    has no room for end with “…”. Its list looks as menus do.
    """

    @guarded()
    def showPopup(self) -> None:
        view = self.view()
        if not isinstance(view.itemDelegate(), QStyledItemDelegate):  # Qt's own knows no style sheet
            view.setItemDelegate(QStyledItemDelegate(view))
        view.setMinimumWidth(view.sizeHintForColumn(self.modelColumn()) + sizes.px(_ASIDE))
        self.setMaxVisibleItems(_MOST)
        super().showPopup()

    @guarded()
    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        super().initStyleOption(option)
        box, words = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(box, option, words, self).width()
        text = self.fontMetrics().elidedText(option.currentText, Qt.TextElideMode.ElideRight, room)
        option.currentText = text

    @guarded()
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        color = self.palette().color(QPalette.ColorRole.PlaceholderText)
        wide = sizes.px(_ARROW)
        arrow = icons.pixmap("chevron-down", color, wide, self.devicePixelRatioF())
        painter = QPainter(self)
        painter.drawPixmap(self.width() - wide - sizes.px(_GAP), (self.height() - wide) // 2, arrow)
        painter.end()
