"""What every part of the inspector works with: the open workshop, its changes, the ways to other cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from okrdesk.change import Change
from okrdesk.desk import Desk, Refused
from okrdesk.workshop import Workshop

if TYPE_CHECKING:
    from ui.look.theme import Theme
    from ui.workplace import Workplace


class Bench(QObject):
    """Stands between the inspector's parts and the window."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._place = place
        self.more_open = False  # whether the person wants to see what is seldom needed

    @property
    def open(self) -> bool:
        """Whether a workshop is open."""
        return self._place.session is not None

    @property
    def desk(self) -> Desk:
        """The open workshop's desk; there is one whenever a card is shown."""
        assert self._place.session is not None
        return self._place.session.desk

    @property
    def workshop(self) -> Workshop:
        """The open workshop."""
        return self.desk.workshop

    @property
    def number_format(self) -> str:
        """How the organisation writes numbers, as a sample."""
        return self.workshop.organisation.number_format

    @property
    def theme(self) -> Theme:
        """The window's colours."""
        return self._place.window.theme

    def refuse(self, sentence: str) -> None:
        """Tell why something cannot be."""
        self._place.refuse(sentence)

    def attempt(self, change: Change) -> str:
        """Do a change; why not, as a sentence, when it is refused, else ""."""
        try:
            self.desk.do(change, self)
        except Refused as refusal:
            if str(refusal) == self.desk.read_only:
                self._place.refuse(str(refusal))  # the window has a way out
            return str(refusal)
        return ""

    def carry_out(self, change: Change) -> bool:
        """Do a change that has no field of its own; the window tells a refusal."""
        sentence = self.attempt(change)
        if sentence:
            self._place.refuse(sentence)
        return not sentence

    def go_to(self, id_: str, _checked: bool = False) -> None:
        """Select a record, and bring it into view in the room."""
        self._place.selection.show(id_)
        self._place.rooms.current.reveal(id_)

    def command(self, key: str) -> QAction | None:
        """The command of the Card menu that has this key; None while nobody offers it."""
        wanted = QKeySequence(key)
        for command in self._place.actions.commands:
            if command.menu == "card" and wanted in command.action.shortcuts():
                return command.action
        return None

    def back_to_room(self) -> None:
        """The keys are the room's again."""
        room = self._place.rooms.current
        if isinstance(room, QWidget):
            room.setFocus()
