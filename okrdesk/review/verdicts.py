"""One-click verdicts on an objective, and how far a reviewer is: opened, questions asked, submitted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from okrdesk.cards import Author, Objective
from okrdesk.change import Change, Put, Step
from okrdesk.check import name
from okrdesk.i18n import _
from okrdesk.review import saying
from okrdesk.review.notes import Reviewing, team_of
from okrdesk.review.records import Progress, Stage, Verdict, VerdictAnswer, VerdictQuestion
from okrdesk.review.threads import is_out, readings
from okrdesk.workshop import Workshop

# What is asked, and which answer speaks well of the objective.
QUESTIONS: dict[VerdictQuestion, tuple[str, VerdictAnswer]] = {
    "story": (_("The story holds: I can retell how this feeds the strategy"), "yes"),
    "sceptic": (_("These results would convince a sceptic"), "yes"),
    "moves_us": (_("This moves the company"), "yes"),
    "hit_unchanged": (_("All results could be hit, and nothing would have changed"), "no"),
    "reached_without": (_("The objective could be reached with most results missed"), "no"),
}


@dataclass(frozen=True, slots=True)
class Tally:
    """How many reviewers said yes and no to a question on an objective."""

    yes: int = 0
    no: int = 0


def judge(
    workshop: Workshop, author: Author, reviewing: Reviewing, objective: Objective,
    question: VerdictQuestion, answer: VerdictAnswer,
) -> Change:  # fmt: skip
    """Answer a question on an objective, or ("") take the answer back."""
    before = verdict_of(workshop, saying.key_of(author), objective.id, question)
    steps: tuple[Step, ...] = saying.introduce(author, workshop, team=reviewing.team)
    if before is None:
        said = saying.say(
            Verdict, author, workshop, seed=f"{objective.id}:{question}", round=reviewing.round,
            team=reviewing.team, card=objective.id, question=question, answer=answer,
        )  # fmt: skip
        steps += (Put(said),)
    else:
        steps += saying.revised(before, workshop, answer=answer, round=reviewing.round, withdrawn=False)
    return Change(_("Verdict on {card}").format(card=name(workshop, objective)), steps)


def verdict_of(workshop: Workshop, key: str, objective: str, question: VerdictQuestion) -> Verdict | None:
    """What the holder of `key` answered, if anything."""
    return workshop.find(Verdict, saying.bound_id(Verdict, key, f"{objective}:{question}"))


def tally(workshop: Workshop, objective: str, question: VerdictQuestion, viewer: str | None = None) -> Tally:
    """What was answered to a question on an objective, as far as `viewer` (None: all) may see it by now."""
    about = team_of(workshop, objective)
    answers = [
        verdict.answer
        for verdict in workshop.by(Verdict, "card", objective)
        if verdict.question == question
        and not verdict.withdrawn
        # What a team says of its own draft is no review: nobody submits it.
        and (verdict.team == about or is_out(workshop, verdict.key, verdict.round, about, viewer))
    ]
    return Tally(answers.count("yes"), answers.count("no"))


def wrong_proof(workshop: Workshop, objective: str, viewer: str | None = None) -> bool:
    """Whether somebody found by the two-way test that the results prove something else (rule 1.11)."""
    doubts: tuple[VerdictQuestion, ...] = ("hit_unchanged", "reached_without")
    return any(tally(workshop, objective, question, viewer).yes for question in doubts)


def note_progress(
    workshop: Workshop, author: Author, reviewing: Reviewing, about: str, *,
    stage: Stage | None = None, asked: tuple[str, ...] | None = None,
) -> Change:  # fmt: skip
    """Say how far the reviewer is with a team's draft; the first time says that it was opened. Who reads it
    for several teams is as far for each of them.
    """
    there = readings(workshop, saying.key_of(author), reviewing.round, about)
    if there:
        stage, asked = stage or there[0].stage, there[0].asked if asked is None else asked
    now: dict[str, Any] = {"stage": stage or "reading", "asked": asked or ()}
    steps: tuple[Step, ...] = saying.introduce(author, workshop, team=reviewing.team)
    for before in there:
        steps += saying.revised(before, workshop, **now)
    if reviewing.team not in [before.team for before in there]:
        seed = f"{reviewing.round}:{about}"
        if seed in [before.seed for before in there]:
            seed += f":{reviewing.team}"
        where = {"round": reviewing.round, "team": reviewing.team, "about": about}
        steps += (Put(saying.say(Progress, author, workshop, seed=seed, **where, **now)),)
    label = _("Submit a review") if stage == "submitted" else _("Go on with a review")
    return Change(label, steps)
