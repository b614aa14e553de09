"""How the caret goes through a draft: from field to field, and while words are marked within one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextCursor

from ui.review.reader.draft_layout import cursor_x
from ui.review.reader.sheet import STOPS

if TYPE_CHECKING:
    from ui.review.reader.draft_layout import Placed
    from ui.review.reader.draft_view import DraftView

Key = Qt.Key
_KEEP = QTextCursor.MoveMode.KeepAnchor


class Walker:
    """The keys of one view."""

    def __init__(self, view: DraftView) -> None:
        self._view = view

    def keep_in(self) -> None:
        """Keep the caret to pieces that can be spoken of, and what is marked to one field's own words."""
        cursor = self._view.textCursor()
        here, began = self._at(cursor.position()), self._at(cursor.anchor())
        if here is None or began is None:
            return
        if cursor.hasSelection() and began.piece.markable:
            first, last = _ends(began)
            if not first <= cursor.position() <= last:
                cursor.setPosition(first if cursor.position() < first else last, _KEEP)
                self._view.setTextCursor(cursor)
            return
        target = cursor.position()
        if here.piece.role not in STOPS:
            main = self._view.pages_layout.piece_of(here.piece.card, here.piece.field)
            target = main.block.position() if main else target
        if cursor.hasSelection() or target != cursor.position():
            cursor.setPosition(target)
            self._view.setTextCursor(cursor)

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key asks for, where Qt's own way would leave what can be spoken of."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            return False
        cursor = self._view.textCursor()
        here = self._at(cursor.position())
        if here is None:
            return False
        if event.matches(QKeySequence.StandardKey.SelectAll):
            self._select(here)
            return True
        if control and not shift and event.key() in (Key.Key_Home, Key.Key_End):
            self._to_edge(end=event.key() == Key.Key_End)
            return True
        if event.key() in (Key.Key_PageUp, Key.Key_PageDown):
            self._page(-1 if event.key() == Key.Key_PageUp else 1)
            return True
        if shift:
            return False
        return self._step(event, cursor, here)

    # ------------------------------------------------------------ within
    def _step(self, event: QKeyEvent, cursor: QTextCursor, here: Placed) -> bool:
        """Go on to the next field where an arrow key would leave this one."""
        first, last = _ends(here)
        position = cursor.position()
        if event.key() in (Key.Key_Left, Key.Key_Right):
            if cursor.hasSelection():
                return False
            forward = (event.key() == Key.Key_Right) != _runs_left(here)
            fixed = not here.piece.markable
            if forward and (position == last or fixed):
                if fixed and here.piece.split and position < first + here.piece.split:
                    self._put(first + here.piece.split)
                    return True
                return self._to(self._beside(here, 1), end=False)
            if not forward and (position == first or fixed):
                if fixed and here.piece.split and position > first:
                    self._put(first)
                    return True
                return self._to(self._beside(here, -1), end=True)
            return False
        if event.key() in (Key.Key_Up, Key.Key_Down):
            return self._line(cursor, here, 1 if event.key() == Key.Key_Down else -1)
        return False

    def _line(self, cursor: QTextCursor, here: Placed, step: int) -> bool:
        """A line down or up: within a field as Qt goes, else to what stands there."""
        layout = here.block.layout()
        line = layout.lineForTextPosition(cursor.positionInBlock())
        number = line.lineNumber() + step
        if here.piece.markable and 0 <= number < layout.lineCount():
            return False
        rect = here.rect
        x = here.origin.x() + cursor_x(line, cursor.positionInBlock())
        best, least = None, 0.0
        for placed in self._view.stops():
            other = placed.rect
            gap = other.top() - rect.bottom() if step > 0 else rect.top() - other.bottom()
            if gap < -4 or placed is here:
                continue
            away = max(other.left() - x, 0.0, x - other.right())
            cost = gap * 50 + away
            if best is None or cost < least:
                best, least = placed, cost
        if best is None:
            return True
        point = QPointF(x, best.rect.top() + 2 if step > 0 else best.rect.bottom() - 2)
        self._put(best.block.position() + _offset_at(best, point))
        return True

    def _page(self, step: int) -> None:
        view, rect = self._view, self._view.cursorRect()
        at = view.in_document(QPointF(rect.center()))
        at.setY(at.y() + step * view.viewport().height() * 0.85)
        bar = view.verticalScrollBar()
        bar.setValue(bar.value() + round(step * view.viewport().height() * 0.85))
        position = view.pages_layout.hitTest(at, Qt.HitTestAccuracy.FuzzyHit)
        if position >= 0:
            self._put(position)

    def _to_edge(self, *, end: bool) -> None:
        stops = list(self._view.stops())
        if stops:
            self._to(stops[-1 if end else 0], end=end)
            if not end:
                self._view.verticalScrollBar().setValue(0)  # with what stands above the first words

    def _to(self, placed: Placed | None, *, end: bool) -> bool:
        if placed is not None:
            first, last = _ends(placed)
            self._put(last if end and placed.piece.markable else first + placed.piece.split * end)
        return True

    def _put(self, position: int) -> None:
        cursor = self._view.textCursor()
        cursor.setPosition(position)
        self._view.setTextCursor(cursor)

    def _select(self, here: Placed) -> None:
        if here.piece.markable:
            first, last = _ends(here)
            cursor = self._view.textCursor()
            cursor.setPosition(first)
            cursor.setPosition(last, _KEEP)
            self._view.setTextCursor(cursor)

    def _beside(self, here: Placed, step: int) -> Placed | None:
        stops = list(self._view.stops())
        n = next((n for n, placed in enumerate(stops) if placed is here), -1) + step
        return stops[n] if 0 <= n < len(stops) else None

    def _at(self, position: int) -> Placed | None:
        return self._view.pages_layout.placed_at(position)


def _ends(placed: Placed) -> tuple[int, int]:
    """The first and the last position of a piece."""
    first = placed.block.position()
    return first, first + placed.block.length() - 1


def _runs_left(placed: Placed) -> bool:
    """Whether a piece's text runs from right to left."""
    return placed.block.textDirection() is Qt.LayoutDirection.RightToLeft


def _offset_at(placed: Placed, point: QPointF) -> int:
    layout, local = placed.block.layout(), point - placed.origin
    for n in range(layout.lineCount()):
        line = layout.lineAt(n)
        if local.y() < line.y() + line.height() or n == layout.lineCount() - 1:
            return line.xToCursor(local.x())
    return 0
