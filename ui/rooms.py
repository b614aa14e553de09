"""The rooms in the centre of the window: one at a time is shown; each is made when it is first entered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple, Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

if TYPE_CHECKING:
    from okrdesk.writing import Spot
    from ui.look.theme import Theme
    from ui.session import Session
    from ui.workplace import Workplace


class Room(Protocol):
    """What the window asks of a room; its widget is `self`.

    `keys` are the widgets in which the shortcuts of card commands hold.
    """

    keys: tuple[QWidget, ...]

    def show_session(self, session: Session | None) -> None:
        """Show this open workshop, or (None) nothing."""
        ...

    def set_theme(self, theme: Theme) -> None:
        """Paint all in another theme."""
        ...

    def view(self) -> str:
        """How the room stands, for `show_again`: kept beside the settings, for each workshop."""
        ...

    def show_again(self, view: str) -> None:
        """Stand as `view()` told; as on the first day when that cannot be understood."""
        ...

    def edit_card(self, id_: str) -> None:
        """Let the person write in a card, in place."""
        ...

    def reveal(self, id_: str) -> None:
        """Bring a record into view."""
        ...


def _outline(place: Workplace) -> QWidget:
    from ui.outline.room import OutlineRoom

    return OutlineRoom(place)


def _setup(place: Workplace) -> QWidget:
    from ui.setup.room import SetupRoom

    return SetupRoom(place)


def _review(place: Workplace) -> QWidget:
    from ui.review.room import ReviewRoom

    return ReviewRoom(place)


# How each further room is made; its name for people and its icon stand in the rail (ui/bars.py).
MAKERS: dict[str, Callable[[Workplace], QWidget]] = {
    "outline": _outline,
    "review": _review,
    "setup": _setup,
}

# The rooms beside which the inspector does not stand: set-up is all fields, a review has its notes there.
WITHOUT_DETAILS = frozenset({"setup", "review"})


class Unfinished(NamedTuple):
    """What was typed in a room and is no change yet, so that closing would lose it.

    `keep` makes it a change, and is false when that was refused; `drop` forgets it.
    """

    sentence: str
    keep_title: str
    keep: Callable[[], bool]
    drop_title: str
    drop: Callable[[], bool]


class Rooms(QWidget):
    """Holds the rooms. `shown` names the one that is entered; "welcome" is there while nothing is open."""

    shown = Signal(str)

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self._place = place
        self._made: dict[str, QWidget] = {}
        self._stack = QStackedLayout(self)
        self.name = ""

    def add(self, name: str, room: QWidget) -> None:
        """Put a room in that is made already."""
        self._made[name] = room
        self._stack.addWidget(room)
        for widget in getattr(room, "keys", ()):
            self._place.actions.attend(widget)

    def enter(self, name: str) -> None:
        """Show a room, made now if need be; the keys go there."""
        if name not in self._made:
            room = MAKERS[name](self._place)
            self.add(name, room)
            room.set_theme(self._place.window.theme)  # type: ignore[attr-defined]
            room.show_session(self._place.session)  # type: ignore[attr-defined]
        self.name = name
        self._stack.setCurrentWidget(self._made[name])
        self._made[name].setFocus()
        self.shown.emit(name)

    def remove(self, name: str) -> None:
        """Let go of a room that is made anew each time."""
        room = self._made.pop(name, None)
        if room is not None:
            self._stack.removeWidget(room)
            room.deleteLater()

    @property
    def writer(self) -> Callable[[Spot], None] | None:
        """How the room that is shown writes new cards in its own way; None where the board writes them."""
        return getattr(self._made.get(self.name), "write_new", None)

    def finish_writing(self) -> None:
        """Save what is being typed in any of the rooms."""
        for _name, room in self.each():
            if finish := getattr(room, "finish_writing", None):
                finish()

    def unfinished(self) -> Unfinished | None:
        """What closing would lose, in the first room that holds such a thing."""
        asked = (getattr(room, "unfinished", None) for _name, room in self.each())
        return next((found for ask in asked if ask and (found := ask())), None)

    @property
    def current(self) -> Room:
        """The room that is shown."""
        return self._made[self.name]  # type: ignore[return-value]

    def each(self) -> Iterator[tuple[str, Room]]:
        """The rooms that were entered so far, by name."""
        yield from self._made.items()  # type: ignore[misc]

    def has(self, name: str) -> bool:
        """Whether there is such a room."""
        return name in self._made or name in MAKERS
