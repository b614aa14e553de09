"""Review › Review workbooks and paper copies: for each team that reviews, a workbook or pages to write on."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from okrdesk.desk import Refused
from okrdesk.i18n import _
from okrdesk.review.inviting import Reading, readings
from okrdesk.review.packing import invite
from okrdesk.review.records import Invitation
from okrdesk.store.errors import StoreError
from okrdesk.text import one_line
from ui.look import sizes
from ui.pages.new_page import file_name
from ui.pages.page import Page, label

if TYPE_CHECKING:
    from exports.job import Job
    from exports.report import Report
    from okrdesk.workshop import Workshop
    from ui.look.theme import Theme
    from ui.workplace import Workplace

_WIDTH, _NAME = 900, 190  # pixels at 100 %
_LONGEST_NAME = 80  # characters of a file's name


class _Row(QWidget):
    """A team that reviews, what it reads, who does it, and the two ways."""

    workbook_wanted = Signal(object)
    paper_wanted = Signal(object)

    def __init__(self, reading: Reading) -> None:
        super().__init__()
        self.reading = reading
        self.setObjectName("making")
        team = reading.team.name or reading.team.code
        drafts = ", ".join(about.name or about.code for about in reading.about)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(team, "strong"))
        words.addWidget(label(_("reads {teams}").format(teams=drafts), "soft"))
        self.name = QLineEdit()
        self.name.setPlaceholderText(_("Who reviews, if you know"))
        self.name.setAccessibleName(_("Who reviews for {team}, if you know").format(team=team))
        self.workbook = QPushButton(_("Workbook…"))
        self.workbook.setAccessibleName(_("A review workbook for {team}…").format(team=team))
        self.workbook.clicked.connect(self._workbook)
        self.paper = QPushButton(_("Paper…"))
        self.paper.setAccessibleName(_("A review copy for paper for {team}…").format(team=team))
        self.paper.clicked.connect(self._paper)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 12, 10)
        row.setSpacing(10)
        row.addLayout(words, 1)
        for widget in (self.name, self.workbook, self.paper):
            row.addWidget(widget)

    def _workbook(self) -> None:
        self.workbook_wanted.emit(self)

    def _paper(self) -> None:
        self.paper_wanted.emit(self)


class HandingOutPage(Page):
    """The rows, and how each of the two ways comes back."""

    def __init__(self, place: Workplace) -> None:
        assert place.session is not None
        lead = _("For reviewers without OKR Desk. They see the drafts that they review, and nothing else.")
        super().__init__(_("Review workbooks and paper copies"), lead, _WIDTH)
        self._place, self._session = place, place.session
        panel = QFrame()
        panel.setObjectName("sheet")
        column = QVBoxLayout(panel)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(0)
        self.rows: list[_Row] = []
        for reading in readings(place.session.workshop):
            row = _Row(reading)
            row.workbook_wanted.connect(self._make_workbook)
            row.paper_wanted.connect(self._make_paper)
            self.rows.append(row)
            column.addWidget(row)
        if not self.rows:
            column.addWidget(label(_("There is no draft to review yet."), "nothing"))
        self.column.addWidget(panel)
        for way, back in (
            (_("Workbook"), _("Comes back as a file: Review › Take in reviews.")),
            (_("Paper"), _("Comes back with handwriting: Review › Type in notes from paper.")),
        ):
            line = QHBoxLayout()
            line.setContentsMargins(16, 0, 16, 0)
            line.setSpacing(10)
            line.addWidget(label(way, "strong", wrap=False))
            line.addWidget(label(back, "soft"), 1)
            self.column.addLayout(line)
        self.column.addStretch(1)
        self.setFocusProxy(self.rows[0].name if self.rows else self.cross)

    def set_theme(self, theme: Theme) -> None:
        """Sizes of the names' fields, too."""
        super().set_theme(theme)
        for row in self.rows:
            row.name.setFixedWidth(sizes.px(_NAME))

    # ------------------------------------------------------------ within
    def _make_workbook(self, row: _Row) -> None:
        """The invitation is recorded first: what comes back says on which it was written."""
        reading, desk = row.reading, self._session.desk
        name = one_line(row.name.text()) or reading.team.name or reading.team.code
        about, seq = [team.id for team in reading.about], self._session.document.repository.count()
        target = self._ask_workbook(reading)
        if target is None:
            return
        try:
            change, invitation = invite(desk.workshop, reading.round, reading.team.id, name, about, seq)
            desk.do(change)
        except (Refused, StoreError) as error:
            self._place.refuse(str(error))
            return
        self._write_workbook(target, reading, invitation)

    def _ask_workbook(self, reading: Reading) -> Path | None:
        kind = _("Excel workbook (*.xlsx)")
        return self._place.exporting.target(_("Review workbook"), kind, ".xlsx", _named(reading))

    def _write_workbook(self, target: Path, reading: Reading, invitation: Invitation) -> None:
        write = partial(_write_workbook, invitation)
        self._place.exporting.start(target, write, partial(self._again, reading, invitation))

    def _again(self, reading: Reading, invitation: Invitation) -> None:
        """Choose another place for a workbook; the page may be gone by then."""
        if target := self._ask_workbook(reading):
            self._write_workbook(target, reading, invitation)

    def _make_paper(self, row: _Row) -> None:
        self._hand_out_paper(row.reading, row.name.text())

    def _hand_out_paper(self, reading: Reading, name: str) -> None:
        about = tuple(team.id for team in reading.about)
        target = self._place.exporting.target(
            _("Review copy for paper"), _("PDF document (*.pdf)"), ".pdf", _named(reading)
        )
        if target is not None:
            write = partial(_write_paper, about, reading.team.id, name)
            self._place.exporting.start(target, write, partial(self._hand_out_paper, reading, name))


def _write_workbook(invitation: Invitation, workshop: Workshop, target: Path, job: Job) -> Report:
    from exports.excel.review_workbook import write_review_workbook

    return write_review_workbook(workshop, invitation, target, job)


def _write_paper(
    about: tuple[str, ...], team: str, name: str, workshop: Workshop, target: Path, job: Job
) -> Report:
    from exports.pdf.review_copy import write_review_copy

    return write_review_copy(workshop, about, team, target, job, reviewer=name)


def _named(reading: Reading) -> str:
    """What the file for a team is called, until somebody calls it otherwise."""
    title = _("Review by {team}").format(team=reading.team.name or reading.team.code)
    return file_name(title)[:_LONGEST_NAME].rstrip()
