"""Workshops of any size for tests and benches: invented, and the same for the same arguments."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import count, cycle, islice, pairwise
from uuid import UUID

from okrdesk.cards import (
    Condition,
    Cycle,
    KeyResult,
    Link,
    Objective,
    Organisation,
    Person,
    Pillar,
    Record,
    RoleAnswer,
    Team,
)
from okrdesk.edits import ranks
from okrdesk.workshop import Workshop

_TEAMS = (
    ("ACM", "Acorn Mills", ""),
    ("ENG", "Engineering", "ACM"), ("MKT", "Marketing", "ACM"), ("OPS", "Operations", "ACM"),
    ("DAT", "Data", "ENG"), ("WEB", "Web Shop", "ENG"), ("LOG", "Logistics", "OPS"),
)  # fmt: skip
_GIVEN = ["Ada", "Bela", "Cleo", "Dov", "Enid", "Femi", "Goro", "Hana", "Iris", "Joss", "Kofi", "Lena"]
_FAMILY = ["Abara", "Brandt", "Castel", "Dvorak", "Eklund", "Farkas", "Grieg", "Holub"]
_KINDS = (
    "increase",
    "decrease",
    "reach",
    "keep_within",
    "no_more_than",
    "no_less_than",
    "milestone",
    "evidence",
)
_UNITS = ("%", "USD", "ms", "", "days", "%")
_SYLLABLES = [
    "ba",
    "ce",
    "di",
    "fo",
    "gu",
    "ha",
    "ki",
    "le",
    "mo",
    "nu",
    "pa",
    "re",
    "si",
    "to",
    "va",
    "we",
    "yi",
    "zo",
]


def sample_workshop(
    *, objectives: int = 12, key_results: int | None = None, words: int = 300, seed: int = 1
) -> Workshop:
    """A workshop with so many objectives and key results, whose texts use `words` different words.

    Three key results for each objective when their number is not given. Each of the words is used when the
    texts are long enough to hold them all. One objective in 25 is parked.
    """
    if key_results is None:
        key_results = 3 * objectives
    return Workshop(str(UUID(int=seed)), _Maker(words, seed).records(objectives, key_results))


class _Maker:
    def __init__(self, words: int, seed: int) -> None:
        self._random = random.Random(seed)
        vocabulary = [_word(n) for n in range(words)]
        self._random.shuffle(vocabulary)
        self._words = cycle(vocabulary)

    def records(self, objectives: int, key_results: int) -> list[Record]:
        teams = self._teams()
        people = self._people(teams)
        pillars = [
            Pillar(
                self._id(), rank, f"S{n}", self._text(5), self._text(9), self._text(4), self._text(6),
                self._text(5), "2029", people[n].id, n,
            )
            for n, rank in enumerate(ranks(2), 1)
        ]  # fmt: skip
        cards = self._objectives(teams, people, objectives)
        results = self._key_results(cards, people, key_results)
        conditions = self._conditions([*pillars, *cards[: len(cards) // 8 + 1]])
        return [
            Organisation(self._id(), "Acorn Mills", ("Company", "Departments", "Teams")),
            Cycle(self._id(), "Q1 2027", date(2027, 1, 4), 13, date(2027, 1, 8)),
            *teams, *people, *pillars, *cards, *results, *conditions,
            *self._links(pillars, cards, results, conditions),
            RoleAnswer(self._id(), teams[-1].id, pillars[0].id, "no_role", self._text(6)),
        ]  # fmt: skip

    def _teams(self) -> list[Team]:
        made: dict[str, Team] = {}
        for n, ((code, name, parent), rank) in enumerate(zip(_TEAMS, ranks(len(_TEAMS)), strict=True)):
            above = made[parent].id if parent else ""
            made[code] = Team(self._id(), rank, name, code, n, above, self._text(6), 5 + n)
        return list(made.values())

    def _people(self, teams: list[Team]) -> list[Person]:
        names = [(given, family) for family in _FAMILY for given in _GIVEN][:40]
        where = cycle(teams)
        return [
            Person(self._id(), rank, f"{given} {family}", given[0] + family[0], next(where).id, self._text(2))
            for (given, family), rank in zip(names, ranks(len(names)), strict=True)
        ]

    def _objectives(self, teams: list[Team], people: list[Person], number: int) -> list[Objective]:
        cards: list[Objective] = []
        counters = {team.id: count(1) for team in teams}
        spread = [teams[0]] * 3 + [teams[1 + n % (len(teams) - 1)] for n in range(number)]
        for n, (team, rank) in enumerate(zip(spread[:number], ranks(number), strict=True)):
            card = Objective(
                self._id(), rank, f"{team.code}-{next(counters[team.id])}", team.id, self._text(8),
                self._text(40), self._pick(people).id, style=self._pick(("committed", "aspirational", "")),
                state=self._pick(("draft", "in_review", "ready")),
            )  # fmt: skip
            if n % 25 == 24:
                card = replace(card, parked=True, parked_why=self._text(7), parked_until="Q2 2027")
            if n % 5 == 0:
                card = replace(
                    card, involved=(people[n % 40].id, people[(n + 7) % 40].id), note=self._text(6)
                )
            cards.append(card)
        return cards

    def _key_results(self, cards: list[Objective], people: list[Person], number: int) -> list[KeyResult]:
        results: list[KeyResult] = []
        counters = {card.id: count(1) for card in cards}
        for n, (card, rank) in enumerate(zip(islice(cycle(cards), number), ranks(number), strict=True)):
            start = Decimal(self._random.randrange(1, 400)) / 4
            measured = (kind := _KINDS[n % len(_KINDS)]) not in ("milestone", "evidence")
            unit = _UNITS[n % len(_UNITS)] if measured else ""
            results.append(
                KeyResult(
                    self._id(), rank, f"{card.code}.{next(counters[card.id])}", card.id, self._text(9), kind,
                    unit=unit, baseline=start if measured and n % 9 else None, baseline_unknown=n % 9 == 0,
                    target=start * 2 if measured else None,
                    upper=start * 3 if kind == "keep_within" else None,
                    current=start + 1 if measured and n % 3 else None,
                    score=Decimal(n % 11) / 10 if n % 4 == 0 else None, owner=self._pick(people).id,
                    read_every=self._pick(("week", "2 weeks", "month")), source=self._text(3),
                )
            )  # fmt: skip
        return results

    def _conditions(self, parents: list[Pillar | Objective]) -> list[Condition]:
        return [
            Condition(
                self._id(), rank, f"{parent.code}.c1", parent.id, self._text(7),
                "normal_work" if n % 4 == 3 else "", self._text(4) if n % 4 == 3 else "",
            )
            for n, (parent, rank) in enumerate(zip(parents, ranks(len(parents)), strict=True))
        ]  # fmt: skip

    def _links(
        self,
        pillars: list[Pillar],
        cards: list[Objective],
        results: list[KeyResult],
        conditions: list[Condition],
    ) -> list[Link]:
        """Company cards serve pillars, others enable earlier ones or claim a condition; some rely on one."""
        links: list[Link] = []
        for n, card in enumerate(cards):
            if n < 3:
                links.append(Link(self._id(), card.id, pillars[n % 2].id, "serves", self._text(6), True))
            else:
                above = self._pick(conditions[:4] if n % 6 == 0 else cards[: max(3, n // 4)])
                if getattr(above, "parent", above.id) != card.id:
                    links.append(Link(self._id(), card.id, above.id, "enables", self._text(6), True))
        for n, (one, other) in enumerate(pairwise(cards)):
            if n % 7 == 3:
                links.append(
                    Link(self._id(), one.id, other.id, "relies_on", self._text(5), by_week=n % 13 + 1)
                )
        sums = [kr for kr in results if kr.unit == "USD"]
        parts = [kr for kr in sums[1:3] if kr.objective != sums[0].objective]
        links.extend(Link(self._id(), kr.id, sums[0].id, "sums_into", self._text(4)) for kr in parts)
        return links

    def _id(self) -> str:
        return str(UUID(int=self._random.getrandbits(128), version=4))

    def _pick(self, choices):
        return choices[self._random.randrange(len(choices))]

    def _text(self, words: int) -> str:
        return " ".join(islice(self._words, words)).capitalize()


def _word(n: int) -> str:
    """The n-th of the words: syllables as the digits of a number, at least two of them."""
    n += len(_SYLLABLES)
    parts = []
    while n:
        n, at = divmod(n, len(_SYLLABLES))
        parts.append(_SYLLABLES[at])
    return "".join(parts)
