"""How far a review round is: which team has read whose draft, and what still waits for an answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from okrdesk.cards import Team
from okrdesk.check import card_of
from okrdesk.review import questions, threads
from okrdesk.review.notes import team_of
from okrdesk.review.records import Assignment, Note, NoteKind, Progress, Reviewer, Verdict
from okrdesk.review.saying import bound_id
from okrdesk.review.threads import WORST_FIRST, Thread
from okrdesk.workshop import Workshop

CellState = Literal["none", "not_opened", "reading", "submitted", "answered"]
_Stage = Literal["opened", "reading", "submitted"]  # opened: nothing was said or asked yet


@dataclass(frozen=True, slots=True)
class Cell:
    """How far one team is with another's draft: `notes` it wrote, of which so many wait for an answer.

    none: it does not read it. answered: submitted, and none of its notes wants an answer any more (see
    `threads.wants_answer`). `planned`: the round has it read that draft; others may have written before that
    was taken back, or of their own accord.
    """

    state: CellState = "none"
    notes: int = 0
    unanswered: int = 0
    planned: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a reviewer is with a draft. `share` is from 0 to 1; `waiting` are the answers to look at."""

    about: str
    opened: bool
    submitted: bool
    notes: int
    waiting: int
    share: float


@dataclass(frozen=True, slots=True)
class Received:
    """What one team said about our draft: `notes`, of which `unanswered` wait for us; `worst` is the worst
    kind among these, `of_worst` how many of it there are."""

    team: str
    notes: int
    unanswered: int
    worst: NoteKind | None
    of_worst: int


# ---------------------------------------------------------------- the facilitator's grid
def grid(workshop: Workshop, round_: str) -> dict[tuple[str, str], Cell]:
    """The cells of a round by (team that reads, team that is read); pairs that are not there are `Cell()`."""
    assigned = {(x.team, x.about) for x in workshop.by(Assignment, "round", round_)}
    stages = _stages(workshop, round_)
    said: dict[tuple[str, str], list[Thread]] = {}
    for note in workshop.all(Note):
        if _is_of(note, round_):
            said.setdefault((note.team, note.about), []).append(threads.thread(workshop, note))
    return {
        pair: _cell(workshop, said.get(pair, []), [*stages.get(pair, {}).values()], pair in assigned)
        for pair in sorted(assigned | stages.keys())
    }


def submitted(workshop: Workshop, round_: str) -> tuple[int, int]:
    """How many of the planned reviews of a round are submitted, and how many there are: as its grid says."""
    assigned = {(x.team, x.about) for x in workshop.by(Assignment, "round", round_)}
    stages = _stages(workshop, round_)
    return sum(_all_submitted(stages.get(pair, {}).values()) for pair in assigned), len(assigned)


def teams_in(workshop: Workshop, cells: Iterable[tuple[str, str]]) -> list[Team]:
    """The teams of a grid's cells in the workshop's order: its rows, and its columns."""
    there = {team for pair in cells for team in pair}
    return [team for team in workshop.teams() if team.id in there]


def _stages(workshop: Workshop, round_: str) -> dict[tuple[str, str], dict[str, _Stage]]:
    """How far each key is that reads or wrote something, by (team that reads, team that is read)."""
    stages: dict[tuple[str, str], dict[str, _Stage]] = {}
    for progress in workshop.all(Progress):
        if _is_of(progress, round_):
            far = "opened" if progress.stage == "reading" and not progress.asked else progress.stage
            stages.setdefault((progress.team, progress.about), {})[progress.key] = far
    for note in workshop.all(Note):
        of_pair = stages.setdefault((note.team, note.about), {}) if _is_of(note, round_) else None
        # Who reads a draft for two teams submits it once for both.
        if of_pair is not None and of_pair.get(note.key, "opened") == "opened":
            of_pair[note.key] = "submitted" if threads.submitted(workshop, note) else "reading"
    for verdict in workshop.all(Verdict):
        if verdict.round == round_ and not verdict.withdrawn:
            of_pair = stages.get((verdict.team, team_of(workshop, verdict.card)), {})
            if of_pair.get(verdict.key) == "opened":
                of_pair[verdict.key] = "reading"
    return stages


def _is_of(said: Progress | Note, round_: str) -> bool:
    return said.round == round_ and said.team not in ("", said.about) and not said.withdrawn


def _all_submitted(stages: Iterable[_Stage]) -> bool:
    """Whether all who said something have submitted; who only looks holds nobody's review back."""
    return {stage for stage in stages if stage != "opened"} == {"submitted"}


def _cell(workshop: Workshop, said: list[Thread], stages: list[_Stage], planned: bool) -> Cell:
    waiting = sum(threads.wants_answer(workshop, found) for found in said)
    if _all_submitted(stages):
        state: CellState = "answered" if said and not waiting else "submitted"
    else:
        state = "reading" if stages else "not_opened"
    return Cell(state, len(said), waiting, planned)


# ---------------------------------------------------------------- whom I review, and who reviews us
def my_reviews(workshop: Workshop, key: str, round_: str, team: str) -> list[Standing]:
    """How far the holder of `key` is with each draft that their team reads in a round, in order; with those
    that they have begun to read and the plan no longer gives them, too.
    """
    abouts = {x.about for x in workshop.by(Assignment, "team", team) if x.round == round_}
    abouts |= {
        progress.about
        for progress in workshop.all(Progress)
        if (progress.key, progress.round, progress.team) == (key, round_, team) and progress.about != team
    }
    return [standing(workshop, key, round_, t.id) for t in workshop.teams() if t.id in abouts]


def standing(workshop: Workshop, key: str, round_: str, about: str) -> Standing:
    """How far the holder of `key` is with the draft of one team."""
    progress = threads.progress_of(workshop, key, round_, about)
    mine = [
        threads.thread(workshop, note)
        for note in workshop.by(Note, "about", about)
        if (note.key, note.round) == (key, round_) and not note.withdrawn
    ]
    submitted = progress is not None and progress.stage == "submitted"
    return Standing(
        about,
        progress is not None,
        submitted,
        len(mine),
        sum(found.open and found.last_word.key != key for found in mine),
        1.0 if submitted else _share(workshop, key, mine, progress, about),
    )


def reviews_of(workshop: Workshop, team: str, round_: str, viewer: str | None) -> list[Received]:
    """What each team that reads our draft said so far, as far as `viewer` may see it: in this round ("": in
    all), and before it what still waits for an answer. Last, with the team "", who said it for none.
    """
    readers = {x.team for x in workshop.by(Assignment, "about", team) if x.round == round_}
    there = [each.id for each in workshop.teams()]
    by_team: dict[str, list[Thread]] = {}
    for found in _on_draft(workshop, team, viewer):
        note = found.note
        if note.team != team and (round_ in ("", note.round) or threads.wants_answer(workshop, found)):
            by_team.setdefault(note.team if note.team in there else "", []).append(found)
    return [
        _received(workshop, each, by_team.get(each, []))
        for each in (*there, "")
        if each in by_team or each in readers
    ]


def _received(workshop: Workshop, team: str, said: list[Thread]) -> Received:
    kinds = Counter(found.note.kind for found in said if threads.wants_answer(workshop, found))
    worst: NoteKind | None = next((kind for kind in WORST_FIRST if kinds[kind]), None)
    return Received(team, len(said), kinds.total(), worst, kinds[worst] if worst else 0)


def _share(workshop: Workshop, key: str, mine: list[Thread], progress: Progress | None, about: str) -> float:
    """How many of a draft's objectives were spoken of or judged, and of the questions asked."""
    objectives = {objective.id for objective in workshop.objectives(about)}
    touched = {card_of(workshop, found.note.card) for found in mine}
    touched |= {
        id_
        for id_ in objectives
        if any(v.key == key and v.answer and not v.withdrawn for v in workshop.by(Verdict, "card", id_))
    }
    me = workshop.find(Reviewer, bound_id(Reviewer, key, "reviewer"))
    asker = workshop.find(Team, progress.team if progress else me.team if me else "")
    asking = {q.id for q in questions.for_pair(workshop, asker, workshop.find(Team, about))}
    asked = asking & set(progress.asked if progress else ())
    return (len(objectives & touched) + len(asked)) / max(1, len(objectives) + len(asking))


# ---------------------------------------------------------------- what to answer
def to_answer(workshop: Workshop, team: str, viewer: str | None = None) -> list[Thread]:
    """What a team has to answer, worst first: threads on its draft and on its cards that are gone."""
    return threads.to_answer(workshop, _on_draft(workshop, team, viewer))


def _on_draft(workshop: Workshop, team: str, viewer: str | None) -> list[Thread]:
    return [*threads.about(workshop, team, viewer), *threads.orphans(workshop, team, viewer)]


def unsettled_blockers(workshop: Workshop, team: str) -> list[Thread]:
    """The blockers on a team's draft that everybody can see and nobody settled: they hinder its sign-off."""
    return [
        found for found in threads.about(workshop, team, "") if found.open and found.note.kind == "blocker"
    ]
