"""Pages that take the place of the rooms for a while: settings, a new workshop, an earlier version.

Each is one question in a column in the middle. Esc or the cross leads back to where the person was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QToolButton, QVBoxLayout, QWidget

from okrdesk.i18n import _
from ui.look import icons, sizes
from ui.process.errors import guarded

if TYPE_CHECKING:
    from ui.look.theme import Theme
    from ui.session import Session
    from ui.workplace import Workplace

_NAME = "page"  # among the rooms
WIDTH = 720  # of the column, in pixels at 100 %


class Page(QScrollArea):
    """A title, a sentence below it, and what its maker puts into `column`. `left` when it was closed."""

    left = Signal()
    keys: tuple[QWidget, ...] = ()

    def __init__(self, title: str, lead: str = "", width: int = WIDTH) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it only hands the keys on
        self.setWidgetResizable(True)
        self.setAccessibleName(title)
        self._width = width
        self._sheet = QWidget()
        self.column = QVBoxLayout(self._sheet)
        self.column.setContentsMargins(0, 28, 0, 28)
        self.column.setSpacing(12)
        head = QHBoxLayout()
        self.title = label(title, "pagetitle")
        self.cross = QToolButton()
        self.cross.setObjectName("plain")
        self.cross.setToolTip(_("Back (Esc)"))
        self.cross.setAccessibleName(_("Back"))
        self.cross.clicked.connect(self.left)
        head.addWidget(self.title, 1)
        head.addWidget(self.cross)
        self.column.addLayout(head)
        if lead:
            self.column.addWidget(label(lead, "soft"))
        middle = QWidget()
        middle.setObjectName("pageground")
        row = QHBoxLayout(middle)
        row.setContentsMargins(24, 0, 24, 0)
        row.addStretch(1)
        row.addWidget(self._sheet, 100)
        row.addStretch(1)
        self.setWidget(middle)
        self._fit()

    def show_session(self, session: Session | None) -> None:
        """Nothing here depends on the open workshop."""

    def set_theme(self, theme: Theme) -> None:
        """Its colours follow the window's style; its sizes and its cross are set here."""
        side = sizes.px(18)
        self.cross.setIcon(icons.icon("x", theme, size=side))
        self.cross.setIconSize(QSize(side, side))
        self._fit()

    @guarded()
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        self._sheet.setMaximumWidth(sizes.px(self._width))


class Pages(QObject):
    """Opens pages over the rooms, and leads back to where the person was."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._place = place
        self._before = ""
        place.rooms.shown.connect(self._entered)

    def show(self, page: Page) -> None:
        """Put a page in front; the one that was there goes."""
        rooms = self._place.rooms
        if rooms.name != _NAME:
            self._before = rooms.name
        rooms.remove(_NAME)
        page.left.connect(self.leave)
        page.set_theme(self._place.window.theme)
        rooms.add(_NAME, page)
        rooms.enter(_NAME)

    @property
    def front(self) -> Page | None:
        """The page that is in front, if one is."""
        rooms = self._place.rooms
        return cast(Page, rooms.current) if rooms.name == _NAME else None

    def leave(self) -> None:
        """Back to the room that was there before, or to the welcome."""
        self._place.rooms.enter(self._before if self._place.session else "welcome")

    def _entered(self, name: str) -> None:
        if name != _NAME:
            self._place.rooms.remove(_NAME)


def label(text: str, name: str = "", *, wrap: bool = True) -> QLabel:
    """A label of plain text, named for the style sheet."""
    made = QLabel(text)
    made.setObjectName(name)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    made.setIndent(0)  # padding in the style sheet would add half a letter
    return made
