"""What a workshop asks and advises on its lanes: a question for each, and how many cards are few enough."""

from __future__ import annotations

from okrdesk.i18n import _
from okrdesk.workshop import Workshop

_VOLATILE_AT_MOST = 2  # company objectives, in a year in which much changes (rule 1.13)

# Strategy's, the company's, that of the level below, and of all further ones.
_OURS = (
    _("Where will we win, for whom, and what do we give up for it?"),
    _("What are we focused on this quarter? What are we trying to make true?"),
    _("For this to happen, what must be true, and which part of it can we make true?"),
    _("What can we change this quarter that the others build on?"),
)


def our_prompt(lane: int) -> str:
    """The question that we would ask on a lane: 0 is strategy, 1 the company, then the levels below."""
    return _OURS[min(lane, len(_OURS) - 1)]


def prompt(workshop: Workshop, lane: int) -> str:
    """The question of a lane (0: strategy, then the levels): the organisation's own, else ours."""
    own = workshop.organisation.prompts
    return own[lane] if lane < len(own) and own[lane].strip() else our_prompt(lane)


def at_most(workshop: Workshop, level: int) -> int:
    """How many objectives are few enough for a team of a level (0: the company); no more than advice."""
    settings = workshop.settings
    if level:
        return settings.team_objectives_at_most
    most = settings.company_objectives_at_most
    return min(most, _VOLATILE_AT_MOST) if settings.volatile else most
