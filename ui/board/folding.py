"""What of a board is looked at: lanes and teams are folded away, or only one line of sight is shown.

A matter of looking: it is kept with the view, and never part of the workshop.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrdesk.alignment import line_of_sight
from okrdesk.cards import Condition, KeyResult, Objective, Pillar
from okrdesk.check import card_of
from okrdesk.lanes import Shown
from okrdesk.layout import Placement
from okrdesk.workshop import Touched, Workshop

if TYPE_CHECKING:
    from ui.board.scene import BoardScene

ON_BOARD = (Pillar, Objective, KeyResult, Condition)


class Folding:
    """Folds and unfolds a scene's lanes and teams; of the card that is `focused`, only the line of sight is
    shown.
    """

    def __init__(self, scene: BoardScene) -> None:
        self._scene = scene
        self.folded: frozenset[str] = frozenset()
        self.focused = ""
        self._stay: set[str] = set()  # cards that were made while only a line of sight is shown
        self._wanted: tuple[str, ...] = ()  # what was selected, also what is out of sight since
        self._left: tuple[str, ...] = ()  # what of it could be seen

    @property
    def placement(self) -> Placement:
        """Where everything lies now."""
        return self._scene.placement

    def shown(self, workshop: Workshop) -> Shown:
        """What is to be laid out of a workshop."""
        if not self.focused:
            return Shown(self.folded)
        own = {c.id for c in workshop.conditions(self.focused)}
        return Shown(only=line_of_sight(workshop, self.focused).cards | own | self._stay)

    # ------------------------------------------------------------ folding
    def name_of(self, id_: str, *, lane: bool) -> str:
        """The name under which the lane of a card is folded, or its team; a team without a header has none
        but its lane's. "" for what is not on the board.
        """
        placement = self._scene.placement
        place = placement.cards.get(self._scene.shown_on(id_))
        if place is None or place.band is None:
            return ""
        band = place.band
        if lane or placement.lanes[band.lane].folded or not band.header:
            return placement.lanes[band.lane].name
        return band.team

    def toggle(self, name: str) -> None:
        """Fold a lane or team away, or unfold it."""
        if name and not self.focused:
            self.show(self.folded ^ {name})

    def unfold_all(self) -> None:
        """Show all lanes and teams."""
        self.show(frozenset())

    def show(self, folded: frozenset[str]) -> None:
        """Let just these be folded."""
        if folded != self.folded:
            self.folded = folded
            self._scene.lay_out_again()

    def reset(self, folded: frozenset[str] = frozenset()) -> None:
        """Another workshop is shown, which had these folded: laid out by whoever shows it."""
        self.folded, self.focused, self._stay = folded, "", set()
        self._wanted = self._left = ()

    # ------------------------------------------------------------ focus
    def focus(self, id_: str) -> None:
        """Show only a card's line of sight; "": all again."""
        workshop = self._scene.workshop
        wanted = card_of(workshop, id_)
        if not isinstance(workshop.get(wanted), (Pillar, Objective)):
            wanted = ""
        if wanted != self.focused:
            self.focused, self._stay = wanted, set()
            self._scene.light("")
            self._scene.lay_out_again()

    def take(self, touched: Touched) -> None:
        """The workshop has changed: what is made in focus stays in sight; a card that goes ends the focus."""
        if not self.focused:
            return
        workshop = self._scene.workshop
        if self.focused not in workshop:
            self.focused, self._stay = "", set()
            return
        self._stay |= {id_ for id_ in touched.added if isinstance(workshop[id_], (Objective, Condition))}

    def is_out(self, id_: str) -> bool:
        """Whether a record, if it is one that the board shows on cards, can be seen there now."""
        scene = self._scene
        place = scene.placement.cards.get(scene.shown_on(id_))
        if place is None:
            return not isinstance(scene.workshop.get(id_), ON_BOARD)
        return not place.folded

    def selection(self, ids: tuple[str, ...]) -> tuple[str, ...]:
        """What of the selected `ids` can be seen now, and with it what was selected when it was folded away,
        unless something else was selected since.
        """
        if ids != self._left:
            self._wanted = ids
        self._left = tuple(id_ for id_ in self._wanted if id_ in self._scene.workshop and self.is_out(id_))
        return self._left

    @property
    def last_hidden(self) -> str:
        """The card that was current when it was folded away, "" when it is back: arrows go on from there."""
        last = self._wanted[-1] if self._wanted else ""
        return last if last in self._scene.workshop and not self.is_out(last) else ""

    def bring_out(self, id_: str) -> None:
        """See to it that the card which shows a record is there to be seen: unfold, or end the focus."""
        scene, workshop = self._scene, self._scene.workshop
        if id_ not in workshop:
            return
        if (
            self.focused
            and scene.shown_on(id_) not in scene.placement.cards
            and isinstance(workshop[id_], ON_BOARD)
        ):
            self.focus("")
        place = scene.placement.cards.get(scene.shown_on(id_))
        if place is not None and place.folded and place.band is not None:
            lane = scene.placement.lanes[place.band.lane].name
            self.show(self.folded - {lane, place.band.team})

    # ------------------------------------------------------------ remembered
    def text(self) -> str:
        """What is folded, for `names_in`."""
        return " ".join(sorted(self.folded))


def names_in(text: str) -> frozenset[str]:
    """The names that `Folding.text` told."""
    return frozenset(text.split())
