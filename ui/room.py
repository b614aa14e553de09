"""The centre of the window: the board with its zoom control, or what to do when no workshop is open."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from okrdesk.i18n import _
from ui import icons
from ui.board.view import BoardView
from ui.errors import guarded
from ui.theme import Theme

_MARGIN = 14
_READABLE = 0.5


class ZoomControl(QFrame):
    """− 100% + Fit, over the board's lower left corner."""

    def __init__(self, board: BoardView, parent: Room) -> None:
        super().__init__(parent)
        self.setObjectName("zoom")
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 3, 4, 3)
        row.setSpacing(0)
        self.out = self._button("−", _("Zoom out"))
        self.percent = self._button("100%", _("Back to 100%"))
        self.into = self._button("+", _("Zoom in"))
        self.fit = self._button(_("Fit"), _("Show everything"))
        self.fit.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.fit.setIconSize(QSize(15, 15))
        for button in (self.out, self.percent, self.into, self.fit):
            row.addWidget(button)
        self.percent.setMinimumWidth(50)
        self.out.clicked.connect(board.zoom_out)
        self.into.clicked.connect(board.zoom_in)
        self.percent.clicked.connect(parent.full_size)
        self.fit.clicked.connect(board.fit)
        board.zoom_changed.connect(self.show_zoom)

    def show_zoom(self, factor: float) -> None:
        """Say how large the board is drawn; 1.0 is 100 %."""
        self.percent.setText(f"{factor:.0%}")

    def set_theme(self, theme: Theme) -> None:
        """Tint the icon."""
        self.fit.setIcon(icons.icon("fit", theme, size=15))

    def _button(self, text: str, tip: str) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        return button


class EmptyRoom(QWidget):
    """No workshop is open: what would you like to do?"""

    def __init__(self, ways: Sequence[QAction]) -> None:
        super().__init__()
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


class Room(QWidget):
    """Holds the board; the zoom control stays in its corner."""

    def __init__(self, theme: Theme, ways: Callable[[], Sequence[QAction]]) -> None:
        super().__init__()
        self._ways = ways
        self.board = BoardView(theme)
        self.board.setAcceptDrops(False)  # files that are dropped are the window's
        self.board.viewport().setAcceptDrops(False)
        self.empty: EmptyRoom | None = None
        self.zoom = ZoomControl(self.board, self)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.board)

    def show_empty(self, empty: bool) -> None:
        """Show what to do when nothing is open, or the board."""
        if empty and self.empty is None:
            self.empty = EmptyRoom(self._ways())
            self._stack.addWidget(self.empty)
        self._stack.setCurrentIndex(int(empty))
        if self.empty is not None and empty:
            self.empty.setFocus()
        self.zoom.setVisible(not empty)
        self.zoom.raise_()

    def set_theme(self, theme: Theme) -> None:
        """Paint all in another theme."""
        self.board.set_theme(theme)
        self.zoom.set_theme(theme)
        self._place()

    def view(self) -> str:
        """How large the board is shown and from where, for `show_again`; "" when it is shown whole."""
        bars = self.board.horizontalScrollBar(), self.board.verticalScrollBar()
        if all(bar.minimum() == bar.maximum() for bar in bars):
            return ""
        return " ".join(map(str, (round(self.board.zoom * 1000), *(bar.value() for bar in bars))))

    def show_again(self, view: str) -> None:
        """Show the board as `view()` told; as on the first day when that cannot be understood."""
        try:
            zoom, x, y = map(int, view.split())
        except ValueError:
            self.show_all_if_readable()
            return
        self.board.zoom_to(zoom / 1000)
        self.board.horizontalScrollBar().setValue(x)
        self.board.verticalScrollBar().setValue(y)

    def show_all_if_readable(self) -> None:
        """Show the whole board where it can be read so; else begin at its upper left, at 100 %."""
        self.board.fit()
        if self.board.zoom < _READABLE:
            self.full_size()
            for bar in (self.board.horizontalScrollBar(), self.board.verticalScrollBar()):
                bar.setValue(bar.minimum())

    def full_size(self) -> None:
        """Draw the board at 100 %."""
        self.board.zoom_to(1.0)

    @guarded()
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        self.zoom.adjustSize()
        self.zoom.move(_MARGIN, self.height() - self.zoom.height() - _MARGIN)
        self.zoom.raise_()
