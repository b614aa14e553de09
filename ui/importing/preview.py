"""The import preview: what each column means, what comes of it, what stays out. Import makes it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from okrdesk.cards import Link
from okrdesk.change import Put
from okrdesk.i18n import _, ngettext
from okrdesk.intake import change_for, left_out_for, readings, with_readings
from ui.importing.columns import Columns
from ui.importing.trees import Notes, Results
from ui.inspector.choices import Tick
from ui.widgets.choice import Choice

if TYPE_CHECKING:
    from okrdesk.intake import DraftKeyResult, Proposal
    from okrdesk.workshop import Workshop
    from ui.process.jobs import Jobs

T = TypeVar("T")


class Preview(QDialog):
    """Shows a proposal; other columns make another. `accepted_proposal` brings the one to take in.

    With `read_lines` the numbers in the lines of key results are read as if the lines were typed; the person
    may turn that on and off, for all lines or one.
    """

    accepted_proposal = Signal(object)

    def __init__(
        self,
        proposal: Proposal,
        workshop: Workshop,
        jobs: Jobs,
        parent: QWidget | None = None,
        *,
        read_lines: bool = False,
    ) -> None:
        super().__init__(parent)
        self.proposal = self._source = proposal
        self._workshop = workshop
        self._jobs = jobs
        self._readings: dict[DraftKeyResult, DraftKeyResult] = {}
        self._as_written: set[DraftKeyResult] = set()
        self._turn = 0
        self.finished.connect(self._over)
        self.setObjectName("importing")
        self.setWindowTitle(_("Import"))
        self.resize(1100, 680)
        self.columns = Columns()
        self.columns.changed.connect(self._read_again)
        self.tree = Results()
        self.tree.turned.connect(self._turn_line)
        self.left_out = Notes(_("Why it is left out"))
        self.questions = Notes(_("Question"))
        self._lay_out()
        self.lines.setChecked(read_lines)
        self.lines.toggled.connect(self._read_lines)
        self.show_proposal(proposal)

    def show_proposal(self, proposal: Proposal) -> None:
        """Show another reading of the same source."""
        self._source = proposal
        self.columns.show_tables(proposal.tables)
        left_out = left_out_for(proposal, self._workshop)
        self.left_out.fill([(o.where, o.text, o.why) for o in left_out])
        self.questions.fill([(q.where, q.text, q.ask) for q in proposal.questions])
        self.tabs.setTabText(1, _("Left out · {n}").format(n=len(left_out)))
        self.tabs.setTabText(2, _("Questions · {n}").format(n=len(proposal.questions)))
        self.decimals.setVisible(bool(proposal.questions) or self.decimals.currentIndex() > 0)
        self.decimals_label.setVisible(self.decimals.isVisibleTo(self))
        self.lines.setVisible(bool(proposal.counts["key_results"]))
        self._show_readings({})
        if self.lines.isChecked():
            self._read_lines()

    def accept(self) -> None:
        """Take in what is shown."""
        super().accept()
        self.accepted_proposal.emit(self.proposal)

    # ------------------------------------------------------------ within
    def _read_again(self) -> None:
        mapping, decimals = self.columns.mapping(), self.decimals.currentData()
        source = self._source
        self._run(lambda: source.again(mapping, decimals), self.show_proposal)

    def _run(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        """Call `work` on the worker; `done` takes what it brings, if nothing else was asked meanwhile."""
        self._turn += 1
        self.import_button.setEnabled(False)
        self.summary.setText(_("Reading it that way …"))
        self._jobs.run(work, partial(self._came, self._turn, done), partial(self._failed, self._turn))

    def _came(self, turn: int, done: Callable[[T], None], result: T) -> None:
        if turn == self._turn:
            done(result)

    def _failed(self, turn: int, error: BaseException) -> None:
        from okrdesk.intake import IntakeError

        if turn != self._turn:
            return
        if not isinstance(error, IntakeError):
            raise error
        self.summary.setText(str(error))
        self.tree.clear()

    def _over(self) -> None:
        self._turn += 1  # what the worker still brings finds no dialog any more

    def _read_lines(self) -> None:
        """Read the lines of the key results, or take them word for word, as the tick says."""
        if not self.lines.isChecked():
            self._turn += 1
            self._show_readings({})
            return
        source, people = self._source, self._workshop.people()
        organisation = self._workshop.organisation
        self._run(lambda: readings(source, people, organisation), self._show_readings)

    def _show_readings(self, found: dict[DraftKeyResult, DraftKeyResult]) -> None:
        self._readings = found
        self._as_written.clear()
        self.tree.show_proposal(self._source, found)
        self._settle()

    def _turn_line(self, result: DraftKeyResult, read: bool) -> None:
        (self._as_written.discard if read else self._as_written.add)(result)
        self._settle()

    def _settle(self) -> None:
        """Have the proposal as it is shown, and say what Import will make."""
        kept = {old: new for old, new in self._readings.items() if old not in self._as_written}
        self.proposal = with_readings(self._source, kept) if kept else self._source
        self._summarise(self.proposal)

    def _summarise(self, proposal: Proposal) -> None:
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
        self.lines = Tick(_("Read numbers from the lines"))
        self.lines.setToolTip(
            _("From, to, unit, owner and date as if you typed the lines. What is not understood stays words.")
        )
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.import_button = self.buttons.addButton(_("Import"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.import_button.setDefault(True)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(self.summary, 1)
        for widget in (self.lines, self.decimals_label, self.decimals, self.buttons):
            foot.addWidget(widget)
        column = QVBoxLayout(self)
        column.addWidget(split, 1)
        column.addLayout(foot)


def _linked(proposal: Proposal, workshop: Workshop) -> int:
    """How many cards will have a link upward, to one another or to what the workshop holds already."""
    records = (step.record for step in change_for(proposal, workshop).steps if isinstance(step, Put))
    return len({record.source for record in records if isinstance(record, Link)})
