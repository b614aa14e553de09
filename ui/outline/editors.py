"""What one writes with in a cell: a line that says what is wrong with it, or a list to choose from."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from okrdesk.finding import fold
from okrdesk.i18n import _
from okrdesk.text import one_line
from ui.cards.picker import Choice
from ui.keys.leaving import is_left
from ui.process.errors import guarded

if TYPE_CHECKING:
    from ui.outline.columns import Column

_GAP = 3

# What the keys that end the writing ask for.
ENDS = {
    Qt.Key.Key_Return: "down",
    Qt.Key.Key_Enter: "down",
    Qt.Key.Key_Tab: "next",
    Qt.Key.Key_Backtab: "before",
    Qt.Key.Key_Escape: "leave",
}


class CellLine(QLineEdit):
    """One line. `asked` tells how the writing ends ("down", "next", "before", "leave"), `left` that it lost
    the focus.
    """

    asked = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("cell")
        self.setFrame(False)
        self.note = QLabel(parent)
        self.note.setObjectName("cellnote")
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.note.hide()
        self.textEdited.connect(self.note.hide)

    def complain(self, sentence: str) -> None:
        """Say beneath the line why it cannot be taken as it is."""
        self.note.setText(sentence)
        self.note.adjustSize()
        self.note.move(below(self, self.note))
        self.note.show()
        self.note.raise_()
        self.setAccessibleDescription(sentence)

    @guarded(False)
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.key() in ENDS:
            if event.type() is QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() is QEvent.Type.KeyPress:
                self.asked.emit(ENDS[Qt.Key(event.key())])
                return True
        return super().event(event)

    @guarded()
    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        event.accept()  # what means nothing here is not for the rows either

    @guarded()
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if is_left(event):
            self.left.emit()

    @guarded()
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.note.hide()
        self.note.deleteLater()


def below(line: QWidget, box: QWidget) -> QPoint:
    """Where a box stands that belongs to a line: beneath it, or above where there is no room."""
    room = (box.parentWidget() or line).rect()
    y = line.geometry().bottom() + _GAP
    if y + box.height() > room.bottom():
        y = line.y() - box.height() - _GAP
    return QPoint(min(line.x(), max(0, room.right() - box.width() - _GAP)), y)


def choices(column: Column, options: list[str], now: str, typed: str) -> list[Choice]:
    """What can be chosen for what is typed, the nearest first; all, the present one first, while nothing is.

    An open-ended column takes a new name too, and nobody.
    """
    wanted = fold(typed)
    if not wanted or typed == now:
        found = sorted(options, key=lambda option: option != now)
    else:
        found = [option for option in options if wanted in fold(option)]
        found.sort(key=partial(_further, wanted))
    made = [Choice(option, option) for option in found]
    if not column.open_ended:
        return made
    name = one_line(typed)
    if name and typed != now and name.casefold() not in (option.casefold() for option in options):
        made.append(Choice(name, _("New person “{name}”").format(name=name)))
    if now and (not wanted or typed == now):
        made.append(Choice("", _("Nobody")))
    return made


def _further(wanted: str, option: str) -> bool:
    return not any(word.startswith(wanted) for word in (fold(option), *fold(option).split()))
