"""File › Restore an earlier version: the versions that were kept, what happened since, and two ways back."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout
from shiboken6 import isValid

from okrdesk.cards import KeyResult, Objective
from okrdesk.i18n import _, ngettext
from okrdesk.naming import how_many
from okrdesk.store.backups import Backup, listing
from ui.pages.page import Page, label
from ui.process.errors import guarded
from ui.when import when
from ui.widgets.banner import shortened

if TYPE_CHECKING:
    from pathlib import Path

    from okrdesk.cards import Author
    from okrdesk.workshop import Workshop
    from ui.workplace import Workplace

_WIDTH = 940  # pixels at 100 %
_BELOW_LEAD = 2  # where in a page's column its own matters begin


@dataclass(frozen=True, slots=True)
class Version:
    """An earlier version, looked into: what it holds, and the seq of its last change."""

    workshop: Workshop
    holds: str
    seq: int


class RestorePage(Page):
    """The list of versions, and what is known of the chosen one."""

    chosen = Signal(object)

    def __init__(self, versions: list[Backup]) -> None:
        lead = _("OKR Desk keeps the file as it was before you begin to change it, and before each import.")
        super().__init__(_("Earlier versions"), lead, _WIDTH)
        self.list = QListWidget()
        self.list.setObjectName("versions")
        self.list.setAccessibleName(_("Earlier versions"))
        told = Counter(when(version.made) for version in versions)
        for version in versions:
            made = when(version.made, seconds=told[when(version.made)] > 1)
            item = QListWidgetItem(f"{made}\n{_why(version)}", self.list)
            item.setData(Qt.ItemDataRole.UserRole, version)
        self.list.currentItemChanged.connect(self._choose)
        self.facts, self.since = label("", "strong"), label("")
        self.details = label("", "soft")
        self.details.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.copy = QPushButton(_("Open it as a copy…"))
        self.copy.setToolTip(_("A new file beside this one; nothing is changed here."))
        self.here = QPushButton(_("Bring it back here"))
        self.here.setToolTip(_("As one change, which can be undone."))
        self._lay_out(bool(versions))
        self.setFocusProxy(self.list if versions else self.cross)  # one that is hidden catches the keys

    def show_facts(self, facts: str, since: str = "", lines: list[str] | None = None) -> None:
        """Say what the chosen version holds, and how it differs."""
        self.facts.setText(facts)
        self.since.setText(since)
        self.details.setText("\n".join(f"• {line}" for line in lines or ()))

    def allow(self, copy: bool, here: bool) -> None:
        """Which ways back there are."""
        self.copy.setEnabled(copy)
        self.here.setEnabled(here)

    @guarded()
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.list.doItemsLayout()  # the rows are as high as the style says, which holds from now on

    def _choose(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))

    def _lay_out(self, there: bool) -> None:
        panel = QFrame()
        panel.setObjectName("sheet")
        beside = QVBoxLayout(panel)
        beside.setContentsMargins(18, 16, 18, 16)
        beside.setSpacing(10)
        buttons = QHBoxLayout()
        buttons.addWidget(self.copy)
        buttons.addWidget(self.here)
        buttons.addStretch(1)
        for widget in (self.facts, self.since):
            beside.addWidget(widget)
        beside.addLayout(buttons)
        beside.addWidget(self.details)
        beside.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.list, 2)
        row.addWidget(panel, 3)
        self.column.addSpacing(8)
        self.column.addLayout(row, 1)
        if not there:
            self.list.hide()
            panel.hide()
            self.column.insertWidget(_BELOW_LEAD, label(_("There is no earlier version yet."), "strong"))
            self.column.addStretch(1)


def show_versions(place: Workplace) -> RestorePage:
    """Show the versions of the open workshop, the newest chosen."""
    assert place.session is not None
    page = RestorePage(listing(place.session.workshop.id))
    Restoring(place, page)
    place.pages.show(page)
    return page


class Restoring(QObject):
    """Looks into versions on the worker, and leads back to one: beside the workshop, or in it.

    Lives as long as its page.
    """

    def __init__(self, place: Workplace, page: RestorePage) -> None:
        super().__init__(page)
        self._place, self._page = place, page
        self._turn = 0
        self._backup: Backup | None = None
        self._version: Version | None = None
        page.chosen.connect(self._look)
        page.copy.clicked.connect(self._beside)
        page.here.clicked.connect(self._here)
        page.allow(False, False)
        page.list.setCurrentRow(0)

    # ------------------------------------------------------------ within
    def _look(self, backup: Backup) -> None:
        page = self._page
        self._turn += 1
        self._backup, self._version = backup, None
        page.show_facts(_("Looking into it …"))
        page.allow(True, False)
        work = partial(_read, backup.path, self._place.author())
        done, failed = partial(self._found, self._turn), partial(self._failed, self._turn)
        self._place.jobs.run(work, done, failed)

    def _found(self, turn: int, version: Version) -> None:
        from okrdesk.returning import distance
        from okrdesk.store.differences import differences

        session, page = self._place.session, self._page
        if turn != self._turn or session is None or not isValid(page):
            return
        self._version = version
        lines = differences(session.workshop, version.workshop, (_("this one"), _("that version")))
        since = " ".join(filter(None, (distance(session.workshop, version.workshop), self._by_whom(version))))
        page.show_facts(version.holds, since, shortened(lines))
        page.allow(True, bool(lines) and not session.document.read_only)

    def _failed(self, turn: int, error: BaseException) -> None:
        from okrdesk.store.errors import StoreError

        if turn != self._turn or not isValid(self._page):
            return
        if not isinstance(error, StoreError):
            raise error
        self._page.show_facts(str(error))
        self._page.allow(False, False)

    def _by_whom(self, version: Version) -> str:
        session = self._place.session
        assert session is not None
        repository = session.document.repository
        entries = [entry for entry in repository.entries() if entry.seq > version.seq]
        authors = repository.authors()
        names = dict.fromkeys(authors[entry.author].name for entry in entries if entry.author in authors)
        if not names:
            return ""
        said = ngettext("{n} change by {names}.", "{n} changes by {names}.", len(entries))
        return said.format(n=len(entries), names=", ".join(names))

    def _beside(self) -> None:
        session = self._place.session
        if session is not None and self._backup is not None:
            self._place.files.rescuing.restore(self._backup, session.document.path)

    def _here(self) -> None:
        from okrdesk.desk import Refused
        from okrdesk.returning import return_to

        session, version, backup = self._place.session, self._version, self._backup
        if session is None or version is None or backup is None:
            return
        label = _("Back to the version of {when}").format(when=when(backup.made))
        try:
            session.desk.do(return_to(session.workshop, version.workshop, label))
        except Refused as refusal:
            self._place.refuse(str(refusal))
            return
        self._place.pages.leave()
        text = _("The workshop is again as it was: version of {when}.").format(when=when(backup.made))
        self._place.banners.say(text, "good", [(_("Undo"), self._place.undo)], topic="taken in")


def _read(path: Path, author: Author) -> Version:
    """Look into a kept version. Raises StoreError when it is not sound."""
    from okrdesk.counts import this_quarter
    from okrdesk.store.document import open_document

    with closing(open_document(path, author, read_only=True)) as document:
        objectives, results, parked = this_quarter(document.workshop)
        holds = [how_many(Objective, objectives), how_many(KeyResult, results)]
        holds += [_("{n} not this quarter").format(n=parked)] if parked else []
        seq = max((entry.seq for entry in document.repository.entries()), default=0)
        return Version(document.workshop, " · ".join(holds), seq)


def _why(version: Backup) -> str:
    reasons = {
        "session": _("before the work that began then"),
        "import": _("before an import"),
        "merge": _("before two copies were merged"),
    }
    return reasons.get(version.reason, _("before the file took a newer form"))
