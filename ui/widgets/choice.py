"""A combo box whose arrow follows the theme."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QComboBox

from ui.look import icons
from ui.process.errors import guarded

_ARROW = 14


class Choice(QComboBox):
    """Fusion leaves the arrow out once a style sheet shapes the box: it is painted here."""

    @guarded()
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        color = self.palette().color(QPalette.ColorRole.PlaceholderText)
        arrow = icons.pixmap("chevron-down", color, _ARROW, self.devicePixelRatioF())
        painter = QPainter(self)
        painter.drawPixmap(self.width() - _ARROW - 8, (self.height() - _ARROW) // 2, arrow)
        painter.end()
