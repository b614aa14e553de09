"""A draft to read, as cards below one another. The caret goes through its words; nothing can be altered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from okrdesk.review.notes import Spot
from ui.look import fonts
from ui.look.theme import Theme
from ui.process.errors import guarded
from ui.review.reader.draft_layout import DraftLayout, Page, Placed
from ui.review.reader.looks import Formats
from ui.review.reader.offsets import from_qt, shown, to_qt
from ui.review.reader.painting import DraftPainter
from ui.review.reader.sheet import MAIN, STOPS, Sheet
from ui.review.reader.walking import Walker


class ReadingPlace(NamedTuple):
    """What the caret is on and how far in it, and the card at the top of the view with the pixels above."""

    spot: Spot | None
    offset: int
    top: tuple[str, float] | None


class DraftView(QTextEdit):
    """Shows sheets. `spot_changed` tells that the caret or what is marked is elsewhere."""

    spot_changed = Signal()
    laid_out = Signal()

    def __init__(self, theme: Theme, strip_height: Callable[[float], float] | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setObjectName("draft")
        self.setUndoRedoEnabled(False)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self.setTabChangesFocus(True)
        self.setAcceptDrops(False)
        self.setCursorWidth(2)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.painter = DraftPainter(theme)
        self._formats = Formats(theme)
        self.walker = Walker(self)
        document = QTextDocument(self)
        document.setUndoRedoEnabled(False)
        document.setDocumentMargin(0)
        self.pages_layout = DraftLayout(document, strip_height)
        document.setDocumentLayout(self.pages_layout)
        self.setDocument(document)
        self.pages_layout.paint = self.painter.paint
        self._number = 0
        self._holding = False
        self.cursorPositionChanged.connect(self._moved)
        self.selectionChanged.connect(self._moved)

    # ------------------------------------------------------------ showing
    @property
    def pages(self) -> list[Page]:
        """The pages that are shown."""
        return self.pages_layout.pages

    def show_sheets(self, sheets: list[Sheet]) -> bool:
        """Show these, and lay out anew what differs; caret and scroll position stay. Whether any differ."""
        before = [page.sheet for page in self.pages]
        if before == sheets:
            return False
        spot, inside, top = self.spot(), self._offset(), self._top()
        self._holding = self.pages_layout.building = True
        self.setUpdatesEnabled(False)
        self.document().blockSignals(True)
        self._load_scripts(sheets)
        if [sheet.card for sheet in before] == [sheet.card for sheet in sheets]:
            fresh = self._rewrite(sheets)
        else:
            fresh = self._write_anew(sheets)
        self.document().blockSignals(False)
        self.pages_layout.building = False
        self.pages_layout.lay(fresh or None)
        self._restore(spot, inside, top)
        self._holding = False
        self.setUpdatesEnabled(True)
        self.laid_out.emit()
        self._moved()
        return True

    def set_theme(self, theme: Theme) -> None:
        """Write all in another theme's colours, and as large as text is now."""
        self.painter.theme = theme
        self._formats = Formats(theme)
        sheets = [page.sheet for page in self.pages]
        if sheets:
            spot, inside, top = self.spot(), self._offset(), self._top()
            self.show_sheets([])
            self.show_sheets(sheets)
            self._restore(spot, inside, top)
        self.viewport().update()

    def relay(self) -> None:
        """Lay all out anew."""
        self.pages_layout.lay()
        self.laid_out.emit()

    # ------------------------------------------------------------ where things are
    def content_height(self) -> float:
        """How tall the pages are together."""
        return self.pages_layout.content_height

    def rect_of(self, card: str, field: str = "") -> QRectF | None:
        """Where a field of a card stands in the document; None for cards of other drafts."""
        placed = self.pages_layout.piece_of(card, field)
        return placed.rect if placed else None

    def spot(self) -> Spot | None:
        """What the caret or the marked words say that a note would be about; None where there is nothing."""
        cursor = self.textCursor()
        placed = self.pages_layout.placed_at(cursor.position())
        if placed is None:
            return None
        piece, first = placed.piece, placed.block.position()
        if cursor.hasSelection() and piece.markable:
            start = from_qt(piece.text, cursor.selectionStart() - first)
            end = from_qt(piece.text, cursor.selectionEnd() - first)
            return Spot(piece.card, piece.field, start, end)
        whole = piece.role in MAIN or piece.role not in STOPS
        return Spot(piece.card, "" if whole else piece.field_at(cursor.position() - first))

    def go_to(self, card: str, field: str = "", offset: int = 0) -> None:
        """Put the caret into a field of a card (without one: where the card says what it is about)."""
        placed = self.pages_layout.piece_of(card, field)
        if placed is not None:
            position = placed.block.position() + min(offset, placed.block.length() - 1)
            cursor = QTextCursor(self.document())
            cursor.setPosition(position)
            self.setTextCursor(cursor)

    def mark(self, spot: Spot) -> None:
        """Mark the words of a spot, or put the caret there."""
        placed = self.pages_layout.piece_of(spot.card, spot.field)
        if placed is None:
            return
        cursor, first, words = QTextCursor(self.document()), placed.block.position(), placed.piece.text
        if spot.start is None or spot.end is None or not placed.piece.markable:
            split = placed.piece.split if spot.field and spot.field == placed.piece.after else 0
            cursor.setPosition(first + split)
        else:
            last = placed.block.length() - 1
            cursor.setPosition(first + min(to_qt(words, spot.start), last))
            cursor.setPosition(first + min(to_qt(words, spot.end), last), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def unmark(self) -> None:
        """Mark no words any more; the caret stands where they begin."""
        cursor = self.textCursor()
        cursor.setPosition(cursor.selectionStart())
        self.setTextCursor(cursor)

    def stops(self) -> Iterator[Placed]:
        """The pieces that the caret goes through, in reading order."""
        for page in self.pages:
            yield from (placed for placed in page.placed if placed.piece.role in STOPS)

    def cards(self) -> list[str]:
        """The ids of all cards shown, in reading order."""
        return [card for page in self.pages for card in page.sheet.cards()]

    def reveal(self, rect: QRectF, margin: float = 48.0) -> None:
        """Scroll so that a part of the document is in view, no further than need be."""
        bar, height = self.verticalScrollBar(), self.viewport().height()
        margin = min(margin, max(0.0, (height - rect.height()) / 2))
        if rect.top() - margin < bar.value():
            bar.setValue(round(rect.top() - margin))
        elif rect.bottom() + margin > bar.value() + height:
            bar.setValue(round(rect.bottom() + margin - height))

    def in_document(self, point: QPointF) -> QPointF:
        """A point of the viewport as one of the document."""
        return QPointF(point.x(), point.y() + self.verticalScrollBar().value())

    # ------------------------------------------------------------ writing the document
    def _rewrite(self, sheets: list[Sheet]) -> list[Page]:
        """Write the pages whose sheets differ anew, in their places."""
        fresh = []
        for page, sheet in zip(self.pages, sheets, strict=True):
            if page.sheet == sheet:
                continue
            cursor = QTextCursor(page.placed[0].block)
            last = page.placed[-1].block
            for placed in page.placed:
                self.pages_layout.by_id.pop(placed.block.userState(), None)
            cursor.setPosition(last.position() + last.length() - 1, QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
            page.sheet = sheet
            self._write(page, cursor, new_block=False)
            fresh.append(page)
        return fresh

    def _write_anew(self, sheets: list[Sheet]) -> list[Page]:
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.removeSelectedText()
        self.pages_layout.by_id.clear()
        self.pages_layout.pages = pages = [Page(sheet) for sheet in sheets]
        for n, page in enumerate(pages):
            self._write(page, cursor, new_block=n > 0)
        return pages

    def _write(self, page: Page, cursor: QTextCursor, *, new_block: bool) -> None:
        sheet, plain = page.sheet, QTextBlockFormat()
        cursor.beginEditBlock()
        page.placed = []
        for piece in sheet.pieces():
            format_ = self._formats.of(piece)
            if new_block:
                cursor.insertBlock(plain, format_)
            new_block = True
            text = shown(piece.text)
            if piece.strong:
                cursor.insertText(text[: piece.strong], self._formats.strong(sheet.hue))
            cursor.insertText(text[piece.strong :], format_)
            block = cursor.block()
            self._number += 1
            block.setUserState(self._number)
            placed = Placed(piece, block, page)
            page.placed.append(placed)
            self.pages_layout.by_id[self._number] = placed
        cursor.endEditBlock()

    def _load_scripts(self, sheets: list[Sheet]) -> None:
        """Have the fonts ready that these texts need."""
        characters = {c for sheet in sheets for piece in sheet.pieces() for c in piece.text if c > "\u02ff"}
        metrics = QFontMetricsF(fonts.base_font())
        if any(not metrics.inFontUcs4(ord(character)) for character in characters):
            fonts.load_other_scripts()

    # ------------------------------------------------------------ staying where one was
    def reading_place(self) -> ReadingPlace:
        """Where the caret and the scroll bar are, for `go_back`."""
        return ReadingPlace(self.spot(), self._offset(), self._top())

    def go_back(self, place: ReadingPlace) -> None:
        """Stand as `reading_place` told, as far as those cards are still there."""
        self._restore(*place)

    def _offset(self) -> int:
        return self.textCursor().positionInBlock()

    def _top(self) -> tuple[str, float] | None:
        """The card at the top of the view, and how far the view begins below its top."""
        y = self.verticalScrollBar().value()
        page = self.pages_layout.page_at(y)
        return (page.sheet.card, y - page.top) if page else None

    def _restore(self, spot: Spot | None, offset: int, top: tuple[str, float] | None) -> None:
        page = self.pages_layout.page_of(top[0]) if top else None
        if spot is not None and self.pages_layout.page_of(spot.card):
            self.mark(spot)
            if spot.start is None:
                self.go_to(spot.card, spot.field, offset)
        elif first := next(self.stops(), None):
            self.go_to(first.piece.card)
        if page is not None and top is not None:
            self.verticalScrollBar().setValue(round(page.top + top[1]))
        elif top is None:
            self.verticalScrollBar().setValue(0)

    # ------------------------------------------------------------ caret and marking
    def _moved(self) -> None:
        """The caret has moved: keep it to what can be spoken of, and what is marked to one field."""
        if self._holding:
            return
        self._holding = True
        self.walker.keep_in()
        self._holding = False
        self.stand_as_cursor()
        self.spot_changed.emit()

    def stand_as_cursor(self) -> None:
        """Paint the selection and the card that the caret is on."""
        cursor, stand = self.textCursor(), self.painter.stand
        placed = self.pages_layout.placed_at(cursor.position())
        stand.selection = cursor.selectionStart(), cursor.selectionEnd()
        stand.card = placed.piece.card if placed else ""
        stand.focused = self.hasFocus()
        self.viewport().update()

    # ------------------------------------------------------------ Qt's events
    @guarded(default=False)
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.setAccepted(_is_ours(event))  # letters are commands here: nothing can be typed
            return event.isAccepted()
        done = super().event(event)
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.stand_as_cursor()
        return done

    @guarded()
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.walker.press(event):
            return
        if _is_ours(event):
            super().keyPressEvent(event)
        else:
            event.ignore()

    @guarded()
    def mousePressEvent(self, event: QMouseEvent) -> None:
        cursor = self.textCursor()
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if cursor.hasSelection() and not shift and event.button() is Qt.MouseButton.LeftButton:
            cursor.clearSelection()  # else what is marked would be dragged away
            self.setTextCursor(cursor)
        super().mousePressEvent(event)

    @guarded()
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.ignore()  # the reader has the menu

    @guarded()
    def resizeEvent(self, event: QEvent) -> None:
        top = self._top()
        super().resizeEvent(event)  # type: ignore[arg-type]
        page = self.pages_layout.page_of(top[0]) if top else None
        if page is not None and top is not None:
            self.verticalScrollBar().setValue(round(page.top + top[1]))
        self.laid_out.emit()


_ARROWS = (
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End,
    Qt.Key.Key_PageUp, Qt.Key.Key_PageDown,
)  # fmt: skip
_STANDARD = (QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.SelectAll)


def _is_ours(event: QKeyEvent) -> bool:
    """Whether a key moves the caret, marks or copies."""
    if event.key() in _ARROWS and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
        return True
    return any(event.matches(key) for key in _STANDARD)


def piece_at(view: DraftView, point: QPointF) -> tuple[Placed, int] | None:
    """The piece whose text is at a point of the viewport, and the character there."""
    at = view.in_document(point)
    position = view.pages_layout.hitTest(at, Qt.HitTestAccuracy.ExactHit)
    placed = view.pages_layout.placed_at(position) if position >= 0 else None
    return (placed, position - placed.block.position()) if placed else None
