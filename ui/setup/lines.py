"""A line in which the name of something new is written."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

from okrdesk.text import one_line
from ui.process.errors import guarded


class NewLine(QLineEdit):
    """`written` tells a name when Enter ends it; the line is empty then, for the next. Esc empties it, then
    `gave_up`.
    """

    written = Signal(str)
    gave_up = Signal()

    def __init__(self, hint: str) -> None:
        super().__init__()
        self.setObjectName("newline")
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.returnPressed.connect(self._end)

    def _end(self) -> None:
        name = one_line(self.text())
        if name:
            self.clear()
            self.written.emit(name)

    @guarded(False)
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
            undo, redo = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo
            if not self.text() and (event.matches(undo) or event.matches(redo)):
                event.ignore()  # the window's: it takes back what was written here last
                return False
        return super().event(event)

    @guarded()
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
            event.accept()  # Enter is no key of what stands around
        elif self.text():
            self.clear()
        else:
            self.gave_up.emit()
