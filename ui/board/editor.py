"""The box in which a text is written in place: one line that grows, what was read in it, whose it is."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QTextOption, QWheelEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from okrdesk.text import one_line
from ui.board.camera import foot
from ui.board.chips import Chips
from ui.keys.leaving import is_left
from ui.look import fonts
from ui.process.errors import guarded

PAD = 5  # pixels between the box's border and its text
MAX_LINES = 6
_MODIFIERS = (
    Qt.KeyboardModifier.ShiftModifier
    | Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
_NONE, _SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
_CTRL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
# What the keys that end the writing ask for.
ASKS = {
    (Qt.Key.Key_Return, _NONE): "next",
    (Qt.Key.Key_Enter, _NONE): "next",
    (Qt.Key.Key_Return, _SHIFT): "close",
    (Qt.Key.Key_Enter, _SHIFT): "close",
    (Qt.Key.Key_Return, _CTRL): "card",
    (Qt.Key.Key_Enter, _CTRL): "card",
    (Qt.Key.Key_Tab, _NONE): "inner",
    (Qt.Key.Key_Backtab, _NONE): "before",
    (Qt.Key.Key_Backtab, _SHIFT): "before",
    (Qt.Key.Key_Tab, _SHIFT): "before",
    (Qt.Key.Key_Escape, _NONE): "leave",
}
_OVERRIDE = QEvent.Type.ShortcutOverride


class LineEditor(QPlainTextEdit):
    """One line that wraps and grows. Keys that end the writing are told by `asked`, what they ask for as in
    ASKS; `asked_back` tells which guess is taken back, `lines` that several lines were pasted.
    """

    asked = Signal(str)
    asked_back = Signal(int)
    lines = Signal(list)
    left = Signal(bool)  # the keys go elsewhere: by the mouse?

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.setObjectName("line")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(False)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)

    @property
    def text(self) -> str:
        """What is written, as one line."""
        return one_line(self.toPlainText())

    def set_size(self, size: float, weight: int) -> None:
        """Write in this size, in pixels."""
        font = QFont(fonts.font(max(1, round(size)), weight))
        if font != self.font():
            self.setFont(font)

    def wanted_height(self, width: int) -> int:
        """The height of all its lines at a width, up to MAX_LINES."""
        self.document().setTextWidth(width)
        self.resize(width, self.height())
        count = round(self.document().documentLayout().documentSize().height())
        line = QFontMetricsF(self.font()).lineSpacing()
        return round(min(max(1, count), MAX_LINES) * line + 2)

    # ------------------------------------------------------------ Qt's events
    @guarded(default=False)
    def event(self, event: QEvent) -> bool:
        """The keys of the editor are not the board's shortcuts."""
        if isinstance(event, QKeyEvent) and self._is_ours(event) and event.type() == _OVERRIDE:
            event.accept()
            return True
        return super().event(event)

    @guarded()
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if ask := self._ask_of(event):
            self.asked.emit(ask)
        elif number := self._number_of(event):
            self.asked_back.emit(number - 1)
        else:
            super().keyPressEvent(event)
        event.accept()  # what means nothing here is not for the board either

    def _is_ours(self, event: QKeyEvent) -> bool:
        return bool(self._ask_of(event) or self._number_of(event)) or _moves(event)

    def _ask_of(self, event: QKeyEvent) -> str:
        return ASKS.get((Qt.Key(event.key()), event.modifiers() & _MODIFIERS), "")

    def _number_of(self, event: QKeyEvent) -> int:
        digit = event.key() - Qt.Key.Key_0
        return digit if event.modifiers() & _MODIFIERS == _ALT and 1 <= digit <= 9 else 0

    @guarded()
    def insertFromMimeData(self, source: QMimeData) -> None:
        lines = [line for each in source.text().splitlines() if (line := one_line(each))]
        if len(lines) < 2:
            self.insertPlainText(" ".join(lines))
            return
        self.insertPlainText(lines[0])
        self.lines.emit([self.text, *lines[1:]])

    @guarded()
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if is_left(event):
            self.left.emit(event.reason() is Qt.FocusReason.MouseFocusReason)

    @guarded()
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the board scrolls and zooms beneath


def _moves(event: QKeyEvent) -> bool:
    """Whether a key moves the cursor, or edits, in every text field."""
    return event.key() in (
        Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End,
        Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_F2,
    )  # fmt: skip


class EditorBox(QFrame):
    """Lies over the board where the text belongs. `caption` says what a new card will be."""

    def __init__(self, text: str, caption: str, prompt: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("editor")
        self.setProperty("fresh", bool(caption))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(PAD, PAD - 2, PAD, PAD - 2)
        self._column.setSpacing(6)
        self._words = caption
        self.caption = QLabel(caption)
        self.caption.setObjectName("whose")
        self.caption.setTextFormat(Qt.TextFormat.PlainText)
        self.caption.setVisible(bool(caption))
        head = QHBoxLayout()
        head.addWidget(self.caption)
        self._column.addLayout(head)
        self.line = LineEditor(text, self)
        self.line.setPlaceholderText(prompt)
        self.line.setAccessibleName(prompt)
        self._column.addWidget(self.line)
        self.chips = Chips(self)
        self._column.addWidget(self.chips)
        self.chips.hide()
        self.setFocusProxy(self.line)

    def put_on_top(self, widget: QWidget) -> None:
        """Show a widget ahead of the line: the choice of a team."""
        self._column.insertWidget(1, widget)

    def lay(self, corner: QPointF, width: float, size: float, weight: int, within: QWidget) -> None:
        """Lie with the text's upper left corner at a point, and grow; never leave `within`, nor lie beneath
        the zoom control.
        """
        fresh = bool(self._words)
        inset, rise = (14, 10) if fresh else (PAD, PAD - 2)
        self._column.setContentsMargins(inset, rise, inset, rise)
        room = within.width() - 8
        outer = round(min(max(width + 2 * inset, 160.0), room))
        metrics, elide = self.caption.fontMetrics(), Qt.TextElideMode.ElideRight
        self.caption.setText(metrics.elidedText(self._words, elide, outer - 2 * inset - 4))
        self.line.set_size(size, weight)
        self.chips.fit(outer - 2 * inset - 2)
        self.line.setFixedHeight(self.line.wanted_height(outer - 2 * inset - 2))
        self.setFixedWidth(outer)
        self._column.activate()
        height = self._column.sizeHint().height() + 2
        left, top = round(corner.x()) - inset - 2, round(corner.y()) - rise - 1
        if fresh:
            top -= self.caption.sizeHint().height() + self._column.spacing()
        left = max(4, min(left, within.width() - outer - 4))
        top = max(4, min(top, within.height() - height - foot(left)))
        self.setGeometry(left, top, outer, height)

    @guarded()
    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # the board beneath is not meant

    @guarded()
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()
