"""What the menus can do with the inspector: go into it, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from okrdesk.i18n import _

if TYPE_CHECKING:
    from ui.workplace import Workplace


class InspectorCommands(QObject):
    """Adds its command to the menus."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._place = place
        self.enter = place.actions.add("view", "parts", _("Go to details and back"), self._turn, "F6")

    def _turn(self) -> None:
        """Give the keys to the details (shown now if need be), or back to the room."""
        place = self._place
        focused = place.window.focusWidget()
        if isinstance(focused, QWidget) and place.inspector.isAncestorOf(focused):
            place.inspector.leave()
            return
        if not place.commands.details.isChecked():
            place.commands.details.trigger()
        place.inspector.enter()
