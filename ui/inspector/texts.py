"""An editor that looks like text until it is used, and is as high as what is written in it."""

from __future__ import annotations

import math

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit

from ui.process.errors import guarded

PAUSE_MS = 400  # a pause this long ends a text change, as `desk.TYPING_PAUSE_S` has it
FRAME = 9  # the style sheet's border and padding, above and below together, and a pixel for rounding
_ENDLESS = 16_777_215  # Qt's QWIDGETSIZE_MAX
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PRESSED = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_ON_THE_WAY = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


class GrowingText(QPlainTextEdit):
    """`paused`: something was typed, and the hands rest or go to a command. `left`: the focus went elsewhere.
    `ended`: Enter. `gave_up`: Esc. What the app shows by `show_text` is not typed.

    `many_lines` lets Shift+Enter begin a new line; all others are one line that wraps.
    """

    paused = Signal()
    left = Signal()
    ended = Signal()
    gave_up = Signal()
    entered = Signal()

    def __init__(self, *, many_lines: bool = False, look: str = "value") -> None:
        super().__init__()
        self.setObjectName(look)
        self.typed = False
        self._many_lines = many_lines
        self._hint = ""
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.paused)
        self._settling = QTimer(self, singleShot=True, interval=0)
        self._settling.timeout.connect(self._settle)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)  # the workshop's undo takes back what was typed
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.horizontalScrollBar().valueChanged.connect(self._stay)
        self.textChanged.connect(self._changed)
        self._showing = False

    def show_text(self, text: str) -> None:
        """Let the editor hold this text; the cursor stays where it was as far as it can."""
        self._pause.stop()
        self.typed = False
        if text != self.toPlainText():
            at = self.textCursor().position() if self.hasFocus() else 0
            self._showing = True
            self.setPlainText(text)
            self._showing = False
            cursor = self.textCursor()
            cursor.setPosition(min(at, len(text)))
            self.setTextCursor(cursor)
        elif not self.hasFocus():
            self.moveCursor(QTextCursor.MoveOperation.Start)

    def show_hint(self, hint: str) -> None:
        """What stands there while nothing is written."""
        if hint != self._hint:
            self._hint = hint
            self.setPlaceholderText(hint)
            self.fit()

    def fit(self) -> None:
        """Be as high as the text."""
        if not self.toPlainText() and self._hint:
            metrics = QFontMetrics(self.font())
            room = self.viewport().rect().adjusted(0, 0, 0, 10_000)
            height = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, self._hint).height()
        else:
            block, height = self.document().begin(), 0.0
            while block.isValid():
                height += self.blockBoundingRect(block).height()
                block = block.next()
        wanted = max(math.ceil(height), QFontMetrics(self.font()).lineSpacing()) + FRAME
        wanted = min(wanted, self.tallest())
        if wanted != self.height() or self.minimumHeight() != wanted:
            self.setFixedHeight(wanted)

    def tallest(self) -> int:
        """How tall it may become, in pixels; more text than that scrolls."""
        return _ENDLESS

    def go_on(self) -> None:
        """Let the focus go on as Tab does."""
        self.focusNextChild()

    # ------------------------------------------------------------ within
    def _settle(self) -> None:
        """Tell Qt again: a resize within a resize it forgets while it shows what is around."""
        QCoreApplication.sendEvent(self, QResizeEvent(self.size(), self.size()))

    def _stay(self, value: int) -> None:
        """All lines wrap: Qt went aside for a space behind the last word, and first letters were cut."""
        if value:
            self.horizontalScrollBar().setValue(0)

    def _changed(self) -> None:
        self.fit()
        if not self._showing:
            self.typed = True
            self._pause.start()

    @guarded(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Its own events, watched while it has the focus: keys come here before they are commands."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                event.accept()  # Esc is this editor's before it is the window's
                return True
            if event.modifiers() & _PRESSED:
                self.paused.emit()  # a command finds what was typed in the workshop
            if event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo):
                event.ignore()  # the window's
                return True
        return super().eventFilter(watched, event)

    @guarded()
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.gave_up.emit()
        elif event.key() in _ENTER and not (
            self._many_lines and event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        ):
            self.ended.emit()
        else:
            super().keyPressEvent(event)

    @guarded()
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.installEventFilter(self)
        self.entered.emit()
        if event.reason() in _ON_THE_WAY:
            self.moveCursor(QTextCursor.MoveOperation.End)

    @guarded()
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.removeEventFilter(self)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            cursor = self.textCursor()
            cursor.clearSelection()
            self.setTextCursor(cursor)
        self._pause.stop()
        self.left.emit()

    @guarded()
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.fit()
            self._settling.start()

    @guarded()
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the inspector's scrolling, not this editor's
