"""When the keys leave a field for good."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent

_COMES_BACK = (
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)


def is_left(event: QFocusEvent) -> bool:
    """Whether a field that loses the focus is done with: not where another window or a menu has it."""
    return event.reason() not in _COMES_BACK
