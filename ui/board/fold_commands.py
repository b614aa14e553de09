"""What the menus can do about many cards: find, focus, fold, and which links are drawn."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence

from okrdesk.i18n import _

if TYPE_CHECKING:
    from ui.workplace import Workplace


class FoldCommands(QObject):
    """Adds its commands to the menus."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._place = place
        self._room, self._board = place.room, place.room.board
        self._folding = self._board.board.folding
        self._last = ""
        self._add = partial(place.actions.add, when=self._shown, why=_("go to the board first"))
        self._add_finding()
        self._add_folding()
        self._add_links()
        self._board.board.laid_out.connect(self._mark_focus)

    def _add_finding(self) -> None:
        add, keys, finder = self._add, QKeySequence.StandardKey, self._room.finder
        self.find = add("edit", "find", _("Find on the board…"), self._find, keys.Find)
        self.next = add("edit", "find", _("Find next"), finder.go_on, "F3")
        self.previous = add("edit", "find", _("Find previous"), finder.go_back, "Shift+F3")

    def _add_folding(self) -> None:
        add = partial(self._add, scope="cards")
        self.focus = add(
            "view",
            "focus",
            _("Only the line of sight"),
            self.toggle_focus,
            "F",
            checkable=True,
            tip=_("Show only what the selected card feeds and rests on; Esc shows all again"),
        )
        self.lane = add("view", "fold", _("Fold the lane"), self.fold_lane, "Shift+F")
        self.team = add("view", "fold", _("Fold the team"), self.fold_team, "Alt+Shift+F")
        self.unfold = self._place.actions.add(
            "view",
            "fold",
            _("Unfold all"),
            self._folding.unfold_all,
            when=self._is_folded,
            why=_("nothing is folded"),
        )

    def _add_links(self) -> None:
        add = self._add
        self.links = add("view", "fold", _("All links, however many"), self._show_links, checkable=True)
        self.legend = add("view", "fold", _("What the lines mean"), self._room.show_legend)

    # ------------------------------------------------------------ when
    def _shown(self) -> bool:
        return self._place.rooms.name == "board"

    def _is_folded(self) -> bool:
        return self._shown() and bool(self._folding.folded)

    def _target(self) -> str:
        """The card that is meant: the selected one, else the one under the pointer."""
        return self._board.selected or self._board.board.pointed

    # ------------------------------------------------------------ what is done
    def _find(self) -> None:
        self._room.finder.open()

    def toggle_focus(self) -> None:
        """Show only the line of sight of the card that is meant, or all again."""
        if not self._folding.focused and not self._target():
            self._board.tell(_("Select a card to see only its line of sight."))
        self._folding.focus("" if self._folding.focused else self._target())
        self._mark_focus()

    def fold_lane(self) -> None:
        """Fold the lane of the card that is meant; without one, unfold what was folded last."""
        self._fold(lane=True)

    def fold_team(self) -> None:
        """The same for its team."""
        self._fold(lane=False)

    def _fold(self, *, lane: bool) -> None:
        name = self._folding.name_of(self._target(), lane=lane) if self._target() else ""
        if not name and self._last in self._folding.folded:
            name = self._last
        self._board.tell("" if name else _("Select a card to fold its lane or team away."))
        self._last = name
        self._folding.toggle(name)

    def _show_links(self) -> None:
        self._board.board.links.show_every(self.links.isChecked())

    def _mark_focus(self) -> None:
        self.focus.setChecked(bool(self._folding.focused))
