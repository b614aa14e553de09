"""The commands of a round: planning it, its time, submitting, and whose draft comes next."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from okrdesk.i18n import _

if TYPE_CHECKING:
    from ui.review.room import ReviewRoom
    from ui.workplace import Workplace


class RoundCommands(QObject):
    """Adds the menu's entries when the room is made."""

    def __init__(self, place: Workplace, room: ReviewRoom) -> None:
        super().__init__(place)
        self._place, self._room = place, room
        add = place.actions.add
        for step, text, key in ((1, _("Next draft"), "Alt+Right"), (-1, _("Draft before"), "Alt+Left")):
            add(
                "review", "go", text, partial(self._go, step), key, scope="review", when=self._drafts,
                why=_("there is no draft to read yet"),
            )  # fmt: skip
        add("review", "go", _("My team’s draft"), room.open_own, when=self._team,
            why=_("choose first which team you review as"))  # fmt: skip
        no_round, none = _("plan a round first"), self._has_round
        self.submit = add(
            "review", "round", _("Submit my review"), room.submitting.submit, when=self._can_submit,
            why=_("open a draft first that your team reads in this round"),
        )  # fmt: skip
        self.reopen = add(
            "review", "round", _("Reopen my review"), room.submitting.reopen, when=self._can_reopen,
            why=_("this review is not submitted"),
        )  # fmt: skip
        self.plan = add("review", "round", _("Plan a round…"), room.plan_round, needs="workshop")
        self.show_round = add(
            "review",
            "round",
            _("Who has read what"),
            room.show_round,
            when=none,
            why=no_round,
            needs="workshop",
        )
        changing = room.changing
        self.change = add("review", "round", _("Change the round…"), room.change_round, when=none,
                          why=no_round, needs="workshop")  # fmt: skip
        add(
            "review",
            "round",
            _("Ten more minutes"),
            changing.extend,
            when=none,
            why=no_round,
            needs="workshop",
        )
        add(
            "review",
            "round",
            _("End the round now"),
            changing.end_now,
            when=self._running,
            why=no_round,
            needs="workshop",
        )
        add("review", "round", _("Remove the round"), changing.remove, when=none, why=no_round,
            needs="workshop")  # fmt: skip
        self.bank = add("review", "round", _("Questions to ask…"), room.edit_questions, needs="workshop")

    def _go(self, step: int, _checked: bool = False) -> None:
        teams, about = self._room.side.drafts(), self._room.review.about
        at = teams.index(about) + step if about in teams else 0 if step > 0 else -1
        self._room.open_draft(teams[at % len(teams)])

    def _drafts(self) -> bool:
        return bool(self._room.side.drafts())

    def _team(self) -> bool:
        return bool(self._room.review.reviewing.team)

    def _can_submit(self) -> bool:
        return self._room.submitting.can and not self._room.submitting.done

    def _can_reopen(self) -> bool:
        return self._room.submitting.done

    def _has_round(self) -> bool:
        return self._room.round_view.round is not None

    def _running(self) -> bool:
        return self._room.changing.running
