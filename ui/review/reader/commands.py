"""The commands of the reader: the next card, what is read beside it, verdicts on the objective under the
caret.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from okrdesk.i18n import _
from okrdesk.review.records import VerdictQuestion
from ui.review.from_anywhere import RoomCommands
from ui.review.reader.questions import SHORT

if TYPE_CHECKING:
    from ui.review.room import ReviewRoom
    from ui.workplace import Workplace


class ReaderCommands(RoomCommands):
    """Adds the menu's entries."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        nothing = _("there is nothing to read yet")
        for step, text, key in ((1, _("Next card"), "J"), (-1, _("Previous card"), "Shift+J")):
            self._add(
                "go", text, partial(self._go, step), key, scope="review", can=self._any, why=nothing
            )  # fmt: skip
        for n, (question, text) in enumerate(SHORT.items(), 1):
            self._add(
                "verdict", text, partial(self._judge, question), str(n), scope="review", can=self._any,
                on_card=True, why=nothing, tip=_("Yes; again: no; once more: no answer"),
            )  # fmt: skip
        self._add(
            "go", _("Read beside it: ours, what it leads to, nothing"), self._next_beside, "Ctrl+Shift+2",
            can=self._any, why=nothing,
        )  # fmt: skip

    def _any(self, room: ReviewRoom) -> bool:
        return bool(room.reader.draft.pages)

    def _go(self, step: int, room: ReviewRoom) -> None:
        room.reader.go_card(step)

    def _judge(self, question: VerdictQuestion, room: ReviewRoom) -> None:
        room.reader.judge(question)

    def _next_beside(self, room: ReviewRoom) -> None:
        room.reader.next_beside()
