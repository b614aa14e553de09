"""The teams: their tree, and all of the team that is chosen in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from okrdesk import team_edits
from okrdesk.cards import Objective, Person, Team
from okrdesk.change import Change, Put
from okrdesk.desk import Refused
from okrdesk.edits import name_of_team
from okrdesk.entering import Unreadable
from okrdesk.i18n import _, ngettext
from okrdesk.naming import how_many
from okrdesk.workshop import Workshop
from ui.inspector.choices import ChoiceField
from ui.inspector.fields import CountField, Field, TextField
from ui.inspector.pieces import IconButton, Line, quiet_button
from ui.look import sizes
from ui.look.theme import Theme
from ui.process.errors import guarded
from ui.setup.question import Answer, Question
from ui.setup.section import SetupSection, Sheet
from ui.setup.swatches import SwatchField
from ui.setup.team_places import Place, is_below
from ui.setup.team_tree import TeamTree
from ui.widgets.choice import Choice

_NARROW = 700  # pixels at 100 %: below that, the team stands under the tree


def _move_below(workshop: Workshop, ids: tuple[str, ...], parent: Any) -> Change:
    return team_edits.move_team(workshop, ids[0], parent)


def _rename(workshop: Workshop, ids: tuple[str, ...], name: Any) -> Change:
    return team_edits.rename_team(workshop, ids[0], name)


class CodeField(TextField):
    """A team's code; one that is taken is refused below it."""

    def to_change(self, text: str) -> Change:
        """The change that gives it this code. Raises Unreadable when it cannot have it."""
        try:
            return team_edits.recode_team(self.workshop, self.ids[0], text)
        except Refused as refusal:
            raise Unreadable(str(refusal)) from refusal


class TeamSheet(Sheet):
    """All of one team."""

    def __init__(self, section: TeamsSection) -> None:
        super().__init__()
        self.bench = bench = section.bench
        self.id = ""
        self.name = TextField(bench, "name", _("Name"), hint=_("Name"), look="head", bare=True, make=_rename)
        self.parent_team = ChoiceField(bench, "parent", _("Belongs to"), self._parents, make=_move_below)
        self.code = CodeField(bench, "code", _("Short name"))
        self.purpose = TextField(
            bench, "purpose", _("Purpose"), hint=_("What is it there for?"), many_lines=True
        )
        self.function = TextField(bench, "function", _("Function"), hint=_("such as Sales or Engineering"))
        self.headcount = CountField(bench, "headcount", _("Headcount"), hint=_("How many are you?"))
        self.colour = SwatchField(bench, _("Colour"))
        self.fields: list[Field] = [
            self.name, self.parent_team, self.code, self.purpose, self.function, self.headcount, self.colour,
        ]  # fmt: skip
        for field in self.fields:
            self.add(field)
        self.facts = Line("note")
        self.add(self.facts)

    def add(self, part: QWidget, note: str = "") -> None:
        """A further part; captions are narrower here, beside the tree."""
        super().add(part, note)
        for caption in part.findChildren(Line, "label"):
            caption.setFixedWidth(sizes.px(92))

    def show_team(self, id_: str) -> None:
        """Show another team."""
        self.id = id_
        for field in self.fields:
            field.show_records((id_,))
        self._describe()

    def refresh(self) -> None:
        """Show the team as it is now."""
        for field in self.fields:
            field.refresh()
        self._describe()

    def commit(self) -> None:
        """Write what is typed."""
        for field in self.fields:
            field.commit()

    def _describe(self) -> None:
        workshop = self.bench.workshop
        team = workshop.find(Team, self.id)
        if team is None:
            return
        self.parent_team.setVisible(bool(team.parent))
        cards, people = (
            len(workshop.objectives(team.id, parked=None)),
            len(workshop.by(Person, "team", team.id)),
        )
        self.facts.say(
            " · ".join(
                (
                    how_many(Objective, cards),
                    ngettext("{n} person listed", "{n} people listed", people).format(n=people),
                )
            )
        )

    def _parents(self, workshop: Workshop) -> Mapping[str, str]:
        """The teams that it can belong to, each indented by its depth."""
        return {
            team.id: "   " * workshop.level(team.id) + (team.name or team.code)
            for team in workshop.teams()
            if not is_below(workshop, team.id, self.id)
        }


class TeamsSection(SetupSection):
    """The team tree."""

    key = "teams"
    title = _("Teams")
    lead = _(
        "Who plans here, and who belongs to whom. Each level of the tree is a lane of the board; "
        "each team has its band in it."
    )

    def build(self) -> None:
        """The tree at the left, the chosen team at the right."""
        self.tree = TeamTree(self.bench)
        self.team = TeamSheet(self)
        self.question = Question(self.tree)
        self.below = quiet_button(_("+ Below"), _("New team below the chosen one (Shift+N)"))
        self.beside = quiet_button(_("+ Beside"), _("New team beside the chosen one (N)"))
        self.up = IconButton("chevron-up", _("Move up (Ctrl+Up)"))
        self.down = IconButton("chevron-down", _("Move down (Ctrl+Down)"))
        self.delete = IconButton("trash", _("Delete the team (Delete)"))
        row = QHBoxLayout()
        row.setSpacing(2)
        for widget in (self.below, self.beside):
            row.addWidget(widget)
        row.addStretch(1)
        for widget in (self.up, self.down, self.delete):
            row.addWidget(widget)
        left = Sheet()
        left.column.setContentsMargins(6, 6, 6, 6)
        left.column.addWidget(self.tree, 1)
        left.column.addLayout(row)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(self.question)
        right.addWidget(self.team)
        right.addStretch(1)
        self._both = both = QHBoxLayout()
        both.setSpacing(12)
        both.addWidget(left, 9)
        both.addLayout(right, 11)
        self.column.addLayout(both, 1)
        keys = _("Drag a team to move it, or Ctrl+arrows. Enter writes, N adds beside, Shift+N below.")
        self.column.addWidget(Line("note", keys, inset=False))
        self._connect()

    def _connect(self) -> None:
        tree = self.tree
        tree.chosen.connect(self._choose)
        tree.moved.connect(self._move)
        tree.named.connect(self._add)
        tree.asked.connect(self._asked)
        tree.hint.connect(self.bench.say)
        tree.gave_up.connect(self.bench.back_to_room)
        self.below.clicked.connect(self._new_below)
        self.beside.clicked.connect(self._new_beside)
        self.up.clicked.connect(self._up)
        self.down.clicked.connect(self._down)
        self.delete.clicked.connect(self.ask_delete)

    @guarded()
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        ways = QBoxLayout.Direction
        narrow = event.size().width() < sizes.px(_NARROW)
        self._both.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)

    # ------------------------------------------------------------ as every section
    def begin(self) -> None:
        """Show the teams of another workshop."""
        self.question.hide()
        self.refresh()

    def leave(self) -> None:
        """Let go of the teams."""
        self.tree.give_up_new()
        self.tree.show_teams(None)

    def refresh(self) -> None:
        """Show the teams as they are now."""
        workshop = self.bench.workshop
        self.tree.show_teams(workshop)
        there = self.team.id in workshop
        self.team.setVisible(there)
        root = workshop.root
        self.delete.setEnabled(there and root is not None and self.team.id != root.id)
        if there:
            self.team.refresh()
        else:
            self.question.hide()

    def commit(self) -> None:
        """Write what is typed."""
        if self.team.id in self.bench.workshop:
            self.team.commit()

    def set_theme(self, theme: Theme) -> None:
        """The tree's colours."""
        self.tree.set_theme(theme)

    def reveal(self, id_: str) -> None:
        """Choose a team."""
        self.tree.choose(id_)
        self.tree.setFocus()

    def enter(self) -> None:
        """The keys go to the tree."""
        self.tree.setFocus(Qt.FocusReason.TabFocusReason)

    # ------------------------------------------------------------ deleting
    def ask_delete(self) -> None:
        """Delete the chosen team: at once when it is empty, else after saying what goes with it."""
        self.commit()
        workshop, id_ = self.bench.workshop, self.tree.team
        record = workshop.find(Team, id_)
        if record is None:
            return
        if not record.parent:
            self.bench.refuse(_("The company stays: all other teams belong to it."))
            return
        text = team_edits.what_goes(workshop, id_)
        if not text:
            self._delete()
            return
        self._into = into = Choice()
        into.setAccessibleName(_("The team that takes over"))
        for team in workshop.teams():
            if not is_below(workshop, team.id, id_):
                into.addItem(_("to {team}").format(team=team.name), team.id)
        into.setCurrentIndex(max(0, into.findData(record.parent)))
        answers: list[Answer] = [
            (_("Move all there"), self._dissolve),
            (_("Delete all"), self._delete),
        ]
        offer = _("Its objectives, people and teams can also move to another team.")
        self.question.ask(f"{text} {offer}", answers, into)

    def _delete(self) -> None:
        id_ = self.tree.team
        self._end_team(team_edits.drop_team(self.bench.workshop, id_))

    def _dissolve(self) -> None:
        into = self._into.currentData()
        self._end_team(team_edits.dissolve(self.bench.workshop, self.tree.team, into), into)

    def _end_team(self, change: Change, next_: str = "") -> None:
        team = self.bench.workshop.find(Team, self.tree.team)
        name, parent = (team.name, team.parent) if team else ("", "")
        self.question.hide()
        self.tree.setFocus()
        if self.bench.carry_out(change):
            self.tree.choose(next_ or parent)
            self.bench.say(_("{team} is gone. Undo brings it back.").format(team=name))

    # ------------------------------------------------------------ within
    def _choose(self, id_: str) -> None:
        if self.team.id and self.team.id in self.bench.workshop:
            self.team.commit()
        self.question.hide()
        self.team.id = id_
        if id_:
            self.team.show_team(id_)
        root = self.bench.workshop.root
        self.delete.setEnabled(bool(id_) and root is not None and root.id != id_)
        self.team.setVisible(bool(id_))

    def _move(self, id_: str, place: Place) -> None:
        workshop = self.bench.workshop
        change = team_edits.move_team(workshop, id_, place.parent, before=place.before)
        if self.bench.carry_out(change) and change.steps:
            said = _("{team} is below {parent} now.")
            parent = name_of_team(workshop, place.parent)
            self.bench.say(said.format(team=name_of_team(workshop, id_), parent=parent))
        self.tree.choose(id_)

    def _add(self, place: Place, name: str) -> None:
        change = team_edits.add_team(self.bench.workshop, name, place.parent, before=place.before)
        if self.bench.carry_out(change):
            self.tree.choose(next(step.record.id for step in change.steps if isinstance(step, Put)))
            self.tree.begin_new(below=False)

    def _asked(self, what: str) -> None:
        if what == "delete":
            self.ask_delete()
        elif self.tree.team:
            self.team.name.setFocus(Qt.FocusReason.TabFocusReason)

    def _new_below(self) -> None:
        self.tree.begin_new(below=True)

    def _new_beside(self) -> None:
        self.tree.begin_new(below=False)

    def _up(self) -> None:
        self.tree.shift("up")

    def _down(self) -> None:
        self.tree.shift("down")
