"""The board for assistive technology: lanes, teams, cards and their parts as a tree to read and to use.

Qt asks for it (see `BoardView`) only when somebody listens; until then nothing of this module is there.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import QObject, QPoint, QRect, QRectF, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleAttributesInterface,
    QAccessibleEvent,
    QAccessibleInterface,
    QAccessibleStateChangeEvent,
    QWindow,
)
from PySide6.QtWidgets import QAccessibleWidget, QApplication, QWidget

from okrdesk import linking
from okrdesk.cards import Link, Organisation, Team
from okrdesk.check import name as name_of
from okrdesk.i18n import _
from okrdesk.workshop import Touched
from ui import access
from ui.board.reading import BoardTree
from ui.errors import guarded

if TYPE_CHECKING:
    from ui.board.view import BoardView

Event, Role, Text = QAccessible.Event, QAccessible.Role, QAccessible.Text
Maybe = QAccessibleInterface | None
Spot = tuple[str, str, str]


def interface_of(view: BoardView) -> QAccessibleInterface:
    """What assistive technology knows a board by."""
    if view.reader is None:
        view.reader = BoardReader(view)
    return view.reader.board()


class BoardReader(QObject):
    """Keeps what was asked for of a board, and tells what happens to it."""

    def __init__(self, view: BoardView) -> None:
        super().__init__(view)
        self.view = view
        self.parts: dict[str, Part] = {}  # Qt does not keep what is made in Python
        self._ids: dict[str, int] = {}
        self._board: BoardInterface | None = None
        self._tree: BoardTree | None = None
        self._selected: tuple[str, ...] = ()
        self._spot: Spot = ("", "", "")  # where the keys are
        self._folded: frozenset[str] = frozenset()
        view.board.laid_out.connect(self._laid_out)
        view.selection.changed.connect(self._show_selection)
        view.hint.connect(self._hinted)
        QApplication.instance().focusChanged.connect(self._focus_changed)  # type: ignore[union-attr]
        view.destroyed.connect(partial(_delete_all, self._ids))

    def board(self) -> BoardInterface:
        """The board's own interface."""
        if self._board is None or not shiboken6.isValid(self._board):
            self._board = BoardInterface(self)
        return self._board

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
        for names, event in ((before, Event.SelectionRemove), (self._selected, Event.SelectionAdd)):
            for name in set(names) ^ (set(before) & set(self._selected)):
                if name in self.parts and self.tree.above(name) is not None:
                    access.send(QAccessibleEvent(self.part(name), event))
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


def _delete_all(ids: dict[str, int], _view: object = None) -> None:
    """The board is gone: so is what stood for its parts."""
    for id_ in ids.values():
        QAccessible.deleteAccessibleInterface(id_)
    ids.clear()


class BoardInterface(QAccessibleWidget):
    """The board itself."""

    def __init__(self, reader: BoardReader) -> None:
        super().__init__(reader.view, Role.Tree, reader.view.accessibleName())
        self._reader = reader
        self._view = reader.view

    @property
    def _writing(self) -> bool:
        """Whether a text is written in the board: then that, too, is a part of it."""
        return any(isinstance(w, QWidget) and w.isVisible() for w in self._view.viewport().children())

    @guarded(0)
    def childCount(self) -> int:
        return len(self._reader.tree.under("")) + self._writing

    @guarded()
    def child(self, index: int) -> Maybe:
        if self._writing and index == self.childCount() - 1:
            return QAccessible.queryAccessibleInterface(self._view.viewport())
        return self._reader.child("", index)

    @guarded(-1)
    def indexOfChild(self, child: QAccessibleInterface) -> int:
        if isinstance(child, Part):
            return self._reader.tree.number(child.name)
        return self.childCount() - 1 if self._writing else -1

    @guarded()
    def childAt(self, x: int, y: int) -> Maybe:
        viewport = self._view.viewport()
        if self._writing and viewport.childAt(viewport.mapFromGlobal(QPoint(x, y))):
            return QAccessible.queryAccessibleInterface(viewport)
        name = self._reader.name_at(x, y, "")
        return self._reader.part(name) if name else None

    @guarded()
    def focusChild(self) -> Maybe:
        return self._reader.focused() if self._view.hasFocus() else super().focusChild()

    @guarded()
    def state(self) -> QAccessible.State:
        state = super().state()
        state.multiSelectable = True
        return state


class Part(QAccessibleInterface):
    """A lane, a team in it, a card, a key result or a condition."""

    def __init__(self, reader: BoardReader, name: str) -> None:
        super().__init__()
        self.name = name
        self.above = reader.tree.above(name)  # what it stood under when it was asked for
        self.going = False
        self._reader = reader
        self._view = reader.view
        self._casts: dict[QAccessible.InterfaceType, Any] = {
            QAccessible.InterfaceType.ActionInterface: Actions(self),
            QAccessible.InterfaceType.AttributesInterface: Attributes(self),
        }

    @guarded(False)
    def isValid(self) -> bool:
        return shiboken6.isValid(self._view) and (
            self.going or self._reader.tree.above(self.name) is not None
        )

    def object(self) -> QObject | None:
        return None

    @guarded()
    def window(self) -> QWindow | None:
        return self._view.window().windowHandle()

    def role(self) -> QAccessible.Role:
        return Role.TreeItem

    def relations(self, match: QAccessible.RelationFlag = QAccessible.RelationFlag.AllRelations) -> list[Any]:
        return []

    # ------------------------------------------------------------ the tree
    @guarded()
    def parent(self) -> Maybe:
        above = self.above if self.going else self._reader.tree.above(self.name)
        if above and self._reader.tree.above(above) is not None:
            return self._reader.part(above)
        return QAccessible.queryAccessibleInterface(self._view)

    @guarded(0)
    def childCount(self) -> int:
        return len(self._reader.tree.under(self.name))

    @guarded()
    def child(self, index: int) -> Maybe:
        return self._reader.child(self.name, index)

    @guarded(-1)
    def indexOfChild(self, child: QAccessibleInterface) -> int:
        tree = self._reader.tree
        if isinstance(child, Part) and tree.above(child.name) == self.name:
            return tree.number(child.name)
        return -1

    @guarded()
    def childAt(self, x: int, y: int) -> Maybe:
        name = self._reader.name_at(x, y, self.name)
        return self._reader.part(name) if name else None

    @guarded()
    def focusChild(self) -> Maybe:
        return None

    # ------------------------------------------------------------ what it says
    @guarded("")
    def text(self, kind: QAccessible.Text) -> str:
        if kind == Text.Name:
            return self._reader.tree.sentence(self.name)
        return self._reader.tree.more(self.name) if kind == Text.Description else ""

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """Nothing is written this way: a press opens what can be written in."""

    @guarded(QAccessible.State())
    def state(self) -> QAccessible.State:
        view, tree, state = self._view, self._reader.tree, QAccessible.State()
        folded = tree.folds(self.name)
        if folded is None:
            state.focusable = state.selectable = state.extSelectable = True
            state.selected = self.name in view.selection
            state.focused = view.hasFocus() and view.selected == self.name
        else:
            state.expandable, state.collapsed, state.expanded = True, folded, not folded
        state.invisible = not view.isVisible()
        state.offscreen = not view.viewport().rect().intersects(self._reader.rect(self.name))
        return state

    @guarded(QRect())
    def rect(self) -> QRect:
        rect = self._reader.rect(self.name)
        return QRect(self._view.viewport().mapToGlobal(rect.topLeft()), rect.size())

    def interface_cast(self, kind: QAccessible.InterfaceType) -> Any:
        """What it can be used by beyond being read."""
        return self._casts.get(kind, 0)

    # ------------------------------------------------------------ what can be done with it
    def actions(self) -> list[str]:
        """The names of what can be done with it."""
        press, focus = QAccessibleActionInterface.pressAction(), QAccessibleActionInterface.setFocusAction()
        return [press, focus] if self._reader.tree.folds(self.name) is None else [press]

    def do(self, action: str) -> None:
        """Select it, or do what a press does."""
        if action == QAccessibleActionInterface.setFocusAction():
            self._view.setFocus()
            self._view.select(self.name, reveal=True)
        elif action == QAccessibleActionInterface.pressAction():
            self._reader.use(self.name)

    def level(self) -> int:
        """How deep it stands; a lane's is 1."""
        return self._reader.tree.level(self.name)

    def press_words(self) -> str:
        """What a press does."""
        folded = self._reader.tree.folds(self.name)
        return _("Edit") if folded is None else _("Show these cards again") if folded else _("Fold away")


class Actions(QAccessibleActionInterface):
    """What can be done with a part."""

    def __init__(self, part: Part) -> None:
        super().__init__()
        self._part = part

    @guarded([])
    def actionNames(self) -> list[str]:
        return self._part.actions()

    @guarded()
    def doAction(self, action: str) -> None:
        self._part.do(action)

    @guarded([])
    def keyBindingsForAction(self, action: str) -> list[str]:
        return []

    @guarded("")
    def localizedActionDescription(self, action: str) -> str:
        pressed = action == QAccessibleActionInterface.pressAction()
        return self._part.press_words() if pressed else _("Select")


class Attributes(QAccessibleAttributesInterface):
    """How deep a part stands in the tree."""

    def __init__(self, part: Part) -> None:
        super().__init__()
        self._part = part

    def attributeKeys(self) -> list[QAccessible.Attribute]:
        return [QAccessible.Attribute.Level]

    @guarded()
    def attributeValue(self, key: QAccessible.Attribute) -> Any:
        return self._part.level() if key == QAccessible.Attribute.Level else None
