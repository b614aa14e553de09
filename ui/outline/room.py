"""The outline's room: a filter and the columns' menu over the table."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu, QToolButton, QVBoxLayout, QWidget

from okrdesk.i18n import _
from okrdesk.workshop import Touched
from ui.look import icons, sizes
from ui.look.theme import Theme
from ui.outline.header import as_text, from_text
from ui.outline.tree import MANY, OutlineTree
from ui.process.errors import guarded

if TYPE_CHECKING:
    from okrdesk.writing import Spot
    from ui.session import Session
    from ui.workplace import Workplace

_SOON_MS = 180
_NARROW = 440  # pixels at 100 %: below, the words of the buttons would be cut


class FilterLine(QLineEdit):
    """Words that rows must hold. Esc empties it, then goes back to the rows; Down and Enter go there too."""

    def __init__(self, tree: OutlineTree) -> None:
        super().__init__()
        self._tree = tree
        self.setObjectName("filter")
        self.setPlaceholderText(_("Filter: words, short names, owners, “open”"))
        self.setAccessibleName(_("Filter rows"))
        self.setClearButtonEnabled(True)
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self._filter)
        self.textChanged.connect(self._changed)

    def _changed(self) -> None:
        """Filter at once, or where that takes a while, when the typing pauses."""
        if len(self._tree.rows.workshop) > MANY and self.text():
            self._soon.start()
        else:
            self._soon.stop()
            self._filter()

    def _filter(self) -> None:
        self._tree.filter_by(self.text())

    @guarded(False)
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride:
            own = event.key() == Qt.Key.Key_Escape or event.matches(QKeySequence.StandardKey.Find)
            event.setAccepted(own)
            if own:
                return True
        return super().event(event)

    @guarded()
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Find):
            self.selectAll()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._tree.setFocus()
        else:
            super().keyPressEvent(event)


class OutlineRoom(QWidget):
    """Holds the table; says what it has to say in the window."""

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self.setObjectName("outlineroom")
        self.setAccessibleName(_("Outline room"))
        self._session: Session | None = None
        self.tree = OutlineTree(place.window.theme, place.selection)
        self.keys = (self.tree,)
        self.filter = FilterLine(self.tree)
        self._buttons: dict[QToolButton, str] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar())
        column.addWidget(self.tree, 1)
        QWidget.setTabOrder(self.filter, self.tree)
        self.tree.refused.connect(place.refuse)
        self.tree.hint.connect(place.show_hint)
        self.tree.find_asked.connect(self.find)
        self.tree.menu_asked.connect(partial(self._show_menu, place))

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """The rows take the keys. As a focus proxy they would keep Tab from the filter."""
        self.tree.setFocus(reason)

    def _bar(self) -> QWidget:
        bar = QFrame()
        bar.setObjectName("outlinebar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(8)
        self.filter.setMaximumWidth(sizes.px(420))
        row.addWidget(self.filter, 100)  # all the room there is, up to its width
        row.addStretch(1)
        self.open_all = self._button("chevron-down", _("Open all"))
        self.open_all.clicked.connect(partial(self.tree.open_all, cards=True))
        self.close_cards = self._button("chevron-right", _("Close cards"))
        self.close_cards.clicked.connect(partial(self.tree.open_all, cards=False))
        self.choose = self._button("settings", _("Columns"))
        menu = QMenu(self.choose)
        menu.aboutToShow.connect(partial(self.tree.columns.fill, menu))
        self.choose.setMenu(menu)
        self.choose.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        for button in (self.open_all, self.close_cards, self.choose):
            row.addWidget(button)
        return bar

    def _button(self, icon: str, text: str) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setToolTip(text)
        button.setIconSize(QSize(sizes.px(15), sizes.px(15)))
        self._buttons[button] = icon
        return button

    def _fit_bar(self) -> None:
        """Where there is no room for words, the buttons are icons."""
        styles, narrow = Qt.ToolButtonStyle, self.width() < sizes.px(_NARROW)
        for button in self._buttons:
            button.setToolButtonStyle(
                styles.ToolButtonIconOnly if narrow else styles.ToolButtonTextBesideIcon
            )

    @guarded()
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_bar()

    # ------------------------------------------------------------ as every room
    def show_session(self, session: Session | None) -> None:
        """Show an open workshop and follow its changes, or (None) nothing."""
        if self._session is not None:
            self._session.bridge.changed.disconnect(self._take)
        self._session = session
        self.filter.clear()
        self.tree.rows.show_desk(session.desk if session else None)
        if session is not None:
            session.bridge.changed.connect(self._take)
        self.tree.begin()

    def set_theme(self, theme: Theme) -> None:
        """Paint all in another theme."""
        self.tree.set_theme(theme)
        for button, icon in self._buttons.items():
            button.setIcon(icons.icon(icon, theme, size=sizes.px(15)))
        self._fit_bar()

    def view(self) -> str:
        """How the columns stand and what is closed, for `show_again`."""
        return as_text(self.tree.columns.view() | {"closed": self.tree.closed})

    def show_again(self, view: str) -> None:
        """Stand as `view()` told."""
        told = from_text(view)
        self.tree.columns.show_again(told)
        closed = told.get("closed")
        if isinstance(closed, list):
            self.tree.close_again([name for name in closed if isinstance(name, str)])

    def edit_card(self, id_: str) -> None:
        """Write in a card's words."""
        self.tree.go_to(id_, 0)
        self.tree.write_in(self.tree.rows.index_of(id_))

    def reveal(self, id_: str) -> None:
        """Bring a record's row into view."""
        index = self.tree.rows.index_of(id_)
        if not index.isValid():
            self.filter.clear()
            index = self.tree.rows.index_of(id_)
        self.tree.go_to(id_)

    def write_new(self, spot: Spot) -> None:
        """Write a new card or part in a row of its own."""
        self.filter.clear()
        self.tree.keyboard.begin(spot)

    def finish_writing(self) -> None:
        """What is being typed is saved before something else is done."""
        self.tree.writer.finish()

    def find(self) -> None:
        """Go to the filter."""
        self.filter.setFocus()
        self.filter.selectAll()

    def _show_menu(self, place: Workplace, at: QPoint) -> None:
        """What can be done with the selected cards."""
        place.actions.refresh()
        place.actions.short_menu("card").popup(at)

    def _take(self, touched: Touched, _initiator: object) -> None:
        self.tree.take(touched)
