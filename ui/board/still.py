"""The board as it lies still while something is carried over it: one picture of the viewport.

What moves is painted over it, so that a step of a drag costs the same whatever lies beneath.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, QRectF
from PySide6.QtGui import QPainter, QPixmap, QRegion
from PySide6.QtWidgets import QGraphicsView

Marks = Callable[[QPainter, QRectF], None]


class Still:
    """A picture of a view's viewport with `marks` on it, which are painted in the board's pixels."""

    def __init__(self, view: QGraphicsView, marks: Marks) -> None:
        self._view = view
        self._marks = marks
        self._picture = QPixmap()
        self._taking = False
        self._to_view = view.viewportTransform()

    @property
    def usable(self) -> bool:
        """Whether there is a picture, and none is being taken just now."""
        return not self._taking and not self._picture.isNull()

    def take(self) -> None:
        """Take the picture of what the view shows now."""
        port = self._view.viewport()
        scale = port.devicePixelRatioF()
        self._picture = QPixmap(port.size() * scale)
        self._picture.setDevicePixelRatio(scale)
        self._picture.fill(port.palette().window().color())  # opaque, so that it is copied and not blended
        self._to_view = self._view.viewportTransform()
        self._take_part(port.rect())

    def follow(self) -> None:
        """Keep in step with the view: when it was scrolled, what came into it is taken anew.

        Where that is not possible the picture is gone, until `take` takes another.
        """
        before, self._to_view = self._to_view, self._view.viewportTransform()
        dx, dy = self._to_view.dx() - before.dx(), self._to_view.dy() - before.dy()
        scale, port = self._picture.devicePixelRatio(), self._view.viewport()
        same_size = self._picture.deviceIndependentSize().toSize() == port.size()
        whole = (dx * scale).is_integer() and (dy * scale).is_integer()
        if self._to_view.m11() == before.m11() and same_size and whole:
            self._scroll(int(dx), int(dy))
        else:
            self._picture = QPixmap()

    def _scroll(self, dx: int, dy: int) -> None:
        port, scale = self._view.viewport(), self._picture.devicePixelRatio()
        self._picture.scroll(int(dx * scale), int(dy * scale), self._picture.rect())
        new = QRegion(port.rect()) - QRegion(port.rect().translated(dx, dy))
        for strip in iter(new):  # type: ignore[call-overload]
            self._take_part(strip)

    def paint(self, painter: QPainter) -> None:
        """Draw the picture on the viewport."""
        painter.drawPixmap(QPoint(0, 0), self._picture)

    def _take_part(self, part: QRect) -> None:
        self._taking = True
        self._view.viewport().render(self._picture, part.topLeft(), QRegion(part))
        self._taking = False
        painter = QPainter(self._picture)
        painter.setClipRect(part)
        to_view = self._view.viewportTransform()
        painter.setWorldTransform(to_view)
        self._marks(painter, to_view.inverted()[0].mapRect(QRectF(part)))
        painter.end()
