"""What of a review is still its reviewers' own: it does not go into a copy that is handed out."""

from __future__ import annotations

from collections.abc import Iterator

from okrdesk.cards import Objective
from okrdesk.review import threads
from okrdesk.review.records import Answer, Note, Reply, Round, Said, Settlement, Verdict
from okrdesk.workshop import Workshop

_ABOUT_NOTES: tuple[type[Reply | Settlement | Answer], ...] = (Reply, Settlement, Answer)


def kept_private(workshop: Workshop) -> Iterator[Said]:
    """Notes that nobody answered and that were not submitted or were taken back, with all that was said to
    them; replies that were taken back; and the verdicts of reviews that were not submitted.
    """
    for note in workshop.all(Note):
        private = not threads.visible(workshop, note, "")
        if private:
            yield note
        for kind in _ABOUT_NOTES:
            for said in workshop.by(kind, "note", note.id):
                if private or said.withdrawn:
                    yield said
    yield from (verdict for verdict in workshop.all(Verdict) if not _is_given(workshop, verdict))


def _is_given(workshop: Workshop, verdict: Verdict) -> bool:
    round_, objective = workshop.find(Round, verdict.round), workshop.find(Objective, verdict.card)
    if verdict.withdrawn or not verdict.round or (round_ is not None and round_.open_from_start):
        return not verdict.withdrawn
    progress = threads.progress_of(workshop, verdict.key, verdict.round, objective.team if objective else "")
    return progress is not None and progress.stage == "submitted"
