"""The window's menus. Whoever can do something adds it here: the menus, the shortcuts and the command
palette all read the same list.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from okrdesk.i18n import _

if TYPE_CHECKING:
    from ui.look.menu_style import MenuStyle
    from ui.workplace import Workplace

Key = QKeySequence.StandardKey | str
# "open": a workshop or a packet.
Needs = Literal["", "open", "workshop", "selection"]
MenuName = Literal["file", "edit", "card", "review", "view", "help"]
# Where a command's shortcuts hold: in the whole window, where cards are shown, or where drafts are read.
Scope = Literal["", "cards", "review"]

# Each menu's sections from top to bottom; a line stands between them.
SECTIONS: dict[MenuName, tuple[str, ...]] = {
    "file": ("open", "keep", "exchange", "print", "end"),
    "edit": ("history", "clipboard", "select", "find", "settings"),
    "card": ("new", "write", "move", "link", "state", "delete"),
    "review": ("say", "talk", "verdict", "go", "round", "packets"),
    "view": ("rooms", "zoom", "focus", "fold", "parts", "looks"),
    "help": ("help", "about"),
}

# Sections that stand in a menu of their own, which is there once it has entries: else a low screen cannot
# show the whole menu.
_FOLDED: dict[tuple[MenuName, str], str] = {
    ("review", "say"): _("Write a note"),
    ("review", "talk"): _("Answer the note"),
    ("review", "verdict"): _("Verdict"),
    ("review", "go"): _("Go to"),
}

# Keys that old workstations had for these: nobody looks for them in a list of keys.
_ODD_KEYS = range(Qt.Key.Key_F13, Qt.Key.Key_F35 + 1)

# Before these menus' commands are carried out, what is being typed is saved.
_SAVING: tuple[MenuName, ...] = ("file", "edit", "card", "review")


@dataclass(slots=True)
class Command:
    """An entry of the menus: `menu` and `section` say where, `needs` what must be there for it, `why` what
    to do first where `when` says no. `title` is its name, however its entry is worded now.
    """

    action: QAction
    title: str
    menu: MenuName
    section: str
    needs: Needs
    when: Callable[[], bool] | None
    why: str | Callable[[], str]


class Actions(QObject):
    """The commands and the menus that show them."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._place = place
        self.commands: list[Command] = []
        # The actions whose shortcuts hold in some widgets only, and these widgets.
        self._scoped: dict[Scope, list[QAction]] = {"cards": [], "review": []}
        self._widgets: dict[Scope, list[QWidget]] = {"cards": [], "review": []}
        bar = place.window.menuBar()
        titles = (_("&File"), _("&Edit"), _("&Card"), _("&Review"), _("&View"), _("&Help"))
        self.menus: dict[MenuName, QMenu] = {
            name: bar.addMenu(title) for name, title in zip(SECTIONS, titles, strict=True)
        }
        self._style: MenuStyle | None = None  # of the menus; they do not keep it alive
        self._ends: dict[tuple[MenuName, str], QAction] = {}
        self._folded: dict[tuple[MenuName, str], QMenu] = {}
        for name, menu in self.menus.items():
            for section in SECTIONS[name]:
                self._ends[name, section] = menu.addSeparator()  # what is added goes ahead of it
                if title := _FOLDED.get((name, section)):
                    self._folded[name, section] = self.add_menu(name, section, title)
                    self._folded[name, section].menuAction().setVisible(False)
            menu.aboutToShow.connect(self._prepare)
            menu.hovered.connect(self._tell)
            menu.aboutToHide.connect(self._hush)

    def add(
        self,
        menu: MenuName,
        section: str,
        text: str,
        slot: Callable[..., object],
        *keys: Key,
        needs: Needs | None = None,
        when: Callable[[], bool] | None = None,
        scope: Scope = "",
        checkable: bool = False,
        tip: str = "",
        why: str | Callable[[], str] = "",
    ) -> QAction:
        """A new command at the end of a menu's section.

        `slot` is a bound method (a lambda would keep the window alive for ever). Its shortcuts hold in the
        whole window, or only where its `scope` says: keys without Ctrl must not take letters from a text
        field. It `needs` a workshop (in the menu of reviews a packet will do) unless it says otherwise.
        `when` says whether it makes sense now, beyond what it `needs`; `why` what to do first where it does
        not; `tip` what the command does.
        """
        action = QAction(text, self)
        action.setCheckable(checkable)
        if needs is None:
            needs = "open" if menu == "review" else "workshop"
        if menu in _SAVING:
            action.triggered.connect(self._place.finish_typing)
        action.triggered.connect(slot)
        sequences = [s for key in keys for s in _sequences(key)]
        action.setShortcuts(sequences)
        if tip:
            action.setStatusTip(tip)
        if scope:
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self._scoped[scope].append(action)
        for widget in self._widgets[scope] if scope else (self._place.window,):
            widget.addAction(action)
        if folded := self._folded.get((menu, section)):
            folded.addAction(action)
            folded.menuAction().setVisible(True)
        else:
            self.menus[menu].insertAction(self._ends[menu, section], action)
        self.commands.append(Command(action, action.text(), menu, section, needs, when, why))
        return action

    def attend(self, widget: QWidget, scope: Scope = "cards") -> None:
        """Let the shortcuts of a scope's commands hold in a room's widget, too."""
        self._widgets[scope].append(widget)
        widget.addActions(self._scoped[scope])

    def add_menu(self, menu: MenuName, section: str, text: str) -> QMenu:
        """A menu within a menu, whose entries its owner fills in."""
        inner = QMenu(text, self.menus[menu])
        self.menus[menu].insertMenu(self._ends[menu, section], inner)
        return inner

    def short_menu(self, name: MenuName) -> QMenu:
        """Of a menu only what makes sense now, for the right button; it deletes itself when it closes."""
        menu = QMenu(self._place.window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action in self.menus[name].actions():
            if action.isSeparator():
                menu.addSeparator()
            elif action.isEnabled():
                menu.addAction(action)
        menu.hovered.connect(self._tell)
        menu.aboutToHide.connect(self._hush)
        return menu

    def _prepare(self) -> None:
        """A menu is about to be shown."""
        if self._style is None:
            from ui.look.menu_style import MenuStyle

            self._style = MenuStyle()
            for menu in (*self.menus.values(), *self._folded.values()):
                menu.setStyle(self._style)
        self.refresh()

    def refresh(self) -> None:
        """Enable what makes sense now."""
        place = self._place
        workshop = place.session is not None and place.session.packet is None
        there: dict[Needs, bool] = {
            "": True,
            "open": place.session is not None,
            "workshop": workshop,
            "selection": workshop and bool(place.selection.ids),
        }
        for command in self.commands:
            sensible = there[command.needs] and (command.when is None or command.when())
            command.action.setEnabled(sensible)

    # ------------------------------------------------------------ why not
    def why_not(self, command: Command) -> str:
        """What to do first where a command makes no sense now; "" where it does."""
        if command.action.isEnabled():
            return ""
        session = self._place.session
        if command.needs and session is None:
            return _("open a workshop first")
        if command.needs in ("workshop", "selection") and session and session.packet:
            return _("this is a packet, for reading and for notes")
        if command.needs == "selection" and not self._place.selection.ids:
            return _("select a card first")
        why = command.why if isinstance(command.why, str) else command.why()
        return why or _("not possible just now")

    def explain(self, event: QKeyEvent, pressed_in: QWidget | None) -> None:
        """Say why a command's keys, which nobody took, do nothing now."""
        here = {scope for scope, widgets in self._widgets.items() if pressed_in in widgets}
        foreign = {a for scope, actions in self._scoped.items() if scope not in here for a in actions}
        keys = QKeySequence(event.keyCombination())
        meant = [
            command
            for command in self.commands
            if keys in command.action.shortcuts() and command.action not in foreign
        ]
        if meant and not any(command.action.isEnabled() for command in meant):
            self._place.show_hint(self._explanation(meant[0]))

    def _explanation(self, command: Command) -> str:
        title, why = plain(command.action.text()), self.why_not(command)
        return _("{command}: {why}.").format(command=title, why=why) if why else ""

    def _tell(self, action: QAction) -> None:
        """While the menus are gone through: what an entry does, or why it does nothing now."""
        command = next((command for command in self.commands if command.action is action), None)
        self._place.show_hint((command and self._explanation(command)) or action.statusTip())

    def _hush(self) -> None:
        """A menu is left: what its entry would have done is no news any more."""
        self._place.show_hint("")


def _sequences(key: Key) -> list[QKeySequence]:
    if isinstance(key, QKeySequence.StandardKey):
        known = [keys for keys in QKeySequence.keyBindings(key) if _main_key(keys) not in _ODD_KEYS]
        return known or [QKeySequence(key)]
    return [QKeySequence(key)]


def _main_key(keys: QKeySequence) -> int:
    return keys[0].key() if keys.count() else 0  # type: ignore[index]


def plain(text: str) -> str:
    """A command's or menu's text without the marks for its letter."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")
