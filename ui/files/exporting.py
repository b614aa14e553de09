"""File › Export: writes Excel and PDF on the worker, shows how far it is, and stops when asked."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from exports.job import Cancelled, Job
from okrdesk.desk import Refused
from okrdesk.i18n import _
from ui.files.asking import ask_target
from ui.widgets.banner import Progress

if TYPE_CHECKING:
    from exports.report import Report
    from okrdesk.workshop import Workshop
    from ui.workplace import Workplace

Writer = Callable[["Workshop", Path, Job], "Report"]


class Exporting(QObject):
    """One export at a time, over a snapshot: people go on working meanwhile."""

    progressed = Signal(int, int, str)

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._place = place
        self._job: Job | None = None
        self._banner: Progress | None = None
        self.progressed.connect(self._show, Qt.ConnectionType.QueuedConnection)

    @property
    def running(self) -> bool:
        """Whether an export is under way."""
        return self._job is not None

    def ask_excel(self) -> None:
        """Ask where the workbook goes, and write it."""
        if target := self.target(_("Export to Excel"), _("Excel workbook (*.xlsx)"), ".xlsx"):
            self.start(target, _write_excel)

    def ask_pdf(self) -> None:
        """Ask where the PDF goes, and write it."""
        if target := self.target(_("Export to PDF"), _("PDF document (*.pdf)"), ".pdf"):
            self.start(target, _write_pdf)

    def start(self, target: Path, write: Writer, again: Callable[[], None] | None = None) -> None:
        """Write the open workshop, as it is now, to `target`; `again` asks for another place."""
        session = self._place.session
        if session is None or self.running:
            return
        self._job = Job(self.progressed.emit)
        self._banner = Progress(_("Writing {file} …").format(file=target.name), self.cancel)
        self._place.banners.show_banner(self._banner, topic="written")
        work = partial(write, session.workshop.snapshot(), target, self._job)
        again = again or (self.ask_excel if write is _write_excel else self.ask_pdf)
        self._place.jobs.run(work, partial(self._done, target), partial(self._failed, target, again))

    def cancel(self) -> None:
        """Stop the export that is under way, if there is one; what it had begun is cleared away."""
        if self._job:
            self._job.cancel()

    def target(self, title: str, kind: str, suffix: str, name: str = "") -> Path | None:
        """Ask where a file of this kind goes, offering `name` or the workshop's; None for nowhere."""
        session = self._place.session
        if session is None:
            return None
        if self.running:
            self._place.show_hint(_("An export is under way; one at a time."))
            return None
        start = session.document.path.with_suffix(suffix)
        start = start.with_name(f"{name}{suffix}") if name else start
        return ask_target(self._place.window, title, start, kind, suffix)[0]

    # ------------------------------------------------------------ within
    def _show(self, done: int, total: int, what: str) -> None:
        if self._banner:
            self._banner.step(done, total, what)

    def _end(self) -> None:
        self._job, banner, self._banner = None, self._banner, None
        if banner:
            self._place.banners.clear("written")

    def _done(self, target: Path, report: Report) -> None:
        self._end()
        self._place.tell_saved(target, report.notes)

    def _failed(self, target: Path, again: Callable[[], None], error: BaseException) -> None:
        from exports.atomic import CannotWrite

        self._end()
        if isinstance(error, Cancelled):
            self._place.show_hint(_("{file} was not written.").format(file=target.name))
        elif isinstance(error, CannotWrite):
            self._place.banners.say(str(error), "bad", [(_("Choose another place…"), again)], topic="written")
        elif isinstance(error, Refused):
            self._place.refuse(str(error))
        else:
            raise error


def _write_excel(workshop: Workshop, target: Path, job: Job) -> Report:
    from exports.excel import write_workbook

    return write_workbook(workshop, target, job)


def _write_pdf(workshop: Workshop, target: Path, job: Job) -> Report:
    from exports.pdf import write_pdf

    return write_pdf(workshop, target, job)
