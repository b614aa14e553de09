"""Cards that are put elsewhere slide there from where they were."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

from ui.look.motion import Motion, duration

if TYPE_CHECKING:
    from ui.board.card_item import CardItem
    from ui.board.scene import BoardScene

MOST = 300  # with more cards than this under way nobody could follow


class Sliding:
    """Moves the items of a scene from where they lay to where they belong."""

    def __init__(self, scene: BoardScene) -> None:
        self._scene = scene
        self._motion = Motion(scene)
        self._before: dict[str, QPointF] = {}
        self._ways: list[tuple[CardItem, QPointF]] = []
        self._from: tuple[str, QPointF] | None = None

    def came_from(self, id_: str, at: QPointF) -> None:
        """This card is let go of here: from here it slides to where the next change takes it."""
        self._from = id_, at

    def note(self) -> None:
        """All is about to be laid out: remember where the cards are."""
        self.end()
        self._before = {}
        if duration() and not self._scene.far:
            self._before = {id_: item.pos() for id_, item in self._scene.cards.items()}
            if self._from is not None and self._from[0] in self._before:
                self._before[self._from[0]] = self._from[1]
        self._from = None

    def start(self) -> None:
        """All is laid out: let what lies elsewhere now slide there."""
        ways = []
        for id_, was in self._before.items():
            item = self._scene.cards.get(id_)
            if item is not None and item.pos() != was:
                ways.append((item, was - item.pos()))
        self._before = {}
        if 0 < len(ways) <= MOST:
            self._ways = ways
            self._motion.start(self._show)

    def end(self) -> None:
        """Let everything be where it belongs."""
        self._motion.end()

    def _show(self, share: float) -> None:
        for item, way in self._ways:
            item.setPos(QPointF(item.place.x, item.place.y) + way * (1.0 - share))
        if share == 1.0:
            self._ways = []
