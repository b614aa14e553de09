"""Two fingers that spread or close zoom the board: on a touch pad, or on a touch screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QNativeGestureEvent
from PySide6.QtWidgets import QGestureEvent, QPinchGesture

if TYPE_CHECKING:
    from ui.board.view import BoardView

_PINCH = Qt.GestureType.PinchGesture


def attend(view: BoardView) -> None:
    """Have touch screens tell of two fingers."""
    view.viewport().grabGesture(_PINCH)


def zoom_by(view: BoardView, event: QEvent) -> bool:
    """Zoom as an event of the viewport asks, round the place between the fingers. Whether it was such an
    event.
    """
    if isinstance(event, QNativeGestureEvent):
        if event.gestureType() != Qt.NativeGestureType.ZoomNativeGesture:
            return False
        _zoom(view, 1.0 + event.value(), event.position())
        return True
    if isinstance(event, QGestureEvent) and isinstance(pinch := event.gesture(_PINCH), QPinchGesture):
        if pinch.state() is Qt.GestureState.GestureStarted:
            view.pointer.end_gesture()  # which the first finger began, as a mouse would
        _zoom(view, pinch.scaleFactor(), view.viewport().mapFromGlobal(pinch.centerPoint()))
        return True
    return False


def _zoom(view: BoardView, by: float, around: QPointF) -> None:
    view.camera.zoom_to(view.camera.zoom * by, around.toPoint())
