"""A card's texts and small shapes, laid out once and painted often. Positions are relative to the card."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPen, QStaticText

from okrdesk.i18n import _
from okrdesk.wrapping import break_lines, elide
from ui.look import fonts
from ui.look.fonts import FINE, QtMeasure

BADGE_HEIGHT = 18.0
BADGE_SIZE, BADGE_WEIGHT = 10.5, 600
BADGE_PAD = 7.0
DISC = 20.0

TextStyle = tuple[float, int, int]  # size, weight, colour as 0xAARRGGBB


class Prepared:
    """What `paint` draws on a card of this `size`: shapes first, then texts, those of one font and colour
    together. That words are missing is said in the colour `missing`.
    """

    __slots__ = ("_missing", "_shapes", "_texts", "boxes", "cuts", "measure", "size")

    def __init__(self, measure: QtMeasure, size: tuple[float, float], missing: QColor) -> None:
        self.measure = measure
        self.size = size
        self._missing = missing
        self._shapes: list[tuple[QBrush | QColor, QPen, QRectF, float]] = []
        self.cuts: list[tuple[float, float, str]] = []  # top, bottom and whole text of what is shown cut
        self.boxes: dict[str, QRectF] = {}  # where records are shown, by their ids
        self._texts: dict[TextStyle, list[tuple[QPointF, QStaticText]]] = {}

    # ------------------------------------------------------------ making
    def lines(
        self,
        whole: str,
        x: float,
        top: float,
        leading: float,
        room: float,
        most: int,
        style: tuple[float, int, QColor],
    ) -> float:
        """Put a text in at most so many lines, the first from `top` down; where the next would begin.

        `style` is its size, weight and colour; `leading` the height of a line. Where there are no words, that
        is said.
        """
        size, weight, color = style
        if not whole.strip():
            whole, weight, color = _("without words"), 400, self._missing
        lines = break_lines(whole, room, self.measure, size, weight, most)
        bottom = top + leading * len(lines)
        if " ".join(lines) != " ".join(whole.split()) and lines and lines[-1].endswith("…"):
            self.cuts.append((top, bottom, whole))
        for n, line in enumerate(lines):
            self.text(line, x, top + leading * (n + 0.5), size, weight, color)
        return bottom

    def text(
        self,
        text: str,
        x: float,
        middle: float,
        size: float,
        weight: int,
        color: QColor,
        *,
        room: float = 0.0,
    ) -> float:
        """Put one line of text with its left end at x and its middle at y; cut to `room` where that is given.

        Returns its width.
        """
        if room:
            text = elide(text, room, self.measure, size, weight)
        if not text:
            return 0.0
        width = self.measure.width(text, size, weight)
        static = QStaticText(text)
        static.setTextFormat(Qt.TextFormat.PlainText)
        top = middle * FINE - _half_line(size, weight)
        self._texts.setdefault((size, weight, color.rgba()), []).append((QPointF(x * FINE, top), static))
        return width

    def text_right(
        self, text: str, right: float, middle: float, size: float, weight: int, color: QColor
    ) -> float:
        """Put one line of text with its right end at `right`. Returns its width."""
        width = self.measure.width(text, size, weight)
        return self.text(text, right - width, middle, size, weight, color)

    def badge(self, text: str, x: float, middle: float, ink: QColor, ground: QColor) -> float:
        """Put a badge with its left edge at x. Returns its width."""
        width = self.measure.width(text, BADGE_SIZE, BADGE_WEIGHT) + 2 * BADGE_PAD
        self.box(QRectF(x, middle - BADGE_HEIGHT / 2, width, BADGE_HEIGHT), 5.0, ground)
        self.text(text, x + BADGE_PAD, middle, BADGE_SIZE, BADGE_WEIGHT, ink)
        return width

    def badge_width(self, text: str) -> float:
        """How wide a badge with these words is."""
        return self.measure.width(text, BADGE_SIZE, BADGE_WEIGHT) + 2 * BADGE_PAD

    def disc(self, text: str, right: float, middle: float, ink: QColor, ground: QColor) -> None:
        """Put a disc with initials in it."""
        self.box(QRectF(right - DISC, middle - DISC / 2, DISC, DISC), DISC / 2, ground)
        size = 8.5 if len(text) < 3 else 7.5
        width = self.measure.width(text, size, 700)
        self.text(text, right - DISC / 2 - width / 2, middle, size, 700, ink)

    def box(self, rect: QRectF, radius: float, ground: QColor | QBrush, pen: QPen | None = None) -> None:
        """Put a rounded box."""
        self._shapes.append((ground, pen or QPen(Qt.PenStyle.NoPen), rect, radius))

    # ------------------------------------------------------------ painting
    def paint(self, painter: QPainter) -> None:
        """Draw at the painter's origin."""
        for ground, pen, rect, radius in self._shapes:
            painter.setPen(pen)
            painter.setBrush(ground)
            painter.drawRoundedRect(rect, radius, radius)
        painter.scale(1 / FINE, 1 / FINE)
        for (size, weight, color), texts in self._texts.items():
            painter.setFont(fonts.fine(size, weight))
            painter.setPen(QColor.fromRgba(color))
            draw: Callable[[QPointF, QStaticText], None] = painter.drawStaticText
            for at, static in texts:
                draw(at, static)
        painter.scale(FINE, FINE)


_half_lines: dict[tuple[float, int], float] = {}


def _half_line(size: float, weight: int) -> float:
    """Half the height of a line in the fine font, in its own units."""
    key = (size, weight)
    if key not in _half_lines:
        metrics = QFontMetricsF(fonts.fine(size, weight))
        _half_lines[key] = (metrics.ascent() + metrics.descent()) / 2
    return _half_lines[key]
