"""The import preview: what each column means, what comes of it, what stays out. Import makes it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QSplitter,
    QTabWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from okrdesk.cards import Link
from okrdesk.change import Put
from okrdesk.i18n import _, ngettext
from okrdesk.intake import change_for, left_out_for
from okrdesk.intake.proposal import DraftKeyResult, DraftObjective
from ui.importing.columns import Columns
from ui.widgets.choice import Choice

if TYPE_CHECKING:
    from okrdesk.intake import Proposal
    from okrdesk.workshop import Workshop
    from ui.process.jobs import Jobs


_NARROW, _PLACE, _WIDE = 125, 190, 300  # widths of columns beside the one that takes the rest


class Preview(QDialog):
    """Shows a proposal; other columns make another. `accepted_proposal` brings the one to take in."""

    accepted_proposal = Signal(object)

    def __init__(
        self, proposal: Proposal, workshop: Workshop, jobs: Jobs, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.proposal = proposal
        self._workshop = workshop
        self._jobs = jobs
        self.setWindowTitle(_("Import"))
        self.resize(1100, 680)
        self.columns = Columns()
        self.columns.changed.connect(self._read_again)
        self.tree = _tree(_("Objectives and key results"), _("Team"), _("Owner"), _("From → to"))
        self.left_out = _tree(_("Where"), _("What it says"), _("Why it is left out"))
        self.questions = _tree(_("Where"), _("What it says"), _("Question"))
        self._lay_out()
        self.show_proposal(proposal)

    def show_proposal(self, proposal: Proposal) -> None:
        """Show another reading of the same source."""
        self.proposal = proposal
        self.columns.show_tables(proposal.tables)
        self._fill_tree()
        left_out = left_out_for(proposal, self._workshop)
        _fill(self.left_out, [(o.where, o.text, o.why) for o in left_out])
        _fill(self.questions, [(q.where, q.text, q.ask) for q in proposal.questions])
        self.tabs.setTabText(1, _("Left out · {n}").format(n=len(left_out)))
        self.tabs.setTabText(2, _("Questions · {n}").format(n=len(proposal.questions)))
        self.decimals.setVisible(bool(proposal.questions) or self.decimals.currentIndex() > 0)
        self.decimals_label.setVisible(self.decimals.isVisibleTo(self))
        n = proposal.counts
        objectives = ngettext("{n} objective", "{n} objectives", n["objectives"]).format(n=n["objectives"])
        results = ngettext("{n} key result", "{n} key results", n["key_results"]).format(n=n["key_results"])
        linked = _("{n} with a link upward").format(n=_linked(proposal, self._workshop))
        self.summary.setText(f"{objectives} · {results} · {linked}")
        self.import_button.setEnabled(bool(proposal.objectives))
        self.import_button.setText(
            ngettext("Import {n} objective", "Import {n} objectives", n["objectives"]).format(
                n=n["objectives"]
            )
        )

    def accept(self) -> None:
        """Take in what is shown."""
        super().accept()
        self.accepted_proposal.emit(self.proposal)

    # ------------------------------------------------------------ within
    def _read_again(self) -> None:
        mapping, decimals = self.columns.mapping(), self.decimals.currentData()
        proposal = self.proposal
        self._busy(True)
        self._jobs.run(lambda: proposal.again(mapping, decimals), self._shown_again, self._failed)

    def _shown_again(self, proposal: Proposal) -> None:
        self._busy(False)
        self.show_proposal(proposal)

    def _failed(self, error: BaseException) -> None:
        from okrdesk.intake import IntakeError

        self._busy(False)
        if not isinstance(error, IntakeError):
            raise error
        self.summary.setText(str(error))
        self.tree.clear()
        self.import_button.setEnabled(False)

    def _busy(self, busy: bool) -> None:
        self.import_button.setEnabled(not busy)
        if busy:
            self.summary.setText(_("Reading it that way …"))

    def _fill_tree(self) -> None:
        self.tree.clear()
        for objective in self.proposal.objectives:
            facts = [objective.title, objective.team, objective.owner, ""]
            row = QTreeWidgetItem(self.tree, facts)
            row.setToolTip(0, _about(objective))
            font = row.font(0)
            font.setBold(True)
            row.setFont(0, font)
            for result in objective.key_results:
                child = QTreeWidgetItem(row, [result.text, "", result.owner, _numbers(result)])
                child.setToolTip(0, f"{result.text}\n{result.where}")
            row.setExpanded(True)

    def _lay_out(self) -> None:
        self.tabs = QTabWidget()
        for tree, title in (
            (self.tree, _("What comes of it")),
            (self.left_out, _("Left out")),
            (self.questions, _("Questions")),
        ):
            self.tabs.addTab(tree, title)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.columns)
        split.addWidget(self.tabs)
        split.setStretchFactor(1, 1)
        split.setSizes([340, 760])
        split.setHandleWidth(1)
        self.summary = QLabel()
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.summary.setWordWrap(True)
        self.decimals_label = QLabel(_("The decimal sign is"))
        self.decimals = Choice()
        for sign, title in (("", _("not clear")), (".", _("a point: 1.5")), (",", _("a comma: 1,5"))):
            self.decimals.addItem(title, sign)
        self.decimals.activated.connect(self._read_again)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.import_button = self.buttons.addButton(_("Import"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.import_button.setDefault(True)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(self.summary, 1)
        for widget in (self.decimals_label, self.decimals, self.buttons):
            foot.addWidget(widget)
        column = QVBoxLayout(self)
        column.addWidget(split, 1)
        column.addLayout(foot)


def _linked(proposal: Proposal, workshop: Workshop) -> int:
    """How many cards will have a link upward, to one another or to what the workshop holds already."""
    records = (step.record for step in change_for(proposal, workshop).steps if isinstance(step, Put))
    return len({record.source for record in records if isinstance(record, Link)})


def _about(objective: DraftObjective) -> str:
    parents = [_("feeds: {what}").format(what=words) for words in (*objective.parents, *objective.pillars)]
    return "\n".join((objective.title, objective.where, *parents))


def _numbers(result: DraftKeyResult) -> str:
    from exports import words
    from okrdesk.cards import KeyResult

    kr = KeyResult(
        "", kind=result.kind, unit=result.unit, baseline=result.baseline,
        baseline_unknown=result.baseline_unknown, target=result.target, upper=result.upper,
    )  # fmt: skip
    return " → ".join(filter(None, (words.baseline_text(kr), words.target_text(kr))))


def _tree(*heads: str) -> QTreeWidget:
    tree = QTreeWidget()
    tree.setHeaderLabels(heads)
    tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    tree.setAlternatingRowColors(False)
    tree.setUniformRowHeights(True)
    tree.setRootIsDecorated(len(heads) == 4)
    header = tree.header()
    header.setStretchLastSection(False)
    header.setDefaultSectionSize(_NARROW)
    header.setSectionResizeMode(0 if len(heads) == 4 else 1, QHeaderView.ResizeMode.Stretch)
    if len(heads) == 3:
        tree.setColumnWidth(0, _PLACE)
        tree.setColumnWidth(2, _WIDE)
    return tree


def _fill(tree: QTreeWidget, rows: Sequence[Sequence[str]]) -> None:
    tree.clear()
    for row in rows:
        item = QTreeWidgetItem(tree, list(row))
        for column, text in enumerate(row):
            item.setToolTip(column, text)
