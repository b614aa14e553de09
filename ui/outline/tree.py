"""The outline's table: shows the model's rows, and keeps what is selected one with the other rooms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QDragMoveEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QWidget

from okrdesk import outline
from okrdesk.cards import Team
from okrdesk.i18n import _
from ui.look import sizes
from ui.look.theme import Theme
from ui.outline.columns import TITLE
from ui.outline.delegate import OutlineDelegate
from ui.outline.header import Columns
from ui.outline.keyboard import Keyboard
from ui.outline.table import Table, ranges
from ui.process.errors import guarded
from ui.selection import Selection

if TYPE_CHECKING:
    from okrdesk.workshop import Touched

Index = QModelIndex | QPersistentModelIndex
Flag = QItemSelectionModel.SelectionFlag

MANY = 2000  # rows from which the cards are closed at first
_INDENT = 18
_ARROW = 14


class OutlineTree(Table):
    """`refused` says why something was not done, `hint` what just happened or may be done; `find_asked` that
    the filter is wanted, `menu_asked` where the menu of the selected rows is.
    """

    refused = Signal(str)
    hint = Signal(str)
    find_asked = Signal()
    menu_asked = Signal(QPoint)

    def __init__(self, theme: Theme, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.selection = selection
        self.writer = OutlineDelegate(self.rows, self.painter, self)
        self.keyboard = Keyboard(self)
        self._turned: set[str] = set()  # rows that are open or closed against the custom
        self._closed_cards = False
        self._opening = False  # rows are opened and closed by the app, not by the person
        self._following = False  # what is selected is shown, not told
        self._set_up()
        self.setModel(self.rows)
        self.setItemDelegate(self.writer)
        self.columns = Columns(self)
        self.writer.ended.connect(self.keyboard.ended)
        self.writer.refused.connect(self.refused)
        self.rows.refused.connect(self.refused)
        self.expanded.connect(self._opened)
        self.collapsed.connect(self._closed)
        selection.changed.connect(self.follow_selection)
        self.selectionModel().selectionChanged.connect(self.tell_selection)
        self.selectionModel().currentChanged.connect(self.tell_selection)

    def _set_up(self) -> None:
        self.setObjectName("outline")
        self.setAccessibleName(_("Outline"))
        self.setUniformRowHeights(True)
        self.setIndentation(sizes.px(_INDENT))
        self.setMouseTracking(True)
        self.setAllColumnsShowFocus(False)
        self.setExpandsOnDoubleClick(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)  # Tab leaves the table: nobody is caught in it
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setAutoScroll(True)

    # ------------------------------------------------------------ what is shown
    def take(self, touched: Touched) -> None:
        """Follow a change of the workshop."""
        following, self._following = self._following, True
        self.rows.take(touched)
        self.selection.keep(self.rows.workshop)
        self._following = following
        if not self.selection.ids:
            self.tell_selection()
        elif not self.writing:  # who writes goes on from where they are
            self.follow_selection()
        self.viewport().update()

    def begin(self) -> None:
        """Open the rows of a workshop that was just shown, as they are at first."""
        workshop = self.rows.workshop
        self._turned.clear()
        self._closed_cards = len(workshop) > MANY
        self.open_rows()
        if not self.selection.ids:
            self.setCurrentIndex(self.rows.index(0, TITLE))
        self.follow_selection()

    def filter_by(self, text: str) -> None:
        """Show only rows that hold these words, and those above them, all open; "" shows all as before."""
        self._opening = self._following = True
        self.rows.filter_by(text)
        self._opening = self._following = False
        self.open_rows()
        self.follow_selection()
        self.scrollTo(self.currentIndex())

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme's colours; the rows are laid out anew only for another text size."""
        self.painter.theme = theme
        if self.indentation() != sizes.px(_INDENT):
            self.setIndentation(sizes.px(_INDENT))
            self.columns.fit_text()
            self.scheduleDelayedItemsLayout()
        self.viewport().update()

    # ------------------------------------------------------------ open and closed
    def open_rows(self) -> None:
        """Open and close all rows as they should be."""
        opening, self._opening = self._opening, True
        closed_cards = self.rows.found > MANY if self.rows.filtered else self._closed_cards
        if closed_cards:
            self.expandToDepth(0)
        else:
            self.expandAll()
        for name in () if self.rows.filtered else self._turned:
            index = self.rows.index_of(name)
            if index.isValid():
                self.setExpanded(index, self._is_open(name))
        self._opening = opening

    def _open_new(self, index: QModelIndex) -> None:
        """Open a row that has just come, and those below it, as they should be."""
        if self._is_open(self.rows.name_at(index)) and self.rows.hasChildren(index):
            self.setExpanded(index, True)
            for n in range(self.rows.rowCount(index)):
                self._open_new(self.rows.index(n, TITLE, index))

    def open_all(self, *, cards: bool) -> None:
        """Open every section and team and, if wanted, every card; else close the cards."""
        self._turned.clear()
        self._closed_cards = not cards
        self.open_rows()
        self.scrollTo(self.currentIndex())

    @property
    def closed(self) -> list[str]:
        """The sections and teams that are closed."""
        return sorted(name for name in self._turned if self._is_band(name))

    def close_again(self, names: list[str]) -> None:
        """Close these sections and teams."""
        self._turned |= {name for name in names if self._is_band(name)}
        self.open_rows()

    def _is_open(self, name: str) -> bool:
        if self.rows.filtered:
            return True
        return (self._is_band(name) or not self._closed_cards) is not (name in self._turned)

    def _is_band(self, name: str) -> bool:
        return name in (outline.STRATEGY, outline.PARKED) or isinstance(self.rows.workshop.get(name), Team)

    def _opened(self, index: QModelIndex) -> None:
        self._turn(index, opened=True)

    def _closed(self, index: QModelIndex) -> None:
        self._turn(index, opened=False)

    def _turn(self, index: QModelIndex, *, opened: bool) -> None:
        name = self.rows.name_at(index)
        if self._opening or self.rows.filtered:
            return
        self._turned.discard(name)
        if self._is_open(name) is not opened:
            self._turned.add(name)

    # ------------------------------------------------------------ selection
    def names(self) -> list[str]:
        """The names of the selected rows from top to bottom."""
        found = [
            index
            for chosen in self.selectionModel().selection()  # type: ignore[attr-defined]
            for n in range(chosen.top(), chosen.bottom() + 1)
            if (index := self.rows.index(n, TITLE, chosen.parent())).isValid()
        ]
        found.sort(key=self._place_of)
        return list(dict.fromkeys(self.rows.name_at(index) for index in found))

    def _place_of(self, index: QModelIndex) -> tuple[int, ...]:
        above = index.parent()
        return (*(self._place_of(above) if above.isValid() else ()), index.row())

    def cards(self) -> list[str]:
        """The selected rows that are cards or parts of cards, the current one last."""
        current = self.rows.name_at(self.currentIndex())
        ids = [name for name in self.names() if self._is_card(name)]
        return [*(i for i in ids if i != current), *([current] if current in ids else [])]

    def go_to(self, name: str, column: int = -1) -> None:
        """Make a row the current one and the only one selected; in the same column unless one is given."""
        if column < 0:
            column = max(TITLE, self.currentIndex().column())
        index = self.rows.index_of(name, column)
        if index.isValid():
            self._show_way(index)
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def go_to_cell(self, index: Index) -> None:
        """Let the keys go to another cell; what is selected stays if it is in a row that is."""
        flags = Flag.NoUpdate if self.selectionModel().isSelected(index) else Flag.ClearAndSelect | Flag.Rows
        before = self.currentIndex()
        self.selectionModel().setCurrentIndex(index, flags)
        for cell in (before, index):
            self.update(cell)
        self.scrollTo(index)

    def follow_selection(self) -> None:
        """Select the rows of what is selected in the workshop."""
        if self._following or self.cards() == list(self.selection.ids):
            return
        self._following = True
        found = [index for id_ in self.selection.ids if (index := self.rows.index_of(id_)).isValid()]
        for index in found:
            self._show_way(index)
        last = found[-1] if found else QModelIndex()
        if last.isValid():
            current = last.siblingAtColumn(max(TITLE, self.currentIndex().column()))
            self.selectionModel().setCurrentIndex(current, Flag.NoUpdate)
            self.selectionModel().select(ranges(found), Flag.ClearAndSelect | Flag.Rows)
            if self.isVisible():
                self.scrollTo(last)
        else:
            self.selectionModel().clearSelection()
        self._following = False

    def tell_selection(self) -> None:
        """Let the other rooms know what is selected here."""
        if not self._following and not self.rows.is_draft(self.currentIndex()):
            self._following = True
            self.selection.show(*self.cards())
            self._following = False

    def _is_card(self, name: str) -> bool:
        record = self.rows.workshop.get(name)
        return record is not None and not isinstance(record, Team)

    def _show_way(self, index: QModelIndex) -> None:
        above = index.parent()
        while above.isValid():
            self.expand(above)
            above = above.parent()

    # ------------------------------------------------------------ writing
    def write_in(self, index: Index) -> bool:
        """Begin to write in a cell; whether it can be written in."""
        if not self.rows.flags(index) & Qt.ItemFlag.ItemIsEditable:
            return False
        self.scrollTo(index)
        self.selectionModel().setCurrentIndex(index, Flag.ClearAndSelect | Flag.Rows)
        self.edit(index)
        if self.writer.editor is not None:
            self.writer.editor.setFocus()
        return True

    @property
    def writing(self) -> bool:
        """Whether somebody writes in a cell."""
        return self.writer.editor is not None

    # ------------------------------------------------------------ dragging
    @guarded()
    def startDrag(self, supported: Qt.DropAction) -> None:
        """Take the selected rows into the hand; Qt tells the model where they are let go."""
        data = self.rows.rows_in_hand(self.cards())
        if data is not None:
            drag = QDrag(self)
            drag.setMimeData(data)
            drag.exec(Qt.DropAction.MoveAction)
            self.hint.emit("")

    @guarded()
    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        super().dragMoveEvent(event)
        self.hint.emit(self.rows.drop_label if event.isAccepted() else _("These rows cannot stand there."))

    # ------------------------------------------------------------ Qt's events
    @guarded()
    def rowsInserted(self, parent: QModelIndex, start: int, end: int) -> None:
        super().rowsInserted(parent, start, end)
        if self._opening:
            return
        self._opening = True
        if parent.isValid() and self._is_open(self.rows.name_at(parent)):
            self.setExpanded(parent, True)
        for n in range(start, end + 1):
            self._open_new(self.rows.index(n, TITLE, parent))
        self._opening = False

    @guarded(False)
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride:
            own = not self.writing and self.keyboard.knows(event)
            event.setAccepted(own)
            if own:
                return True
        if event.type() is QEvent.Type.StyleChange:  # a view lays out all rows for each of eight of these
            return QAbstractScrollArea.event(self, event)
        return super().event(event)

    @guarded()
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.keyboard.press(event):
            return
        super().keyPressEvent(event)
        if event.text().isprintable() and event.text():
            event.ignore()  # letters are commands, or nothing: they are not looked for in the rows

    @guarded()
    def keyboardSearch(self, search: str) -> None:
        """Letters are commands here; words are looked for in the filter."""

    @guarded()
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            if not self.write_in(index) and not self.write_in(index.siblingAtColumn(TITLE)):
                self.setExpanded(
                    index.siblingAtColumn(TITLE), not self.isExpanded(index.siblingAtColumn(TITLE))
                )
            return
        super().mouseDoubleClickEvent(event)

    @guarded()
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.columns.fit()

    @guarded()
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        at = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            at = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())
        self.menu_asked.emit(at)

    @guarded()
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.scrollTo(self.currentIndex())

    @guarded()
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    @guarded()
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
