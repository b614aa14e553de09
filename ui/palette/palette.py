"""The command palette: type a few letters of any command or card, press Enter. Over the room, never modal."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QListView, QVBoxLayout, QWidget

from okrdesk.i18n import _
from ui.access import announce
from ui.actions import plain
from ui.keys.leaving import is_left
from ui.look import sizes
from ui.palette.row import HINT, KEYS, PLACE, RowPainter
from ui.process.errors import guarded

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction

    from ui.actions import Command
    from ui.workplace import Workplace

_WIDTH, _ROWS = 640, 11
_MARGIN = 12  # from the window's edges
_CARDS = 12
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -_ROWS, Qt.Key.Key_PageDown: _ROWS}


@dataclass(frozen=True, slots=True)
class Row:
    """A row: what it says, where it belongs, its keys, what it does, and why not ("": it can be done)."""

    title: str
    place: str
    run: Callable[[], object]
    keys: str = ""
    why_not: str = ""


class Palette(QFrame):
    """Shown by `open`; goes when something was chosen, on Esc, and when the person looks elsewhere."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place.window.centre)
        self.setObjectName("palette")
        self._place = place
        self._recent: list[QAction] = []
        self._before: QWidget | None = None
        self._rows: list[Row] = []
        self.field = QLineEdit()
        self.field.setObjectName("palettefield")
        self.field.setPlaceholderText(_("What would you like to do? Or find a card…"))
        self.field.setAccessibleName(_("Command or card"))
        self.field.textChanged.connect(self._fill)
        self.field.installEventFilter(self)
        self.list = QListView()
        self.list.setObjectName("palettelist")
        self.list.setAccessibleName(_("What fits"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMouseTracking(True)
        self.list.entered.connect(self.list.setCurrentIndex)
        self.list.clicked.connect(self._run)
        self._painter = RowPainter(place.window.theme, self.list)
        self.list.setItemDelegate(self._painter)
        self._model = QStandardItemModel(self)
        self.list.setModel(self._model)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        column.addWidget(self.field)
        column.addWidget(self.list)
        place.window.theme_changed.connect(self._painter.set_theme)
        place.window.centre.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Show it with all commands, those used last first; when it is there already, it goes."""
        if self.isVisible():
            self.leave()
            return
        self._before = QApplication.focusWidget()
        self._place.actions.refresh()
        self.field.clear()
        self._fill("")
        self.show()
        self.raise_()
        self.field.setFocus()
        QTimer.singleShot(0, self._warm_up)

    def leave(self) -> None:
        """Take it away; the keys go back to where they were."""
        self.hide()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus()
        self._before = None

    def _warm_up(self) -> None:
        """Once it is seen, have the cards' words ready for the first key: with 10,000 it takes a while."""
        if self._place.session is not None:
            _ready = self._place.session.finder

    # ------------------------------------------------------------ what fits
    def _fill(self, text: str) -> None:
        from okrdesk.finding import fold

        words = fold(text).split()
        rows = self._commands(words) if words else self._all_commands()
        if words:
            rows += [*self._recents(words), *self._cards(text)]
        self._rows = sorted(rows, key=_cannot_be_done)
        self._model.clear()
        for row in self._rows:
            item = QStandardItem(row.title)
            item.setData(row.place, PLACE)
            item.setData(row.keys, KEYS)
            item.setData(row.why_not, HINT)
            item.setAccessibleText(", ".join(filter(None, (row.title, row.place, row.keys, row.why_not))))
            self._model.appendRow(item)
        if not self._rows:
            item = QStandardItem(_("Nothing is called that."))
            item.setEnabled(False)
            self._model.appendRow(item)
        self.list.setCurrentIndex(self._model.index(0, 0))
        self.list.scrollToTop()
        self._fit()

    def _all_commands(self) -> list[Row]:
        commands = self._place.actions.commands
        recent = [each for action in self._recent for each in commands if each.action is action]
        others = [command for command in commands if command not in recent]
        return [self._row(command) for command in (*recent, *others) if self._is_listed(command)]

    def _is_listed(self, command: Command) -> bool:
        return command.action.isVisible() and command.action is not self._place.commands.palette

    def _commands(self, words: list[str]) -> list[Row]:
        """The commands that hold all words: used before, and whose name begins so, first."""
        from okrdesk.finding import fold

        found: list[tuple[int, int, Row]] = []
        for n, command in enumerate(self._place.actions.commands):
            row = self._row(command)
            title = fold(row.title)
            text = f" {title} {fold(row.place)} {fold(command.action.statusTip())}"
            if self._is_listed(command) and all(word in text for word in words):
                begins = title.startswith(words[0])
                starts = all(f" {word}" in text for word in words)
                recent = command.action in self._recent
                found.append((-2 * begins - starts - 2 * recent, n, row))
        return [row for *_order, row in sorted(found, key=lambda each: each[:2])]

    def _row(self, command: Command) -> Row:
        action = command.action
        title = plain(action.text())
        if action.isCheckable() and action.isChecked():
            title = f"{title} ✓"
        menu = plain(self._place.actions.menus[command.menu].title())
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        return Row(title, menu, partial(self._trigger, action), keys, self._place.actions.why_not(command))

    def _recents(self, words: list[str]) -> list[Row]:
        from okrdesk.finding import fold

        paths = [Path(recent.path) for recent in self._place.settings.recents]
        session = self._place.session
        return [
            Row(_("Open {name}").format(name=path.stem), _("Recent"), partial(self._place.files.open, path))
            for path in paths
            if all(word in fold(path.stem) for word in words)
            and not (session is not None and session.document.path == path)
        ]

    def _cards(self, text: str) -> list[Row]:
        from okrdesk.cards import Condition, KeyResult, Objective, Pillar

        session = self._place.session
        if session is None:
            return []
        rows = []
        for hit in session.finder.find(text, 2 * _CARDS):
            record = session.workshop[hit.id]
            if isinstance(record, (Pillar, Objective, KeyResult, Condition)):
                rows.append(Row(hit.text or _("without words"), record.code, partial(self._show, hit.id)))
        return rows[:_CARDS]

    # ------------------------------------------------------------ choosing
    def _choose(self) -> None:
        self._run(self.list.currentIndex())

    def _run(self, index: QModelIndex) -> None:
        if not 0 <= index.row() < len(self._rows):
            return
        row = self._rows[index.row()]
        if not row.why_not:
            self.leave()
            row.run()

    def _trigger(self, action: QAction) -> None:
        self._recent = [action, *(each for each in self._recent if each is not action)][:_ROWS]
        action.trigger()

    def _show(self, id_: str) -> None:
        self._place.show_card(id_)

    # ------------------------------------------------------------ keys and place
    @guarded(default=False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field:
            if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                return self._key(event)
            if isinstance(event, QFocusEvent) and event.lostFocus() and self.isVisible() and is_left(event):
                self._before = None  # the person went elsewhere: the keys stay there
                self.leave()
        elif event.type() == QEvent.Type.Resize and self.isVisible():
            self._fit()
        return False

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in _MOVES:
            row = self.list.currentIndex().row() + _MOVES[Qt.Key(key)]
            row = max(0, min(self._model.rowCount() - 1, row))
            self.list.setCurrentIndex(self._model.index(row, 0))
            self._tell()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose()
        elif key == Qt.Key.Key_Escape:
            self.leave()
        else:
            return False
        return True

    def _tell(self) -> None:
        """Have the current row read out: the keys stay in the field."""
        announce(self.field, self.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole) or "")

    def _fit(self) -> None:
        room = self._place.window.centre
        top = self._place.topbar.height() + 6
        width = min(sizes.px(_WIDTH), room.width() - 2 * _MARGIN)
        rows = max(1, min(self._model.rowCount(), _ROWS))
        height = rows * self._painter.height() + 2
        self.list.setFixedHeight(min(height, room.height() - top - self.field.sizeHint().height() - 60))
        self.setFixedWidth(width)
        self.adjustSize()
        self.move((room.width() - width) // 2, top)


def _cannot_be_done(row: Row) -> bool:
    return bool(row.why_not)
