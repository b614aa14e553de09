"""The small pieces that the inspector is made of: captions, lines that can be clicked, sections, rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Protocol

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.look import icons, sizes
from ui.process.errors import guarded

INSET = 6  # how far text stands from the edge of what lights up under the pointer
SIDE = 16 - INSET
_LONG_WORD = re.compile(r"(\S{16})(?=\S{4})")
_ICON = 14
_FEW = 4  # rows that may come one by one


class Part(Protocol):
    """What stands in a page: shows some records, follows their changes, and keeps no text to itself."""

    def show_records(self, ids: tuple[str, ...]) -> None:
        """Show other records."""
        ...

    def refresh(self) -> None:
        """Show the records as they are now."""
        ...

    def commit(self) -> None:
        """Write what is typed and not yet written."""
        ...


class Line(QLabel):
    """Text that wraps, also within words that are longer than the inspector is wide."""

    def __init__(self, look: str, text: str = "", *, inset: bool = True) -> None:
        super().__init__()
        self.setObjectName(look)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        if inset:
            self.setContentsMargins(INSET, 0, INSET, 0)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.say(text)

    def say(self, text: str) -> None:
        """Show this text."""
        self.setText(_LONG_WORD.sub("\\1\u200b", text))
        self.setAccessibleName(text)


class TextButton(QPushButton):
    """A line of text that can be clicked, and wraps. `aside` and `above` are the pixels round it."""

    def __init__(self, look: str = "soft", *, aside: int = INSET, above: int = 3) -> None:
        super().__init__()
        self.setObjectName("line")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAutoDefault(False)
        self.label = Line(look, inset=False)
        self.label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(aside, above, aside, above)
        self._box.setSpacing(1)
        self._box.addWidget(self.label)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def say(self, text: str) -> None:
        """Show this text; it is also the button's name."""
        self.label.say(text)
        self.setAccessibleName(text)

    def add_line(self, look: str) -> Line:
        """A further line below."""
        line = Line(look, inset=False)
        line.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._box.addWidget(line)
        return line

    @guarded(QSize())
    def sizeHint(self) -> QSize:
        return self._box.sizeHint()

    @guarded(QSize())
    def minimumSizeHint(self) -> QSize:
        return QSize(40, self._box.minimumSize().height())


class IconButton(QToolButton):
    """A button with one of the line icons, in the colours of the text around it."""

    def __init__(self, icon: str, name: str) -> None:
        super().__init__()
        self.setObjectName("icon")
        self._icon = icon
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedSize(sizes.px(24), sizes.px(24))

    @guarded()
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        lit = self.underMouse() or self.hasFocus()
        role = QPalette.ColorRole.Text if lit else QPalette.ColorRole.PlaceholderText
        size = sizes.px(_ICON)
        picture = icons.pixmap(self._icon, self.palette().color(role), size, self.devicePixelRatioF())
        painter = QPainter(self)
        painter.drawPixmap((self.width() - size) // 2, (self.height() - size) // 2, picture)
        painter.end()


class Section(QFrame):
    """A part of a page under a caption in small capitals."""

    def __init__(self, caption: str = "", *parts: QWidget) -> None:
        super().__init__()
        self.setObjectName("section")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(SIDE, 14, SIDE, 12)
        self.column.setSpacing(2)
        self.caption = Line("caption")
        self.column.addWidget(self.caption)
        self.name(caption)
        for part in parts:
            self.column.addWidget(part)

    def name(self, caption: str, code: str = "") -> None:
        """Give the section another caption; "" is none. A short name before it keeps its letters."""
        self.caption.say(" · ".join(filter(None, (code, caption.upper()))))
        self.caption.setAccessibleName(" · ".join(filter(None, (code, caption))))
        self.caption.setVisible(bool(caption))


class Row(QWidget):
    """A widget for one of several things: the one that `key` names."""

    key = ""

    def show_key(self, key: str) -> None:
        """Show another thing."""
        self.key = key

    def refresh(self) -> None:
        """Show it as it is now."""

    def commit(self) -> None:
        """Write what is typed in it."""


class Rows(QWidget):
    """One widget for each of several things. Those that stay keep theirs: what is typed in it, and the focus.

    `make` makes a row; one that is not needed any more is kept for what comes next.
    """

    def __init__(self, make: Callable[[], Row], *, spacing: int = 2) -> None:
        super().__init__()
        self._make = make
        self._rows: dict[str, Row] = {}
        self._spare: list[Row] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(spacing)

    def show_keys(self, keys: Iterable[str]) -> None:
        """Have a row for each of these, in this order, and refresh them all."""
        wanted = list(dict.fromkeys(keys))
        focus = QApplication.focusWidget()
        if len(set(wanted) - self._rows.keys()) > _FEW and not (focus and self.isAncestorOf(focus)):
            self.hide()  # in view, each row that comes has the whole page laid out anew
        for key in [key for key in self._rows if key not in wanted]:
            row = self._rows.pop(key)
            self._column.removeWidget(row)
            row.hide()
            self._spare.append(row)
        for n, key in enumerate(wanted):
            row = self._rows.get(key)
            if row is None:
                row = self._rows[key] = self._spare.pop() if self._spare else self._make()
                row.show_key(key)
            if self._column.indexOf(row) != n:
                self._column.insertWidget(n, row)
                row.show()  # now, not when Qt comes round to it: all is laid out at once
            row.refresh()
        self.setVisible(bool(wanted))

    def rows(self) -> list[Row]:
        """The rows in order."""
        return list(self._rows.values())

    def commit(self) -> None:
        """Write what is typed in the rows."""
        for row in list(self._rows.values()):
            row.commit()


def quiet_button(text: str, tip: str = "") -> QPushButton:
    """A button for what is not the main thing here; `tip` says more of it, also to a screen reader."""
    button = QPushButton(text)
    button.setObjectName("quiet")
    if tip:
        button.setToolTip(tip)
        button.setAccessibleName(tip)
    return button


def beside(*widgets: QWidget, stretch: int = 0, spacing: int = 4) -> QWidget:
    """Widgets in a row; the one at index `stretch` takes the room."""
    box = QWidget()
    fill(box, *widgets, stretch=stretch, spacing=spacing)
    return box


def fill(box: QWidget, *widgets: QWidget, stretch: int = 0, spacing: int = 4) -> None:
    """Lay widgets in a row into `box`; the one at index `stretch` takes the room."""
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(spacing)
    for n, widget in enumerate(widgets):
        row.addWidget(widget, 1 if n == stretch else 0)
