"""The second pane: our draft, or what theirs leads up to, read beside it and scrolled along with it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from okrdesk.i18n import _
from ui.look.theme import Theme
from ui.review.reader.draft_layout import Page
from ui.review.reader.draft_view import DraftView
from ui.review.reader.partners import What, partner, sheets_beside
from ui.review.state import Review

_LOOK = 0.3  # of the view's height: what stands there is what is being read


class Beside(QFrame):
    """Stands beside the `lead` view, and follows its scroll bar."""

    def __init__(self, review: Review, lead: DraftView, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("beside")
        self.what: What = ""
        self._review, self._lead = review, lead
        self._partners: dict[str, str] = {}
        self.view = DraftView(theme, None, self)
        self.empty = QLabel()
        self.empty.setObjectName("readerempty")
        self.empty.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.empty)
        column.addWidget(self.view, 1)
        lead.verticalScrollBar().valueChanged.connect(self.follow)
        lead.laid_out.connect(self.follow)
        self.hide()

    def show_what(self, what: What) -> None:
        """Show our draft, what theirs leads up to, or nothing."""
        self.what = what
        self.refresh()
        self.setVisible(bool(what))
        self.follow()

    def refresh(self) -> None:
        """Show it as it is now."""
        review = self._review
        if review.session is None or not self.what:
            self.view.show_sheets([])
            return
        workshop = review.workshop
        sheets = sheets_beside(workshop, self.what, review.about, review.reviewing.team)
        self.view.show_sheets(sheets)
        self.view.setAccessibleName(_("Our draft") if self.what == "ours" else _("What it leads up to"))
        self.empty.setText(
            _("Nothing to read here yet: your team has no objectives.")
            if self.what == "ours"
            else _("Nothing to read here yet: this draft leads up to nothing.")
        )
        self.empty.setVisible(not sheets)
        cards = [sheet.card for sheet in sheets]
        self._partners = {
            page.sheet.card: found
            for page in self._lead.pages
            if (found := partner(workshop, page.sheet.card, cards))
        }
        self.follow()

    def follow(self, _value: int = 0) -> None:
        """Have the partner of what is being read at its height; without one, the same share of the way."""
        if not self.what or not self.view.pages:
            return
        lead, bar = self._lead.verticalScrollBar(), self.view.verticalScrollBar()
        page = self._read_now()
        other = self.view.pages_layout.page_of(self._partners.get(page.sheet.card, "")) if page else None
        if page is not None and other is not None:
            bar.setValue(round(other.top - (page.top - lead.value())))
        elif lead.maximum():
            bar.setValue(round(bar.maximum() * lead.value() / lead.maximum()))

    def _read_now(self) -> Page | None:
        bar = self._lead.verticalScrollBar()
        share = bar.value() / bar.maximum() if bar.maximum() else 0.0
        look = _LOOK + (1 - _LOOK) * max(0.0, 2 * share - 1)  # at the end, the last is what is being read
        return self._lead.pages_layout.page_at(bar.value() + self._lead.viewport().height() * look)
