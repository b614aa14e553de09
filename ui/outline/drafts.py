"""A row that is being written and is no record yet: where it stands, and what it will be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from okrdesk import outline, writing
from okrdesk.cards import Condition, KeyResult, Objective, Pillar, Record, Team
from okrdesk.i18n import _
from okrdesk.workshop import Workshop
from okrdesk.writing import Spot

NAME = "draft"

_TITLES: dict[type[Record], str] = {
    Pillar: _("New pillar"),
    Objective: _("New objective"),
    KeyResult: _("New key result"),
    Condition: _("New condition"),
}
_PROMPTS: dict[type[Record], str] = {
    Pillar: _("Where we want to win"),
    Objective: _("What we want to make true"),
    KeyResult: _("Weekly active users from 31% to 55% by Dana"),
    Condition: _("For this to happen, what must be true?"),
}


@dataclass(frozen=True, slots=True)
class Draft:
    """A new row under the row `above`, behind the row `after` ("": the first).

    `spot` is what will be written there; `name` the row's own name until it is a record.
    """

    spot: Spot
    above: str
    after: str = ""
    name: str = NAME

    def named(self, id_: str) -> Draft:
        """The same row under the id of its record."""
        return replace(self, name=id_)

    def at(self, names: Sequence[str]) -> int:
        """Its place among the rows under `above`."""
        return names.index(self.after) + 1 if self.after in names else 0

    @property
    def title(self) -> str:
        """What the row is called while nothing is written in it."""
        return _TITLES[self.spot.kind]

    @property
    def prompt(self) -> str:
        """What might be written: an example, shown while nothing is."""
        return _PROMPTS[self.spot.kind]


def draft(workshop: Workshop, spot: Spot) -> Draft:
    """The row for a new card or part."""
    above = outline.PARKED if spot.parked else spot.parent or outline.STRATEGY
    ahead = []
    for row in outline.rows_under(workshop, above):
        kind = type(workshop.get(row))
        if row == spot.before or (kind is Condition and spot.kind is KeyResult):
            break
        ahead.append(row)
    return Draft(spot, above, ahead[-1] if ahead else "")


def beside(workshop: Workshop, row: str) -> Spot | None:
    """A new card or part like a row, right behind it; in a section or team, a new card of it as the last;
    None where there is no such kind.
    """
    if row == outline.STRATEGY:
        return Spot(Pillar)
    if isinstance(workshop.get(row), Team):
        return Spot(Objective, parent=row)
    return writing.new_behind(workshop, row)
