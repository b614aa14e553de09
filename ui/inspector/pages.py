"""A page for each kind of card: its fields, the important ones first, and what it is tied to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from okrdesk.i18n import _
from ui.inspector.bench import Bench
from ui.inspector.pieces import Part, Section


class Page(QWidget):
    """A column of parts for one kind of card; is kept, and shows one card after another."""

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self.setObjectName("details")
        self.bench = bench
        self.ids: tuple[str, ...] = ()
        self._parts: list[Part] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.build()
        self._column.addStretch(1)

    def build(self) -> None:
        """Add the page's parts."""

    def section(self, caption: str, *widgets: QWidget) -> Section:
        """A section of widgets; those that are parts follow the records."""
        section = Section(caption, *widgets)
        self._column.addWidget(section)
        self._parts += [cast(Part, widget) for widget in widgets if hasattr(widget, "show_records")]
        return section

    def part(self, widget: Any) -> None:
        """A part that is a section of its own."""
        self._column.addWidget(widget)
        self._parts.append(widget)

    def more(self, make: Callable[[], Sequence[QWidget]]) -> More:
        """What is seldom needed, behind a line that opens it."""
        more = More(self.bench, make)
        self.part(more)
        return more

    # ------------------------------------------------------------ what is shown
    def show_records(self, ids: tuple[str, ...]) -> None:
        """Show other records."""
        self.ids = ids
        for part in self._parts:
            part.show_records(ids)
        self.describe()

    def refresh(self) -> None:
        """Show the records as they are now."""
        for part in self._parts:
            part.refresh()
        self.describe()

    def commit(self) -> None:
        """Write what is typed and not yet written."""
        for part in self._parts:
            part.commit()

    def describe(self) -> None:
        """Name the sections, and hide those that have nothing to say."""


class More(Section):
    """Fields that are seldom needed; they are made when they are first asked for, and stay open then."""

    def __init__(self, bench: Bench, make: Callable[[], Sequence[QWidget]]) -> None:
        super().__init__()
        self._bench, self._make = bench, make
        self._fields: list[Any] = []
        self._ids: tuple[str, ...] = ()
        self.button = QToolButton()
        self.button.setObjectName("more")
        self.button.setText(_("More"))
        self.button.setCheckable(True)
        self.button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.button.setArrowType(Qt.ArrowType.RightArrow)
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.toggled.connect(self._turn)
        self.column.addWidget(self.button)

    def show_records(self, ids: tuple[str, ...]) -> None:
        """Show other records."""
        self._ids = ids
        self.button.setChecked(self._bench.more_open)
        for field in self._fields:
            field.show_records(ids)

    def refresh(self) -> None:
        """Show the records as they are now."""
        for field in self._fields:
            field.refresh()

    def commit(self) -> None:
        """Write what is typed and not yet written."""
        for field in self._fields:
            field.commit()

    def _turn(self, opened: bool) -> None:
        self._bench.more_open = opened
        self.button.setArrowType(Qt.ArrowType.DownArrow if opened else Qt.ArrowType.RightArrow)
        if opened and not self._fields:
            self._fields = list(self._make())
            for field in self._fields:
                self.column.addWidget(field)
                field.show_records(self._ids)
        for field in self._fields:
            field.setVisible(opened)
