"""A row that is being written and is no record yet: where it stands, and what it will be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from okrdesk import outline
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


def sibling(workshop: Workshop, row: str) -> Draft | None:
    """A new row of the same kind right behind a row; in a section, a new card of it as the last."""
    record = workshop.get(row)
    if row == outline.STRATEGY:
        return Draft(Spot(Pillar), row, _last(workshop, row, Pillar))
    if isinstance(record, Team):
        return Draft(Spot(Objective, parent=row), row, _last(workshop, row, Objective))
    above = outline.row_above(workshop, row)
    if record is None or above is None or above == outline.PARKED:
        return None
    kind = type(record)
    same = _of_kind(workshop, above, kind)
    further = same[same.index(row) + 1 :]
    parent = "" if kind is Pillar else above
    return Draft(Spot(kind, parent=parent, before=further[0] if further else ""), above, row)


def part(workshop: Workshop, row: str, kind: type[Record]) -> Draft | None:
    """A new key result or condition of the card that a row is, or is a part of: behind the row, or last."""
    record = workshop.get(row)
    if type(record) is kind:
        return sibling(workshop, row)
    if isinstance(record, (KeyResult, Condition)):
        row = outline.row_above(workshop, row) or ""
        record = workshop.get(row)
    holders = (Objective,) if kind is KeyResult else (Objective, Pillar)
    if not isinstance(record, holders):
        return None
    after = _last(workshop, row, kind) or (_last(workshop, row, KeyResult) if kind is Condition else "")
    return Draft(Spot(kind, parent=row), row, after)


def _of_kind(workshop: Workshop, above: str, kind: type[Record]) -> list[str]:
    return [row for row in outline.rows_under(workshop, above) if type(workshop.get(row)) is kind]


def _last(workshop: Workshop, above: str, kind: type[Record]) -> str:
    return next(reversed(_of_kind(workshop, above, kind)), "")
