"""A team's draft field by field, as review workbooks and review copies on paper show it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from okrdesk.cards import KeyResult, Objective, Record
from okrdesk.i18n import _
from okrdesk.review import fields
from okrdesk.workshop import Workshop

# What stands behind a card's short name where a line speaks of another field than its main one.
SHORT = {"why_now": "why"}
_WITHOUT_NUMBERS = ("milestone", "evidence")


@dataclass(frozen=True, slots=True)
class DraftField:
    """A field that can be spoken of: the team whose draft it is in, its card, and the words in it."""

    team: str
    card: Record
    field: str
    words: str

    @property
    def main(self) -> bool:
        """Whether it says what the card is about."""
        return self.field == fields.main_field(self.card)

    @property
    def code(self) -> str:
        """The card's short name."""
        return getattr(self.card, "code", "")

    @property
    def name(self) -> str:
        """How to name it in a line: ENG-2 for what a card is about, ENG-2/story for another field."""
        return self.code if self.main else f"{self.code}/{SHORT.get(self.field, self.field)}"

    @property
    def label(self) -> str:
        """What the field is, in words; a number with its unit."""
        unit = self.card.unit if isinstance(self.card, KeyResult) else ""
        words = fields.NAMES[self.field]
        counts = unit and self.field in ("baseline", "target", "upper")
        return _("{field}, in {unit}").format(field=words, unit=unit) if counts else words


def draft_fields(workshop: Workshop, teams: Iterable[str]) -> Iterator[DraftField]:
    """The fields of these teams' drafts in their order: those with words, and those that should have some."""
    for team in teams:
        for card in draft_cards(workshop, team):
            kind = type(card)
            for field in (*fields.WORDS[kind], *fields.NUMBERS.get(kind, ())):
                if (words := fields.read(card, field)) or _expected(card, field):
                    yield DraftField(team, card, field, words)


def draft_cards(workshop: Workshop, team: str) -> Iterator[Record]:
    """A team's objectives of this quarter but private ones, each before its key results and conditions."""
    for objective in workshop.objectives(team):
        if not objective.private:
            yield objective
            yield from workshop.key_results(objective.id)
            yield from workshop.conditions(objective.id)


def _expected(card: Record, field: str) -> bool:
    """Whether a reader asks for this field where nothing stands in it."""
    if field == fields.main_field(card) or (isinstance(card, Objective) and field == "story"):
        return True
    numbers = isinstance(card, KeyResult) and card.kind not in _WITHOUT_NUMBERS
    return numbers and field in ("baseline", "target")
