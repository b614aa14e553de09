"""Keys on the board: arrows select, Shift takes several, Ctrl moves, Alt goes to key results, Esc leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from okrdesk.cards import KeyResult
from okrdesk.i18n import _
from ui.board import keys

if TYPE_CHECKING:
    from ui.board.view import BoardView

ARROWS = {Qt.Key.Key_Up: "up", Qt.Key.Key_Down: "down", Qt.Key.Key_Left: "left", Qt.Key.Key_Right: "right"}


class Keyboard:
    """Carries out the keys that are no command of the menus."""

    def __init__(self, view: BoardView) -> None:
        self._view = view

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key asks for; False when it asks for nothing here."""
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self._escape()
        elif key == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._view.pointer.hold_space(True)
        elif key in ARROWS and self._view.pointer.gesture is None:
            self._arrow(ARROWS[Qt.Key(key)], event.modifiers())
        else:
            return False
        return True

    def release(self, event: QKeyEvent) -> None:
        """Space let go ends panning."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._view.pointer.hold_space(False)

    def _escape(self) -> None:
        """Leave one thing: what is in the hand, the focus, several selected cards, a key result, the card."""
        view = self._view
        record = view.board.workshop.get(view.selected)
        if view.pointer.gesture is not None:
            view.pointer.end_gesture()
        elif view.board.folding.focused:
            view.board.folding.focus("")
        elif len(view.selection.ids) > 1:
            view.select(view.selected)
        else:
            view.select(record.objective if isinstance(record, KeyResult) else "")

    def _arrow(self, arrow: str, modifiers: Qt.KeyboardModifier) -> None:
        view = self._view
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            self.move(arrow)
        elif modifiers & Qt.KeyboardModifier.AltModifier:
            row = keys.row_next_to(view.board.workshop, view.selected, down=arrow == "down")
            if row and arrow in ("up", "down"):
                view.select(row, reveal=True)
        else:
            hidden = "" if view.selected else view.board.folding.last_hidden
            to = keys.next_to(view.board.workshop, view.board.placement, view.selected or hidden, arrow)
            if to == hidden:
                return
            if to == view.selected and arrow == "right" and (why := self._nothing_there(to)):
                view.tell(why)
                return
            if modifiers & Qt.KeyboardModifier.ShiftModifier:
                self._extend(to)
            else:
                view.select(to, reveal=True)

    def _nothing_there(self, id_: str) -> str:
        """How to write the first card of the lane at the right, where a key has no place to go to."""
        placement, record = self._view.board.placement, self._view.board.workshop[id_]
        place = placement.cards.get(record.objective if isinstance(record, KeyResult) else id_)
        n = place.band.lane + 1 if place is not None and place.band is not None else len(placement.lanes)
        if n >= len(placement.lanes) or placement.lanes[n].kind != "level":
            return ""
        words = _("Nothing stands in “{lane}” yet: Shift+N writes its first objective, for this card.")
        return words.format(lane=placement.lanes[n].title)

    def _extend(self, to: str) -> None:
        """Take the next card into the selection; going back over one takes it out again."""
        view, ids = self._view, self._view.selection.ids
        if to in ids[:-1]:
            view.selection.show(*(id_ for id_ in ids[:-1] if id_ != to), to)
        elif to:
            view.selection.add([to])
        view.camera.reveal(to)

    def move(self, arrow: str) -> None:
        """Move what is selected one step (see `steps.step`), or say why it stays."""
        from okrdesk.desk import Refused
        from ui.board.steps import step, why_stay

        view, ids = self._view, self._view.selection.ids
        if not ids or view.desk is None:
            return
        try:
            change = step(view.board.workshop, view.board.placement, ids, arrow)
        except Refused as refusal:
            view.refuse(str(refusal))
            return
        if not change.steps and (why := why_stay(view.board.workshop, view.board.placement, ids, arrow)):
            view.tell(why)
            return
        view.carry_out(change)
        view.selection.show(*(id_ for id_ in ids if id_ in view.board.workshop))
        view.camera.reveal(view.selected)
