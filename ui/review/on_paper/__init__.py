"""Reviewers who have only Excel or paper: what goes out for them, and typing in what they wrote by hand."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from okrdesk.i18n import _

if TYPE_CHECKING:
    from exports.job import Job
    from exports.report import Report
    from okrdesk.workshop import Workshop
    from ui.workplace import Workplace


class OnPaper(QObject):
    """The commands for reviews in Excel and on paper, and for plans that carry what reviewers said."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._place = place
        add = partial(place.actions.add, "review", "packets", when=self._in_workshop)
        self.hand_out = add(
            _("Review workbooks and paper copies…"), self.show_handing_out,
            tip=_("For reviewers without OKR Desk: an Excel workbook to fill in, or pages to write on"),
        )  # fmt: skip
        self.type_in = add(
            _("Type in notes from paper…"), self.show_typing,
            tip=_("Line by line: a card’s short name, then the note"),
        )  # fmt: skip
        self.excel = add(_("Excel workbook with notes…"), self.ask_excel)
        self.pdf = add(_("PDF with notes…"), self.ask_pdf)

    def show_handing_out(self) -> None:
        """Let the facilitator make workbooks and paper copies."""
        from ui.review.on_paper.handing_out import HandingOutPage

        self._place.pages.show(HandingOutPage(self._place))

    def show_typing(self) -> None:
        """Let somebody type in what was written on paper."""
        from ui.review.on_paper.typing_in import TypingInPage

        self._place.pages.show(TypingInPage(self._place))

    def ask_excel(self) -> None:
        """Ask where the plan's workbook with notes goes, and write it."""
        exporting, kind = self._place.exporting, _("Excel workbook (*.xlsx)")
        if target := exporting.target(_("Export to Excel with notes"), kind, ".xlsx"):
            exporting.start(target, _write_excel, self.ask_excel)

    def ask_pdf(self) -> None:
        """Ask where the plan's PDF with notes goes, and write it."""
        exporting, kind = self._place.exporting, _("PDF document (*.pdf)")
        if target := exporting.target(_("Export to PDF with notes"), kind, ".pdf"):
            exporting.start(target, _write_pdf, self.ask_pdf)

    def _in_workshop(self) -> bool:
        session = self._place.session
        return session is not None and session.packet is None


def _write_excel(workshop: Workshop, target: Path, job: Job) -> Report:
    from exports.excel import write_workbook

    return write_workbook(workshop, target, job, with_notes=True)


def _write_pdf(workshop: Workshop, target: Path, job: Job) -> Report:
    from exports.pdf import write_pdf

    return write_pdf(workshop, target, job, with_notes=True)
