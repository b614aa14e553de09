"""What is painted anew, as few rectangles: Qt paints through one much faster than through many."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from operator import itemgetter
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter, QRegion, QTransform
from PySide6.QtWidgets import QGraphicsView

from ui.board.link_looks import Sides
from ui.board.ways import meet, sides_of

WASTE = 20_000.0  # square pixels that cost less to paint than one rectangle more
GRAIN = 32.0  # pixels of the board that do not count
COARSE = 100_000.0  # and than to look into one rectangle more for what is there


class Exposed(NamedTuple):
    """What a view paints just now: the region of its viewport, and a few parts of the board that cover it."""

    region: QRegion
    parts: list[Sides]


def exposed(region: QRegion, to_board: QTransform) -> Exposed:
    """What of the board a region of the viewport exposes."""
    rects = [sides_of(to_board.mapRect(QRectF(rect))) for rect in iter(region)]  # type: ignore[call-overload]
    return Exposed(region, joined(rects, COARSE * to_board.m11() ** 2))


def through_each(painter: QPainter, region: QRegion, part: QRect, draw: Callable[[QRect], object]) -> None:
    """Draw a part of the viewport through each rectangle of a region alone: that is much quicker than through
    all of it. The painter is in the viewport's pixels.
    """
    if region.rectCount() == 1 or not painter.device().devicePixelRatioF().is_integer():
        draw(part)  # elsewhere rectangles end between dots
        return
    for rect in iter(region & part):  # type: ignore[call-overload]
        painter.setClipRect(rect)
        draw(rect)
    painter.setClipping(False)


def repaint(view: QGraphicsView, boxes: Iterable[Sides]) -> None:
    """Let a view paint these boxes of its scene anew."""
    to_view, port = view.viewportTransform(), view.viewport()
    seen = sides_of(to_view.inverted()[0].mapRect(QRectF(port.rect())))
    in_view = [box for box in boxes if meet(box, seen)]
    region = QRegion()
    for left, top, right, bottom in joined(in_view, WASTE / to_view.m11() ** 2):
        region += to_view.mapRect(QRectF(left, top, right - left, bottom - top)).toAlignedRect()
    port.update(region)


def joined(boxes: Iterable[Sides], waste: float) -> list[Sides]:
    """Fewer boxes that cover these: two become one where that covers no more than `waste` besides."""
    found: list[Sides] = []
    for box in sorted(_stacked(boxes), key=_area, reverse=True):  # what lies in another is soon done with
        grown, n = box, 0
        while n < len(found):
            a, b, c, d = grown
            left, top, right, bottom = found[n]
            if left <= a and top <= b and right >= c and bottom >= d:
                break
            around = min(a, left), min(b, top), max(c, right), max(d, bottom)
            if _area(around) - (c - a) * (d - b) - (right - left) * (bottom - top) <= waste:
                del found[n]
                grown, n = around, 0
            else:
                n += 1
        else:
            found.append(grown)
    return found


def _stacked(boxes: Iterable[Sides]) -> Iterator[Sides]:
    """Boxes about as wide that lie one over the other become one: most of them do, in the gaps."""
    stacks: dict[tuple[float, float], list[Sides]] = {}
    for box in set(boxes):
        stacks.setdefault((box[0] // GRAIN, box[2] // GRAIN), []).append(box)
    for stack in stacks.values():
        stack.sort(key=itemgetter(1))
        left, right = min(box[0] for box in stack), max(box[2] for box in stack)
        _, top, _, bottom = stack[0]
        for box in stack:
            if box[1] > bottom + GRAIN:
                yield left, top, right, bottom
                top = box[1]
            bottom = max(bottom, box[3])
        yield left, top, right, bottom


def _area(box: Sides) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])
