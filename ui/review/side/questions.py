"""A question to ask while reading: a square to tick, and a small button that makes a note of it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QWidget

from okrdesk.i18n import _
from okrdesk.review.records import Question
from ui.inspector.pieces import IconButton
from ui.look import icons, sizes
from ui.look.theme import Theme
from ui.process.errors import guarded
from ui.review.margin.pieces import words
from ui.review.side.rows import Stop, let_through

_SQUARE = 15
_LEFT = 16


class Tick(Stop):
    """The question with its square. Space and Enter tick it."""

    def __init__(self, question: Question, theme: Theme) -> None:
        super().__init__("reviewtick")
        self._theme = theme
        self.setCheckable(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(_LEFT + sizes.px(_SQUARE) + 9, 5, 0, 5)
        self._words = words("rowtext", question.text)
        row.addWidget(self._words)
        let_through(self)
        self.setAccessibleName(question.text)

    @guarded()
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = sizes.px(_SQUARE)
        box = QRectF(_LEFT + 0.5, 7.5, side, side)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        token = "green" if self.isChecked() else "line-strong"
        painter.setPen(QPen(self._theme.color(token), 1.2))
        painter.setBrush(self._theme.color("green" if self.isChecked() else "card"))
        painter.drawRoundedRect(box, 4, 4)
        if self.isChecked():
            small = side - 4
            ink = self._theme.color("panel")
            check = icons.pixmap("check", ink, small, self.devicePixelRatioF())
            painter.drawPixmap(round(box.x()) + 2, round(box.y()) + 2, check)
        painter.end()


class QuestionRow(QWidget):
    """`ticked` and `asked` name the question. The button is there under the pointer and beside the focus."""

    ticked = Signal(str)
    asked = Signal(str)

    def __init__(self, question: Question, theme: Theme) -> None:
        super().__init__()
        self._id = question.id
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 4, 0)
        row.setSpacing(0)
        self.tick = Tick(question, theme)
        self.ask = IconButton("plus", _("Ask it: write it as a note where you read"))
        self.ask.setAccessibleName(_("Ask it: {question}").format(question=question.text))
        policy = self.ask.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.ask.setSizePolicy(policy)
        self.ask.hide()
        row.addWidget(self.tick, 1)
        row.addWidget(self.ask, 0, Qt.AlignmentFlag.AlignTop)
        self.tick.clicked.connect(self._tick)
        self.ask.clicked.connect(self._ask)
        self.tick.installEventFilter(self)
        self.ask.installEventFilter(self)

    def show_ticked(self, ticked: bool, free: bool) -> None:
        """Show whether it was asked; `free`: whether that can be said here."""
        self.tick.setChecked(ticked)
        self.setEnabled(free)

    @guarded()
    def enterEvent(self, event: QEnterEvent) -> None:
        self.ask.show()

    @guarded()
    def leaveEvent(self, event: QEvent) -> None:
        self._look()

    @guarded(False)
    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self.ask.show()
        elif event.type() == QEvent.Type.FocusOut:
            self._look()
        return False

    def _look(self) -> None:
        self.ask.setVisible(self.underMouse() or self.tick.hasFocus() or self.ask.hasFocus())

    def _tick(self) -> None:
        self.ticked.emit(self._id)

    def _ask(self) -> None:
        self.asked.emit(self._id)
