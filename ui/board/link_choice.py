"""Which links are drawn where there is a crowd of them: those of the cards that are near."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRectF

from okrdesk.cards import KeyResult, Link
from okrdesk.check import card_of
from okrdesk.layout import Placement
from okrdesk.workshop import Touched, Workshop

HUB = 24  # links into a card that has more than this are drawn from their other end


class LinkChoice:
    """The links of the cards in `part` of a board; `every`: those into hubs, too."""

    def __init__(self, workshop: Workshop, placement: Placement) -> None:
        self._workshop = workshop
        self._placement = placement
        self.part: QRectF | None = None
        self.every = False
        self.links: dict[str, Link] = {}
        self._met: dict[str, tuple[Link, ...]] = {}  # by each card of the part

    def forget(self) -> None:
        """Choose anew when there is a part again."""
        self.part = None
        self._met.clear()

    def take(self, touched: Touched) -> None:
        """This was touched: its cards may meet other links now. `choose` then says which are chosen."""
        found = [record for id_ in touched.added | touched.altered if (record := self._workshop.get(id_))]
        ends = set(touched.left)
        for record in (*found, *touched.removed.values()):
            if isinstance(record, Link):
                ends |= {record.source, record.target}
            elif isinstance(record, KeyResult):
                ends.add(record.objective)
        for end in ends:
            self._met.pop(card_of(self._workshop, end), None)

    def choose(self, part: QRectF) -> None:
        """Choose the links of the cards that are in this part now."""
        self.part = part
        cards = list(self._placement.blocks_in(part.left(), part.top(), part.right(), part.bottom()))
        met = self._met
        self._met = {card: met[card] if card in met else tuple(self._links_at(card)) for card in cards}
        self.links = {link.id: link for links in self._met.values() for link in links}

    def _links_at(self, card: str) -> Iterator[Link]:
        for part in (card, *(kr.id for kr in self._workshop.key_results(card))):
            yield from self._workshop.links_from(part)
            into = self._workshop.links_to(part)
            if len(into) <= HUB or self.every:
                yield from into
