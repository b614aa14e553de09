"""The facilitator's mark beside a reviewer's name."""

from __future__ import annotations

from okrdesk.review.records import Trust, TrustMark
from okrdesk.workshop import Workshop


def trust_mark(workshop: Workshop, key: str) -> TrustMark:
    """What the facilitator thinks of a key: the mark that was set beside it, else what was answered when it
    came as a second one on an invitation.
    """
    marks: dict[str, TrustMark] = {t.invitation: t.mark for t in workshop.all(Trust) if t.key == key}
    if "" in marks or not marks:
        return marks.get("", "")
    return "doubted" if "doubted" in marks.values() else next(iter(marks.values()))
