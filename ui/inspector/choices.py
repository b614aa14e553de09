"""Fields that are chosen: one of a few words, one of two or three at a glance, yes or no."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QToolButton,
    QWidget,
)

from okrdesk.i18n import _
from okrdesk.workshop import Workshop
from ui.inspector.bench import Bench
from ui.inspector.fields import SEVERAL, Field, Make
from ui.look import icons
from ui.process.errors import guarded
from ui.widgets.choice import Choice
from ui.widgets.flow import Flow

Labels = Mapping[str, str]


class QuietChoice(Choice):
    """A choice that looks like text until it is used, and leaves the wheel to the inspector."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @guarded()
    def paintEvent(self, event: QPaintEvent) -> None:
        if self.underMouse() or self.hasFocus():
            super().paintEvent(event)
        else:
            QComboBox.paintEvent(self, event)

    @guarded()
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class ChoiceField(Field):
    """One of several words. `labels` tells the words by value, for the workshop as it is."""

    def __init__(
        self,
        bench: Bench,
        name: str,
        caption: str,
        labels: Labels | Callable[[Workshop], Labels],
        *,
        bare: bool = False,
        make: Make | None = None,
    ) -> None:
        super().__init__(bench, name, caption, bare=bare, make=make)
        self._labels = labels
        self.editor = QuietChoice()
        self.editor.setAccessibleName(caption)
        self.setFocusProxy(self.editor)
        self.put(self.editor)
        self.editor.activated.connect(self._chosen)

    def refresh(self) -> None:
        """Show what the records hold now."""
        labels = self._labels(self.workshop) if callable(self._labels) else self._labels
        box, value = self.editor, self.value()
        there = {box.itemData(n): box.itemText(n) for n in range(box.count())}
        if there != dict(labels) or list(there) != list(labels):
            box.clear()
            for key, label in labels.items():
                box.addItem(label or "—", key)
        box.setPlaceholderText(_("several"))
        box.setCurrentIndex(-1 if value is SEVERAL else box.findData(value))

    def _chosen(self, n: int) -> None:
        self.write(self.editor.itemData(n))
        self.refresh()


class SwitchField(Field):
    """Two or three words side by side; the one that holds is lit, and pressing it again takes it back.

    The first of `labels` with an empty value is what holds when none is lit.
    """

    def __init__(
        self, bench: Bench, name: str, caption: str, labels: Sequence[tuple[str, str]], *, bare: bool = False
    ) -> None:
        super().__init__(bench, name, caption, bare=bare)
        box = QWidget()
        row = Flow(box, 4)
        row.setContentsMargins(6, 2, 6, 2)
        self.buttons: dict[str, QToolButton] = {}
        for value, label in labels:
            button = QToolButton()
            button.setObjectName("switch")
            button.setProperty("tone", value)
            button.setText(label)
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.setAccessibleName(f"{caption}: {label}")
            button.clicked.connect(partial(self._pressed, value))
            self.buttons[value] = button
            row.addWidget(button)
        self.put(box)

    def refresh(self) -> None:
        """Light what holds."""
        now = self.value()
        for value, button in self.buttons.items():
            button.setChecked(value == now)

    def _pressed(self, value: str, _checked: bool = False) -> None:
        self.write("" if self.value() == value else value)
        self.refresh()

    @guarded()
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        buttons = list(self.buttons.values())
        at = next((n for n, button in enumerate(buttons) if button.hasFocus()), None)
        if step and at is not None:
            buttons[(at + step) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)


class Tick(QCheckBox):
    """A check box whose tick follows the theme: the style sheet draws the box, this what is in it."""

    @guarded()
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.checkState() is Qt.CheckState.Unchecked:
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        box = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, self)
        color = self.palette().color(QPalette.ColorRole.HighlightedText)
        painter = QPainter(self)
        if self.checkState() is Qt.CheckState.Checked:
            picture = icons.pixmap("check", color, box.width() - 2, self.devicePixelRatioF())
            painter.drawPixmap(box.adjusted(1, 1, -1, -1), picture)
        else:
            painter.fillRect(box.adjusted(4, 7, -4, -7), color)
        painter.end()


class YesField(Field):
    """Yes or no."""

    def __init__(self, bench: Bench, name: str, caption: str, *, make: Make | None = None) -> None:
        super().__init__(bench, name, caption, bare=True, make=make)
        self.box = Tick(caption)
        self.box.setAccessibleName(caption)
        self.setFocusProxy(self.box)
        self.put(self.box)
        self.box.clicked.connect(self._pressed)

    def refresh(self) -> None:
        """Show what the records hold; a dash when they differ."""
        value: Any = self.value()
        state = Qt.CheckState
        now = state.PartiallyChecked if value is SEVERAL else (state.Checked if value else state.Unchecked)
        self.box.setTristate(value is SEVERAL)
        self.box.setCheckState(now)

    def _pressed(self) -> None:
        self.write(self.value() is not True)
        self.refresh()
