"""The foot of the left side: the round and how far it is, or the way to plan one."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from okrdesk.i18n import _, ngettext
from okrdesk.review import coverage
from okrdesk.review.records import Round
from ui.review.margin.pieces import words
from ui.review.state import Review


class Foot(QFrame):
    """`round_wanted`: the round's grid is to be shown. `plan_wanted`: a round is to be planned."""

    round_wanted = Signal()
    plan_wanted = Signal()

    def __init__(self, review: Review) -> None:
        super().__init__()
        self.setObjectName("reviewfoot")
        self._review = review
        self.facts = words("rowline", "")
        self.show_grid = QPushButton(_("Who has read what"))
        self.plan = QPushButton(_("Plan a round…"))
        self.show_grid.clicked.connect(self.round_wanted)
        self.plan.clicked.connect(self.plan_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 12)
        column.setSpacing(8)
        for widget in (self.facts, self.show_grid, self.plan):
            column.addWidget(widget)

    def show_round(self) -> None:
        """Show the round as it is now; a reviewer with a packet does not see how others get on."""
        self.setVisible(self._review.packet is None)
        workshop = self._review.workshop
        round_ = workshop.find(Round, self._review.reviewing.round)
        self.show_grid.setVisible(round_ is not None)
        self.plan.setVisible(round_ is None)
        if round_ is None:
            self.facts.say(_("No round yet. Who shall read whose draft?"))
            return
        done, n = coverage.submitted(workshop, round_.id)
        said = ngettext("{done} of {n} review submitted", "{done} of {n} reviews submitted", n)
        self.facts.say(f"{round_.name}\n{said.format(done=done, n=n)}")
