"""Qt's delegate of the outline: lets the painter paint, and makes the editors of its cells."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from okrdesk.cards import KeyResult
from okrdesk.desk import Refused
from okrdesk.i18n import _
from ui.cards.picker import Picker
from ui.look import sizes
from ui.outline.columns import COLUMNS, TITLE
from ui.outline.editors import CellLine, choices
from ui.outline.looks import ROW_HEIGHT, Painter, cell_font
from ui.outline.reading import ReadLine
from ui.process.errors import guarded

if TYPE_CHECKING:
    from ui.outline.model import OutlineModel

Index = QModelIndex | QPersistentModelIndex
_PICKER_WIDTH = 220


class OutlineDelegate(QStyledItemDelegate):
    """`ended` tells how the writing ended: "down", "next", "before", "leave" or "" (the focus went).

    `refused` says why what was typed was not taken while the editor closed; the text is offered again.
    """

    ended = Signal(str)
    refused = Signal(str)

    def __init__(self, model: OutlineModel, painter: Painter, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self.painter = painter
        self._unsaved: dict[tuple[str, int], str] = {}  # what was typed and refused, by row and column
        self.editor: QWidget | None = None
        self.wrote = False  # whether the writing that ended last altered something
        self._at = QPersistentModelIndex()

    # ------------------------------------------------------------ looks
    @guarded()
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        rect = QRectF(option.rect)  # type: ignore[attr-defined]
        self.painter.paint(painter, rect, index)
        painter.restore()

    @guarded(QSize())
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(COLUMNS[index.column()].width, sizes.px(ROW_HEIGHT))

    # ------------------------------------------------------------ writing
    @guarded()
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        record, column = self._model.record_at(index), COLUMNS[index.column()]
        self._at = QPersistentModelIndex(index)
        options = column.options(self._model.workshop, record) if record else []
        if record is not None and (options or column.id == "owner"):
            editor = self._picker(parent, index, options)
        else:
            editor = self._line(parent, index)
        self.editor = editor
        return editor

    def _line(self, parent: QWidget, index: Index) -> CellLine:
        draft = self._model.draft if self._model.is_draft(index) else None
        if draft is not None and draft.spot.kind is KeyResult:
            line = ReadLine(self._model.workshop, draft.spot, parent)
        else:
            line = CellLine(parent)
        line.setFont(cell_font())
        line.setAccessibleName(COLUMNS[index.column()].title)
        unsaved = self._unsaved.pop(self._key(index), None)
        line.setText(self._typed(index) if unsaved is None else unsaved)
        if draft is not None:
            line.setPlaceholderText(draft.prompt)
            line.setAccessibleName(draft.title)
        line.selectAll()
        line.asked.connect(self._end)
        line.left.connect(self._left)
        return line

    def _picker(self, parent: QWidget, index: Index, options: list[str]) -> Picker:
        column, now = COLUMNS[index.column()], self._typed(index)
        find = partial(choices, column, options, now)
        picker = Picker(find, column.title, parent, text=now, tab_chooses=False)
        picker.setObjectName("cellpicker")
        picker.chosen.connect(self._chosen)
        picker.tabbed.connect(partial(self._end, "next"))
        picker.asked.connect(self._end)
        picker.left.connect(self._left)
        picker.grew.connect(self._fit)
        return picker

    @guarded()
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """What is being typed stays, whatever changes meanwhile."""

    @guarded()
    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        """Qt's own ways of ending: all that is to be written is written by then."""

    @guarded(False)
    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        return False  # the editors tell themselves how they end

    @guarded()
    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        if editor is self.editor:
            self.editor = None
        super().destroyEditor(editor, index)

    @guarded()
    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect  # type: ignore[attr-defined]
        if isinstance(editor, Picker):
            width = max(rect.width(), sizes.px(_PICKER_WIDTH))
            rect = QRect(rect.left(), rect.top(), width, editor.sizeHint().height())
            room = option.widget.rect()  # type: ignore[attr-defined]
            rect.moveBottom(min(rect.bottom(), max(room.bottom() - 2, rect.height())))
            rect.moveRight(min(rect.right(), max(room.right() - 2, rect.width())))
        elif index.column() == TITLE:
            rect = rect.adjusted(sizes.px(16), 1, 0, -1)
        else:
            rect = rect.adjusted(0, 1, 0, -1)
        editor.setGeometry(rect)
        editor.raise_()

    def _fit(self) -> None:
        if isinstance(self.editor, Picker) and self.editor.isVisible():
            self.editor.resize(self.editor.width(), self.editor.sizeHint().height())

    # ------------------------------------------------------------ ending
    def _typed(self, index: Index) -> str:
        record = self._model.record_at(index)
        return COLUMNS[index.column()].typed(self._model.workshop, record) if record else ""

    def _key(self, index: Index) -> tuple[str, int]:
        return self._model.name_at(index), index.column()

    def _chosen(self, choice: str) -> None:
        self._write(choice, "down")

    def _end(self, how: str) -> None:
        editor = self.editor
        self.wrote = False
        if how == "leave":
            self._close(how)
        elif isinstance(editor, CellLine):
            self._write(editor.text(), how)
        elif isinstance(editor, Picker):
            if how == "next" and editor.current is not None and editor.field.isModified():
                self._write(editor.current.id, how)
            else:
                self._close(how)

    def finish(self) -> None:
        """Save what is being typed, as if the focus went elsewhere."""
        self._left()

    def _left(self) -> None:
        """The focus went elsewhere: keep what was typed; where it cannot be taken, offer it again later."""
        editor = self.editor
        if isinstance(editor, CellLine):
            self._write(editor.text(), "")
        elif editor is not None:
            self._close("")

    def _write(self, text: str, how: str) -> None:
        self.wrote = False
        editor, at = self.editor, QPersistentModelIndex(self._at)
        if editor is None:
            return
        key = self._key(at)
        try:
            if not at.isValid():
                raise Refused(_("The row that you wrote in is gone."))
            phrase = editor.phrase if isinstance(editor, ReadLine) else None
            self.wrote = self._model.write(at, text, phrase)
        except Refused as refusal:
            if isinstance(editor, CellLine) and how:
                editor.complain(str(refusal))
                return
            if key[0] in self._model.workshop:
                self._unsaved[key] = text
            self.refused.emit(str(refusal))
        self._close(how)

    def _close(self, how: str) -> None:
        editor, self.editor = self.editor, None
        if editor is not None:
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
            self.ended.emit(how)
