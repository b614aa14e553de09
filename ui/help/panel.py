"""The help's panel, at the right in place of the inspector: it goes along with the room, covering nothing."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QKeyEvent, QTextDocument
from PySide6.QtWidgets import QFrame, QHBoxLayout, QTextBrowser, QToolButton, QVBoxLayout

from okrdesk.i18n import _
from ui.help.text import html_for, style_for
from ui.look import icons, sizes
from ui.pages.page import label
from ui.process.errors import guarded

if TYPE_CHECKING:
    from ui.look.theme import Theme
    from ui.workplace import Workplace

_WIDTH, _SHARE = 400, 0.38  # pixels at 100 %, and of the window at the most


class HelpPanel(QFrame):
    """Shown and hidden by `toggle`."""

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self.setObjectName("help")
        self._place = place
        head = QHBoxLayout()
        head.setContentsMargins(20, 10, 8, 0)
        head.addWidget(label(_("Help"), "caption"), 1)
        self.cross = QToolButton()
        self.cross.setObjectName("plain")
        self.cross.setToolTip(_("Close the help (F1)"))
        self.cross.setAccessibleName(_("Close the help"))
        self.cross.clicked.connect(self.toggle)
        head.addWidget(self.cross)
        self.browser = QTextBrowser()
        self.browser.setObjectName("helptext")
        self.browser.setFrameShape(QFrame.Shape.NoFrame)
        self.browser.setOpenExternalLinks(False)
        self.browser.setAccessibleName(_("Help"))
        self.setFocusProxy(self.browser)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.browser)
        place.rooms.shown.connect(self._follow)
        place.window.theme_changed.connect(self._dress)
        self.hide()

    def toggle(self) -> None:
        """Show the help on the room that is open, or take it away."""
        if self.isVisible():
            self.hide()
            self._place.show_details()
            self._place.rooms.current.setFocus()  # type: ignore[attr-defined]
        else:
            self._dress(self._place.window.theme)
            self._place.inspector.hide()
            self.show()
            self.browser.setFocus()

    def show_keys(self) -> None:
        """Show the table of all keys."""
        if not self.isVisible():
            self.toggle()
        self.browser.scrollToAnchor("keys")

    @guarded()
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.toggle()
        else:
            super().keyPressEvent(event)

    # ------------------------------------------------------------ within
    def _follow(self, _room: str) -> None:
        if self.isVisible():
            self._fill()

    def _dress(self, theme: Theme) -> None:
        side = sizes.px(16)
        self.cross.setIcon(icons.icon("x", theme, size=side))
        self.cross.setIconSize(QSize(side, side))
        self.setFixedWidth(min(sizes.px(_WIDTH), round(self._place.window.width() * _SHARE)))
        self._fill()

    def _fill(self) -> None:
        place = self._place
        document = self.browser.document()
        document.setDefaultStyleSheet(style_for(place.window.theme))
        document.setDocumentMargin(20)
        room = place.rooms.name
        self.browser.setHtml(html_for(room, place.actions, self._lines() if room == "board" else ""))

    def _lines(self) -> str:
        """What the lines of the links mean, each as it is drawn."""
        from ui.board.legend import Sample, looks

        theme, rows = self._place.window.theme, []
        for n, (look, word, sentence) in enumerate(looks(theme)):
            picture = Sample(look, theme).grab()
            name = QUrl(f"line:{n}")
            self.browser.document().addResource(QTextDocument.ResourceType.ImageResource, name, picture)
            rows.append(
                f"<tr><td><img src='{name.toString()}'></td><td><b>{escape(word)}</b></td>"
                f"<td class='soft'>{escape(sentence)}</td></tr>"
            )
        head = escape(_("What the lines mean"))
        return f"<h2><a name='lines'></a>{head}</h2><table cellpadding='3'>{''.join(rows)}</table>"
