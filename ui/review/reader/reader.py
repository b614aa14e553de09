"""The draft that is read: a calm document, not a form. Words in it can be marked, nothing can be altered."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTextEdit

from okrdesk.cards import Team
from ui.look.theme import Theme
from ui.review.state import Review


class Reader(QTextEdit):
    """Shows `review.about`'s draft. `laid_out` tells that heights may be others now."""

    laid_out = Signal()

    def __init__(self, review: Review) -> None:
        super().__init__()
        self.setObjectName("reader")
        self.setReadOnly(True)
        self._review = review
        self._least = 0
        self._tops: dict[str, float] = {}
        review.opened.connect(self._show)
        review.changed.connect(self._show)

    def set_theme(self, theme: Theme) -> None:
        """Paint all in another theme."""
        self._show()

    def y_of(self, note_id: str) -> float | None:
        """The height in the document at which a note belongs; None for notes on other drafts."""
        return self._tops.get(note_id)

    def y_of_card(self, card_id: str) -> float | None:
        """The height at which a card stands; None for cards of other drafts."""
        return self._tops.get(card_id)

    def content_height(self) -> float:
        """How tall the document is."""
        return self.document().size().height()

    def set_least_height(self, height: float) -> None:
        """Let the document be at least so tall, so that all notes beside it can be scrolled to."""
        self._least = int(height)

    def _show(self, _touched: object = None) -> None:
        review = self._review
        if review.session is None or not review.about:
            self.clear()
            return
        workshop = review.workshop
        team = workshop.find(Team, review.about)
        lines = [team.name if team else ""]
        for objective in workshop.objectives(review.about):
            lines += ["", objective.title, objective.story]
            lines += [result.text for result in workshop.key_results(objective.id)]
        self.setPlainText("\n".join(lines))
        self.laid_out.emit()
