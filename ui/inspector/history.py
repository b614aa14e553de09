"""What happened to the selected card: who did what when, and a way to put an old value back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from exports import words
from okrdesk import edits
from okrdesk.check import name
from okrdesk.i18n import _, ngettext
from ui.inspector.bench import Bench
from ui.inspector.pages import Page
from ui.inspector.pieces import Line, Row, Rows, beside, quiet_button

if TYPE_CHECKING:
    from okrdesk.card_history import Moment

PAGE = 40  # moments
LATEST = 200  # entries of the journal
_MINUTE, _HOUR, _DAY, _WEEK = 60, 3600, 86_400, 7 * 86_400  # seconds


def ago(when: datetime, now: datetime) -> str:
    """How long ago something was, as people say it; from a week on the day."""
    seconds = (now - when).total_seconds()
    if seconds < _MINUTE:
        return _("just now")
    if seconds < _HOUR:
        n = int(seconds // _MINUTE)
        return ngettext("{n} minute ago", "{n} minutes ago", n).format(n=n)
    if seconds < _DAY:
        n = int(seconds // _HOUR)
        return ngettext("{n} hour ago", "{n} hours ago", n).format(n=n)
    if seconds < _WEEK:
        n = int(seconds // _DAY)
        return ngettext("{n} day ago", "{n} days ago", n).format(n=n)
    return words.date_text(when.date())


def exactly(when: datetime) -> str:
    """A moment to the minute."""
    return f"{words.date_text(when.date())}, {when:%H:%M}"


class HistoryPage(Page):
    """The history of one card and its parts, the latest first; what was long before when it is asked for."""

    def __init__(self, bench: Bench, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._moments: list[Moment] = []
        self._clock = clock
        super().__init__(bench)

    def build(self) -> None:
        """A line for each thing that was done."""
        self._wanted, self._reach = PAGE, LATEST  # moments that are shown, entries that are read for them
        self.rows = Rows(self._row, spacing=10)
        self.earlier = quiet_button(_("Show what was before"))
        self.earlier.clicked.connect(self._show_earlier)
        self._none = Line("faint", _("Nothing was done here yet."))
        self._head = self.section(" ", self.rows, self.earlier, self._none)

    def show_records(self, ids: tuple[str, ...]) -> None:
        """Show other records: from what happened last."""
        if ids != self.ids:
            self._wanted, self._reach = PAGE, LATEST
        super().show_records(ids)

    def describe(self) -> None:
        """Read the history anew."""
        from okrdesk.card_history import history_of

        workshop = self.bench.workshop
        self._moments, whole = history_of(self.bench.desk, self.ids[-1], self._reach)
        self._head.name(_("History"), name(workshop, workshop[self.ids[-1]]))
        # Counted from the oldest: what was there before keeps its row, and the focus in it.
        last = len(self._moments)
        self.rows.show_keys(str(n) for n in range(last, max(0, last - self._wanted), -1))
        self.earlier.setVisible(last > self._wanted or not whole)
        self._none.setVisible(not self._moments)

    def _show_earlier(self) -> None:
        self._wanted += PAGE
        if self._wanted > len(self._moments):
            self._reach += LATEST
        self.describe()

    def moment(self, key: str) -> Moment:
        """What a row shows."""
        return self._moments[len(self._moments) - int(key)]

    def put_back(self, moment: Moment) -> None:
        """Give a field the value back that it had before, as a new change."""
        step, workshop = moment.step, self.bench.workshop
        if step is not None and step.id in workshop:
            label = _("Put back {card}").format(card=name(workshop, workshop[step.id]))
            self.bench.carry_out(edits.set_fields(workshop, step.id, label, **{step.field: step.old}))

    def now(self) -> datetime:
        """The time of day, in the person's own time zone."""
        return self._clock().astimezone()

    def _row(self) -> Row:
        return MomentRow(self)


class MomentRow(Row):
    """One thing that was done."""

    def __init__(self, page: HistoryPage) -> None:
        super().__init__()
        self._page = page
        self._sentence = Line("value")
        self._who = Line("faint")
        self.back = quiet_button(_("Put back"))
        self.back.clicked.connect(self._put_back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        column.addWidget(self._sentence)
        column.addWidget(beside(self._who, self.back))

    def refresh(self) -> None:
        """Show who did what when, and whether it can be put back."""
        moment = self._page.moment(self.key)
        when = datetime.fromisoformat(moment.when).astimezone()
        self._sentence.say(moment.sentence)
        self._who.say(" · ".join(filter(None, (moment.author, ago(when, self._page.now())))))
        self._who.setToolTip(exactly(when))
        step = moment.step
        record = self._page.bench.workshop.get(step.id) if step else None
        differs = record is not None and step is not None and getattr(record, step.field) != step.old
        self.back.setVisible(differs)
        self.back.setAccessibleName(_("Put back what was before: {what}").format(what=moment.sentence))

    def _put_back(self) -> None:
        self._page.put_back(self._page.moment(self.key))
