"""The lanes' names and counts above the board: they stay in place while the cards scroll beneath."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QTransform
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from okrdesk.bands import TITLE_BAR
from okrdesk.i18n import _
from okrdesk.lanes import MARGIN, Lane
from okrdesk.layout import Placement
from ui.board.band_painter import CHEVRON, paint_chevron
from ui.look import fonts, sizes
from ui.look.theme import Theme
from ui.process.errors import guarded

HEIGHT = int(TITLE_BAR)
MOST_SIGN = 1.25  # times as large at most: names need the room more
SIGN = 16.0  # the room of the sign that folds, at the left of a title
SMALLEST, LARGEST = 9.5, 12.0  # pixels: a little smaller when the cards are


@dataclass(frozen=True, slots=True)
class _Manner:
    """A way to write all titles: in capitals or as typed, how much larger than they need be, what is between
    the letters (a share of their height), between a title and its count (pixels), and whether in two lines: a
    title of one word has its count below it then.
    """

    capitals: bool
    larger: float
    spacing: float
    gap: float
    broken: bool = False

    def lines(self, words: str, metrics: QFontMetricsF, room: float) -> list[str]:
        """A title's line, or its two lines of about the same width where one has no room."""
        breaks = self.broken and metrics.horizontalAdvance(words) > room
        cuts = [n for n, letter in enumerate(words) if letter == " "] if breaks else []
        pairs = [[words[:n], words[n + 1 :]] for n in cuts]
        return min(pairs, key=lambda pair: max(map(metrics.horizontalAdvance, pair)), default=[words])

    def words(self, text: str) -> str:
        text = " ".join(text.split())
        return text.upper() if self.capitals else text

    def font(self, size: float) -> QFont:
        size *= self.larger
        font = QFont(fonts.font(max(1, round(size)), 600))
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, size * self.spacing)
        return font


_MANNERS = (
    _Manner(True, 1.0, 0.07, 12.0),
    _Manner(False, 1.2, 0.0, 8.0),
    _Manner(False, 1.0, 0.0, 6.0),
    _Manner(False, 0.9, 0.0, 4.0),
    _Manner(False, 0.9, 0.0, 4.0, broken=True),
)


def paint_titles(
    painter: QPainter,
    placement: Placement,
    theme: Theme,
    to_view: QTransform,
    width: float,
    scale: float = 1.0,
    *,
    foldable: bool = False,
) -> None:
    """Draw all lanes' titles on a strip HEIGHT * scale high; `to_view` is how the board is seen.

    `foldable`: each with the sign that folds it.
    """
    height = HEIGHT * scale
    painter.fillRect(QRectF(0, 0, width, height), theme.color("bg"))
    zoom = to_view.m11() / scale
    size = min(LARGEST, max(SMALLEST, LARGEST * (0.6 + zoom / 2)))
    sign_scale = min(scale, MOST_SIGN)
    sign = SIGN * sign_scale if foldable else 0.0
    font, slots = largest_written(placement, to_view, width, sign, size * scale, size * max(1.0, 0.7 * scale))
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    baseline = height / 2 + (metrics.ascent() - metrics.descent()) / 2
    for n, slot in enumerate(slots):
        if slot.right < 0 or slot.left > width:
            continue
        if n:
            painter.setPen(theme.color("line"))
            painter.drawLine(QLineF(slot.left, 0, slot.left, height))
        color = theme.color("ink-3")
        if foldable:
            at = QPointF(slot.inner - sign + CHEVRON * sign_scale, height / 2)
            paint_chevron(painter, at, color, folded=slot.lane.folded, scale=sign_scale)
        painter.setPen(color)
        if slot.lane.folded and slot.end - slot.inner >= slot.count_width:
            painter.drawText(QPointF(slot.inner, baseline), slot.count)
        elif slot.room > 24:
            y = baseline - metrics.height() * (len(slot.lines) - 1 + slot.stacked) / 2
            below = QPointF(slot.inner, y + metrics.height())
            beside = QPointF(slot.end - slot.count_width, baseline)
            painter.drawText(below if slot.stacked else beside, slot.count)
            for line in slot.lines:
                shown = metrics.elidedText(line, Qt.TextElideMode.ElideRight, slot.room)
                painter.drawText(QPointF(slot.inner, y), shown)
                y += metrics.height()
    painter.setPen(theme.color("line"))
    painter.drawLine(QLineF(0, height - 0.5, width, height - 0.5))


class Slot:
    """What stands over a lane, and from where (`inner`) to where (`end`); `room` is what its title has."""

    def __init__(
        self,
        lane: Lane,
        to_view: QTransform,
        width: float,
        sign: float,
        manner: _Manner,
        metrics: QFontMetricsF,
    ) -> None:
        self.lane = lane
        self.left = to_view.map(QPointF(lane.x, 0)).x()
        self.right = to_view.map(QPointF(lane.x + lane.width, 0)).x()
        inner, self.end = _inner(self.left, self.right, to_view, width)
        self.inner = inner + sign
        self.title, self.count = manner.words(lane.title), manner.words(_count(lane))
        self.count_width = metrics.horizontalAdvance(self.count)
        room = self.end - self.inner - self.count_width - manner.gap
        self.lines = manner.lines(self.title, metrics, room)
        widest = max(map(metrics.horizontalAdvance, self.lines))
        self.stacked = manner.broken and len(self.lines) == 1 and widest > room  # its count stands below it
        beside = 0.0 if self.stacked else manner.gap + self.count_width
        needed = widest + beside
        if lane.kind == "tray":  # nothing stands beside it
            self.end = min(max(self.end, self.inner + needed + 1), max(self.end, width - 4.0))
        self.room = self.end - self.inner - beside
        whole = self.left >= 0 and self.right <= width
        self.fits = lane.folded or not whole or needed <= self.end - self.inner


def written(
    placement: Placement, to_view: QTransform, width: float, sign: float, size: float
) -> tuple[QFont, list[Slot]]:
    """All titles in the first manner in which those of the lanes that are wholly in view fit."""
    font, slots = QFont(), []
    for manner in _MANNERS:
        font = manner.font(size)
        metrics = QFontMetricsF(font)
        slots = [Slot(lane, to_view, width, sign, manner, metrics) for lane in placement.lanes]
        if all(slot.fits for slot in slots):
            break
    return font, slots


def largest_written(
    placement: Placement, to_view: QTransform, width: float, sign: float, size: float, least: float
) -> tuple[QFont, list[Slot]]:
    """All titles as large as they fit, from `size` down to `least` pixels."""
    while True:
        font, slots = written(placement, to_view, width, sign, size)
        if size <= least or all(slot.fits for slot in slots):
            return font, slots
        size = max(least, size - 1.0)


def _inner(left: float, right: float, to_view: QTransform, width: float) -> tuple[float, float]:
    """From where to where a title may reach: while a part of its lane is in view, so are title and count."""
    margin = max(4.0, MARGIN * to_view.m11())
    return max(left, 0.0) + margin, min(right, width) - margin


def _count(lane: Lane) -> str:
    if lane.at_most and lane.count and not lane.folded:
        return _("{n} of {most}").format(n=lane.count, most=lane.at_most)
    return str(lane.count)


class LaneTitles(QWidget):
    """The strip of titles above a board's viewport. A click on a sign asks to fold its lane (`fold`), a drag
    to push the board by so many pixels (`pushed`).
    """

    fold = Signal(str)
    pushed = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.placement: Placement | None = None
        self.to_view = QTransform()
        self._lanes: list[Lane] = []  # as they are shown
        self._pressed: float | None = None  # where the button went down
        self._last: float | None = None  # where a drag was last
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)

    @property
    def room(self) -> int:
        """How high the strip is at today's text size."""
        return sizes.px(HEIGHT)

    def show_over(self, placement: Placement, to_view: QTransform) -> None:
        """Stand over these lanes as the board is seen now; painted anew where that is not as it was."""
        lanes = [copy(lane) for lane in placement.lanes]
        if (self._lanes, self.to_view) != (lanes, to_view):
            self.update()
        self.placement, self.to_view, self._lanes = placement, to_view, lanes

    @guarded()
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the titles, and under them whether the keys are on the board."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.placement:
            scale = self.room / HEIGHT
            paint_titles(
                painter, self.placement, self.theme, self.to_view, self.width(), scale, foldable=True
            )
        board = self.parentWidget()
        if board is not None and board.hasFocus():
            painter.fillRect(0, self.height() - 2, self.width(), 2, self.theme.color("accent"))
        painter.end()

    @guarded()
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Push the board while the button is held; else show that the sign here can be clicked."""
        x = event.position().x()
        if self._pressed is not None:
            self._drag(x)
            return
        lane = self._sign_at(x)
        self.setCursor(Qt.CursorShape.PointingHandCursor if lane else Qt.CursorShape.ArrowCursor)

    @guarded()
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """It becomes a click or a drag; it is not the board's."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed, self._last = event.position().x(), None

    def _drag(self, x: float) -> None:
        """Push the board along, once the press has become a drag."""
        if self._last is None and abs(x - (self._pressed or 0.0)) < QApplication.startDragDistance():
            return
        before = self._pressed if self._last is None else self._last
        self._last = x
        self.pushed.emit(round(x - (before or 0.0)))

    @guarded()
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a sign folds or unfolds its lane; the end of a drag does not."""
        if event.button() != Qt.MouseButton.LeftButton or self._pressed is None:
            return
        pressed, dragged = self._pressed, self._last is not None
        self._pressed = self._last = None
        lane = self._sign_at(event.position().x())
        if lane is not None and lane == self._sign_at(pressed) and not dragged:
            self.fold.emit(lane.name)

    @guarded(False)
    def event(self, event: QEvent) -> bool:
        """Say what the sign under the pointer does."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            lane = self._sign_at(event.pos().x())
            words = ""
            if lane is not None:
                words = _("Show this lane again") if lane.folded else _("Fold this lane away (Shift+F)")
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def _sign_at(self, x: float) -> Lane | None:
        """The lane whose fold sign is at x; of a folded lane, all of its title."""
        for lane in self.placement.lanes if self.placement else ():
            left = self.to_view.map(QPointF(lane.x, 0)).x()
            right = self.to_view.map(QPointF(lane.x + lane.width, 0)).x()
            inner, end = _inner(left, right, self.to_view, self.width())
            if (
                (left <= x < right)
                if lane.folded
                else (inner - 8 <= x <= min(inner + SIGN * min(sizes.px(100) / 100, MOST_SIGN), end))
            ):
                return lane
        return None
