"""Handing the notes on a draft over to its team, and taking them back to go on."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from okrdesk.cards import Team
from okrdesk.i18n import _, ngettext
from okrdesk.review import asking, coverage
from okrdesk.review.records import Note, Round
from okrdesk.review.rounds import find_pair
from ui.review.state import Review

if TYPE_CHECKING:
    from okrdesk.review.packet_desk import PacketDocument
    from ui.widgets.banner import WayOut
    from ui.workplace import Workplace


class Submitting(QObject):
    """Submits the review of the draft that is read. `read_wanted`: this team's is to be read first."""

    read_wanted = Signal(str)

    def __init__(self, place: Workplace, review: Review) -> None:
        super().__init__(place)
        self._place, self._review = place, review
        review.changed.connect(self._look)

    @property
    def can(self) -> bool:
        """Whether there is something to submit or reopen: a review in a round, planned or begun, or notes of
        a round that went by or was taken back.
        """
        review, reviewing = self._review, self._review.reviewing
        if review.packet:
            return not review.packet.read_only
        if review.session is None or review.own or not (reviewing.team and review.about):
            return False
        if find_pair(review.workshop, reviewing.round, reviewing.team, review.about):
            return True
        in_round = review.workshop.find(Round, reviewing.round) is not None
        return (in_round and self._standing().opened) or bool(self._held_back())

    @property
    def done(self) -> bool:
        """Whether the review of this draft is submitted; in a packet, that of all drafts."""
        if self._review.packet:
            return self._review.packet.stage == "submitted"
        return self.can and self._standing().submitted and not self._held_back()

    def submit(self) -> None:
        """Submit it, and say what that means."""
        review = self._review
        if not self.can or self.done:
            return
        if review.packet:
            self._submit_packet(review.packet)
            return
        self._place.finish_typing()
        n = self._standing().notes + sum(x.round != review.reviewing.round for x in self._held_back())
        change = asking.submit(review.workshop, review.author, review.reviewing, review.about)
        if review.carry_out(change):
            self._tell(self._sentence(n))

    def reopen(self) -> None:
        """Take it back."""
        review = self._review
        if not self.done:
            return
        if review.packet:
            self._place.packets.reopen()
            return
        change = asking.reopen(review.workshop, review.author, review.reviewing, review.about)
        if review.carry_out(change):
            round_ = review.workshop.find(Round, review.reviewing.round)
            open_ = round_ is not None and round_.open_from_start
            hidden = _("Your notes are yours alone again until you submit.")
            self._tell(_("Go on: you are still reading.") if open_ else hidden)

    def save_packet(self) -> None:
        """Write the packet to another file, too."""
        self._place.files.save_copy()

    # ------------------------------------------------------------ within
    def _submit_packet(self, packet: PacketDocument) -> None:
        """Submit a packet; which drafts were never opened is said first, and they need not be handed in."""
        unread = [team for team in packet.sent.about if team not in (*packet.opened, self._review.about)]
        if not unread:
            self._place.packets.submit()
            return
        names = [team.name for id_ in unread if (team := packet.workshop.find(Team, id_))]
        n = len(names)
        text = ngettext(
            "You have not opened the draft of {teams} yet.",
            "You have not opened {n} drafts yet: {teams}.", n,
        ).format(n=n, teams=", ".join(names))  # fmt: skip
        ways: list[WayOut] = [(_("Read on"), partial(self.read_wanted.emit, unread[0]))]
        if n < len(packet.sent.about):
            ways.append((_("Submit what I have read"), partial(self._place.packets.submit, unread)))
        self._place.banners.say(text, "warn", ways, topic="unread")

    def _look(self, _touched: object) -> None:
        """A packet whose submission was undone is not to be handed back; who goes on is asked anew."""
        self._place.banners.clear("unread")
        if self._review.packet and not self.done:
            self._place.banners.clear("handed in")

    def _standing(self) -> coverage.Standing:
        review = self._review
        return coverage.standing(review.workshop, review.key, review.reviewing.round, review.about)

    def _held_back(self) -> list[Note]:
        return asking.held_back(self._review.workshop, self._review.key, self._review.about)

    def _sentence(self, n: int) -> str:
        team = self._review.workshop.find(Team, self._review.about)
        if n == 0:
            said = _("{team} sees that you have read its draft and have no notes.")
        else:
            said = ngettext(
                "{team} can read your {n} note now; reopen the review to go on.",
                "{team} can read your {n} notes now; reopen the review to go on.", n,
            )  # fmt: skip
        return said.format(team=team.name if team else "", n=n)

    def _tell(self, sentence: str) -> None:
        self._place.banners.say(sentence, "good", [(_("Undo"), self._place.undo)], topic="taken in")
