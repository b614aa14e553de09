"""What assistive technology is told beside what Qt's own widgets tell it."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, sentence: str) -> None:
    """Have a sentence read out; `widget` is what it is about."""
    if sentence and QAccessible.isActive():
        send(QAccessibleAnnouncementEvent(widget, sentence))


def send(event: QAccessibleEvent) -> None:
    """Tell an event to whoever listens."""
    QAccessible.updateAccessibility(event)
