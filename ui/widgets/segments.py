"""A few choices side by side, one of them taken: by mouse, or by Tab and the arrow keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QHBoxLayout, QToolButton


class Segments(QFrame):
    """`chosen` tells the value that a person took. `options` are the values and what they are called."""

    chosen = Signal(object)

    def __init__(self, name: str, options: Sequence[tuple[Any, str]], value: Any) -> None:
        super().__init__()
        self.setObjectName("segments")
        self.setAccessibleName(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(0)
        self._values: dict[QAbstractButton, Any] = {}
        self._group = QButtonGroup(self)
        for each, title in options:
            button = QToolButton()
            button.setText(title)
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # a click takes the focus along
            button.setAccessibleName(f"{name}: {title}")
            self._values[button] = each
            self._group.addButton(button)
            row.addWidget(button)
        self.show_value(value)
        self._group.buttonToggled.connect(self._toggled)

    def show_value(self, value: Any) -> None:
        """Mark a value; none when it is not among the options."""
        self.blockSignals(True)
        for button, each in self._values.items():
            if each == value:
                button.setChecked(True)
                self._lead_here(button)
        self.blockSignals(False)

    def button(self, value: Any) -> QAbstractButton:
        """The button of a value. Raises StopIteration when there is none."""
        return next(button for button, each in self._values.items() if each == value)

    def _toggled(self, button: QAbstractButton, checked: bool) -> None:
        if checked:
            self._lead_here(button)
            self.chosen.emit(self._values[button])

    def _lead_here(self, taken: QAbstractButton) -> None:
        """Tab comes to the value that is taken, wherever it stands."""
        for button in self._values:
            policy = Qt.FocusPolicy.StrongFocus if button is taken else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)
        self.setFocusProxy(taken)
