"""A question in the place where it arose, with its answers as buttons."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from okrdesk.i18n import _
from ui.inspector.pieces import Line
from ui.process.errors import guarded

Answer = tuple[str, Callable[[], object]]


class Question(QFrame):
    """Hidden until it is asked. Esc and Cancel leave all as it is; the keys then go back to `home`."""

    def __init__(self, home: QWidget) -> None:
        super().__init__()
        self.setObjectName("question")
        self._home = home
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 10, 12, 10)
        self._column.setSpacing(8)
        self.text = Line("asked", inset=False)
        self._column.addWidget(self.text)
        self._extra: QWidget | None = None
        self._buttons = QWidget()
        self._column.addWidget(self._buttons)
        self._row = QHBoxLayout(self._buttons)
        self._row.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def ask(self, text: str, answers: Sequence[Answer], extra: QWidget | None = None) -> None:
        """Ask; `extra` stands between the text and the answers. The first answer gets the keys."""
        self._clear()
        self.text.say(text)
        self.setAccessibleName(text)
        self._extra = extra
        if extra is not None:
            self._column.insertWidget(1, extra)
            extra.show()
        for title, slot in (*answers, (_("Cancel"), self.close_up)):
            button = QPushButton(title)
            button.setAutoDefault(True)
            button.clicked.connect(slot)
            self._row.addWidget(button)
        self._row.addStretch(1)
        self.show()
        first = extra or self.buttons()[0]
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def buttons(self) -> list[QPushButton]:
        """The answers, Cancel last."""
        items = (self._row.itemAt(n) for n in range(self._row.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [widget for widget in widgets if isinstance(widget, QPushButton)]

    def close_up(self) -> None:
        """Ask no longer."""
        if not self.isHidden():
            self.hide()
            self._home.setFocus(Qt.FocusReason.OtherFocusReason)

    def _clear(self) -> None:
        if self._extra is not None:
            self._column.removeWidget(self._extra)
            self._extra.deleteLater()
            self._extra = None
        while item := self._row.takeAt(0):
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    @guarded()
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_up()
        else:
            super().keyPressEvent(event)
