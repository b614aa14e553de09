"""What the window's foot tells of the draft that is read, and when its team sees the notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrdesk.cards import KeyResult, Objective, Team
from okrdesk.i18n import _, ngettext
from okrdesk.naming import how_many
from okrdesk.review.records import Round

if TYPE_CHECKING:
    from ui.review.round.submitting import Submitting
    from ui.review.state import Review


def draft_facts(review: Review, submitting: Submitting) -> str:
    """How large the draft is, and who sees the notes on it; of a packet in which none is open, what it
    holds; "" where there is nothing to tell.
    """
    if review.session is None:
        return ""
    workshop = review.workshop
    team = workshop.find(Team, review.about)
    if team is None:
        n = len(review.packet.sent.about) if review.packet else 0
        return ngettext("{n} draft to read", "{n} drafts to read", n).format(n=n) if n else ""
    objectives = workshop.objectives(team.id)
    results = sum(len(workshop.key_results(objective.id)) for objective in objectives)
    facts = [team.name, how_many(Objective, len(objectives)), how_many(KeyResult, results)]
    return " · ".join(filter(None, (*facts, _who_sees(review, submitting))))


def _who_sees(review: Review, submitting: Submitting) -> str:
    """When the team sees what is written on its draft; "" where nothing is to be said of that."""
    if review.read_only or review.own:
        return ""
    if review.packet and submitting.done:
        return _("submitted: hand the file back")
    round_ = review.workshop.find(Round, review.reviewing.round)
    at_once = not review.packet and (round_ is None or round_.open_from_start)
    if at_once or submitting.done:
        return _("the team sees your notes")
    return _("your notes reach the team when you submit") if submitting.can else ""
