"""Pillars in the hand: they change their order, and stay in the strategy."""

from __future__ import annotations

from collections.abc import Sequence

from okrdesk import edits
from okrdesk.card_shape import Band
from okrdesk.change import Change
from okrdesk.check import name
from okrdesk.i18n import _
from okrdesk.layout import Placement
from okrdesk.workshop import Workshop
from ui.board import moves
from ui.board.hits import Point
from ui.board.loads.base import NOTHING, Aim, Mark


class PillarsLoad:
    """One or several pillars."""

    grabbed = True

    def __init__(self, workshop: Workshop, placement: Placement, ids: Sequence[str]) -> None:
        self.ids = ids
        self._workshop = workshop
        self._placement = placement
        self._held = frozenset(ids)

    def aim_at(self, point: Point) -> Aim:
        """A place among the pillars."""
        band = self._placement.band_at(*point)
        if band is None:
            return Aim()
        if band not in self.bands():
            return Aim("place", band, refusal=_("Pillars stay in the strategy lane."))
        before, y = moves.gap_at(self._placement, band, self._held, point[1])
        return Aim("place", band, before=before, line=moves.line_in(band, y))

    def places(self) -> list[list[Point]]:
        """The gaps among the pillars."""
        return [moves.gaps_of(self._placement, band, self._held) for band in self.bands()]

    def bands(self) -> list[Band]:
        """The strategy's."""
        placement = self._placement
        return [band for band in placement.bands if placement.lanes[band.lane].kind == "strategy"]

    def mark(self, id_: str) -> Mark:
        """No card takes a pillar."""
        return ""

    def can_copy(self) -> bool:
        """Pillars are few: no copies by dropping."""
        return False

    def change(self, aim: Aim, *, copy: bool = False) -> Change:
        """Another order."""
        if aim.does != "place":
            return NOTHING
        return edits.move_pillars(self._workshop, self.ids, before=aim.before)

    def caption(self, aim: Aim, *, copy: bool = False) -> str:
        """The line says it all."""
        return ""

    def sentence(self, aim: Aim, *, copy: bool = False) -> str:
        """What a drop would do."""
        workshop = self._workshop
        these = edits.several(workshop, [workshop[id_] for id_ in self.ids])
        if not aim.does:
            return _("Drop in the strategy lane, or press Esc to leave {card} where it was").format(
                card=these
            )
        if not self.change(aim).steps:
            return _("Nothing changes here: {card} was here before").format(card=these)
        if before := workshop.get(aim.before):
            return _("Drop to put {card} ahead of {before}").format(card=these, before=name(workshop, before))
        return _("Drop to make {card} the last pillar").format(card=these)
