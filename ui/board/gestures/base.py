"""What all gestures have in common: they start with a press or a key, and end in finish or cancel."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QPoint, Qt

Modifiers = Qt.KeyboardModifier


class Gesture(Protocol):
    """A gesture under way. Positions are those of the viewport, in its pixels.

    One that is `held` lives as long as its button is down; another ends with a click or a key.
    """

    held: bool

    def move(self, pos: QPoint, modifiers: Modifiers) -> None:
        """The pointer has moved."""
        ...

    def finish(self, pos: QPoint, modifiers: Modifiers) -> None:
        """The button was let go, or (when none was held) the place was clicked."""
        ...

    def cancel(self) -> None:
        """Esc was pressed, or the window lost the pointer: all is as it was."""
        ...

    def follow(self) -> None:
        """The board was scrolled or zoomed beneath the pointer."""
        ...

    def key(self, key: Qt.Key, modifiers: Modifiers) -> bool:
        """A key was pressed; whether it meant something."""
        ...
