"""Review › Packets for reviewers: for each team that reviews a name, and a file for each to hand out."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QCompleter,
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from okrdesk.desk import Refused
from okrdesk.i18n import _, ngettext
from okrdesk.policy import NAME_FIRST
from okrdesk.review.inviting import Made, Reading, invite_all, readings
from okrdesk.review.packet_file import SUFFIX, write_new
from okrdesk.store import disk
from okrdesk.store.errors import StoreError
from okrdesk.text import one_line
from ui.bars import Line
from ui.pages.new_page import file_name
from ui.pages.page import Page, label
from ui.review.packets import MADE

if TYPE_CHECKING:
    from okrdesk.change import Change
    from okrdesk.profile import Profile
    from okrdesk.workshop import Workshop
    from ui.widgets.banner import WayOut
    from ui.workplace import Workplace

_WIDTH = 860  # pixels at 100 %
_LONGEST_NAME = 80  # characters of a file's name


class _Row(QWidget):
    """A team that reviews: what it reads, who does it, and a packet for that person."""

    make_wanted = Signal(object)

    def __init__(self, reading: Reading, people: list[str]) -> None:
        super().__init__()
        self.reading = reading
        self.setObjectName("making")
        drafts = ", ".join(team.name for team in reading.about)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Line("strong", reading.team.name))
        words.addWidget(label(_("reads {teams}").format(teams=drafts), "soft"))
        self.name = QLineEdit()
        self.name.setPlaceholderText(_("Who reviews?"))
        self.name.setAccessibleName(_("Who reviews for {team}?").format(team=reading.team.name))
        completer = QCompleter(people, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.name.setCompleter(completer)
        self.name.setFixedWidth(220)
        self.make = QPushButton(_("Make packet…"))
        self.make.setAccessibleName(_("Make a packet for {team}…").format(team=reading.team.name))
        self.make.clicked.connect(self._make)
        self.name.returnPressed.connect(self._make)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 12, 10)
        row.setSpacing(10)
        row.addLayout(words, 1)
        row.addWidget(self.name)
        row.addWidget(self.make)

    @property
    def reviewer(self) -> str:
        """Who reviews; "" while nobody is named."""
        return one_line(self.name.text())

    def _make(self) -> None:
        self.make_wanted.emit(self)


class MakingPage(Page):
    """The rows, what a packet holds and what not, and all packets at once."""

    def __init__(self, place: Workplace) -> None:
        assert place.session is not None
        lead = _(
            "Each reviewer gets one file. It opens with OKR Desk alone: no account, no network, no workshop."
        )
        super().__init__(_("Packets for reviewers"), lead, _WIDTH)
        self._place, self._session = place, place.session
        workshop = place.session.workshop
        panel = QFrame()
        panel.setObjectName("sheet")
        rows = QVBoxLayout(panel)
        rows.setContentsMargins(0, 4, 0, 4)
        rows.setSpacing(0)
        self.rows: list[_Row] = []
        self._pressed: QPushButton | None = None  # by which making was begun
        self._waiting: list[_Row] = []  # whose packets are made once who sits here has said their name
        place.known.connect(self._go_on)
        for reading in readings(workshop):
            people = [person.name for person in workshop.people() if person.team == reading.team.id]
            row = _Row(reading, people)
            row.name.setText(place.packets.names.get((workshop.id, reading.team.id), ""))
            row.make_wanted.connect(self._make_one)
            row.name.textChanged.connect(self._typed)
            self.rows.append(row)
            rows.addWidget(row)
        if not self.rows:
            rows.addWidget(label(_("There is no draft to review yet."), "nothing"))
        self.all = QPushButton()
        self.all.setObjectName("primary")
        self.all.clicked.connect(self._make_all)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.all)
        self.column.addWidget(panel)
        self.column.addLayout(foot)
        self.column.addLayout(_contents())
        self.column.addStretch(1)
        self.setFocusProxy(self.rows[0].name if self.rows else self.cross)
        self._count()

    # ------------------------------------------------------------ within
    def _typed(self) -> None:
        """Keep the names for when the page is shown again."""
        workshop = self._session.workshop.id
        for row in self.rows:
            self._place.packets.names[workshop, row.reading.team.id] = row.name.text()
        self._count()

    def _count(self) -> None:
        n = len([row for row in self.rows if row.reviewer])
        text = ngettext("Make {n} packet…", "Make all {n} packets…", n) if n else _("Make all…")
        self.all.setText(text.format(n=n))
        self.all.setEnabled(n > 0)

    def _make_one(self, row: _Row) -> None:
        if not row.reviewer:
            row.name.setFocus()
            self._place.show_hint(_("Say who the reviewer is."))
            return
        self._make([row])

    def _make_all(self) -> None:
        self._make([row for row in self.rows if row.reviewer])

    def _make(self, rows: list[_Row]) -> None:
        from okrdesk import profile

        me = profile.load()
        if me is None:
            self._waiting = rows
            self._place.refuse(NAME_FIRST)
            return
        start = str(self._session.document.path.parent)
        folder = QFileDialog.getExistingDirectory(
            self._place.window, _("Where should the packets go?"), start
        )
        if not folder:
            return
        who = [(row.reading, row.reviewer) for row in rows]
        seq = self._session.document.repository.count()
        work = partial(_make_files, self._session.workshop.snapshot(), me, who, seq, Path(folder))
        self._allow(False)
        self._place.jobs.run(work, self._made, partial(self._not_made, rows))

    def _go_on(self) -> None:
        rows, self._waiting = self._waiting, []
        if rows:
            self._make(rows)

    def _made(self, made: tuple[Change, list[Path]]) -> None:
        """The files are written: record whom they invite."""
        change, written = made
        try:
            if self._place.session is not self._session:
                raise Refused(_("The workshop was closed before its packets were made. Make them again."))
            self._session.desk.do(change)
        except (Refused, StoreError) as error:
            for path in written:
                disk.remove(path)
            self._place.refuse(str(error))
        else:
            self._tell(written)
        self._allow(True)

    def _not_made(self, rows: list[_Row], error: BaseException) -> None:
        self._allow(True)
        if not isinstance(error, (Refused, StoreError)):
            raise error
        again = (_("Choose another place…"), partial(self._make, rows))
        self._place.banners.say(str(error), "bad", [again], topic="written")

    def _allow(self, allowed: bool) -> None:
        """While packets are made, none is begun; the keys come back to where they were."""
        self._place.show_hint("" if allowed else _("Making packets …"))
        if not isValid(self):
            return
        focus = self.focusWidget()
        if not allowed and isinstance(focus, QPushButton):
            self._pressed = focus
            self.cross.setFocus()
        for row in self.rows:
            row.make.setEnabled(allowed)
        self.all.setEnabled(allowed and any(row.reviewer for row in self.rows))
        if allowed and self._pressed is not None and self.cross.hasFocus():
            self._pressed.setFocus()

    def _tell(self, written: list[Path]) -> None:
        n, folder = len(written), written[0].parent
        text = _("Made {file}.").format(file=written[0].name)
        if n > 1:
            text = ngettext("Made {n} packet in {folder}.", "Made {n} packets in {folder}.", n)
        self._place.banners.clear("written")  # what hindered it before
        ways: list[WayOut] = [(_("Show in folder"), partial(_show, folder))]
        self._place.banners.say(text.format(n=n, folder=folder), "good", ways, topic=MADE)


def _show(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def _contents() -> QGridLayout:
    """What a packet holds, and what it does not."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 12, 0, 0)
    grid.setHorizontalSpacing(28)
    grid.setVerticalSpacing(4)
    columns = (
        (
            _("In a packet"),
            _("The drafts to read, the reviewer’s own team’s draft beside them, and what they lead to"),
            _("The questions to ask while reading"),
            _("What this reviewer said before, and notes of others once they are submitted"),
        ),
        (
            _("Not in it"),
            _("Drafts of other teams; private and parked objectives; working notes"),
            _("The history of the workshop, and who changed what"),
            _("Notes that nobody has submitted yet"),
        ),
    )
    for column, (caption, *lines) in enumerate(columns):
        grid.addWidget(label(caption, "strong"), 0, column)
        for row, line in enumerate(lines, 1):
            grid.addWidget(label(line, "soft"), row, column, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(column, 1)
    return grid


def _make_files(
    workshop: Workshop, me: Profile, who: list[tuple[Reading, str]], seq: int, folder: Path
) -> tuple[Change, list[Path]]:
    """Write packets to new files in `folder`, all or none; and the change that records the invitations.

    Raises Refused when one cannot be made, StoreError when it cannot be written.
    """
    change, made = invite_all(workshop, me, who, seq)
    written: list[Path] = []
    try:
        for one in made:
            written.append(_free(folder, one))
            write_new(written[-1], one.data)
    except StoreError:
        for path in written:
            disk.remove(path)
        raise
    return change, written


def _free(folder: Path, made: Made) -> Path:
    """A path in `folder` that no file has yet."""
    stem, n = file_name(made.title)[:_LONGEST_NAME].rstrip(), 1
    path = folder / f"{stem}{SUFFIX}"
    while path.exists():
        n += 1
        path = folder / f"{stem} {n}{SUFFIX}"
    return path
