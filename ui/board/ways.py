"""The curves and straight runs of links: routes made ready to be drawn, and kept until they change."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from typing import NamedTuple
from zlib import crc32

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPainterPathStroker

from okrdesk.routes import LOOP, Point, Route
from ui.board.link_looks import Look, Piece, mark_box

TALL = 120.0  # from this height on, a curve is two bends and a straight run: a tenth of the cost of one curve
BEND = 48.0
TRACKS = (-14.0, -11.0, -8.0, -5.0, -2.0, 3.0, 6.0, 9.0, 12.0)  # off a gap's middle: links run side by side
ROOM = 4.0  # round a piece, for the width of its line
_ALL = (-inf, -inf, inf, inf)
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
    shift = TRACKS[crc32(link_id.encode()) % len(TRACKS)]
    pieces = _pieces(route, shift, (part.left(), part.top(), part.right(), part.bottom()) if part else _ALL)
    end = QPointF(*route.end)
    bounds = mark_box(end)
    for box, _piece in pieces:
        bounds = bounds.united(box)
    return Way(pieces, bounds, end, look, cards, route, waits)


def _pieces(route: Route, shift: float, part: tuple[float, ...]) -> list[tuple[QRectF, Piece]]:
    """The curves and straight runs of a route within a part of the board; `shift` moves its upright runs to
    the left or right.
    """
    points = _beside(route.points, shift / 3)
    runs: list[tuple[Point, ...]] = []
    for n in range(0, len(points) - 1, 2):
        start, end = points[n], points[n + 1]
        if n:
            runs.append((points[n - 1], start))
        middle = min(start[0], end[0]) - LOOP + shift / 3 if route.loop else (start[0] + end[0]) / 2 + shift
        runs += _rise(start, end, middle)
    left, top, right, bottom = part
    pieces: list[tuple[QRectF, Piece]] = []
    for run in runs:
        (ax, ay), (x, _y), (bx, by) = run[0], run[1], run[-1]  # what lies between two ends is one upright
        x0, x1 = min(ax, bx, x) - ROOM, max(ax, bx, x) + ROOM
        y0, y1 = (ay - ROOM, by + ROOM) if ay < by else (by - ROOM, ay + ROOM)
        if x0 < right and x1 > left and y0 < bottom and y1 > top:
            pieces.append((QRectF(x0, y0, x1 - x0, y1 - y0), _piece(run)))
    return pieces


def _beside(points: Sequence[Point], shift: float) -> list[Point]:
    """The points with the level runs moved up or down a little, but not the ends."""
    last = len(points) - 1
    return [(x, y if n in (0, last) else y + shift) for n, (x, y) in enumerate(points)]


def _rise(start: Point, end: Point, x: float) -> list[tuple[Point, ...]]:
    """From start to end by way of the upright line at x: a curve, or two bends and a straight run."""
    y0, y1 = start[1], end[1]
    if abs(y1 - y0) < TALL:
        return [(start, (x, y0), (x, y1), end)]
    bend = BEND if y1 > y0 else -BEND
    first, last = (x, y0 + bend), (x, y1 - bend)
    return [(start, (x, y0), first), (first, last), (last, (x, y1), end)]


def _piece(run: tuple[Point, ...]) -> Piece:
    """A straight run between two points, a bend by way of a third, a curve by way of two more."""
    if len(run) == 2:
        return QLineF(*run[0], *run[1])
    path = QPainterPath(QPointF(*run[0]))
    if len(run) == 3:
        path.quadTo(*run[1], *run[2])
    else:
        path.cubicTo(*run[1], *run[2], *run[3])
    return path
