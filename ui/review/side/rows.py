"""The rows of the left side: a team whose draft can be read, and how far that is; a note to answer."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLayout,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from okrdesk.i18n import _
from ui.look.theme import Theme
from ui.process.errors import guarded
from ui.review.margin.looks import KINDS
from ui.review.margin.pieces import Avatar, Badge, words

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


@dataclass(frozen=True, slots=True)
class TeamFacts:
    """What a row tells of a team: `lines` below its name, `share` from 0 to 1 of a bar (None: no bar)."""

    team: str
    name: str
    colour: int
    lines: tuple[str, ...] = ()
    share: float | None = None
    current: bool = False


@dataclass(frozen=True, slots=True)
class AnswerFacts:
    """What a row tells of a note that waits for an answer: `kind` names its look, `who` said it."""

    note: str
    kind: str
    text: str
    who: str
    current: bool = False


class Stop(QPushButton):
    """A button with a layout in it, one of several that Up and Down lead through."""

    stepped = Signal(int)

    def __init__(self, look: str) -> None:
        super().__init__()
        self.setObjectName(look)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAutoDefault(False)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def mark(self, current: bool) -> None:
        """Show whether this is the current one."""
        mark(self, current)

    @guarded()
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.stepped.emit(_STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    @guarded(True)
    def hasHeightForWidth(self) -> bool:
        return True

    @guarded(0)
    def heightForWidth(self, width: int) -> int:
        return self._inner.totalHeightForWidth(width)

    @guarded(QSize())
    def sizeHint(self) -> QSize:
        return self._inner.totalSizeHint()  # a button would count its own text only

    @guarded(QSize())
    def minimumSizeHint(self) -> QSize:
        return QSize(40, 20)  # how tall it really is depends on its width

    @property
    def _inner(self) -> QLayout:
        inner = self.layout()
        assert inner is not None
        return inner


class TeamRow(Stop):
    """A team: its initials, its name, how far it is, and a thin bar."""

    def __init__(self, facts: TeamFacts, theme: Theme) -> None:
        super().__init__("reviewrow")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 9, 16, 9)
        row.setSpacing(9)
        row.addWidget(Avatar(_initials(facts.name), theme.team(facts.colour)), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(1)
        self._name, self._lines = words("rowname", ""), words("rowline", "")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 100)
        self.bar.setFixedHeight(4)
        column.addWidget(self._name)
        column.addWidget(self._lines)
        column.addSpacing(3)
        column.addWidget(self.bar)
        row.addLayout(column, 1)
        let_through(self)
        self.show_facts(facts)

    def show_facts(self, facts: TeamFacts) -> None:
        """Show how the team's review stands now."""
        said = "\n".join(facts.lines)
        self._name.say(facts.name)
        self._lines.say(said)
        self._lines.setVisible(bool(said))
        self.bar.setVisible(facts.share is not None)
        self.bar.setValue(round(100 * (facts.share or 0)))
        self.setAccessibleName(facts.name)
        reading = _("being read now") if facts.current else ""
        self.setAccessibleDescription(", ".join(filter(None, (reading, *facts.lines))))
        self.mark(facts.current)


class AnswerRow(Stop):
    """A note that waits for an answer: its kind, who said it, and the beginning of its words."""

    def __init__(self, facts: AnswerFacts, _theme: Theme) -> None:
        super().__init__("reviewrow")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 7, 16, 8)
        column.setSpacing(3)
        head = QHBoxLayout()
        head.setSpacing(6)
        title, tone = KINDS[facts.kind]  # type: ignore[index]
        self._who, self._text = words("rowline", ""), words("rowtext", "")
        self._badge = Badge(title, tone)
        head.addWidget(self._badge)
        head.addWidget(self._who, 1)
        column.addLayout(head)
        column.addWidget(self._text)
        let_through(self)
        self.show_facts(facts)

    def show_facts(self, facts: AnswerFacts) -> None:
        """Show the note as it is now."""
        self._who.say(facts.who)
        self._text.say(facts.text)
        self.setAccessibleName(": ".join(filter(None, (KINDS[facts.kind][0], facts.text))))  # type: ignore[index]
        self.setAccessibleDescription(facts.who)
        self.mark(facts.current)
        mark(self._badge, facts.current)  # its ground may be that of the row


def mark(widget: QWidget, current: bool) -> None:
    """Let the style sheet know whether this is of the current one."""
    if widget.property("current") != current:
        widget.setProperty("current", current)
        widget.style().polish(widget)


def let_through(widget: QWidget) -> None:
    """Clicks on what stands in a widget are its own."""
    for child in widget.findChildren(QWidget):
        child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


def _initials(name: str) -> str:
    """Two letters for a team."""
    parts = name.split()
    letters = parts[0][:2] if len(parts) == 1 else "".join(part[0] for part in parts[:2]) if parts else "?"
    return letters.upper()
