"""The curves and straight runs of links: routes made ready to be drawn, and kept until they change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import inf
from typing import NamedTuple, TypeVar
from zlib import crc32

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPainterPathStroker

from okrdesk.routes import LOOP, Point, Route
from ui.board.link_looks import Look, Piece, Sides, mark_sides

TALL = 120.0  # from this height on, a curve is two bends and a straight run: a tenth of the cost of one curve
BEND = 48.0
Run = tuple[Point, ...]  # a straight run's ends, or those of a curve and what draws it between them
Pieces = dict[Run, tuple[Sides, Piece]]
TRACKS = (-14.0, -11.0, -8.0, -5.0, -2.0, 3.0, 6.0, 9.0, 12.0)  # off a gap's middle: links run side by side
ROOM = 4.0  # round a piece, for the width of its line
P = TypeVar("P", bound=Piece)
_ALL = (-inf, -inf, inf, inf)
_TOUCH = 10.0  # the width of a line under the pointer


class Way(NamedTuple):
    """A link ready to be drawn: its pieces by the points they run by, each with what it covers; where it
    meets its target; the cards it ties together. One that `waits` is of a card that is not for this quarter.
    """

    pieces: Pieces
    bounds: Sides
    end: QPointF
    look: Look
    cards: tuple[str, str]
    route: Route
    waits: bool

    def touches(self, point: QPointF) -> bool:
        """Whether the line runs at this point of the board."""
        x, y = point.x(), point.y()
        under = (x - _TOUCH, y - _TOUCH, x + _TOUCH, y + _TOUCH)
        if not meet(self.bounds, under):
            return False
        stroker = QPainterPathStroker()
        stroker.setWidth(_TOUCH)
        for box, piece in self.pieces.values():
            if meet(box, under):
                path = piece
                if isinstance(piece, QLineF):
                    path = QPainterPath(piece.p1())
                    path.lineTo(piece.p2())
                if stroker.createStroke(path).contains(point):  # type: ignore[arg-type]
                    return True
        return False


def way_of(
    link_id: str,
    route: Route,
    look: Look,
    cards: tuple[str, str],
    part: QRectF | None,
    *,
    waits: bool,
    before: Way | None = None,
) -> Way:
    """A route ready to be drawn, or what of it lies in a part of the board; what it has in common with how it
    ran `before` in that part is not made again.
    """
    shift = TRACKS[crc32(link_id.encode()) % len(TRACKS)]
    pieces = _pieces(route, shift, sides_of(part) if part else _ALL, before.pieces if before else {})
    lefts, tops, rights, bottoms = zip(
        mark_sides(*route.end), *(box for box, _ in pieces.values()), strict=True
    )
    bounds = min(lefts), min(tops), max(rights), max(bottoms)
    return Way(pieces, bounds, QPointF(*route.end), look, cards, route, waits)


def sides_of(rect: QRectF) -> Sides:
    """A rectangle's sides."""
    return rect.left(), rect.top(), rect.right(), rect.bottom()


def meet(a: Sides, b: Sides) -> bool:
    """Whether two boxes overlap."""
    return a[0] < b[2] and a[2] > b[0] and a[1] < b[3] and a[3] > b[1]


def _pieces(route: Route, shift: float, part: Sides, before: Pieces) -> Pieces:
    """The curves and straight runs of a route within a part of the board; `shift` moves its upright runs to
    the left or right.
    """
    points = _beside(route.points, shift / 3)
    left, top, right, bottom = part
    pieces: Pieces = {}
    for n in range(0, len(points) - 1, 2):
        start, end = points[n], points[n + 1]
        runs: list[Run] = [(points[n - 1], start)] if n else []
        x0, x1 = (start[0], end[0]) if start[0] < end[0] else (end[0], start[0])
        middle = x0 - LOOP + shift / 3 if route.loop else (x0 + x1) / 2 + shift
        if x1 + ROOM > left and min(x0, middle) - ROOM < right:
            runs += _rise(start, end, middle)
        for run in runs:
            made = before.get(run)
            if made is None:
                box = _sides(run)
                if box[0] >= right or box[2] <= left or box[1] >= bottom or box[3] <= top:
                    continue
                made = box, _piece(run)
            pieces[run] = made
    return pieces


def _sides(run: Run) -> Sides:
    """What a run covers: what lies between its two ends is one upright."""
    (ax, ay), (x, _y), (bx, by) = run[0], run[1], run[-1]
    x0, x1 = (ax, bx) if ax < bx else (bx, ax)
    y0, y1 = (ay, by) if ay < by else (by, ay)
    return (x if x < x0 else x0) - ROOM, y0 - ROOM, (x if x > x1 else x1) + ROOM, y1 + ROOM


def _beside(points: Sequence[Point], shift: float) -> list[Point]:
    """The points with the level runs moved up or down a little, but not the ends."""
    last = len(points) - 1
    return [(x, y if n in (0, last) else y + shift) for n, (x, y) in enumerate(points)]


def _rise(start: Point, end: Point, x: float) -> list[Run]:
    """From start to end by way of the upright line at x: a curve, or two bends and a straight run."""
    y0, y1 = start[1], end[1]
    if abs(y1 - y0) < TALL:
        return [(start, (x, y0), (x, y1), end)]
    bend = BEND if y1 > y0 else -BEND
    first, last = (x, y0 + bend), (x, y1 - bend)
    return [(start, (x, y0), first), (first, last), (last, (x, y1), end)]


def _piece(run: Run) -> Piece:
    """A straight run between two points, a bend by way of a third, a curve by way of two more."""
    if len(run) == 2:
        return QLineF(*run[0], *run[1])
    path = QPainterPath()
    path.moveTo(*run[0])
    if len(run) == 3:
        (_start, (cx, cy), (x, y)) = run
        path.quadTo(cx, cy, x, y)
    else:
        (_start, (ax, ay), (bx, by), (x, y)) = run
        path.cubicTo(ax, ay, bx, by, x, y)
    return path


class Sheaf(NamedTuple):
    """Links that look alike: the pieces of their ways, those to be drawn as plain lines and the others."""

    straight: list[tuple[Sides, QLineF]]
    others: list[tuple[Sides, Piece]]

    def add(self, way: Way) -> None:
        """Take a link in."""
        plain = not way.look.is_double  # of which one piece after the other is drawn
        for box, piece in way.pieces.values():
            if plain and isinstance(piece, QLineF):
                self.straight.append((box, piece))
            else:
                self.others.append((box, piece))


def pieces_in(parts: Sequence[Sides], pieces: Iterable[tuple[Sides, P]]) -> list[P]:
    """Those that may be seen in some parts of the board."""
    left, top, right, bottom = _around(parts)
    found = [
        pair
        for pair in pieces  # `meet`, without a call for each
        if pair[0][0] < right and pair[0][2] > left and pair[0][1] < bottom and pair[0][3] > top
    ]
    if len(parts) == 1:
        return [piece for _box, piece in found]
    return [piece for box, piece in found if _is_in(box, parts)]


def _is_in(box: Sides, parts: Sequence[Sides]) -> bool:
    x0, y0, x1, y1 = box
    for left, top, right, bottom in parts:  # noqa: SIM110 - `any` takes three times as long
        if x0 < right and x1 > left and y0 < bottom and y1 > top:
            return True
    return False


def _around(parts: Sequence[Sides]) -> Sides:
    lefts, tops, rights, bottoms = zip(*parts, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


# ------------------------------------------------------------ what a change alters
def covered(way: Way) -> list[Sides]:
    """All that a way covers, with its end mark."""
    return [mark_sides(way.end.x(), way.end.y()), *(box for box, _piece in way.pieces.values())]


def apart(old: Way, new: Way) -> list[Sides]:
    """What of the board alters when `new` is drawn in the place of `old`."""
    if old.look != new.look or old.waits != new.waits:
        return covered(old) + covered(new)
    boxes = [mark_sides(way.end.x(), way.end.y()) for way in (old, new) if old.end != new.end]
    gone, come = old.pieces.keys() - new.pieces.keys(), new.pieces.keys() - old.pieces.keys()
    moved = {run[0][0]: run for run in gone if _is_upright(run)}
    for run in come:
        was = moved.get(run[0][0]) if _is_upright(run) else None
        if was is None or (run[0] != was[0] and not new.look.is_solid):  # dashes are counted from the start
            boxes.append(new.pieces[run][0])
        else:
            gone.discard(was)
            boxes += [_sides(ends) for ends in zip(run, was, strict=True) if ends[0] != ends[1]]
    return boxes + [old.pieces[run][0] for run in gone]


def _is_upright(run: Run) -> bool:
    return len(run) == 2 and run[0][0] == run[1][0]
