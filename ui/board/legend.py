"""What the lines on the board mean: each kind of link as it is drawn, with a word and a sentence."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from okrdesk.cards import LinkKind
from okrdesk.i18n import _
from ui.board.link_looks import Look, draw_line, draw_mark
from ui.look.theme import Theme
from ui.process.errors import guarded

WIDTH, HEIGHT = 64, 22


class Legend(QFrame):
    """Pops up over the board; a click elsewhere or Esc takes it away."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("legend")
        self.setAccessibleName(_("What the lines mean"))
        rows = QGridLayout(self)
        rows.setContentsMargins(14, 12, 16, 12)
        rows.setHorizontalSpacing(12)
        rows.setVerticalSpacing(6)
        for n, (look, word, sentence) in enumerate(looks(theme)):
            title, text = QLabel(word), QLabel(sentence)
            title.setObjectName("legendword")
            rows.addWidget(Sample(look, theme), n, 0)
            rows.addWidget(title, n, 1)
            rows.addWidget(text, n, 2)


class Sample(QWidget):
    """One line with its end mark; the card it leads to is on the left."""

    def __init__(self, look: Look, theme: Theme) -> None:
        super().__init__()
        self._look, self._theme = look, theme
        self.setFixedSize(WIDTH, HEIGHT)

    @guarded()
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, ground = HEIGHT / 2, self._theme.color("panel")
        draw_line(painter, [QLineF(2, middle, WIDTH - 2, middle)], self._look, 1.6, ground)
        draw_mark(painter, QPointF(2, middle), 1, self._look, 1.6, ground)
        painter.end()


def looks(theme: Theme) -> list[tuple[Look, str, str]]:
    """Each kind of link: how it is drawn, its word, and a sentence."""
    grey, team = theme.color("ink-3"), theme.team(1)

    def look(kind: LinkKind, *, dashed: bool = False) -> Look:
        color = {"enables": team, "sums_into": team, "relies_on": theme.color("amber")}.get(kind, grey)
        return Look(color.rgba(), kind, dashed)

    return [
        (look("serves"), _("serves"), _("Serves a pillar of the strategy")),
        (look("serves", dashed=True), _("serves"), _("A team serves the strategy directly")),
        (look("enables"), _("enables"), _("Makes it possible; in the team’s colour")),
        (look("sums_into"), _("adds to"), _("Its numbers add up to these")),
        (look("relies_on"), _("relies on"), _("Needs the other to be done")),
        (look("shares"), _("shares"), _("Both work on it")),
    ]
