"""Commands of the review room that are in the menu from the start, long before there is a room."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from okrdesk.i18n import _

if TYPE_CHECKING:
    from ui.actions import Needs, Scope
    from ui.review.room import ReviewRoom
    from ui.workplace import Workplace

_ROOM = "review"
_WITH_CARDS = ("board", "outline")  # where cards are chosen


class RoomCommands(QObject):
    """Adds entries to the menu of reviews. Imports nothing that only the room needs."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._place = place

    def _add(
        self,
        section: str,
        text: str,
        do: Callable[[ReviewRoom], object],
        *keys: str,
        can: Callable[[ReviewRoom], bool] | None = None,
        before: bool = False,
        on_card: bool = False,
        why: str = "",
        scope: Scope = "",
        needs: Needs = "open",
        tip: str = "",
    ) -> QAction:
        """An entry that does something in the room, which is entered for it. `can` says whether that makes
        sense now, `before` whether it does while there is no room yet; `why` what to do first. What is said
        `on_card` is said of the card that is chosen, in whatever room.
        """
        return self._place.actions.add(
            "review", section, text, partial(self._do, do, can, on_card, why, text), *keys, scope=scope,
            needs=needs, tip=tip, when=partial(self._can, can, before), why=partial(self._why, why, before),
        )  # fmt: skip

    @property
    def _room(self) -> ReviewRoom | None:
        """The room, once it was entered."""
        found = next((room for name, room in self._place.rooms.each() if name == _ROOM), None)
        return cast("ReviewRoom | None", found)

    def _can(self, can: Callable[[ReviewRoom], bool] | None, before: bool) -> bool:
        room = self._room
        return before if room is None else can is None or can(room)

    def _why(self, why: str, before: bool) -> str:
        return why if before or self._room is not None else _("go to the review room first")

    def _do(
        self,
        do: Callable[[ReviewRoom], object],
        can: Callable[[ReviewRoom], bool] | None,
        on_card: bool,
        why: str,
        text: str,
        _checked: bool = False,
    ) -> None:
        before, chosen = self._place.rooms.name, self._place.selection.current
        if before != _ROOM:
            self._place.rooms.enter(_ROOM)
        room = self._room
        assert room is not None
        if on_card and before != _ROOM and not (before in _WITH_CARDS and _turn_to(room, chosen)):
            why = _("choose the card first")  # not the one that was read last: nobody sees it there
        elif can is None or can(room):
            do(room)
            return
        self._place.show_hint(_("{command}: {why}.").format(command=text, why=why))


def _turn_to(room: ReviewRoom, card: str) -> bool:
    """Read a card in its team's draft. Whether it is there."""
    room.reveal(card)
    return room.review.spot is not None and room.review.spot.card == card
