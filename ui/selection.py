"""What is selected: one and the same in every room, so that board, outline and inspector agree."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from okrdesk.workshop import Workshop


class Selection(QObject):
    """The ids of the selected records, in the order they were chosen: cards, their parts, links.

    `changed` tells that they are others now; the last one, `current`, has the focus.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ids: tuple[str, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """The selected ids, the current one last."""
        return self._ids

    @property
    def current(self) -> str:
        """The id that was chosen last, or ""."""
        return self._ids[-1] if self._ids else ""

    def __contains__(self, id_: object) -> bool:
        return id_ in self._ids

    def show(self, *ids: str) -> None:
        """Select these and nothing else; "" is none."""
        wanted = tuple(dict.fromkeys(id_ for id_ in ids if id_))
        if wanted != self._ids:
            self._ids = wanted
            self.changed.emit()

    def toggle(self, id_: str) -> None:
        """Add one to the selection, or take it out."""
        rest = [each for each in self._ids if each != id_]
        self.show(*rest, *(() if id_ in self._ids else (id_,)))

    def add(self, ids: Iterable[str]) -> None:
        """Add several; the last of them becomes the current one."""
        new = list(ids)
        self.show(*(each for each in self._ids if each not in new), *new)

    def keep(self, workshop: Workshop) -> None:
        """Let go of what is not in the workshop any more."""
        self.show(*(id_ for id_ in self._ids if id_ in workshop))
