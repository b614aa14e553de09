"""The pillars of the strategy: what each says, and what makes it a choice."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from exports import words
from okrdesk import edits
from okrdesk.cards import TEAM_HUES, Pillar, new_id
from okrdesk.change import Change, Drop
from okrdesk.i18n import _
from okrdesk.naming import called
from okrdesk.workshop import Workshop
from ui.inspector.fields import Field, TextField
from ui.inspector.people import PersonField
from ui.inspector.pieces import Line, Row, Rows
from ui.keys.tab_stops import LAST
from ui.setup.lines import NewLine
from ui.setup.question import Question
from ui.setup.row_buttons import RowButtons
from ui.setup.section import SetupSection, Sheet
from ui.setup.swatches import SwatchField
from ui.setup.tab_order import tab_through


class PillarSheet(Row):
    """All of the pillar that is in the place `key`: the sheets stay when pillars move."""

    def __init__(self, section: StrategySection) -> None:
        super().__init__()
        self._section, self.id = section, ""
        bench = section.bench
        text = partial(TextField, bench)
        self.title = text("title", _("Title"), hint=_("In a few words"), look="head", bare=True)
        hint = _("What will we not do, so that this can work?")
        self.fields: list[Field] = [
            text("statement", _("Statement"), hint=_("What do we choose to do?"), many_lines=True),
            text("for_whom", _("For whom"), hint=_("Whose life gets better?"), many_lines=True),
            text(
                "how_we_win", _("How we win"), hint=_("What will we do better than others?"), many_lines=True
            ),
            text("what_we_give_up", _("What we give up"), hint=hint, many_lines=True),
            text("horizon", _("Horizon"), hint=_("Until when does this hold?")),
            PersonField(bench, "owner", _("Owner"), hint=_("Who owns it?")),
            SwatchField(bench, _("Colour")),
        ]
        self.question = Question(self.title)
        sheet = Sheet()
        head = QHBoxLayout()
        head.setSpacing(2)
        self.code = Line("caption", inset=True)
        titles = QVBoxLayout()
        titles.setSpacing(0)
        titles.addWidget(self.code)
        titles.addWidget(self.title)
        head.addLayout(titles, 1)
        self.buttons = RowButtons()
        self.buttons.moved_up.connect(self._up)
        self.buttons.moved_down.connect(self._down)
        self.buttons.deleted.connect(self._delete)
        sheet.column.addLayout(head)
        for field in self.fields:
            sheet.add(field)
        self.buttons.setProperty(LAST, True)
        head.addWidget(self.buttons, 0, Qt.AlignmentFlag.AlignTop)
        sheet.add(self.question)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(sheet)

    def show_key(self, key: str) -> None:
        """Show the pillar of another place."""
        super().show_key(key)
        self.id = ""

    def refresh(self) -> None:
        """Show the pillar as it is now."""
        pillars, at = self._section.bench.workshop.pillars(), int(self.key)
        other, self.id = pillars[at].id != self.id, pillars[at].id
        if other:
            self.question.hide()
        for field in self._all():
            field.show_records((self.id,)) if other else field.refresh()
        name = called(pillars[at])
        self.code.say(pillars[at].code)
        self.buttons.show_for(name, up=at > 0, down=at < len(pillars) - 1)

    def commit(self) -> None:
        """Write what is typed in it."""
        for field in self._all():
            field.commit()

    def _all(self) -> list[Field]:
        return [self.title, *self.fields]

    def _up(self) -> None:
        sheet = self._moved(-1)
        sheet.buttons.keep_keys(sheet.buttons.up, sheet.title)

    def _down(self) -> None:
        sheet = self._moved(1)
        sheet.buttons.keep_keys(sheet.buttons.down, sheet.title)

    def _moved(self, by: int) -> PillarSheet:
        """Move the pillar one place up or down; the sheet that shows it then."""
        self.commit()
        bench, id_ = self._section.bench, self.id
        ids = [pillar.id for pillar in bench.workshop.pillars()]
        at = ids.index(id_)
        before = (*ids, "")[at - 1 if by < 0 else at + 2]
        bench.carry_out(edits.move_pillars(bench.workshop, (id_,), before=before))
        return self._section.sheet_of(id_)

    def _delete(self) -> None:
        self.commit()
        change = edits.drop(self._section.bench.workshop, self.id)
        text = _what_goes(change)
        if text:
            self.question.ask(text, ((_("Delete all of it"), self._delete_now),))
        else:
            self._delete_now()

    def _delete_now(self) -> None:
        section = self._section
        if section.bench.carry_out(edits.drop(section.bench.workshop, self.id)):
            section.bench.say(_("Deleted. Undo brings it back."))
            section.new.setFocus(Qt.FocusReason.OtherFocusReason)


class StrategySection(SetupSection):
    """The pillars."""

    key = "strategy"
    title = _("Strategy")
    lead = _(
        "The few bets that decide whether you win. A bet is a choice: say whom it is for, how you will be "
        "better, and what you leave undone for it."
    )

    def build(self) -> None:
        """A sheet for each pillar, and a line for one more."""
        self.rows = Rows(self._row, spacing=12)
        self.column.addWidget(self.rows)
        self.new = NewLine(_("A new pillar, in a few words"))
        self.new.written.connect(self._add)
        self.new.gave_up.connect(self.bench.back_to_room)
        self.column.addWidget(Sheet("", self.new))
        self.end()

    def begin(self) -> None:
        """Show the strategy of another workshop."""
        self.rows.show_keys(())
        self.new.clear()
        self.refresh()

    def refresh(self) -> None:
        """Show the pillars as they are now."""
        self.rows.show_keys(str(n) for n in range(len(self.bench.workshop.pillars())))
        tab_through(*self.rows.rows(), self.new)

    def commit(self) -> None:
        """Write what is typed."""
        self.rows.commit()

    def reveal(self, id_: str) -> None:
        """Go to a pillar's title."""
        self.sheet_of(id_).title.setFocus(Qt.FocusReason.TabFocusReason)

    def sheet_of(self, id_: str) -> PillarSheet:
        """The sheet of a pillar."""
        return next(row for row in self.rows.rows() if isinstance(row, PillarSheet) and row.id == id_)

    def _row(self) -> Row:
        return PillarSheet(self)

    def _add(self, title: str) -> None:
        pillar = Pillar(new_id(), title=title, colour=_next_colour(self.bench.workshop))
        if self.bench.carry_out(edits.add(self.bench.workshop, pillar)):
            self.sheet_of(pillar.id).fields[0].setFocus(Qt.FocusReason.TabFocusReason)


def _what_goes(change: Change) -> str:
    """What goes along with a pillar, as a sentence; "" when nothing does."""
    gone = (step.record for step in change.steps if isinstance(step, Drop))
    parts = words.counted(record for record in gone if not isinstance(record, Pillar))
    return _("With it go {what}.").format(what=_(" and ").join(parts)) if parts else ""


def _next_colour(workshop: Workshop) -> int:
    """The hue that the fewest pillars have."""
    used = [pillar.colour for pillar in workshop.pillars()]
    return min(range(TEAM_HUES), key=used.count)
