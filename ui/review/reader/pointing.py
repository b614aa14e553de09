"""What the pointer does on a draft: notes under it are named, and become the current one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QToolTip

from okrdesk.i18n import _
from okrdesk.review import threads
from okrdesk.review.records import Note
from ui.process.errors import guarded
from ui.review.margin.looks import KINDS
from ui.review.reader.draft_view import DraftView, piece_at
from ui.review.state import Review

REST_MS = 300  # the pointer rests so long on a note's words before that note is the current one
_SHOWN = 90  # characters of a note


class Pointing(QObject):
    """Watches the viewport of a view."""

    def __init__(self, review: Review, view: DraftView) -> None:
        super().__init__(view)
        self._review, self._view = review, view
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._rested)
        view.viewport().setMouseTracking(True)
        view.viewport().installEventFilter(self)

    @guarded(default=False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent):
            if event.type() is QEvent.Type.MouseMove and not event.buttons():
                self._hover(event.position())
            elif event.type() is QEvent.Type.MouseButtonPress and event.button() is Qt.MouseButton.LeftButton:
                return self._press(event.position())
        elif event.type() is QEvent.Type.Leave:
            self._light("")
        elif event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._tip(QPointF(event.pos())), self._view)
            return True
        return False

    # ------------------------------------------------------------ within
    def _on_tile(self, point: QPointF) -> list[str]:
        """The notes of the mark at a card's edge that is at a point."""
        at = self._view.in_document(point)
        page = self._view.pages_layout.page_at(at.y())
        tiles = self._view.painter.tiles.get(page.sheet.card, []) if page else []
        return next((notes for rect, notes in tiles if rect.adjusted(-2, -2, 2, 2).contains(at)), [])

    def _on_words(self, point: QPointF) -> list[str]:
        """The notes on the words at a point, the one on top first."""
        found = piece_at(self._view, point)
        if found is None or not found[0].piece.markable:
            return []
        piece = found[0].piece
        marks = self._view.painter.stand.marks.touching((piece.card, piece.field), found[1])
        return [mark.note for mark in marks]

    def _hover(self, point: QPointF) -> None:
        notes = self._on_tile(point) or self._on_words(point)
        tile = bool(self._on_tile(point))
        shape = Qt.CursorShape.PointingHandCursor if tile else Qt.CursorShape.IBeamCursor
        self._view.viewport().setCursor(shape)
        self._light(notes[0] if notes else "")

    def _light(self, note: str) -> None:
        stand = self._view.painter.stand
        if note == stand.hovered:
            return
        stand.hovered = note
        self._view.viewport().update()
        self._rest.stop()
        if note:
            self._rest.start()

    def _rested(self) -> None:
        writing = QApplication.focusWidget()
        busy = isinstance(writing, (QTextEdit, QLineEdit, QPlainTextEdit)) and writing is not self._view
        note = self._view.painter.stand.hovered
        if note and not busy and not self._view.textCursor().hasSelection():
            self._review.set_current(note)

    def _press(self, point: QPointF) -> bool:
        """A press on a mark at the edge goes through its notes."""
        notes = self._on_tile(point)
        if not notes:
            return False
        current = self._review.current
        n = notes.index(current) + 1 if current in notes else 0
        self._review.set_current(notes[n % len(notes)])
        self._view.setFocus(Qt.FocusReason.MouseFocusReason)
        return True

    def _tip(self, point: QPointF) -> str:
        notes = self._on_tile(point) or self._on_words(point)
        if notes:
            return self._told(notes)
        found = piece_at(self._view, point)
        return found[0].piece.tip if found else ""

    def _told(self, notes: list[str]) -> str:
        """The first of some notes in a line, and how many more there are."""
        review = self._review
        note = review.workshop.find(Note, notes[0])
        if note is None:
            return ""
        who = threads.byline(review.workshop, note.key, note.round, review.key)
        words = " ".join((note.text or note.wording).split())
        words = words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"
        line = " · ".join(filter(None, (KINDS[note.kind][0], who, words)))
        state = review.place_of(note).state
        if state == "changed":
            line += "\n" + _("The words have changed since.")
        elif state == "similar":
            line += "\n" + _("The words are no longer quite the same.")
        if len(notes) > 1:
            more = _("and {n} more: click the mark at the edge").format(n=len(notes) - 1)
            line += f"\n{more}"
        return line
