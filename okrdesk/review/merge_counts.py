"""How much of a merge each reviewer brings."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from okrdesk.change import Change, Put, Set
from okrdesk.review.anchors import placing
from okrdesk.review.merging import Preview
from okrdesk.review.records import Answer, Note, Progress, Reply, Reviewer, Said, Settlement, Verdict
from okrdesk.workshop import Workshop


@dataclass(slots=True)
class Counts:
    """Of notes, replies, answers and verdicts; see `merging.Preview`."""

    new: int = 0
    updated: int = 0
    withdrawn: int = 0
    here: int = 0
    changed: int = 0


@dataclass(frozen=True, slots=True)
class Brought:
    """How much of each kind a merge brings; `answers` are replies, settlements, and what is said to
    suggestions and reliances. What is `withdrawn` does not count as anything else.
    """

    notes: int
    answers: int
    verdicts: int
    withdrawn: int


def brought_by(workshop: Workshop, change: Change) -> Brought:
    """What the change of a preview brings. `workshop` is the one that it was made of."""
    sets = [step for step in change.steps if isinstance(step, Set)]
    puts = [step.record for step in change.steps if isinstance(step, Put)]
    withdrawn = {step.id for step in sets if step.field == "withdrawn" and step.new}
    withdrawn |= {one.id for one in puts if isinstance(one, Said) and one.withdrawn}
    said = [*puts, *(workshop[step.id] for step in sets)]
    n = Counter({one.id: type(one) for one in said if one.id not in withdrawn}.values())
    return Brought(n[Note], n[Reply] + n[Settlement] + n[Answer], n[Verdict], len(withdrawn))


def counts_by_reviewer(workshop: Workshop, preview: Preview) -> dict[str, Counts]:
    """The counts of a preview by the reviewers' keys. `workshop` is the one that it was made of."""
    found: dict[str, Counts] = defaultdict(Counts)
    place = placing(workshop)
    for one, known in _brought(workshop, preview).values():
        counts = found[one.key]
        if one.withdrawn:
            counts.withdrawn += 1
        elif known:
            counts.updated += 1
        else:
            counts.new += 1
        if isinstance(one, Note) and not one.withdrawn:
            counts.changed += place(one).state in ("similar", "changed", "gone")
    for returned in preview.reviewers:
        counts = found[returned.key]
        counts.here = max(0, returned.words - counts.new - counts.updated)
    return dict(found)


def _brought(workshop: Workshop, preview: Preview) -> dict[str, tuple[Said, bool]]:
    """What a merge brings, by id, as it will be; and whether something of it was here."""
    if preview.change is None:
        return {}
    after = workshop.snapshot()
    after.apply(preview.change.steps)
    ids = dict.fromkeys(step.id if isinstance(step, Set) else step.record.id for step in preview.change.steps)
    words = (after[id_] for id_ in ids)
    return {
        one.id: (one, one.id in workshop)
        for one in words
        if isinstance(one, Said) and not isinstance(one, (Reviewer, Progress))
    }
