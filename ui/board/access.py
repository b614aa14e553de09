"""The board for assistive technology: lanes, teams, cards and their parts as a tree to read and to use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleAttributesInterface,
    QAccessibleInterface,
    QWindow,
)
from PySide6.QtWidgets import QAccessibleWidget, QWidget

from okrdesk.i18n import _
from ui.process.errors import guarded

if TYPE_CHECKING:
    from ui.board.reader import BoardReader

Role, Text = QAccessible.Role, QAccessible.Text
Maybe = QAccessibleInterface | None

_NO_POINTER = shiboken6.VoidPtr(0)  # PySide cannot make a C++ pointer of None or 0, and crashes


class BoardInterface(QAccessibleWidget):
    """The board itself."""

    def __init__(self, reader: BoardReader) -> None:
        super().__init__(reader.view, Role.List, reader.view.accessibleName())
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
            tree = self._reader.tree
            return tree.number(child.name) if tree.above(child.name) == "" else -1
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
        return Role.ListItem

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

    @guarded(_NO_POINTER)
    def interface_cast(self, kind: QAccessible.InterfaceType) -> Any:
        """What it can be used by beyond being read."""
        return self._casts.get(kind, _NO_POINTER)

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
