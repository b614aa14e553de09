"""What a hand can carry over the board, and what letting go of it means: cards, parts of cards, a new link.

The same for the mouse and the keyboard, which goes from one of a load's `places` to the next. No Qt.
"""

from __future__ import annotations

from collections.abc import Sequence

from okrdesk.cards import Condition, KeyResult, Objective, Pillar
from okrdesk.layout import Placement
from okrdesk.workshop import Workshop
from ui.board.loads.base import Aim, Load
from ui.board.loads.cards import CardsLoad
from ui.board.loads.link import LinkLoad
from ui.board.loads.parts import ConditionsLoad, KeyResultsLoad
from ui.board.loads.pillars import PillarsLoad

__all__ = ["Aim", "LinkLoad", "Load", "load_of"]

_LOADS = {
    Objective: CardsLoad,
    Pillar: PillarsLoad,
    KeyResult: KeyResultsLoad,
    Condition: ConditionsLoad,
}


def load_of(workshop: Workshop, placement: Placement, ids: Sequence[str]) -> Load | None:
    """What taking these records means: the last one, with those of its kind; None for what stays put."""
    kind = type(workshop.get(ids[-1])) if ids else None
    if kind not in _LOADS:
        return None
    return _LOADS[kind](workshop, placement, [id_ for id_ in ids if type(workshop.get(id_)) is kind])
