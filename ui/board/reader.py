"""Keeps what assistive technology asked for of a board, and tells it what happens there.

Qt asks for it (see `BoardView`) only when somebody listens; until then nothing of this is there.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, QPoint, QRect, QRectF, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QAccessibleInterface,
    QAccessibleStateChangeEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from okrdesk import linking
from okrdesk.cards import Link, Organisation, Team
from okrdesk.check import name as name_of
from okrdesk.i18n import _
from okrdesk.workshop import Touched
from ui import access
from ui.board.access import BoardInterface, Part
from ui.board.reading import BoardTree

if TYPE_CHECKING:
    from ui.board.view import BoardView

Event = QAccessible.Event
Spot = tuple[str, str, str]


def interface_of(view: BoardView) -> QAccessibleInterface:
    """What assistive technology knows a board by.

    Always a new one: Qt keeps several of one widget when PySide gives that another meta-object, and deletes
    each.
    """
    if view.reader is None:
        view.reader = BoardReader(view)
    board = BoardInterface(view.reader)
    _kept.append(board)
    return board


class BoardReader(QObject):
    """Keeps what was asked for of a board, and tells what happens to it."""

    def __init__(self, view: BoardView) -> None:
        super().__init__(view)
        self.view = view
        self.parts: dict[str, Part] = {}  # Qt does not keep what is made in Python
        self._ids: dict[str, int] = {}
        self._tree: BoardTree | None = None
        self._selected: tuple[str, ...] = ()
        self._spot: Spot = ("", "", "")  # where the keys are
        self._folded: frozenset[str] = frozenset()
        view.board.laid_out.connect(self._laid_out)
        view.selection.changed.connect(self._show_selection)
        view.hint.connect(self._hinted)
        QApplication.instance().focusChanged.connect(self._focus_changed)  # type: ignore[union-attr]
        view.destroyed.connect(partial(_let_go, self._ids))

    @property
    def tree(self) -> BoardTree:
        """The board as it lies now."""
        if self._tree is None:
            self._tree = BoardTree(self.view.board.workshop, self.view.board.placement)
        return self._tree

    def part(self, name: str) -> Part:
        """The interface of a lane, team, card or part."""
        part = self.parts.get(name)
        if part is None:
            part = self.parts[name] = Part(self, name)
            self._ids[name] = QAccessible.registerAccessibleInterface(part)
        return part

    def child(self, name: str, n: int) -> Part | None:
        """What stands under something, by its number."""
        under = self.tree.under(name)
        return self.part(under[n]) if 0 <= n < len(under) else None

    def name_at(self, x: int, y: int, above: str) -> str:
        """What of all that stands directly under `above` is at a point of the screen; "" for nothing."""
        viewport = self.view.viewport()
        point = viewport.mapFromGlobal(QPoint(x, y))
        if not viewport.rect().contains(point):
            return ""
        at = self.view.mapToScene(point)
        name: str | None = self.tree.at((at.x(), at.y()))
        while name:
            over = self.tree.above(name)
            if over == above:
                return name
            name = over
        return ""

    def rect(self, name: str) -> QRect:
        """Where something lies, in the viewport's pixels."""
        return self.view.mapFromScene(QRectF(*self.tree.box(name))).boundingRect()

    def use(self, name: str) -> None:
        """What a press does: fold a lane or team, write in a card."""
        if self.tree.folds(name) is None:
            self.view.writing.edit(name)
        else:
            self.view.board.folding.toggle(name)

    # ------------------------------------------------------------ what happens
    def forget(self) -> None:
        """Another workshop is shown."""
        self._drop(list(self.parts))
        self._tree = None
        self._reordered()

    def take(self, touched: Touched, initiator: object) -> None:
        """The workshop has changed."""
        self._tree = None
        workshop = self.view.board.workshop
        records = [*(workshop[id_] for id_ in touched.added | touched.altered), *touched.removed.values()]
        ids = {record.id for record in records}
        for record in records:
            if isinstance(record, Link):
                ids |= {record.source, record.target}
        regrouped = any(isinstance(record, (Team, Organisation)) for record in records)
        known = set(self.parts) if regrouped else ids & self.parts.keys()
        moved = {name for name in known if self.parts[name].above != self.tree.above(name)}
        self._drop(moved)
        for name in known - moved:
            access.send(QAccessibleEvent(self.parts[name], Event.NameChanged))
        for name in moved | touched.added:
            above = self.tree.above(name)
            if above == "" or above in self.parts:
                access.send(QAccessibleEvent(self.part(name), Event.ObjectCreated))
        self._reordered()
        if initiator is not None and self._has_focus:  # undo and redo are told by the window
            self._announce_change()
        if self.view.selected in moved:
            self._tell_focus()

    def _announce_change(self) -> None:
        """Say what was done and, of a card that lies elsewhere now, where."""
        history = self.view.desk.history if self.view.desk else None
        before, self._spot = self._spot, self._spot_of(self.view.selected)
        if history is None or not history.undo_label:
            return
        where = ""
        if before != self._spot and before[0] == self._spot[0]:
            follower = self.view.board.workshop.get(self._spot[2])
            words = _("ahead of {card}") if follower else _("at the end")
            where = words.format(card=name_of(self.view.board.workshop, follower) if follower else "")
        access.announce(self.view, ", ".join(filter(None, (history.undo_label, where))))

    def _spot_of(self, name: str) -> Spot:
        """Where something stands: itself, what it stands under, and what stands behind it."""
        above = self.tree.above(name) if name else None
        if above is None:
            return name, "", ""
        beside, n = self.tree.under(above), self.tree.number(name) + 1
        return name, above, beside[n] if n < len(beside) else ""

    def _laid_out(self) -> None:
        """Something was folded, or only a line of sight is shown."""
        self._tree = None
        folded = self.view.board.folding.folded
        self._drop([name for name in self.parts if self.tree.above(name) is None])
        for name in (folded ^ self._folded) & self.parts.keys():
            state = QAccessible.State()
            state.expanded = state.collapsed = True  # these have changed
            access.send(QAccessibleStateChangeEvent(self.part(name), state))
        self._folded = folded
        self._reordered()

    def _reordered(self) -> None:
        if QAccessible.isActive():
            access.send(QAccessibleEvent(self.view, Event.ObjectReorder))

    def _show_selection(self) -> None:
        before, self._selected = self._selected, self.view.selection.ids
        if not QAccessible.isActive():
            return
        current = self.focused()
        gone, new = set(before) - set(self._selected), set(self._selected) - set(before)
        for names, event in ((gone, Event.SelectionRemove), (new, Event.SelectionAdd)):
            for part in [self.parts[name] for name in names & self.parts.keys()]:
                if part is current or part.isValid():
                    access.send(QAccessibleEvent(part, event))
        self._tell_focus()

    def _tell_focus(self) -> None:
        """Say what the keys are on now."""
        view = self.view
        if not view.hasFocus() or not QAccessible.isActive():
            return
        link = view.board.workshop.find(Link, view.selected)
        if link is not None:
            access.announce(view, linking.sentence_of(view.board.workshop, link))
        elif part := self.focused():
            access.send(QAccessibleEvent(part, Event.Focus))
        self._spot = self._spot_of(view.selected)

    def focused(self) -> Part | None:
        """The part that the keys are on, when they are on the board."""
        name = self.view.selected
        return self.part(name) if name and self.tree.above(name) is not None else None

    def _focus_changed(self, before: QWidget | None, now: QWidget | None) -> None:
        if now is self.view:
            QTimer.singleShot(0, self, self._tell_focus)  # after Qt has told that the board has it

    def _hinted(self, sentence: str) -> None:
        """While something is carried, say what would become of it; what a resting pointer would do is not."""
        if self.view.board.hand.load is not None:
            access.announce(self.view, sentence)

    @property
    def _has_focus(self) -> bool:
        now = QApplication.focusWidget()
        return now is not None and (now is self.view or self.view.isAncestorOf(now))

    def _drop(self, names: Iterable[str]) -> None:
        for name in names:
            part = self.parts.pop(name, None)
            if part is not None:
                part.going = True
                access.send(QAccessibleEvent(part, Event.ObjectDestroyed))
                QAccessible.deleteAccessibleInterface(self._ids.pop(name))


_kept: list[BoardInterface] = []  # deleted by Qt, and by Python never: each thinks that it is the owner


def _let_go(ids: dict[str, int], _view: object = None) -> None:
    """A board goes: so does what stands for its parts, at once, and what stands for itself, behind it."""
    for id_ in ids.values():
        QAccessible.deleteAccessibleInterface(id_)
    ids.clear()
    QTimer.singleShot(0, _forget_deleted)


def _forget_deleted() -> None:
    """PySide never lets go of what it handed to Qt: at least it shall hold nothing."""
    for board in _kept:
        if not shiboken6.isValid(board):
            vars(board).clear()
    _kept[:] = filter(shiboken6.isValid, _kept)
