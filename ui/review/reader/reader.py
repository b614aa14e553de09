"""The draft that is read: a calm document, not a form. Words in it can be marked, nothing can be altered."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtWidgets import (
    QScrollBar,
    QVBoxLayout,
    QWidget,
)

from okrdesk.review.records import Note
from ui.look.theme import Theme
from ui.review.reader.draft_view import DraftView
from ui.review.reader.marks import Marks, marks_of
from ui.review.reader.painting import word_rects
from ui.review.reader.sheet import sheets_of
from ui.review.state import Review

HOVER_MS = 300  # the pointer rests so long on a note's words before that note is current


class Reader(QWidget):
    """Shows `review.about`'s draft. `laid_out` tells that heights may be others now."""

    laid_out = Signal()

    def __init__(self, review: Review) -> None:
        super().__init__()
        self.setObjectName("reader")
        self._review = review
        self._theme = Theme.load("light")
        self._by_note: dict[str, tuple[str, str, int, int] | tuple[str, str]] = {}
        self.draft = DraftView(self._theme, None, self)
        self.setFocusProxy(self.draft)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.draft, 1)
        self.draft.spot_changed.connect(self._take_spot)
        self.draft.laid_out.connect(self.laid_out)
        review.opened.connect(self._open)
        review.changed.connect(self._take)
        review.filter_changed.connect(self._show_marks)
        review.current_changed.connect(self._show_current)

    # ------------------------------------------------------------ for the margin
    def y_of(self, note_id: str) -> float | None:
        """The height in the document at which a note belongs; None for notes on other drafts."""
        rect = self._rect_of(note_id)
        return rect.top() if rect else None

    def y_of_card(self, card_id: str) -> float | None:
        """The height in the document at which a card begins; None for cards of other drafts."""
        page = self.draft.pages_layout.page_of(card_id)
        return page.top + page.rows[card_id][0] if page else None

    def content_height(self) -> float:
        """How tall the document is."""
        return self.draft.content_height()

    def set_least_height(self, height: float) -> None:
        """Let the document be at least so tall, so that all notes beside it can be scrolled to."""
        self.draft.pages_layout.set_least_height(height)

    def verticalScrollBar(self) -> QScrollBar:
        """The bar by which the draft is scrolled."""
        return self.draft.verticalScrollBar()

    def viewport(self) -> QWidget:
        """Where the draft is seen: heights in the document less the bar's value are heights in it."""
        return self.draft.viewport()

    def set_theme(self, theme: Theme) -> None:
        """Paint all in another theme."""
        self._theme = theme
        self.draft.set_theme(theme)

    # ------------------------------------------------------------ going about
    def go_card(self, step: int) -> None:
        """Put the caret on the next (1) or previous (-1) card."""
        cards, spot = self.draft.cards(), self.draft.spot()
        if not cards:
            return
        n = cards.index(spot.card) + step if spot and spot.card in cards else 0
        card = cards[max(0, min(n, len(cards) - 1))]
        self.show_card(card)

    def show_card(self, card: str) -> None:
        """Put the caret on a card, and bring it into view."""
        self.draft.go_to(card)
        page = self.draft.pages_layout.page_of(card)
        if page is not None:
            top, bottom = page.rows[card]
            self.draft.reveal(QRectF(page.left, page.top + top, page.width, bottom - top))

    # ------------------------------------------------------------ following
    def _open(self) -> None:
        review = self._review
        there = review.session is not None and bool(review.about)
        self.draft.show_sheets(sheets_of(review.workshop, review.about) if there else [])
        self._show_marks()
        self._take_spot()

    def _take(self, _touched: object) -> None:
        review = self._review
        if review.session is None or not review.about:
            return
        self.draft.show_sheets(sheets_of(review.workshop, review.about))
        self._show_marks()

    def _show_marks(self) -> None:
        review = self._review
        there = review.session is not None and bool(review.about)
        self.draft.painter.stand.marks = marks_of(review, review.threads()) if there else Marks()
        self.draft.viewport().update()

    def _take_spot(self) -> None:
        self._review.set_spot(self.draft.spot())

    def _show_current(self) -> None:
        self.draft.painter.stand.current = self._review.current
        rect = self._rect_of(self._review.current)
        if rect is not None:
            self.draft.reveal(rect)
        self.draft.viewport().update()

    def _rect_of(self, note_id: str) -> QRectF | None:
        """Where a note's words, field or card stand in the document."""
        review = self._review
        note = review.workshop.find(Note, note_id) if review.session and note_id else None
        placed = self.draft.pages_layout.piece_of(note.card, note.field) if note else None
        if note is None or placed is None:
            return None
        for mark in self.draft.painter.stand.marks.words.get((note.card, note.field), ()):
            if mark.note == note_id and (rects := word_rects(placed, mark.start, mark.end)):
                return rects[0]
        return placed.rect
