"""The curves and straight runs of links: routes made ready to be drawn, and kept until they change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from zlib import crc32

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPainterPathStroker

from okrdesk.routes import LOOP, Point, Route
from ui.board.link_looks import Look, Piece, mark_box

TALL = 120.0  # from this height on, a curve is two bends and a straight run: a tenth of the cost of one curve
BEND = 48.0
TRACKS = (-14.0, -11.0, -8.0, -5.0, -2.0, 3.0, 6.0, 9.0, 12.0)  # off a gap's middle: links run side by side
_TOUCH = 10.0  # the width of a line under the pointer


class Way(NamedTuple):
    """A link ready to be drawn: its pieces, each with what it covers; where it meets its target; the cards it
    ties together. One that `waits` is of a card that is not for this quarter.
    """

    pieces: list[tuple[QRectF, Piece]]
    bounds: QRectF
    end: QPointF
    look: Look
    cards: tuple[str, str]
    route: Route
    waits: bool

    def touches(self, point: QPointF) -> bool:
        """Whether the line runs at this point of the board."""
        if not self.bounds.contains(point):
            return False
        stroker = QPainterPathStroker()
        stroker.setWidth(_TOUCH)
        for box, piece in self.pieces:
            if box.adjusted(-_TOUCH, -_TOUCH, _TOUCH, _TOUCH).contains(point):
                path = piece
                if isinstance(piece, QLineF):
                    path = QPainterPath(piece.p1())
                    path.lineTo(piece.p2())
                if stroker.createStroke(path).contains(point):  # type: ignore[arg-type]
                    return True
        return False


def way_of(
    link_id: str, route: Route, look: Look, cards: tuple[str, str], part: QRectF | None, *, waits: bool
) -> Way:
    """A route ready to be drawn, or what of it lies in a part of the board."""
    pieces = _pieces(route, TRACKS[crc32(link_id.encode()) % len(TRACKS)])
    if part is not None:
        pieces = [(box, piece) for box, piece in pieces if box.intersects(part)]
    end = QPointF(*route.end)
    bounds = mark_box(end)
    for box, _piece in pieces:
        bounds = bounds.united(box)
    return Way(pieces, bounds, end, look, cards, route, waits)


def _pieces(route: Route, shift: float) -> list[tuple[QRectF, Piece]]:
    """The curves and straight runs of a route; `shift` moves its upright runs to the left or right."""
    points = _beside(route.points, shift / 3)
    pieces: list[Piece] = []
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


def _rise(start: Point, end: Point, x: float) -> list[Piece]:
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


def _box(piece: Piece) -> QRectF:
    """What a piece covers, its width included."""
    if isinstance(piece, QLineF):
        box = QRectF(piece.p1(), piece.p2()).normalized()
    else:
        box = piece.controlPointRect()
    return box.adjusted(-4.0, -4.0, 4.0, 4.0)
