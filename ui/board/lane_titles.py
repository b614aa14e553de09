"""The lanes' names and counts above the board: they stay in place while the cards scroll beneath."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QTransform
from PySide6.QtWidgets import QWidget

from okrdesk.bands import TITLE_BAR
from okrdesk.lanes import MARGIN
from okrdesk.layout import Placement
from ui import fonts
from ui.theme import Theme

HEIGHT = int(TITLE_BAR)
SPACING = 0.07  # between the capitals, as a share of their height
SMALLEST, LARGEST = 9.5, 12.0  # pixels: a little smaller when the cards are


def title_font(size: float) -> QFont:
    """The font of a lane's name in capitals, `size` pixels high, spaced."""
    font = QFont(fonts.font(max(1, round(size)), 600))
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, size * SPACING)
    return font


def paint_titles(
    painter: QPainter,
    placement: Placement,
    theme: Theme,
    to_view: QTransform,
    width: float,
    scale: float = 1.0,
) -> None:
    """Draw all lanes' titles on a strip HEIGHT * scale high; `to_view` is how the board is seen."""
    height = HEIGHT * scale
    painter.fillRect(QRectF(0, 0, width, height), theme.color("bg"))
    zoom = to_view.m11() / scale
    font = title_font(scale * min(LARGEST, max(SMALLEST, LARGEST * (0.6 + zoom / 2))))
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    baseline = height / 2 + (metrics.ascent() - metrics.descent()) / 2
    for n, lane in enumerate(placement.lanes):
        left = to_view.map(QPointF(lane.x, 0)).x()
        right = to_view.map(QPointF(lane.x + lane.width, 0)).x()
        if right < 0 or left > width:
            continue
        if n:
            painter.setPen(theme.color("line"))
            painter.drawLine(QLineF(left, 0, left, height))
        margin = max(4.0, MARGIN * to_view.m11())
        # While a part of the lane is in view, so are its title and its count.
        inner_left, inner_right = max(left, 0.0) + margin, min(right, width) - margin
        painter.setPen(theme.color("ink-3"))
        count = str(lane.count)
        count_width = metrics.horizontalAdvance(count)
        room = inner_right - inner_left - count_width - 12
        title = metrics.elidedText(" ".join(lane.title.upper().split()), Qt.TextElideMode.ElideRight, room)
        if room > 24:
            painter.drawText(QPointF(inner_right - count_width, baseline), count)
            painter.drawText(QPointF(inner_left, baseline), title)
    painter.setPen(theme.color("line"))
    painter.drawLine(QLineF(0, height - 0.5, width, height - 0.5))


class LaneTitles(QWidget):
    """The strip of titles above a board's viewport."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.placement: Placement | None = None
        self.to_view = QTransform()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the titles."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.placement:
            paint_titles(painter, self.placement, self.theme, self.to_view, self.width())
        painter.end()
