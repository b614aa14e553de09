"""A link in the hand: drawn from a card's edge to what the card feeds, or to what feeds it."""

from __future__ import annotations

from collections.abc import Sequence

from okrdesk.card_shape import Band
from okrdesk.change import Change
from okrdesk.check import name
from okrdesk.i18n import _
from okrdesk.layout import Placement
from okrdesk.workshop import Workshop
from ui.board.hits import Point, card_at, row_at
from ui.board.loads.base import NOTHING, Aim, Links, Mark, all_columns


class LinkLoad:
    """A link that starts at each of `ids`; not `upward`: one that leads to the first of them.
    `rows`: they can be seen, and be linked.
    """

    grabbed = False

    def __init__(
        self,
        workshop: Workshop,
        placement: Placement,
        ids: Sequence[str],
        *,
        upward: bool = True,
        rows: bool = True,
    ) -> None:
        self.ids = ids
        self.upward = upward
        self._rows = rows
        self._workshop = workshop
        self._placement = placement
        self._links = Links(workshop, ids, upward=upward)

    def aim_at(self, point: Point) -> Aim:
        """A card, a condition, or a key result by its row."""
        card = card_at(self._placement, self._placement.band_at(*point), point)
        if card is None or card.id in self.ids or not set(self.ids).isdisjoint(card.rows):
            return Aim()
        row = row_at(card, point[1]) if self._rows else None
        return self._links.aim(card.id if row is None else card.rows[row])

    def places(self) -> list[list[Point]]:
        """All cards and conditions; those that cannot be linked are passed over by who goes there."""
        placement = self._placement
        return [
            [
                (place.x + place.w / 2, place.y + 12.0)
                for band in bands
                for id_ in band.cards
                for place in map(placement.cards.__getitem__, (id_, *placement.conditions_under(id_)))
            ]
            for bands in all_columns(placement)
        ]

    def bands(self) -> list[Band]:
        """Links lead to cards."""
        return []

    def mark(self, id_: str) -> Mark:
        """Each card says whether it can be the other end."""
        if id_ in self.ids:
            return ""
        return "refuses" if self._links.refusal(id_) else "takes"

    def can_copy(self) -> bool:
        """A link is new anyway."""
        return False

    def change(self, aim: Aim, *, copy: bool = False) -> Change:
        """The new link."""
        return self._links.change(aim.target) if aim.does == "link" else NOTHING

    def caption(self, aim: Aim, *, copy: bool = False) -> str:
        """What the link says, in a word."""
        return self._links.caption(aim.target) if aim.does == "link" else ""

    def sentence(self, aim: Aim, *, copy: bool = False) -> str:
        """What the link would say."""
        if aim.does == "link":
            return self._links.sentence(aim.target)
        card = name(self._workshop, self._workshop[self.ids[-1]])
        if self.upward:
            return _("Choose what {card} feeds: a card, a key result or a condition").format(card=card)
        return _("Choose what feeds {card}").format(card=card)
