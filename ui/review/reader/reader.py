"""The draft that is read: a calm document, not a form. Words in it can be marked, nothing can be altered."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QMenu, QScrollBar, QSplitter, QVBoxLayout, QWidget

from okrdesk.cards import Team
from okrdesk.i18n import _
from okrdesk.review.notes import Spot
from okrdesk.review.records import Note, VerdictAnswer, VerdictQuestion
from ui import access
from ui.look import sizes
from ui.look.theme import Theme
from ui.process.errors import guarded
from ui.review.reader import verdict_row
from ui.review.reader.beside import Beside
from ui.review.reader.draft_view import DraftView, ReadingPlace
from ui.review.reader.head import NAMES, Head
from ui.review.reader.marks import Marks, marks_of
from ui.review.reader.painting import word_rects
from ui.review.reader.partners import What
from ui.review.reader.pointing import Pointing
from ui.review.reader.questions import SHORT
from ui.review.reader.sheet import Sheet, sheets_of
from ui.review.reader.strips import Strips
from ui.review.state import Review

_LEAST_PANE = 220  # pixels at 100 %: the width of each of two panes side by side
_NEXT: dict[VerdictAnswer, VerdictAnswer] = {"": "yes", "yes": "no", "no": ""}


class Reader(QWidget):
    """Shows `review.about`'s draft. `laid_out` tells that heights may be others now."""

    laid_out = Signal()

    def __init__(self, review: Review) -> None:
        super().__init__()
        self.setObjectName("reader")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._review = review
        self._read = ""  # the team whose draft is shown
        self._places: dict[str, ReadingPlace] = {}  # where it was left, by team
        theme = Theme.load("light")
        self._build(theme)
        self.strips = Strips(review, self.draft)
        self.pointing = Pointing(review, self.draft)
        self._follow()

    def _build(self, theme: Theme) -> None:
        self.head = Head()
        self.draft = DraftView(theme, verdict_row.strip_height, self)
        self.draft.setAccessibleName(_("Draft under review"))
        self.setFocusProxy(self.draft)
        self.empty = QLabel()
        self.empty.setObjectName("readerempty")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setWordWrap(True)
        self.beside = Beside(self._review, self.draft, theme)
        self.panes = QSplitter(childrenCollapsible=False, handleWidth=1)
        self.panes.addWidget(self.draft)
        self.panes.addWidget(self.beside)
        for n in range(2):
            self.panes.setStretchFactor(n, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.empty, 1)
        column.addWidget(self.panes, 1)

    def _follow(self) -> None:
        review, draft = self._review, self.draft
        self.head.wanted.connect(self.show_beside)
        draft.spot_changed.connect(self._take_spot)
        draft.laid_out.connect(self._laid_out)
        draft.verticalScrollBar().valueChanged.connect(self._scrolled)
        review.opened.connect(self._open)
        review.changed.connect(self._take)
        review.filter_changed.connect(self._show_marks)
        review.current_changed.connect(self._show_current)

    # ------------------------------------------------------------ for the room
    def view(self) -> dict[str, object]:
        """What is read beside the draft, and how far one has read, for `show_again`."""
        spot, _offset, top = self.draft.reading_place()
        return {"beside": self.beside.what, "card": spot.card if spot else "", "top": list(top or ())}

    def show_again(self, view: dict[str, object]) -> None:
        """Stand as `view` told, as far as that can be understood; the draft is shown already."""
        match view.get("beside"):
            case "ours" if self._has_ours():
                self.show_beside("ours")
            case "above":
                self.show_beside("above")
        match view.get("card"), view.get("top"):
            case str(card), [str(top), int() | float() as down]:
                self.draft.go_back(ReadingPlace(Spot(card), 0, (top, float(down))))

    # ------------------------------------------------------------ for the margin
    def y_of(self, note_id: str) -> float | None:
        """The height in the document at which a note belongs; None for notes on other drafts."""
        marks, layout = self.draft.painter.stand.marks, self.draft.pages_layout
        placed = layout.piece_of(*marks.places[note_id]) if note_id in marks.places else None
        if placed is None:
            rect = self._rect_of(note_id)
            return rect.top() if rect else None
        mark = marks.by_note.get(note_id)
        return placed.line_top(mark.start if mark else 0)

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
        self.head.fit()
        self.draft.set_theme(theme)
        self.beside.view.set_theme(theme)
        self._fit_panes()

    # ------------------------------------------------------------ going about
    def go_card(self, step: int) -> None:
        """Put the caret on the next (1) or previous (-1) card."""
        cards, spot = self.draft.cards(), self.draft.spot()
        if cards:
            n = cards.index(spot.card) + step if spot and spot.card in cards else 0
            self.show_card(cards[max(0, min(n, len(cards) - 1))])

    def show_card(self, card: str) -> None:
        """Put the caret on a card, and bring it into view."""
        self.draft.go_to(card)
        page = self.draft.pages_layout.page_of(card)
        if page is not None:
            top, bottom = page.rows[card]
            self.draft.reveal(QRectF(page.left, page.top + top, page.width, bottom - top))

    def mark(self, spot: Spot) -> None:
        """Mark the words of a spot."""
        self.draft.mark(spot)

    def attend(self, card: str) -> None:
        """Show that a note is being written on this card; "" for none."""
        self.draft.painter.stand.written = card
        self.viewport().update()

    def unmark(self) -> None:
        """Mark no words any more: what is said of them can be seen."""
        self.draft.unmark()

    def judge(self, question: VerdictQuestion) -> None:
        """Answer a question on the objective that the caret is on: yes, then no, then not at all."""
        spot = self.draft.spot()
        page = self.draft.pages_layout.page_of(spot.card) if spot else None
        if page is None or page.strip is None:
            return
        objective = page.sheet.card
        given = _NEXT[verdict_row.answered(self._review, objective, question)]
        if verdict_row.answer(self._review, objective, question, given):
            said = verdict_row.labels().get(given) or _("no answer")
            access.announce(self.draft, f"{SHORT[question]}: {said}")
            self.draft.reveal(page.strip.translated(page.left, page.top))

    # ------------------------------------------------------------ what is read beside it
    def show_beside(self, what: str) -> None:
        """Read something beside the draft; "" for nothing."""
        opened = bool(what) and not self.beside.what
        self.beside.show_what(cast(What, what))
        if opened:
            self._share_panes()
        self._show_head()

    def next_beside(self) -> None:
        """Go on to what else can be read beside the draft."""
        order = [what for what in ("", "ours", "above") if what != "ours" or self._has_ours()]
        now = order.index(self.beside.what) if self.beside.what in order else 0
        self.show_beside(order[(now + 1) % len(order)])
        access.announce(self, _("Beside it: {what}").format(what=NAMES[self.beside.what]))

    def _share_panes(self) -> None:
        """Both as large, one below the other where words would be broken side by side."""
        beside = self.width() >= 2 * sizes.px(_LEAST_PANE)
        side_by_side, stacked = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        self.panes.setOrientation(side_by_side if beside else stacked)
        self.panes.setSizes([(self.panes.width() if beside else self.panes.height()) // 2] * 2)

    def _has_ours(self) -> bool:
        return bool(self._review.reviewing.team) and not self._review.own

    # ------------------------------------------------------------ following
    def _open(self) -> None:
        review = self._review
        self._turn_to(review.about if review.session is not None else "")
        if self.beside.what == "ours" and not self._has_ours():
            self.beside.show_what("")
        self._show()
        self.draft.painter.stand.current = review.current
        self._take_spot()

    def _turn_to(self, about: str) -> None:
        """Show the draft of a team, where it was left; one that was not read yet, from its top."""
        if self._read:
            self._places[self._read] = self.draft.reading_place()
        if self._review.session is None:
            self._places.clear()
        turned, self._read = about != self._read, about
        self.draft.show_sheets(self._sheets() if about else [])
        if turned and about in self._places:
            self.draft.go_back(self._places[about])
        elif turned:
            self.draft.verticalScrollBar().setValue(0)

    def _take(self, _touched: object) -> None:
        review = self._review
        if review.session is not None and review.about:
            self.draft.show_sheets(self._sheets())
            self._show()

    def _sheets(self) -> list[Sheet]:
        review = self._review
        return sheets_of(review.workshop, review.about, verdict_row.doubted(review))

    def _show(self) -> None:
        """Show all that goes with the draft as it is now."""
        self.beside.refresh()
        self._show_head()
        self._show_marks()
        self.strips.place()
        self.strips.refresh()

    def _show_head(self) -> None:
        review = self._review
        team = review.workshop.find(Team, review.about) if review.session and review.about else None
        filled = bool(self.draft.pages)
        self.head.show_team(team)
        self.head.show_beside(self.beside.what, ours=self._has_ours())
        self.panes.setVisible(filled)
        self.empty.setVisible(not filled)
        if team is None:
            self.empty.setText(_("Nothing to read yet: choose at the left whose draft you want to read."))
        else:
            words = _("Nothing to read yet: {team} has no objectives for this quarter.")
            self.empty.setText(words.format(team=team.name))

    def _show_marks(self) -> None:
        review = self._review
        there = review.session is not None and bool(review.about)
        self.draft.painter.stand.marks = marks_of(review, review.threads()) if there else Marks()
        self.draft.viewport().update()

    def _laid_out(self) -> None:
        self.strips.place()
        self.laid_out.emit()

    def _scrolled(self, _value: int) -> None:
        self.strips.place()

    def _take_spot(self) -> None:
        """What a note would be about is another thing now; a note that the caret is in is the current one."""
        draft, spot = self.draft, self.draft.spot()
        self._review.set_spot(spot)
        self.strips.reach()
        cursor = draft.textCursor()
        if spot is None or not draft.hasFocus() or cursor.hasSelection():
            return
        placed = draft.pages_layout.placed_at(cursor.position())
        if placed is None or not placed.piece.markable:
            return
        place = placed.piece.card, placed.piece.field
        notes = [mark.note for mark in draft.painter.stand.marks.touching(place, cursor.positionInBlock())]
        if notes and self._review.current not in notes:
            self._review.set_current(notes[0])

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
        mark = self.draft.painter.stand.marks.by_note.get(note_id)
        rects = word_rects(placed, mark.start, mark.end) if mark else []
        return rects[0] if rects else placed.rect

    def _fit_panes(self) -> None:
        stacked = self.panes.orientation() is Qt.Orientation.Vertical
        if stacked is not (self.width() < 2 * sizes.px(_LEAST_PANE)):
            self._share_panes()

    @guarded()
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_panes()

    @guarded()
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action in self.actions():
            if action.isEnabled():
                menu.addAction(action)
        if not menu.isEmpty():
            menu.popup(event.globalPos())
