"""What all loads have in common, and where one of them would go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from okrdesk import linking
from okrdesk.card_shape import Band
from okrdesk.cards import Condition, Pillar
from okrdesk.change import Change
from okrdesk.check import name
from okrdesk.edits import several
from okrdesk.i18n import _
from okrdesk.layout import Placement
from okrdesk.naming import words_of
from okrdesk.workshop import Workshop
from ui.board.hits import Point
from ui.board.moves import Line

Does = Literal["", "place", "park", "into", "promote", "link"]
Mark = Literal["", "takes", "may", "refuses"]  # `may`: quietly, where what takes it as well calls louder

NOTHING = Change("", ())


@dataclass(frozen=True, slots=True)
class Aim:
    """Where what is in the hand would go if it were let go of now, and what that `does`.

    Into `band` or into or onto the record `target`, ahead of the record `before` ("": last). `refusal` says
    why it cannot go there. An aim that does nothing has no place for it.
    """

    does: Does = ""
    band: Band | None = None
    target: str = ""
    before: str = ""
    line: Line | None = None
    refusal: str = ""


class Load(Protocol):
    """Something in the hand: the records `ids`, the one that was taken hold of last."""

    ids: Sequence[str]
    grabbed: bool  # whether the records leave their places; a link that is drawn leaves its ends alone

    def aim_at(self, point: Point) -> Aim:
        """Where it would go from a point of the board."""
        ...

    def places(self) -> list[list[Point]]:
        """The points from which it would go somewhere, column by column, each from top to bottom."""
        ...

    def bands(self) -> list[Band]:
        """The bands that can take it."""
        ...

    def mark(self, id_: str) -> Mark:
        """Whether a card is to be marked as one that can take it, or as one that cannot."""
        ...

    def can_copy(self) -> bool:
        """Whether a copy of it can be put down instead."""
        ...

    def change(self, aim: Aim, *, copy: bool = False) -> Change:
        """What letting go there does; without steps where nothing would be altered."""
        ...

    def caption(self, aim: Aim, *, copy: bool = False) -> str:
        """What letting go there does, in a word or two beside the pointer; "" where it is plain to see."""
        ...

    def sentence(self, aim: Aim, *, copy: bool = False) -> str:
        """What letting go there does, as a sentence for the status bar."""
        ...


class Links:
    """The links that some records could start, their refusals kept: looking for circles takes time."""

    def __init__(self, workshop: Workshop, sources: Sequence[str], *, upward: bool = True) -> None:
        self._workshop = workshop
        self._sources = sources
        self._upward = upward
        self._refusals: dict[str, str] = {}

    def refusal(self, target: str) -> str:
        """Why none of the records can be linked to `target`, as a sentence; "" when one can."""
        if target not in self._refusals:
            whys = [linking.refusal(self._workshop, *self._ends(each, target)) for each in self._sources]
            self._refusals[target] = "" if "" in whys else whys[0]
        return self._refusals[target]

    def aim(self, target: str) -> Aim:
        """Linking the records to `target`."""
        return Aim("link", target=target, refusal=self.refusal(target))

    def change(self, target: str) -> Change:
        """The new links."""
        if self._upward:
            return linking.link_all(self._workshop, self._sources, target)
        return linking.link_all(self._workshop, [target], self._sources[0])

    def caption(self, target: str) -> str:
        """What the link says, in a word, and of which card."""
        record = self._workshop[target]
        other = name(self._workshop, record)
        if not self._upward:
            serves = isinstance(self._workshop.get(self._sources[0]), Pillar)
            return (_("is served by {card}") if serves else _("is enabled by {card}")).format(card=other)
        if isinstance(record, Condition):
            return _("claims “{condition}”").format(condition=shortened(record.text))
        return (_("serves {card}") if isinstance(record, Pillar) else _("enables {card}")).format(card=other)

    def sentence(self, target: str) -> str:
        """What the link would say."""
        workshop = self._workshop
        other, these = workshop[target], several(workshop, [workshop[id_] for id_ in self._sources])
        if self._upward and isinstance(other, Condition):
            words = _("Drop on “{condition}” to claim it with {card}")
            return words.format(condition=other.text, card=these)
        first = workshop[self._sources[0]]
        words = {"card": these, "other": name(workshop, other), "title": words_of(other)}
        if not self._upward:
            words |= {"title": words_of(first)}
            if isinstance(first, Pillar):
                return _("Drop to say: {other} serves {card}: {title}").format(**words)
            return _("Drop to say: {other} enables {card}: {title}").format(**words)
        if len(self._sources) > 1:
            return _("Drop to link {card} to {other}: {title}").format(**words)
        if isinstance(other, Pillar):
            return _("Drop to say: {card} serves {other}: {title}").format(**words)
        return _("Drop to say: {card} enables {other}: {title}").format(**words)

    def _ends(self, one: str, other: str) -> tuple[str, str]:
        return (one, other) if self._upward else (other, one)


def shortened(text: str, most: int = 48) -> str:
    """A text of at most so many characters."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def all_columns(placement: Placement) -> list[list[Band]]:
    """The bands of every column, from left to right."""
    return [placement.bands_in(column) for column in placement.columns]
