"""Review › Type in notes from paper: who wrote them, the lines, what each becomes, and one button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QTextCursor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
)

from okrdesk.desk import Refused
from okrdesk.i18n import _, ngettext
from okrdesk.review import fields, rounds
from okrdesk.review.by_hand import Entry, read_lines, take_down
from okrdesk.review.kinds import WORDS
from okrdesk.review.paper import PaperReviewer
from okrdesk.store.errors import StoreError
from okrdesk.text import one_line
from ui.look import sizes
from ui.pages.page import Page, label
from ui.process.errors import guarded
from ui.review.drafts import LATEST_MS, Draft, Drafts
from ui.widgets.choice import Choice

if TYPE_CHECKING:
    from okrdesk.workshop import Workshop
    from ui.look.theme import Theme
    from ui.workplace import Workplace

_WIDTH = 900  # pixels at 100 %
_LINES = 190  # the height of the text, and of what it becomes, in pixels at 100 %
_TONE = Qt.ItemDataRole.UserRole
_PLACE = "paper"  # of what is typed, among the drafts


class TypingInPage(Page):
    """The text, below it what each line becomes; it follows each letter.

    What is typed is a draft until it is taken down or cleared, and there again when the page is.
    """

    def __init__(self, place: Workplace) -> None:
        assert place.session is not None
        lead = _(
            "A note a line: the short name on the left of the review copy, then what was written. A letter "
            "between them says what it is, such as C for a challenge; words in quotes are marked."
        )
        super().__init__(_("Notes from paper"), lead, _WIDTH)
        self._place, self._session = place, place.session
        self._theme = place.window.theme
        self._entries: list[Entry] = []
        self._drafts = Drafts(place.session.workshop.id)
        self._latest = QTimer(self, singleShot=True, interval=LATEST_MS)
        self._latest.timeout.connect(self.finish_writing)
        self._add_who()
        self.lines = QPlainTextEdit()
        self.lines.setObjectName("typedlines")
        self.lines.setAccessibleName(_("The notes, one a line"))
        self.lines.setPlaceholderText(_example(place.session.workshop))
        self.lines.setTabChangesFocus(True)
        self.lines.textChanged.connect(self._read)
        self.entries = QListWidget()
        self.entries.setObjectName("entries")
        self.entries.setAccessibleName(_("What each line becomes"))
        self.entries.setWordWrap(True)
        self.entries.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.entries.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.entries.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.total = label("", "soft")
        self.clear = QPushButton(_("Clear"))
        self.clear.setToolTip(_("Drop what is typed here; Ctrl+Z in the text brings the lines back"))
        self.clear.clicked.connect(self._clear)
        self.take = QPushButton()
        self.take.setObjectName("primary")
        self.take.clicked.connect(self._take)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addWidget(self.total, 1)
        foot.addWidget(self.clear)
        foot.addWidget(self.take)
        self.column.addWidget(self.lines)
        self.column.addWidget(label(_("What each line becomes"), "strong"))
        self.column.addWidget(self.entries)
        self.column.addLayout(foot)
        self.column.addStretch(1)
        self.setFocusProxy(self.name)
        self._offer(self._drafts.of(_PLACE) or {})
        self._read()

    def set_theme(self, theme: Theme) -> None:
        """Colours and sizes of the lists, too."""
        super().set_theme(theme)
        self._theme = theme
        self.lines.setFixedHeight(sizes.px(_LINES))
        self.entries.setFixedHeight(sizes.px(_LINES))
        self._colour()

    # ------------------------------------------------------------ kept until it is taken down
    def finish_writing(self) -> None:
        """Keep what is typed: it is no note yet."""
        draft = {"name": self.name.text(), "team": self.team.currentData(), "lines": self.lines.toPlainText()}
        if draft["name"] or draft["lines"]:
            self._drafts.keep(_PLACE, draft)
        else:
            self._drafts.forget(_PLACE)

    @guarded()
    def hideEvent(self, event: QHideEvent) -> None:
        self.finish_writing()
        super().hideEvent(event)

    def _keep_soon(self) -> None:
        if not self._latest.isActive():
            self._latest.start()

    def _offer(self, draft: Draft) -> None:
        """What was typed when the page was left."""
        self.name.setText(str(draft.get("name", "")))
        self.team.setCurrentIndex(max(0, self.team.findData(draft.get("team", ""))))
        self.lines.setPlainText(str(draft.get("lines", "")))

    def _clear(self) -> None:
        self.name.clear()
        self.team.setCurrentIndex(0)
        cursor = self.lines.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.removeSelectedText()  # so that Ctrl+Z brings it back
        self.lines.setFocus()

    # ------------------------------------------------------------ who
    def _add_who(self) -> None:
        workshop = self._session.workshop
        self.team = Choice()
        self.team.setAccessibleName(_("The reviewer’s team"))
        self.team.addItem(_("No team"), "")
        for team in workshop.teams():
            self.team.addItem(team.name or team.code, team.id)
        self.team.setFixedWidth(240)
        self.team.currentIndexChanged.connect(self._keep_soon)
        self.name = QLineEdit()
        self.name.setAccessibleName(_("Who wrote the notes"))
        self.name.setPlaceholderText(_("Who wrote them?"))
        self.name.textChanged.connect(self._count)
        completer = QCompleter([person.name for person in workshop.people()], self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.name.setCompleter(completer)
        self.name.textChanged.connect(self._suggest_team)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.name, 1)
        row.addWidget(self.team)
        self.column.addSpacing(4)
        self.column.addLayout(row)

    def _suggest_team(self) -> None:
        """The team of the person with this name, where none is chosen yet."""
        self._keep_soon()
        if self.team.currentIndex() > 0:
            return
        name = one_line(self.name.text()).casefold()
        for person in self._session.workshop.people():
            if person.team and one_line(person.name).casefold() == name:
                self.team.setCurrentIndex(max(0, self.team.findData(person.team)))

    # ------------------------------------------------------------ lines
    def _read(self) -> None:
        self._entries = read_lines(self._session.workshop, self.lines.toPlainText())
        self.entries.clear()
        for entry in self._entries:
            item = QListWidgetItem(_in_words(entry))
            item.setData(_TONE, "red" if entry.trouble else "amber" if entry.remark else "ink")
            self.entries.addItem(item)
        self._colour()
        self._count()
        self._keep_soon()

    def _colour(self) -> None:
        for n in range(self.entries.count()):
            item = self.entries.item(n)
            item.setForeground(self._theme.color(item.data(_TONE)))

    def _count(self) -> None:
        fit = sum(not entry.trouble for entry in self._entries)
        unfit = len(self._entries) - fit
        text = ngettext("Take down {n} note", "Take down {n} notes", fit) if fit else _("Take down")
        self.take.setText(text.format(n=fit))
        self.clear.setEnabled(bool(self.lines.toPlainText() or self.name.text()))
        self.take.setEnabled(fit > 0 and bool(one_line(self.name.text())))
        said = ngettext("{n} line is not understood yet.", "{n} lines are not understood yet.", unfit)
        named = _("Say who wrote them.") if fit and not one_line(self.name.text()) else ""
        self.total.setText(" ".join(filter(None, (said.format(n=unfit) if unfit else "", named))))

    def _take(self) -> None:
        workshop = self._session.workshop
        round_ = rounds.newest(workshop)
        who = PaperReviewer(self.name.text(), self.team.currentData(), round_.id if round_ else "")
        seq = self._session.document.repository.count()
        try:
            change = take_down(workshop, who, read_lines(workshop, self.lines.toPlainText()), seq)
            self._session.desk.do(change)
        except (Refused, StoreError) as error:
            self._place.refuse(str(error))
            return
        place = self._place
        # A line that goes on begins with a space.
        unfit = [entry.raw.replace("\n", "\n  ") for entry in self._entries if entry.trouble]
        if unfit:
            self.lines.setPlainText("\n".join(unfit))  # these are still to be put right
            self.lines.setFocus()
        else:
            self._clear()
            place.pages.leave()
        place.banners.say(_taken(change.label), "good", [(_("Undo"), place.undo)], topic="taken in")


def _example(workshop: Workshop) -> str:
    """How lines look, with short names of this workshop."""
    codes = [card.code for team in workshop.teams() for card in workshop.objectives(team.id) if card.code]
    first, last = (codes[0], codes[-1]) if codes else ("ENG-2", "SAL-1")
    return "\n".join(
        (
            _("{code} Is this weekly?").format(code=first),
            _("{code}/story C Who says so?").format(code=first),
            _("{code} S Better words for it").format(code=last),
        )
    )


def _taken(what: str) -> str:
    return _("Taken down: {what}.").format(what=what)


def _in_words(entry: Entry) -> str:
    """What a line becomes, in words."""
    if entry.trouble:
        return _("Line {n}: {trouble}").format(n=entry.line, trouble=entry.trouble)
    field = fields.NAMES.get(entry.spot.field, "") if entry.spot else ""
    marked = entry.spot is not None and entry.spot.start is not None
    quote = f"“{entry.quote}”" if marked else ""
    what = _("to read: {wording}").format(wording=entry.wording) if entry.wording else entry.text
    week = _("by week {n}").format(n=entry.by_week) if entry.by_week is not None else ""
    head = " · ".join(filter(None, (f"{entry.code} {field}".strip(), WORDS[entry.kind], quote, week)))
    words = f"{head}: {what}" if what else head
    return f"{words}\n{entry.remark}" if entry.remark else words
