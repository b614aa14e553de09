"""The tray of notes whose cards are gone: below the others, with their threads. They never vanish."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollBar, QVBoxLayout, QWidget

from okrdesk.i18n import _, ngettext
from okrdesk.review.threads import Thread
from ui.inspector.pieces import TextButton
from ui.look import sizes
from ui.process.errors import guarded
from ui.review.margin.card import NoteCard
from ui.review.margin.strip import Box, Strip

_TALLEST = 320  # px at 100 %


class _Cards(Strip):
    """As tall as its cards, up to a limit."""

    tall = 0

    @guarded(QSize())
    def sizeHint(self) -> QSize:
        return QSize(280, min(self.tall, sizes.px(_TALLEST)))


class Tray(QWidget):
    """A line that tells how many there are, and opens the cards."""

    def __init__(self, make: Callable[[Thread], NoteCard]) -> None:
        super().__init__()
        self.setObjectName("notetray")
        self._make = make
        self.button = TextButton("traywords", aside=16, above=7)
        self.button.setObjectName("traybutton")
        self.button.setCheckable(True)
        self.button.toggled.connect(self._turn)
        self.cards = _Cards()
        self.bar = QScrollBar(Qt.Orientation.Vertical)
        self.bar.valueChanged.connect(self.cards.scroll_to)
        self.cards.placed.connect(self._placed)
        self._row = QWidget()
        row = QHBoxLayout(self._row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.cards, 1)
        row.addWidget(self.bar)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.button)
        column.addWidget(self._row)
        self._row.hide()
        self.hide()

    def show_threads(self, threads: list[Thread], current: str) -> None:
        """Show the threads of cards that are gone; nothing where there are none."""
        n = len(threads)
        text = ngettext("{n} note on a card that is gone", "{n} notes on cards that are gone", n)
        self.button.say(text.format(n=n))
        self.setVisible(bool(n))
        self.cards.show_boxes([Box(t.note.id, 0, partial(self._make, t), 160) for t in threads], current)
        for thread in threads:
            card = self.cards.made.get(thread.note.id)
            if isinstance(card, NoteCard):
                card.show_thread(thread, current=thread.note.id == current)

    def open(self) -> None:
        """Show the cards."""
        self.button.setChecked(True)

    def _turn(self, on: bool) -> None:
        self._row.setVisible(on)
        self.button.setAccessibleDescription(_("Shown") if on else _("Hidden"))

    def _placed(self, bottom: int) -> None:
        tall = bottom + 12
        if tall != self.cards.tall:
            self.cards.tall = tall
            self.cards.updateGeometry()
        self.bar.setRange(0, max(0, tall - self.cards.height()))
        self.bar.setPageStep(max(1, self.cards.height()))
        self.bar.setVisible(self.bar.maximum() > 0)

    @guarded()
    def wheelEvent(self, event: QWheelEvent) -> None:
        QApplication.sendEvent(self.bar, event)
