"""Planning a round, or altering one that goes on: who reads whose draft, until when, and what is seen of it.

A new one begins with what the rotation proposes; cells are altered by clicking them.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QSizePolicy, QWidget

from okrdesk.cards import Team
from okrdesk.change import Change
from okrdesk.desk import Refused
from okrdesk.i18n import _, ngettext
from okrdesk.review import coverage, rounds
from okrdesk.review.coverage import Cell
from okrdesk.review.records import Assignment, Round
from okrdesk.review.rounds import Pair
from okrdesk.store.errors import StoreError
from ui.look import sizes
from ui.pages.page import Page, label
from ui.process.errors import guarded
from ui.review.round.grid import Look, TeamGrid
from ui.review.round.telling import cell_look, notes_words
from ui.widgets.segments import Segments

if TYPE_CHECKING:
    from ui.look.theme import Theme
    from ui.session import Session
    from ui.workplace import Workplace

_WIDTH = 1120  # pixels at 100 %
_ROOM_FOR_TWO = 640  # two fields in a row; pixels at 100 %
_NAME = 190  # the name's field; pixels at 100 %
_USUAL_MINUTES = 40
_MOST_READ = 4
_ROW, _LEAST_TALL = 64, 300  # pixels at 100 %


class PlanPage(Page):
    """Plans a new round, or alters `round_`. `done` tells that it has begun, or is altered."""

    done = Signal()

    def __init__(self, place: Workplace, round_: Round | None = None) -> None:
        lead = _("Rows are drafts, columns the teams that read them. Click a cell to alter who reads whom.")
        if round_:
            lead += " " + _("What was written already stays.")
        super().__init__(_("Change the round") if round_ else _("Plan a review round"), lead, _WIDTH)
        assert place.session is not None
        self._place, self._workshop, self._round = place, place.session.workshop, round_
        planned = self._workshop.by(Assignment, "round", round_.id) if round_ else ()
        self._cells = coverage.grid(self._workshop, round_.id) if round_ else {}
        self.pairs = {(x.team, x.about) for x in planned}  # (reading team, team that is read)
        drafting = {team.id for team in rounds.drafting(self._workshop)} | {about for _t, about in self.pairs}
        self._teams = [team for team in self._workshop.teams() if team.id in drafting]
        self._readers = [team for team in self._workshop.teams() if team.parent]
        self._reasons: dict[tuple[str, str], tuple[str, ...]] = {}
        self._fields: list[tuple[QLabel, QWidget]] = []  # in order, with their titles
        self._columns = 0
        self._make_fields(round_ or self._fresh())
        self._lay_out()
        if round_:
            self._show()
        else:
            self.propose(rounds.USUAL)
        self.setFocusProxy(self.grid if len(self._teams) > 1 else self.cross)

    def _fresh(self) -> Round:
        return Round("", name=_("Round {n}").format(n=self._workshop.count(Round) + 1))

    def _make_fields(self, shown: Round) -> None:
        self.name = QLineEdit(shown.name)
        self.name.setAccessibleName(_("The round’s name"))
        left = rounds.minutes_left(shown, datetime.now(UTC)) if self._round else _USUAL_MINUTES
        self.minutes = QLineEdit("" if left is None else str(left))
        self.minutes_title = _("Minutes left") if self._round else _("Minutes")
        self.minutes.setAccessibleName(self.minutes_title)
        most = max(1, min(_MOST_READ, len(self._teams) - 1))
        options = [(k, str(k)) for k in range(1, most + 1)]
        self.each = Segments(_("Drafts that each team reads"), options, min(rounds.USUAL, most))
        self.each.chosen.connect(self.propose)
        private = [(False, _("private until submitted")), (True, _("open from the start"))]
        self.open = Segments(_("Notes"), private, shown.open_from_start)
        names = [(True, _("shown")), (False, _("only the team"))]
        self.names = Segments(_("Names"), names, shown.names_shown)
        self.open_from_start, self.names_shown = shown.open_from_start, shown.names_shown
        self.open.chosen.connect(self._choose_open)
        self.names.chosen.connect(self._choose_names)
        self.grid = TeamGrid(_("Who reads whom: rows are drafts, columns are the teams that read them"), _ROW)
        self.grid.chosen.connect(self.turn)
        self.grid.turned.connect(self.turn)
        # It takes what room the page leaves, and scrolls where that is too little.
        self.grid.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.note = label("", "plannote")
        self.start = QPushButton(_("Change the round") if self._round else _("Start the round"))
        self.start.setDefault(True)
        self.start.clicked.connect(self.begin)

    def _lay_out(self) -> None:
        if len(self._teams) < 2 and self._round is None:
            sentence = _("A round needs at least two teams with objectives. Let them draft theirs first.")
            self.column.addWidget(label(sentence, "strong"))
            self.column.addStretch(1)
            return
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(10)
        self._grid.setColumnStretch(3, 1)
        names, notes = (_("Names"), self.names), (_("Notes"), self.open)
        each = () if self._round else ((_("Each team reads"), self.each),)
        for title, field in ((_("Name"), self.name), (self.minutes_title, self.minutes), *each, names, notes):
            self._fields.append((label(title, "planlabel", wrap=False), field))
        self._place_fields()
        self.column.addSpacing(4)
        self.column.addLayout(self._grid)
        foot = QHBoxLayout()
        foot.addWidget(self.note, 1)
        foot.addWidget(self.start)
        self.column.addLayout(foot)
        self.column.addSpacing(6)
        self.column.addWidget(self.grid, 100)
        self.column.addStretch(1)

    def _place_fields(self) -> None:
        """Two in a row where there is room for them; the last one is wide and has a row of its own."""
        columns = 2 if self.viewport().width() >= sizes.px(_ROOM_FOR_TWO) else 1
        if columns == self._columns:
            return
        self._columns = columns
        for n, (title, field) in enumerate(self._fields):
            row, column = divmod(n, columns)
            last = field is self.open
            row, column = (len(self._fields), 0) if last else (row, 2 * column)
            self._grid.addWidget(title, row, column)
            self._grid.addWidget(field, row, column + 1, 1, 3 if last else 1, Qt.AlignmentFlag.AlignLeft)

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
        """Start the round as planned, or alter the one that goes on."""
        session = self._place.session
        if session is None:
            return
        try:
            session.desk.do(self._change())
        except (Refused, StoreError) as error:
            self._place.refuse(str(error))
            return
        self.done.emit()

    def _change(self) -> Change:
        order = [team.id for team in self._workshop.teams()]
        wanted = sorted(self.pairs, key=lambda pair: (order.index(pair[0]), order.index(pair[1])))
        pairs, name, now = [Pair(*pair) for pair in wanted], self.name.text(), datetime.now(UTC)
        seen = self.open_from_start, self.names_shown
        if self._round is None:
            minutes = rounds.minutes_in(self.minutes.text())
            return rounds.start_round(self._workshop, pairs, name, now, minutes, *seen)
        if (round_ := self._workshop.find(Round, self._round.id)) is None:
            raise Refused(_("This round is gone. Plan a new one."))
        typed = self.minutes.isModified()  # else the end stays to the second
        ends = now + timedelta(minutes=rounds.minutes_in(self.minutes.text())) if typed else None
        return rounds.alter_round(self._workshop, round_, pairs, name, ends, *seen)

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
        self.grid.setMinimumHeight(min(tall, sizes.px(_LEAST_TALL)))
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
        cell = self._cells.get(pair, Cell())
        if pair not in self.pairs:
            full = _("{team} does not read {about}").format(**names)
            return (
                Look(_("not planned"), detail=notes_words(cell.notes), full=full)
                if cell.notes
                else Look(full=full)
            )
        if cell.planned:
            return cell_look(team, about, cell)
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
        readers = (team.id for team in self._readers if reads[team.id])
        if empty := rounds.without_people(self._workshop, readers):
            names = ", ".join(team.name for team in empty)
            return _("Nobody is known yet in {teams}: who reads for it?").format(teams=names), True
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
        self.name.setFixedWidth(sizes.px(_NAME))
        self._place_fields()

    @guarded()
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_fields()


def plan_round(place: Workplace, round_: Round | None = None) -> PlanPage:
    """Show the page, for a new round or to alter one that goes on."""
    page = PlanPage(place, round_)
    place.pages.show(page)
    return page
