"""Lays the sheets of a draft out as cards below one another, as the layout of a text document.

Each piece of text is a block of the document, put where it belongs on its sheet: so Qt's own text view gives
the caret, marking by mouse and keys, and what assistive technology reads.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QPainter,
    QTextBlock,
    QTextDocument,
    QTextFrame,
    QTextLine,
)

from ui.look import sizes
from ui.process.errors import guarded
from ui.review.reader.placing import Box, Placer
from ui.review.reader.sheet import MAIN, Piece, Sheet

WIDEST = 812.0  # of a card at 100 %: longer lines are hard to read
GAP = 18.0
TOP = 24.0


@dataclass(slots=True)
class Placed:
    """A piece in its block; `box` is where it stands on its sheet."""

    piece: Piece
    block: QTextBlock
    page: Page
    box: Box = field(default_factory=Box)

    @property
    def rect(self) -> QRectF:
        """Where it stands in the document."""
        box = self.box
        return QRectF(self.page.left + box.x, self.page.top + box.y, box.w, box.h)

    @property
    def origin(self) -> QPointF:
        """Where its text begins in the document."""
        return QPointF(self.page.left + self.box.x, self.page.top + self.box.y)

    def line_top(self, offset: int) -> float:
        """The height in the document of the line with the character at `offset`."""
        line = self.block.layout().lineForTextPosition(offset)
        return self.page.top + self.box.y + (line.y() if line.isValid() else 0.0)


@dataclass(slots=True)
class Page:
    """A sheet that is laid out: its pieces, and on it the rows, lines and bars between them."""

    sheet: Sheet
    placed: list[Placed] = field(default_factory=list)
    left: float = 0.0
    top: float = 0.0
    width: float = 0.0
    height: float = 0.0
    hairlines: list[float] = field(default_factory=list)
    bars: list[QRectF] = field(default_factory=list)
    rows: dict[str, tuple[float, float]] = field(default_factory=dict)
    strip: QRectF | None = None

    @property
    def rect(self) -> QRectF:
        """The card in the document."""
        return QRectF(self.left, self.top, self.width, self.height)


class DraftLayout(QAbstractTextDocumentLayout):
    """Where every block of a draft stands. `paint` draws a page and what is marked on it."""

    def __init__(self, document: QTextDocument, strip_height: Callable[[float], float] | None) -> None:
        super().__init__(document)
        self.pages: list[Page] = []
        self.by_id: dict[int, Placed] = {}  # by the number that each block bears as its state
        self.paint: Callable[[QPainter, Page, int], None] | None = None
        self.building = False
        self._strip_height = strip_height
        self._tops: list[float] = []
        self._cards: dict[str, Page] = {}
        self._fields: dict[tuple[str, str], Placed] = {}
        self._height = self._least = 0.0

    # ------------------------------------------------------------ laying out
    def lay(self, fresh: list[Page] | None = None) -> None:
        """Lay out the `fresh` pages (None: all), and put all below one another."""
        width = max(1.0, self.document().pageSize().width())
        margin = min(40.0, max(12.0, width * 0.045))
        card = min(sizes.px(WIDEST), width - 2 * margin)
        left, top = (width - card) / 2, float(sizes.px(TOP))
        placer = Placer(card, self._strip_height)
        for page in self.pages:
            if fresh is None or page in fresh or page.width != card:
                placer.place(page)
        self._tops.clear()
        for page in self.pages:
            page.left, page.top = left, top
            self._tops.append(top)
            top += page.height + sizes.px(GAP)
        self._height = top
        if fresh is None or fresh:
            self._index()
        self._announce()

    def set_least_height(self, height: float) -> None:
        """Be at least so tall."""
        if height != self._least:
            self._least = height
            self._announce()

    @property
    def content_height(self) -> float:
        """How tall the pages are together."""
        return self._height

    def _announce(self) -> None:
        self.documentSizeChanged.emit(self.documentSize())

    # ------------------------------------------------------------ finding
    def placed_at(self, position: int) -> Placed | None:
        """The piece whose block holds this position of the document."""
        return self.by_id.get(self.document().findBlock(position).userState())

    def page_at(self, y: float) -> Page | None:
        """The page at a height, or the one above the gap there; None where there are no pages."""
        if not self.pages:
            return None
        return self.pages[max(0, bisect_right(self._tops, y) - 1)]

    def page_of(self, card: str) -> Page | None:
        """The page on which a card stands."""
        return self._cards.get(card)

    def pages_in(self, top: float, bottom: float) -> Iterator[Page]:
        """The pages between two heights."""
        first = max(0, bisect_right(self._tops, top) - 1)
        for page in self.pages[first:]:
            if page.top > bottom:
                return
            yield page

    def piece_of(self, card: str, name: str) -> Placed | None:
        """The piece that shows a field; its card's first where none does."""
        return self._fields.get((card, name)) or self._fields.get((card, ""))

    def _index(self) -> None:
        """Look fields and cards up by their names."""
        self._cards = {card: page for page in self.pages for card in page.rows}
        self._fields = {}
        for placed in self.by_id.values():
            piece = placed.piece
            names = {piece.field, piece.after} - {""} if piece.role != "caption" else set()
            for name in names | ({""} if piece.role in MAIN else set()):
                self._fields[piece.card, name] = placed

    # ------------------------------------------------------------ as Qt asks
    @guarded()
    def documentChanged(self, position: int, removed: int, added: int) -> None:
        if not self.building:
            self.lay([])

    @guarded(QSizeF())
    def documentSize(self) -> QSizeF:
        return QSizeF(self.document().pageSize().width(), max(self._height, self._least))

    @guarded(1)
    def pageCount(self) -> int:
        return 1

    @guarded(QRectF())
    def frameBoundingRect(self, frame: QTextFrame) -> QRectF:
        return QRectF(QPointF(), self.documentSize())

    @guarded(QRectF())
    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        placed = self.by_id.get(block.userState())
        return placed.rect if placed else QRectF()

    @guarded(-1)
    def hitTest(self, point: QPointF, accuracy: Qt.HitTestAccuracy) -> int:
        page = self.page_at(point.y())
        if page is None:
            return -1
        nearest = min(page.placed, key=lambda placed: _distance(placed.rect, point))
        if accuracy is Qt.HitTestAccuracy.ExactHit and not nearest.rect.contains(point):
            return -1
        local = point - nearest.origin
        line = _line_at(nearest.block, local.y())
        if line is None:
            return nearest.block.position()
        return nearest.block.position() + line.xToCursor(local.x())

    @guarded()
    def draw(self, painter: QPainter, context: QAbstractTextDocumentLayout.PaintContext) -> None:
        if self.paint is None:
            return
        clip = context.clip if context.clip.isValid() else QRectF(QPointF(), self.documentSize())
        for page in self.pages_in(clip.top(), clip.bottom()):
            self.paint(painter, page, context.cursorPosition)


def _distance(rect: QRectF, point: QPointF) -> float:
    """How far a point is from a box; heights count more, so that a row's own pieces are nearest."""
    dx = max(rect.left() - point.x(), 0.0, point.x() - rect.right())
    dy = max(rect.top() - point.y(), 0.0, point.y() - rect.bottom())
    return dx + 20 * dy


def _line_at(block: QTextBlock, y: float) -> QTextLine | None:
    layout = block.layout()
    for n in range(layout.lineCount()):
        line = layout.lineAt(n)
        if y < line.y() + line.height() or n == layout.lineCount() - 1:
            return line
    return None


def cursor_x(line: QTextLine, position: int) -> float:
    """Where in a line the caret stands before the character at `position`."""
    found: Any = line.cursorToX(position)
    return found[0] if isinstance(found, tuple) else found
