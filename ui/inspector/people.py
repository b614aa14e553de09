"""Fields that name people: found by typing, and new ones made on the way."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QCompleter, QLabel, QLineEdit, QListView

from okrdesk import owning
from okrdesk.cards import KeyResult, Objective, Person
from okrdesk.desk import Refused
from okrdesk.i18n import _
from okrdesk.text import one_line
from okrdesk.workshop import Workshop
from ui.inspector.bench import Bench
from ui.inspector.fields import SEVERAL, Field
from ui.inspector.pieces import INSET, IconButton, Line, Row, Rows, beside, fill
from ui.look import sizes
from ui.process.errors import guarded

_MOST = 8


class PersonLine(QLineEdit):
    """A line that finds people as one types. `chosen` tells a name ("" is nobody), known or new."""

    chosen = Signal(str)
    gave_up = Signal()

    def __init__(self, caption: str) -> None:
        super().__init__()
        self.setObjectName("person")
        self.setAccessibleName(caption)
        self.typed = False
        self._shown = ""
        self._people: list[Person] = []
        self._names: list[str] = []  # what the rows of the list stand for
        self._rows = QStringListModel(self)
        self._list = QCompleter(self._rows, self)
        self._list.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._list.setMaxVisibleItems(_MOST + 1)
        self._list.setWidget(self)  # not `setCompleter`, which would write the row's words into the line
        self._popup = QListView()
        self._popup.setSpacing(2)
        self._list.setPopup(self._popup)
        self._list.activated[QModelIndex].connect(self._picked)  # type: ignore[index]
        self.textEdited.connect(self._edited)
        self.returnPressed.connect(self._end)

    def show_people(self, people: list[Person]) -> None:
        """Whom the line finds."""
        self._people = people

    def show_name(self, name: str) -> None:
        """Show who it is now, unless somebody is typing."""
        self._shown = name
        if not self.typed and name != self.text():
            self.setText(name)
            self.setCursorPosition(0)

    def end(self) -> None:
        """Take what is typed: the person who is meant, or somebody new."""
        if self.typed:
            self._take(self._meant())

    # ------------------------------------------------------------ within
    def _edited(self, text: str) -> None:
        self.typed = True
        self._offer(text, first=bool(text.strip()))

    def _offer(self, text: str, *, first: bool) -> None:
        self._names = self._found(text)
        rows = list(self._names)
        typed = one_line(text)
        if typed and typed.casefold() not in (name.casefold() for name in rows):
            self._names.append(typed)
            rows.append(_("New person “{name}”").format(name=typed))
        self._rows.setStringList(rows)
        popup = self._popup
        if not rows:
            popup.hide()
            return
        self._list.complete()
        popup.setCurrentIndex(self._rows.index(0, 0) if first else QModelIndex())

    def _found(self, text: str) -> list[str]:
        """The people with these initials, then those whose names hold it, where a word begins first."""
        typed = one_line(text).casefold()
        short = [person.name for person in self._people if typed and person.initials.casefold() == typed]
        named = [p.name for p in self._people if typed in p.name.casefold() and p.name not in short]
        return [*short, *sorted(named, key=partial(_begins_otherwise, typed))][:_MOST]

    def _meant(self) -> str:
        typed = one_line(self.text())
        found = self._found(typed) if typed else []
        return found[0] if found else typed

    def _picked(self, index: QModelIndex) -> None:
        self._take(self._names[index.row()])

    def _end(self) -> None:
        if self.typed:
            self.end()
        self.focusNextChild()

    def _take(self, name: str) -> None:
        self.typed = False
        self._popup.hide()
        self.chosen.emit(name)

    @guarded(False)
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo, redo = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo
            if event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
            if (event.matches(undo) or event.matches(redo)) and not self.typed:
                event.ignore()  # the window's
                return False
        return super().event(event)

    @guarded()
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self._popup.isVisible():
                self._popup.hide()
            elif self.typed:
                self.typed = False
                self.show_name(self._shown)
            else:
                self.gave_up.emit()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and not self._popup.isVisible():
            self._offer("", first=True)
        else:
            super().keyPressEvent(event)

    @guarded()
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if not self.typed and event.button() == Qt.MouseButton.LeftButton:
            self.selectAll()
            self._offer("", first=False)

    @guarded()
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.end()
        self.setCursorPosition(0)


def _begins_otherwise(typed: str, name: str) -> bool:
    """Whether neither the name nor one of its words begins with what is typed."""
    folded = name.casefold()
    return not any(word.startswith(typed) for word in (folded, *folded.split()))


class PersonField(Field):
    """Who it is: one person or nobody. `disc` shows the initials in front."""

    def __init__(
        self, bench: Bench, name: str, caption: str, *, bare: bool = False, disc: bool = False, hint: str = ""
    ) -> None:
        super().__init__(bench, name, caption, bare=bare)
        self.line = PersonLine(caption)
        self._hint = hint
        self._disc = QLabel()
        self._disc.setObjectName("initials")
        self._disc.setFixedSize(sizes.px(22), sizes.px(22))
        self._disc.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._has_disc = disc
        self.setFocusProxy(self.line)
        self._editor = beside(self._disc, self.line, stretch=1, spacing=2) if disc else self.line
        self.put(self._editor)
        self.line.chosen.connect(self._chosen)
        self.line.gave_up.connect(bench.back_to_room)

    def show_records(self, ids: tuple[str, ...]) -> None:
        """Show who it is in other records."""
        self.line.typed = False
        super().show_records(ids)

    def refresh(self) -> None:
        """Show who it is now."""
        value = self.value()
        person = None if value is SEVERAL else self.workshop.find(Person, value)
        self.line.setPlaceholderText(_("several") if value is SEVERAL else self._hint)
        self.line.show_people(list(self.workshop.people()))
        self.line.show_name(person.name if person else "")
        self._disc.setText(person.initials[:3] if person else "")
        with_disc = self._has_disc and person is not None
        self._disc.setVisible(with_disc)
        self._editor.setContentsMargins(INSET if with_disc else 0, 0, 0, 0)  # either stands under the title

    def commit(self) -> None:
        """Take what is typed."""
        self.line.end()

    def _chosen(self, name: str) -> None:
        if not self.there():
            return
        try:
            person = owning.person_meant(self.workshop, name) if name else None
        except Refused as refusal:
            self.tell(str(refusal))
        else:
            self.do(owning.give_to(self.workshop, self.ids, self.name, person))
        self.refresh()


class PeopleField(Field):
    """Who else is involved: a row for each of them, and a line to add one."""

    def __init__(self, bench: Bench, caption: str) -> None:
        super().__init__(bench, "involved", caption)
        self.rows = Rows(self._row, spacing=0)
        self.line = PersonLine(caption)
        self.line.setPlaceholderText(_("Add somebody"))
        self.put(self.rows, self.line)
        self.setFocusProxy(self.line)
        self.line.chosen.connect(self._chosen)
        self.line.gave_up.connect(bench.back_to_room)

    def show_records(self, ids: tuple[str, ...]) -> None:
        """Show who is involved in other records."""
        self.line.typed = False
        super().show_records(ids)

    def refresh(self) -> None:
        """Show who is involved now: of several records, everybody who is in one of them."""
        involved = [id_ for card in self.ids for id_ in _involved(self.workshop, card)]
        self.line.show_people([each for each in self.workshop.people() if each.id not in involved])
        self.line.show_name("")
        self.rows.show_keys(involved)

    def commit(self) -> None:
        """Take what is typed."""
        self.line.end()

    def _row(self) -> Row:
        return _Involved(self)

    def _chosen(self, name: str) -> None:
        if name and self.there():
            try:
                self.do(owning.involve(self.workshop, self.ids, owning.person_meant(self.workshop, name)))
            except Refused as refusal:
                self.tell(str(refusal))
        if self.there():
            self.refresh()

    def release(self, person: str) -> None:
        """Somebody is no longer involved."""
        self.do(owning.release(self.workshop, self.ids, person))


class _Involved(Row):
    def __init__(self, field: PeopleField) -> None:
        super().__init__()
        self._field = field
        self._name = Line("value")
        self._cross = IconButton("x", "")
        self._cross.clicked.connect(self._pressed)
        fill(self, self._name, self._cross)

    def refresh(self) -> None:
        """Show the name."""
        name = self._field.workshop.name_of(self.key)
        self._name.say(name)
        self._cross.setAccessibleName(_("{name} is not involved").format(name=name))
        self._cross.setToolTip(self._cross.accessibleName())

    def _pressed(self) -> None:
        self._field.release(self.key)


def _involved(workshop: Workshop, id_: str) -> tuple[str, ...]:
    record = workshop[id_]
    return record.involved if isinstance(record, (Objective, KeyResult)) else ()
