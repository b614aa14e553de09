"""Paints the pages of a draft: the card, what stands on it, and the marks of notes on its words."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QTextBlock, QTextCharFormat, QTextLayout

from ui.look import fonts, sizes
from ui.look.theme import Theme
from ui.review.reader import looks
from ui.review.reader.draft_layout import Page, Placed, cursor_x
from ui.review.reader.marks import Mark, Marks, Tag
from ui.review.reader.placing import BADGE_PAD, DISC
from ui.review.reader.sheet import MAIN

RADIUS = 10.0
TILE = 15


@dataclass(slots=True)
class Stand:
    """What is painted beyond the draft itself: the marks, which note is current, what is selected."""

    marks: Marks = field(default_factory=Marks)
    current: str = ""
    hovered: str = ""
    selection: tuple[int, int] = (0, 0)  # positions in the document
    card: str = ""  # the card that the caret is on as a whole
    focused: bool = False
    written: str = ""  # the card that a note is being written on, while the keys are with the note


class DraftPainter:
    """Paints pages in a theme."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self.stand = Stand()
        self.tiles: dict[str, list[tuple[QRectF, list[str]]]] = {}  # by page: where a click leads to notes

    def paint(self, painter: QPainter, page: Page, caret: int) -> None:
        """Draw a page; `caret` is the position at which the caret is to be seen, or -1."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_card(painter, page)
        tiles: list[tuple[QRectF, list[str]]] = []
        for placed in page.placed:
            self._paint_piece(painter, placed, caret)
            tiles += self._paint_tiles(painter, page, placed)
        self.tiles[page.sheet.card] = tiles

    # ------------------------------------------------------------ the card
    def _paint_card(self, painter: QPainter, page: Page) -> None:
        theme = self.theme
        painter.setPen(Qt.PenStyle.NoPen)
        shade = QColor(theme.color("shadow"))
        shade.setAlphaF(0.05)
        painter.setBrush(shade)
        painter.drawRoundedRect(page.rect.translated(0, 1.5), RADIUS, RADIUS)
        painter.setPen(QPen(theme.color("line"), 1.02))
        painter.setBrush(theme.color("card"))
        painter.drawRoundedRect(page.rect.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        inset = page.bars[0].left() if page.bars else sizes.px(24)
        painter.setPen(QPen(theme.color("line"), 1))
        for y in page.hairlines:
            line = round(page.top + y) + 0.5
            painter.drawLine(QPointF(page.left + inset, line), QPointF(page.left + page.width - inset, line))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("line-strong"))
        for bar in page.bars:
            painter.drawRoundedRect(bar.translated(page.left, page.top), 1.5, 1.5)
        card = self.stand.card if self.stand.focused else self.stand.written
        if card in page.rows:
            self._paint_row(painter, page, *page.rows[card])

    def _paint_row(self, painter: QPainter, page: Page, top: float, bottom: float) -> None:
        """Show which card the caret is on, or a note is written on: a line at the card's left edge."""
        rect = QRectF(page.left + 1, page.top + top + 6, 3, bottom - top - 12)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.color("accent"))
        painter.drawRoundedRect(rect, 1.5, 1.5)

    # ------------------------------------------------------------ one piece
    def _paint_piece(self, painter: QPainter, placed: Placed, caret: int) -> None:
        piece, block, theme = placed.piece, placed.block, self.theme
        if piece.role == "badge":
            self._paint_ground(painter, placed, piece.tone)
        elif piece.role == "disc":
            middle, size = placed.rect.center(), sizes.px(DISC)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("violet-bg"))
            painter.drawEllipse(middle, size / 2, size / 2)
        marks = self.stand.marks.words.get((piece.card, piece.field), ()) if piece.markable else ()
        for mark in marks:
            self._paint_mark_ground(painter, placed, mark)
        layout = block.layout()
        layout.draw(painter, placed.origin, self._selected(block))
        for level, mark in enumerate(marks):
            self._paint_mark_line(painter, placed, mark, level)
        offset = caret - block.position()
        if 0 <= offset < block.length():
            painter.setPen(theme.color("accent"))
            painter.setBrush(theme.color("accent"))
            layout.drawCursor(painter, placed.origin, offset, 2)

    def _paint_ground(self, painter: QPainter, placed: Placed, tone: str) -> None:
        pad, rect = sizes.px(BADGE_PAD), placed.rect
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(looks.ground(self.theme, tone))
        painter.drawRoundedRect(rect.adjusted(-pad, -1.5, pad, 1.5), 5, 5)

    def _selected(self, block: QTextBlock) -> list[QTextLayout.FormatRange]:
        start, end = (position - block.position() for position in self.stand.selection)
        if start >= end or end <= 0 or start >= block.length():
            return []
        found = QTextLayout.FormatRange()
        found.start, found.length = max(0, start), min(end, block.length() - 1) - max(0, start)
        format_ = QTextCharFormat()
        format_.setBackground(self.theme.color("accent"))
        format_.setForeground(self.theme.color("on-accent"))
        found.format = format_
        return [found]

    # ------------------------------------------------------------ notes on words
    def _paint_mark_ground(self, painter: QPainter, placed: Placed, mark: Mark) -> None:
        color = QColor(looks.ground(self.theme, looks.KINDS[mark.kind][0]))
        if not mark.open and mark.note != self.stand.current:
            color.setAlphaF(0.45)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        for rect in word_rects(placed, mark.start, mark.end):
            painter.drawRect(rect)

    def _paint_mark_line(self, painter: QPainter, placed: Placed, mark: Mark, level: int) -> None:
        token, style, _letter = looks.KINDS[mark.kind]
        if mark.state == "similar":
            style = "dashes"
        color = QColor(self.theme.color(token))
        if not mark.open:
            color.setAlphaF(0.55)
        current = mark.note in (self.stand.current, self.stand.hovered)
        for rect in word_rects(placed, mark.start, mark.end):
            y = rect.bottom() - 0.5 + 2.5 * (level % 2)
            _draw_line(painter, rect.left(), rect.right(), y, color, style)
            if current:
                strong = mark.note == self.stand.current
                painter.setPen(QPen(self.theme.color("accent"), 2.0 if strong else 1.0))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(rect.adjusted(-1.5, -1.5, 1.5, 2), 2, 2)

    # ------------------------------------------------------------ marks at the edges
    def _paint_tiles(self, painter: QPainter, page: Page, placed: Placed) -> list[tuple[QRectF, list[str]]]:
        """Draw the marks beside a piece: at the left of its words' notes, at the right of all others."""
        piece, found = placed.piece, []
        if piece.role in ("caption", "disc", "badge", "label", "owner", "heading"):
            return found
        lines: dict[float, list[Mark]] = {}
        if piece.markable:
            for mark in self.stand.marks.words.get((piece.card, piece.field), ()):
                first = word_rects(placed, mark.start, mark.end)[:1]
                if first:
                    lines.setdefault(first[0].center().y(), []).append(mark)
        size = sizes.px(TILE)
        for middle, marks in lines.items():
            rect = QRectF(page.left + 4, middle - size / 2, size, size)
            self._tile(painter, rect, marks[-1].kind, len(marks), "exact", [m.note for m in marks])
            found.append((rect, [mark.note for mark in marks][::-1]))
        if tags := self._tags_of(placed):
            middle = placed.rect.top() + min(placed.rect.height(), sizes.px(20)) / 2
            rect = QRectF(page.left + page.width - size - 4, middle - size / 2, size, size)
            changed = any(tag.state == "changed" for tag in tags)
            self._tile(
                painter, rect, tags[-1].kind, len(tags), "changed" if changed else "whole",
                [tag.note for tag in tags],
            )  # fmt: skip
            found.append((rect, [tag.note for tag in tags][::-1]))
        return found

    def _tags_of(self, placed: Placed) -> list[Tag]:
        """The notes on a piece's field, and on its card as a whole where the piece says what the card is."""
        piece, tags = placed.piece, self.stand.marks.tags
        found = list(tags.get((piece.card, piece.field), ())) if piece.field else []
        if piece.after:
            found += tags.get((piece.card, piece.after), ())
        if piece.role in MAIN:
            shown = {p.piece.field for p in placed.page.placed if p.piece.card == piece.card}
            shown |= {p.piece.after for p in placed.page.placed if p.piece.card == piece.card}
            for (card, name), more in tags.items():
                if card == piece.card and (not name or name not in shown):
                    found += more
        return found

    def _tile(
        self, painter: QPainter, rect: QRectF, kind: str, count: int, state: str, notes: list[str]
    ) -> None:
        token, _style, letter = looks.KINDS[kind]  # type: ignore[index]
        theme = self.theme
        pen = QPen(theme.color(token), 1.1)
        if state == "changed":
            pen.setStyle(Qt.PenStyle.DashLine)
        elif state == "exact":
            pen = QPen(Qt.PenStyle.NoPen)
        if self.stand.current in notes:
            pen = QPen(theme.color("accent"), 1.8)
        painter.setPen(pen)
        painter.setBrush(looks.ground(theme, token))
        painter.drawRoundedRect(rect, 4, 4)
        painter.setPen(theme.color(token))
        painter.setFont(fonts.font(sizes.px(10), 700))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, letter if count == 1 else str(count))


def word_rects(placed: Placed, start: int, end: int) -> list[QRectF]:
    """Where the characters from `start` to `end` of a piece stand in the document, line by line."""
    layout, found, origin = placed.block.layout(), [], placed.origin
    for n in range(layout.lineCount()):
        line = layout.lineAt(n)
        first, last = max(start, line.textStart()), min(end, line.textStart() + line.textLength())
        if first < last:
            a, b = cursor_x(line, first), cursor_x(line, last)
            rect = QRectF(min(a, b), line.y(), abs(b - a), line.height())
            found.append(rect.translated(origin))
    return found


def _draw_line(
    painter: QPainter, left: float, right: float, y: float, color: QColor, style: looks.Underline
) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if style == "wave":
        path, x, up = QPainterPath(QPointF(left, y)), left, True
        while x < right:
            x = min(right, x + 3)
            path.lineTo(x, y - (1.5 if up else -1.0))
            up = not up
        painter.setPen(QPen(color, 1.4))
        painter.drawPath(path)
        return
    if style == "double":
        painter.setPen(QPen(color, 1.1))
        painter.drawLine(QPointF(left, y - 1.2), QPointF(right, y - 1.2))
        painter.drawLine(QPointF(left, y + 1.3), QPointF(right, y + 1.3))
        return
    kind, width = looks.PEN[style]
    painter.setPen(QPen(color, width, kind, Qt.PenCapStyle.FlatCap))
    painter.drawLine(QPointF(left, y), QPointF(right, y))
