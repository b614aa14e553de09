"""The reader's commands: from card to card, the verdicts, and what is read beside the draft."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from okrdesk.i18n import _
from okrdesk.review.records import VerdictQuestion
from ui.review.reader.verdict_row import SHORT

if TYPE_CHECKING:
    from ui.review.reader.reader import Reader
    from ui.workplace import Workplace


class ReaderCommands(QObject):
    """Adds the menu's entries when the room is made."""

    def __init__(self, place: Workplace, reader: Reader) -> None:
        super().__init__(place)
        self._reader = reader
        add, nothing = place.actions.add, _("there is nothing to read yet")
        for step, text, key in ((1, _("Next card"), "J"), (-1, _("Previous card"), "Shift+J")):
            add(
                "review", "go", text, partial(self._go, step), key, scope="review", when=self._any,
                why=nothing,
            )  # fmt: skip
        for n, (question, text) in enumerate(SHORT.items(), 1):
            add(
                "review", "verdict", text, partial(self._judge, question), str(n), scope="review",
                when=self._any, why=nothing, tip=_("Yes; again: no; once more: no answer"),
            )  # fmt: skip
        add(
            "review", "go", _("Read beside it: ours, what it leads to, nothing"), reader.next_beside,
            "Ctrl+Shift+2", when=self._any, why=nothing,
        )  # fmt: skip

    def _any(self) -> bool:
        return bool(self._reader.draft.pages)

    def _go(self, step: int, _checked: bool = False) -> None:
        self._reader.go_card(step)

    def _judge(self, question: VerdictQuestion, _checked: bool = False) -> None:
        self._reader.judge(question)
