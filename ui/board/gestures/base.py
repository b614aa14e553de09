"""What all gestures have in common: they start with a press, and end in finish or cancel."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QPoint


class Gesture(Protocol):
    """A gesture under way. Positions are those of the viewport, in its pixels."""

    def move(self, pos: QPoint) -> None:
        """The pointer has moved."""
        ...

    def finish(self, pos: QPoint) -> None:
        """The button was let go."""
        ...

    def cancel(self) -> None:
        """Esc was pressed, or the window lost the pointer: all is as it was."""
        ...
