"""A review in full swing, of any size, for tests, benches and pictures: invented, and the same each time.

The company is "co", its teams "t1", "t2" …; team t1's third objective is "t1-o3", that one's first key result
"t1-o3-k1". Every team has a reviewer (`reviewer("t2")`); they all read t1's draft, and all notes are on it.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from typing import Any, TypeVar

from okrdesk.cards import Author, KeyResult, Objective, Organisation, Person, Pillar, Record, Team
from okrdesk.change import Put
from okrdesk.edits import ranks
from okrdesk.review import saying
from okrdesk.review.notes import Spot, quoted
from okrdesk.review.records import (
    Answer,
    Assignment,
    Note,
    Progress,
    Reply,
    Reviewer,
    Round,
    Said,
    Settlement,
    Verdict,
)
from okrdesk.review.threads import WORST_FIRST
from okrdesk.workshop import Workshop

S = TypeVar("S", bound=Said)

ROUND = "round"
_TEAMS = (
    "Engineering",
    "Sales",
    "Finance",
    "People",
    "Legal",
    "Operations",
    "Support",
    "Product",
    "Marketing",
)
_PEOPLE = ("Ada Abara", "Bela Brandt", "Cleo Castel", "Dov Dvorak", "Enid Eklund", "Femi Farkas")
_SUBJECTS = ("Riders", "Mechanics", "Fleet leads", "Partners", "New hires", "Buyers", "Depots", "Planners")
_VERBS = ("find the answer", "come back within a month", "trust the forecast", "see the delay first")
_ENDS = ("without asking twice", "before the week is over", "in every city we serve", "on the first visit")
_SAID = (
    "How would you notice that this went wrong?",
    "We counted this differently last quarter, and the two figures never met.",
    "Who in our team would have to give up time for it?",
    "This holds only while the depot stays open on Saturdays.",
)


def reviewer(team: str) -> Author:
    """Who reviews for a team: with a key, as everybody who has a profile."""
    n = int(team.removeprefix("t"))
    return Author(f"author-{team}", _PEOPLE[n % len(_PEOPLE)], f"{n:064x}")


def reviewed_workshop(*, teams: int = 6, objectives: int = 20, notes: int = 400, seed: int = 1) -> Workshop:
    """A workshop in which team t1's draft of so many objectives got so many notes; others have three each."""
    chance = random.Random(seed)
    drafts = [*_drafts(teams, objectives, chance)]
    workshop = Workshop("reviewed", drafts)
    workshop.apply(Put(record) for record in _planned(teams))
    workshop.apply(Put(said) for said in _said(workshop, teams, notes, chance))
    return workshop


def _drafts(teams: int, objectives: int, chance: random.Random) -> Iterator[Record]:
    yield Organisation("org", "Acorn Mills", ("Company", "Departments"))
    yield Team("co", "a0", "Acorn Mills", "CO", function="General management")
    for n, rank in zip(range(1, teams + 1), ranks(teams), strict=True):
        name = _TEAMS[(n - 1) % len(_TEAMS)] + (f" {n}" if n > len(_TEAMS) else "")
        yield Team(f"t{n}", rank, name, f"T{n}", n % 8, "co", function=_TEAMS[(n - 1) % len(_TEAMS)])
    for n, rank in zip(range(1, teams + 1), ranks(teams), strict=True):
        name = _PEOPLE[n % len(_PEOPLE)]
        yield Person(f"p{n}", rank, name, "".join(part[0] for part in name.split()), f"t{n}")
    yield Pillar("s1", "a0", "S1", "Mend before new", "A bike that is mended stays ours", "Cities")
    for n in range(1, teams + 1):
        yield from _draft(n, objectives if n == 1 else 3, chance)


def _draft(team: int, objectives: int, chance: random.Random) -> Iterator[Record]:
    for n, rank in zip(range(1, objectives + 1), ranks(objectives), strict=True):
        id_ = f"t{team}-o{n}"
        story = f"{_words(chance)}. When {_words(chance).lower()}, the whole company gains a week."
        yield Objective(id_, rank, f"T{team}-{n}", f"t{team}", _words(chance), story, f"p{team}")
        for m, place in zip(range(1, 4), ranks(3), strict=True):
            yield KeyResult(
                f"{id_}-k{m}", place, f"T{team}-{n}.{m}", id_, f"Share of {_words(chance).lower()}",
                "increase", "share", "%", owner=f"p{team}",
            )  # fmt: skip


def _words(chance: random.Random) -> str:
    return " ".join(chance.choice(part) for part in (_SUBJECTS, _VERBS, _ENDS))


def _planned(teams: int) -> Iterator[Record]:
    yield Round(ROUND, "a0", "First round", "2027-01-06T09:00:00+00:00", "2027-01-06T09:45:00+00:00", True)
    pairs = {(n, (n - 1 + step) % teams + 1) for n in range(1, teams + 1) for step in (1, 2)}
    pairs |= {(n, 1) for n in range(2, teams + 1)}
    for n, about in sorted(pairs):
        if n != about:
            yield Assignment(f"a-{n}-{about}", ROUND, f"t{n}", f"t{about}")


def _said(workshop: Workshop, teams: int, notes: int, chance: random.Random) -> Iterator[Said]:
    clock = count(1)
    reviewers = [f"t{n}" for n in range(2, teams + 1)]
    for team in ["t1", *reviewers]:
        who = reviewer(team)
        initials = "".join(part[0] for part in who.name.split())
        yield _one(Reviewer, who, "reviewer", clock, name=who.name, initials=initials, team=team)
    for team in reviewers:
        yield _one(
            Progress, reviewer(team), f"{ROUND}:t1", clock, round=ROUND, team=team, about="t1", asked=("q1",)
        )
    spots = [(o.id, "title") for o in workshop.objectives("t1")]
    spots += [(kr.id, "text") for o in workshop.objectives("t1") for kr in workshop.key_results(o.id)]
    for n in range(notes):
        team, (card, field) = reviewers[n % len(reviewers)], spots[n % len(spots)]
        note = _note(workshop, clock, n, team, card, field, chance)
        yield note
        yield from _answered(note, n, clock)
    for n, (card, _field) in enumerate(spots[: len(workshop.objectives("t1"))]):
        team = reviewers[n % len(reviewers)]
        yield _one(
            Verdict, reviewer(team), f"{card}:sceptic", clock,
            round=ROUND, team=team, card=card, question="sceptic", answer=("yes", "no")[n % 2],
        )  # fmt: skip


def _note(
    workshop: Workshop, clock: count[int], n: int, team: str, card: str, field: str, chance: random.Random
) -> Note:
    words = getattr(workshop[card], field)
    parts = words.split()
    first = chance.randrange(len(parts) - 1)
    start = len(" ".join(parts[:first])) + bool(first)
    end = start + len(" ".join(parts[first : first + 2]))
    kind = WORST_FIRST[n % len(WORST_FIRST)]
    what: dict[str, Any] = (
        {"wording": words.replace("the", "every", 1) + " again"} if kind == "suggestion" else {}
    )
    if kind == "reliance":
        what |= {"needs": f"{team}-o1"}
    where: dict[str, Any] = {"round": ROUND, "team": team, "about": "t1", "card": card, "field": field}
    where |= quoted(words, Spot(card, field, start, end))
    return _one(
        Note, reviewer(team), f"note-{n}", clock, kind=kind, text=_SAID[n % len(_SAID)], **where, **what
    )


def _answered(note: Note, n: int, clock: count[int]) -> Iterator[Said]:
    ours = reviewer("t1")
    if n % 3 == 0:
        yield _one(Reply, ours, f"reply-{n}", clock, note=note.id, text="We look at this on Monday.")
    if n % 7 == 0:
        yield _one(Settlement, ours, f"settled-{n}", clock, note=note.id)
    if note.kind == "suggestion" and n % 2:
        yield _one(Answer, ours, f"answer-{n}", clock, note=note.id, accepted=False, reason="Too narrow.")


def _one(kind: type[S], who: Author, seed: str, clock: count[int], /, **fields: Any) -> S:
    key, tick = saying.key_of(who), next(clock)
    at = f"2027-01-06T09:{tick // 60 % 60:02}:{tick % 60:02}+00:00"
    return replace(kind(saying.bound_id(kind, key, seed)), key=key, seed=seed, clock=tick, at=at, **fields)
