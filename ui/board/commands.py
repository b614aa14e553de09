"""What the menus can do with the board itself: how it is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence

from okrdesk.i18n import _

if TYPE_CHECKING:
    from ui.workplace import Workplace


class BoardCommands(QObject):
    """Adds the board's commands to the menus."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        add, camera, keys = place.actions.add, place.room.board.camera, QKeySequence.StandardKey
        self._place = place
        there = _("go to the board first")
        self.zoom_in = add(
            "view", "zoom", _("Zoom in"), camera.zoom_in, keys.ZoomIn, "Ctrl+=", when=self._shown, why=there
        )
        self.zoom_out = add(
            "view", "zoom", _("Zoom out"), camera.zoom_out, keys.ZoomOut, when=self._shown, why=there
        )
        self.full_size = add(
            "view", "zoom", _("100%"), camera.full_size, "Ctrl+0", when=self._shown, why=there
        )
        self.fit = add("view", "zoom", _("Fit"), camera.fit, "Ctrl+9", when=self._shown, why=there)

    def _shown(self) -> bool:
        return self._place.rooms.name == "board"
