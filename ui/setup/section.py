"""A section of the set-up: a page with a title, a sentence on what it is for, and sheets of fields."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui.inspector.pieces import INSET, Line, Part
from ui.look import sizes
from ui.look.theme import Theme
from ui.pages.page import label
from ui.setup.bench import SetupBench

WIDTH = 760  # of the page, in pixels at 100 %
CAPTION = 176
NARROW = 420  # of the room there is: below, what stands side by side stands one below the other

STACKS = "stacks"  # the name of what else stands side by side where there is room
THE = ("the",)  # stands for the id of what there is one of


class Sheet(QFrame):
    """A white sheet on the page; fields that stand on it have their captions in one column."""

    def __init__(self, caption: str = "", *parts: QWidget) -> None:
        super().__init__()
        self.setObjectName("sheet")
        self._notes: list[Line] = []  # that stand below values
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(14, 12, 14, 12)
        self.column.setSpacing(4)
        if caption:
            self.column.addWidget(Line("caption", caption.upper()))
        for part in parts:
            self.add(part)

    def add(self, part: QWidget, note: str = "") -> None:
        """A further part, with a word on it below."""
        for each in part.findChildren(QLabel, "label"):
            each.setFixedWidth(sizes.px(CAPTION))
        self.column.addWidget(part)
        if note:
            self.add_note(Line("note", note))

    def add_note(self, line: Line) -> None:
        """A word on what stands above, below its value."""
        self._notes.append(line)
        self.column.addWidget(line)
        self.fit_notes(narrow=False)

    def fit_notes(self, *, narrow: bool) -> None:
        """Let the words stand below their values, which stand below (`narrow`) or beside their captions."""
        for line in self._notes:
            line.setContentsMargins(INSET if narrow else sizes.px(CAPTION) + INSET, 0, INSET, 6)


class SetupSection(QWidget):
    """One page of the set-up. `key` names it for good, `title` for people, `lead` says what it is for."""

    key = ""
    title = ""
    lead = ""

    def __init__(self, bench: SetupBench) -> None:
        super().__init__()
        self.setObjectName("setuppage")
        self.setAccessibleName(self.title)
        self.bench = bench
        self._parts: list[Part] = []
        row = self._sides = QHBoxLayout(self)
        row.setContentsMargins(32, 0, 32, 0)
        sheet = QWidget()
        sheet.setMaximumWidth(sizes.px(WIDTH))
        sheet.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row.addWidget(sheet, 100)
        row.addStretch(1)
        self.column = QVBoxLayout(sheet)
        self.column.setContentsMargins(0, 28, 0, 28)
        self.column.setSpacing(12)
        self.column.addWidget(label(self.title, "pagetitle"))
        lead = label(self.lead, "soft")
        lead.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.column.addWidget(lead)
        self.build()

    # ------------------------------------------------------------ what each section makes
    def build(self) -> None:
        """Put the section's sheets on the page."""

    def sheet(self, caption: str = "", *parts: QWidget) -> Sheet:
        """A sheet of parts, all of which follow the workshop."""
        sheet = Sheet(caption)
        self.column.addWidget(sheet)
        for part in parts:
            self.put(sheet, part)
        return sheet

    def put(self, sheet: Sheet, part: QWidget, note: str = "") -> None:
        """A part on a sheet; it follows the workshop from now on."""
        sheet.add(part, note)
        self.follow(part)

    def follow(self, part: QWidget) -> None:
        """Let a part that stands somewhere on the page follow the workshop."""
        self._parts.append(cast(Part, part))

    def end(self) -> None:
        """Nothing comes below."""
        self.column.addStretch(1)

    # ------------------------------------------------------------ what the room asks
    def fit(self, room: int) -> None:
        """Take the room there is, in pixels: where it is narrow, captions stand above their fields."""
        narrow = room < sizes.px(NARROW)
        self._sides.setContentsMargins(*((12, 0, 12, 0) if narrow else (32, 0, 32, 0)))
        ways = QBoxLayout.Direction
        captions = self.findChildren(QLabel, "label")
        policies = QSizePolicy.Policy
        for caption in captions:
            caption.setMinimumWidth(0 if narrow else caption.maximumWidth())
            caption.setSizePolicy(policies.Ignored if narrow else policies.Fixed, policies.Minimum)
        for box in (*(each.parentWidget() for each in captions), *self.findChildren(QWidget, STACKS)):
            layout = box.layout() if box is not None else None
            if isinstance(layout, QBoxLayout):
                layout.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)
        for sheet in self.findChildren(Sheet):
            sheet.fit_notes(narrow=narrow)

    def begin(self) -> None:
        """Show another workshop."""
        for part in self._parts:
            part.show_records(THE)

    def leave(self) -> None:
        """The workshop is about to be closed: let go of it."""

    def refresh(self) -> None:
        """Show the workshop as it is now; what is being typed stays."""
        for part in self._parts:
            part.refresh()

    def commit(self) -> None:
        """Write what is typed and not yet written."""
        for part in self._parts:
            part.commit()

    def set_theme(self, theme: Theme) -> None:
        """Paint what the style sheet does not reach in another theme."""

    def reveal(self, id_: str) -> None:
        """Bring a record of this section into view."""

    def enter(self) -> None:
        """Give the keys to the first field."""
        self.setFocus(Qt.FocusReason.TabFocusReason)
        self.focusNextChild()
