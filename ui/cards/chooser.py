"""A small box over the room that asks one question: to which card, for which team. Never a dialog."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QGraphicsDropShadowEffect, QLabel, QVBoxLayout, QWidget
from shiboken6 import isValid

from ui.cards.picker import Choice, Picker
from ui.process.errors import guarded

WIDTH = 460
_TOP = 0.16  # of the room's height


class Chooser(QFrame):
    """Lies over `room` until something is chosen, or the keys go elsewhere; then the keys go back there."""

    def __init__(
        self,
        room: QWidget,
        question: str,
        find: Callable[[str], Sequence[Choice]],
        prompt: str,
        *,
        tab_chooses: bool = True,
    ) -> None:
        super().__init__(room)
        self._room = room
        self._before = QApplication.focusWidget()  # where the keys go back to
        self.setObjectName("chooser")
        self.setFixedWidth(min(WIDTH, room.width() - 32))
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        self.question = QLabel(question)
        self.question.setObjectName("question")
        self.question.setTextFormat(Qt.TextFormat.PlainText)
        self.question.setWordWrap(True)
        column.addWidget(self.question)
        self.picker = Picker(find, prompt, self, tab_chooses=tab_chooses)
        column.addWidget(self.picker)
        self.setFocusProxy(self.picker)
        self.picker.chosen.connect(self.close_up)
        self.picker.asked.connect(self.close_up)
        self.picker.left.connect(self.close_up)
        self.picker.grew.connect(self.lay)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(28)
        shadow.setOffset(0, 6)
        colour = self.palette().shadow().color()
        colour.setAlpha(90)
        shadow.setColor(colour)
        self.setGraphicsEffect(shadow)
        room.installEventFilter(self)

    def ask(self) -> None:
        """Show it, and take the keys."""
        self.lay()
        self.show()
        self.raise_()
        self.picker.setFocus()

    def close_up(self) -> None:
        """Go away; the keys go back to the room."""
        if self.isHidden():
            return
        had_keys = self.picker.hasFocus()
        self.hide()
        self._room.removeEventFilter(self)
        if had_keys and self._before is not None and isValid(self._before):
            self._before.setFocus()
        self.deleteLater()

    def lay(self) -> None:
        """Lie in the middle of the room's upper part, as high as its content."""
        self.ensurePolished()
        layout = self.layout()
        assert layout is not None
        layout.activate()
        self.setFixedHeight(layout.totalHeightForWidth(self.width()))
        self.move((self._room.width() - self.width()) // 2, round(self._room.height() * _TOP))

    @guarded(default=False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the middle when the room changes its size."""
        if event.type() == QEvent.Type.Resize:
            self.lay()
        return False

    @guarded()
    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # the room beneath is not meant
