"""Find on the board: a bar in its corner that marks what holds the typed words, and goes from hit to hit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from okrdesk.cards import Condition, KeyResult, Objective, Pillar, Team
from okrdesk.i18n import _
from okrdesk.workshop import Touched
from ui.look import icons, sizes
from ui.process.errors import guarded

if TYPE_CHECKING:
    from ui.board.view import BoardView
    from ui.look.theme import Theme
    from ui.session import Session

MOST = 200  # hits; nobody walks through more
SHOWN = (Pillar, Objective, KeyResult, Condition, Team)
_FIELD = 210  # pixels


class FinderBar(QFrame):
    """Opened by `open`. The words stay for the next time; changes are followed only while the bar is open."""

    resized = Signal()

    def __init__(self, board: BoardView, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("finder")
        self._board = board
        self._session: Session | None = None
        self._looking = False  # whether the bar is open
        self._hits: list[str] = []
        self._at = -1
        self.field = _Field(self)
        self.field.setPlaceholderText(_("Find on the board"))
        self.field.setAccessibleName(_("Find on the board"))
        self.field.setMinimumWidth(_FIELD)
        self.count = QLabel()
        self.count.setObjectName("findercount")
        self.previous = self._button(_("Previous (Shift+Enter)"), self.go_back)
        self.next = self._button(_("Next (Enter)"), self.go_on)
        self.close_button = self._button(_("Close (Esc)"), self.shut)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 5, 6, 5)
        row.setSpacing(4)
        for widget in (self.field, self.count, self.previous, self.next, self.close_button):
            row.addWidget(widget)
        self.field.textChanged.connect(self._search)
        self.hide()

    def _button(self, tip: str, slot: object) -> QToolButton:
        button = QToolButton()
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.clicked.connect(slot)
        return button

    def set_theme(self, theme: Theme) -> None:
        """Tint the icons, at the size of the text."""
        side = sizes.px(16)
        for button, name in (
            (self.previous, "chevron-up"),
            (self.next, "chevron-down"),
            (self.close_button, "x"),
        ):
            button.setIcon(icons.icon(name, theme, size=side))
            button.setIconSize(QSize(side, side))

    def show_session(self, session: Session | None) -> None:
        """Another workshop is open: nothing is looked for in it yet."""
        self.shut()
        self._session = session

    # ------------------------------------------------------------ open and shut
    def open(self) -> None:
        """Show the bar, ready for words; those of the last time are selected."""
        if self._session is None:
            return
        if not self._looking:
            self._looking = True
            self._session.bridge.changed.connect(self._take)
        self.show()
        self.raise_()
        self._search()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def shut(self) -> None:
        """Hide the bar; the hit that was gone to stays selected."""
        if self._looking and self._session is not None:
            self._session.bridge.changed.disconnect(self._take)
        self._looking, self._hits, self._at = False, [], -1
        self._board.board.show_found(frozenset())
        if not self.isHidden():
            held = self.field.hasFocus() or self.isAncestorOf(self.focusWidget() or self)
            self.hide()
            if held:
                self._board.setFocus()

    # ------------------------------------------------------------ hits
    def _search(self) -> None:
        self._hits, self._at = [], -1
        if self._looking and self._session is not None:
            workshop = self._session.workshop
            found = (hit.id for hit in self._session.finder.find(self.field.text(), MOST))
            self._hits = [id_ for id_ in found if isinstance(workshop.get(id_), SHOWN)]
        scene = self._board.board
        scene.show_found(frozenset(map(scene.shown_on, self._hits)))
        self._tell()

    def _take(self, _touched: Touched, _initiator: object) -> None:
        """The workshop has changed: look again, and stand where it was, if that is still a hit."""
        current = self._hits[self._at] if self._at >= 0 else ""
        self._search()
        if current in self._hits:
            self._at = self._hits.index(current)
            self._tell()

    def go_on(self) -> None:
        """Go to the next hit; after the last comes the first."""
        self._go(1)

    def go_back(self) -> None:
        """Go to the hit before."""
        self._go(-1)

    def _go(self, step: int) -> None:
        if not self._looking:
            self.open()
        if not self._hits:
            return
        start = self._at if self._at >= 0 else (-1 if step > 0 else 0)
        self._at = (start + step) % len(self._hits)
        id_ = self._hits[self._at]
        self._board.select("" if isinstance(self._board.board.workshop.get(id_), Team) else id_)
        self._board.camera.go_to_record(id_)
        self._tell()

    def _tell(self) -> None:
        count = len(self._hits)
        more = "+" if count >= MOST else ""
        if not self.field.text().strip():
            words = ""
        elif not count:
            words = _("Nothing found")
        elif self._at < 0:
            words = _("{n} found").format(n=f"{count}{more}")
        else:
            words = _("{n} of {count}").format(n=self._at + 1, count=f"{count}{more}")
        self.count.setText(words)
        self.previous.setEnabled(bool(count))
        self.next.setEnabled(bool(count))
        self.adjustSize()
        self.resized.emit()


class _Field(QLineEdit):
    """Enter and the arrows go from hit to hit, Esc leaves."""

    def __init__(self, bar: FinderBar) -> None:
        super().__init__()
        self._bar = bar

    @guarded()
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, back = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key == Qt.Key.Key_Escape:
            self._bar.shut()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            (self._bar.go_back if back else self._bar.go_on)()
        elif key == Qt.Key.Key_Down:
            self._bar.go_on()
        elif key == Qt.Key.Key_Up:
            self._bar.go_back()
        else:
            super().keyPressEvent(event)
