"""The bars round the room: whose workshop it is (top), the rooms (left), counts and hints (bottom).

They are part of the first paint: what only a workshop needs is imported when there is one.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout

from okrdesk.i18n import _, ngettext

if TYPE_CHECKING:
    from okrdesk.workshop import Workshop
    from ui.theme import Theme


class Line(QLabel):
    """One line of text as typed: the style sheet says so, since Qt's name space of choices costs 15 ms."""

    def __init__(self, name: str, text: str = "") -> None:
        super().__init__(text)
        self.setObjectName(name)


class TopBar(QFrame):
    """The workshop, its cycle, and whether it is saved."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("topbar")
        self.setFixedHeight(52)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(14)
        logo = Line("logo", "OK")
        logo.setFixedSize(24, 24)
        row.addWidget(logo)
        names = QVBoxLayout()
        names.setContentsMargins(0, 8, 0, 8)
        names.setSpacing(1)
        self.title, self.state = Line("title", _("OKR Desk")), Line("state")
        names.addWidget(self.title)
        names.addWidget(self.state)
        row.addLayout(names)
        row.addStretch(1)
        self._facts, self._saved, self._trouble = "", "", False
        self._tell()

    def show_workshop(self, workshop: Workshop | None) -> None:
        """Name the workshop and its cycle; None when none is open."""
        if workshop is None:
            self.title.setText(_("OKR Desk"))
            self._facts = ""
        else:
            cycle = workshop.cycle
            names = (workshop.organisation.name or _("A workshop without a name"), cycle.name)
            self.title.setText(" · ".join(name for name in names if name))
            weeks = ngettext("{n} week", "{n} weeks", cycle.weeks).format(n=cycle.weeks)
            n = max(0, len(workshop.teams()) - 1)
            self._facts = " · ".join((weeks, ngettext("{n} team", "{n} teams", n).format(n=n)))
        self._tell()

    def show_state(self, saved: str, *, trouble: bool = False) -> None:
        """Say how saving stands in a word or two; why is a banner's matter."""
        self._saved = saved
        if self._trouble is not trouble:
            self._trouble = trouble
            self.state.setProperty("trouble", trouble)
            self.state.style().polish(self.state)
        self._tell()

    def _tell(self) -> None:
        text = " · ".join(part for part in (self._facts, self._saved) if part)
        self.state.setText(text)
        self.state.setVisible(bool(text))


class Rail(QFrame):
    """The rooms. Only those that work are there; `chosen` names the one that is pressed."""

    ROOMS = (("board", _("Board")),)
    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setFixedWidth(56)
        column = QVBoxLayout(self)
        column.setContentsMargins(5, 10, 5, 10)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QToolButton] = {}
        for name, title in self.ROOMS:
            button = QToolButton()
            button.setText(title)
            button.setCheckable(True)
            button.setIconSize(QSize(20, 20))
            button.setFixedWidth(46)
            button.clicked.connect(partial(self.chosen.emit, name))
            self._group.addButton(button)
            self._buttons[name] = button
            column.addWidget(button)
        self._buttons["board"].setChecked(True)
        column.addStretch(1)

    def show_room(self, name: str) -> None:
        """Mark the room that is shown; without a workshop no room is open."""
        for each, button in self._buttons.items():
            button.setEnabled(name in self._buttons)
            button.setChecked(each == name)

    def set_theme(self, theme: Theme) -> None:
        """Tint the icons."""
        from ui import icons

        for name, button in self._buttons.items():
            button.setIcon(icons.icon(name, theme))


class StatusBar(QFrame):
    """Counts at the left; at the right what the pointer would do now."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("statusbar")
        self.setFixedHeight(30)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(18)
        self.objectives, self.results = Line("objectives"), Line("results")
        self.open, self.parked, self.hint = Line("open"), Line("parked"), Line("hint")
        for label in (self.objectives, self.results, self.open, self.parked):
            row.addWidget(label)
        row.addStretch(1)
        row.addWidget(self.hint)

    def show_workshop(self, workshop: Workshop | None) -> None:
        """Count what is planned for this quarter; nothing when no workshop is open."""
        from okrdesk.cards import KeyResult, Objective
        from okrdesk.counts import open_conditions

        labels = (self.objectives, self.results, self.open, self.parked)
        if workshop is None:
            for label in labels:
                label.clear()
            return
        parked = {o.id for o in workshop.all(Objective) if o.parked}
        objectives = workshop.count(Objective) - len(parked)
        results = workshop.count(KeyResult) - sum(len(workshop.key_results(id_)) for id_ in parked)
        conditions = open_conditions(workshop)
        texts = (
            ngettext("{n} objective", "{n} objectives", objectives).format(n=objectives),
            ngettext("{n} key result", "{n} key results", results).format(n=results),
            ngettext("{n} open condition", "{n} open conditions", conditions).format(n=conditions),
            _("{n} not this quarter").format(n=len(parked)),
        )
        for label, text in zip(labels, texts, strict=True):
            label.setText(text)
        self.open.setVisible(conditions > 0)
        self.parked.setVisible(bool(parked))
