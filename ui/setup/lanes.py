"""The lanes of the board: what they are called and what they ask."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from okrdesk import guidance, team_edits
from okrdesk.cards import Objective, Pillar, Team
from okrdesk.change import Change
from okrdesk.desk import Refused
from okrdesk.i18n import _
from okrdesk.lanes import lane_titles
from okrdesk.naming import how_many
from okrdesk.text import one_line
from okrdesk.workshop import Workshop
from ui.inspector.fields import TextField
from ui.inspector.pieces import Line, Row, Rows
from ui.setup.lines import NewLine
from ui.setup.ones import ORGANISATION, OfOne
from ui.setup.row_buttons import RowButtons
from ui.setup.section import THE, SetupSection, Sheet
from ui.setup.tab_order import tab_through


class _OfLane(OfOne, TextField):
    """A text of the lane `lane`: 0 is strategy, 1 the company, then the levels below."""

    lane = 0

    def value(self) -> Any:
        """The lane's own text; "" while it has ours."""
        texts = getattr(self.workshop.organisation, self.name)
        n = self.place()
        return texts[n] if n < len(texts) else ""

    def place(self) -> int:
        """Where in the field the lane's text is."""
        return self.lane


class LaneTitle(_OfLane):
    """What a lane is called."""

    def place(self) -> int:
        """The levels begin with the company's."""
        return self.lane - 1

    def change(self, value: Any) -> Change:
        """The change that calls it so."""
        return team_edits.rename_level(self.workshop, self.lane - 1, one_line(value))

    def hint(self) -> str:
        """What we call it."""
        unnamed = Workshop("", ())
        return lane_titles(unnamed, self.lane - 1)[-1]


class LanePrompt(_OfLane):
    """What a lane asks."""

    def change(self, value: Any) -> Change:
        """The change that lets it ask so."""
        return team_edits.prompt_change(self.workshop, self.lane, one_line(value))

    def hint(self) -> str:
        """What we would ask."""
        return guidance.our_prompt(self.lane)


class LaneRow(Row):
    """A lane's name, its question, what is in it; buttons to move and to remove it."""

    def __init__(self, section: LanesSection) -> None:
        super().__init__()
        self._section, self.lane = section, 0
        bench = section.bench
        self.prompt = LanePrompt(ORGANISATION, bench, "prompts", _("Question"), look="sentence", bare=True)
        self._line = QFrame()
        self._line.setObjectName("rule")
        self._line.setFixedHeight(1)
        self.strategy = Line("strong", _("Strategy"))
        self.title = LaneTitle(ORGANISATION, bench, "levels", _("Name"), look="strong", bare=True)
        self.facts = Line("note")
        column = QVBoxLayout()
        column.setSpacing(0)
        for widget in (self.strategy, self.title, self.prompt, self.facts):
            column.addWidget(widget)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(self._line)
        row = QHBoxLayout()
        row.setSpacing(2)
        row.addLayout(column, 1)
        whole.addLayout(row)
        self.buttons = RowButtons()
        self.buttons.moved_up.connect(self._up)
        self.buttons.moved_down.connect(self._down)
        self.buttons.deleted.connect(self._remove)
        row.addWidget(self.buttons, 0, Qt.AlignmentFlag.AlignTop)

    def show_key(self, key: str) -> None:
        """Show another lane."""
        super().show_key(key)
        self.lane = self.title.lane = self.prompt.lane = int(key)
        self.strategy.setVisible(not self.lane)
        self.title.setVisible(bool(self.lane))
        for field in self._fields():
            field.show_records(THE)

    def refresh(self) -> None:
        """Show the lane as it is now."""
        for field in self._fields():
            field.refresh()
        workshop = self._section.bench.workshop
        last = team_edits.deepest_level(workshop) + 1
        name = _("Strategy") if not self.lane else lane_titles(workshop, self.lane - 1)[-1]
        self.facts.say(_facts(workshop, self.lane))
        self._line.setVisible(self.lane > 0)
        self.prompt.editor.setAccessibleName(_("Question of {lane}").format(lane=name))
        self.title.editor.setAccessibleName(_("Name of lane {n}").format(n=self.lane + 1))
        up, down = self.lane > 1, 0 < self.lane < last
        self.buttons.show_for(name, up=up, down=down, delete=self.lane > 1)

    def commit(self) -> None:
        """Write what is typed in it."""
        for field in self._fields():
            field.commit()

    def _fields(self) -> list[TextField]:
        return [self.title, self.prompt] if self.lane else [self.prompt]

    def _up(self) -> None:
        if self._section.move(self.lane, self.lane - 1):
            above = self._section.row(self.lane - 1)
            above.buttons.keep_keys(above.buttons.up, above.title)

    def _down(self) -> None:
        if self._section.move(self.lane, self.lane + 1):
            below = self._section.row(self.lane + 1)
            below.buttons.keep_keys(below.buttons.down, below.title)

    def _remove(self) -> None:
        self._section.remove(self.lane)


class LanesSection(SetupSection):
    """The levels of the organisation, as the lanes that they are on the board."""

    key = "lanes"
    title = _("Lanes")
    lead = _(
        "The columns of the board, from the strategy down to the teams. Each asks a question; "
        "yours may be better than ours."
    )

    def build(self) -> None:
        """A row for each lane, and a line for one more."""
        self.rows = Rows(self._row, spacing=12)
        sheet = Sheet("", self.rows)
        self.column.addWidget(sheet)
        self.new = NewLine(_("A lane below: its name"))
        self.new.written.connect(self._add)
        self.new.gave_up.connect(self.bench.back_to_room)
        self.problem = Line("problem")
        self.problem.hide()
        sheet.add(self.problem)
        sheet.column.addSpacing(8)
        sheet.add(self.new)
        self.end()

    def begin(self) -> None:
        """Show the lanes of another workshop."""
        self.rows.show_keys(())
        self.new.clear()
        self.refresh()

    def refresh(self) -> None:
        """Show the lanes as they are now."""
        self.problem.hide()
        deepest = team_edits.deepest_level(self.bench.workshop)
        self.rows.show_keys(str(n) for n in range(deepest + 2))
        tab_through(*self.rows.rows(), self.new)

    def commit(self) -> None:
        """Write what is typed."""
        self.rows.commit()

    def move(self, lane: int, to: int) -> bool:
        """Let a lane stand in another place. Whether it does."""
        self.commit()
        return self._do(team_edits.move_level(self.bench.workshop, lane - 1, to - 1))

    def remove(self, lane: int) -> None:
        """Take a lane away; why not is told below the lanes."""
        self.commit()
        try:
            change = team_edits.remove_level(self.bench.workshop, lane - 1)
        except Refused as refusal:
            self._tell(str(refusal))
            return
        if self._do(change):
            self.new.setFocus(Qt.FocusReason.OtherFocusReason)

    def row(self, lane: int) -> LaneRow:
        """The row of a lane."""
        return next(row for row in self.rows.rows() if isinstance(row, LaneRow) and row.lane == lane)

    # ------------------------------------------------------------ within
    def _row(self) -> Row:
        return LaneRow(self)

    def _add(self, name: str) -> None:
        self._do(team_edits.add_level(self.bench.workshop, name))

    def _do(self, change: Change) -> bool:
        sentence = self.bench.attempt(change)
        if sentence:
            self._tell(sentence)
        return not sentence

    def _tell(self, sentence: str) -> None:
        self.problem.say(sentence)
        self.problem.show()


def _facts(workshop: Workshop, lane: int) -> str:
    """What is in a lane, in a few words."""
    if lane == 0:
        return how_many(Pillar, len(workshop.pillars()))
    depths = {team.id: workshop.level(team.id) for team in workshop.all(Team)}
    teams = [id_ for id_, depth in depths.items() if depth == lane - 1]
    cards = sum(1 for card in workshop.all(Objective) if card.team in set(teams) and not card.parked)
    facts = [how_many(Objective, cards)]
    if lane > 1:
        facts.insert(0, how_many(Team, len(teams)))
    return " · ".join(facts)
