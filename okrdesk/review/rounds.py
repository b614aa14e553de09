"""A review round: who reads whose draft, and when it begins and ends.

Each team reads as many drafts as are read of it, and never its own. Of all such rotations the one is taken
whose pairs have most to do with each other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from math import ceil

from okrdesk.cards import Link, Team, new_id
from okrdesk.change import Change, Drop, Put
from okrdesk.desk import Refused
from okrdesk.edits import drop, rank_at, set_fields
from okrdesk.i18n import _
from okrdesk.review import questions
from okrdesk.review.matching import least_cost
from okrdesk.review.notes import team_of
from okrdesk.review.records import Assignment, Note, Progress, Round
from okrdesk.review.threads import submitted
from okrdesk.workshop import Workshop

USUAL = 2  # drafts that each team reads
MOST_MINUTES = 24 * 60
_BENEFITS, _SEAM, _TIED, _ASKS = 4, 3, 1, 2  # what speaks for a pair, and how much
_MOST_LINKS = 4  # more links between two teams speak no louder


@dataclass(frozen=True, slots=True)
class Pair:
    """Team `team` reads the draft of team `about`; `reasons` say in short sentences what speaks for it."""

    team: str
    about: str
    reasons: tuple[str, ...] = ()


# ---------------------------------------------------------------- planning
def drafting(workshop: Workshop) -> list[Team]:
    """The teams that have a draft to read: objectives this quarter. The company's are everybody's."""
    return [team for team in workshop.teams() if team.parent and workshop.objectives(team.id)]


def plan(workshop: Workshop, k: int = USUAL) -> list[Pair]:
    """A rotation in which each team with a draft reads `k` others (or all, where there are fewer) and is read
    by as many; [] when there are not two teams with a draft. The same for the same workshop.
    """
    teams = drafting(workshop)
    n, ties = len(teams), _ties(workshop)
    if n < 2:
        return []
    bests = [[_weight(workshop, ties, a, b) for b in teams] for a in teams]
    # Among equals, each reads those that come next: a rotation.
    costs = [[(j - i - 1) % n - n * n * bests[i][j] for j in range(n)] for i in range(n)]
    never = n**3 * (1 + max(map(max, bests))) + n * n
    for i in range(n):
        costs[i][i] = never
    chosen: list[tuple[int, int]] = []
    for _turn in range(min(max(1, k), n - 1)):
        for i, j in enumerate(least_cost(costs)):
            chosen.append((i, j))
            costs[i][j] = never
    return [
        Pair(teams[i].id, teams[j].id, _reasons(workshop, ties, teams[i], teams[j]))
        for i, j in sorted(chosen)
    ]


def reasons(workshop: Workshop, team: str, about: str) -> tuple[str, ...]:
    """What speaks for letting a team read another's draft, the weightiest first."""
    a, b = workshop.find(Team, team), workshop.find(Team, about)
    return _reasons(workshop, _ties(workshop), a, b) if a and b else ()


def uneven(pairs: Iterable[tuple[str, str]]) -> bool:
    """Whether some team reads, or is read, more often than another one of these."""
    pairs = list(pairs)
    teams = {team for pair in pairs for team in pair}
    loads = {(sum(t == a for a, _b in pairs), sum(t == b for _a, b in pairs)) for t in teams}
    return len(loads) > 1 or any(reads != read for reads, read in loads)


def without_people(workshop: Workshop, teams: Iterable[str]) -> list[Team]:
    """Those of these teams in which nobody is known, nor in the teams below them, while of others people are:
    who would read for them?
    """
    with_people = {person.team for person in workshop.people()}
    with_people |= {team.id for team in workshop.teams() if team.headcount}
    for team in reversed(workshop.teams()):  # the teams below one come after it
        if team.id in with_people:
            with_people.add(team.parent)
    found = [team for id_ in teams if (team := workshop.find(Team, id_)) and id_ not in with_people]
    return found if with_people - {""} else []


# ---------------------------------------------------------------- the round as changes
def start_round(
    workshop: Workshop, pairs: Iterable[Pair], name: str, starts: datetime, minutes: int,
    open_from_start: bool = False, names_shown: bool = True,
) -> Change:  # fmt: skip
    """Begin a round of so many minutes. `starts` is an aware time.

    Raises Refused without pairs, without time, or when a team would read its own draft.
    """
    wanted = dict.fromkeys((pair.team, pair.about) for pair in pairs)
    _need_pairs(wanted)
    _need_time(minutes)
    title = name.strip() or _("Round {n}").format(n=workshop.count(Round) + 1)
    rank, ends = rank_at(workshop.all(Round)), starts + timedelta(minutes=minutes)
    round_ = Round(new_id(), rank, title, _text(starts), _text(ends), open_from_start, names_shown)
    steps = [_assignment(round_.id, team, about) for team, about in wanted]
    return Change(_("Start {round}").format(round=title), (Put(round_), *steps))


def add_pair(workshop: Workshop, round_: Round, team: str, about: str) -> Change:
    """Let one more team read a draft. Raises Refused when it does already, or when the draft is its own."""
    if find_pair(workshop, round_.id, team, about):
        raise Refused(_("That team reads this draft already."))
    label = _("Let {a} read {b}").format(a=_team_name(workshop, team), b=_team_name(workshop, about))
    return Change(label, (_assignment(round_.id, team, about),))


def remove_pair(workshop: Workshop, round_: Round, team: str, about: str) -> Change:
    """Let a team not read a draft after all; what it said already stays."""
    found = find_pair(workshop, round_.id, team, about)
    label = _("Let {a} not read {b}").format(a=_team_name(workshop, team), b=_team_name(workshop, about))
    return Change(label, (Drop(found),) if found else ())


def alter_round(
    workshop: Workshop, round_: Round, pairs: Iterable[Pair], name: str, ends: datetime | None = None,
    open_from_start: bool = False, names_shown: bool = True,
) -> Change:  # fmt: skip
    """Alter a round that goes on, all at once. Without a `name` or an end (an aware time), these stay.

    What was said by pairs that are taken away stays. Raises Refused as `start_round` does, and when what was
    written in private, or without names, would be shown by it.
    """
    wanted = dict.fromkeys((pair.team, pair.about) for pair in pairs)
    _need_pairs(wanted)
    _keep_promises(workshop, round_, open_from_start, names_shown)
    there = {(found.team, found.about): found for found in workshop.by(Assignment, "round", round_.id)}
    gone = [Drop(found) for pair, found in there.items() if pair not in wanted]
    new = [_assignment(round_.id, team, about) for team, about in wanted if (team, about) not in there]
    altered = set_fields(
        workshop, round_.id, _("Change {round}").format(round=round_.name),
        name=name.strip() or round_.name, ends=_text(ends) if ends else round_.ends,
        open_from_start=open_from_start, names_shown=names_shown,
    )  # fmt: skip
    return replace(altered, steps=(*altered.steps, *gone, *new))


def extend(workshop: Workshop, round_: Round, minutes: int, now: datetime) -> Change:
    """Give a round more minutes: from its end, or from now when it is over."""
    _need_time(minutes)
    end = max(_time(round_.ends) or now, now) + timedelta(minutes=minutes)
    return set_fields(
        workshop, round_.id, _("{n} more minutes for {round}").format(n=minutes, round=round_.name),
        ends=_text(end),
    )  # fmt: skip


def end_now(workshop: Workshop, round_: Round, now: datetime) -> Change:
    """End a round; notes can still be answered and settled."""
    return set_fields(workshop, round_.id, _("End {round}").format(round=round_.name), ends=_text(now))


def drop_round(workshop: Workshop, round_: Round) -> Change:
    """Take a round back with its plan; what was said in it stays, and can still be submitted."""
    return replace(drop(workshop, round_.id), label=_("Remove {round}").format(round=round_.name))


# ---------------------------------------------------------------- time
def minutes_in(text: str) -> int:
    """The minutes that somebody typed. Raises Refused with a sentence where a round cannot take so long."""
    typed = text.strip()
    if not (typed.isdecimal() and len(typed) < 9):
        sentence = _("A round takes a whole number of minutes, such as 40; “{text}” is none.")
        raise Refused(sentence.format(text=f"{typed:.20}"))
    _need_time(minutes := int(typed))
    return minutes


def minutes_left(round_: Round, now: datetime) -> int | None:
    """The minutes until a round's end, begun ones counted; 0 when it is over, None when it has no end."""
    left = time_left(round_, now)
    return None if left is None else ceil(left.total_seconds() / 60)


def time_left(round_: Round, now: datetime) -> timedelta | None:
    """The time until a round's end, never less than none; None when it has no end."""
    ends = _time(round_.ends)
    return None if ends is None else max(ends - now, timedelta())


def is_running(round_: Round, now: datetime) -> bool:
    """Whether a round has begun and is not over."""
    starts, ends = _time(round_.starts), _time(round_.ends)
    return (starts is None or starts <= now) and (ends is None or now < ends)


def newest(workshop: Workshop) -> Round | None:
    """The round that was planned last: the one that the review room shows."""
    return next(reversed(workshop.all(Round)), None)


def find_pair(workshop: Workshop, round_: str, team: str, about: str) -> Assignment | None:
    """The assignment by which a team reads a draft in a round."""
    of_team = workshop.by(Assignment, "team", team)
    return next((found for found in of_team if (found.round, found.about) == (round_, about)), None)


# ---------------------------------------------------------------- within
@dataclass(slots=True)
class _Tie:
    """How many links there are between two teams: those that are a seam (rule 1.46), and all others."""

    seams: int = 0
    others: int = 0


Ties = dict[tuple[str, str], _Tie]


def _key(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)


def _ties(workshop: Workshop) -> Ties:
    ties: Ties = {}
    for link in workshop.all(Link):
        a, b = team_of(workshop, link.source), team_of(workshop, link.target)
        if a and b and a != b:
            tie = ties.setdefault(_key(a, b), _Tie())
            if link.kind in ("relies_on", "shares"):
                tie.seams += 1
            else:
                tie.others += 1
    return ties


def _reasons(workshop: Workshop, ties: Ties, a: Team, b: Team) -> tuple[str, ...]:
    tie = ties.get(_key(a.id, b.id), _Tie())
    names = {"a": a.name, "b": b.name}
    said = (
        (_is_for(workshop, a.id, b.id), _("{b} works for {a}")),
        (tie.seams, _("They rely on each other or share a result")),
        (tie.others, _("Their cards are linked")),
        (questions.have_something_to_ask(workshop, a, b), _("{a} has questions to ask {b}")),
    )
    return tuple(words.format(**names) for holds, words in said if holds)


def _weight(workshop: Workshop, ties: Ties, a: Team, b: Team) -> int:
    tie = ties.get(_key(a.id, b.id), _Tie())
    return (
        _BENEFITS * _is_for(workshop, a.id, b.id)
        + _SEAM * min(tie.seams, _MOST_LINKS)
        + _TIED * min(tie.others, _MOST_LINKS)
        + _ASKS * questions.have_something_to_ask(workshop, a, b)
    )


def _is_for(workshop: Workshop, team: str, about: str) -> bool:
    """Whether an objective of `about` is to change the world of `team` (rule 0.10)."""
    return any(objective.beneficiary == team for objective in workshop.objectives(about))


def _need_pairs(wanted: Collection[tuple[str, str]]) -> None:
    if not wanted:
        raise Refused(_("A round needs at least one team that reads another's draft."))


def _need_time(minutes: int) -> None:
    if minutes < 1:
        raise Refused(_("A round takes at least one minute."))
    if minutes > MOST_MINUTES:
        raise Refused(_("A round takes {n} minutes, a day, at the most.").format(n=MOST_MINUTES))


def _keep_promises(workshop: Workshop, round_: Round, open_from_start: bool, names_shown: bool) -> None:
    """What people wrote for themselves alone, or without their name, is not shown after all."""
    said = [note for note in workshop.all(Note) if note.round == round_.id]
    if open_from_start and not round_.open_from_start:
        reading = any(p.round == round_.id and p.stage == "reading" for p in workshop.all(Progress))
        if reading or not all(submitted(workshop, note) for note in said):
            raise Refused(_("People read in private by now: what they write is theirs until they submit it."))
    if names_shown and not round_.names_shown and said:
        raise Refused(_("Notes were written without names in this round: they stay without."))


def _assignment(round_: str, team: str, about: str) -> Put:
    if team == about:
        raise Refused(_("A team does not review its own draft."))
    return Put(Assignment(new_id(), round_, team, about))


def _team_name(workshop: Workshop, team: str) -> str:
    found = workshop.find(Team, team)
    return found.name if found else "?"


def _text(time: datetime) -> str:
    return time.astimezone(UTC).isoformat(timespec="seconds")


def _time(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
