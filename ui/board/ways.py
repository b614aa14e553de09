"""The curves and straight runs of links: routes made ready to be drawn, and kept until they change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import inf
from typing import NamedTuple, TypeVar
from zlib import crc32

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPainterPathStroker

from okrdesk.routes import LOOP, Route
from ui.board.link_looks import Look, Piece, Sides, mark_sides

TALL = 120.0  # from this height on, a curve is two bends and a straight run: a tenth of the cost of one curve
BEND = 48.0
Run = tuple[float, ...]  # x and y of a straight run's ends, or of a curve's with what draws it between them
_STRAIGHT, _BENT = 4, 6  # how many these are
Pieces = dict[Run, tuple[Sides, Piece]]
TRACKS = (-14.0, -11.0, -8.0, -5.0, -2.0, 3.0, 6.0, 9.0, 12.0)  # off a gap's middle: links run side by side
ROOM = 4.0  # round a piece, for the width of its line
P = TypeVar("P", bound=Piece)
ALL = (-inf, -inf, inf, inf)
_TOUCH = 10.0  # the width of a line under the pointer


class Way(NamedTuple):
    """A link ready to be drawn: its pieces by the points they run by, each with what it covers; where it
    meets its target; the cards it ties together. One that `waits` is of a card that is not for this quarter.
    """

    pieces: Pieces
    straight: list[tuple[Sides, QLineF]]  # of them
    bends: list[tuple[Sides, QPainterPath]]
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
    part: Sides,
    *,
    waits: bool,
    before: Way | None = None,
) -> Way:
    """A route ready to be drawn, or what of it lies in a part of the board; what it has in common with how it
    ran `before` in that part is not made again.
    """
    known = before.pieces if before else {}
    left, top, right, bottom = part
    pieces: Pieces = {}
    straight, bends = [], []
    for run in _runs(route, TRACKS[crc32(link_id.encode()) % len(TRACKS)], left, right):
        made = known.get(run)
        if made is None:
            box = _sides(run)
            if box[0] >= right or box[2] <= left or box[1] >= bottom or box[3] <= top:
                continue
            made = box, _piece(run)
        pieces[run] = made
        (straight if len(run) == _STRAIGHT else bends).append(made)
    bounds = around([mark_sides(*route.end), *[box for box, _ in pieces.values()]])
    return Way(pieces, straight, bends, bounds, QPointF(*route.end), look, cards, route, waits)


def sides_of(rect: QRectF) -> Sides:
    """A rectangle's sides."""
    return rect.left(), rect.top(), rect.right(), rect.bottom()


def meet(a: Sides, b: Sides) -> bool:
    """Whether two boxes overlap."""
    return a[0] < b[2] and a[2] > b[0] and a[1] < b[3] and a[3] > b[1]


def _runs(route: Route, shift: float, left: float, right: float) -> Iterator[Run]:
    """All level runs of a route, and of the others those between left and right; but for its ends a little
    higher or lower than it says.
    """
    points, lift = route.points, shift / 3
    last, x, y = len(points) - 2, 0.0, 0.0
    for n in range(0, last + 1, 2):
        (ax, ay), (bx, by) = points[n], points[n + 1]
        if n:
            ay += lift
            yield x, y, ax, ay
        if n < last:
            by += lift
        x, y = bx, by
        x0, x1 = (ax, bx) if ax < bx else (bx, ax)
        middle = x0 - LOOP + lift if route.loop else (x0 + x1) / 2 + shift
        if x1 + ROOM > left and (x0 if x0 < middle else middle) - ROOM < right:
            yield from _rise(ax, ay, bx, by, middle)


def _rise(ax: float, ay: float, bx: float, by: float, x: float) -> tuple[Run, ...]:
    """From (ax, ay) to (bx, by) by way of the upright line at x: a curve, or two bends and a straight run."""
    if abs(by - ay) < TALL:
        return ((ax, ay, x, ay, x, by, bx, by),)
    bend = BEND if by > ay else -BEND
    first, last = ay + bend, by - bend
    return (ax, ay, x, ay, x, first), (x, first, x, last), (x, last, x, by, bx, by)


def _sides(run: Run) -> Sides:
    """What a run covers: what lies between its two ends is one upright."""
    ax, ay, x = run[:3]
    bx, by = run[-2:]
    x0, x1 = (ax, bx) if ax < bx else (bx, ax)
    y0, y1 = (ay, by) if ay < by else (by, ay)
    return (x if x < x0 else x0) - ROOM, y0 - ROOM, (x if x > x1 else x1) + ROOM, y1 + ROOM


def _piece(run: Run) -> Piece:
    """A straight run between two points, a bend by way of a third, a curve by way of two more."""
    if len(run) == _STRAIGHT:
        return QLineF(*run)
    path = QPainterPath()
    path.moveTo(run[0], run[1])
    if len(run) == _BENT:
        path.quadTo(*run[2:])
    else:
        path.cubicTo(*run[2:])
    return path


class Sheaf(NamedTuple):
    """Links that look alike: the pieces of their ways, those to be drawn as plain lines and the others."""

    straight: list[tuple[Sides, QLineF]]
    others: list[tuple[Sides, Piece]]

    def add(self, way: Way) -> None:
        """Take a link in."""
        if way.look.is_double:  # of which one piece after the other is drawn
            self.others.extend(way.pieces.values())
        else:
            self.straight.extend(way.straight)
            self.others.extend(way.bends)


def pieces_in(parts: Sequence[Sides], pieces: Iterable[tuple[Sides, P]]) -> list[P]:
    """Those that may be seen in some parts of the board."""
    left, top, right, bottom = around(parts)
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


def around(parts: Sequence[Sides]) -> Sides:
    """The box around all."""
    lefts, tops, rights, bottoms = zip(*parts, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


# ------------------------------------------------------------ what a change alters
def covered(way: Way) -> list[Sides]:
    """All that a way covers, with its end mark."""
    return [mark_sides(*way.route.end), *(box for box, _piece in way.pieces.values())]


def apart(old: Way, new: Way) -> list[Sides]:
    """What of the board alters when `new` is drawn in the place of `old`."""
    if old.look != new.look or old.waits != new.waits:
        return covered(old) + covered(new)
    boxes = [mark_sides(*way.route.end) for way in (old, new) if old.end != new.end]
    before, after = old.pieces, new.pieces
    gone, come = before.keys() - after.keys(), after.keys() - before.keys()
    upright = {run[0]: run for run in gone if len(run) == _STRAIGHT and run[0] == run[2]}
    for run in come:
        was = upright.pop(run[0], None) if len(run) == _STRAIGHT and run[0] == run[2] else None
        if was is None or (run[1] != was[1] and not new.look.is_solid):  # dashes are counted from the start
            boxes.append(after[run][0])
        else:
            gone.remove(was)
            boxes += [_sides((run[0], run[n], was[0], was[n])) for n in (1, 3) if run[n] != was[n]]
    boxes += [before[run][0] for run in gone]
    return boxes
