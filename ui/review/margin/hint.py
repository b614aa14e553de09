"""The dashed card below the notes: how to write one, and what was left unfinished."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from okrdesk.i18n import _
from ui.look.theme import Theme
from ui.process.errors import guarded
from ui.review.margin.pieces import button, paint_card, rich


class Hint(QWidget):
    """What can be done here."""

    def __init__(self, theme: Theme, go_on: Callable[[], None]) -> None:
        super().__init__()
        self._theme = theme
        self._words = rich("notehint", "")
        self.go_on = button(_("Go on with the note you left"), look="notelink")
        self.go_on.clicked.connect(go_on)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(6)
        column.addWidget(self._words)
        column.addWidget(self.go_on, 0, Qt.AlignmentFlag.AlignLeft)

    def show_hint(self, *, own: bool, left: int) -> None:
        """On the own draft one answers; `left` notes were begun and not added."""
        write = _(
            "Select words in the draft, then type. "
            "<b>N</b>&nbsp;note · <b>S</b>&nbsp;suggest · <b>Q</b>&nbsp;question"
        )
        answer = _(
            "Click a note to answer it. <b>Y</b>&nbsp;reply · <b>A</b>&nbsp;accept · <b>E</b>&nbsp;settle"
        )
        self._words.setText(answer if own else write)
        self.go_on.setVisible(left > 0)

    @guarded()
    def paintEvent(self, event: QPaintEvent) -> None:
        paint_card(self, self._theme, current=False, dashed=True)

    @guarded(QSize())
    def sizeHint(self) -> QSize:
        return QSize(280, self.heightForWidth(280))
