"""A grid of teams × teams: rows are the drafts, columns the teams that read them. Each cell is a word."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QFontMetricsF, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from okrdesk.cards import Team
from ui.look import fonts, sizes
from ui.look.theme import Theme
from ui.process.errors import guarded

Index = QModelIndex | QPersistentModelIndex
_NARROWEST, _WIDEST, _HEADS, _HEAD = 112, 190, 150, 48  # pixels at 100 %
_HEAD_PAD = 10  # pixels round a header's words, as its style says
_LONGEST_NAME = 48
_RADIUS, _GAP, _PAD, _ABOVE = 6.0, 3.0, 9.0, 4.0
_MOST_LINES = 3  # of detail that a row grows for
_NO_PARENT = QModelIndex()


@dataclass(frozen=True, slots=True)
class Look:
    """A cell: a `word` in a `tone` (a theme's token that has a "-bg"; "grey", or "" for an empty place), a
    line of `detail` below it, and what it tells in full.
    """

    word: str = "—"
    tone: str = ""
    detail: str = ""
    full: str = ""
    can: bool = True


class GridModel(QAbstractTableModel):
    """The looks by (team that is read, team that reads)."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Team] = []
        self.columns: list[Team] = []
        self._looks: dict[tuple[str, str], Look] = {}

    def show_looks(self, rows: list[Team], columns: list[Team], looks: dict[tuple[str, str], Look]) -> None:
        """Show these cells; while the teams are the same, the current one stays."""
        if [t.id for t in rows] != [t.id for t in self.rows] or columns != self.columns or rows != self.rows:
            self.beginResetModel()
            self.rows, self.columns, self._looks = rows, columns, looks
            self.endResetModel()
            return
        before, self._looks = self._looks, looks
        for r, about in enumerate(rows):
            for c, team in enumerate(columns):
                pair = (about.id, team.id)
                if before.get(pair) != looks.get(pair):
                    self.dataChanged.emit(self.index(r, c), self.index(r, c))

    def look(self, index: Index) -> Look:
        """The look of a cell."""
        return self._looks.get(self.pair(index), Look())

    def details(self) -> set[str]:
        """The details of all cells that have one."""
        return {look.detail for look in self._looks.values() if look.detail}

    def pair(self, index: Index) -> tuple[str, str]:
        """The ids of the team that is read and of the one that reads."""
        return self.rows[index.row()].id, self.columns[index.column()].id

    @guarded(0)
    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    @guarded(0)
    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    @guarded()
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        look = self.look(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return " · ".join(filter(None, (look.word, look.detail)))
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return look.full
        return None

    @guarded()
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        teams = self.columns if orientation == Qt.Orientation.Horizontal else self.rows
        if section >= len(teams):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return shorten(teams[section].name)
        return teams[section].name if role == Qt.ItemDataRole.ToolTipRole else None

    @guarded(Qt.ItemFlag.NoItemFlags)
    def flags(self, index: Index) -> Qt.ItemFlag:
        can = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return can if index.isValid() and self.look(index).can else Qt.ItemFlag.NoItemFlags


def shorten(name: str) -> str:
    """A team's name as a header has room for it."""
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1].rstrip() + "…"


class CellPainter(QStyledItemDelegate):
    """Paints a cell as a small card with its word."""

    def __init__(self, parent: TeamGrid) -> None:
        super().__init__(parent)
        self.theme = Theme.load("light")

    @guarded()
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, GridModel)
        look, theme = model.look(index), self.theme
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)  # type: ignore[attr-defined]
        box = QRectF(option.rect).adjusted(_GAP, _GAP, -_GAP, -_GAP)  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        known = look.tone not in ("", "grey")
        pen = QPen(theme.color("line-strong" if look.tone == "grey" else "line"), 1)
        if look.tone == "":
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(QPen(theme.color("accent"), 2) if focused else Qt.PenStyle.NoPen if known else pen)
        ground = f"{look.tone}-bg" if known else "card"
        painter.setBrush(theme.color(ground) if look.tone else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, _RADIUS, _RADIUS)
        words = box.adjusted(_PAD, _ABOVE, -_PAD, -_ABOVE)
        ink = theme.color(look.tone if known else "ink-2" if look.tone else "ink-3")
        self._write(painter, words, look, ink)
        painter.restore()

    def _write(self, painter: QPainter, words: QRectF, look: Look, ink: Any) -> None:
        """The word, and the detail below it in as many lines as there is room for."""
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setFont(fonts.font(sizes.px(12), 600 if look.tone else 400))
        line = painter.fontMetrics().height()
        painter.setPen(ink)
        if not look.detail:
            self._elided(painter, words, look.word, int(middle))
            return
        small = QFontMetricsF(fonts.font(sizes.px(11)))
        most = max(1, int((words.height() - line - 1) // small.lineSpacing()))
        lines = wrapped(look.detail, small, words.width(), most)
        y = words.y() + (words.height() - line - 1 - len(lines) * small.lineSpacing()) / 2
        top = QRectF(words.x(), y, words.width(), line)
        self._elided(painter, top, look.word, int(middle))
        painter.setFont(fonts.font(sizes.px(11)))
        painter.setPen(self.theme.color("ink"))
        y += line + 1
        for text in lines:
            painter.drawText(QRectF(words.x(), y, words.width(), small.lineSpacing()), int(middle), text)
            y += small.lineSpacing()

    def _elided(self, painter: QPainter, at: QRectF, text: str, flags: int) -> None:
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(at.width()))
        painter.drawText(at, flags, shown)


def wrapped(text: str, metrics: QFontMetricsF, wide: float, most: int) -> list[str]:
    """A text in at most so many lines of whole words; the last says with … that there is more."""
    lines: list[str] = []
    for word in text.split():
        if lines and (len(lines) == most or metrics.horizontalAdvance(f"{lines[-1]} {word}") <= wide):
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return [metrics.elidedText(line, Qt.TextElideMode.ElideRight, wide) for line in lines]


class TeamGrid(QTableView):
    """`chosen` names the team that is read and the one that reads: by a click or Enter. `turned` by Space:
    whether that team reads is to be altered. `menu_wanted`: what can be done is to be shown at a point of the
    screen.
    """

    chosen = Signal(str, str)
    turned = Signal(str, str)
    menu_wanted = Signal(str, str, QPoint)

    def __init__(self, name: str, row: int = 60) -> None:
        super().__init__()
        self._row, self._head, self._tall = row, sizes.px(_HEAD), sizes.px(row)
        self.setObjectName("teamgrid")
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QTableView.SelectionMode.NoSelection)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.cells = GridModel()
        self.setModel(self.cells)
        self._painter = CellPainter(self)
        self.setItemDelegate(self._painter)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setSectionsClickable(False)
            header.setHighlightSections(False)
        flags = Qt.AlignmentFlag.AlignLeft
        self.horizontalHeader().setDefaultAlignment(
            flags | Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextWordWrap  # type: ignore[operator]
        )
        self.verticalHeader().setDefaultAlignment(
            flags | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap  # type: ignore[operator]
        )
        self.clicked.connect(self._choose)
        self.fit()

    def show_looks(self, rows: list[Team], columns: list[Team], looks: dict[tuple[str, str], Look]) -> None:
        """Show these cells, by (team that is read, team that reads)."""
        self.cells.show_looks(rows, columns, looks)
        if not self.currentIndex().isValid():
            able = (
                self.cells.index(r, c)
                for r in range(len(rows))
                for c in range(len(columns))
                if self.cells.look(self.cells.index(r, c)).can
            )
            self.setCurrentIndex(next(able, QModelIndex()))
        self.fit()

    def set_theme(self, theme: Theme) -> None:
        """Paint all in another theme, or with text of another size."""
        self._painter.theme = theme
        self.fit()
        self.viewport().update()

    def fit(self) -> None:
        """Give the columns what room there is."""
        heads = sizes.px(_HEADS)
        self.verticalHeader().setFixedWidth(heads)
        room = self.width() - heads - 2
        wide = self._share(room)
        if self._head + len(self.cells.rows) * self._tall + 2 > self.height():
            wide = self._share(room - self.verticalScrollBar().sizeHint().width())
        self.horizontalHeader().setFixedHeight(self._head)
        self.horizontalHeader().setDefaultSectionSize(wide)
        self.verticalHeader().setDefaultSectionSize(self._tall)

    def _share(self, room: int) -> int:
        """How wide each column is in so much room; head and rows are as tall as their words then take."""
        share = room // max(1, len(self.cells.columns))
        wide = max(sizes.px(_NARROWEST), min(sizes.px(_WIDEST), share))
        self._head = self._head_height(wide)
        self._tall = self._row_height(wide)
        return wide

    def _row_height(self, wide: int) -> int:
        """As much as the longest detail in a column of that width takes."""
        word, small = QFontMetricsF(fonts.font(sizes.px(12), 600)), QFontMetricsF(fonts.font(sizes.px(11)))
        room = wide - 2 * (_GAP + _PAD)
        details = self.cells.details()
        lines = max((len(wrapped(text, small, room, _MOST_LINES)) for text in details), default=0)
        tall = word.height() + 1 + lines * small.lineSpacing() + 2 * (_GAP + _ABOVE)
        return max(sizes.px(self._row), ceil(tall))

    def _head_height(self, wide: int) -> int:
        """As much as the longest name over a column of that width takes."""
        metrics = QFontMetricsF(fonts.font(sizes.px(12), 600))
        room = QRectF(0, 0, wide - 2 * _HEAD_PAD, 1000)
        flags = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft)
        names = (shorten(team.name) for team in self.cells.columns)
        tallest = max((metrics.boundingRect(room, flags, name).height() for name in names), default=0.0)
        return max(sizes.px(_HEAD), round(tallest) + _HEAD_PAD)

    @guarded(QSize())
    def sizeHint(self) -> QSize:
        """As tall as its rows."""
        rows = len(self.cells.rows)
        return QSize(super().sizeHint().width(), self._head + rows * self._tall + sizes.px(18))

    @guarded()
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    @guarded()
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.currentIndex())
        elif event.key() == Qt.Key.Key_Space:
            if pair := self._pair(self.currentIndex()):
                self.turned.emit(*pair)
        else:
            super().keyPressEvent(event)

    @guarded()
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        if pair := self._pair(index):
            self.setCurrentIndex(index)
            middle = self.viewport().mapToGlobal(self.visualRect(index).center())
            self.menu_wanted.emit(*pair, event.globalPos() if by_mouse else middle)

    def _choose(self, index: QModelIndex) -> None:
        if pair := self._pair(index):
            self.chosen.emit(*pair)

    def _pair(self, index: QModelIndex) -> tuple[str, str] | None:
        return self.cells.pair(index) if index.isValid() and self.cells.look(index).can else None
