"""Keys that nobody in the window took: Enter presses a button, Esc leads back to the room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication

if TYPE_CHECKING:
    from ui.workplace import Workplace

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PLAIN = Qt.KeyboardModifier.NoModifier


def press(place: Workplace, event: QKeyEvent) -> bool:
    """Do what the key asks for. False where it means nothing; a command whose key it is then says why not."""
    focused = QApplication.focusWidget()
    if event.key() in _ENTER and isinstance(focused, QAbstractButton):
        if not event.isAutoRepeat():
            _press_space(focused)  # which is the key for buttons on every system
        return True
    if event.key() == Qt.Key.Key_Escape and focused and not place.rooms.isAncestorOf(focused):
        place.rooms.current.setFocus()  # type: ignore[attr-defined]
        return True
    place.actions.explain(event, focused)
    return False


def _press_space(button: QAbstractButton) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(button, QKeyEvent(kind, Qt.Key.Key_Space, _PLAIN, " "))
