"""Every link of a large board from afar, as lines across and upright: those that lead to one card share one.

Drawn one by one, ten thousand links would cross the view with millions of pixels. The lines are thin boxes:
Qt fills those by the row, where it draws lines dot by dot.
"""

from __future__ import annotations

from collections.abc import Iterable
from zlib import crc32

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from okrdesk.card_shape import CardPlace
from okrdesk.lanes import MARGIN
from ui.board.painter import mix

GAP = MARGIN / 2
TRACK = 8  # pixels of the board to either side by which the trunks in one gap differ
SHARE = 0.55  # of the colour's strength

STEP = 2.0  # the boxes are made anew for each doubling of the zoom

Line = tuple[float, float, float, float]
Ends = tuple[CardPlace, CardPlace, QColor]  # source, target, colour


class FarLinks:
    """The lines of all links, those of one colour together."""

    def __init__(self, links: Iterable[Ends]) -> None:
        self._lines: dict[int, list[Line]] = {}
        self._boxes: dict[int, list[QRectF]] = {}
        self._thin = 0.0
        across: dict[tuple[int, str], list[float]] = {}
        upright: dict[tuple[int, float, str], list[float]] = {}
        targets: dict[str, CardPlace] = {}
        for source, target, color in links:
            rgba, y, level = color.rgba(), source.y + source.h / 2, target.y + target.h / 2
            from_left = target.x <= source.x
            track = crc32(target.id.encode()) % (2 * TRACK) - TRACK
            x = (source.x - GAP if from_left else source.x + source.w + GAP) + track
            edge = source.x if from_left else source.x + source.w
            self._lines.setdefault(rgba, []).append((x, y, edge, y))
            targets[target.id] = target
            across.setdefault((rgba, target.id), []).append(x)
            upright.setdefault((rgba, x, target.id), [level]).append(y)
        for (rgba, id_), xs in across.items():
            target = targets[id_]
            level = target.y + target.h / 2
            for x, edge in ((min(xs), target.x), (max(xs), target.x + target.w)):
                if not target.x <= x <= target.x + target.w:
                    self._lines[rgba].append((edge, level, x, level))
        for (rgba, x, _id), ys in upright.items():
            self._lines[rgba].append((x, min(ys), x, max(ys)))

    def draw(self, painter: QPainter, ground: QColor, zoom: float, share: float = SHARE) -> None:
        """Draw all, mixed with the ground rather than blended: that is three times as fast."""
        if not self._thin / STEP <= 1.0 / zoom <= self._thin:
            self._thin = STEP**0.5 / zoom
            self._boxes = {rgba: [_box(line, self._thin) for line in ls] for rgba, ls in self._lines.items()}
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(Qt.PenStyle.NoPen)
        for rgba, boxes in self._boxes.items():
            painter.setBrush(mix(ground, QColor.fromRgba(rgba), share))
            painter.drawRects(boxes)


def _box(line: Line, thin: float) -> QRectF:
    x0, y0, x1, y1 = line
    return QRectF(min(x0, x1), min(y0, y1), abs(x1 - x0) or thin, abs(y1 - y0) or thin)
