"""Cut, copy and paste: cards between places and workshops; text and cells become cards by a preview."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QGuiApplication

from okrdesk.cards import Condition, KeyResult, Objective, Pillar
from okrdesk.i18n import _, ngettext

if TYPE_CHECKING:
    from ui.cards.commands import CardCommands
    from ui.workplace import Workplace

MIME = "application/x-okrdesk-cards+json"


class Clipboard(QObject):
    """Puts the selected cards on the system's clipboard, as cards and as an outline in plain text."""

    def __init__(self, place: Workplace, commands: CardCommands) -> None:
        super().__init__(commands)
        self._place = place
        self._commands = commands

    def copy(self) -> None:
        """Copy the selected cards with their parts."""
        if n := self._put():
            text = ngettext("{n} card copied.", "{n} cards copied.", n).format(n=n)
            self._place.show_hint(text)

    def cut(self) -> None:
        """Copy the selected cards, and take them away."""
        from okrdesk import edits

        if self._put():
            ids = self._ids()
            change = edits.drop(self._commands.workshop, *ids)
            self._commands.drop(change, _("Cut {what}."))

    def paste(self) -> None:
        """Put the clipboard's cards behind the selected one; text and cells are shown and taken in."""
        data = QGuiApplication.clipboard().mimeData()
        if self._place.session is None or data is None or not data.hasFormat(MIME):
            self._place.importing.paste()
            return
        self._paste(bytes(data.data(MIME).data()))

    def _ids(self) -> list[str]:
        return self._commands.selected(Pillar, Objective, KeyResult, Condition)

    def _put(self) -> int:
        """Put the selected cards on the clipboard; how many there are."""
        from okrdesk import clipping

        ids, workshop = self._ids(), self._commands.workshop
        if not ids:
            return 0
        data = QMimeData()
        data.setData(MIME, clipping.clip(workshop, ids).encode())
        data.setText(clipping.as_text(workshop, ids))
        QGuiApplication.clipboard().setMimeData(data)
        return len(ids)

    def _paste(self, clip: bytes) -> None:
        from okrdesk import clipping
        from okrdesk.desk import Refused

        try:
            change, ids = clipping.paste(self._commands.workshop, clip, self._place.selection.current)
        except Refused as refusal:
            self._place.refuse(str(refusal))
            return
        if self._commands.do(change):
            self._place.selection.show(*ids)
            self._place.rooms.current.reveal(self._place.selection.current)
