"""As whom one reviews: asked only when it is not known which team the person at the desk is of."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QFrame, QVBoxLayout

from okrdesk.i18n import _
from okrdesk.review.asking import home_team
from ui.pages.page import label
from ui.review.state import Review
from ui.widgets.choice import Choice


class Head(QFrame):
    """ "Reviewing as" and the teams to choose from."""

    def __init__(self, review: Review) -> None:
        super().__init__()
        self.setObjectName("reviewas")
        self._review = review
        self.choice = Choice()
        self.choice.setAccessibleName(_("Reviewing as"))
        self.choice.setMinimumContentsLength(6)
        self.choice.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choice.activated.connect(self._choose)
        column = QVBoxLayout(self)  # the names of teams need the whole width
        column.setContentsMargins(16, 10, 16, 4)
        column.setSpacing(4)
        column.addWidget(label(_("Reviewing as"), "rowline", wrap=False))
        column.addWidget(self.choice)
        self._shown: list[tuple[str, str]] = []

    def show_teams(self) -> None:
        """Offer the teams as they are now."""
        review = self._review
        self.setVisible(review.packet is None and not home_team(review.workshop, review.author))
        options = [("", _("No team")), *((team.id, team.name) for team in review.workshop.teams())]
        if options != self._shown:
            self._shown = options
            self.choice.clear()
            for id_, name in options:
                self.choice.addItem(name, id_)
        self.choice.setCurrentIndex(max(0, self.choice.findData(review.reviewing.team)))

    def _choose(self) -> None:
        reviewing = replace(self._review.reviewing, team=str(self.choice.currentData()))
        self._review.set_reviewing(reviewing)
