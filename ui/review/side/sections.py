"""A section of the left side: a caption, and one row for each of several things."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.look.theme import Theme
from ui.pages.page import label
from ui.review.margin.pieces import words

F = TypeVar("F")
R = TypeVar("R", bound=QWidget)


class Section(QFrame, Generic[F, R]):
    """`make` makes the row of some facts, `key` names what they are of, `show` shows others of the same.

    While the same things are told of, their rows stay: with the focus, under the pointer. `keys_free`: the
    row that had the keys is gone, and there is no other.
    """

    keys_free = Signal()

    def __init__(
        self, make: Callable[[F, Theme], R], key: Callable[[F], str], show: Callable[[R, F], None]
    ) -> None:
        super().__init__()
        self._make, self._key, self._show = make, key, show
        self.rows: dict[str, R] = {}
        self._theme: Theme | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 10)
        column.setSpacing(0)
        self.head = QHBoxLayout()
        self.head.setContentsMargins(16, 6, 10, 6)
        self._caption = label("", "sidecaption", wrap=False)
        self.head.addWidget(self._caption, 1)
        column.addLayout(self.head)
        self._note = words("sidenote", "")
        self._note.setContentsMargins(16, 0, 16, 6)
        column.addWidget(self._note)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        column.addLayout(self._column)

    def show_facts(self, caption: str, facts: Sequence[F], theme: Theme, note: str = "") -> None:
        """Show these under a caption, `note` below it; hidden when there is nothing."""
        self._caption.setText(caption.upper())
        self._caption.setAccessibleName(caption)
        self._note.say(note)
        self._note.setVisible(bool(note))
        keys = [self._key(each) for each in facts]
        if keys != [*self.rows] or theme is not self._theme:
            self._theme = theme
            self._rebuild(keys, facts, theme)
        for key, each in zip(keys, facts, strict=True):
            self._show(self.rows[key], each)
        self.setVisible(bool(facts or note))

    def forget(self) -> None:
        """Have all rows made anew: sizes are others now."""
        self._theme = None

    def _rebuild(self, keys: list[str], facts: Sequence[F], theme: Theme) -> None:
        focused = next((n for n, row in enumerate(self.rows.values()) if _holds_focus(row)), None)
        had = [*self.rows][focused] if focused is not None else ""
        for row in self.rows.values():
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = {key: self._make(each, theme) for key, each in zip(keys, facts, strict=True)}
        for row in self.rows.values():
            self._column.addWidget(row)
            row.show()  # now, not when Qt comes round to it
        if had in self.rows:
            self.rows[had].setFocus()
        elif focused is not None and self.rows:
            [*self.rows.values()][min(focused, len(self.rows) - 1)].setFocus()  # what took its place
        elif focused is not None:
            self.keys_free.emit()


def _holds_focus(row: QWidget) -> bool:
    focus = row.window().focusWidget()
    return focus is not None and (focus is row or row.isAncestorOf(focus))
