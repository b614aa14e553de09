"""The margin: notes at the height of what they speak of, one of them current."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from okrdesk.i18n import _
from okrdesk.review import threads
from okrdesk.review.notes import Spot
from okrdesk.review.records import Note, NoteKind
from okrdesk.review.threads import Thread
from ui.look import sizes
from ui.look.theme import Theme
from ui.process.errors import guarded
from ui.review.margin.acts import ActName, acts_for
from ui.review.margin.card import NoteCard
from ui.review.margin.composing import Composing
from ui.review.margin.head import Head
from ui.review.margin.hint import Hint
from ui.review.margin.measure import Measure
from ui.review.margin.strip import GAP, REST_MS, Box, Strip
from ui.review.margin.talking import Talk
from ui.review.margin.tray import Tray
from ui.review.reader.reader import Reader
from ui.review.state import Review

_NEW, _HINT = "new", "hint"  # the boxes that are no notes
_NARROWEST, _WIDEST, _SHARE = 288, 388, 0.3  # px, and of what the draft and the margin share
_TIGHT, _TIGHT_ROOM = 252, 480  # px: the margin where draft and margin share less than so much
_LARGE_SHARE = 0.42  # of the same, for large text
_FOOT = 80  # px above the reader's lower edge: words there are hardly in view


class Margin(QFrame):
    """Follows the reader's scroll bar; `review.compose_wanted` opens a new note in it. `shown`: other notes
    are shown, or the same anew.
    """

    shown = Signal()

    def __init__(self, review: Review, reader: Reader) -> None:
        super().__init__()
        self.setObjectName("margin")
        self.setAccessibleName(_("Notes"))
        self._review, self._reader = review, reader
        self._theme = Theme.load("light")
        self._threads: dict[str, Thread] = {}
        self._order: list[str] = []
        self.composing = Composing(review, self._theme, self)
        self._least, self._tall = -1, 0  # pixels: of all notes, of the card written in
        self.talk = Talk(review, self)
        self.head, self.strip, self.tray = Head(review), Strip(), Tray(self._card)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.strip, 1)
        column.addWidget(self.tray)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.show_notes)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)  # once a window's new size is laid out
        self._rest.timeout.connect(self._keep_in_view)
        self._follow()

    def _follow(self) -> None:
        review, reader = self._review, self._reader
        review.opened.connect(self._opened)
        review.changed.connect(self._changed)
        review.current_changed.connect(self._turned)
        review.filter_changed.connect(self._filtered)
        review.compose_wanted.connect(self.compose)
        self.composing.begun.connect(self._begun)
        self.composing.said.connect(self._said)
        self.composing.ended.connect(self._ended)
        reader.laid_out.connect(self._later)
        reader.verticalScrollBar().valueChanged.connect(self._scroll_to)
        self.strip.placed.connect(self._placed)
        self.strip.left_alone.connect(self._leave_alone)
        for strip in (self.strip, self.tray.cards):
            strip.keys_free.connect(self._to_draft)

    # ------------------------------------------------------------ what is shown
    def show_notes(self) -> None:
        """Show the notes as they are now, each where it belongs."""
        self._soon.stop()
        review = self._review
        if review.session is None or not self.isVisible():
            return
        every = review.all_threads()
        shown = [thread for thread in every if review.filter.takes(thread)]
        gone = review.orphans()
        self.head.count(every, len(shown), len(gone))
        shift = self._shift()
        wanted = {thread.note.id: shift + self._height_of(thread.note) for thread in shown}
        shown.sort(key=lambda thread: wanted[thread.note.id])
        self._order = [thread.note.id for thread in shown]
        self._threads = {thread.note.id: thread for thread in shown + gone}
        measure = Measure(self.font(), self.strip.card_width)
        boxes = [Box(t.note.id, wanted[t.note.id], partial(self._card, t), measure.height(t)) for t in shown]
        self._add_others(boxes)
        for id_, card in self.strip.made.items():
            if isinstance(card, NoteCard) and id_ in wanted:
                card.show_thread(self._threads[id_], current=id_ == review.current)
        self.strip.show_boxes(boxes, _NEW if self.composing.framed else review.current)
        self.strip.scroll_to(self._reader.verticalScrollBar().value())
        if not gone and self.tray.isAncestorOf(QApplication.focusWidget() or self):
            self._to_draft()  # before the tray goes with the keys
        self.tray.show_threads(gone, review.current)
        self.shown.emit()

    def set_theme(self, theme: Theme) -> None:
        """Paint all in another theme."""
        self.talk.close()
        self.composing.close()
        self._theme = self.composing.theme = theme
        self.strip.forget()
        self.tray.cards.forget()
        self._fit()
        self._later()

    @property
    def current(self) -> Thread | None:
        """The thread of the current note."""
        review = self._review
        note = review.workshop.find(Note, review.current) if review.session and self.isVisible() else None
        return threads.thread(review.workshop, note) if note else None

    @property
    def filled(self) -> bool:
        """Whether any notes are shown."""
        return self.isVisible() and bool(self._order)

    def _add_others(self, boxes: list[Box]) -> None:
        """The note that is being written, at its words; and, last, what could be done."""
        if (framed := self.composing.framed) is not None:
            y = self._shift() + self._height_at(framed.spot)
            at = next((n for n, box in enumerate(boxes) if box.wanted > y), len(boxes))
            boxes.insert(at, Box(_NEW, y, partial(_same, framed), 240))
        if not self._review.read_only:
            boxes.append(Box(_HINT, 0, self._hint, 56))
        if isinstance(hint := self.strip.made.get(_HINT), Hint):
            hint.show_hint(own=self._review.own, left=len(self.composing.left_over()))

    def _card(self, thread: Thread) -> NoteCard:
        thread = self._threads.get(thread.note.id, thread)
        gone = thread.note.card not in self._review.workshop
        current = thread.note.id == self._review.current
        card = NoteCard(self._review, self._theme, thread, current=current, quotes=gone, parent=self.strip)
        card.picked.connect(self._review.set_current)
        card.wanted.connect(self.act)
        return card

    def _hint(self) -> QWidget:
        hint = Hint(self._theme, self._go_on)
        hint.show_hint(own=self._review.own, left=len(self.composing.left_over()))
        return hint

    # ------------------------------------------------------------ heights
    def _height_of(self, note: Note) -> float:
        y = self._reader.y_of(note.id)
        return y if y is not None else self._height_at(Spot(note.card))

    def _height_at(self, spot: Spot) -> float:
        place = self._reader.draft.rect_of(spot.card, spot.field)
        y = place.top() if place else self._reader.y_of_card(spot.card)
        return y or 0.0

    def _shift(self) -> int:
        """From the reader's heights to the strip's: they begin at different places in the window."""
        reader = self._reader.viewport().mapToGlobal(QPoint(0, 0)).y()
        return reader - self.strip.mapToGlobal(QPoint(0, 0)).y()

    def _placed(self, bottom: int) -> None:
        least = bottom + self.strip.y() + 24
        if least != self._least:
            self._least = least
            self._reader.set_least_height(least)
        card = self.strip.made.get(self._written)
        tall, self._tall = self._tall, card.height() if card is not None else 0
        if tall < self._tall:
            QTimer.singleShot(0, self._keep_in_view)

    @property
    def _written(self) -> str:
        """The key of the card that is written in, or ""."""
        if self.composing.framed is not None:
            return _NEW
        return self.talk.card.topic.note.id if self.talk.card is not None else ""

    def _keep_in_view(self) -> None:
        """What is being written grows with its words: its buttons stay in view."""
        card = self.strip.made.get(self._written)
        if card is not None and card.isAncestorOf(QApplication.focusWidget() or self):
            self._reveal(self._written)

    # ------------------------------------------------------------ following
    def _later(self) -> None:
        self._soon.start()

    def _scroll_to(self, value: int) -> None:
        if self._review.session is not None:  # the reader lets go of a draft before the margin does
            self.strip.scroll_to(value)

    def _opened(self) -> None:
        self.talk.keep()
        self.talk.forget()
        self.composing.close()
        self.strip.forget()
        self.tray.cards.forget()
        if self._review.session is None:
            self.strip.show_boxes((), "")
            self.tray.show_threads([], "")
        self.head.show_filter()
        self._later()

    def _changed(self, _touched: object) -> None:
        for id_ in [id_ for id_ in self._threads if id_ not in self._review.workshop]:
            self._threads.pop(id_, None)  # at once: while the margin is hidden, nothing is shown anew
            self.strip.take_out(id_)
            self.tray.cards.take_out(id_)
        for card in (*self.strip.made.values(), *self.tray.cards.made.values()):
            if isinstance(card, NoteCard) and self._review.concerned(card.topic.note):
                card.stale = True
        self._later()

    def _turned(self) -> None:
        if self.talk.card is not None and self.talk.card.topic.note.id != self._review.current:
            self.talk.close()
        self.show_notes()
        self._open_tray(self._review.current)
        self._bring_into_view()

    def _filtered(self) -> None:
        self.head.show_filter()
        self._later()

    def _bring_into_view(self) -> None:
        id_ = self._review.current
        y, bar = self._reader.y_of(id_) if id_ else None, self._reader.verticalScrollBar()
        if y is None:
            return
        hidden = max(0, -self._shift())  # so much of the reader stands beside the margin's head
        tall = self._reader.viewport().height()
        if not bar.value() + hidden <= y <= bar.value() + tall - _FOOT:
            bar.setValue(int(y) - tall // 3)
        self._reveal(id_)

    def _reveal(self, key: str) -> None:
        """Scroll until a card is in view: its top, and its end as far as top and words stay there; before all
        what is written in it.
        """
        card, strip = self.strip.made.get(key), self.strip
        if card is not None:
            strip.place()
            top = card.mapTo(strip, QPoint(0, 0)).y()
            hidden = min(top + card.height() + GAP - strip.height(), top - GAP)
            bar, words = self._reader.verticalScrollBar(), self._reader.y_of(key)
            if words is not None:
                hidden = min(hidden, int(words) - bar.value())
            above = min(top, 0 if words is None else int(words) - bar.value()) - GAP
            if hidden > 0 or above < -GAP:
                bar.setValue(bar.value() + (hidden if hidden > 0 else above))
            writer = card.editor if isinstance(card, NoteCard) else card
            if writer is not None and writer.isAncestorOf(QApplication.focusWidget() or self):
                end = writer.mapTo(strip, QPoint(0, writer.height())).y() + GAP
                bar.setValue(bar.value() + max(0, end - strip.height()))

    def _leave_alone(self) -> None:
        self._review.set_current("")

    # ------------------------------------------------------------ doing
    def act(self, id_: str, act: str) -> None:
        """Do something about a note, as its button would."""
        self._review.set_current(id_)
        card = self._card_of(id_)
        if card is not None:
            self.talk.act(card, act)
            self._reveal(id_)

    def can(self, act: ActName) -> bool:
        """Whether something can be done about the current note."""
        thread = self.current
        return thread is not None and act in [each.name for each in acts_for(self._review, thread)]

    def go(self, step: int) -> None:
        """Turn to the next note, or (-1) the one before, in the order of the draft."""
        ids = self._order
        if not ids:
            return
        if self._review.current in ids:
            at = max(0, min(len(ids) - 1, ids.index(self._review.current) + step))
        else:
            at = 0 if step > 0 else len(ids) - 1
        in_margin = self.isAncestorOf(QApplication.focusWidget() or self.window())
        self._review.set_current(ids[at])
        if in_margin and (card := self._card_of(ids[at])) is not None:
            card.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_tray(self, id_: str) -> None:
        if id_ in self._threads and id_ not in self._order:
            self.tray.open()

    def _card_of(self, id_: str) -> NoteCard | None:
        self._open_tray(id_)
        card = self.strip.made.get(id_) or self.tray.cards.made.get(id_)
        return card if isinstance(card, NoteCard) else None

    # ------------------------------------------------------------ a new note
    def compose(self, kind: NoteKind) -> None:
        """Let the person write a note on the current spot."""
        self.talk.close()
        self.composing.compose(kind)

    def finish_writing(self) -> None:
        """Keep what is being written as drafts."""
        self.talk.keep()
        self.composing.keep()

    def _begun(self) -> None:
        if (framed := self.composing.framed) is not None:
            self._reader.attend(framed.spot.card)
        self.show_notes()
        self._reveal(_NEW)

    def _said(self, id_: str) -> None:
        """There is a new note: turn to it."""
        self._reader.unmark()
        self.show_notes()
        self._review.turn_to(id_)

    def _ended(self) -> None:
        self._reader.attend("")
        self.strip.take_out(_NEW)
        self._later()

    def _to_draft(self) -> None:
        """The draft has the keys again."""
        self._reader.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_on(self) -> None:
        """Go on with a note that was left."""
        for spot, draft in self.composing.left_over()[:1]:
            self._reader.mark(spot)
            self.composing.begin(spot, draft.get("kind", "note"))

    # ------------------------------------------------------------ Qt
    def _fit(self) -> None:
        room = self.parentWidget()
        whole = room.width() if room is not None else self.width()
        large = min(sizes.px(_NARROWEST), whole * _LARGE_SHARE)
        wide = min(sizes.px(_WIDEST), whole * _SHARE)
        least = _NARROWEST if whole >= _TIGHT_ROOM else _TIGHT
        self.setFixedWidth(int(max(least, large, wide)))
        self.strip.setMinimumHeight(sizes.px(120))

    @guarded(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self._fit()
            self._later()
            self._rest.start()
        return super().eventFilter(watched, event)

    @guarded()
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if (room := self.parentWidget()) is not None:
            room.installEventFilter(self)
        self._fit()
        self._later()

    @guarded()
    def wheelEvent(self, event: QWheelEvent) -> None:
        QApplication.sendEvent(self._reader.verticalScrollBar(), event)

    @guarded()
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave_alone()
            self._to_draft()
        else:
            super().keyPressEvent(event)


def _same(widget: QWidget) -> QWidget:
    return widget
