"""Hints for the first days: one at a time, when its moment is there; followed or closed, it never returns.

A hint stands in the status bar, where it covers nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QToolButton

from okrdesk.cards import Condition, Link, Objective
from okrdesk.i18n import _
from ui.bars import Line

if TYPE_CHECKING:
    from okrdesk.workshop import Touched, Workshop
    from ui.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Hint:
    """`moment` says whether it helps now; a change for which `followed` holds, or its `keys`, ends it."""

    name: str
    text: str
    moment: Callable[[Workplace], bool]
    followed: Callable[[Workshop, Touched], bool] | None = None
    keys: str = ""


def _wrote(workshop: Workshop, touched: Touched) -> bool:
    return any(workshop.find(Objective, id_) for id_ in touched.added)


def _claimed(workshop: Workshop, touched: Touched) -> bool:
    links = (workshop.find(Link, id_) for id_ in touched.added)
    return any(link is not None and workshop.find(Condition, link.target) for link in links)


def _on_board(place: Workplace) -> bool:
    return place.rooms.name == "board"


def _has_open_condition(place: Workplace) -> bool:
    return _on_board(place) and bool(place.status.open.text())


def _has_card_selected(place: Workplace) -> bool:
    session, id_ = place.session, place.selection.current
    return _on_board(place) and session is not None and session.workshop.find(Objective, id_) is not None


def _has_changed(place: Workplace) -> bool:
    return place.session is not None and bool(place.session.desk.history.undoable)


def _always(place: Workplace) -> bool:
    return True


# In the order in which they are useful.
HINTS = (
    Hint("write", _("Double-click an empty place in a lane, or press N, to write a card."), _on_board,
         _wrote),
    Hint("claim", _("Drag a card onto an open condition to claim it, or select the card and press L."),
         _has_open_condition, _claimed),
    Hint("undo", _("Ctrl+Z takes back any change, one by one."), _has_changed, keys="Ctrl+Z"),
    Hint("focus", _("F keeps this card’s line of sight in view; F again shows all."), _has_card_selected,
         keys="F"),
    Hint("palette", _("Ctrl+K finds every command and every card."), _always, keys="Ctrl+K"),
    Hint("help", _("F1 explains the room you are in."), _always, keys="F1"),
)  # fmt: skip


class Tip(QFrame):
    """The hint that shows now, and a cross to close it."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("tip")
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 2, 0)
        row.setSpacing(2)
        self.text = Line("tiptext")
        self.cross = QToolButton()
        self.cross.setObjectName("cross")
        self.cross.setText("×")
        self.cross.setToolTip(_("Close this hint"))
        self.cross.setAccessibleName(_("Close this hint"))
        row.addWidget(self.text)
        row.addWidget(self.cross)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.hide()

    def tell(self, text: str) -> None:
        """Have a hint, no wider than it is; "" for none. The status bar shows it while there is room."""
        self.text.setText(text)
        self.setMaximumWidth(self.sizeHint().width() + 2)
        self.setProperty("wanted", bool(text))


class Hints(QObject):
    """Shows the first hint whose moment is there, until it is followed or closed."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._place = place
        self._shown: Hint | None = None
        self.tip = Tip()
        self.tip.cross.clicked.connect(self._close)
        place.status.add_tip(self.tip)
        place.selection.changed.connect(self.refresh)
        place.rooms.shown.connect(self.refresh)
        place.window.theme_changed.connect(self._dress)

    def attend(self) -> None:
        """Follow the commands, once all of them are there."""
        self._by_key: dict[str, QObject] = {}
        keys = {hint.keys for hint in HINTS if hint.keys}
        for command in self._place.actions.commands:
            for sequence in command.action.shortcuts():
                text = sequence.toString(QKeySequence.SequenceFormat.PortableText)
                if text in keys:
                    self._by_key[text] = command.action
                    command.action.triggered.connect(self._triggered)

    def changed(self, touched: Touched) -> None:
        """Look whether a change follows the hint."""
        hint, session = self._shown, self._place.session
        if hint and session and hint.followed and hint.followed(session.workshop, touched):
            self._done(hint)
        else:
            self.refresh()

    def refresh(self) -> None:
        """Show what helps now; nothing when all hints are known, and where nothing can be changed."""
        place, hint = self._place, None
        if place.session is not None and not place.session.document.read_only and place.in_room:
            known = place.settings.hints
            hint = next((h for h in HINTS if h.name not in known and self._can(h) and h.moment(place)), None)
        if hint is not self._shown:
            self._shown = hint
            self._dress()

    def bring_back(self) -> None:
        """Show all hints again, each at its moment."""
        self._place.settings.hints.clear()
        self._place.window.save_settings()
        self.refresh()
        self._place.show_hint(_("The first hints are back."))

    # ------------------------------------------------------------ within
    def _dress(self) -> None:
        self.tip.tell(self._shown.text if self._shown else "")
        self._place.status.share_room()

    def _can(self, hint: Hint) -> bool:
        return not hint.keys or hint.keys in self._by_key

    def _triggered(self) -> None:
        """A command was used: whoever knows its key needs no hint of it, shown or not."""
        for hint in HINTS:
            if hint.keys and self._by_key.get(hint.keys) is self.sender():
                self._done(hint)

    def _close(self) -> None:
        if self._shown:
            self._done(self._shown)

    def _done(self, hint: Hint) -> None:
        if hint.name in self._place.settings.hints:
            return
        self._place.settings.hints.append(hint.name)
        self._place.window.save_settings()
        self.refresh()
