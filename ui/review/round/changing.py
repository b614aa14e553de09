"""What the facilitator alters while a round goes on: who reads whom, its end, or that it is there at all."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu

from okrdesk.cards import Team
from okrdesk.i18n import _, ngettext
from okrdesk.review import coverage, rounds
from okrdesk.review.coverage import Cell
from okrdesk.review.records import Round
from ui.review.state import Review

if TYPE_CHECKING:
    from ui.workplace import Workplace

MORE_MINUTES = 10


class Changing(QObject):
    """Each act can be undone, and says what it means. `read_wanted` names a draft that is to be read."""

    read_wanted = Signal(str)

    def __init__(self, place: Workplace, review: Review) -> None:
        super().__init__(place)
        self._place, self._review = place, review

    @property
    def round(self) -> Round | None:
        """The round that is shown."""
        review = self._review
        return review.workshop.find(Round, review.reviewing.round) if review.session else None

    @property
    def running(self) -> bool:
        """Whether it goes on."""
        round_ = self.round
        return round_ is not None and rounds.is_running(round_, datetime.now(UTC))

    # ------------------------------------------------------------ who reads whom
    def choose(self, about: str, team: str) -> None:
        """Read a draft that a team reads; let the team read it, where it does not."""
        if team == about or self._cell(about, team).state != "none":
            self.read_wanted.emit(about)
        else:
            self.turn(about, team)

    def turn(self, about: str, team: str) -> None:
        """Let a team read a draft, or not after all; what it wrote stays."""
        round_, workshop = self.round, self._review.workshop
        if round_ is None:
            return
        if team == about:
            self._review.refuse(_("A team does not review its own draft."))
            return
        cell = self._cell(about, team)
        make = rounds.remove_pair if cell.planned else rounds.add_pair
        if self._review.carry_out(make(workshop, round_, team, about)):
            self._tell(self._turned(about, team, cell))

    def show_menu(self, about: str, team: str, at: QPoint) -> None:
        """What can be done about a cell, at a point of the screen."""
        names = self._names(about, team)
        menu = QMenu(self._place.window)
        menu.aboutToHide.connect(menu.deleteLater)
        read = menu.addAction(_("Read the draft of {about}").format(**names))
        read.triggered.connect(partial(self._read, about))
        if team != about:
            planned = self._cell(about, team).planned
            words = _("Let {team} not read it after all") if planned else _("Let {team} read it")
            turn = menu.addAction(words.format(**names))
            turn.triggered.connect(partial(self._turn, about, team))
        menu.popup(at)

    def _read(self, about: str, _checked: bool = False) -> None:
        self.read_wanted.emit(about)

    def _turn(self, about: str, team: str, _checked: bool = False) -> None:
        self.turn(about, team)

    def _cell(self, about: str, team: str) -> Cell:
        round_ = self.round
        cells = coverage.grid(self._review.workshop, round_.id) if round_ else {}
        return cells.get((team, about), Cell())

    def _names(self, about: str, team: str) -> dict[str, str]:
        found = {"about": about, "team": team}
        return {
            key: there.name for key, id_ in found.items() if (there := self._review.workshop.find(Team, id_))
        }

    def _turned(self, about: str, team: str, before: Cell) -> str:
        names = self._names(about, team)
        if not before.planned:
            return _("{team} reads the draft of {about}.").format(**names)
        said = _("{team} need not read the draft of {about} any more.").format(**names)
        if before.notes:
            stay = ngettext("Its {n} note stays.", "Its {n} notes stay.", before.notes)
            said += " " + stay.format(n=before.notes)
        return said

    # ------------------------------------------------------------ its time
    def extend(self) -> None:
        """Give the round ten more minutes."""
        if (round_ := self.round) is not None:
            workshop = self._review.workshop
            self._review.carry_out(rounds.extend(workshop, round_, MORE_MINUTES, datetime.now(UTC)))

    def end_now(self) -> None:
        """End the round."""
        if (round_ := self.round) is not None:
            self._review.carry_out(rounds.end_now(self._review.workshop, round_, datetime.now(UTC)))

    def remove(self) -> None:
        """Take the round back; what was said in it stays."""
        round_ = self.round
        if round_ is not None and self._review.carry_out(rounds.drop_round(self._review.workshop, round_)):
            said = _("{round} is gone; what was said in it stays, and can still be submitted.")
            self._tell(said.format(round=round_.name))

    def _tell(self, sentence: str) -> None:
        self._place.banners.say(sentence, "good", [(_("Undo"), self._place.undo)], topic="taken in")
