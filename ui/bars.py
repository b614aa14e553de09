"""The bars at the room's top (whose workshop it is) and left (the rooms); `ui.status` has the one below.

They are part of the first paint: what only a workshop needs is imported when there is one.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import (
    QAction,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenuBar,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
)

from okrdesk.i18n import _, ngettext
from ui.look import sizes
from ui.process.errors import guarded

if TYPE_CHECKING:
    from okrdesk.workshop import Workshop
    from ui.look.theme import Theme

_LEAST_LINE = 60  # pixels
_NARROW = 900  # pixels at 100 %: a window less wide has no words on its search button


class Line(QLabel):
    """One line of text as typed, cut with … where there is no room for it."""

    def __init__(self, name: str, text: str = "") -> None:
        super().__init__(text)
        self.setObjectName(name)
        self.setProperty("textFormat", 0)  # plain; Qt's name space of choices costs the first paint 15 ms

    @guarded()
    def minimumSizeHint(self) -> QSize:
        whole = super().minimumSizeHint()
        return QSize(min(whole.width(), _LEAST_LINE), whole.height())

    @guarded()
    def paintEvent(self, event: QPaintEvent) -> None:
        room = self.contentsRect()
        if self.sizeHint().width() <= room.width() + 1:
            super().paintEvent(event)
            return
        from PySide6.QtCore import Qt

        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        self.setToolTip(self.text())
        painter = QPainter(self)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        palette = self.palette()
        self.style().drawItemText(painter, room, flags, palette, True, text, self.foregroundRole())
        painter.end()


class Names(QPushButton):
    """The workshop's name and how its file stands, in two lines; a press opens what can be done with it."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("names")
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 8, 4)
        column.setSpacing(1)
        self.title, self.state = Line("title", _("OKR Desk")), Line("state")
        for line in (self.title, self.state):
            column.addWidget(line)

    @guarded()
    def sizeHint(self) -> QSize:
        return self._column.sizeHint()  # a button would count its own text only

    @guarded()
    def minimumSizeHint(self) -> QSize:
        return self._column.minimumSize()

    @guarded()
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.menu() is not None:  # while nothing is open, it is no button
            super().mousePressEvent(event)


class TopBar(QFrame):
    """The workshop, its cycle, whether it is saved; the menus; undo, redo and search.

    The steps of the day will stand in the middle.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("topbar")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(6)
        self._logo = QLabel("OK")
        self._logo.setObjectName("logo")
        self.names = Names()
        self.names.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)  # first to shrink
        self.title, self.state = self.names.title, self.names.state
        self.menus = QMenuBar()
        self.menus.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row.addWidget(self._logo)
        row.addWidget(self.names)
        row.addSpacing(8)
        row.addWidget(self.menus)
        row.addStretch(1)
        self._row = row
        self._buttons: dict[str, QToolButton] = {}
        self._search: QToolButton | None = None
        self._facts, self._saved, self._trouble, self._role = "", "", False, ""
        self.fit()
        self._tell()

    def fit(self) -> None:
        """Take the sizes that go with the size of text."""
        self.setFixedHeight(sizes.px(52))
        self._logo.setFixedSize(sizes.px(24), sizes.px(24))
        self.names.setMaximumWidth(sizes.px(420))

    def add_button(self, icon: str, action: QAction, *, words: bool = False) -> None:
        """A button at the right for a command; with `words` its text and key are written on it."""
        button = QToolButton()
        button.setDefaultAction(action)
        button.setObjectName("search" if words else "tool")
        if words:
            from PySide6.QtGui import QKeySequence

            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            action.setIconText(f"{action.text()}   {keys}")
            self._search = button
            self._show_words()
        self._buttons[icon] = button
        self._row.addWidget(button)

    def add_part(self, part: QFrame) -> None:
        """What a room shows here while it is entered, left of the buttons."""
        self._row.insertWidget(self._row.count() - len(self._buttons), part)

    def show_role(self, role: str) -> None:
        """As whom somebody is in a room, in place of the workshop's facts; "" shows these again."""
        self._role = role
        self._tell()

    @guarded()
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_words()

    def _show_words(self) -> None:
        if self._search is not None:
            from PySide6.QtCore import Qt

            style = Qt.ToolButtonStyle
            wide = self.width() >= sizes.px(_NARROW)
            self._search.setToolButtonStyle(
                style.ToolButtonTextBesideIcon if wide else style.ToolButtonIconOnly
            )

    def set_theme(self, theme: Theme) -> None:
        """Tint the icons."""
        from ui.look import icons

        for name, button in self._buttons.items():
            action = button.defaultAction()
            action.setIconVisibleInMenu(False)
            action.setIcon(icons.icon(name, theme, size=sizes.px(18)))
            button.setIconSize(QSize(sizes.px(18), sizes.px(18)))

    def show_workshop(self, workshop: Workshop | None) -> None:
        """Name the workshop and its cycle; None when none is open."""
        if workshop is None:
            self.title.setText(_("OKR Desk"))
            self._facts = ""
        else:
            from okrdesk.cards import Team
            from okrdesk.naming import how_many

            cycle = workshop.cycle
            names = (workshop.organisation.name or _("A workshop without a name"), cycle.name)
            self.title.setText(" · ".join(name for name in names if name))
            weeks = ngettext("{n} week", "{n} weeks", cycle.weeks).format(n=cycle.weeks)
            n = max(0, len(workshop.teams()) - 1)
            self._facts = " · ".join((weeks, how_many(Team, n)))
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
        facts = self._facts if self._trouble else self._role or self._facts
        parts = (facts, self._saved if self._trouble or not self._role else "")
        text = " · ".join(part for part in parts if part)
        self.state.setText(text)
        self.state.setVisible(bool(text))
        self.names.setAccessibleName(f"{self.title.text()}, {text}" if text else self.title.text())
        self.names.updateGeometry()


class Rail(QFrame):
    """The rooms. Only those that work are there; `chosen` names the one that is pressed."""

    ROOMS = (
        ("board", _("Board")),
        ("outline", _("Outline")),
        ("review", _("Review")),
        ("setup", _("Set-up")),
    )
    _FOOT = "setup"  # the room that stands at the lower end
    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("rail")
        column = QVBoxLayout(self)
        column.setContentsMargins(5, 10, 5, 10)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QToolButton] = {}
        for name, title in self.ROOMS:
            button = QToolButton()
            button.setText(title)
            button.setCheckable(True)
            button.clicked.connect(partial(self.chosen.emit, name))
            self._group.addButton(button)
            self._buttons[name] = button
            if name == self._FOOT:
                column.addStretch(1)
            column.addWidget(button)
        self._buttons["board"].setChecked(True)
        self._column = column
        self.settings: QToolButton | None = None
        self.fit()

    def fit(self) -> None:
        """Take the sizes that go with the size of text."""
        self.setFixedWidth(sizes.px(56))
        for button in self._buttons.values():
            button.setIconSize(QSize(sizes.px(20), sizes.px(20)))
            button.setFixedWidth(sizes.px(46))

    def add_settings(self, action: QAction) -> None:
        """A button at the foot for the settings."""
        self.settings = QToolButton()
        self.settings.setDefaultAction(action)
        self.settings.setObjectName("plain")
        self._column.addWidget(self.settings)

    def show_room(self, name: str) -> None:
        """Mark the room that is shown; a page in front of the rooms is none of them."""
        self._group.setExclusive(False)  # else one of them would have to be marked
        for each, button in self._buttons.items():
            button.setChecked(each == name)
        self._group.setExclusive(True)

    def allow(self, there: bool, only: str = "") -> None:
        """Without a workshop there is no room to enter; with `only`, no other room is there."""
        for name, button in self._buttons.items():
            button.setEnabled(there)
            button.setVisible(not only or name == only)

    def set_theme(self, theme: Theme) -> None:
        """Tint the icons."""
        from ui.look import icons

        for name, button in self._buttons.items():
            button.setIcon(icons.icon(name, theme, size=sizes.px(20)))
        if self.settings is not None:
            action = self.settings.defaultAction()
            action.setIconVisibleInMenu(False)
            action.setIcon(icons.icon("settings", theme, size=sizes.px(20)))
            self.settings.setIconSize(QSize(sizes.px(20), sizes.px(20)))
            self.settings.setFixedWidth(sizes.px(46))
