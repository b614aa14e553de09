"""Puts the pieces of one sheet on its card: positions are relative to the card's corner."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QTextOption

from ui.look import sizes
from ui.review.reader.sheet import Piece, Row

if TYPE_CHECKING:
    from ui.review.reader.draft_layout import Page, Placed

PAD = 24
DISC = 22
BADGE_PAD = 7
NARROW = 430  # below this width of a card, numbers stand under the words
_FAR = 1e6


@dataclass(slots=True)
class Box:
    """Where a piece's text stands, and how far to the right it runs in its last line."""

    x: float = 0.0
    y: float = 0.0
    w: float = 0.0
    h: float = 0.0
    last: float = 0.0
    laid: float = 0.0  # the width that the text was laid out for


class Placer:
    """Places sheets on cards of one width. `strip_height` tells how tall the verdicts are (None: none)."""

    def __init__(self, width: float, strip_height: Callable[[float], float] | None) -> None:
        self._width = width
        self._narrow = width < sizes.px(NARROW)
        self._pad = sizes.px(21 if self._narrow else PAD)
        self._inner = width - 2 * self._pad
        self._strip_height = strip_height
        self._option = QTextOption()
        self._option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        self._option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)

    def place(self, page: Page) -> None:
        """Lay a page's pieces out, and say how tall it becomes."""
        sheet, pad = page.sheet, self._pad
        self._of = {id(placed.piece): placed for placed in page.placed}
        page.width = self._width
        page.hairlines, page.bars, page.rows, page.strip = [], [], {}, None
        y = float(sizes.px(16))
        y += self._put(sheet.head, pad, y, self._inner) + sizes.px(4)
        y += self._put(sheet.title, pad, y, self._inner) + sizes.px(9)
        y = self._flow(sheet.meta, y)
        y = self._texts(page, y + sizes.px(10))
        page.rows[sheet.card] = (0.0, y)
        for row in sheet.results:
            page.hairlines.append(y)
            y = self._row(page, row, y)
        if sheet.heading:
            page.hairlines.append(y)
            y += sizes.px(12)
            y += self._put(sheet.heading, pad, y, self._inner) + sizes.px(2)
        for row in sheet.conditions:
            y = self._row(page, row, y, close=True)
        if self._strip_height is not None and sheet.judged:
            y = self._strip(page, y, self._strip_height)
        page.height = y + sizes.px(16)

    # ------------------------------------------------------------ parts of a sheet
    def _flow(self, pieces: tuple[Piece, ...], y: float) -> float:
        """Small pieces beside one another, in as many lines as they need; where the next part begins."""
        height, gap, x = sizes.px(24), sizes.px(8), float(self._pad)
        for piece in pieces:
            inset = sizes.px(BADGE_PAD) if piece.role == "badge" else 0
            width = sizes.px(DISC) if piece.role == "disc" else self._natural(piece) + 2 * inset
            if x > self._pad and x + width > self._pad + self._inner:
                x, y = float(self._pad), y + height
            self._put_middle(piece, x + inset, y + height / 2, width - 2 * inset)
            x += width + gap
        return y + height if pieces else y

    def _texts(self, page: Page, y: float) -> float:
        bar, indent = sizes.px(3), sizes.px(15)
        x = float(self._pad)
        for piece in page.sheet.texts:
            if piece.role == "story":
                inside = indent if piece.markable else 0
                height = self._put(piece, self._pad + inside, y + sizes.px(4), self._inner - inside)
                if piece.markable:
                    page.bars.append(QRectF(self._pad, y, bar, height + sizes.px(8)))
                y += height + sizes.px(18)
            elif piece.role == "caption":
                x = self._pad + self._natural(piece) + sizes.px(8)
                self._put(piece, self._pad, y, _FAR)
            else:
                y += self._put(piece, x, y, self._pad + self._inner - x) + sizes.px(8)
        return y + sizes.px(2 if page.sheet.texts else 8)

    def _row(self, page: Page, row: Row, top: float, *, close: bool = False) -> float:
        above = sizes.px(6 if close else 10)
        y, left = top + above, self._pad + sizes.px(22 if close else 36)
        right = self._width - self._pad
        if row.disc:
            self._put_middle(row.disc, right - sizes.px(DISC), y + sizes.px(9), sizes.px(DISC))
        if not close:
            right -= sizes.px(DISC + 12)
        numbers = self._natural(row.numbers) if row.numbers else 0.0
        below = self._narrow or numbers > (right - left) * 0.5
        if row.numbers and not below:
            self._put(row.numbers, right - numbers, y, numbers + 1)
            right -= numbers + sizes.px(20)
        self._put_middle(row.label, self._pad, y + sizes.px(9), left - self._pad)
        y += self._put(row.words, left, y, right - left)
        y = self._badges(row, y, left, right)
        if row.numbers and below:
            y += self._put(row.numbers, left, y + sizes.px(2), self._width - self._pad - left) + sizes.px(2)
        y = self._foot(row, y, left)
        page.rows[row.card] = (top, y + above)
        return y + above

    def _badges(self, row: Row, y: float, left: float, right: float) -> float:
        """Badges behind the last word where they fit, else below it; where the next part begins."""
        if not row.badges:
            return y
        inset, gap, line = sizes.px(BADGE_PAD), sizes.px(6), sizes.px(20)
        x, middle = left + self._of[id(row.words)].box.last + gap, y - sizes.px(9)
        for piece in row.badges:
            width = self._natural(piece) + 2 * inset
            if x > left and x + width > right:
                x, middle, y = left, y + line / 2 + sizes.px(2), y + line + sizes.px(2)
            self._put_middle(piece, x + inset, middle, min(width, right - left) - 2 * inset)
            x += width + gap
        return y

    def _foot(self, row: Row, y: float, left: float) -> float:
        x, right = left, self._width - self._pad - (0 if self._narrow else sizes.px(DISC + 12))
        for piece in row.foot:
            if piece.role == "caption":
                x = left + self._natural(piece) + sizes.px(8)
                self._put(piece, left, y + sizes.px(3), _FAR)
            else:
                y += self._put(piece, x, y + sizes.px(3), right - x) + sizes.px(3)
        return y

    def _strip(self, page: Page, y: float, height: Callable[[float], float]) -> float:
        page.hairlines.append(y)
        tall = height(self._inner)
        page.strip = QRectF(self._pad, y + sizes.px(12), self._inner, tall)
        return y + sizes.px(12) + tall

    # ------------------------------------------------------------ one piece
    def _put(self, piece: Piece, x: float, y: float, width: float) -> float:
        """Lay a piece out in lines of a width, its corner at x, y; how tall it is."""
        box = self._lines(self._of[id(piece)], max(20.0, width))
        box.x, box.y = x, y
        return box.h

    def _put_middle(self, piece: Piece, x: float, middle: float, width: float) -> None:
        """Put a short piece with its middle at a height; a disc's letters in the middle of the disc."""
        placed = self._of[id(piece)]
        natural = self._natural(piece)
        box = self._lines(placed, max(natural + 1, 1.0) if piece.role != "badge" else max(20.0, width + 1))
        box.x = x + (width - natural) / 2 if piece.role == "disc" else x
        box.y = middle - box.h / 2

    def _natural(self, piece: Piece) -> float:
        """How wide a piece is in one line."""
        placed = self._of[id(piece)]
        return self._lines(placed, _FAR).last

    def _lines(self, placed: Placed, width: float) -> Box:
        layout, box = placed.block.layout(), placed.box
        if box.laid == width or (box.laid == _FAR and box.w <= width):
            return box  # as it is, each line fits
        layout.setTextOption(self._option)
        layout.beginLayout()
        height = 0.0
        box.w = box.last = 0.0
        box.laid = width
        leading = _LEADING.get(placed.piece.role, 1.0)
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0.0, height))
            height += line.height() * leading
            box.last = line.naturalTextWidth()
            box.w = max(box.w, box.last)
        layout.endLayout()
        box.h = height
        return box


_LEADING = {"story": 1.25, "title": 1.12, "words": 1.15}
