"""Fields that are written: the value of one or of several records, edited in place and written at pauses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from exports import words
from okrdesk import edits, entering
from okrdesk.cards import KeyResult
from okrdesk.change import Change, Set
from okrdesk.entering import Unreadable
from okrdesk.i18n import _
from okrdesk.workshop import Workshop
from ui.inspector.bench import Bench
from ui.inspector.pieces import Line
from ui.inspector.texts import GrowingText
from ui.look import sizes

SEVERAL = object()  # what a field of several records holds when they differ
CAPTION = 104  # px at 100 %

Make = Callable[[Workshop, tuple[str, ...], Any], Change]


class Field(QWidget):
    """One field of the records that are shown: its caption, its editor, and what is wrong with what is typed.

    `name` is the field's name in the record. `make` builds the change; without it the field is simply set.
    `caption` stands to the left, or nowhere (`bare`: a section's caption says it); it is always the name
    that assistive technology hears.
    """

    def __init__(
        self, bench: Bench, name: str, caption: str, *, bare: bool = False, make: Make | None = None
    ) -> None:
        super().__init__()
        self.bench, self.name, self.caption = bench, name, caption
        self.ids: tuple[str, ...] = ()
        self._make = make
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        if not bare:
            label = Line("label", caption)
            label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)
            label.setFixedWidth(sizes.px(CAPTION))
            label.setContentsMargins(6, 4, 4, 4)
            row.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        row.addLayout(self._column, 1)
        self._problem: Line | None = None

    def put(self, *editors: QWidget) -> None:
        """Put the editors into the field; what may be wrong is told below them."""
        for editor in editors:
            self._column.addWidget(editor)

    # ------------------------------------------------------------ a part of a page
    def show_records(self, ids: tuple[str, ...]) -> None:
        """Show the field of other records."""
        self.ids = ids
        self.tell("")
        self.refresh()

    def refresh(self) -> None:
        """Show what the records hold now."""

    def commit(self) -> None:
        """Write what is typed and not yet written."""

    # ------------------------------------------------------------ the value
    @property
    def workshop(self) -> Workshop:
        """The open workshop."""
        return self.bench.workshop

    def value(self) -> Any:
        """What the records hold; SEVERAL when they differ."""
        found = [getattr(self.workshop[id_], self.name) for id_ in self.ids]
        return found[0] if all(each == found[0] for each in found) else SEVERAL

    def change(self, value: Any) -> Change:
        """The change that gives all records this value."""
        if self._make is not None:
            return self._make(self.workshop, self.ids, value)
        if len(self.ids) == 1:
            return edits.set_field(self.workshop, self.ids[0], self.name, value)
        return edits.set_on_all(self.workshop, self.ids, **{self.name: value})

    def write(self, value: Any) -> bool:
        """Give all records this value; why not is told below the field. Whether it was done."""
        return self.do(self.change(value))

    def do(self, change: Change) -> bool:
        """Do a change of this field; why not is told below it. Whether it was done."""
        sentence = self.bench.attempt(change)
        self.tell(sentence)
        return not sentence

    def there(self) -> bool:
        """Whether the records are still there: a change may have taken them away under the hands."""
        return self.bench.open and bool(self.ids) and all(id_ in self.workshop for id_ in self.ids)

    def tell(self, problem: str) -> None:
        """Say what is wrong with what was typed; "" is nothing."""
        if self._problem is None and problem:
            self._problem = Line("problem")
            self._column.addWidget(self._problem)
        if self._problem is not None:
            self._problem.say(problem)
            self._problem.setVisible(bool(problem))


class TextField(Field):
    """A text: written at pauses, when Enter ends it and when the focus goes. Esc gives the old one back."""

    def __init__(
        self,
        bench: Bench,
        name: str,
        caption: str,
        *,
        hint: str = "",
        look: str = "value",
        many_lines: bool = False,
        bare: bool = False,
        make: Make | None = None,
    ) -> None:
        super().__init__(bench, name, caption, bare=bare, make=make)
        self.editor = GrowingText(many_lines=many_lines, look=look)
        self.editor.setAccessibleName(caption)
        self._hint = hint
        self._before: Any = ""
        self._writing = False
        self._unread: dict[tuple[str, ...], str] = {}  # what was typed where it could not be read
        self.setFocusProxy(self.editor)
        self.put(self.editor)
        self.editor.paused.connect(self._write_so_far)
        self.editor.left.connect(self.commit)
        self.editor.ended.connect(self._end)
        self.editor.gave_up.connect(self._give_up)
        self.editor.entered.connect(self._begin)

    # ------------------------------------------------------------ what a field may do otherwise
    def to_text(self, value: Any) -> str:
        """How a value reads."""
        return str(value)

    def to_change(self, text: str) -> Change:
        """The change that a text means. Raises Unreadable when it means nothing."""
        return self.change(text)

    def hint(self) -> str:
        """What stands there while nothing is written."""
        return self._hint

    # ------------------------------------------------------------ a part of a page
    def show_records(self, ids: tuple[str, ...]) -> None:
        """Show the field of other records; what could not be read of them before is there again."""
        self.editor.typed = False
        super().show_records(ids)
        if text := self._unread.pop(ids, ""):
            self.editor.setPlainText(text)
            self.commit()

    def refresh(self) -> None:
        """Show what the records hold now, unless somebody is typing."""
        value = self.value()
        several = value is SEVERAL
        self.editor.show_hint(_("several") if several else self.hint())
        if self.editor.typed:
            return
        if not self._writing:
            self._before = value
        text = "" if several else self.to_text(value)
        if not (self._writing and self.editor.hasFocus()):
            self.editor.show_text(text)

    def commit(self) -> None:
        """Write what is typed; what cannot be read stays, with a sentence that says why."""
        if not self.editor.typed or not self.there():
            return
        try:
            change = self.to_change(self.editor.toPlainText())
        except Unreadable as problem:
            self._unread[self.ids] = self.editor.toPlainText()
            self.tell(str(problem))
            return
        self._unread.pop(self.ids, None)
        self._do_typed(change)

    # ------------------------------------------------------------ within
    def _begin(self) -> None:
        if not self.editor.typed:
            self._before = self.value()

    def _write_so_far(self) -> None:
        """At a pause; one change for several records is made in the end, and half a number is no mistake."""
        if self.editor.typed and len(self.ids) == 1 and self.there():
            try:
                change = self.to_change(self.editor.toPlainText())
            except Unreadable:
                return
            self._do_typed(change)

    def _do_typed(self, change: Change) -> None:
        self._writing = True
        try:
            if self.do(change):
                self.editor.typed = False
        finally:
            self._writing = False
        if not self.editor.typed and not self.editor.hasFocus():
            self.refresh()

    def _end(self) -> None:
        self.commit()
        if not self.editor.typed:
            self.refresh()
            self.editor.go_on()

    def _give_up(self) -> None:
        """Esc: the text as it was when the editor was entered; when it is that already, back to the room."""
        before = self._before
        if not self.there():
            self.bench.back_to_room()
            return
        touched = self.editor.typed or (before is not SEVERAL and self.value() != before)
        self.editor.typed = False
        self._unread.pop(self.ids, None)
        if not touched:
            self.bench.back_to_room()
        elif before is SEVERAL or self.write(before):
            self.tell("")
            self.refresh()


class NumberField(TextField):
    """A number in the organisation's format, with the unit of a key result. `low` and `high` bound it."""

    def __init__(
        self,
        bench: Bench,
        name: str,
        caption: str,
        *,
        hint: str = "",
        low: int | None = None,
        high: int | None = None,
    ) -> None:
        super().__init__(bench, name, caption, hint=hint)
        self._low, self._high = low, high

    def to_text(self, value: Any) -> str:
        """The number with its unit."""
        return words.number_text(value, self._unit(), self.bench.number_format)

    def to_change(self, text: str) -> Change:
        """The number, and the unit that was typed with it where there was none."""
        if not text.strip():
            return self.change(None)
        unit = self._unit()
        value, new_unit = entering.number(text, self.bench.number_format, unit, words.affixes(unit))
        if (self._low is not None and value < self._low) or (self._high is not None and value > self._high):
            raise Unreadable(_("This runs from {low} to {high}.").format(low=self._low, high=self._high))
        change = self.change(value)
        if new_unit and not unit and self._measures():
            sets = tuple(Set(id_, "unit", "", new_unit) for id_ in self.ids)
            change = replace(change, steps=(*change.steps, *sets))
        return change

    def _measures(self) -> bool:
        """Whether this is a number in the key result's own unit."""
        return self._low is None and all(isinstance(self.workshop[id_], KeyResult) for id_ in self.ids)

    def _unit(self) -> str:
        record = self.workshop[self.ids[0]]
        return record.unit if isinstance(record, KeyResult) and self._measures() else ""


class BaselineField(NumberField):
    """Where a key result starts: a number, or the statement that it is unknown."""

    _UNKNOWN = ("unknown", "?", "n/a")

    def value(self) -> Any:
        """The number; "unknown" where that is what is known."""
        record = self.workshop[self.ids[0]]
        assert isinstance(record, KeyResult)
        return self._UNKNOWN[0] if record.baseline_unknown else record.baseline

    def to_text(self, value: Any) -> str:
        """The number with its unit, or that it is unknown."""
        return _("unknown") if value == self._UNKNOWN[0] else super().to_text(value)

    def change(self, value: Any) -> Change:
        """Either a number, or unknown, or nothing said."""
        unknown = value == self._UNKNOWN[0]
        return edits.set_fields(
            self.workshop, self.ids[0], baseline=None if unknown else value, baseline_unknown=unknown
        )

    def to_change(self, text: str) -> Change:
        """A number, or unknown."""
        said = text.strip().casefold()
        if said in (*self._UNKNOWN, _("unknown")):
            return self.change(self._UNKNOWN[0])
        return super().to_change(text)


class CountField(TextField):
    """A whole number from `low` to `high`."""

    def __init__(
        self, bench: Bench, name: str, caption: str, *, low: int = 0, high: int = 999_999, hint: str = ""
    ) -> None:
        super().__init__(bench, name, caption, hint=hint)
        self._low, self._high = low, high

    def to_text(self, value: Any) -> str:
        """The number; "" for none."""
        return "" if value is None else str(value)

    def to_change(self, text: str) -> Change:
        """The number; none when nothing is written."""
        return self.change(entering.whole(text, self._low, self._high) if text.strip() else None)


class WeekField(CountField):
    """A week of the cycle."""

    def to_change(self, text: str) -> Change:
        """The week; none when nothing is written."""
        self._low, self._high = 1, self.workshop.cycle.weeks
        return super().to_change(text)


class DayField(TextField):
    """A day."""

    def to_text(self, value: Any) -> str:
        """Such as 4 Jan 2027."""
        return words.date_text(value)

    def to_change(self, text: str) -> Change:
        """The day; none when nothing is written."""
        return self.change(entering.day(text, self.workshop.cycle.starts) if text.strip() else None)
