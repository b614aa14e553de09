"""The round: who has read what, and its time. Stands in the middle of the review room."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from okrdesk.i18n import _, ngettext
from okrdesk.review import coverage
from okrdesk.review.coverage import Cell
from okrdesk.review.records import Assignment, Round
from ui.look.theme import Theme
from ui.pages.page import label
from ui.process.errors import guarded
from ui.review.round.changing import MORE_MINUTES, Changing
from ui.review.round.grid import TeamGrid
from ui.review.round.telling import cell_look, who_reads
from ui.review.state import Review
from ui.when import when_text
from ui.widgets.flow import Flow

_ROUND_DONE = ("submitted", "answered")


class RoundView(QFrame):
    """`plan_wanted`: a new plan. `change_wanted`: this one is to be altered."""

    plan_wanted = Signal()
    change_wanted = Signal()

    def __init__(self, review: Review, changing: Changing) -> None:
        super().__init__()
        self.setObjectName("roundview")
        self._review, self._changing = review, changing
        self.title, self.lead = label("", "pagetitle"), label("", "soft")
        self.grid = TeamGrid(_("Who has read what: rows are drafts, columns are the teams that read them"))
        self.grid.chosen.connect(changing.choose)
        self.grid.turned.connect(changing.turn)
        self.grid.menu_wanted.connect(changing.show_menu)
        minutes = ngettext("{n} more minute", "{n} more minutes", MORE_MINUTES).format(n=MORE_MINUTES)
        self.more, self.end = QPushButton(minutes), QPushButton(_("End now"))
        self.change, self.again = QPushButton(_("Change…")), QPushButton(_("Plan a new round…"))
        self.remove = QPushButton(_("Remove"))
        self.remove.setToolTip(_("Take the round back; what was said in it stays"))
        self.more.clicked.connect(changing.extend)
        self.end.clicked.connect(changing.end_now)
        self.change.clicked.connect(self.change_wanted)
        self.again.clicked.connect(self.plan_wanted)
        self.remove.clicked.connect(changing.remove)
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
        buttons = Flow()  # in a narrow window they take a second row
        for button in (self.more, self.end, self.change, self.remove, self.again):
            buttons.addWidget(button)
        column.addWidget(self.title)
        column.addWidget(self.lead)
        column.addSpacing(4)
        column.addLayout(buttons)
        column.addSpacing(8)
        column.addWidget(self.grid, 1)

    @property
    def round(self) -> Round | None:
        """The round that is shown."""
        return self._changing.round

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
        self.end.setEnabled(self._changing.running)

    def _lead(self, round_: Round, cells: dict[tuple[str, str], Cell]) -> str:
        planned = self._review.workshop.by(Assignment, "round", round_.id)
        done = sum(cells[x.team, x.about].state in _ROUND_DONE for x in planned)
        said = ngettext("{done} of {n} review submitted.", "{done} of {n} reviews submitted.", len(planned))
        words = [said]
        if round_.ends:
            words.append(_("It ends {when}.") if self._changing.running else _("It ended {when}."))
        words.append(
            _(
                "Rows are drafts, columns are the teams that read them. Click a cell to read that draft, an "
                "empty one to let that team read it; Space alters who reads."
            )
        )
        return " ".join(words).format(done=done, n=len(planned), when=when_text(round_.ends))

    def set_theme(self, theme: Theme) -> None:
        """Paint all in another theme."""
        self.grid.set_theme(theme)

    @guarded()
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.show_round()

    def _later(self, _touched: object = None) -> None:
        self._soon.start()
