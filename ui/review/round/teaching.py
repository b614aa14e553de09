"""What stands in the review room while no draft is read: the question to answer, and the ways on."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from okrdesk.i18n import _
from okrdesk.review import coverage, rounds
from okrdesk.review.records import Round
from ui.pages.page import label
from ui.review.state import Review


class Teaching(QFrame):
    """ "Whose draft shall we read?" `team_chosen` names the next one; `plan_wanted`: plan a round."""

    team_chosen = Signal(str)
    plan_wanted = Signal()

    def __init__(self, review: Review) -> None:
        super().__init__()
        self.setObjectName("reviewempty")
        self._review = review
        self._next = ""
        self.question, self.words = label("", "pagetitle"), label("", "soft")
        self.go, self.plan = QPushButton(), QPushButton(_("Plan a round…"))
        self.go.setDefault(True)
        self.go.clicked.connect(self._go)
        self.plan.clicked.connect(self.plan_wanted)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.go)
        buttons.addWidget(self.plan)
        buttons.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(10)
        for widget in (self.question, self.words):
            column.addWidget(widget)
        column.addSpacing(8)
        column.addLayout(buttons)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addLayout(column, 3)
        row.addStretch(1)
        all_ = QVBoxLayout(self)
        all_.addStretch(2)
        all_.addLayout(row)
        all_.addStretch(3)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.show_words)
        review.opened.connect(self._later)
        review.changed.connect(self._later)

    def show_words(self) -> None:
        """Say what can be done now."""
        self._soon.stop()
        review = self._review
        if review.session is None:
            return
        workshop = review.workshop
        self._next = self._next_draft()
        there = bool(rounds.drafting(workshop))
        question = _("Whose draft shall we read?") if there else _("There is nothing to read yet.")
        self.question.setText(question)
        self.words.setText(self._said(there))
        if self._next:
            self.go.setText(_("Read {team}").format(team=workshop[self._next].name))  # type: ignore[attr-defined]
        self.go.setVisible(bool(self._next))
        plannable = there and review.packet is None
        self.plan.setVisible(plannable and workshop.find(Round, review.reviewing.round) is None)

    def _said(self, there: bool) -> str:
        if not there:
            return _("Once the teams have drafted their objectives, they read one another’s drafts here.")
        if self._review.reviewing.round or self._review.packet:
            return _(
                "Choose a draft at the left. Mark words in it and ask, doubt, suggest; the team gets your "
                "notes when you submit."
            )
        return _(
            "Choose a draft at the left and say what you think of it. Or plan a round: each team reads "
            "others’ drafts, and nobody is left out."
        )

    def _next_draft(self) -> str:
        """The draft that I read next: one of my reviews that is not submitted."""
        review, reviewing = self._review, self._review.reviewing
        if not (reviewing.round and reviewing.team):
            return ""
        mine = coverage.my_reviews(review.workshop, review.key, reviewing.round, reviewing.team)
        return next((each.about for each in mine if not each.submitted), "")

    def _go(self) -> None:
        self.team_chosen.emit(self._next)

    def _later(self, _touched: object = None) -> None:
        self._soon.start()
