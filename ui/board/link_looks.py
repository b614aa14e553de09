"""What links look like: each kind has a line and an end mark of its own, so that colour never tells alone.

serves: a grey line with an arrow, dashed when a team serves the strategy directly; enables: a line in the
enabling team's colour that ends in a dot; adds to: a double line with a plus; relies on: amber dots with a
diamond; shares: grey dots with a ring.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from okrdesk.cards import Link, LinkKind, Objective, Pillar
from okrdesk.check import card_of
from okrdesk.workshop import Workshop
from ui.board.painter import CardPainter, mix

Piece = QPainterPath | QLineF
Sides = tuple[float, float, float, float]  # left, top, right and bottom: quicker to compare than a QRectF
MARK = 4.0  # half of an end mark's size
THIN, FINEST = 1.0, 0.999  # of a line that stands back, in pixels of the board and at least of the screen
DASHES, DOTS = [4.0, 3.0], [1.0, 2.0]
_DOTTED = ("relies_on", "shares")


class Look(NamedTuple):
    """How a link is drawn; its colour as 0xAARRGGBB."""

    rgba: int
    kind: LinkKind
    dashed: bool = False

    @property
    def color(self) -> QColor:
        """Its colour."""
        return QColor.fromRgba(self.rgba)

    @property
    def is_solid(self) -> bool:
        """Whether its line has no gaps."""
        return not self.dashed and self.kind not in _DOTTED

    @property
    def is_double(self) -> bool:
        """Whether its line is two."""
        return self.kind == "sums_into"

    def faded(self, ground: QColor, share: float) -> Look:
        """The same in a share of its colour's strength: mixed, since blending is slow."""
        return Look(_mixed(ground.rgba(), self.rgba, share), self.kind, self.dashed)


@cache
def _mixed(ground: int, color: int, share: float) -> int:
    return mix(QColor.fromRgba(ground), QColor.fromRgba(color), share).rgba()


def look_of(link: Link, workshop: Workshop, painter: CardPainter) -> Look:
    """How this link is drawn in its workshop."""
    source = workshop.get(card_of(workshop, link.source))
    team = source.team if isinstance(source, Objective) else ""
    match link.kind:
        case "enables" | "sums_into":
            return Look(painter.team_color(team).rgba(), link.kind)
        case "serves":
            dashed = isinstance(workshop.get(link.target), Pillar) and workshop.level(team) > 0
            return Look(painter.theme.color("ink-3").rgba(), link.kind, dashed)
        case "relies_on":
            return Look(painter.theme.color("amber").rgba(), link.kind)
        case "shares":
            return Look(painter.theme.color("ink-3").rgba(), link.kind)


def draw_line(painter: QPainter, pieces: Sequence[Piece], look: Look, width: float, ground: QColor) -> None:
    """Draw a link's line; `ground` shows between the two strokes of a double one."""
    double = look.is_double
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _stroke(painter, pieces, _pen(look.rgba, look.kind, look.dashed, width * 3 if double else width))
    if double:
        _stroke(painter, pieces, QPen(ground, width))


def draw_thin(
    painter: QPainter, straight: list[QLineF], others: list[Piece], look: Look, ground: QColor, zoom: float
) -> None:
    """Draw the lines of links that stand back, as fine as Qt draws them three times as fast; `straight` runs
    whole pixels wide.
    """
    if look.is_double:
        draw_line(painter, [*straight, *others], look, THIN, ground)
        return
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_pen(look.rgba, look.kind, look.dashed, max(THIN, FINEST / zoom)))
    for piece in others:
        painter.drawPath(piece)  # type: ignore[arg-type]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.drawLines(straight)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def draw_mark(painter: QPainter, at: QPointF, side: int, look: Look, width: float, ground: QColor) -> None:
    """Draw the mark where a link meets its target's edge, `at`; `side` 1: it comes from the right."""
    middle = QPointF(at.x() + side * (MARK + 0.5), at.y())
    pen = QPen(look.color, width)
    painter.setPen(pen)
    painter.setBrush(ground)
    match look.kind:
        case "enables":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color)
            painter.drawEllipse(middle, MARK - 0.5, MARK - 0.5)
        case "serves":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color)
            back = at.x() + side * (2 * MARK + 1)
            corners = [at, QPointF(back, at.y() - MARK), QPointF(back, at.y() + MARK)]
            painter.drawPolygon(QPolygonF(corners))
        case "sums_into":
            painter.drawEllipse(middle, MARK + 1, MARK + 1)
            arm = MARK - 1
            painter.drawLine(QLineF(middle.x() - arm, middle.y(), middle.x() + arm, middle.y()))
            painter.drawLine(QLineF(middle.x(), middle.y() - arm, middle.x(), middle.y() + arm))
        case "relies_on":
            x, y, r = middle.x(), middle.y(), MARK + 0.5
            corners = [QPointF(x - r, y), QPointF(x, y - r), QPointF(x + r, y), QPointF(x, y + r)]
            painter.drawPolygon(QPolygonF(corners))
        case "shares":
            painter.drawEllipse(middle, MARK - 0.5, MARK - 0.5)


def mark_sides(x: float, y: float) -> Sides:
    """What an end mark at a point of a card's edge covers, on whichever side it is."""
    reach = 2 * MARK + 4
    return x - reach, y - reach, x + reach, y + reach


@lru_cache(maxsize=256)
def _pen(rgba: int, kind: LinkKind, dashed: bool, width: float) -> QPen:
    pen = QPen(QColor.fromRgba(rgba), width)
    if dashed:
        pen.setDashPattern(DASHES)
    elif kind in _DOTTED:
        pen.setDashPattern(DOTS)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


def _stroke(painter: QPainter, pieces: Sequence[Piece], pen: QPen) -> None:
    """Draw all pieces; straight runs as thin boxes, which is much faster."""
    painter.setPen(pen)
    half, color, solid = pen.widthF() / 2, pen.color(), pen.style() == Qt.PenStyle.SolidLine
    for piece in pieces:
        if not isinstance(piece, QLineF):
            painter.drawPath(piece)
        elif solid:
            box = QRectF(piece.p1(), piece.p2()).normalized()
            wide, high = (half, 0.0) if piece.dy() else (0.0, half)
            painter.fillRect(box.adjusted(-wide, -high, wide, high), color)
        else:
            painter.drawLine(piece)
