"""Review › Take in reviews: what came back, who wrote it, what merging would do, and Merge."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout
from shiboken6 import isValid

from okrdesk.cards import Team
from okrdesk.i18n import _, ngettext
from okrdesk.review import sheet
from okrdesk.review.merge_counts import Brought, Counts, brought_by, counts_by_reviewer
from okrdesk.review.merging import (
    NotTaken,
    Preview,
    Returned,
    backs_of,
    gathered,
    marked,
    union_preview,
)
from okrdesk.review.records import TrustMark
from ui.pages.page import Page, label
from ui.review.packets.reviewer_row import ReviewerRow, counts_text

if TYPE_CHECKING:
    from okrdesk.workshop import Workshop
    from ui.workplace import Workplace

_WIDTH = 900  # pixels at 100 %
WORKBOOKS = (".xlsx", ".xlsm")


@dataclass(frozen=True, slots=True)
class Look:
    """What merging would do, and how much of it each reviewer brings, by key.

    `passed` are sentences on what in workbooks was passed over.
    """

    preview: Preview
    counts: dict[str, Counts]
    passed: tuple[str, ...] = ()


def look_at(workshop: Workshop, paths: Iterable[Path]) -> Look:
    """Read packets and workbooks against a snapshot of the workshop; may take a second, and touches nothing
    else.
    """
    paths = list(paths)
    books = [path for path in paths if path.suffix.lower() in WORKBOOKS]
    taken, refused = backs_of(workshop, gathered(path for path in paths if path not in books))
    more, refused_books, passed = sheet.backs_of(workshop, books)
    preview = union_preview(workshop, [*taken, *more], (*refused, *refused_books))
    return Look(preview, counts_by_reviewer(workshop, preview), passed)


class TakingInPage(Page):
    """While packets are read a bar, then a row for each reviewer, what was refused, and the way to merge."""

    merge_wanted = Signal()
    more_came = Signal(list)  # paths of further files
    marked = Signal(str, str, str)  # key, mark, invitation ("": no question about a second key)

    def __init__(self, n: int) -> None:
        lead = _("This came back. Nothing is merged yet; merging is one change, and one undo takes it back.")
        super().__init__(_("Reviews that came back"), lead, _WIDTH)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.total = label("", "strong")
        self.merge, self.cancel = QPushButton(_("Merge")), QPushButton(_("Cancel"))
        self.merge.setObjectName("primary")
        self.merge.clicked.connect(self.merge_wanted)
        self.cancel.clicked.connect(self.left)
        self.rows: list[ReviewerRow] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self.total, 1)
        head.addWidget(self.cancel)
        head.addWidget(self.merge)
        self.column.addLayout(head)
        self.column.addWidget(self.bar)
        self.column.addLayout(self._list)
        self.column.addStretch(1)
        self.setFocusProxy(self.cancel)
        self.show_reading(n)

    def show_reading(self, n: int) -> None:
        """Show that so many files are being read; what was read before stays in view."""
        self.total.setText(ngettext("Reading {n} file …", "Reading {n} files …", n).format(n=n))
        self.merge.setEnabled(False)
        self.bar.show()

    def show_look(self, workshop: Workshop, look: Look) -> None:
        """Show what was read."""
        first = not self.bar.isHidden()
        self._clear()
        self.bar.hide()
        preview = look.preview
        for returned in preview.reviewers:
            self._add_row(workshop, returned, look.counts.get(returned.key, Counts()))
        if preview.refused:
            self._list.addWidget(label(_("Refused"), "listcaption"))
            self._list.addWidget(_refused(preview.refused))
        if look.passed:
            self._list.addWidget(label(_("Not taken in from workbooks"), "listcaption"))
            self._list.addWidget(_panel(label(sentence, "soft") for sentence in look.passed))
        self.total.setText(_totals(preview))
        self.merge.setEnabled(preview.change is not None)
        if first and preview.change is not None:
            self.merge.setFocus()

    def _add_row(self, workshop: Workshop, returned: Returned, counts: Counts) -> None:
        team = workshop.find(Team, returned.team)
        row = ReviewerRow(workshop, returned, team.name if team else "", counts)
        row.marked.connect(self.marked)
        self.rows.append(row)
        self._list.addWidget(row)

    def _clear(self) -> None:
        self.rows.clear()
        while item := self._list.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()


def show_taking_in(place: Workplace, paths: list[Path]) -> TakingInPage:
    """Show what merging these packets would do, once they are read; with those that are looked at already."""
    page = place.pages.front
    if isinstance(page, TakingInPage):
        page.more_came.emit(paths)
        return page
    page = TakingInPage(len(paths))
    TakingIn(place, page, paths)
    place.pages.show(page)
    return page


class TakingIn(QObject):
    """Reads packets on the worker against the workshop as it is, again when that changes, and merges them.

    Lives as long as its page.
    """

    def __init__(self, place: Workplace, page: TakingInPage, paths: list[Path]) -> None:
        super().__init__(page)
        assert place.session is not None
        self._place, self._page, self._paths = place, page, paths
        self._session = place.session
        self._look: Look | None = None
        self._asked = 0
        page.merge_wanted.connect(self._merge)
        page.more_came.connect(self._add)
        page.marked.connect(self._mark)
        self._session.bridge.changed.connect(self._read_again)
        self._read()

    # ------------------------------------------------------------ reading
    def _read(self) -> None:
        self._look = None
        self._asked += 1
        work = partial(look_at, self._session.workshop.snapshot(), tuple(self._paths))
        self._place.jobs.run(work, partial(self._show, self._asked), self._failed)

    def _add(self, paths: list[Path]) -> None:
        """Read these, too; each file counts once."""
        self._paths = list(dict.fromkeys([*self._paths, *paths]))
        self._page.show_reading(len(self._paths))
        self._read()

    def _read_again(self, _touched: object, initiator: object) -> None:
        if isValid(self._page) and initiator is not self:  # a mark alters nothing of what is merged
            self._page.merge.setEnabled(False)
            self._read()

    def _show(self, asked: int, look: Look) -> None:
        if isValid(self._page) and asked == self._asked and self._place.session is self._session:
            self._look = look
            self._page.show_look(self._session.workshop, look)

    def _failed(self, error: BaseException) -> None:
        raise error

    # ------------------------------------------------------------ deciding
    def _mark(self, key: str, mark: TrustMark, invitation: str) -> None:
        self._session.desk.do(marked(self._session.workshop, key, mark, invitation), self)
        for row in self._page.rows:
            row.show_mark(self._session.workshop)

    def _merge(self) -> None:
        look, place = self._look, self._place
        if look is None or look.preview.change is None:
            return
        self._session.bridge.changed.disconnect(self._read_again)
        brought = brought_by(self._session.workshop, look.preview.change)
        self._session.desk.do(look.preview.change)
        place.pages.leave()
        place.banners.say(_merged(look.preview, brought), "good", [(_("Undo"), place.undo)], topic="taken in")


# ---------------------------------------------------------------- words
def _refused(refused: Iterable[NotTaken]) -> QFrame:
    return _panel(
        label(text, name) for one in refused for text, name in ((one.name, "strong"), (one.sentence, "soft"))
    )


def _panel(lines: Iterable[QLabel]) -> QFrame:
    panel = QFrame()
    panel.setObjectName("sheet")
    column = QVBoxLayout(panel)
    column.setContentsMargins(16, 10, 16, 10)
    column.setSpacing(8)
    for line in lines:
        column.addWidget(line)
    return panel


def _totals(preview: Preview) -> str:
    if not preview.reviewers:
        return _("There is nothing to merge.")
    counts = Counts(preview.new, preview.updated, preview.withdrawn, preview.here, preview.changed)
    text = counts_text(counts)
    if preview.change is None:
        text = _("Nothing new") + " · " + text
    if n := len(preview.refused):
        text += " · " + ngettext("{n} file refused", "{n} files refused", n).format(n=n)
    return text


def _merged(preview: Preview, brought: Brought) -> str:
    n = len(preview.reviewers)
    who = ngettext("{n} reviewer", "{n} reviewers", n).format(n=n)
    counted = (
        (brought.notes, ngettext("{n} note", "{n} notes", brought.notes)),
        (brought.answers, ngettext("{n} answer", "{n} answers", brought.answers)),
        (brought.verdicts, ngettext("{n} verdict", "{n} verdicts", brought.verdicts)),
        (brought.withdrawn, _("{n} taken back")),
    )
    said = ", ".join(text.format(n=n) for n, text in counted if n) or _("How far they are")
    return _("{notes} merged from {reviewers}.").format(notes=said, reviewers=who)
