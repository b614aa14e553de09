"""The commands of the review room: what can be said of the words under review, and where to go next."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from okrdesk.i18n import _
from okrdesk.review.records import NoteKind
from ui.review.state import Review

if TYPE_CHECKING:
    from ui.review.room import ReviewRoom
    from ui.workplace import Workplace

_NOTES: tuple[tuple[NoteKind, str, str], ...] = (
    ("note", _("Note"), "N"),
    ("question", _("Question"), "Q"),
    ("challenge", _("Challenge"), "C"),
    ("risk", _("Risk"), "K"),
    ("suggestion", _("Suggest other words"), "S"),
    ("reliance", _("We rely on this"), "R"),
    ("overlap", _("We do the same work"), "O"),
    ("praise", _("Praise"), "P"),
    ("blocker", _("This blocks us"), "B"),
)


class ReviewCommands(QObject):
    """Adds the menu's entries when the room is made."""

    def __init__(self, place: Workplace, review: Review, room: ReviewRoom) -> None:
        super().__init__(place)
        self._review = review
        for kind, text, key in _NOTES:
            place.actions.add(
                "review", "say", text, partial(self._compose, kind), key, scope="review", when=self._can_say
            )
        for widget in room.review_keys:
            place.actions.attend(widget, "review")

    def _can_say(self) -> bool:
        return bool(self._review.about)

    def _compose(self, kind: NoteKind) -> None:
        self._review.compose(kind)
