"""Planning a round: who reads whose draft, as the rotation proposes it, altered by clicking cells."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QPushButton

from okrdesk.cards import Team
from okrdesk.desk import Refused
from okrdesk.i18n import _, ngettext
from okrdesk.review import rounds
from okrdesk.review.records import Round
from okrdesk.review.rounds import Pair
from okrdesk.store.errors import StoreError
from ui.look import sizes
from ui.pages.page import Page, label
from ui.review.round.grid import Look, TeamGrid
from ui.widgets.segments import Segments

if TYPE_CHECKING:
    from ui.look.theme import Theme
    from ui.session import Session
    from ui.workplace import Workplace

_WIDTH = 1120  # pixels at 100 %
_USUAL_MINUTES = 40
_MOST_MINUTES = 24 * 60
_MOST_READ = 4
_ROW = 64  # pixels at 100 %


class PlanPage(Page):
    """`started` tells that the round has begun."""

    started = Signal()

    def __init__(self, place: Workplace) -> None:
        lead = _("Rows are drafts, columns the teams that read them. Click a cell to alter who reads whom.")
        super().__init__(_("Plan a review round"), lead, _WIDTH)
        assert place.session is not None
        self._place, self._workshop = place, place.session.workshop
        self._teams = rounds.drafting(self._workshop)
        self._readers = [team for team in self._workshop.teams() if team.parent]
        self.pairs: set[tuple[str, str]] = set()  # (reading team, team that is read)
        self._reasons: dict[tuple[str, str], tuple[str, ...]] = {}
        self._make_fields()
        self._lay_out()
        self.propose(rounds.USUAL)
        self.setFocusProxy(self.grid if len(self._teams) > 1 else self.cross)

    def _make_fields(self) -> None:
        n = self._workshop.count(Round) + 1
        self.name = QLineEdit(_("Round {n}").format(n=n))
        self.name.setAccessibleName(_("The round’s name"))
        self.minutes = QLineEdit(str(_USUAL_MINUTES))
        self.minutes.setValidator(QIntValidator(1, _MOST_MINUTES, self.minutes))
        self.minutes.setAccessibleName(_("Minutes"))
        most = max(1, min(_MOST_READ, len(self._teams) - 1))
        options = [(k, str(k)) for k in range(1, most + 1)]
        self.each = Segments(_("Drafts that each team reads"), options, min(rounds.USUAL, most))
        self.each.chosen.connect(self.propose)
        self.open = Segments(
            _("Notes"), [(False, _("private until submitted")), (True, _("open from the start"))], False
        )
        self.names = Segments(_("Names"), [(True, _("shown")), (False, _("only the team"))], True)
        self.open_from_start, self.names_shown = False, True
        self.open.chosen.connect(self._choose_open)
        self.names.chosen.connect(self._choose_names)
        self.grid = TeamGrid(_("Who reads whom: rows are drafts, columns are the teams that read them"), _ROW)
        self.grid.chosen.connect(self.turn)
        self.note = label("", "plannote")
        self.start = QPushButton(_("Start the round"))
        self.start.setDefault(True)
        self.start.clicked.connect(self.begin)

    def _lay_out(self) -> None:
        if len(self._teams) < 2:
            sentence = _("A round needs at least two teams with objectives. Let them draft theirs first.")
            self.column.addWidget(label(sentence, "strong"))
            self.column.addStretch(1)
            return
        fields = QGridLayout()
        fields.setHorizontalSpacing(12)
        fields.setVerticalSpacing(10)
        rows = (
            ((_("Name"), self.name), (_("Minutes"), self.minutes)),
            ((_("Each team reads"), self.each), (_("Names"), self.names)),
            ((_("Notes"), self.open),),
        )
        for r, row in enumerate(rows):
            for c, (title, field) in enumerate(row):
                fields.addWidget(label(title, "planlabel", wrap=False), r, 2 * c)
                held = QHBoxLayout()
                held.addWidget(field)
                held.addStretch(1)
                fields.addLayout(held, r, 2 * c + 1)
        fields.setColumnStretch(3, 1)
        self.column.addSpacing(4)
        self.column.addLayout(fields)
        foot = QHBoxLayout()
        foot.addWidget(self.note, 1)
        foot.addWidget(self.start)
        self.column.addLayout(foot)
        self.column.addSpacing(6)
        self.column.addWidget(self.grid, 100)
        self.column.addStretch(1)

    # ------------------------------------------------------------ planning
    def propose(self, k: int) -> None:
        """Take the rotation in which each team reads `k` drafts."""
        plan = rounds.plan(self._workshop, k)
        self._reasons = {(pair.team, pair.about): pair.reasons for pair in plan}
        self.pairs = set(self._reasons)
        self._show()

    def turn(self, about: str, team: str) -> None:
        """Let a team read a draft, or not."""
        if team != about:
            self.pairs ^= {(team, about)}
            self._show()

    def begin(self) -> None:
        """Start the round as planned."""
        order = [team.id for team in self._readers]
        wanted = sorted(self.pairs, key=lambda pair: (order.index(pair[0]), order.index(pair[1])))
        session = self._place.session
        if session is None:
            return
        try:
            session.desk.do(
                rounds.start_round(
                    session.workshop, [Pair(*pair) for pair in wanted], self.name.text(), datetime.now(UTC),
                    int(self.minutes.text() or 0), self.open_from_start, self.names_shown,
                )
            )  # fmt: skip
        except (Refused, StoreError) as error:
            self._place.refuse(str(error))
            return
        self.started.emit()

    def _choose_open(self, open_from_start: bool) -> None:
        self.open_from_start = open_from_start

    def _choose_names(self, names_shown: bool) -> None:
        self.names_shown = names_shown

    # ------------------------------------------------------------ showing
    def _show(self) -> None:
        looks = {
            (about.id, team.id): self._look(team, about) for about in self._teams for team in self._readers
        }
        self.grid.show_looks(self._teams, self._readers, looks)
        tall = self.grid.sizeHint().height()
        self.grid.setMinimumHeight(min(tall, sizes.px(420)))
        self.grid.setMaximumHeight(tall)
        sentence, uneven = self._balance()
        self.note.setText(sentence)
        self.note.setProperty("tone", "amber" if uneven else "")
        self.note.style().polish(self.note)
        self.start.setEnabled(bool(self.pairs))

    def _look(self, team: Team, about: Team) -> Look:
        names = {"team": team.name, "about": about.name}
        if team.id == about.id:
            return Look(
                _("own draft"), full=_("{team} does not review its own draft").format(**names), can=False
            )
        pair = (team.id, about.id)
        if pair not in self.pairs:
            return Look(full=_("{team} does not read {about}").format(**names))
        why = self._reasons.get(pair) or rounds.reasons(self._workshop, *pair)
        full = "\n".join((_("{team} reads {about}").format(**names), *why))
        return Look(_("reads"), "accent", why[0] if why else "", full)

    def _balance(self) -> tuple[str, bool]:
        """What the plan comes to in a sentence, and whether it is uneven."""
        read = Counter(about for _team, about in self.pairs)
        reads = Counter(team for team, _about in self.pairs)
        if not self.pairs:
            return _("Nobody reads anything yet."), True
        left = [team.name for team in self._teams if not read[team.id]]
        if left:
            return _("Nobody reads the draft of {teams}.").format(teams=", ".join(left)), True
        if rounds.uneven(self.pairs):
            most = max(reads.values())
            said = ngettext("Some read more than others: up to {n} draft.",
                            "Some read more than others: up to {n} drafts.", most)  # fmt: skip
            return said.format(n=most), True
        k = len(self.pairs) // len(read)
        said = ngettext(
            "Each team reads {n} draft, and each draft is read by as many.",
            "Each team reads {n} drafts, and each draft is read by as many.", k,
        )  # fmt: skip
        return said.format(n=k), False

    # ------------------------------------------------------------ as every page
    def show_session(self, session: Session | None) -> None:
        """What was planned for one workshop is of no use in another."""
        if session is None or session is not self._place.session:
            self.pairs = set()

    def set_theme(self, theme: Theme) -> None:
        """Paint all in another theme."""
        super().set_theme(theme)
        self.grid.set_theme(theme)
        self.minutes.setFixedWidth(sizes.px(90))
        self.name.setFixedWidth(sizes.px(240))


def plan_round(place: Workplace) -> PlanPage:
    """Show the page."""
    page = PlanPage(place)
    place.pages.show(page)
    return page
