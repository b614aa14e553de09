"""The people who can own a card: a line to add some, a table of all, two that are one and the same."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit

from okrdesk import edits
from okrdesk.cards import Person
from okrdesk.change import Change, Put
from okrdesk.i18n import _, ngettext
from okrdesk.naming import how_many
from okrdesk.people_edits import merge_people, people_from
from ui.inspector.pieces import Line, quiet_button
from ui.inspector.texts import GrowingText
from ui.process.errors import guarded
from ui.setup.people_table import PeopleTable
from ui.setup.question import Answer, Question
from ui.setup.section import SetupSection, Sheet

_NAMED = 6  # new people that the preview names
_LINES = 9  # of a pasted list that are in view


class ListText(GrowingText):
    """A list of people; a long one is scrolled, so that what is below stays in view."""

    def fit(self) -> None:
        """Be as high as the list, up to a few lines."""
        super().fit()
        most = self.fontMetrics().lineSpacing() * _LINES
        policy = Qt.ScrollBarPolicy
        long = self.height() > most
        self.setVerticalScrollBarPolicy(policy.ScrollBarAsNeeded if long else policy.ScrollBarAlwaysOff)
        if long:
            self.setFixedHeight(most)

    @guarded()
    def wheelEvent(self, event: QWheelEvent) -> None:
        QPlainTextEdit.wheelEvent(self, event)


class PeopleSection(SetupSection):
    """Everybody who can own a card."""

    key = "people"
    title = _("People")
    lead = _("Everybody who can own a card, or is asked about one. Paste them as they stand in your list.")

    def build(self) -> None:
        """Who is to come, and who is there."""
        self.new = ListText(many_lines=True)
        self.new.setAccessibleName(_("New people"))
        self.new.show_hint(
            _("Name, title, team. Or paste a list, one person a line; the first line may name the columns.")
        )
        self.preview = Line("note")
        self.add = quiet_button(_("Add"))
        top = Sheet("", self.new)
        below = QHBoxLayout()
        below.addWidget(self.preview, 1)
        below.addWidget(self.add, 0, Qt.AlignmentFlag.AlignTop)
        top.column.addLayout(below)
        self.column.addWidget(top)
        self.table = PeopleTable(self.bench)
        self.problem = Line("problem")
        self.question = Question(self.table)
        self.merge = quiet_button(_("Merge two…"), _("Make the two who are selected one"))
        self.delete = quiet_button(_("Delete"), _("Delete who is selected (Delete)"))
        self.count = Line("note")
        row = QHBoxLayout()
        row.addWidget(self.count, 1)
        row.addWidget(self.merge)
        row.addWidget(self.delete)
        rest = Sheet()
        rest.column.setContentsMargins(6, 6, 6, 8)
        rest.column.addWidget(self.table, 1)
        for widget in (self.problem, self.question):
            widget.hide()
            rest.column.addWidget(widget)
        rest.column.addLayout(row)
        self.column.addWidget(rest, 1)
        self._connect()

    def _connect(self) -> None:
        self.new.textChanged.connect(self._look)
        self.new.ended.connect(self._add)
        self.new.gave_up.connect(self._give_up)
        self.add.clicked.connect(self._add)
        self.table.chosen.connect(self._tell)
        self.table.asked.connect(self._asked)
        self.table.gave_up.connect(self.bench.back_to_room)
        self.table.rows.refused.connect(self._refused)
        self.merge.clicked.connect(self._ask_merge)
        self.delete.clicked.connect(self._delete)

    # ------------------------------------------------------------ as every section
    def begin(self) -> None:
        """Show the people of another workshop."""
        self.question.hide()
        self._refused("")
        self.new.show_text(self.bench.unadded.get(self.bench.workshop.id, ""))
        self.refresh()

    def refresh(self) -> None:
        """Show the people as they are now."""
        self.table.show_people(self.bench.workshop.people())
        self._look()
        self._tell()

    def commit(self) -> None:
        """Write the cell that is open. A list that is not yet added is no change: it is there again later."""
        self.table.finish()
        self.bench.unadded[self.bench.workshop.id] = self.new.toPlainText()

    def leave(self) -> None:
        """Let go of the people."""
        self.new.show_text("")
        self.table.show_people(())

    def reveal(self, id_: str) -> None:
        """Select somebody."""
        self.table.choose(id_)
        self.table.setFocus()

    # ------------------------------------------------------------ adding
    def _change(self) -> Change:
        return people_from(self.bench.workshop, self.new.toPlainText())

    def _look(self) -> None:
        """Say who would come, before it is done."""
        if self.bench.session is None:
            return
        text = self.new.toPlainText()
        names = [
            step.record.name
            for step in self._change().steps
            if isinstance(step, Put) and isinstance(step.record, Person)
        ]
        n = len(names)
        self.add.setVisible(bool(names))
        self.preview.setVisible(bool(text.strip()))
        if not names:
            self.preview.say(_("Everybody here is in the table already.") if text.strip() else "")
            return
        self.add.setText(ngettext("Add {n} person", "Add {n} people", n).format(n=n))
        more = _(" and {n} more").format(n=n - _NAMED) if n > _NAMED else ""
        self.preview.say(_("New: {names}").format(names=", ".join(names[:_NAMED]) + more))

    def add_all(self) -> bool:
        """Add who is typed; false when that was refused."""
        change = self._change()
        if change.steps and not self.bench.carry_out(change):
            return False
        self.forget()
        self.bench.say(change.label)
        return True

    def forget(self) -> None:
        """Empty the list of who is to come."""
        self.new.show_text("")
        self._look()

    def _add(self) -> None:
        if self._change().steps and self.add_all():
            self.new.setFocus(Qt.FocusReason.OtherFocusReason)

    def _give_up(self) -> None:
        if self.new.toPlainText():
            self.new.show_text("")
        else:
            self.bench.back_to_room()

    # ------------------------------------------------------------ who is there
    def _asked(self, what: str) -> None:
        if what == "delete":
            self._delete()
        else:
            self.new.setFocus(Qt.FocusReason.TabFocusReason)
            self.new.insertPlainText(QGuiApplication.clipboard().text())

    def _delete(self) -> None:
        ids = self.table.selected()
        if not ids:
            return
        change = edits.drop(self.bench.workshop, *ids)
        if self.bench.carry_out(change):
            self.question.hide()
            self.table.setFocus()
            self.bench.say(
                _("{what}. What they owned has no owner now; undo brings it back.").format(what=change.label)
            )

    def _ask_merge(self) -> None:
        ids = self.table.selected()
        workshop = self.bench.workshop
        text = _("Which of the two stays? All that mentions the other will mention them.")
        answers: list[Answer] = []
        for keep, gone in (ids, ids[::-1]):
            title = _("{name} stays").format(name=workshop.name_of(keep))
            answers.append((title, partial(self._merge, keep, gone)))
        self.question.ask(text, answers)

    def _merge(self, keep: str, gone: str, _checked: bool = False) -> None:
        change = merge_people(self.bench.workshop, keep, gone)
        self.question.hide()
        if self.bench.carry_out(change):
            self.table.choose(keep)
            self.table.setFocus()
            self.bench.say(change.label)

    def _tell(self) -> None:
        """How many are there and selected, and what can be done with them."""
        people, selected = len(self.table.rows.people), len(self.table.selected())
        text = how_many(Person, people)
        if selected:
            text = " · ".join((text, _("{n} selected").format(n=selected)))
        self.count.say(text)
        self.merge.setEnabled(selected == 2)
        self.delete.setEnabled(selected > 0)
        self.question.hide()

    def _refused(self, sentence: str) -> None:
        self.problem.say(sentence)
        self.problem.setVisible(bool(sentence))
