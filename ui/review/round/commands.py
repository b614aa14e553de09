"""The commands of a round: planning it, its time, submitting, and whose draft comes next."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from okrdesk.i18n import _
from ui.review.from_anywhere import RoomCommands

if TYPE_CHECKING:
    from ui.review.room import ReviewRoom
    from ui.workplace import Workplace


class RoundCommands(RoomCommands):
    """Adds the menu's entries."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        for step, text, key in ((1, _("Next draft"), "Alt+Right"), (-1, _("Draft before"), "Alt+Left")):
            self._add(
                "go", text, partial(self._go, step), key, scope="review", can=self._drafts,
                why=_("there is no draft to read yet"),
            )  # fmt: skip
        self._add("go", _("My team’s draft"), self._open_own, can=self._team, before=True,
                  why=_("choose first which team you review as"))  # fmt: skip
        self.submit = self._add(
            "round", _("Submit my review"), self._submit, can=self._can_submit,
            why=_("open a draft first that your team reads in this round"),
        )  # fmt: skip
        self.reopen = self._add(
            "round", _("Reopen my review"), self._reopen, can=self._can_reopen,
            why=_("this review is not submitted"),
        )  # fmt: skip
        self._add_planning()

    def _add_planning(self) -> None:
        add = partial(self._add, "round", needs="workshop", before=True)
        of_round = partial(add, can=self._has_round, why=_("plan a round first"))
        self.plan = add(_("Plan a round…"), self._plan)
        self.show_round = of_round(_("Who has read what"), self._show_round)
        self.change = of_round(_("Change the round…"), self._change)
        of_round(_("Ten more minutes"), self._extend)
        add(_("End the round now"), self._end_now, can=self._running, why=_("no round goes on now"))
        of_round(_("Remove the round"), self._remove)
        self.bank = add(_("Questions to ask…"), self._edit_questions)

    # ------------------------------------------------------------ going about
    def _go(self, step: int, room: ReviewRoom) -> None:
        teams, about = room.side.drafts(), room.review.about
        at = teams.index(about) + step if about in teams else 0 if step > 0 else -1
        room.open_draft(teams[at % len(teams)])

    def _drafts(self, room: ReviewRoom) -> bool:
        return bool(room.side.drafts())

    def _open_own(self, room: ReviewRoom) -> None:
        room.open_own()

    def _team(self, room: ReviewRoom) -> bool:
        return bool(room.review.reviewing.team)

    # ------------------------------------------------------------ the reviewer
    def _submit(self, room: ReviewRoom) -> None:
        room.submitting.submit()

    def _can_submit(self, room: ReviewRoom) -> bool:
        return room.submitting.can and not room.submitting.done

    def _reopen(self, room: ReviewRoom) -> None:
        room.submitting.reopen()

    def _can_reopen(self, room: ReviewRoom) -> bool:
        return room.submitting.done

    # ------------------------------------------------------------ the facilitator
    def _plan(self, room: ReviewRoom) -> None:
        room.plan_round()

    def _show_round(self, room: ReviewRoom) -> None:
        room.show_round()

    def _has_round(self, room: ReviewRoom) -> bool:
        return room.round_view.round is not None

    def _change(self, room: ReviewRoom) -> None:
        room.change_round()

    def _extend(self, room: ReviewRoom) -> None:
        room.changing.extend()

    def _end_now(self, room: ReviewRoom) -> None:
        room.changing.end_now()

    def _running(self, room: ReviewRoom) -> bool:
        return room.changing.running

    def _remove(self, room: ReviewRoom) -> None:
        room.changing.remove()

    def _edit_questions(self, room: ReviewRoom) -> None:
        room.edit_questions()
