"""What feeds what: the links up and down from a card, open conditions, and whole lines of sight.

A card on the board stands for its parts: an objective for its key results. Links upward are those that
serve, enable or add up; "relies on" and "shares" run beside the line and are no part of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from okrdesk.cards import UPWARD, Condition, KeyResult, Link, Objective, Pillar
from okrdesk.check import card_of
from okrdesk.workshop import Workshop

Promise = Literal["", "unfinished", "declined"]


@dataclass(frozen=True, slots=True)
class LineOfSight:
    """The cards (conditions among them) and links between the strategy and all that a card rests on."""

    cards: frozenset[str]
    links: frozenset[str]


def links_up(workshop: Workshop, card_id: str) -> Iterator[Link]:
    """The links upward that start at a card or at one of its key results."""
    for part in (card_id, *(kr.id for kr in workshop.key_results(card_id))):
        for link in workshop.links_from(part):
            if link.kind in UPWARD:
                yield link


def links_down(workshop: Workshop, card_id: str) -> Iterator[Link]:
    """The links upward that lead to a card, to one of its key results or to one of its conditions."""
    below = (*workshop.key_results(card_id), *workshop.conditions(card_id))
    for part in (card_id, *[record.id for record in below]):
        for link in workshop.links_to(part):
            if link.kind in UPWARD:
                yield link


def is_open(workshop: Workshop, condition: Condition) -> bool:
    """Whether nobody has claimed a condition and no answer settles it."""
    return not condition.answer and not workshop.claims(condition.id)


def serves_directly(workshop: Workshop, objective: Objective) -> bool:
    """Whether a team's objective serves a pillar without going through the company's objectives."""
    if not workshop.level(objective.team):
        return False
    return any(isinstance(workshop.get(link.target), Pillar) for link in links_up(workshop, objective.id))


def promise(workshop: Workshop, link: Link) -> Promise:
    """What a card that relies on another has to know: that it was declined, or that the work is unfinished;
    "" once that is done or accepted with a week, and for links of other kinds.
    """
    if link.kind != "relies_on":
        return ""
    if link.answer == "declined":
        return "declined"
    record = workshop.get(link.target)
    done = isinstance(record, (KeyResult, Objective)) and record.score is not None and record.score >= 1
    return "" if done or (link.answer == "accepted" and link.by_week is not None) else "unfinished"


def worst_promise(workshop: Workshop, card_id: str) -> Promise:
    """The same of all that a card and its key results rely on: "declined" comes before "unfinished"."""
    parts = (card_id, *(kr.id for kr in workshop.key_results(card_id)))
    found = {promise(workshop, link) for part in parts for link in workshop.links_from(part)}
    return "declined" if "declined" in found else "unfinished" if "unfinished" in found else ""


def line_of_sight(workshop: Workshop, id_: str) -> LineOfSight:
    """All that a card feeds, up to the strategy, and all that feeds it; empty for an unknown id."""
    if id_ not in workshop:
        return LineOfSight(frozenset(), frozenset())
    start = card_of(workshop, id_)
    cards, links = {id_, start}, set()
    for walk in (_up, _down):
        seen, to_do = {start}, [start]
        if walk is _down and id_ != start and isinstance(workshop[id_], Condition):
            seen, to_do = set(), []  # of what feeds its parent, a condition shows only what claims it
            for link in workshop.claims(id_):
                links.add(link.id)
                to_do.append(card_of(workshop, link.source))
            seen.update(to_do)
        while to_do:
            for link, further, between in walk(workshop, to_do.pop()):
                links.add(link.id)
                cards.add(between)
                if further not in seen:
                    seen.add(further)
                    to_do.append(further)
        cards |= seen
    return LineOfSight(frozenset(cards), frozenset(links))


def _up(workshop: Workshop, card_id: str) -> Iterator[tuple[Link, str, str]]:
    for link in links_up(workshop, card_id):
        yield link, card_of(workshop, link.target), _shown(workshop, link.target)


def _down(workshop: Workshop, card_id: str) -> Iterator[tuple[Link, str, str]]:
    for link in links_down(workshop, card_id):
        yield link, card_of(workshop, link.source), _shown(workshop, link.target)


def _shown(workshop: Workshop, id_: str) -> str:
    """The id under which the board shows a link's end: a condition has a card of its own."""
    return id_ if isinstance(workshop.get(id_), Condition) else card_of(workshop, id_)
