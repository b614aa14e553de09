"""The ways of the links that are drawn, kept in step with the cards that they tie together."""

from __future__ import annotations

from collections.abc import Iterable, Set

from PySide6.QtCore import QPointF, QRectF

from okrdesk.cards import Link, Objective
from okrdesk.check import card_of
from okrdesk.layout import Placement
from okrdesk.routes import Route, Router
from okrdesk.workshop import Touched, Workshop
from ui.board.link_looks import Sides, look_of
from ui.board.painter import CardPainter
from ui.board.ways import ALL, Way, apart, covered, sides_of, way_of

_KEPT = 2000


class LinkWays:
    """The ways of a workshop's links over its placement; of long ones what lies in a part of the board."""

    def __init__(self, painter: CardPainter, workshop: Workshop, placement: Placement) -> None:
        self._painter = painter
        self._workshop = workshop
        self._placement = placement
        self.router = Router(workshop, placement)
        self._part: Sides = ALL
        self._ways: dict[str, Way] = {}
        self._stale: set[str] = set()  # links whose ways are to be found again
        self._touched: set[str] = set()  # what was altered meanwhile: their looks may be others, too

    def forget(self, part: QRectF | None = None) -> None:
        """Find all anew, within this part of the board, when they are next asked for."""
        self._part = sides_of(part) if part else ALL
        self._clear()

    def _clear(self) -> None:
        self._ways.clear()
        self._stale.clear()
        self._touched.clear()

    # ------------------------------------------------------------ keeping in step
    def take(self, changed: Set[str], touched: Touched) -> int:
        """These cards have moved, and this was touched: so many ways are to be found again."""
        crossings = self.router.renew(self._placement.restacked)
        ids = touched.added | touched.altered | touched.removed.keys()
        self._touched |= ids
        for id_, way in self._ways.items():
            if id_ in ids or not changed.isdisjoint(way.cards):
                self._stale.add(id_)
            else:
                for crossing in crossings:
                    if crossing.concerns(way.route):
                        self._stale.add(id_)
        return len(self._stale)

    def find_again(self, left: Iterable[str], joined: Iterable[str]) -> list[Sides]:
        """Find the ways that are to be found again; what of the board that alters. The links that have `left`
        are drawn no more; those that have `joined` were not drawn before.
        """
        boxes: list[Sides] = []
        for id_ in left:
            self._stale.discard(id_)
            if way := self._ways.pop(id_, None):
                boxes += covered(way)
        for id_ in list(self._stale):
            boxes += self._renew(id_)
        for id_ in joined:
            if (link := self._workshop.find(Link, id_)) and (way := self.way(link)):
                boxes += covered(way)
        self._touched.clear()
        return boxes

    def _renew(self, id_: str) -> list[Sides]:
        """Find a link's way again; what of the board that alters."""
        self._stale.discard(id_)
        old = self._ways[id_]
        link = self._workshop.find(Link, id_)
        route = self._route(link) if link else None
        if link is None or route is None:
            del self._ways[id_]
            return covered(old)
        if self._touched.isdisjoint((id_, link.source, link.target, *old.cards)):  # it only runs elsewhere
            if route == old.route:
                return []
            new = way_of(id_, route, old.look, old.cards, self._part, waits=old.waits, before=old)
            self._ways[id_] = new
        else:
            new = self._made(link, route)
        return apart(old, new)

    # ------------------------------------------------------------ one of them
    def at(self, point: QPointF) -> str:
        """The id of the link that runs at a point of the board, as it was last drawn; or ""."""
        for id_, way in self._ways.items():
            link = self._workshop.find(Link, id_) if way.touches(point) else None
            if link and not self.waits(link):
                return id_
        return ""

    def way(self, link: Link, *, keep_all: bool = False) -> Way | None:
        """How a link runs; None for one that has no way here. `keep_all`: however many there are."""
        if link.id in self._stale:
            self._renew(link.id)
        way = self._ways.get(link.id)
        if way is None and (route := self._route(link)) is not None:
            if len(self._ways) >= _KEPT and not keep_all:
                self._clear()
            way = self._made(link, route)
        return way

    def waits(self, link: Link) -> bool:
        """Whether a link is of a card that is not for this quarter: it shows when that card is pointed at."""
        ends = (self._workshop.get(card_of(self._workshop, end)) for end in (link.source, link.target))
        return any(isinstance(card, Objective) and card.parked for card in ends)

    def _made(self, link: Link, route: Route) -> Way:
        look = look_of(link, self._workshop, self._painter)
        cards = self._shown_on(link.source), self._shown_on(link.target)
        way = way_of(link.id, route, look, cards, self._part, waits=self.waits(link))
        self._ways[link.id] = way
        return way

    def _route(self, link: Link) -> Route | None:
        left, _top, right, _bottom = self._part
        return self.router.route(link, left, right)

    def _shown_on(self, id_: str) -> str:
        """The card that a link meets: a condition has one of its own."""
        return id_ if id_ in self._placement.cards else card_of(self._workshop, id_)
