"""The people as a table that is edited in place."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from okrdesk.cards import Objective, Person
from okrdesk.desk import Refused
from okrdesk.edits import name_of_team
from okrdesk.i18n import _
from okrdesk.people_edits import person_change
from ui.look import sizes
from ui.process.errors import guarded
from ui.setup.bench import SetupBench
from ui.widgets.choice import Choice

COLUMNS = (
    ("name", _("Name")),
    ("initials", _("Initials")),
    ("team", _("Team")),
    ("title", _("Title")),
    ("", _("Owns")),
)
TEAM = 2
_OWNS = 4
_ROW = 34
Index = QModelIndex | QPersistentModelIndex


class PeopleModel(QAbstractTableModel):
    """The workshop's people. `refused` says why something typed was not taken; "" that it was."""

    refused = Signal(str)

    def __init__(self, bench: SetupBench) -> None:
        super().__init__()
        self._bench = bench
        self.people: tuple[Person, ...] = ()
        self._owned: dict[str, int] = {}

    def show_people(self, people: tuple[Person, ...]) -> bool:
        """Show these people; whether others than before are there."""
        others = [p.id for p in people] != [p.id for p in self.people]
        if others:
            self.beginResetModel()
        self.people = people
        self._owned = {}
        for card in self._bench.workshop.all(Objective) if people else ():
            self._owned[card.owner] = self._owned.get(card.owner, 0) + 1
        if others:
            self.endResetModel()
        elif people:
            self.dataChanged.emit(self.index(0, 0), self.index(len(people) - 1, len(COLUMNS) - 1))
        return others

    @guarded(0)
    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.people)

    @guarded(0)
    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    @guarded()
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section][1]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = section == _OWNS
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    @guarded()
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        person, column = self.people[index.row()], index.column()
        if role == Qt.ItemDataRole.EditRole:
            return getattr(person, COLUMNS[column][0], "")
        if role == Qt.ItemDataRole.DisplayRole:
            if column == TEAM:
                return name_of_team(self._bench.workshop, person.team)
            if column == _OWNS:
                return str(self._owned.get(person.id, "")) or ""
            return getattr(person, COLUMNS[column][0])
        if role == Qt.ItemDataRole.TextAlignmentRole and column == _OWNS:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    @guarded(Qt.ItemFlag.NoItemFlags)
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() != _OWNS else flags

    @guarded(False)
    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        person, field = self.people[index.row()], COLUMNS[index.column()][0]
        try:
            change = person_change(self._bench.workshop, person.id, field, value)
        except Refused as refusal:
            self.refused.emit(str(refusal))
            return False
        sentence = self._bench.attempt(change)
        self.refused.emit(sentence)
        return not sentence


class _Cells(QStyledItemDelegate):
    """A line to write in, or the teams to choose from."""

    @guarded()
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        model = index.model()
        assert isinstance(model, PeopleModel)
        if index.column() != TEAM:
            line = QLineEdit(parent)
            line.setObjectName("cell")
            line.setAccessibleName(COLUMNS[index.column()][1])
            return line
        teams = Choice(parent)
        teams.setObjectName("cell")
        teams.setAccessibleName(COLUMNS[TEAM][1])
        teams.addItem("—", "")
        workshop = model._bench.workshop
        for team in workshop.teams():
            teams.addItem(team.name, team.id)
        teams.activated.connect(self._take)
        return teams

    @guarded()
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, Choice):
            editor.setCurrentIndex(max(0, editor.findData(index.data(Qt.ItemDataRole.EditRole))))
        elif isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(index.data(Qt.ItemDataRole.EditRole))
            editor.selectAll()

    @guarded()
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, Choice):
            model.setData(index, editor.currentData())
        elif isinstance(editor, QLineEdit) and editor.isModified():
            model.setData(index, editor.text())

    def _take(self, _n: int) -> None:
        editor = self.sender()
        if isinstance(editor, QWidget):
            self.commitData.emit(editor)
            self.closeEditor.emit(editor)


class PeopleTable(QTableView):
    """`chosen`: others are selected. `asked` tells a key: "delete", "paste". `gave_up`: Esc."""

    chosen = Signal()
    asked = Signal(str)
    gave_up = Signal()

    def __init__(self, bench: SetupBench) -> None:
        super().__init__()
        self.setObjectName("peopletable")
        self.setAccessibleName(_("People"))
        self.rows = PeopleModel(bench)
        self.rows.setParent(self)
        self.setModel(self.rows)
        self.setItemDelegate(_Cells(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(sizes.px(_ROW))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setMinimumSectionSize(sizes.px(52))
        modes = QHeaderView.ResizeMode
        for n, mode in enumerate((modes.Stretch, modes.Fixed, modes.Stretch, modes.Stretch, modes.Fixed)):
            header.setSectionResizeMode(n, mode)
        header.resizeSection(1, sizes.px(74))
        header.resizeSection(_OWNS, sizes.px(64))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMinimumHeight(sizes.px(200))
        self.selectionModel().selectionChanged.connect(self._chosen)

    def show_people(self, people: tuple[Person, ...]) -> None:
        """Show these people; who was selected stays so."""
        selected, current = self.selected(), self.currentIndex()
        if self.rows.show_people(people):
            self.choose(*selected, column=max(0, current.column()))
            self.chosen.emit()

    def selected(self) -> list[str]:
        """The ids of the people who are selected, from the top."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self.rows.people[row].id for row in rows]

    def choose(self, *ids: str, column: int = 0) -> None:
        """Select people; the first of them is the current one."""
        rows = [n for n, person in enumerate(self.rows.people) if person.id in ids]
        selection, last = QItemSelection(), len(COLUMNS) - 1
        for row in rows:
            selection.select(self.rows.index(row, 0), self.rows.index(row, last))
        flags = QItemSelectionModel.SelectionFlag
        if rows:
            at = self.rows.index(rows[0], column)
            self.selectionModel().setCurrentIndex(at, flags.NoUpdate)
            self.scrollTo(at)
        self.selectionModel().select(selection, flags.ClearAndSelect)

    def finish(self) -> None:
        """Write the cell that is open, if one is."""
        editor = self._editor()
        if editor is not None:
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def _chosen(self) -> None:
        self.chosen.emit()

    @guarded(False)
    def edit(
        self,
        index: Index,
        trigger: QAbstractItemView.EditTrigger = QAbstractItemView.EditTrigger.EditKeyPressed,
        event: QEvent | None = None,
    ) -> bool:
        began = super().edit(index, trigger, event)  # type: ignore[arg-type]
        if began and trigger == QAbstractItemView.EditTrigger.EditKeyPressed:
            self._open_choice()
        return began

    @guarded()
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._open_choice()  # not at the press: its release would choose at once

    def _open_choice(self) -> None:
        editor = self._editor()
        if isinstance(editor, Choice):
            editor.showPopup()

    def _editor(self) -> QWidget | None:
        """What is being written in; those that are done with are hidden, and go soon."""
        return next((cell for cell in self.findChildren(QWidget, "cell") if cell.isVisible()), None)

    @guarded(False)
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys = QKeySequence.StandardKey
            if any(event.matches(key) for key in (keys.Copy, keys.Cut, keys.Paste, keys.SelectAll)):
                event.accept()  # the board's cards are not what the person looks at
                return True
        return super().event(event)

    @guarded()
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, writing = event.key(), self.state() == QAbstractItemView.State.EditingState
        if writing:
            super().keyPressEvent(event)
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.asked.emit("paste")
        elif key == Qt.Key.Key_Delete:
            self.asked.emit("delete")
        elif key == Qt.Key.Key_Escape:
            self.gave_up.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)
