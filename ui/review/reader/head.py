"""Above the draft: whose it is and what for, and the choice of what is read beside it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QToolButton

from okrdesk.cards import Team
from okrdesk.i18n import _
from ui.bars import Line
from ui.look import sizes
from ui.process.errors import guarded
from ui.review.reader.partners import What

NAMES: dict[What, str] = {
    "": _("Nothing"),
    "ours": _("Our draft"),
    "above": _("What it leads up to"),
}
_ARROW, _LEAST_PURPOSE = 36, 70  # pixels at 100 %


class Head(QFrame):
    """One line. `wanted` tells what a person wants to read beside the draft."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("readerhead")
        self.team = Line("readerteam")
        self.purpose = Line("readerpurpose")
        self.purpose.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._named = NAMES[""]
        self.beside = QToolButton()
        self.beside.setObjectName("readerbeside")
        self.beside.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.beside.setAccessibleName(_("Read beside it"))
        menu = QMenu(self.beside)
        group = QActionGroup(menu)
        self.choices: dict[What, QAction] = {}
        for what in ("ours", "above", ""):
            choice = self.choices[what] = menu.addAction(NAMES[what])
            choice.setCheckable(True)
            group.addAction(choice)
            choice.triggered.connect(partial(self._want, what))
        self.beside.setMenu(menu)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.team)
        self._row.addWidget(self.purpose, 1)
        self._row.addWidget(self.beside)
        self.fit()

    def fit(self) -> None:
        """Stand as large as text is now."""
        self._row.setContentsMargins(sizes.px(20), sizes.px(6), sizes.px(12), sizes.px(6))
        self._row.setSpacing(sizes.px(10))
        self.setMinimumHeight(sizes.px(40))
        self._condense()

    def show_team(self, team: Team | None) -> None:
        """Say whose draft is read, and what the team is for."""
        self.setVisible(team is not None)
        if team is not None:
            self.team.setText(team.name)
            purpose = " ".join(team.purpose.split())
            self.purpose.setText(purpose or _("This team has not said yet what it is for."))
            self.purpose.setProperty("hint", not purpose)
            asked = _("What the team is for: does the draft fit it?")
            self.setToolTip("\n".join(filter(None, (purpose, asked))))
            self._condense()

    def show_beside(self, what: What, *, ours: bool) -> None:
        """Say what is read beside the draft; `ours`: whether there is a draft of our own to be read."""
        self.choices[what].setChecked(True)
        self.choices["ours"].setEnabled(ours)
        name = NAMES[what].lower() if not what else NAMES[what][0].lower() + NAMES[what][1:]
        self._named = name
        self._condense()

    @guarded()
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._condense()

    def _condense(self) -> None:
        """In one line: where there is no room, without what it is for, and with a shorter choice."""
        whole, short = _("Beside it: {what}").format(what=self._named), _("Beside it")
        margins, gap = self._row.contentsMargins(), self._row.spacing()
        left = self.width() - margins.left() - margins.right() - self.team.sizeHint().width() - 2 * gap
        wide = self.beside.fontMetrics().horizontalAdvance(whole) + sizes.px(_ARROW)
        self.beside.setText(whole if wide <= left else short)
        self.beside.setToolTip("" if wide <= left else whole)
        self.purpose.setVisible(left - wide >= sizes.px(_LEAST_PURPOSE))
        self._row.setStretch(0, 0 if self.purpose.isVisibleTo(self) else 1)

    def _want(self, what: What, _checked: bool = False) -> None:
        self.wanted.emit(what)
