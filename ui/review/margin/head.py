"""The margin's head: how many notes are open and settled, and which of them are shown."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from okrdesk.i18n import _, ngettext
from okrdesk.review import threads as talks
from okrdesk.review.threads import Thread
from ui.inspector.pieces import IconButton
from ui.process.errors import guarded
from ui.review.margin.looks import KINDS
from ui.review.margin.pieces import Label, button, words
from ui.review.state import Filter, Review
from ui.widgets.flow import Flow

_BETWEEN = 28 + 2 * 8 + 4  # pixels: the margins and gaps of the first line


class Head(QWidget):
    """Counts, and a filter whose parts are chips while they hold. `gone_wanted`: the tray is asked for."""

    gone_wanted = Signal()

    def __init__(self, review: Review) -> None:
        super().__init__()
        self.setObjectName("marginhead")
        self._review = review
        self.caption = QLabel(_("NOTES"))
        self.caption.setObjectName("caption")
        self.counts = Label("notemeta", "")
        self.counts.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.filter = IconButton("filter", _("Which notes are shown"))
        self.filter.clicked.connect(self.open_filter)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.caption)
        row.addWidget(self.counts, 1)
        row.addWidget(self.filter)
        self._chips = QWidget()
        self._flow = Flow(self._chips, 6)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 12, 6)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._chips)
        self.nothing = words("notemeta", "")
        self.nothing.hide()
        column.addWidget(self.nothing)
        self.show_filter()

    def count(self, threads: list[Thread], shown: int, gone: int) -> None:
        """Say how many there are, how many speak of cards that are gone, and that none of them is `shown`."""
        still_open = sum(thread.open for thread in threads)
        settled = sum(thread.state != "open" for thread in threads)
        parts = [_("open {n}").format(n=still_open), _("settled {n}").format(n=settled)]
        if gone:
            parts.append(_("gone {n}").format(n=gone))
        self.counts.setText(" · ".join(parts))
        none = ngettext("The only note is not of these.", "None of the {n} notes is of these.", len(threads))
        self.nothing.say(none.format(n=len(threads)))
        self.nothing.setVisible(bool(threads) and not shown)
        self._fit()

    @guarded()
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where both have no room in one line, the counts speak for themselves."""
        counts = self.counts.fontMetrics().horizontalAdvance(self.counts.text())
        parts = counts + self.caption.sizeHint().width() + self.filter.sizeHint().width()
        self.caption.setVisible(parts + _BETWEEN <= self.width())

    # ------------------------------------------------------------ the filter
    def show_filter(self) -> None:
        """Show what holds as chips; a click on one takes it away."""
        while (item := self._flow.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        shown, holds = self._review.filter, []
        if shown.open_only:
            holds.append((_("Open only"), replace(shown, open_only=False)))
        holds += [(KINDS[k][0], replace(shown, kinds=shown.kinds - {k})) for k in KINDS if k in shown.kinds]
        if shown.person:
            holds.append((self._people().get(shown.person, "?"), replace(shown, person="")))
        for title, without in holds:
            chip = button(f"{title}  ×", _("Show others than {what} too").format(what=title), look="notechip")
            chip.clicked.connect(partial(self._take, without))
            self._flow.addWidget(chip)
            chip.show()
        self._chips.setVisible(bool(holds))
        self._chips.updateGeometry()

    def menu(self) -> QMenu:
        """What can be shown: by kind, by person, open ones only."""
        menu, shown = QMenu(self), self._review.filter
        there = {thread.note.kind for thread in self._review.all_threads()} | shown.kinds
        only = menu.addAction(_("Open only"))
        only.setCheckable(True)
        only.setChecked(shown.open_only)
        only.triggered.connect(partial(self._take, replace(shown, open_only=not shown.open_only)))
        menu.addSeparator()
        for kind in KINDS:
            if kind in there:
                action = menu.addAction(KINDS[kind][0])
                action.setCheckable(True)
                action.setChecked(kind in shown.kinds)
                action.triggered.connect(partial(self._take, replace(shown, kinds=shown.kinds ^ {kind})))
        menu.addSeparator()
        for key, who in self._people().items():
            action = menu.addAction(_("By {who}").format(who=who))
            action.setCheckable(True)
            action.setChecked(shown.person == key)
            person = "" if shown.person == key else key
            action.triggered.connect(partial(self._take, replace(shown, person=person)))
        menu.addSeparator()
        every = menu.addAction(_("Show all"))
        every.setEnabled(shown != Filter())
        every.triggered.connect(partial(self._take, Filter()))
        return menu

    def open_filter(self) -> None:
        """Let the person choose which notes are shown."""
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.filter.mapToGlobal(self.filter.rect().bottomLeft()))

    def _take(self, wanted: Filter, _checked: bool = False) -> None:
        self._review.set_filter(wanted)

    def _people(self) -> dict[str, str]:
        """Who wrote, by key; where a round keeps names to itself, nobody is told apart."""
        review, people = self._review, {}
        for thread in review.all_threads():
            note = thread.note
            if note.key not in people and (
                name := talks.byline(review.workshop, note.key, note.round, review.key)
            ):
                people[note.key] = name
        return people
