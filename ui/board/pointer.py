"""The pointer on the board: which gesture a press begins, what is under it, and what lights up."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QToolTip

from okrdesk.i18n import _
from ui.board import hits, pointer_hints
from ui.board.gestures.base import Gesture
from ui.board.gestures.carry import KEYS, Carry
from ui.board.gestures.pan import Pan
from ui.board.gestures.press import Press
from ui.board.gestures.rubber_band import RubberBand
from ui.board.hits import Hit
from ui.board.loads import LinkLoad, Load, load_of
from ui.board.moves import gap_at

if TYPE_CHECKING:
    from ui.board.view import BoardView

HOVER_MS = 140
LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
_HAND = Qt.CursorShape.PointingHandCursor
_SHAPES = {"link": _HAND, "fold": _HAND, "add": _HAND, "dot": Qt.CursorShape.CrossCursor}


class Pointer:
    """Holds at most one gesture; without one it says what the pointer would do."""

    def __init__(self, view: BoardView) -> None:
        self._view = view
        self.gesture: Gesture | None = None
        self.space_held = False
        self._button = Qt.MouseButton.NoButton  # the one that the gesture lives by
        self._no_menu = False
        self._hovered = ""
        self._hover_timer = QTimer(view, singleShot=True, interval=HOVER_MS)
        self._hover_timer.timeout.connect(self._light_hovered)
        view.board.laid_out.connect(self._laid_out)

    # ------------------------------------------------------------ gestures
    def pick_up(self, ids: Sequence[str]) -> None:
        """Take these records into the hand without a button held: a click or Enter puts them down."""
        load = load_of(self._view.board.workshop, self._view.board.placement, ids)
        if load is None:
            self._view.refuse(_("Select a card, a key result or a condition to move it."))
        else:
            self._carry(load)

    def draw_link(self, *ids: str, upward: bool = True) -> None:
        """Draw a link from these records, that a click or Enter ends; not `upward`: one that leads here."""
        board = self._view.board
        if not ids or any(board.shown_on(id_) not in board.placement.cards for id_ in ids):
            self._view.refuse(_("Select a card or a key result to link it."))
        else:
            self._carry(
                LinkLoad(
                    board.workshop, board.placement, ids, upward=upward, rows=self._view.camera.shows_rows
                )
            )

    def _carry(self, load: Load) -> None:
        self.end_gesture()
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.gesture = Carry(self._view, load)

    def take(self, load: Load, pos: QPoint) -> Gesture:
        """A press has become a drag: the load is in the hand while the button is held."""
        self.gesture = Carry(self._view, load, pos)
        return self.gesture

    def follow(self) -> None:
        """The board was scrolled or zoomed beneath the pointer."""
        if self.gesture is not None:
            self.gesture.follow()

    def gesture_over(self, gesture: Gesture) -> None:
        """A gesture has come to its end by itself."""
        if self.gesture is gesture:
            self.gesture = None

    def end_gesture(self) -> None:
        """Cancel what is under way."""
        gesture, self.gesture = self.gesture, None
        if gesture is not None:
            gesture.cancel()

    def _laid_out(self) -> None:
        """All lies elsewhere: what is carried goes on, which may have unfolded what it is over."""
        if isinstance(self.gesture, Carry):
            self._view.board.hand.laid_out()
        else:
            self.end_gesture()

    def forget(self) -> None:
        """Another workshop is shown."""
        self.end_gesture()
        self._hovered = ""
        self._view.board.marks.hover("")

    def hold_space(self, held: bool) -> None:
        """With the space key held, a drag pushes the board."""
        self.space_held = held
        if self.gesture is None:
            if held:
                self._view.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
            else:
                self._view.viewport().unsetCursor()

    def wants_key(self, event: QKeyEvent) -> bool:
        """Whether a key is meant here, before any shortcut; a gesture leaves those with Ctrl or Alt alone."""
        if self.gesture is None:
            return self._brings_back(event)
        if event.key() == Qt.Key.Key_Control:
            return False
        return event.key() in KEYS or not event.modifiers() & (CTRL | Qt.KeyboardModifier.AltModifier)

    def press_key(self, event: QKeyEvent) -> bool:
        """What a key means to the gesture under way; False when there is none, or it means nothing.

        Without one, Ctrl+Z right after Esc brings back what that gave up.
        """
        if self._brings_back(event):
            self._view.writing.come_back()
            return True
        return self.gesture is not None and self.gesture.key(Qt.Key(event.key()), event.modifiers())

    def _brings_back(self, event: QKeyEvent) -> bool:
        is_undo = event.matches(QKeySequence.StandardKey.Undo)
        return is_undo and self.gesture is None and self._view.writing.given_up.just_now

    # ------------------------------------------------------------ the mouse
    def press(self, event: QMouseEvent) -> None:
        """Begin a gesture, or put down what was picked up; the right button lets go of it."""
        pos, button, modifiers = event.position().toPoint(), event.button(), event.modifiers()
        self._no_menu = self.gesture is not None and button == Qt.MouseButton.RightButton
        if self.gesture is not None:
            if button == Qt.MouseButton.RightButton:
                self.end_gesture()
            elif button == LEFT and not self.gesture.held:
                self.gesture.finish(pos, modifiers)
            return
        hit, y = self._under(pos), self._view.mapToScene(pos).y()
        self._view.writing.finish()  # which may move what was hit, or end a gesture
        self._view.setFocus(Qt.FocusReason.MouseFocusReason)
        self._button = button
        if button == MIDDLE or (button == LEFT and self.space_held):
            self.gesture = Pan(self._view, pos)
        elif button == LEFT and hit.kind in ("card", "row", "dot"):
            self.gesture = Press(self._view, hit, pos, modifiers)
        elif button == LEFT and hit.kind == "fold":
            self._view.board.folding.toggle(hit.id)
        elif button == LEFT and hit.kind == "add" and self._view.desk is not None:
            self._write(hit, y)
        elif button == LEFT and modifiers & SHIFT:
            self.gesture = RubberBand(self._view, pos)
        elif button == LEFT:
            self.gesture = Pan(self._view, pos, click=hit.id)

    def move(self, event: QMouseEvent) -> None:
        """Go on with the gesture, or say what is under the pointer."""
        pos = event.position().toPoint()
        if self.gesture is not None and self.gesture.held and not event.buttons() & self._button:
            self.end_gesture()  # the button was let go of where nobody could see it
        if self.gesture is not None:
            self.gesture.move(pos, event.modifiers())
        else:
            self._hover(pos)

    def release(self, event: QMouseEvent) -> None:
        """End the gesture of this button."""
        if self.gesture is None or not self.gesture.held or event.button() != self._button:
            return
        gesture, self.gesture = self.gesture, None
        gesture.finish(event.position().toPoint(), event.modifiers())

    def double_click(self, event: QMouseEvent) -> None:
        """Edit what is there in its place, or write a new card."""
        pos = event.position().toPoint()
        hit = self._under(pos)
        if event.button() != LEFT or self.gesture is not None or hit.kind in ("dot", "link", "fold", "add"):
            self.press(event)
        elif hit.kind == "empty":
            self._view.writing.new_at(self._view.mapToScene(pos))
        elif self._view.desk is not None:
            self._write(hit, self._view.mapToScene(pos).y())

    def _write(self, hit: Hit, y: float) -> None:
        """Edit the card or row that was hit, or write a new card at this height of a band."""
        placement, writing = self._view.board.placement, self._view.writing
        if hit.kind not in ("band", "add") or hit.band is None:
            writing.edit(hit.id)
            return
        writing.new_in(hit.band, "" if hit.kind == "add" else gap_at(placement, hit.band, (), y)[0])

    def menu(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of what is under the pointer (or, by the key, of what is selected)."""
        if self._no_menu:
            self._no_menu = False  # that click let go of something
            return
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            hit = self._under(event.pos())
            if hit.id not in self._view.selection:
                self._view.select(hit.id)
        self._view.menu_wanted.emit(event.globalPos())

    # ------------------------------------------------------------ what is under it
    def leave(self) -> None:
        """The pointer is elsewhere."""
        self._hovered = ""
        self._hover_timer.start()
        self._view.board.marks.hover("")
        if self.gesture is None:
            self._view.tell("")

    def _under(self, pos: QPoint) -> Hit:
        return hits.under(self._view.board, self._view.mapToScene(pos), self._view.camera.zoom)

    def _hover(self, pos: QPoint) -> None:
        hit = self._under(pos)
        board, shape = self._view.board, _SHAPES.get(hit.kind)
        if not self.space_held:
            if shape is None:
                self._view.viewport().unsetCursor()
            else:
                self._view.viewport().setCursor(shape)
        if hit.kind != "dot":
            board.marks.hover(hit.id if hit.kind in ("card", "row") else "")
        self._view.tell(pointer_hints.hint(board.workshop, board.placement, hit) if self._view.desk else "")
        card = hit.card.id if hit.card else ""
        if card != self._hovered:
            self._hovered = card
            self._hover_timer.start()

    def _light_hovered(self) -> None:
        self._view.board.light(self._hovered if self.gesture is None else "")

    def show_whole_text(self, event: QHelpEvent) -> None:
        """Show the text that is cut on the card; as plain text, whatever it holds."""
        at = self._view.mapToScene(event.pos())
        text = self._view.board.cut_text_at(at, self._view.camera.zoom)
        if text and self.gesture is None:
            QToolTip.showText(event.globalPos(), f"<p>{escape(text)}</p>", self._view.viewport(), QRect())
        else:
            QToolTip.hideText()
