"""The round: who has read what, and its time. Stands in the middle of the review room."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from okrdesk.i18n import _, ngettext
from okrdesk.review import coverage, rounds
from okrdesk.review.coverage import Cell
from okrdesk.review.records import Assignment, Round
from ui.look.theme import Theme
from ui.pages.page import label
from ui.process.errors import guarded
from ui.review.round.grid import TeamGrid
from ui.review.round.telling import cell_look, who_reads
from ui.review.state import Review
from ui.when import when_text

MORE_MINUTES = 10
_ROUND_DONE = ("submitted", "answered")


class RoundView(QFrame):
    """`pair_chosen` names the team that is read and the one that reads. `plan_wanted`: a new plan."""

    pair_chosen = Signal(str, str)
    plan_wanted = Signal()

    def __init__(self, review: Review) -> None:
        super().__init__()
        self.setObjectName("roundview")
        self._review = review
        self.title, self.lead = label("", "pagetitle"), label("", "soft")
        self.grid = TeamGrid(_("Who has read what: rows are drafts, columns are the teams that read them"))
        self.grid.chosen.connect(self.pair_chosen)
        minutes = ngettext("{n} more minute", "{n} more minutes", MORE_MINUTES).format(n=MORE_MINUTES)
        self.more, self.end = QPushButton(minutes), QPushButton(_("End now"))
        self.again = QPushButton(_("Plan a new round…"))
        self.more.clicked.connect(self.extend)
        self.end.clicked.connect(self.end_now)
        self.again.clicked.connect(self.plan_wanted)
        self._lay_out()
        self.setFocusProxy(self.grid)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.show_round)
        review.opened.connect(self._later)
        review.changed.connect(self._later)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 24, 32, 24)
        column.setSpacing(8)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.more, self.end, self.again):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column.addWidget(self.title)
        column.addWidget(self.lead)
        column.addSpacing(4)
        column.addLayout(buttons)
        column.addSpacing(8)
        column.addWidget(self.grid, 1)

    @property
    def round(self) -> Round | None:
        """The round that is shown."""
        review = self._review
        return review.workshop.find(Round, review.reviewing.round) if review.session else None

    @property
    def running(self) -> bool:
        """Whether it goes on."""
        round_ = self.round
        return round_ is not None and rounds.is_running(round_, datetime.now(UTC))

    def show_round(self) -> None:
        """Show how the round stands now."""
        self._soon.stop()
        round_ = self.round
        if round_ is None or not self.isVisible():
            return
        workshop = self._review.workshop
        cells = coverage.grid(workshop, round_.id)
        teams = coverage.teams_in(workshop, cells)
        who = who_reads(workshop, round_)
        looks = {}
        for about in teams:
            for team in teams:
                pair = (team.id, about.id)
                look = cell_look(team, about, cells.get(pair, Cell()), who.get(pair, ""))
                looks[about.id, team.id] = look
        self.grid.show_looks(teams, teams, looks)
        self.title.setText(round_.name)
        self.lead.setText(self._lead(round_, cells))
        self.end.setEnabled(self.running)

    def _lead(self, round_: Round, cells: dict[tuple[str, str], Cell]) -> str:
        planned = self._review.workshop.by(Assignment, "round", round_.id)
        done = sum(cells[x.team, x.about].state in _ROUND_DONE for x in planned)
        said = ngettext("{done} of {n} review submitted.", "{done} of {n} reviews submitted.", len(planned))
        words = [_("Rows are drafts, columns are the teams that read them."), said]
        if round_.ends:
            words.append(_("It ends {when}.") if self.running else _("It ended {when}."))
        return " ".join(words).format(done=done, n=len(planned), when=when_text(round_.ends))

    def extend(self) -> None:
        """Give the round ten more minutes."""
        if (round_ := self.round) is not None:
            workshop = self._review.workshop
            self._review.carry_out(rounds.extend(workshop, round_, MORE_MINUTES, datetime.now(UTC)))

    def end_now(self) -> None:
        """End the round."""
        if (round_ := self.round) is not None:
            self._review.carry_out(rounds.end_now(self._review.workshop, round_, datetime.now(UTC)))

    def set_theme(self, theme: Theme) -> None:
        """Paint all in another theme."""
        self.grid.set_theme(theme)

    @guarded()
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.show_round()

    def _later(self, _touched: object = None) -> None:
        self._soon.start()
