"""All links of the board in one item, found by a grid of buckets and drawn by kind.

enables: solid, in the colour of the team that enables; serves: grey, and dashed when a team serves the
strategy directly; adds to: a double line; relies on: amber dots; shares: grey dots.
"""

from __future__ import annotations

from collections import defaultdict
from zlib import crc32

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from okrdesk.alignment import LineOfSight
from okrdesk.cards import Link, Objective, Pillar
from okrdesk.check import card_of
from okrdesk.layout import Placement
from okrdesk.routes import Route, Router
from okrdesk.workshop import Workshop
from ui.board.painter import FULL, CardPainter

CELL = 800.0
REACH = 400.0  # how far a route may leave the box between its two ends
CROWD = 500  # with more links than this in view at far detail, only lit ones are drawn
_KEPT = 3000

Cells = tuple[int, int, int, int]


class LinksItem(QGraphicsItem):
    """Draws the links of a workshop over its placement."""

    def __init__(self, painter: CardPainter) -> None:
        super().__init__()
        self._painter = painter
        self._workshop = Workshop("")
        self._placement: Placement | None = None
        self._router: Router | None = None
        self._cells: defaultdict[tuple[int, int], set[str]] = defaultdict(set)
        self._where: dict[str, Cells] = {}
        self._paths: dict[str, tuple[QPainterPath, QPointF]] = {}
        self._indexed = False
        self.lit: LineOfSight | None = None
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    # ------------------------------------------------------------ keeping in step
    def show(self, workshop: Workshop, placement: Placement) -> None:  # type: ignore[override]
        """Draw the links of another workshop, or all of them anew."""
        self.prepareGeometryChange()
        self._workshop, self._placement = workshop, placement
        self._router = Router(workshop, placement)
        self._cells.clear()
        self._where.clear()
        self._paths.clear()
        self._indexed = False

    def refresh(self, cards: set[str], links: set[str]) -> None:
        """Find the links at these cards, and these links themselves, anew."""
        assert self._placement is not None
        self.prepareGeometryChange()
        self._router = Router(self._workshop, self._placement)
        self._paths.clear()
        if not self._indexed:
            return
        for card in cards:
            for part in (card, *(kr.id for kr in self._workshop.key_results(card))):
                links.update(link.id for link in self._workshop.links_from(part))
                links.update(link.id for link in self._workshop.links_to(part))
        for id_ in links:
            self._unindex(id_)
            link = self._workshop.find(Link, id_)
            if link is not None:
                self._index(link)

    def _index(self, link: Link) -> None:
        assert self._router is not None
        source, target = self._router.place_of(link.source), self._router.place_of(link.target)
        if source is None or target is None:
            return
        x0, x1 = min(source.x, target.x), max(source.x + source.w, target.x + target.w)
        y0 = min(source.y, target.y) - REACH
        y1 = max(source.y + source.h, target.y + target.h) + REACH
        cells = (int(x0 // CELL), int(y0 // CELL), int(x1 // CELL), int(y1 // CELL))
        self._where[link.id] = cells
        for cell in _each(cells):
            self._cells[cell].add(link.id)

    def _unindex(self, id_: str) -> None:
        cells = self._where.pop(id_, None)
        if cells:
            for cell in _each(cells):
                self._cells[cell].discard(id_)

    def _in_view(self, exposed: QRectF) -> set[str]:
        if not self._indexed:
            for link in self._workshop.all(Link):
                self._index(link)
            self._indexed = True
        cells = (
            int(exposed.left() // CELL),
            int(exposed.top() // CELL),
            int(exposed.right() // CELL),
            int(exposed.bottom() // CELL),
        )
        found: set[str] = set()
        for cell in _each(cells):
            if ids := self._cells.get(cell):
                found |= ids
        return found

    # ------------------------------------------------------------ painting
    def boundingRect(self) -> QRectF:
        """All of the board."""
        width, height = self._placement.size if self._placement else (0.0, 0.0)
        return QRectF(-REACH, -REACH, width + 2 * REACH, height + 2 * REACH)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Draw what is exposed."""
        self.draw(painter, option.exposedRect, painter.worldTransform().m11())  # type: ignore[attr-defined]

    def draw(self, painter: QPainter, exposed: QRectF, zoom: float) -> None:
        """Draw the links that may cross `exposed`; in a crowd at far detail, only the lit ones."""
        lit = self.lit.links if self.lit else frozenset()
        if zoom < FULL and self._workshop.count(Link) > CROWD and len(ids := self._in_view(exposed)) > CROWD:
            ids = ids & lit
        else:
            ids = self._in_view(exposed)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, zoom >= FULL / 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.lit:
            painter.setOpacity(0.18)
        for id_ in ids - lit:
            self._draw_link(painter, id_, zoom, strong=False)
        painter.setOpacity(1.0)
        for id_ in ids & lit:
            self._draw_link(painter, id_, zoom, strong=True)

    def _draw_link(self, painter: QPainter, id_: str, zoom: float, *, strong: bool) -> None:
        link = self._workshop.find(Link, id_)
        if link is None:
            return
        found = self._path(link)
        if found is None:
            return
        path, end = found
        color, style, double = self._look(link)
        width = max(2.4 if strong else 1.6, 1.0 / zoom)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if double:
            painter.setPen(QPen(color, width * 3))
            painter.drawPath(path)
            painter.setPen(QPen(self._painter.theme.color("bg"), width))
        else:
            pen = QPen(color, width, style)
            if style == Qt.PenStyle.DashLine:
                pen.setDashPattern([4.0, 3.0])
            elif style == Qt.PenStyle.DotLine:
                pen.setDashPattern([1.0, 2.0])
                pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
        painter.drawPath(path)
        if zoom >= FULL:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color)
            painter.drawEllipse(end, 3.0, 3.0)

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

    def _path(self, link: Link) -> tuple[QPainterPath, QPointF] | None:
        found = self._paths.get(link.id)
        if found is None:
            assert self._router is not None
            route = self._router.route(link)
            if route is None:
                return None
            if len(self._paths) >= _KEPT:
                self._paths.clear()
            shift = crc32(link.id.encode()) % 9 - 4  # neighbours in a gap do not hide each other
            found = self._paths[link.id] = _path_of(route, float(shift)), QPointF(*route.points[0])
        return found


def _path_of(route: Route, shift: float) -> QPainterPath:
    points = route.points
    path = QPainterPath(QPointF(*points[0]))
    if route.loop:
        (x0, y0), (x1, y1) = points
        x = min(x0, x1) - 16.0 + shift
        path.cubicTo(x, y0, x, y1, x1, y1)
        return path
    for n in range(0, len(points) - 1, 2):
        (x0, y0), (x1, y1) = points[n], points[n + 1]
        if n:
            path.lineTo(x0, y0)
        middle = (x0 + x1) / 2 + 2 * shift
        path.cubicTo(middle, y0, middle, y1, x1, y1)
    return path


def _each(cells: Cells) -> list[tuple[int, int]]:
    x0, y0, x1, y1 = cells
    return [(x, y) for x in range(x0, x1 + 1) for y in range(y0, y1 + 1)]
