"""The hand over the board: what is in it, where that would go, and how both look while it moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QTimer
from PySide6.QtGui import QPainter, QRegion
from PySide6.QtWidgets import QGraphicsView

from ui.board import drag_marks
from ui.board.ghost import Ghost, ghost_of_card, ghost_of_row
from ui.board.loads import Aim, Load
from ui.board.still import Still

if TYPE_CHECKING:
    from ui.board.scene import BoardScene


SLIM = 60.0  # pixels: what is lower than this has its caption at its right, and the line over it


class Hand:
    """Holds at most one `load` of a scene; `aim` is where it would go now.

    While it is full, the view shows a still picture of the board with the load over it.
    """

    def __init__(self, scene: BoardScene) -> None:
        self._scene = scene
        self._view: QGraphicsView | None = None
        self._still: Still | None = None
        self.load: Load | None = None
        self.aim = Aim()
        self.copies = False
        self._ghost: Ghost | None = None
        self._grip = QPointF()
        self._point = QPointF()  # of the board, that the hand is at
        self._shown: tuple[QRegion, QRegion] = QRegion(), QRegion()  # what the load and its aim cover

    # ------------------------------------------------------------ taking and letting go
    def lift(self, view: QGraphicsView, load: Load, point: QPointF, grip: QPointF | None = None) -> None:
        """Take a load at a point of the board; `grip` is where in its card that is (None: there)."""
        self._scene.light("")
        self._scene.sliding.end()
        self._view, self.load, self._point = view, load, point
        place = self._scene.placement.cards.get(self._scene.shown_on(load.ids[-1]))
        corner = QPointF(place.x, place.y) if place else point
        self._grip = point - corner if grip is None else grip
        self._still = Still(view, self._paint_marks)
        self._refresh()

    def carry(self, point: QPointF, aim_point: QPointF | None = None, *, copies: bool = False) -> Aim:
        """Hold the load at a point of the board; where it would go from there (or from `aim_point`)."""
        assert self.load is not None
        at = aim_point or point
        aim = self.load.aim_at((at.x(), at.y()))
        copies = copies and self.load.can_copy()
        same = aim == self.aim and copies == self.copies
        self._point, self.aim, self.copies = point, aim, copies
        self._repaint(aim_moved=not same)
        return aim

    @property
    def corner(self) -> QPointF:
        """Where on the board the upper left corner of the card in the hand is."""
        return self._point - self._grip

    def put_down(self) -> None:
        """Let go of the load; the cards never left their places."""
        view, self._view = self._view, None
        self.load = self._still = self._ghost = None
        self.aim, self.copies = Aim(), False
        self._shown = QRegion(), QRegion()
        if view is not None:
            view.viewport().update()

    # ------------------------------------------------------------ keeping in step with the view
    def look_again(self) -> None:
        """The view was scrolled or zoomed."""
        if self._view is None or self._still is None or not self._still.usable:
            return
        self._still.follow()
        if not self._still.usable:
            QTimer.singleShot(0, self._view, self._refresh)
        self._view.viewport().update()

    def laid_out(self) -> None:
        """All lies elsewhere now, at once: under a still picture nothing slides."""
        self._scene.sliding.end()
        if self._view is not None:
            QTimer.singleShot(0, self._view, self._refresh)  # once the view has what came into sight

    def _refresh(self) -> None:
        """Take the still picture, and the ghost at the zoom of the view."""
        view, load = self._view, self.load
        if view is None or load is None or self._still is None:
            return
        self._still.take()
        zoom = view.transform().m11()
        place = self._scene.placement.cards.get(self._scene.shown_on(load.ids[-1]))
        if load.grabbed and place is not None:
            painter, count = self._scene.painter, len(load.ids)
            if load.ids[-1] in place.rows:
                row = place.rows.index(load.ids[-1])
                self._ghost = ghost_of_row(painter, place, row, self._grip, count, zoom)
            else:
                self._ghost = ghost_of_card(painter, place, self._grip, count, zoom)
            self._ghost.show_at(zoom, view.viewport().devicePixelRatioF(), painter)
        view.viewport().update()

    # ------------------------------------------------------------ painting
    def paint(self, view: QGraphicsView, exposed: QRectF) -> bool:
        """Draw still picture, aim and load on a part of the viewport; False when there is nothing to draw."""
        if self._still is None or not self._still.usable or self.load is None:
            return False
        painter = QPainter(view.viewport())
        self._still.paint(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        to_view = view.viewportTransform()
        pos = to_view.map(self._point)
        painter.setWorldTransform(to_view)
        drag_marks.paint_aim(painter, self._scene, self.aim, to_view.inverted()[0].mapRect(exposed))
        if not self._is_slim(pos):
            drag_marks.paint_line(painter, self._scene, self.aim)
        painter.resetTransform()
        self._paint_load(painter, pos)
        if self._is_slim(pos):  # it would cover the line from end to end
            painter.setWorldTransform(to_view)
            drag_marks.paint_line(painter, self._scene, self.aim)
            painter.resetTransform()
        if words := self._caption():
            box = self._caption_box(words, pos)
            drag_marks.paint_caption(painter, self._scene.painter.theme, words, box, bool(self.aim.refusal))
        painter.end()
        return True

    def _paint_load(self, painter: QPainter, pos: QPointF) -> None:
        if self._ghost is not None:
            self._ghost.paint(painter, pos, self._scene.painter.theme)
        else:
            drag_marks.paint_thread(painter, self._scene, self._thread(pos), refused=bool(self.aim.refusal))

    def _is_slim(self, pos: QPointF) -> bool:
        return self._ghost is not None and self._ghost.card_at(pos).height() < SLIM

    def _repaint(self, *, aim_moved: bool) -> None:
        """Have those parts of the viewport painted that the load and its aim covered and cover now."""
        view = self._view
        if view is None or self.load is None:
            return
        pos = view.viewportTransform().map(self._point)
        load = QRegion()
        if self._ghost is not None:
            load += self._ghost.covers(pos)
        else:
            for a, b in self._thread(pos):
                load += QRectF(a, b).normalized().toAlignedRect().adjusted(-8, -8, 8, 8)
        if words := self._caption():
            load += self._caption_box(words, pos).adjusted(-3, -3, 3, 3)
        port, aim = view.viewport(), self._shown[1]
        port.update((self._shown[0] + load).boundingRect())  # one rectangle is copied faster than a region
        if aim_moved:
            port.update(aim)
            aim = QRegion()
            for rect in drag_marks.covers(self._scene, self.aim):
                aim += view.viewportTransform().mapRect(rect).toAlignedRect().adjusted(-3, -3, 3, 3)
            port.update(aim)
        self._shown = load, aim

    def _caption(self) -> str:
        if self.load is None:
            return ""
        return self.aim.refusal or self.load.caption(self.aim, copy=self.copies)

    def _caption_box(self, words: str, pos: QPointF) -> QRect:
        """Beside the pointer, or above the card in the hand; within the viewport."""
        assert self._view is not None
        room = self._view.viewport().rect()
        size = drag_marks.caption_size(words, room.width() - 16)
        if self._ghost is not None:
            card, free = self._ghost.card_at(pos), self._ghost.badge_reach
            x, y = card.left(), card.top() - size.height() - 6 - free
            if self._is_slim(pos) and card.right() + free + size.width() + 16 < room.width():
                x, y = card.right() + free + 8, card.center().y() - size.height() / 2
            elif y < 4:
                y = card.bottom() + 8
        else:
            x, y = pos.x() + 18, pos.y() + 16
        x = max(8, min(round(x), room.width() - size.width() - 8))
        y = max(4, min(round(y), room.height() - size.height() - 4))
        return QRect(x, y, size.width(), size.height())

    def _thread(self, pos: QPointF) -> list[tuple[QPointF, QPointF]]:
        """The lines from the cards a link starts at to the pointer."""
        if self._view is None or self.load is None or self.load.grabbed or not self._is_away():
            return []
        to_view = self._view.viewportTransform()
        starts = (drag_marks.thread_start(self._scene, id_, self._point) for id_ in self.load.ids)
        return [(to_view.map(start), pos) for start in starts if start is not None]

    def _is_away(self) -> bool:
        """Whether the hand has left the card that it took hold of."""
        card = self._scene.shown_on(self.load.ids[-1]) if self.load else ""
        home = drag_marks.rect_of_record(self._scene, card)
        return home is None or not home.contains(self._point)

    def _paint_marks(self, painter: QPainter, exposed: QRectF) -> None:
        if self.load is not None:
            drag_marks.paint_still(painter, self._scene, self.load, exposed)
