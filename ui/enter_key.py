"""Enter presses the button that has the keys, as Space does: not every system's Qt does that."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PLAIN = Qt.KeyboardModifier.NoModifier


def pressed_button(event: QKeyEvent) -> bool:
    """Press the button that has the keys if the key is Enter; False where there is no such."""
    button = QApplication.focusWidget()
    if event.key() not in _ENTER or event.isAutoRepeat() or not isinstance(button, QAbstractButton):
        return False
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(button, QKeyEvent(kind, Qt.Key.Key_Space, _PLAIN, " "))
    return True
