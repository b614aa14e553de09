"""What the set-up's sections work with: the workshop that the room shows, and the window's voice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from okrdesk.desk import Desk
from ui.inspector.bench import Bench
from ui.look.theme import Theme

if TYPE_CHECKING:
    from ui.session import Session
    from ui.workplace import Workplace


class SetupBench(Bench):
    """The inspector's bench over the room's own session: what is typed can still be written while it ends."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self.session: Session | None = None
        self.unadded: dict[str, str] = {}  # the lists of people, by workshop, that are not yet added

    @property
    def desk(self) -> Desk:
        """The desk of the workshop that the room shows."""
        assert self.session is not None
        return self.session.desk

    @property
    def theme(self) -> Theme:
        """The window's colours."""
        return self._place.window.theme

    @property
    def window(self) -> QWidget:
        """What a file dialog stands in front of."""
        return self._place.window

    def say(self, text: str) -> None:
        """Tell in the status bar what happened, or what would."""
        self._place.show_hint(text)

    def refuse(self, sentence: str) -> None:
        """Tell in the window why something was not done."""
        self._place.refuse(sentence)
