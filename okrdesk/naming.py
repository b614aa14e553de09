"""What cards are called and how many there are, in words."""

from __future__ import annotations

from okrdesk.cards import Condition, KeyResult, Link, Objective, Person, Pillar, Record, Team
from okrdesk.i18n import ngettext


def words_of(record: Record | None) -> str:
    """What a card says: its title or text; for want of them a pillar's statement, a key result's metric."""
    match record:
        case Objective(title=title):
            return title
        case Pillar(title=title, statement=statement):
            return title or statement
        case KeyResult(text=text, metric=metric):
            return text or metric
        case Condition(text=text):
            return text
    return ""


def called(record: Record | None) -> str:
    """What to call a card where its words fit: these, else its short name; "" where it has neither."""
    return words_of(record) or getattr(record, "code", "")


def how_many(kind: type[Record], n: int) -> str:
    """A number of records of one kind: "3 objectives", "1 team"; other kinds are cards."""
    said = {
        Pillar: ngettext("{n} pillar", "{n} pillars", n),
        Objective: ngettext("{n} objective", "{n} objectives", n),
        KeyResult: ngettext("{n} key result", "{n} key results", n),
        Condition: ngettext("{n} condition", "{n} conditions", n),
        Link: ngettext("{n} link", "{n} links", n),
        Team: ngettext("{n} team", "{n} teams", n),
        Person: ngettext("{n} person", "{n} people", n),
    }
    return said.get(kind, ngettext("{n} card", "{n} cards", n)).format(n=n)
