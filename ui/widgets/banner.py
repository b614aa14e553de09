"""Banners: sentences with a way out, under the top bar, in the order in which they came."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from okrdesk.i18n import _
from ui.access import announce

Tone = Literal["plain", "good", "warn", "bad"]
WayOut = tuple[str, Callable[[], None]]
_MOST_LINES = 12


def shortened(lines: Sequence[str]) -> list[str]:
    """As many lines as a banner can hold, and how many there are beyond them."""
    if len(lines) <= _MOST_LINES:
        return list(lines)
    return [*lines[:_MOST_LINES], _("… and {n} more.").format(n=len(lines) - _MOST_LINES)]


class Banner(QFrame):
    """One sentence, its buttons, and a cross that takes it away. A button takes it away, too."""

    def __init__(self, text: str, tone: Tone = "plain", ways: Sequence[WayOut] = ()) -> None:
        super().__init__()
        self.setObjectName("banner")
        self.setProperty("tone", tone)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(16, 6, 8, 6)
        self.row.setSpacing(8)
        self.label = QLabel(text)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setWordWrap(True)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.row.addWidget(self.label, 1)
        self._ways: dict[QPushButton, Callable[[], None]] = {}
        for title, way in ways:
            self.add_button(title, way)
        self.cross = QToolButton()
        self.cross.setText("×")
        self.cross.setObjectName("cross")
        self.cross.setAccessibleName(_("Close this message"))
        self.cross.setToolTip(_("Close this message"))
        self.cross.clicked.connect(self.leave)
        self.row.addWidget(self.cross)

    def add_button(self, title: str, way: Callable[[], None]) -> QPushButton:
        """A further button, in front of the cross."""
        button = QPushButton(title)
        self._ways[button] = way
        button.clicked.connect(self._go)
        self.row.insertWidget(1 + len(self._ways) - 1 + self._extra(), button)
        return button

    def leave(self) -> None:
        """Take the banner away; the keys that it has are free then, and not the next button's."""
        shown_in, focus = self.parent(), QApplication.focusWidget()
        if isinstance(shown_in, Banners) and focus is not None and self.isAncestorOf(focus):
            shown_in.keys_free.emit()
        self.hide()
        self.setParent(None)
        self.deleteLater()

    def _extra(self) -> int:
        """How many widgets of subclasses stand between the sentence and the buttons."""
        return 0

    def _go(self) -> None:
        way = self._ways[self.sender()]  # type: ignore[index]
        self.leave()
        way()


class Progress(Banner):
    """A banner for work that takes a while: how far it is, and Cancel."""

    def __init__(self, text: str, cancel: Callable[[], None]) -> None:
        super().__init__(text)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setFixedWidth(220)
        self.bar.setTextVisible(False)
        self.row.insertWidget(1, self.bar)
        self.add_button(_("Cancel"), cancel)
        self.cross.hide()

    def _extra(self) -> int:
        return 1

    def step(self, done: int, total: int, what: str) -> None:
        """Show how far the work is; a total of 0 is not known."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.bar.setAccessibleDescription(what)


class Ask(Banner):
    """A banner with one line to fill in."""

    def __init__(self, text: str, value: str, button: str, answer: Callable[[str], None]) -> None:
        super().__init__(text)
        self._answer = answer
        self.field = QLineEdit(value)
        self.field.setFixedWidth(220)
        self.field.setAccessibleName(text)
        self.field.returnPressed.connect(self._done)
        self.label.setWordWrap(False)
        self.label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.row.setStretch(0, 0)
        self.row.insertWidget(1, self.field)
        self.ok = QPushButton(button)
        self.ok.clicked.connect(self._done)
        self.row.insertWidget(2, self.ok)
        self.row.insertStretch(3, 1)

    def _done(self) -> None:
        text = self.field.text().strip()
        if text:
            self.leave()
            self._answer(text)
        else:
            self.field.setFocus()


class Banners(QWidget):
    """All banners that show now, one below the other. Those that share a `topic` replace one another.
    `keys_free` tells that one goes that has the keys.
    """

    keys_free = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self._topics: dict[str, Banner] = {}

    def show_banner(self, banner: Banner, topic: str = "") -> Banner:
        """Show a banner; the one of the same topic goes."""
        if topic:
            self.clear(topic)
            self._topics[topic] = banner
        self._rows.addWidget(banner)
        banner.show()  # now: who asks for sizes next counts it in
        announce(banner, banner.label.text())
        return banner

    def say(self, text: str, tone: Tone = "plain", ways: Sequence[WayOut] = (), topic: str = "") -> Banner:
        """Show a sentence with its ways out."""
        return self.show_banner(Banner(text, tone, ways), topic)

    def clear(self, topic: str) -> None:
        """Take away the banner of a topic, if it is there."""
        banner = self._topics.pop(topic, None)
        if banner is not None and banner in self.banners():
            banner.leave()

    def clear_all(self, keep: str) -> None:
        """Take away all banners but that of the topic `keep`."""
        kept = self._topics.get(keep)
        for banner in self.banners():
            if banner is not kept:
                banner.leave()
        self._topics = {keep: kept} if kept else {}

    def banners(self) -> list[Banner]:
        """The banners that show now."""
        return [child for child in self.children() if isinstance(child, Banner)]

    def texts(self) -> list[str]:
        """What they say."""
        return [banner.label.text() for banner in self.banners()]
