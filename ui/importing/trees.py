"""The preview's lists: what comes of a source, and what is left out or asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPalette, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
)

from exports import words
from okrdesk.cards import KeyResult
from okrdesk.i18n import _
from okrdesk.intake.proposal import DraftKeyResult, DraftObjective, Proposal
from ui.look import icons, sizes
from ui.process.errors import guarded

_NARROW, _PLACE, _WIDE = 125, 190, 300  # px at 100 %: columns beside the one that takes the rest, at most
_NUMBERS = 3  # the column of numbers, which holds the ticks too
_DRAFT = Qt.ItemDataRole.UserRole


class Tree(QTreeWidget):
    """Rows under these heads; the column `wide` takes what room the others leave.

    These are as wide as what they hold, and at most `most` pixels at 100 %.
    """

    def __init__(self, *heads: str, wide: int, most: Mapping[int, int]) -> None:
        super().__init__()
        self._most = {column: most.get(column, _NARROW) for column in range(len(heads)) if column != wide}
        self.setHeaderLabels(heads)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAlternatingRowColors(False)
        self.setUniformRowHeights(True)
        self.setRootIsDecorated(False)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)

    def fill(self, rows: Sequence[Sequence[str]]) -> None:
        """Show these rows and no others."""
        self.clear()
        for row in rows:
            item = QTreeWidgetItem(self, list(row))
            for column, text in enumerate(row):
                item.setToolTip(column, text)
        self.fit()

    def fit(self) -> None:
        """Give each column the width that its rows ask for."""
        for column, most in self._most.items():
            held = max(self.sizeHintForColumn(column), self.header().sectionSizeHint(column))
            self.setColumnWidth(column, min(held, sizes.px(most)))

    @guarded()
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit()  # the style says how wide words are, from now on


class Notes(Tree):
    """Where something stood, its words, and what is said about it."""

    def __init__(self, said: str) -> None:
        super().__init__(_("Where"), _("What it says"), said, wide=1, most={0: _PLACE, 2: _WIDE})


class _Ticks(QStyledItemDelegate):
    """The style sheet draws a tick's box, this what is in it."""

    @guarded()
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        own = QStyleOptionViewItem(option)
        self.initStyleOption(own, index)
        if own.checkState is not Qt.CheckState.Checked:
            return
        tree = own.widget
        box = tree.style().subElementRect(QStyle.SubElement.SE_ItemViewItemCheckIndicator, own, tree)
        color = tree.palette().color(QPalette.ColorRole.HighlightedText)
        picture = icons.pixmap("check", color, box.width() - 2, tree.devicePixelRatioF())
        painter.drawPixmap(box.adjusted(1, 1, -1, -1), picture)


class Results(Tree):
    """Objectives and their key results; those in whose line something was read have a tick to turn it off.

    `turned` brings the draft as its source states it, and whether its line is to be read.
    """

    turned = Signal(object, bool)

    def __init__(self) -> None:
        heads = (_("Objectives and key results"), _("Team"), _("Owner"), _("From → to"))
        super().__init__(*heads, wide=0, most={_NUMBERS: _PLACE})
        self.setRootIsDecorated(True)
        self.setItemDelegateForColumn(_NUMBERS, _Ticks(self))
        self.itemChanged.connect(self._turn)

    def show_proposal(self, proposal: Proposal, readings: Mapping[DraftKeyResult, DraftKeyResult]) -> None:
        """Show the objectives and their key results, those with a reading as they are read."""
        self.blockSignals(True)
        self.clear()
        for objective in proposal.objectives:
            row = QTreeWidgetItem(self, [objective.title, objective.team, objective.owner, ""])
            row.setToolTip(0, _about(objective))
            font = row.font(0)
            font.setBold(True)
            row.setFont(0, font)
            for result in objective.key_results:
                child = QTreeWidgetItem(row)
                read = readings.get(result)
                if read is not None:
                    child.setData(0, _DRAFT, (result, read))
                    child.setCheckState(_NUMBERS, Qt.CheckState.Checked)
                _show(child, read or result, result)
            row.setExpanded(True)
        self.blockSignals(False)
        self.fit()

    @guarded()
    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() == Qt.Key.Key_Space and item is not None and item.data(0, _DRAFT):
            on = item.checkState(_NUMBERS) is Qt.CheckState.Checked
            item.setCheckState(_NUMBERS, Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)
            return
        super().keyPressEvent(event)

    def _turn(self, item: QTreeWidgetItem, _column: int) -> None:
        result, read = item.data(0, _DRAFT)
        on = item.checkState(_NUMBERS) is Qt.CheckState.Checked
        self.blockSignals(True)
        _show(item, read if on else result, result)
        self.blockSignals(False)
        self.turned.emit(result, on)


def _show(item: QTreeWidgetItem, result: DraftKeyResult, source: DraftKeyResult) -> None:
    """Show a key result as it will be made; its tip says its line as it was written."""
    for column, text in enumerate((result.text, "", result.owner, _goal(result))):
        item.setText(column, text)
        item.setToolTip(column, f"{source.text}\n{source.where}" if column == 0 else text)
    if item.data(0, _DRAFT):
        way = _("Untick to keep the line word for word.")
        item.setToolTip(_NUMBERS, f"{_goal(result)}\n{way}".strip())


def _goal(result: DraftKeyResult) -> str:
    """Where a key result starts and goes, or which way, and when it is due."""
    kr = KeyResult(
        "", kind=result.kind, unit=result.unit, baseline=result.baseline,
        baseline_unknown=result.baseline_unknown, target=result.target, upper=result.upper,
    )  # fmt: skip
    ends = " → ".join(filter(None, (words.baseline_text(kr), words.target_text(kr))))
    way = words.kind_label(kr.kind) if not ends and kr.kind != "reach" else ""
    due = _("due: {when}").format(when=result.due) if result.due else ""
    return " · ".join(filter(None, (ends or way, due)))


def _about(objective: DraftObjective) -> str:
    parents = [_("feeds: {what}").format(what=words) for words in (*objective.parents, *objective.pillars)]
    return "\n".join((objective.title, objective.where, *parents))
