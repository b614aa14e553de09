"""The commands of the review room: what can be said of the words under review, and where to go next."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from okrdesk.i18n import _
from okrdesk.review.records import NoteKind
from ui.review.from_anywhere import RoomCommands
from ui.review.reader.commands import ReaderCommands
from ui.review.round.commands import RoundCommands

if TYPE_CHECKING:
    from ui.review.margin.acts import ActName
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


class ReviewCommands(RoomCommands):
    """All of them, in the order in which they stand in the menu."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        for kind, text, key in _NOTES:
            self._add(
                "say", text, partial(self._compose, kind), key, scope="review", can=self._can_say,
                on_card=True, why=_("open a draft first that you may write notes on"),
            )  # fmt: skip
        for act, text, keys, why in _TALK:
            self._add(
                "talk", text, partial(self._act, act), *keys, scope="review", why=why,
                can=partial(self._can_act, act),
            )  # fmt: skip
        for step, text, key in ((1, _("Next note"), "Alt+Down"), (-1, _("Note before"), "Alt+Up")):
            self._add(
                "go", text, partial(self._go, step), key, scope="review", can=self._any,
                why=_("nobody has said anything of this draft yet"),
            )  # fmt: skip
        self.reading = ReaderCommands(place)
        self.round = RoundCommands(place)

    def _can_say(self, room: ReviewRoom) -> bool:
        return bool(room.review.about) and not room.review.read_only

    def _compose(self, kind: NoteKind, room: ReviewRoom) -> None:
        room.review.compose(kind)

    def _can_act(self, act: ActName, room: ReviewRoom) -> bool:
        return room.margin.can(act) or (act == "settle" and room.margin.can("reopen"))

    def _act(self, act: ActName, room: ReviewRoom) -> None:
        room.margin.act(room.review.current, act if room.margin.can(act) else "reopen")

    def _any(self, room: ReviewRoom) -> bool:
        return room.margin.filled

    def _go(self, step: int, room: ReviewRoom) -> None:
        room.margin.go(step)
