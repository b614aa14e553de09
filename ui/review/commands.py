"""The commands of the review room: what can be said of the words under review, and where to go next."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from okrdesk.i18n import _
from okrdesk.review.records import NoteKind
from ui.review.margin.acts import ActName
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
# What is done about the current note, its keys, and what to do first where that makes no sense.
_OWN = _("turn to a note of your own first, one that is still open")
_TALK: tuple[tuple[ActName, str, tuple[str, ...], str], ...] = (
    ("reply", _("Reply to the note"), ("Y",), _("turn to a note first")),
    ("settle", _("Settle the note, or reopen it"), ("E",), _("turn to a note first")),
    ("accept", _("Accept the suggestion"), ("A",), _("turn to a suggestion for your team first")),
    ("decline", _("Decline with a reason…"), ("D",), _("turn to a suggestion for your team first")),
    ("edit", _("Edit my note"), ("F2",), _OWN),
    ("withdraw", _("Take my note back"), ("Delete",), _("turn to a note of your own first")),
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
        self._margin = room.margin
        for act, text, keys, why in _TALK:
            place.actions.add(
                "review", "talk", text, partial(self._act, act), *keys, scope="review", why=why,
                when=partial(self._can, act),
            )  # fmt: skip
        for step, text, key in ((1, _("Next note"), "Alt+Down"), (-1, _("Note before"), "Alt+Up")):
            place.actions.add(
                "review", "go", text, partial(self._go, step), key, scope="review", when=self._any,
                why=_("nobody has said anything of this draft yet"),
            )  # fmt: skip
        for signal in (review.current_changed, review.opened, room.margin.shown):
            signal.connect(place.actions.refresh)
        for widget in room.review_keys:
            place.actions.attend(widget, "review")

    def _can_say(self) -> bool:
        return bool(self._review.about)

    def _compose(self, kind: NoteKind, _checked: bool = False) -> None:
        self._review.compose(kind)

    def _can(self, act: ActName) -> bool:
        return self._margin.can(act) or (act == "settle" and self._margin.can("reopen"))

    def _act(self, act: ActName, _checked: bool = False) -> None:
        act = act if self._margin.can(act) else "reopen"
        self._margin.act(self._review.current, act)

    def _any(self) -> bool:
        return self._margin.filled

    def _go(self, step: int, _checked: bool = False) -> None:
        self._margin.go(step)
