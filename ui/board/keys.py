"""The keyboard on the board: arrows select, Ctrl with arrows moves the selected card."""

from __future__ import annotations

from okrdesk.card_shape import CardPlace
from okrdesk.change import Change
from okrdesk.layout import Placement
from okrdesk.workshop import Workshop
from ui.board import moves

Arrow = str  # "up", "down", "left" or "right"


def neighbour(placement: Placement, id_: str, arrow: Arrow) -> str:
    """The card that an arrow leads to from card `id_` (or, from none, the first); `id_` itself at the end."""
    here = placement.cards.get(id_)
    columns = [column for column in _columns(placement) if column]
    if not columns:
        return ""
    if here is None:
        return columns[0][0].id
    at = next(n for n, column in enumerate(columns) if here in column)
    column = columns[at]
    if arrow in ("up", "down"):
        n = column.index(here) + (1 if arrow == "down" else -1)
        return column[n].id if 0 <= n < len(column) else id_
    n = at + (1 if arrow == "right" else -1)
    if not 0 <= n < len(columns):
        return id_
    middle = here.y + here.h / 2
    return min(columns[n], key=lambda card: abs(card.y + card.h / 2 - middle)).id


def _columns(placement: Placement) -> list[list[CardPlace]]:
    """The cards of all columns from left to right, each from top to bottom, conditions among them."""
    columns: dict[tuple[int, int], list[CardPlace]] = {}
    for band in sorted(placement.bands, key=lambda b: (b.lane, b.column, b.y)):
        column = columns.setdefault((band.lane, band.column), [])
        for id_ in band.cards:
            column.append(placement.cards[id_])
            column.extend(placement.cards[c] for c in placement.conditions_under(id_))
    return list(columns.values())


def move(workshop: Workshop, placement: Placement, id_: str, arrow: Arrow) -> Change:
    """The change that Ctrl with an arrow makes of the selected card; without steps at the end of the way."""
    if not moves.can_be_dragged(workshop, id_):
        return Change("", ())
    if arrow in ("up", "down"):
        return moves.step_within(workshop, placement, id_, arrow == "down")
    return moves.step_across(workshop, placement, id_, arrow == "right")
