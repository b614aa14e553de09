"""Carry something over the board: with the button held or without, by the mouse or by arrow keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt

from okrdesk.cards import Objective
from okrdesk.change import Put
from okrdesk.desk import Refused
from ui.board.drag_marks import rect_of_record
from ui.board.gestures.auto_scroll import AutoScroll
from ui.board.gestures.base import Modifiers
from ui.board.gestures.stops import Stops
from ui.board.gestures.unfold import Unfold
from ui.board.hits import Point
from ui.board.loads import Load

if TYPE_CHECKING:
    from ui.board.view import BoardView

BESIDE = QPointF(28.0, 14.0)  # pixels: by keys, the load hangs so far off the place it would go to
AROUND = QRectF(-220.0, -110.0, 440.0, 220.0)  # what of a place's surroundings is kept in view
ARROWS = {Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1), Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0)}
KEYS = (*ARROWS, Qt.Key.Key_Return, Qt.Key.Key_Enter)  # what it understands
CTRL = Qt.KeyboardModifier.ControlModifier


class Carry:
    """Takes a load into the hand of the scene; letting go of it makes its change.

    `pos` is where the pointer took hold of it. Without, it was picked up by a key or a click: it lies where
    it was until the pointer or an arrow moves it, and a click, or Enter, puts it down.
    """

    def __init__(self, view: BoardView, load: Load, pos: QPoint | None = None) -> None:
        self.held = pos is not None
        self._view = view
        self._load = load
        self._pos = pos or QPoint()
        self._grip = QPointF()
        self._copies = False
        self._by_pointer = pos is not None
        self._hand = view.board.hand
        self._told = ""
        self._stops = Stops(load)
        self._edges = AutoScroll(view)
        self._unfold = Unfold(view)
        view.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        if pos is not None:
            self._hand.lift(view, load, view.mapToScene(pos))
            return
        home = rect_of_record(view.board, load.ids[-1]) or QRectF()
        self._grip = QPointF(60.0, min(20.0, home.height() / 2))
        self._hand.lift(view, load, home.topLeft() + self._grip)
        self._go_to((home.center().x(), home.center().y()))

    # ------------------------------------------------------------ the mouse
    def move(self, pos: QPoint, modifiers: Modifiers) -> None:
        """Carry the load along."""
        self._pos = pos
        self._by_pointer = True
        self._copies = bool(modifiers & CTRL)
        self._carry()
        self._edges.follow(pos)

    def _carry(self) -> None:
        point = self._view.mapToScene(self._pos)
        self._stops.at = point.x(), point.y()
        self._hand.carry(point, copies=self._copies)
        self._unfold.follow(point)
        self._tell()

    def follow(self) -> None:
        """The board was scrolled or zoomed, or unfolded: another place is under the pointer now."""
        self._stops.forget()
        if self._by_pointer:
            self._carry()

    def finish(self, pos: QPoint, modifiers: Modifiers) -> None:
        """Let go of it here."""
        self.move(pos, modifiers)
        self._drop()

    def cancel(self) -> None:
        """Leave everything as it was."""
        self._let_go()
        self._view.tell("")

    # ------------------------------------------------------------ the keyboard
    def key(self, key: Qt.Key, modifiers: Modifiers) -> bool:
        """Arrows carry it from place to place, Enter lets go of it there."""
        if key in ARROWS:
            self._copies = bool(modifiers & CTRL)
            self._go_to(self._stops.step(*ARROWS[key]))
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._drop()
            return True
        return False

    def _go_to(self, place: Point | None) -> None:
        """Hold it beside a place, so that it does not cover what shows there."""
        if place is None:
            return
        self._stops.at = place
        self._by_pointer = False
        self._edges.follow(self._view.viewport().rect().center())
        point = QPointF(*place)
        self._view.ensureVisible(AROUND.translated(point), 0, 0)
        line = self._load.aim_at(place).line
        beside = (QPointF(line.x, line.y) if line else point) + BESIDE / self._view.camera.zoom + self._grip
        self._hand.carry(beside if self._load.grabbed else point, point, copies=self._copies)
        self._tell()

    # ------------------------------------------------------------ letting go
    def _drop(self) -> None:
        view, aim, copies = self._view, self._hand.aim, self._hand.copies
        if aim.refusal:
            if self.held:
                self._let_go()
            view.refuse(aim.refusal)
            return
        if not aim.does and not self.held:
            return  # a click beside all places: it stays in the hand
        try:
            change = self._load.change(aim, copy=copies)
        except Refused as refusal:
            self._let_go()
            view.refuse(str(refusal))
            return
        slides = self._load.ids[-1] if aim.does in ("place", "park") and not copies else ""
        corner = self._hand.corner
        self._let_go()
        view.tell("")
        new = [s.record.id for s in change.steps if isinstance(s, Put) and isinstance(s.record, Objective)]
        view.board.sliding.came_from(slides, corner)
        if view.carry_out(change):
            if new:
                view.selection.show(*new)
        else:
            view.board.sliding.came_from("", QPointF())

    def _let_go(self) -> None:
        self._edges.stop()
        self._unfold.stop()
        self._view.viewport().unsetCursor()
        self._hand.put_down()
        self._view.pointer.gesture_over(self)

    def _tell(self) -> None:
        aim, copies = self._hand.aim, self._hand.copies
        sentence = aim.refusal or self._load.sentence(aim, copy=copies)
        if sentence != self._told:
            self._told = sentence
            shape = Qt.CursorShape.ForbiddenCursor if aim.refusal else Qt.CursorShape.ClosedHandCursor
            self._view.viewport().setCursor(Qt.CursorShape.DragCopyCursor if copies else shape)
            self._view.tell(sentence)
