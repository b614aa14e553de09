"""Choose one of many by typing a few letters of it: a line, and beneath it what it may mean."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from okrdesk.cards import Team
from okrdesk.edits import name_of_team
from okrdesk.finding import fold
from okrdesk.i18n import _
from okrdesk.text import one_line
from okrdesk.workshop import Workshop
from ui.keys.leaving import is_left
from ui.process.errors import guarded

MOST = 7  # entries that are shown at once

_ASKS = {Qt.Key.Key_Escape: "leave", Qt.Key.Key_Backtab: "before"}
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: MOST - 1, Qt.Key.Key_PageUp: 1 - MOST}


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry: its id, its words, and why it cannot be chosen ("": it can)."""

    id: str
    text: str
    refusal: str = ""


class _Field(QLineEdit):
    """The line; its special keys are told by `pressed`."""

    pressed = Signal(int)
    left = Signal()
    entered = Signal()

    @guarded(default=False)
    def event(self, event: QEvent) -> bool:
        """Tab chooses too, and the keys here are not the board's shortcuts."""
        special = isinstance(event, QKeyEvent) and (
            event.key() in (*_STEPS, *_ASKS, Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        )
        if special and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if special and event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            self.pressed.emit(event.key())
            return True
        return super().event(event)

    @guarded()
    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        event.accept()  # what means nothing here is not for the board either

    @guarded()
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    @guarded()
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if is_left(event):
            self.left.emit()


class Picker(QFrame):
    """`find` gives the choices for what is typed. `chosen` names one; `asked` tells "leave" or "before" as
    an editor does; `tabbed` is sent instead of choosing where Tab has a meaning of its own.
    """

    chosen = Signal(str)
    asked = Signal(str)
    left = Signal()
    entered = Signal()
    grew = Signal()
    tabbed = Signal()

    def __init__(
        self,
        find: Callable[[str], Sequence[Choice]],
        prompt: str,
        parent: QWidget,
        *,
        text: str = "",
        tab_chooses: bool = True,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("picker")
        self._find, self._tab_chooses = find, tab_chooses
        self.choices: list[Choice] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.field = _Field(text, self)
        self.field.setPlaceholderText(prompt)
        self.field.setAccessibleName(prompt)
        self.field.selectAll()
        self.list = QListWidget(self)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setUniformItemSizes(True)
        self.note = QLabel(self)
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.note.setWordWrap(True)
        self.note.setObjectName("note")
        for widget in (self.field, self.list, self.note):
            column.addWidget(widget)
        self.setFocusProxy(self.field)
        self.field.textEdited.connect(self.refresh)
        self.field.pressed.connect(self._pressed)
        self.field.left.connect(self.left)
        self.field.entered.connect(self.entered)
        self.list.itemClicked.connect(self._clicked)
        self.refresh(text)
        self.list.currentRowChanged.connect(self._explain_current)

    @property
    def current(self) -> Choice | None:
        """The choice that Enter takes."""
        row = self.list.currentRow()
        return self.choices[row] if 0 <= row < len(self.choices) else None

    def refresh(self, text: str | None = None) -> None:
        """Show the choices for what is typed; the nearest is marked."""
        typed = self.field.text() if text is None else text
        self.choices = list(self._find(typed))
        self.list.clear()
        for choice in self.choices:
            item = QListWidgetItem(choice.text)
            item.setToolTip(choice.refusal)
            if choice.refusal:
                item.setForeground(self.palette().placeholderText())
            self.list.addItem(item)
        able = (n for n, choice in enumerate(self.choices) if not choice.refusal)
        first = 0 if typed.strip() else next(able, 0)  # what is typed is meant, also where it cannot be
        self.list.setCurrentRow(first if self.choices else -1)
        row = self.list.sizeHintForRow(0) if self.choices else 0
        self.list.setFixedHeight(row * min(MOST, len(self.choices)) + 4)
        self.list.setVisible(bool(self.choices))
        self._explain()
        self._resize()

    def _resize(self) -> None:
        """As high as what it shows; whoever holds it lays it out anew."""
        layout = self.layout()
        assert layout is not None
        layout.activate()
        self.updateGeometry()
        self.grew.emit()

    def close_list(self) -> None:
        """Show the line alone."""
        self.list.hide()
        self.note.hide()
        self._resize()

    def _explain_current(self) -> None:
        self._explain()
        self._resize()

    def _explain(self) -> None:
        current = self.current
        text = current.refusal if current else _("Nothing found.") if self.field.text().strip() else ""
        self.note.setText(text)
        self.note.setVisible(bool(text))

    def _pressed(self, key: int) -> None:
        if key in _STEPS and self.choices:
            row = self.list.currentRow() + _STEPS[Qt.Key(key)]
            self.list.setCurrentRow(max(0, min(row, len(self.choices) - 1)))
        elif key in _ASKS:
            self.asked.emit(_ASKS[Qt.Key(key)])
        elif key == Qt.Key.Key_Tab and not self._tab_chooses:
            self.tabbed.emit()
        elif key not in _STEPS:
            self._choose()

    def _clicked(self) -> None:
        self._choose()

    def _choose(self) -> None:
        current = self.current
        if current is not None and not current.refusal:
            self.chosen.emit(current.id)


def team_choices(workshop: Workshop, text: str, first: str = "") -> list[Choice]:
    """The teams that `text` may mean by the beginning of a word or of the short name, the nearest first.

    With nothing typed, or the name of the team `first`, all of them, that one first.
    """
    teams = workshop.teams()
    typed = fold(text)
    chosen = workshop.find(Team, first)
    if not typed or (chosen and typed == fold(chosen.name)):
        found = sorted(teams, key=lambda team: team.id != first)
    else:
        ranked = [(rank, n) for n, team in enumerate(teams) if (rank := _nearness(team, typed)) is not None]
        found = [teams[n] for _rank, n in sorted(ranked)]
    return [Choice(team.id, f"{team.name}   {team.code}") for team in found]


def new_team_choice(workshop: Workshop, text: str, over: str, id_: str) -> Choice | None:
    """Found a team of that name and id in the team `over`; None where nothing is typed, or a team has that
    name.
    """
    name = one_line(text)
    if not name or fold(name) in (fold(team.name) for team in workshop.teams()):
        return None
    words = _("New team “{name}” in {over}")
    return Choice(id_, words.format(name=name, over=name_of_team(workshop, over)))


def _nearness(team: Team, typed: str) -> int | None:
    name, code = fold(team.name), fold(team.code)
    if typed in (code, name):
        return 0
    if name.startswith(typed) or code.startswith(typed):
        return 1
    if all(any(word.startswith(part) for word in name.split()) for part in typed.split()):
        return 2
    return 3 if typed in name else None
