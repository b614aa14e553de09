"""File › Import, files dropped on the window, and pasted cells: read, shown, corrected, then taken in."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from okrdesk.i18n import _, ngettext
from ui.widgets.banner import Progress

if TYPE_CHECKING:
    from okrdesk.intake import Proposal
    from ui.importing.preview import Preview
    from ui.workplace import Workplace


class Importing(QObject):
    """Leads from a source to one undoable change. `preview` is the dialog that is open, if one is."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._place = place
        self._turn = 0
        self.preview: Preview | None = None

    def ask(self) -> None:
        """Let the person choose a file, and look into it."""
        kinds = _("Spreadsheets and outlines (*.xlsx *.xlsm *.csv *.tsv *.txt *.md);;All files (*)")
        chosen, _kind = QFileDialog.getOpenFileName(self._place.window, _("Import objectives"), "", kinds)
        if chosen:
            self.read(Path(chosen))

    def paste(self) -> None:
        """Look into what the clipboard holds: cells, an outline, a list."""
        from okrdesk.intake import propose_text

        text = QGuiApplication.clipboard().text()
        if not text.strip():
            self._place.show_hint(_("There is no text to paste."))
            return
        self._look(_("Reading what you pasted …"), partial(propose_text, text), read_lines=True)

    def read(self, path: Path) -> None:
        """Look into a file on the worker, and show what was found. A review workbook is taken in as such."""
        from okrdesk.intake import propose
        from okrdesk.review.sheet import is_review_workbook

        if self._place.packets.can_take_in() and is_review_workbook(path):
            self._place.packets.take_in([path])
            return
        self._look(_("Reading {file} …").format(file=path.name), partial(propose, path))

    def _look(self, text: str, work: Callable[[], Proposal], *, read_lines: bool = False) -> None:
        from okrdesk.fresh import fresh

        if self._place.session is None:
            if trouble := self._place.files.make_new(fresh(), _("Workshop")):
                again = (_("Choose another place…"), partial(self._look, text, work, read_lines=read_lines))
                self._place.banners.say(trouble, "bad", [again], topic="import")
            if self._place.session is None:
                return
        if self._place.session.packet:
            sentence = _("This is a packet, for reading and for notes. Open a workshop to import into.")
            self._place.banners.say(sentence, "warn", [(_("Open…"), self._place.files.ask_open)], "import")
            return
        if sentence := self._place.session.document.read_only:
            self._place.banners.say(sentence, "warn", topic="import")
            return
        self._turn += 1
        self._place.banners.show_banner(Progress(text, self._cancel), topic="import")
        show = partial(self._show, self._turn, read_lines)
        self._place.jobs.run(work, show, partial(self._failed, self._turn))

    def _cancel(self) -> None:
        self._turn += 1  # what the worker still brings is not asked for any more

    def _show(self, turn: int, read_lines: bool, proposal: Proposal) -> None:
        from ui.importing.preview import Preview

        if turn != self._turn or self._place.session is None:
            return
        self._place.banners.clear("import")
        place, workshop = self._place, self._place.session.workshop
        self.preview = Preview(proposal, workshop, place.jobs, place.window, read_lines=read_lines)
        self.preview.accepted_proposal.connect(self._take)
        self.preview.finished.connect(self._forget)
        self.preview.open()

    def _forget(self) -> None:
        if self.preview is not None:
            self.preview.deleteLater()
            self.preview = None

    def _failed(self, turn: int, error: BaseException) -> None:
        from okrdesk.intake import IntakeError

        if turn != self._turn:
            return
        self._place.banners.clear("import")
        if not isinstance(error, IntakeError):
            raise error
        ways = [(_("Choose another file…"), self.ask)]
        self._place.banners.say(str(error), "bad", ways, topic="import")

    def _take(self, proposal: Proposal) -> None:
        from okrdesk.intake import change_for

        session = self._place.session
        if session is None:
            return
        session.desk.do(change_for(proposal, session.workshop))
        n = len(proposal.objectives)
        text = ngettext("{n} objective was taken in.", "{n} objectives were taken in.", n).format(n=n)
        self._place.banners.say(text, "good", [(_("Undo"), self._place.undo)], topic="taken in")
        self._place.room.board.camera.fit()
