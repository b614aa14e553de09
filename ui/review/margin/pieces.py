"""What note cards are made of: avatars, badges, texts and word diffs, in a theme's colours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from okrdesk.i18n import _
from okrdesk.review.wording import Piece, word_diff
from ui.inspector.pieces import Line
from ui.look import sizes
from ui.look.theme import Theme
from ui.process.errors import guarded

RADIUS = 10.0
_AVATAR = 22


class Avatar(QWidget):
    """Somebody's initials on a disc in their team's colour."""

    def __init__(self, initials: str, hue: QColor) -> None:
        super().__init__()
        self.letters, self._hue = initials, hue
        self.setFixedSize(sizes.px(_AVATAR), sizes.px(_AVATAR))

    @guarded()
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QColor(self._hue)
        ground.setAlphaF(0.13)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawEllipse(self.rect())
        font = self.font()
        font.setPixelSize(sizes.px(9 if len(self.letters) > 2 else 10))
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(self._hue)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.letters)
        painter.end()


class Badge(QLabel):
    """A word on a ground of its tone."""

    def __init__(self, text: str, tone: str) -> None:
        super().__init__(text)
        self.setObjectName("notebadge")
        self.setProperty("tone", tone)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)


def words(look: str, text: str) -> Line:
    """Text that wraps, in a look of the margin's style sheet."""
    return Line(look, text, inset=False)


class Label(QLabel):
    """Text in one line where there is room for it; else it wraps."""

    def __init__(self, look: str, text: str) -> None:
        super().__init__(text)
        self.setObjectName(look)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)

    @guarded(QSize())
    def sizeHint(self) -> QSize:
        self.ensurePolished()
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + 2, metrics.height())


class Facts(Label):
    """Facts with dots between them in one line; where there is no room for it, each in a line of its own."""

    def __init__(self, look: str, facts: Iterable[str]) -> None:
        self._facts = [fact for fact in facts if fact]
        super().__init__(look, self._whole)

    @property
    def _whole(self) -> str:
        return " · ".join(self._facts)

    @guarded(QSize())
    def sizeHint(self) -> QSize:
        self.ensurePolished()
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._whole) + 2, metrics.height())

    @guarded(0)
    def heightForWidth(self, width: int) -> int:
        metrics, room = self.fontMetrics(), QRect(0, 0, width, 10_000)
        flags = Qt.TextFlag.TextWordWrap
        return metrics.boundingRect(room, flags, self._text_for(width)).height()

    @guarded()
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if (text := self._text_for(self.width())) != self.text():
            self.setText(text)

    def _text_for(self, width: int) -> str:
        return self._whole if self.sizeHint().width() <= width else "\n".join(self._facts)


def rich(look: str, html: str) -> QLabel:
    """Our own words with some of them bold; wraps."""
    made = QLabel(html)
    made.setObjectName(look)
    made.setTextFormat(Qt.TextFormat.RichText)
    made.setWordWrap(True)
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    return made


class Diff(QLabel):
    """How words become others: what goes is struck through, what comes stands on a ground of its own."""

    def __init__(self, old: str, new: str, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("notediff")
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.show_words(old, new, theme)

    def show_words(self, old: str, new: str, theme: Theme) -> None:
        """Show the way from `old` to `new`."""
        pieces = word_diff(old, new)
        self.setText("".join(_html(kind, text, theme) for kind, text in _apart(pieces)))
        said = {"same": "{words}", "gone": _("[gone: {words}]"), "new": _("[new: {words}]")}
        self.setAccessibleName("".join(said[kind].format(words=text) for kind, text in pieces))


def _apart(pieces: list[Piece]) -> Iterator[Piece]:
    """The pieces with a space where new words would stick to those that go."""
    before = "same"
    for kind, text in pieces:
        if before == "gone" and kind == "new":
            yield "same", " "
        yield kind, text
        before = kind


def _html(kind: str, text: str, theme: Theme) -> str:
    plain = escape(text).replace("\n", "<br>")
    if kind == "gone":
        ink = theme.color("red").name()
        return f'<span style="color:{ink};text-decoration:line-through">{plain}</span>'
    if kind == "new":
        ink, ground = theme.color("green").name(), theme.color("green-bg").name()
        return f'<span style="color:{ink};background-color:{ground}">{plain}</span>'
    return plain


def button(text: str, name: str = "", *, look: str = "noteact") -> QPushButton:
    """A button of a card; `name` tells a screen reader what it is about."""
    made = QPushButton(text)
    made.setObjectName(look)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setAccessibleName(name or text)
    return made


def paint_card(widget: QWidget, theme: Theme, *, current: bool, dashed: bool = False) -> None:
    """A card's ground and edge over all of a widget."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    width = 2.0 if current else 1.0
    edge = theme.color("accent" if current else "line-strong" if dashed else "line")
    pen = QPen(edge, width)
    if dashed:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush if dashed else theme.color("card"))
    inset = width / 2
    painter.drawRoundedRect(QRectF(widget.rect()).adjusted(inset, inset, -inset, -inset), RADIUS, RADIUS)
    painter.end()
