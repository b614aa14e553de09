"""All links of the board in one item, drawn by kind.

enables: solid, in the colour of the team that enables; serves: grey, and dashed when a team serves the
strategy directly; adds to: a double line; relies on: amber dots; shares: grey dots.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from zlib import crc32

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from okrdesk.alignment import LineOfSight
from okrdesk.cards import Link, Objective, Pillar
from okrdesk.check import card_of
from okrdesk.layout import Placement
from okrdesk.routes import LOOP, Point, Route, Router
from okrdesk.workshop import Workshop
from ui.board.painter import FULL, CardPainter

CROWD = 500  # with more links than this, those that only pass by are left out; afar, all but lit ones
FADED = 0.18
HUB = 24  # in a crowd, links into a card that has more than this are drawn from their other end
TILE = 512.0
TALL = 120.0  # from this height on, a curve is two bends and a straight run: a tenth of the cost of one curve
BEND = 48.0
TRACKS = (-14.0, -11.0, -8.0, -5.0, -2.0, 3.0, 6.0, 9.0, 12.0)  # off a gap's middle: links run side by side
_KEPT = 2000


class Way(NamedTuple):
    """A link ready to be drawn: its pieces, each with what it covers, its look, where it meets its target."""

    pieces: list[tuple[QRectF, QPainterPath | QLineF]]
    bounds: QRectF
    end: QPointF
    color: QColor
    style: Qt.PenStyle
    double: bool


class LinksItem(QGraphicsItem):
    """Draws the links of a workshop over its placement."""

    def __init__(self, painter: CardPainter) -> None:
        super().__init__()
        self._painter = painter
        self._workshop = Workshop("")
        self._placement: Placement | None = None
        self._router: Router | None = None
        self._ways: dict[str, Way] = {}
        self._part: QRectF | None = None  # in a crowd: the part of the board whose links were chosen
        self._chosen: dict[str, Link] = {}
        self.lit: LineOfSight | None = None
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    # ------------------------------------------------------------ keeping in step
    def follow(self, workshop: Workshop, placement: Placement) -> None:
        """Cards have moved, or links come and gone: find the links' ways anew when they are next drawn."""
        self.prepareGeometryChange()
        self._workshop, self._placement = workshop, placement
        self._router = Router(workshop, placement)
        self._ways.clear()
        self._part = None

    def forget_looks(self) -> None:
        """The theme has changed."""
        self._ways.clear()

    def _choose(self, view: QRectF, zoom: float) -> Iterable[Link]:
        """The links to draw while the view shows `view`: all, or in a crowd those of the cards in view.

        In a crowd at far detail there are none: lit ones are added by `draw`.
        """
        if self._workshop.count(Link) <= CROWD:
            return self._workshop.all(Link)
        if zoom < FULL:
            return ()
        x0, y0 = view.left() // TILE * TILE, view.top() // TILE * TILE
        x1, y1 = (view.right() // TILE + 1) * TILE, (view.bottom() // TILE + 1) * TILE
        part = QRectF(x0, y0, x1 - x0, y1 - y0)
        if self._part != part:
            self._part = part
            self._ways.clear()
            self._chosen = {link.id: link for card in self._cards_in(part) for link in self._links_at(card)}
        return self._chosen.values()

    def _cards_in(self, view: QRectF) -> Iterator[str]:
        """The cards in view, conditions among them."""
        placement = self._placement
        for band in placement.bands if placement else ():
            if not view.intersects(QRectF(band.x, band.y, band.w, band.h)):
                continue
            for id_ in band.cards:
                top = placement.cards[id_].y  # type: ignore[union-attr]
                if top <= view.bottom() and top + placement.block_height(id_) >= view.top():  # type: ignore[union-attr]
                    yield id_
                    yield from placement.conditions_under(id_)  # type: ignore[union-attr]

    def _links_at(self, card: str) -> Iterator[Link]:
        for part in (card, *(kr.id for kr in self._workshop.key_results(card))):
            yield from self._workshop.links_from(part)
            into = self._workshop.links_to(part)
            if len(into) <= HUB:
                yield from into

    # ------------------------------------------------------------ painting
    def boundingRect(self) -> QRectF:
        """All of the board."""
        width, height = self._placement.size if self._placement else (0.0, 0.0)
        return QRectF(-LOOP, -LOOP, width + 2 * LOOP, height + 2 * LOOP)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Draw what is exposed."""
        self.draw(painter, option.exposedRect, painter.worldTransform().m11())  # type: ignore[attr-defined]

    def draw(self, painter: QPainter, exposed: QRectF, zoom: float) -> None:
        """Draw the links that may cross `exposed`; in a crowd at far detail, only the lit ones."""
        view = painter.worldTransform().inverted()[0].mapRect(QRectF(painter.viewport()))
        lit = self.lit.links if self.lit else frozenset()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, zoom >= FULL / 2)
        if self.lit:
            painter.setOpacity(FADED)
        for link in self._choose(view, zoom):
            if link.id not in lit and not self._waits(link):
                self._draw_link(painter, link, exposed, zoom, strong=False)
        painter.setOpacity(1.0)
        for id_ in lit:
            if link := self._workshop.find(Link, id_):
                self._draw_link(painter, link, exposed, zoom, strong=True)

    def _waits(self, link: Link) -> bool:
        """Whether a link is of a card that is not for this quarter: it shows when that card is pointed at."""
        ends = (self._workshop.get(card_of(self._workshop, end)) for end in (link.source, link.target))
        return any(isinstance(card, Objective) and card.parked for card in ends)

    def _draw_link(
        self, painter: QPainter, link: Link, exposed: QRectF, zoom: float, *, strong: bool
    ) -> None:
        way = self._way(link)
        if way is None or not way.bounds.intersects(exposed):
            return
        pieces = [piece for box, piece in way.pieces if box.intersects(exposed)]
        width = max(2.4 if strong else 1.6, 1.0 / zoom)
        if pieces:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(_pen(way.color, way.style, width * 3 if way.double else width))
            _draw(painter, pieces)
            if way.double:
                painter.setPen(QPen(self._painter.theme.color("bg"), width))
                _draw(painter, pieces)
        if zoom >= FULL and exposed.contains(way.end):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(way.color)
            painter.drawEllipse(way.end, 3.0, 3.0)

    def _look(self, link: Link) -> tuple[QColor, Qt.PenStyle, bool]:
        theme = self._painter.theme
        source = self._workshop.get(card_of(self._workshop, link.source))
        team = source.team if isinstance(source, Objective) else ""
        match link.kind:
            case "enables":
                return self._painter.team_color(team), Qt.PenStyle.SolidLine, False
            case "sums_into":
                return self._painter.team_color(team), Qt.PenStyle.SolidLine, True
            case "serves":
                direct = (
                    isinstance(self._workshop.get(link.target), Pillar) and self._workshop.level(team) > 0
                )
                return theme.color("ink-3"), Qt.PenStyle.DashLine if direct else Qt.PenStyle.SolidLine, False
            case "relies_on":
                return theme.color("amber"), Qt.PenStyle.DotLine, False
            case _:
                return theme.color("ink-3"), Qt.PenStyle.DotLine, False

    def _way(self, link: Link) -> Way | None:
        way = self._ways.get(link.id)
        if way is None:
            route = self._route(link)
            if route is None:
                return None
            if len(self._ways) >= _KEPT:
                self._ways.clear()
            shift = TRACKS[crc32(link.id.encode()) % len(TRACKS)]
            pieces = _pieces(route, shift)
            if self._part is not None:
                pieces = [(box, piece) for box, piece in pieces if box.intersects(self._part)]
            bounds = QRectF()
            for box, _piece in pieces:
                bounds = bounds.united(box)
            way = self._ways[link.id] = Way(pieces, bounds, QPointF(*route.end), *self._look(link))
        return way

    def _route(self, link: Link) -> Route | None:
        if self._router is None:
            return None
        if self._part is None:
            return self._router.route(link)
        return self._router.route(link, self._part.left(), self._part.right())


def _pen(color: QColor, style: Qt.PenStyle, width: float) -> QPen:
    pen = QPen(color, width, style)
    if style == Qt.PenStyle.DashLine:
        pen.setDashPattern([4.0, 3.0])
    elif style == Qt.PenStyle.DotLine:
        pen.setDashPattern([1.0, 2.0])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


def _draw(painter: QPainter, pieces: list[QPainterPath | QLineF]) -> None:
    for piece in pieces:
        if isinstance(piece, QLineF):
            painter.drawLine(piece)
        else:
            painter.drawPath(piece)


def _pieces(route: Route, shift: float) -> list[tuple[QRectF, QPainterPath | QLineF]]:
    """The curves and straight runs of a route; `shift` moves its upright runs to the left or right."""
    points = _beside(route.points, shift / 3)
    pieces: list[QPainterPath | QLineF] = []
    for n in range(0, len(points) - 1, 2):
        start, end = points[n], points[n + 1]
        if n:
            pieces.append(QLineF(*points[n - 1], *start))
        middle = min(start[0], end[0]) - LOOP + shift / 3 if route.loop else (start[0] + end[0]) / 2 + shift
        pieces += _rise(start, end, middle)
    return [(_box(piece), piece) for piece in pieces]


def _beside(points: Sequence[Point], shift: float) -> list[Point]:
    """The points with the level runs moved up or down a little, but not the ends."""
    last = len(points) - 1
    return [(x, y if n in (0, last) else y + shift) for n, (x, y) in enumerate(points)]


def _rise(start: Point, end: Point, x: float) -> list[QPainterPath | QLineF]:
    """From start to end by way of the upright line at x."""
    (x0, y0), (x1, y1) = start, end
    first = QPainterPath(QPointF(x0, y0))
    if abs(y1 - y0) < TALL:
        first.cubicTo(x, y0, x, y1, x1, y1)
        return [first]
    bend = BEND if y1 > y0 else -BEND
    first.quadTo(x, y0, x, y0 + bend)
    last = QPainterPath(QPointF(x, y1 - bend))
    last.quadTo(x, y1, x1, y1)
    return [first, QLineF(x, y0 + bend, x, y1 - bend), last]


def _box(piece: QPainterPath | QLineF) -> QRectF:
    """What a piece covers, its width included."""
    if isinstance(piece, QLineF):
        box = QRectF(piece.p1(), piece.p2()).normalized()
    else:
        box = piece.controlPointRect()
    return box.adjusted(-4.0, -4.0, 4.0, 4.0)
