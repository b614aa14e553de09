"""Puts the verdicts' rows under the objectives that are in view: a few widgets serve any number of them."""

from __future__ import annotations

from ui.review.reader.draft_view import DraftView
from ui.review.reader.verdict_row import VerdictRow
from ui.review.state import Review


class Strips:
    """The rows of one view."""

    def __init__(self, review: Review, view: DraftView) -> None:
        self._review, self._view = review, view
        self._rows: dict[str, VerdictRow] = {}
        self._spare: list[VerdictRow] = []

    def row(self, objective: str) -> VerdictRow | None:
        """The row of an objective, while it is in view."""
        return self._rows.get(objective)

    def place(self) -> None:
        """Have a row where one is in view now."""
        view = self._view
        top = view.verticalScrollBar().value()
        pages = view.pages_layout.pages_in(top, top + view.viewport().height())
        there = {page.sheet.card: page for page in pages if page.strip is not None}
        for card in [card for card in self._rows if card not in there]:
            row = self._rows[card]
            if row.isAncestorOf(row.window().focusWidget() or view):
                page = view.pages_layout.page_of(card)
                if page is not None and page.strip is not None:
                    there[card] = page  # the keys are on it
                    continue
            row.hide()
            self._spare.append(self._rows.pop(card))
        for card, page in there.items():
            assert page.strip is not None
            row = self._rows.get(card)
            if row is None:
                row = self._rows[card] = self._spare.pop() if self._spare else self._make()
                row.show_objective(card)
            row.lay(page.strip.translated(page.left, page.top - top))
            row.show()
        self.reach()

    def reach(self) -> None:
        """Let Tab come to the row of the objective that the caret is on."""
        page = self._view.pages_layout.page_of(self._view.painter.stand.card)
        for card, row in self._rows.items():
            row.set_reachable(page is not None and card == page.sheet.card)

    def refresh(self) -> None:
        """Show what was answered since."""
        for row in self._rows.values():
            row.refresh()

    def _make(self) -> VerdictRow:
        return VerdictRow(self._review, self._view.viewport())
