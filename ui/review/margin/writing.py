"""Writing in the margin, in place: a reply, a reason, a note. Ctrl+Enter says it, Esc keeps it for later."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from okrdesk.i18n import _
from ui.inspector.texts import FRAME, GrowingText
from ui.look.theme import Theme
from ui.process.errors import guarded
from ui.review.drafts import LATEST_MS, Draft, Drafts
from ui.review.margin.pieces import button, words
from ui.widgets.flow import Flow

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


_LINES = (3, 12)  # at least and at most so many lines are seen of what is written
_SHARE = 0.28  # of the window's height, at most


class NoteText(GrowingText):
    """Text of many lines: Enter begins a new one, Ctrl+Enter ends. Undo in it is its own. What is longer than
    some lines scrolls in it, so that the caret and the buttons below stay in view.
    """

    def __init__(self, hint: str, name: str) -> None:
        super().__init__(many_lines=True, look="notefield")
        self.setUndoRedoEnabled(True)
        self.setAccessibleName(name)
        self.show_hint(hint)

    def tallest(self) -> int:
        """Some lines, fewer in a low window."""
        line = QFontMetrics(self.font()).lineSpacing()
        least, most = _LINES
        return max(least * line, min(most * line, int(self.window().height() * _SHARE))) + FRAME

    def fit(self) -> None:
        """Be as high as the text, as far as that may be."""
        super().fit()
        full = self.height() >= self.tallest()
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(policy.ScrollBarAsNeeded if full else policy.ScrollBarAlwaysOff)
        if full:
            self.ensureCursorVisible()
        else:
            self.verticalScrollBar().setValue(0)

    @guarded()
    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.verticalScrollBar().maximum():
            QPlainTextEdit.wheelEvent(self, event)
        else:
            super().wheelEvent(event)

    @guarded(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if event.key() == Qt.Key.Key_Escape or (control and event.key() in _ENTER):
                event.accept()
                return True
            if control and event.key() in (Qt.Key.Key_Z, Qt.Key.Key_Y):
                return False  # its own, not the workshop's
        return super().eventFilter(watched, event)

    @guarded()
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            QPlainTextEdit.keyPressEvent(self, event)
        else:
            super().keyPressEvent(event)


class Writer(QWidget):
    """One text and its buttons. `said`: the person wants it to count. `left`: they leave it for later.

    Its words are a draft under `place` until `finish`.
    """

    said = Signal()
    left = Signal()

    def __init__(
        self, theme: Theme, drafts: Drafts, place: str, title: str, hint: str, *, text: str = ""
    ) -> None:
        super().__init__()
        self.setObjectName("notewriter")
        self._theme, self._drafts, self.place = theme, drafts, place
        self._start: Draft | None = None
        self._ended = False
        self._latest = QTimer(self, singleShot=True, interval=LATEST_MS)
        self._latest.timeout.connect(self.keep)
        self.field = NoteText(hint, title)
        self.field.show_text(text)
        self.save = button(title, look="notemain")
        self.save.setToolTip(_("Ctrl+Enter"))
        self.later = button(_("Later"), _("Leave this for later: the words are kept"), look="notequiet")
        self.later.setToolTip(_("Esc: the words are kept"))
        self.save.clicked.connect(self.said)
        self.later.clicked.connect(self._leave)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(8)
        self.fill()
        self._attend(self.field)

    def fill(self) -> None:
        """Lay the parts out."""
        self.column.addWidget(self.field)
        self.column.addWidget(self._buttons())

    def begin(self) -> None:
        """Offer what was being written here before, and take the keys."""
        self._start = self.values()
        kept = self._drafts.of(self.place)
        if kept is not None:
            self.take(kept)
            self.column.insertWidget(0, words("notemeta", _("Your words from before are still here.")))
        self.field.moveCursor(QTextCursor.MoveOperation.End)
        self.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def first(self) -> QWidget:
        """What is written in first."""
        return self.field

    def values(self) -> Draft:
        """What is written."""
        return {"text": self.field.toPlainText()}

    def take(self, draft: Draft) -> None:
        """Let it hold what was written before."""
        self.field.show_text(str(draft.get("text", "")))

    @property
    def text(self) -> str:
        """The text as it stands, without the empty lines around it."""
        return self.field.toPlainText().strip()

    def keep(self) -> None:
        """Keep the words as a draft; nothing that differs from the beginning is no draft."""
        if self._ended:
            return
        if self.values() == self._start:
            self._drafts.forget(self.place)
        else:
            self._drafts.keep(self.place, self.values())

    def finish(self) -> None:
        """The words are said: there is no draft any more."""
        self._ended = True
        self._drafts.forget(self.place)

    def enter(self, *, control: bool) -> None:
        """Enter was pressed beside the text: that is for the button there, and nothing for the card."""
        focus = self.focusWidget()
        if control:
            self.said.emit()
        elif isinstance(focus, QPushButton):
            focus.click()

    # ------------------------------------------------------------ within
    def _attend(self, field: GrowingText) -> None:
        field.ended.connect(self.said)
        field.gave_up.connect(self._leave)
        field.paused.connect(self.keep)
        field.textChanged.connect(self._keep_soon)

    def _keep_soon(self) -> None:
        if not self._latest.isActive():
            self._latest.start()

    def _buttons(self) -> QWidget:
        box = QWidget()
        flow = Flow(box)
        flow.addWidget(self.save)
        flow.addWidget(self.later)
        return box

    def _leave(self) -> None:
        self.keep()
        self.left.emit()

    @guarded()
    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        elif event.key() in _ENTER:
            self.enter(control=bool(control))
        else:
            super().keyPressEvent(event)
