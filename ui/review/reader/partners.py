"""What stands beside a draft, and which objective there belongs to one here. No Qt."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from okrdesk import alignment
from okrdesk.cards import Objective, Pillar
from okrdesk.check import card_of
from okrdesk.workshop import Workshop
from ui.review.reader.sheet import Sheet, objective_sheet, pillar_sheet, sheets_of

What = Literal["", "ours", "above"]
_WORD = re.compile(r"[^\W\d_]{4,}")
_ALIKE = 2  # words that the results of two objectives share, to be about the same metric


def sheets_beside(workshop: Workshop, what: What, about: str, ours: str) -> list[Sheet]:
    """Our own draft, or all that theirs leads up to: the strategy first, then objectives in their order."""
    if what == "ours":
        return sheets_of(workshop, ours) if ours else []
    if what != "above":
        return []
    above: set[str] = set()
    for objective in workshop.objectives(about):
        above |= ancestors(workshop, objective.id)
    above -= {objective.id for objective in workshop.objectives(about)}
    sheets = [pillar_sheet(pillar) for pillar in workshop.pillars() if pillar.id in above]
    for team in workshop.teams():
        found = (objective for objective in workshop.objectives(team.id) if objective.id in above)
        sheets += [objective_sheet(workshop, objective) for objective in found]
    return sheets


def parents(workshop: Workshop, card: str) -> list[str]:
    """The cards that a card leads up to directly, the primary one first."""
    links = sorted(alignment.links_up(workshop, card), key=lambda link: not link.primary)
    return list(dict.fromkeys(card_of(workshop, link.target) for link in links))


def ancestors(workshop: Workshop, card: str) -> set[str]:
    """All cards above a card."""
    found: set[str] = set()
    to_do = parents(workshop, card)
    while to_do:
        above = to_do.pop()
        if above not in found and isinstance(workshop.get(above), (Objective, Pillar)):
            found.add(above)
            to_do += parents(workshop, above)
    return found


def partner(workshop: Workshop, card: str, others: Iterable[str]) -> str:
    """The one of `others` that belongs beside a card; "" where none does.

    Its parent; else one that shares its parent, or the same metric, or stands under the same part of the
    strategy: the first of these, and of several the first.
    """
    others = list(others)
    own = parents(workshop, card)
    if direct := next((parent for parent in own if parent in others), ""):
        return direct
    if shared := next((other for other in others if set(own) & set(parents(workshop, other))), ""):
        return shared
    words = metric_words(workshop, card)
    alike = {other: len(words & metric_words(workshop, other)) for other in others}
    best = max(others, key=alike.__getitem__, default="")
    if best and alike[best] >= _ALIKE:
        return best
    above = ancestors(workshop, card)
    return next((o for o in others if o in above or above & ancestors(workshop, o)), "")


def metric_words(workshop: Workshop, card: str) -> set[str]:
    """The words by which an objective's results measure."""
    results = workshop.key_results(card)
    return {word for kr in results for word in _WORD.findall(f"{kr.metric} {kr.text}".lower())}
