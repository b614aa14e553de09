"""The keyboard in the outline: cells are gone through, written in, rows are made and moved."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent

from okrdesk import outline, writing
from okrdesk.desk import Refused
from okrdesk.i18n import _
from ui.outline import drafts
from ui.outline.columns import TITLE

if TYPE_CHECKING:
    from okrdesk.workshop import Workshop
    from okrdesk.writing import Spot
    from ui.outline.tree import OutlineTree

Key, Modifier = Qt.Key, Qt.KeyboardModifier
_MODIFIERS = Modifier.ControlModifier | Modifier.ShiftModifier | Modifier.AltModifier | Modifier.MetaModifier
_NONE, _CTRL = Modifier.NoModifier, Modifier.ControlModifier

# What each key does here, by the name of the method that does it.
KEYS = {
    (Key.Key_Return, _NONE): "write",
    (Key.Key_Enter, _NONE): "write",
    (Key.Key_F2, _NONE): "write",
    (Key.Key_Insert, _NONE): "new_sibling",
    (Key.Key_N, _NONE): "new_sibling",
    (Key.Key_K, _NONE): "new_key_result",
    (Key.Key_Return, _CTRL): "new_key_result",
    (Key.Key_Enter, _CTRL): "new_key_result",
    (Key.Key_C, _NONE): "new_condition",
    (Key.Key_Left, _NONE): "left",
    (Key.Key_Right, _NONE): "right",
    (Key.Key_Up, _CTRL): "move_up",
    (Key.Key_Down, _CTRL): "move_down",
    (Key.Key_F, _CTRL): "find",
}


class Keyboard:
    """Carries out keys, and goes on after something was written."""

    def __init__(self, tree: OutlineTree) -> None:
        self._tree = tree

    def knows(self, event: QKeyEvent) -> bool:
        """Whether a key means something of its own here."""
        return self._name(event) is not None

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key asks for; False when it asks for nothing here."""
        name = self._name(event)
        if name is None:
            return False
        getattr(self, name)()
        return True

    # ------------------------------------------------------------ writing
    def write(self) -> None:
        """Write in the current cell, or in its row's words where that cell is none to write in."""
        index = self._tree.currentIndex()
        if self._tree.write_in(index) or self._tree.write_in(index.siblingAtColumn(TITLE)):
            return
        if index.isValid():
            first = index.siblingAtColumn(TITLE)
            self._tree.setExpanded(first, not self._tree.isExpanded(first))

    def ended(self, how: str) -> None:
        """Go on where the writing in a cell ended so: "down", "next", "before", "leave" or ""."""
        tree = self._tree
        index, draft = tree.currentIndex(), tree.rows.draft
        tree.tell_selection()  # a row that was new is a card now
        if how:
            tree.setFocus()
        if draft is not None:
            tree.rows.drop_draft()
            tree.go_to(draft.after if draft.after in tree.rows.workshop else draft.above, TITLE)
        elif how == "down":
            self._down(index)
        elif how in ("next", "before"):
            self._along(index, 1 if how == "next" else -1)

    def _down(self, index: QModelIndex) -> None:
        """The same cell of the next row; behind the last of its kind, a new row when words were written."""
        tree = self._tree
        name = tree.rows.name_at(index)
        words = index.column() == TITLE and index.parent().isValid()
        spot = drafts.beside(tree.rows.workshop, name) if words else None
        if spot is not None and not spot.before and tree.writer.wrote:
            self.begin(spot)
            return
        below = tree.indexBelow(index)
        if below.isValid():
            tree.go_to(tree.rows.name_at(below), index.column())

    def _along(self, index: QModelIndex, step: int) -> None:
        """The next cell of the row that can be written in; behind the last, the first of the next row."""
        tree = self._tree
        header = tree.header()
        at = index
        while at.isValid():
            visual = header.visualIndex(at.column()) + step
            while 0 <= visual < header.count():
                column = header.logicalIndex(visual)
                if not header.isSectionHidden(column) and tree.write_in(at.siblingAtColumn(column)):
                    return
                visual += step
            at = tree.indexBelow(at) if step > 0 else tree.indexAbove(at)
            if at.isValid():
                edge = header.logicalIndex(0 if step > 0 else header.count() - 1)
                at = at.siblingAtColumn(edge)
                if not header.isSectionHidden(edge) and tree.write_in(at):
                    return

    # ------------------------------------------------------------ new rows
    def new_sibling(self) -> None:
        """A new row like the current one, right behind it; in a section or team, a new card of it."""
        self._offer(drafts.beside)

    def new_key_result(self) -> None:
        """A new key result of the current card."""
        self._offer(writing.new_key_result)

    def new_condition(self) -> None:
        """A new condition of the current card."""
        self._offer(writing.new_condition)

    def _offer(self, find: Callable[[Workshop, str], Spot | None]) -> None:
        spot = find(self._tree.rows.workshop, self._name_here())
        if spot is None:
            self._tree.hint.emit(_("Go to a row where that can be written: a card, or one of its parts."))
        else:
            self.begin(spot)

    def begin(self, spot: Spot) -> None:
        """Write a new card or part in a row of its own."""
        tree = self._tree
        index = tree.rows.write_draft(drafts.draft(tree.rows.workshop, spot))
        tree.expand(index.parent())
        tree.write_in(index)

    # ------------------------------------------------------------ ways
    def left(self) -> None:
        """The cell before; from the first one, close the row or go to the one above it."""
        tree = self._tree
        index = tree.currentIndex()
        visual = tree.header().visualIndex(index.column())
        first = index.siblingAtColumn(TITLE)
        if self._step(index, visual, -1):
            return
        if tree.isExpanded(first) and tree.rows.hasChildren(first):
            tree.collapse(first)
        elif index.parent().isValid():
            tree.go_to(tree.rows.name_at(index.parent()))

    def right(self) -> None:
        """Open the row, or go to the next cell."""
        tree = self._tree
        index = tree.currentIndex()
        first = index.siblingAtColumn(TITLE)
        if index.column() == TITLE and tree.rows.hasChildren(first) and not tree.isExpanded(first):
            tree.expand(first)
        else:
            self._step(index, tree.header().visualIndex(index.column()), 1)

    def _step(self, index: QModelIndex, visual: int, step: int) -> bool:
        header = self._tree.header()
        visual += step
        while 0 <= visual < header.count() and header.isSectionHidden(header.logicalIndex(visual)):
            visual += step
        if not index.isValid() or not 0 <= visual < header.count():
            return False
        self._tree.go_to_cell(index.siblingAtColumn(header.logicalIndex(visual)))
        return True

    # ------------------------------------------------------------ moves
    def move_up(self) -> None:
        """Move the selected rows up by one place, at the end to the parent before."""
        self._move(down=False)

    def move_down(self) -> None:
        """Move the selected rows down by one place, at the end to the next parent."""
        self._move(down=True)

    def _move(self, *, down: bool) -> None:
        tree = self._tree
        desk = tree.rows.desk
        cards = tree.cards()
        if desk is None or not cards:
            return
        change = outline.shift(tree.rows.workshop, cards, down=down)
        try:
            done = desk.do(change, tree)
        except Refused as refusal:
            tree.refused.emit(str(refusal))
            return
        if done is None:
            tree.hint.emit(_("There is no further place that way."))
        tree.scrollTo(tree.currentIndex())

    def find(self) -> None:
        """Go to the filter."""
        self._tree.find_asked.emit()

    # ------------------------------------------------------------ within
    def _name(self, event: QKeyEvent) -> str | None:
        return KEYS.get((Key(event.key()), event.modifiers() & _MODIFIERS))

    def _name_here(self) -> str:
        return self._tree.rows.name_at(self._tree.currentIndex())
