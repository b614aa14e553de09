"""The review room: on the left whose draft, in the middle the draft, on the right what is said of it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from okrdesk.cards import Team
from okrdesk.i18n import _
from okrdesk.review import asking, rounds
from okrdesk.review.notes import Reviewing, team_of
from okrdesk.review.threads import readings
from ui.look import sizes
from ui.look.theme import Theme
from ui.process.errors import guarded
from ui.review.margin.margin import Margin
from ui.review.reader.reader import Reader
from ui.review.round.changing import Changing
from ui.review.round.round_view import RoundView
from ui.review.round.submitting import Submitting
from ui.review.round.teaching import Teaching
from ui.review.round.top import ReviewTop
from ui.review.side.side import Side
from ui.review.state import Review
from ui.review.telling import draft_facts

if TYPE_CHECKING:
    from ui.session import Session
    from ui.workplace import Workplace

_SIDE = (222, 256, 0.16)  # the left side: least and most pixels at 100 %, and its share of the room


class ReviewRoom(QWidget):
    """Puts the parts side by side. Shortcuts of one letter hold in `review_keys`.

    In the middle stands the draft with its notes, the round's grid, or what to do first.
    """

    keys: tuple[QWidget, ...] = ()  # no card can be altered here

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self.setObjectName("reviewroom")
        self.setAccessibleName(_("Review room"))
        self._place = place
        self.review = Review(place)
        self.submitting = Submitting(place, self.review)
        self.top = ReviewTop(self.review, self.submitting)
        self.side = Side(self.review)
        self.reader = Reader(self.review)
        self.margin = Margin(self.review, self.reader)
        self.changing = Changing(place, self.review)
        self.round_view = RoundView(self.review, self.changing)
        self.teaching = Teaching(self.review)
        self.review_keys = (self.reader, self.margin, self.side.answers, self.side.asks)
        self._read_before = False
        self._lay_out()
        self._follow()
        for widget in self.review_keys:
            place.actions.attend(widget, "review")

    def _lay_out(self) -> None:
        self._draft = QWidget()
        pair = QHBoxLayout(self._draft)
        pair.setContentsMargins(0, 0, 0, 0)
        pair.setSpacing(0)
        pair.addWidget(self.reader, 1)
        pair.addWidget(self.margin)
        self._middle = QStackedWidget()
        for part in (self.teaching, self._draft, self.round_view):
            self._middle.addWidget(part)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.side)
        row.addWidget(self._middle, 1)
        self._place.topbar.add_part(self.top)
        self.top.hide()

    def _follow(self) -> None:
        side, review = self.side, self.review
        for button in (self.top.submit, self.top.reopen):  # the one that was clicked gives way to the other
            button.clicked.connect(self._read_on)
        side.team_chosen.connect(self.open_draft)
        side.keys_free.connect(self._read_on)
        side.questions_wanted.connect(self.edit_questions)
        side.foot.round_wanted.connect(self.show_round)
        side.foot.plan_wanted.connect(self.plan_round)
        self.teaching.team_chosen.connect(self.open_draft)
        self.submitting.read_wanted.connect(self.open_draft)
        self.teaching.plan_wanted.connect(self.plan_round)
        self.round_view.plan_wanted.connect(self.plan_round)
        self.round_view.change_wanted.connect(self.change_round)
        self.changing.read_wanted.connect(self.open_draft)
        review.opened.connect(self._opened)
        review.changed.connect(self._changed)
        self._place.rooms.shown.connect(self._entered)
        self._place.known.connect(self._meet)
        for signal in (review.current_changed, review.opened, self.margin.shown):
            signal.connect(self._place.actions.refresh)

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """What stands in the middle takes the keys; where there is nothing to read, the left side."""
        shown = self._middle.currentWidget()
        if shown is self._draft:
            self.reader.setFocus(reason)
        elif shown is self.round_view:
            self.round_view.setFocus(reason)
        else:
            self.side.take_focus()

    def _read_on(self) -> None:
        self.setFocus()

    # ------------------------------------------------------------ whose draft
    def open_draft(self, team: str) -> None:
        """Read a team's draft; in a round it is noted that it is being read."""
        review = self.review
        self._turn_to(team)
        self._show_middle(self._draft)
        reviewing = review.reviewing
        writable = review.session is not None and not review.session.document.read_only
        if writable and rounds.find_pair(review.workshop, reviewing.round, reviewing.team, team):
            review.carry_out(asking.open_draft(review.workshop, review.author, reviewing, team))
        self.reader.setFocus()

    def open_own(self) -> None:
        """Read what others say of my team's draft."""
        self.open_draft(self.review.reviewing.team)

    def show_round(self) -> None:
        """Show who has read what; no draft is read meanwhile."""
        if self.round_view.round is not None:
            self._place.rooms.enter("review")
            self.review.set_about("")
            self._show_middle(self.round_view)
            self.round_view.setFocus()

    def plan_round(self) -> None:
        """Plan who reads whom."""
        from ui.review.round.plan_page import plan_round

        plan_round(self._place).done.connect(self.show_round)

    def change_round(self) -> None:
        """Alter the round that is shown: who reads whom, its end, what is seen of it."""
        from ui.review.round.plan_page import plan_round

        if (round_ := self.changing.round) is not None:
            plan_round(self._place, round_).done.connect(self.show_round)

    def edit_questions(self) -> None:
        """Show the questions to ask, and alter them."""
        from ui.review.round.bank_page import show_bank

        show_bank(self._place)

    def _turn_to(self, team: str) -> None:
        """Show a team's draft; of a packet it is noted which ones were shown."""
        review, before = self.review, self.review.about
        review.set_about(team)
        if review.packet and not review.packet.read_only and team != before:
            review.carry_out(review.packet.opening(before, team))

    def _show_middle(self, part: QWidget) -> None:
        self._middle.setCurrentWidget(part)
        self._fit()

    # ------------------------------------------------------------ following
    def _opened(self) -> None:
        review = self.review
        self._read_before = self._is_noted()
        if review.session is not None and review.about:
            self._show_middle(self._draft)
        elif self._middle.currentWidget() is self._draft or self.round_view.round is None:
            self._show_middle(self.teaching)
        self._tell_role()

    def _changed(self, _touched: object) -> None:
        """Follow the newest round; a draft whose opening is undone is closed again."""
        review = self.review
        newest = rounds.newest(review.workshop)
        round_ = newest.id if newest else ""
        if round_ != review.reviewing.round:
            review.set_reviewing(replace(review.reviewing, round=round_))
            return
        noted = self._is_noted()
        if self._read_before and not noted:
            review.set_about("")
        self._read_before = noted
        self._tell_role()

    def _is_noted(self) -> bool:
        review = self.review
        if review.session is None or not (review.about and review.reviewing.round):
            return False
        found = readings(review.workshop, review.key, review.reviewing.round, review.about)
        return review.reviewing.team in [progress.team for progress in found]

    def _entered(self, name: str) -> None:
        here = name == "review" and self.review.session is not None
        self.top.setVisible(here)
        self._tell_role()

    def _meet(self) -> None:
        """Who sits here has said their name: they may be of a team."""
        review = self.review
        if review.session is None:
            return
        team = asking.home_team(review.workshop, review.author)
        if team and review.packet is None:
            review.set_reviewing(replace(review.reviewing, team=team))
        self.side.show_all()
        self._tell_role()

    def _tell_role(self) -> None:
        here = self._place.rooms.name == "review" and self.review.session is not None
        self._place.topbar.show_role(self.top.role() if here else "")
        told = here or self.review.packet is not None  # the counts of a packet are those of no plan
        self._place.status.show_facts(draft_facts(self.review, self.submitting) if told else "")

    # ------------------------------------------------------------ as every room
    def show_session(self, session: Session | None) -> None:
        """Show an open workshop and follow its changes, or (None) nothing."""
        self.review.show_session(session)
        if session is not None and session.packet is None:
            newest = rounds.newest(session.workshop)
            team = asking.home_team(session.workshop, session.desk.author)
            self.review.set_reviewing(Reviewing(newest.id if newest else "", team))
        self._show_middle(self._draft if self.review.about else self.teaching)
        self._entered(self._place.rooms.name)

    def set_theme(self, theme: Theme) -> None:
        """Paint all in another theme, or with text of another size."""
        for part in (self.side, self.reader, self.margin, self.round_view):
            part.set_theme(theme)
        self._fit()

    def finish_writing(self) -> None:
        """Keep what is being written as drafts."""
        self.margin.finish_writing()

    def view(self) -> str:
        """Whose draft is read for which team, how far and beside what, for `show_again`."""
        team, about = self.review.reviewing.team, self.review.about
        grid = self._middle.currentWidget() is self.round_view
        return json.dumps({"team": team, "about": about, "grid": grid, **self.reader.view()})

    def show_again(self, view: str) -> None:
        """Stand as `view()` told; who is known to be of a team reviews for that one."""
        try:
            plain = json.loads(view)
            team, about, grid = str(plain["team"]), str(plain["about"]), plain["grid"] is True
        except (ValueError, KeyError, TypeError):
            return
        review = self.review
        known = asking.home_team(review.workshop, review.author)
        if not known and review.packet is None and review.workshop.find(Team, team):
            review.set_reviewing(replace(review.reviewing, team=team))
        review.set_about(about if review.workshop.find(Team, about) else "")
        self.reader.show_again(plain)
        if grid and self.round_view.round is not None:
            self._show_middle(self.round_view)
        if self._place.rooms.current is self:
            self.setFocus()  # where one reads on, not on what Qt comes to first

    def edit_card(self, id_: str) -> None:
        """Drafts are read-only here: the card is only shown."""
        self.reveal(id_)

    def reveal(self, id_: str) -> None:
        """Bring a card into view, in its team's draft."""
        if about := team_of(self.review.workshop, id_):
            self._turn_to(about)
            self.reader.show_card(id_)
            self._show_middle(self._draft)

    @guarded()
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        least, most, share = _SIDE
        wide = max(sizes.px(least), min(sizes.px(most), round(self.width() * share)))
        self.side.setFixedWidth(min(wide, max(least, self.width() // 3)))
        self.top.fit(self.window().width())
