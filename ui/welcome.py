"""What the window shows while no workshop is open: what would you like to do?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from okrdesk.i18n import _

if TYPE_CHECKING:
    from ui.session import Session
    from ui.theme import Theme
    from ui.workplace import Workplace


class Welcome(QWidget):
    """No workshop is open: what would you like to do?"""

    keys: tuple[QWidget, ...] = ()

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        commands = place.commands
        ways = commands.open, commands.new, commands.sample, commands.import_
        self.setObjectName("empty")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addStretch(1)
        question = QLabel(_("What shall we plan?"))
        question.setObjectName("question")
        column.addWidget(question, 0, Qt.AlignmentFlag.AlignHCenter)
        text = QLabel(_("Open a workshop, begin a new one, or drop a spreadsheet of last quarter here."))
        column.addWidget(text, 0, Qt.AlignmentFlag.AlignHCenter)
        row = QHBoxLayout()
        row.addStretch(1)
        for action in ways:
            button = QPushButton(action.text())
            button.clicked.connect(action.trigger)
            row.addWidget(button)
            if self.focusProxy() is None:
                self.setFocusProxy(button)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(2)

    def show_session(self, session: Session | None) -> None:
        """Nothing here depends on the open workshop."""

    def set_theme(self, theme: Theme) -> None:
        """Its colours follow the window's style."""
