"""What the top bar shows in the review room: the draft is read-only, the time left, and submitting."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from okrdesk.cards import Team
from okrdesk.i18n import _
from okrdesk.review import rounds
from okrdesk.review.records import Round
from ui.look import sizes
from ui.pages.page import label
from ui.process.errors import guarded
from ui.review.round.telling import clock
from ui.review.state import Review

if TYPE_CHECKING:
    from ui.review.round.submitting import Submitting

_LAST = timedelta(minutes=5)  # the end is near
_ROOM_FOR_BADGE = 1240  # pixels of the window at 100 %


class ReviewTop(QFrame):
    """Shown only while the review room is."""

    def __init__(self, review: Review, submitting: Submitting) -> None:
        super().__init__()
        self.setObjectName("reviewtop")
        self._review = review
        self.badge = label(_("draft is read-only"), "reviewbadge", wrap=False)
        self.clock = label("", "reviewclock", wrap=False)
        self.packet = QPushButton(_("Save packet…"))
        self.packet.setObjectName("reviewact")
        self.packet.clicked.connect(submitting.save_packet)
        self.packet.hide()
        self.submit, self.reopen = QPushButton(_("Submit review")), QPushButton(_("Reopen review"))
        self.submit.setObjectName("reviewsubmit")
        self.reopen.setObjectName("reviewact")
        self.submit.clicked.connect(submitting.submit)
        self.reopen.clicked.connect(submitting.reopen)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 6, 0)
        row.setSpacing(10)
        for widget in (self.badge, self.clock, self.packet, self.submit, self.reopen):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self._wide = True
        self._second = QTimer(self, interval=1000)
        self._second.timeout.connect(self.tell_time)
        self._submitting = submitting
        review.opened.connect(self.refresh)
        review.changed.connect(self.refresh)

    def fit(self, width: int) -> None:
        """In a window that is so wide, leave out what is said elsewhere."""
        self._wide = width >= sizes.px(_ROOM_FOR_BADGE)
        self.badge.setVisible(self._wide and self._reading)

    def refresh(self, _touched: object = None) -> None:
        """Show what can be done now."""
        review = self._review
        self.badge.setVisible(self._wide and self._reading)
        can = self._submitting.can
        self.packet.setVisible(review.packet is not None and can)
        done = can and self._submitting.done
        self.submit.setVisible(can and not done)
        self.reopen.setVisible(can and done)
        self.tell_time()

    def role(self) -> str:
        """As whom one reviews, for the bar's second line."""
        review = self._review
        if review.packet and review.packet.packet.back and review.packet.read_only:
            return _("Review by {name}").format(name=review.packet.packet.back.name or _("somebody else"))
        team = review.workshop.find(Team, review.reviewing.team) if review.session else None
        if team is None:
            return ""
        words = _("Reading your own draft") if review.own else _("Reviewing as {team}").format(team=team.name)
        return f"{words} · {review.author.name}"

    def tell_time(self) -> None:
        """Show the time that the round still has."""
        review = self._review
        round_ = review.workshop.find(Round, review.reviewing.round) if review.session else None
        left = rounds.time_left(round_, datetime.now(UTC)) if round_ else None
        self.clock.setVisible(left is not None)
        if left is None:
            self._second.stop()
            return
        over = left <= timedelta()
        self.clock.setText(_("time is up") if over else clock(left))
        self._show_near(left <= _LAST)
        if over or not self.isVisible():
            self._second.stop()
        elif not self._second.isActive():
            self._second.start()

    @property
    def ticking(self) -> bool:
        """Whether the clock runs."""
        return self._second.isActive()

    @property
    def _reading(self) -> bool:
        return self._review.session is not None and bool(self._review.about) and not self._review.own

    def _show_near(self, near: bool) -> None:
        if self.clock.property("near") != near:
            self.clock.setProperty("near", near)
            self.clock.style().polish(self.clock)

    @guarded()
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    @guarded()
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._second.stop()
