"""All links of the board in one item. What they look like, `link_looks` says; how they run, `ways`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QRegion
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from okrdesk.alignment import LineOfSight, line_of_sight
from okrdesk.card_shape import CardPlace
from okrdesk.cards import Link, Objective
from okrdesk.check import card_of
from okrdesk.layout import Placement
from okrdesk.routes import LOOP, Route, Router
from okrdesk.workshop import Touched, Workshop
from ui.board.far_links import FarLinks
from ui.board.link_looks import Look, Piece, Sides, draw_line, draw_mark, draw_thin, look_of, mark_sides
from ui.board.painter import BARS, FULL, CardPainter
from ui.board.ways import Way, meet, sides_of, way_of

CROWD = 500  # with more links than this, those that only pass by are left out; afar, all but lit ones
BUSY = 40  # with so many links in view, those that are not lit stand back
FADED = 0.32  # the share of its colour that a link has which stands back
WIDE = 2.4  # of a lit line
SIGHT = 60  # in a crowd, of more lit links than this only those of cards in view are drawn
MANY = 200  # links that may run elsewhere: then all that is in view is repainted
GRAIN = 16  # pixels of the board: links side by side are repainted together
HUB = 24  # in a crowd, links into a card that has more than this are drawn from their other end
TILE = 512.0
STEP = 4096.0  # by which what the item covers grows, so that it seldom has to
_KEPT = 2000
Sheaves = dict[tuple[int, str, bool], tuple[Look, list[tuple[Sides, Piece]]]]


class LinksItem(QGraphicsItem):
    """Draws the links of a workshop over its placement.

    `lit` is the line of sight that is pointed at; where links are many, that of a selected card stands out
    as well (`keep`). `every` shows all of them also in a crowd and from afar.
    """

    def __init__(self, painter: CardPainter) -> None:
        super().__init__()
        self._painter = painter
        self._workshop = Workshop("")
        self._placement: Placement | None = None
        self._router: Router | None = None
        self._ways: dict[str, Way] = {}
        self._stale: set[str] = set()  # links whose ways are to be found again
        self._part: QRectF | None = None  # in a crowd: the part of the board whose links were chosen
        self._met: dict[str, tuple[Link, ...]] = {}  # by each card of that part
        self._chosen: dict[str, Link] = {}
        self._chosen_anew = False  # they are to be chosen again
        self._far: FarLinks | None = None
        self._lit_far: tuple[frozenset[str], FarLinks] | None = None
        self._back: tuple[frozenset[str], Sheaves] | None = None  # what stands back while these are lit
        self._busy: tuple[QRectF, bool] | None = None
        self._size = QRectF()
        self.lit: LineOfSight | None = None
        self._kept = ""
        self._kept_lit: LineOfSight | None = None
        self.every = False
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    # ------------------------------------------------------------ keeping in step
    def follow(self, workshop: Workshop, placement: Placement) -> None:
        """Cards have moved, or links come and gone: find the links' ways anew when they are next drawn."""
        self._workshop, self._placement = workshop, placement
        self._router = Router(workshop, placement)
        self._forget()
        self._cover()

    def take(self, changed: set[str], touched: Touched) -> None:
        """These cards have moved, and this was touched: only links that concerns are found anew."""
        assert self._router is not None
        assert self._placement is not None
        crossings = self._router.renew(self._placement.restacked)
        self._far = self._lit_far = self._back = self._busy = self._kept_lit = None
        if not self._is_crowd and self._part is not None:
            self._forget()  # these ways are cut to a part of the board
            self.update()
        links = touched.added | touched.altered | touched.removed.keys()
        if not links <= self._placement.cards.keys():
            self._met.clear()  # links or key results, not only cards
        self._stale |= {
            id_
            for id_, way in self._ways.items()
            if id_ in links
            or not changed.isdisjoint(way.cards)
            or any(crossing.concerns(way.route) for crossing in crossings)
        }
        if len(self._stale) > MANY or self.every:
            self._chosen_anew = True
            self.update()  # each is found again when it is next drawn
        else:
            self._repaint(self._find_again(links))
        self._cover()

    def _find_again(self, links: Set[str]) -> list[Way]:
        """The ways that have become others, as they were and as they are now."""
        if self._part is not None:
            self._choose_in(self._part)
        other: list[Way] = []
        for id_ in list(self._stale):
            other += self._renew(id_)
        wanted = self._chosen if self._part is not None else links
        for id_ in [id_ for id_ in wanted if id_ not in self._ways]:
            if (link := self._workshop.find(Link, id_)) and (new := self._way(link)):
                other.append(new)
        return other

    def _renew(self, id_: str) -> list[Way]:
        """Find a link's way again: how it ran and how it runs now, where that differs."""
        self._stale.discard(id_)
        old = self._ways[id_]
        link = self._workshop.find(Link, id_)
        route = self._route(link) if link else None
        if link is None or route is None:
            del self._ways[id_]
            return [old]
        look = look_of(link, self._workshop, self._painter)
        if route == old.route and look == old.look:
            return []
        return [old, self._made(link, route, look)]

    def _repaint(self, ways: list[Way]) -> None:
        """Repaint where these run. As one region: an item's own `update` would take what is around all."""
        boxes = [box for way in ways for box, _piece in way.pieces]
        boxes += [mark_sides(way.end.x(), way.end.y()) for way in ways]
        for view in self.scene().views():
            to_view, port = view.viewportTransform(), view.viewport()
            seen = sides_of(to_view.inverted()[0].mapRect(QRectF(port.rect())))
            squares = {  # many a box has another in it or beside it
                (int(box[0]) // GRAIN, int(box[1]) // GRAIN, int(box[2]) // GRAIN, int(box[3]) // GRAIN)
                for box in boxes
                if meet(box, seen)
            }
            region = QRegion()
            for left, top, right, bottom in squares:
                size = GRAIN * (right + 1 - left), GRAIN * (bottom + 1 - top)
                region |= QRect(GRAIN * left, GRAIN * top, *size)
            port.update(to_view.map(region))

    def _cover(self) -> None:
        width, height = self._placement.size if self._placement else (0.0, 0.0)
        size = QRectF(-LOOP, -LOOP, (width // STEP + 1) * STEP, (height // STEP + 1) * STEP)
        if size != self._size:
            self.prepareGeometryChange()
            self._size = size

    def _forget(self) -> None:
        self._ways.clear()
        self._stale.clear()
        self._met.clear()
        self._part = self._far = self._lit_far = self._back = self._busy = self._kept_lit = None

    def show_every(self, every: bool) -> None:
        """Draw all links, however many and from however far; or else leave those out that only pass by."""
        self.every = every
        self._forget()
        self.update()

    def keep(self, id_: str) -> None:
        """Let the line of sight of this record stand out wherever links are many; "": none."""
        if id_ != self._kept:
            self._kept, self._kept_lit = id_, None
            if self._busy and self._busy[1]:
                self.update()

    def forget_looks(self) -> None:
        """The theme has changed."""
        self._forget()

    # ------------------------------------------------------------ which
    @property
    def _is_crowd(self) -> bool:
        return self._workshop.count(Link) > CROWD

    def _choose(self, view: QRectF, zoom: float) -> Iterable[Link]:
        """The links to draw while the view shows `view`: all, or in a crowd those of the cards in view.

        In a crowd at far detail there are none: lit ones are added by `draw`.
        """
        if not self._is_crowd:
            return self._workshop.all(Link)
        if zoom < FULL and not self.every:
            return ()
        x0, y0 = view.left() // TILE * TILE, view.top() // TILE * TILE
        x1, y1 = (view.right() // TILE + 1) * TILE, (view.bottom() // TILE + 1) * TILE
        part = QRectF(x0, y0, x1 - x0, y1 - y0)
        if self._part != part:
            self._part = part
            self._ways.clear()
            self._stale.clear()
            self._back = None
            self._chosen_anew = True
        if self._chosen_anew:
            self._choose_in(part)
        return self._chosen.values()

    def _choose_in(self, part: QRectF) -> None:
        self._chosen_anew = False
        cards = list(self._cards_in(part))
        self._met = {card: self._met.get(card) or tuple(self._links_at(card)) for card in cards}
        self._chosen = {link.id: link for links in self._met.values() for link in links}

    def _cards_in(self, view: QRectF) -> Iterator[str]:
        """The cards in view, conditions among them."""
        placement = self._placement
        if placement is None:
            return
        for band in placement.bands:
            if not view.intersects(QRectF(band.x, band.y, band.w, band.h)):
                continue
            for id_ in band.ids:
                top = placement.cards[id_].y
                if top <= view.bottom() and top + placement.block_height(id_) >= view.top():
                    yield id_
                    yield from placement.conditions_under(id_)

    def _links_at(self, card: str) -> Iterator[Link]:
        for part in (card, *(kr.id for kr in self._workshop.key_results(card))):
            yield from self._workshop.links_from(part)
            into = self._workshop.links_to(part)
            if len(into) <= HUB or self.every:
                yield from into

    # ------------------------------------------------------------ painting
    def boundingRect(self) -> QRectF:
        """All of the board, and room for it to grow."""
        return self._size

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Draw what is exposed."""
        self.draw(painter, option.exposedRect, painter.worldTransform().m11())  # type: ignore[attr-defined]

    def draw(self, painter: QPainter, exposed: QRectF, zoom: float) -> None:
        """Draw the links that may cross `exposed`; in a crowd at far detail, only the lit ones."""
        view = painter.worldTransform().inverted()[0].mapRect(QRectF(painter.viewport()))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, zoom >= FULL / 2)
        if self.every and self._is_crowd and zoom < BARS:
            self._draw_far(painter, zoom)
            links: Iterable[Link] = ()
        else:
            links = self._choose(view, zoom)
        busy = self._is_busy(view, links)
        lit = self._lit_links(busy)
        if self.lit or busy:
            self._draw_back(painter, links, lit, exposed, zoom)
        else:
            for link in links:
                self._draw_link(painter, link, exposed, zoom)
        self._draw_lit(painter, links, lit, exposed, zoom)

    def _draw_back(
        self, painter: QPainter, links: Iterable[Link], lit: frozenset[str], exposed: QRectF, zoom: float
    ) -> None:
        """Draw the links that are not lit, those that look alike in one go."""
        if self._back is None or self._back[0] != lit:
            sheaves: Sheaves = {}
            for link in links:
                if link.id not in lit and (way := self._way(link)) and not way.waits:
                    look = way.look
                    alike = look.color.rgba(), look.kind, look.dashed
                    sheaves.setdefault(alike, (look, []))[1].extend(way.pieces)
            self._back = lit, sheaves
        ground = self._painter.theme.color("bg")
        left, top, right, bottom = sides_of(exposed)
        for look, pieces in self._back[1].values():
            shown = [
                piece
                for (x0, y0, x1, y1), piece in pieces  # `meet`, without a call for each
                if x0 < right and x1 > left and y0 < bottom and y1 > top
            ]
            draw_thin(painter, shown, look.faded(ground, FADED), ground, zoom)

    def _draw_lit(
        self, painter: QPainter, links: Iterable[Link], lit: frozenset[str], exposed: QRectF, zoom: float
    ) -> None:
        """Draw the lit links; where they are many, those of `links` among them, or from afar all flat."""
        if not self._is_crowd or len(lit) <= SIGHT:
            links = self._found(lit)
        elif zoom < FULL:
            if self._lit_far is None or self._lit_far[0] != lit:
                self._lit_far = lit, FarLinks(self._ends(self._found(lit)))
            self._lit_far[1].draw(painter, self._painter.theme.color("bg"), zoom, 1.0)
            return
        for link in links:
            if link.id in lit:
                self._draw_link(painter, link, exposed, zoom, lit=True)

    def _found(self, ids: Iterable[str]) -> list[Link]:
        return [link for id_ in ids if (link := self._workshop.find(Link, id_))]

    def _lit_links(self, busy: bool) -> frozenset[str]:
        if self.lit is not None:
            return self.lit.links
        if not busy or not self._kept:
            return frozenset()
        if self._kept_lit is None:
            self._kept_lit = line_of_sight(self._workshop, self._kept)
        return self._kept_lit.links

    def _is_busy(self, view: QRectF, links: Iterable[Link]) -> bool:
        """Whether so many links are in view that they would cover each other."""
        if self._busy is None or self._busy[0] != view:
            ways = (way for link in links if (way := self._way(link)) and not way.waits)
            sides = sides_of(view)
            count = sum(meet(way.bounds, sides) for way in ways)
            self._busy = view, count >= BUSY
        return self._busy[1]

    # ------------------------------------------------------------ one of them
    def at(self, point: QPointF) -> str:
        """The id of the link that runs at a point of the board, as it was last drawn; or ""."""
        for id_, way in self._ways.items():
            link = self._workshop.find(Link, id_) if way.touches(point) else None
            if link and not self._waits(link):
                return id_
        return ""

    def way_of(self, link_id: str) -> Way | None:
        """How a link runs; None for one that has no way here."""
        link = self._workshop.find(Link, link_id)
        return self._way(link) if link else None

    def _waits(self, link: Link) -> bool:
        """Whether a link is of a card that is not for this quarter: it shows when that card is pointed at."""
        ends = (self._workshop.get(card_of(self._workshop, end)) for end in (link.source, link.target))
        return any(isinstance(card, Objective) and card.parked for card in ends)

    def _draw_link(
        self, painter: QPainter, link: Link, exposed: QRectF, zoom: float, *, lit: bool = False
    ) -> None:
        """Draw a link with its end mark; a lit one wider, also where it waits."""
        way, sides = self._way(link), sides_of(exposed)
        if way is None or not meet(way.bounds, sides) or (way.waits and not lit):
            return
        ground = self._painter.theme.color("bg")
        pieces = [piece for box, piece in way.pieces if meet(box, sides)]
        draw_line(painter, pieces, way.look, max(WIDE if lit else 1.6, 1.0 / zoom), ground)
        if zoom >= FULL and meet(mark_sides(way.end.x(), way.end.y()), sides):
            draw_mark(painter, way.end, way.route.side, way.look, 1.6, ground)

    def _draw_far(self, painter: QPainter, zoom: float) -> None:
        if self._far is None:
            self._far = FarLinks(self._ends(self._workshop.all(Link)))
        self._far.draw(painter, self._painter.theme.color("bg"), zoom, *((FADED,) if self.lit else ()))

    def _ends(self, links: Iterable[Link]) -> Iterator[tuple[CardPlace, CardPlace, QColor]]:
        assert self._router is not None
        for link in links:
            source, target = self._router.place_of(link.source), self._router.place_of(link.target)
            if source is not None and target is not None and not self._waits(link):
                yield source, target, look_of(link, self._workshop, self._painter).color

    def _way(self, link: Link) -> Way | None:
        if link.id in self._stale:
            self._renew(link.id)
        way = self._ways.get(link.id)
        if way is None and (route := self._route(link)) is not None:
            if len(self._ways) >= _KEPT and not self.every:
                self._ways.clear()
                self._stale.clear()
            way = self._made(link, route, look_of(link, self._workshop, self._painter))
        return way

    def _made(self, link: Link, route: Route, look: Look) -> Way:
        cards = self._shown_on(link.source), self._shown_on(link.target)
        way = way_of(link.id, route, look, cards, self._part, waits=self._waits(link))
        self._ways[link.id] = way
        return way

    def _route(self, link: Link) -> Route | None:
        if self._router is None:
            return None
        part = self._part
        return self._router.route(link, *((part.left(), part.right()) if part is not None else ()))

    def _shown_on(self, id_: str) -> str:
        """The card that a link meets: a condition has one of its own."""
        shown = self._placement is not None and id_ in self._placement.cards
        return id_ if shown else card_of(self._workshop, id_)
