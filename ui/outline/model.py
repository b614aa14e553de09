"""The open workshop as a Qt model: rows and cells are read from the document itself, never copied.

Rows are made when they are first asked for. A change moves, adds and removes only the rows that it is
about, so that what is open, selected and being written stays so.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from okrdesk import outline, written
from okrdesk.cards import KINDS, Link, Person, Record, Team
from okrdesk.change import Change
from okrdesk.check import card_of
from okrdesk.desk import Refused
from okrdesk.i18n import _
from okrdesk.workshop import Touched, Workshop
from ui.outline.columns import COLUMNS, TITLE, said
from ui.outline.drafts import Draft
from ui.outline.row_model import RowModel
from ui.outline.rows import Row, Rows
from ui.process.errors import guarded

if TYPE_CHECKING:
    from okrdesk.desk import Desk
    from okrdesk.phrase import Phrase

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole

MIME = "application/x-okrdesk-rows+json"
SECTIONS = {outline.STRATEGY: _("Strategy"), outline.PARKED: _("Not this quarter")}
_ALWAYS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDropEnabled
_FLAGS = {  # whether a row can be dragged, whether its cell can be written in; made once, since asked often
    (drag, write): _ALWAYS
    | (Qt.ItemFlag.ItemIsDragEnabled if drag else _ALWAYS)
    | (Qt.ItemFlag.ItemIsEditable if write else _ALWAYS)
    for drag in (False, True)
    for write in (False, True)
}
EVERYWHERE = (Person, Link, Team)  # records that stand in the rows of others


class OutlineModel(RowModel):
    """The rows of `okrdesk.outline` and the columns of `ui.outline.columns`.

    `filter_by` leaves only the rows that hold some words, and those above them. `draft` is the one new row
    that is being written. `refused` says why rows could not be put down, `drop_label` what a drop would do.
    """

    refused = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk: Desk | None = None
        self.draft: Draft | None = None
        self._filter = outline.Filter(self.workshop)
        self.drop_label = ""
        self._text = ""
        self._found: set[str] | None = None
        self._kept: set[str] = set()  # rows written since the filter was: they stay though it says otherwise

    # ------------------------------------------------------------ what is shown
    @property
    def workshop(self) -> Workshop:
        """The workshop that is shown; an empty one while none is open."""
        return self.desk.workshop if self.desk else Workshop("")

    def show_desk(self, desk: Desk | None) -> None:
        """Show another desk's workshop, or none."""
        self.beginResetModel()
        self.desk, self.draft = desk, None
        self._rows = Rows()
        self._filter = outline.Filter(self.workshop)
        self._find()
        self.endResetModel()

    def filter_by(self, text: str) -> None:
        """Show only the rows that hold all words of `text`, and those above them; "" shows all."""
        self.beginResetModel()
        self._text, self.draft = text, None
        self._kept.clear()
        self._rows = Rows()
        self._find()
        self.endResetModel()

    @property
    def filtered(self) -> bool:
        """Whether some rows may be left out."""
        return self._found is not None

    @property
    def found(self) -> int:
        """How many rows the filter leaves; 0 when it leaves all."""
        return len(self._found or ())

    def take(self, touched: Touched) -> None:
        """Follow a change of the workshop."""
        self._find()
        if self.filtered:
            dirty = [row for row in self._rows.top.and_below() if row.under is not None]
        else:
            dirty = self._dirty(touched)
        self._sync(dirty)
        self._tell_emptied(dirty)
        self._tell_altered(touched)

    def write_draft(self, draft: Draft) -> QModelIndex:
        """Make room for a new row; gives its first cell."""
        self.drop_draft()
        self.draft = draft
        parent = self._row(self.index_of(draft.above))
        if parent is not None and parent.under is not None:
            self._sync([parent])
        return self.index_of(draft.name)

    def drop_draft(self) -> None:
        """The new row is not wanted any more."""
        draft, self.draft = self.draft, None
        parent = self._rows.named(draft.above) if draft else None
        if parent is not None and parent.under is not None:
            self._sync([parent])

    # ------------------------------------------------------------ writing
    def write(self, index: Index, typed: str, phrase: Phrase | None = None) -> bool:
        """Carry out what was typed into a cell; whether it altered something. Raises Refused.

        `phrase` is what was read in a new row, where somebody has seen it already.
        """
        record = self.record_at(index)
        if self.is_draft(index):
            return self._write_new(typed, phrase)
        column = COLUMNS[index.column()]
        if record is None or self.desk is None or typed == column.typed(self.workshop, record):
            return False
        return self.desk.do(column.change(self.workshop, record, typed), self) is not None

    def _write_new(self, typed: str, phrase: Phrase | None) -> bool:
        """Make the row that is written anew a record; without words there is none."""
        draft, desk = self.draft, self.desk
        if draft is None or desk is None or not typed.strip():
            return False
        phrase = phrase or written.read_line(self.workshop, draft.spot, typed)
        change, id_ = written.save(self.workshop, draft.spot, [phrase])
        row = self._rows.named(draft.name)
        assert row is not None
        self._rename(row, id_)
        try:
            desk.do(change, self)
        except Refused:
            self._rename(row, draft.name)
            raise
        self._kept.add(id_)
        self.drop_draft()
        return True

    def _rename(self, row: Row, name: str) -> None:
        self._rows.rename(row, name)
        assert self.draft is not None
        self.draft = self.draft.named(name)

    # ------------------------------------------------------------ rows and records
    def index_of(self, name: str, column: int = TITLE) -> QModelIndex:
        """The cell of the row of this name, which is made if need be; no index where there is no such row."""
        row = self._rows.named(name)
        if row is None:
            above = outline.row_above(self.workshop, name)
            if self.draft and name == self.draft.name:
                above = self.draft.above
            if above is None or (above and not self.index_of(above).isValid()):
                return QModelIndex()
            parent = self._rows.named(above)
            assert parent is not None
            self._under(parent)
            row = self._rows.named(name)
        return self._index(row, column) if row else QModelIndex()

    def name_at(self, index: Index) -> str:
        """The name of an index's row; "" for none."""
        row = self._row(index)
        return row.name if row else ""

    def record_at(self, index: Index) -> Record | None:
        """The record of an index's row; None for sections and for a row that is not a record yet."""
        return self.workshop.get(self.name_at(index))

    def is_draft(self, index: Index) -> bool:
        """Whether an index is in the row that is being written anew."""
        return self.draft is not None and self.name_at(index) == self.draft.name

    # ------------------------------------------------------------ Qt's questions
    @guarded(QModelIndex())
    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:
        above = self._row(parent)
        if above is None or not 0 <= column < len(COLUMNS) or parent.column() > 0:
            return QModelIndex()
        under = self._under(above)
        return self._index(under[row], column) if 0 <= row < len(under) else QModelIndex()

    @guarded(QModelIndex())
    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        row = self._rows.numbered(index.internalId()) if index.isValid() else None
        return self._index(row.above) if row and row.above else QModelIndex()

    @guarded(0)
    def rowCount(self, parent: Index = QModelIndex()) -> int:
        row = self._row(parent)
        return len(self._under(row)) if row and parent.column() <= 0 else 0

    @guarded(0)
    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return len(COLUMNS)

    @guarded(False)
    def hasChildren(self, parent: Index = QModelIndex()) -> bool:
        row = self._row(parent)
        if row is None or parent.column() > 0:
            return False
        if row.under is None and not self._wants_any(row.name):
            row.under = []  # from now on it is told when some come
        return row.under is None or bool(row.under)

    @guarded(Qt.ItemFlag.NoItemFlags)
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        row, column = self._rows.numbered(index.internalId()), index.column()
        record = self.workshop.get(row.name) if row else None
        if record is None:
            return _FLAGS[False, column == TITLE and self.is_draft(index)]
        return _FLAGS[not isinstance(record, Team), COLUMNS[column].has(record)]

    @guarded()
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Vertical or not 0 <= section < len(COLUMNS):
            return None
        if role == Role.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if COLUMNS[section].numeric else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return COLUMNS[section].title if role in (Role.DisplayRole, Role.AccessibleTextRole) else None

    @guarded()
    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        name = self.name_at(index)
        if not name or role not in (
            Role.DisplayRole,
            Role.EditRole,
            Role.AccessibleTextRole,
            Role.ToolTipRole,
        ):
            return None
        record = self.workshop.get(name)
        if record is None:
            return self._without_record(name) if index.column() == TITLE else ""
        column = COLUMNS[index.column()]
        if role == Role.EditRole:
            return column.typed(self.workshop, record) if column.has(record) else ""
        text = column.text(self.workshop, record)
        if role == Role.AccessibleTextRole:
            if index.column() == TITLE:
                return said(self.workshop, record)
            return _("{column}: {text}").format(column=column.title, text=text or _("none"))
        return text

    def _without_record(self, name: str) -> str:
        return self.draft.title if self.draft and name == self.draft.name else SECTIONS.get(name, "")

    # ------------------------------------------------------------ rows in the hand
    def rows_in_hand(self, ids: list[str]) -> QMimeData | None:
        """What is dragged when these cards are; None when there are none."""
        if not ids:
            return None
        data = QMimeData()
        data.setData(MIME, json.dumps([self.workshop.id, *ids]).encode())
        return data

    @guarded([])
    def mimeTypes(self) -> list[str]:
        return [MIME]

    @guarded(Qt.DropAction.IgnoreAction)
    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    @guarded(False)
    def canDropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        change = self._drop(data, row, parent)
        self.drop_label = change.label
        return bool(change.steps)

    @guarded(False)
    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        change = self._drop(data, row, parent)
        try:
            return self.desk is not None and self.desk.do(change, self) is not None
        except Refused as refusal:
            self.refused.emit(str(refusal))
            return False

    def _drop(self, data: QMimeData, row: int, parent: Index) -> Change:
        """What letting rows go does, at place `row` under `parent` or (-1) on it; without steps: nothing."""
        nothing = Change("", ())
        if not data.hasFormat(MIME):
            return nothing
        workshop, *ids = json.loads(bytes(data.data(MIME).data()))
        above = self._row(parent)
        if workshop != self.workshop.id or above is None or not all(id_ in self.workshop for id_ in ids):
            return nothing
        under = self._under(above)
        before = under[row].name if 0 <= row < len(under) else ""
        if type(self.workshop.get(before)) is not type(self.workshop.get(ids[0])):
            before = ""  # key results end where conditions begin
        change = outline.put(self.workshop, ids, above.name, before)
        if not change.steps and row < 0 and above.above is not None:  # on a card: ahead of it
            same = type(self.workshop.get(above.name)) is type(self.workshop.get(ids[0]))
            change = outline.put(self.workshop, ids, above.above.name, above.name if same else "")
        return change

    # ------------------------------------------------------------ within
    def _wanted(self, name: str) -> list[str]:
        """The rows that belong under a row now."""
        if self.desk is None:
            return []
        names = outline.rows_under(self.workshop, name)
        if self._found is not None:
            names = [each for each in names if each in self._found]
        if self.draft and self.draft.above == name and self.draft.name not in names:
            at = self.draft.at(names)
            names = [*names[:at], self.draft.name, *names[at:]]
        return names

    def _wants_any(self, name: str) -> bool:
        """Whether a row belongs under a row now."""
        if self.desk is None or self.draft is not None or self._found is not None:
            return bool(self._wanted(name))
        return outline.has_rows_under(self.workshop, name)

    def _above(self, name: str) -> str | None:
        return outline.row_above(self.workshop, name)

    def _find(self) -> None:
        self._found = self._filter.rows_with(self._text)
        if self._found is not None:
            for id_ in self._kept:
                self._found |= set(outline.way_up(self.workshop, id_))

    def _dirty(self, touched: Touched) -> list[Row]:
        """The rows under which something may have come, gone or moved."""
        names: set[str] = set()
        records = [*touched.removed.values()]
        records += [self.workshop[id_] for id_ in (*touched.added, *touched.altered)]
        for record in records:
            if (row := self._rows.named(record.id)) and row.above:
                names.add(row.above.name)
            above = outline.row_above_record(record)
            if above is not None:
                names.add(above)
            if isinstance(record, Team):  # what waits is listed in the order of the teams
                names |= {"", outline.PARKED}
        found = (self._rows.named(name) for name in names)
        return [row for row in found if row is not None]

    def _tell_emptied(self, dirty: Iterable[Row]) -> None:
        """Who looks may think that there is something under a row, though it never looked there."""
        emptied = [row for row in dirty if row.under is None and not self._wants_any(row.name)]
        for row in emptied:
            row.under = []
        if emptied:
            self.layoutAboutToBeChanged.emit()
            self.layoutChanged.emit()

    def _tell_altered(self, touched: Touched) -> None:
        """Tell of rows that read otherwise now, though they are where they were."""
        names = {*touched.added, *touched.altered}
        records: list[Record] = [*touched.removed.values()]
        records += [self.workshop[id_] for id_ in names]
        if any(type(record) in EVERYWHERE or type(record) in KINDS[:2] for record in records):
            self._tell_everything()
            return
        for record in records:
            names |= {record.id, card_of(self.workshop, record.id)}
        for name in names:
            if row := self._rows.named(name):
                self.dataChanged.emit(self._index(row), self._index(row, len(COLUMNS) - 1))

    def _tell_everything(self) -> None:
        for row in self._rows.top.and_below():
            if row.under:
                first, last = self._index(row.under[0]), self._index(row.under[-1], len(COLUMNS) - 1)
                self.dataChanged.emit(first, last)
