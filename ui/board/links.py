"""All links of the board in one item. What they look like, `link_looks` says; how they run, `ways`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from okrdesk.alignment import LineOfSight, line_of_sight
from okrdesk.card_shape import CardPlace
from okrdesk.cards import Link
from okrdesk.layout import Placement
from okrdesk.routes import LOOP
from okrdesk.workshop import Touched, Workshop
from ui.board.damage import Exposed, repaint
from ui.board.far_links import FarLinks
from ui.board.link_choice import LinkChoice
from ui.board.link_looks import Look, Sides, draw_line, draw_mark, draw_thin, look_of, mark_sides
from ui.board.link_ways import LinkWays
from ui.board.painter import BARS, FULL, CardPainter
from ui.board.ways import Sheaf, Way, meet, pieces_in, sides_of

CROWD = 500  # with more links than this, those that only pass by are left out; afar, all but lit ones
BUSY = 40  # with so many links in view, those that are not lit stand back
FADED = 0.32  # the share of its colour that a link has which stands back
WIDE = 2.4  # of a lit line
SIGHT = 60  # in a crowd, of more lit links than this only those of cards in view are drawn
MANY = 200  # links that may run elsewhere: then all that is in view is repainted
TILE = 512.0
STEP = 4096.0  # by which what the item covers grows, so that it seldom has to
Sheaves = dict[Look, Sheaf]
Style = tuple[bool, frozenset[str]]  # whether links stand back, and which are lit


class LinksItem(QGraphicsItem):
    """Draws the links of a workshop over its placement.

    `lit` is the line of sight that is pointed at; where links are many, that of a selected card stands out
    as well (`keep`). `every` shows all of them also in a crowd and from afar.
    """

    def __init__(self, painter: CardPainter, workshop: Workshop, placement: Placement) -> None:
        super().__init__()
        self._painter = painter
        self.every = False
        self.lit: LineOfSight | None = None
        self._kept = ""
        self._style: Style = False, frozenset()
        self._size = QRectF()
        self.follow(workshop, placement)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    # ------------------------------------------------------------ keeping in step
    def follow(self, workshop: Workshop, placement: Placement) -> None:
        """Cards have moved, or links come and gone: find the links' ways anew when they are next drawn."""
        self._workshop, self._placement = workshop, placement
        self._ways = LinkWays(self._painter, workshop, placement)
        self._choice = LinkChoice(workshop, placement)
        self._choice.every = self.every
        self._forget()
        self._cover()

    def take(self, changed: set[str], touched: Touched) -> None:
        """These cards have moved, and this was touched: only links that concerns are found anew."""
        self._far = self._lit_far = self._back = self._busy = self._kept_lit = None
        if not self._is_crowd and self._choice.part is not None:
            self._forget()  # these ways are cut to a part of the board
            self.update()
        self._choice.take(touched)
        many = self._ways.take(changed, touched) > MANY
        if many or self.every:
            self._chosen_anew = True
            self.update()  # each is found again when it is next drawn
        else:
            boxes = self._find_again(touched)
            for view in self.scene().views():
                repaint(view, boxes)
        self._cover()

    def _find_again(self, touched: Touched) -> list[Sides]:
        """Find the ways that have become others; what of the board that alters."""
        if self._choice.part is None:
            return self._ways.find_again((), touched.added | touched.altered)
        before = self._choice.links.keys()
        self._choice.choose(self._choice.part)
        now = self._choice.links.keys()
        return self._ways.find_again(before - now, now - before)

    def _cover(self) -> None:
        width, height = self._placement.size
        size = QRectF(-LOOP, -LOOP, (width // STEP + 1) * STEP, (height // STEP + 1) * STEP)
        if size != self._size:
            self.prepareGeometryChange()
            self._size = size

    def _forget(self) -> None:
        self._ways.forget()
        self._choice.forget()
        self._chosen_anew = False  # they are to be chosen again
        self._far: FarLinks | None = None
        self._lit_far: tuple[frozenset[str], FarLinks] | None = None
        self._back: tuple[frozenset[str], Sheaves] | None = None  # what stands back while these are lit
        self._busy: tuple[QRectF, bool] | None = None
        self._kept_lit: LineOfSight | None = None

    def show_every(self, every: bool) -> None:
        """Draw all links, however many and from however far; or else leave those out that only pass by."""
        self.every = self._choice.every = every
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

    def _choose(self, view: QRectF, zoom: float) -> Collection[Link]:
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
        if self._choice.part != part:
            self._ways.forget(part)
            self._back = None
            self._chosen_anew = True
        if self._chosen_anew:
            self._chosen_anew = False
            self._choice.choose(part)
        return self._choice.links.values()

    # ------------------------------------------------------------ painting
    def boundingRect(self) -> QRectF:
        """All of the board, and room for it to grow."""
        return self._size

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Draw what is exposed."""
        exposed: Exposed | None = self.scene().exposed  # type: ignore[attr-defined]
        parts = exposed.parts if exposed else [sides_of(option.exposedRect)]  # type: ignore[attr-defined]
        self.draw(painter, parts, painter.worldTransform().m11())

    def draw(self, painter: QPainter, exposed: Sequence[Sides], zoom: float) -> None:
        """Draw the links that may cross these parts of the board; in a crowd at far detail, the lit ones."""
        view = painter.worldTransform().inverted()[0].mapRect(QRectF(painter.viewport()))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, zoom >= FULL / 2)
        if self.every and self._is_crowd and zoom < BARS:
            self._draw_far(painter, zoom)
            links: Collection[Link] = ()
        else:
            links = self._choose(view, zoom)
        busy = self._is_busy(view, links)
        lit = self._lit_links(busy)
        self._keep_alike((busy, lit), exposed, view)
        if self.lit or busy:
            self._draw_back(painter, links, lit, exposed, zoom)
        else:
            for link in links:
                self._draw_link(painter, link, exposed, zoom)
        self._draw_lit(painter, links, lit, exposed, zoom)

    def _keep_alike(self, style: Style, exposed: Sequence[Sides], view: QRectF) -> None:
        """What stands back or out may be others now: then what is not exposed is painted again as well."""
        if style != self._style:
            self._style = style
            left, top, right, bottom = exposed[0]
            if not (
                left <= view.left()
                and top <= view.top()
                and right >= view.right()
                and bottom >= view.bottom()
            ):
                self.update()

    def _draw_back(
        self,
        painter: QPainter,
        links: Iterable[Link],
        lit: frozenset[str],
        exposed: Sequence[Sides],
        zoom: float,
    ) -> None:
        """Draw the links that are not lit, those that look alike in one go."""
        if self._back is None or self._back[0] != lit:
            sheaves: Sheaves = {}
            for link in links:
                if link.id not in lit and (way := self._way(link)) and not way.waits:
                    sheaves.setdefault(way.look, Sheaf([], [])).add(way)
            self._back = lit, sheaves
        ground = self._painter.theme.color("bg")
        for look, sheaf in self._back[1].items():
            straight, others = pieces_in(exposed, sheaf.straight), pieces_in(exposed, sheaf.others)
            draw_thin(painter, straight, others, look.faded(ground, FADED), ground, zoom)

    def _draw_lit(
        self,
        painter: QPainter,
        links: Iterable[Link],
        lit: frozenset[str],
        exposed: Sequence[Sides],
        zoom: float,
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
            sides = sides_of(view)
            ways = (way for link in links if (way := self._way(link)) and not way.waits)
            shown = (way for way in ways if meet(way.bounds, sides))
            self._busy = view, next(islice(shown, BUSY - 1, None), None) is not None
        return self._busy[1]

    def _draw_link(
        self, painter: QPainter, link: Link, exposed: Sequence[Sides], zoom: float, *, lit: bool = False
    ) -> None:
        """Draw a link with its end mark; a lit one wider, also where it waits."""
        way = self._way(link)
        if way is None or (way.waits and not lit) or not any(meet(way.bounds, sides) for sides in exposed):
            return
        ground = self._painter.theme.color("bg")
        width = max(WIDE if lit else 1.6, 1.0 / zoom)
        draw_line(painter, pieces_in(exposed, way.pieces.values()), way.look, width, ground)
        mark = mark_sides(way.end.x(), way.end.y())
        if zoom >= FULL and any(meet(mark, sides) for sides in exposed):
            draw_mark(painter, way.end, way.route.side, way.look, 1.6, ground)

    def _draw_far(self, painter: QPainter, zoom: float) -> None:
        if self._far is None:
            self._far = FarLinks(self._ends(self._workshop.all(Link)))
        self._far.draw(painter, self._painter.theme.color("bg"), zoom, *((FADED,) if self.lit else ()))

    def _ends(self, links: Iterable[Link]) -> Iterator[tuple[CardPlace, CardPlace, QColor]]:
        place_of = self._ways.router.place_of
        for link in links:
            source, target = place_of(link.source), place_of(link.target)
            if source is not None and target is not None and not self._ways.waits(link):
                yield source, target, look_of(link, self._workshop, self._painter).color

    # ------------------------------------------------------------ one of them
    def at(self, point: QPointF) -> str:
        """The id of the link that runs at a point of the board, as it was last drawn; or ""."""
        return self._ways.at(point)

    def way_of(self, link_id: str) -> Way | None:
        """How a link runs; None for one that has no way here."""
        link = self._workshop.find(Link, link_id)
        return self._way(link) if link else None

    def _way(self, link: Link) -> Way | None:
        return self._ways.way(link, keep_all=self.every)
