"""The keyboard on the board: where the arrows lead."""

from __future__ import annotations

from okrdesk.card_shape import CardPlace
from okrdesk.cards import KeyResult
from okrdesk.layout import Placement
from okrdesk.workshop import Workshop

Arrow = str  # "up", "down", "left" or "right"


def next_to(workshop: Workshop, placement: Placement, id_: str, arrow: Arrow) -> str:
    """What an arrow leads to: the next card or condition; from a key result the next row of its card."""
    record = workshop.get(id_)
    if not isinstance(record, KeyResult):
        return neighbour(placement, id_, arrow)
    if arrow in ("left", "right"):
        return neighbour(placement, record.objective, arrow)
    return row_next_to(workshop, id_, down=arrow == "down") or neighbour(placement, record.objective, arrow)


def row_next_to(workshop: Workshop, id_: str, *, down: bool) -> str:
    """A card's first key result (or last, upwards), a key result's next; up from the first leads to its card.

    "" where there is none.
    """
    record = workshop.get(id_)
    rows = [kr.id for kr in workshop.key_results(record.objective if isinstance(record, KeyResult) else id_)]
    if not isinstance(record, KeyResult):
        return (rows[0] if down else rows[-1]) if rows else ""
    at = rows.index(id_) + (1 if down else -1)
    if at < 0:
        return record.objective
    return rows[at] if at < len(rows) else ""


def neighbour(placement: Placement, id_: str, arrow: Arrow) -> str:
    """The card that an arrow leads to from card `id_` (or, from none, the first); `id_` itself at the end.

    From a card that is folded away it leads on from where that is folded.
    """
    here = placement.cards.get(id_)
    columns = [column for column in _columns(placement, id_) if column]
    if not columns:
        return ""
    at = next((n for n, column in enumerate(columns) if here in column), None)
    if here is None or at is None:
        return columns[0][0].id
    column = columns[at]
    if arrow in ("up", "down"):
        n = column.index(here) + (1 if arrow == "down" else -1)
        return column[n].id if 0 <= n < len(column) else id_
    n = at + (1 if arrow == "right" else -1)
    if not 0 <= n < len(columns):
        return id_
    middle = here.y + here.h / 2
    return min(columns[n], key=lambda card: abs(card.y + card.h / 2 - middle)).id


def lane_of(placement: Placement, id_: str) -> list[str]:
    """The cards of the lane that a card lies in (none: of the first lane that has any), in order."""
    place = placement.cards.get(id_)
    lanes = [band.lane for band in placement.bands if band.cards]
    lane = place.band.lane if place and place.band else next(iter(lanes), -1)
    return [card for band in placement.bands if band.lane == lane for card in band.cards]


def _columns(placement: Placement, folded: str = "") -> list[list[CardPlace]]:
    """The cards of all columns from left to right, each from top to bottom, conditions among them; of those
    that are folded away only `folded`.
    """
    columns: dict[tuple[int, int], list[CardPlace]] = {}
    for band in sorted(placement.bands, key=lambda b: (b.lane, b.column, b.y)):
        column = columns.setdefault((band.lane, band.column), [])
        if band.folded:
            column.extend(placement.cards[id_] for id_ in (folded,) if id_ in band.hidden)
            continue
        for id_ in band.cards:
            column.append(placement.cards[id_])
            column.extend(placement.cards[c] for c in placement.conditions_under(id_))
    return list(columns.values())
