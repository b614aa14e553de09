"""The buttons of something that has an order: up, down, delete."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from okrdesk.i18n import _
from ui.inspector.pieces import IconButton


class RowButtons(QWidget):
    """Three buttons, each in its place also while one is not there."""

    moved_up = Signal()
    moved_down = Signal()
    deleted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.up, self.down = IconButton("chevron-up", ""), IconButton("chevron-down", "")
        self.delete = IconButton("trash", "")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for button in (self.up, self.down, self.delete):
            policy = button.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            button.setSizePolicy(policy)
            row.addWidget(button)
        self.up.clicked.connect(self.moved_up)
        self.down.clicked.connect(self.moved_down)
        self.delete.clicked.connect(self.deleted)

    def show_for(self, name: str, *, up: bool, down: bool, delete: bool = True) -> None:
        """Say what the buttons are for, and have those that make sense."""
        words = (
            (self.up, _("Move “{name}” up"), up),
            (self.down, _("Move “{name}” down"), down),
            (self.delete, _("Delete “{name}”"), delete),
        )
        for button, text, shown in words:
            said = text.format(name=name)
            button.setAccessibleName(said)
            button.setToolTip(said)
            button.setVisible(shown)

    def keep_keys(self, button: QWidget, other: QWidget) -> None:
        """After a move: the keys stay with the button, or go to `other` when it is there no longer."""
        target = other if button.isHidden() else button
        target.setFocus(Qt.FocusReason.TabFocusReason)
