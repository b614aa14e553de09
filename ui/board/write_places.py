"""Where on the board a text is written: over the text that is there, or where the new card will lie."""

from __future__ import annotations

from dataclasses import dataclass

from okrdesk.bands import BAND_HEADER, QUESTION_GAP, TOP
from okrdesk.card_shape import (
    CARD_GAP,
    CARD_WIDTH,
    CONDITION_GAP,
    CONDITION_INDENT,
    CONDITION_TOP,
    PAD_LEFT,
    PAD_RIGHT,
    PILLAR_TOP,
    PILLAR_WIDTH,
    ROW,
    ROW_LEFT,
    ROWS_GAP,
    TEXT_LINE,
    TEXT_SIZE,
    TEXT_WEIGHT,
    TITLE_LINE,
    TITLE_SIZE,
    TITLE_TOP,
    TITLE_WEIGHT,
    Band,
    CardPlace,
)
from okrdesk.cards import Condition, KeyResult, Objective, Pillar
from okrdesk.founding import team_over
from okrdesk.layout import Placement
from okrdesk.workshop import Workshop
from okrdesk.writing import Spot, siblings


@dataclass(frozen=True, slots=True)
class WritePlace:
    """The upper left corner of a text, its width, and its type, in pixels of the board at 100 %."""

    x: float
    y: float
    w: float
    size: float = TITLE_SIZE
    weight: int = TITLE_WEIGHT


def place_of(workshop: Workshop, placement: Placement, spot: Spot) -> WritePlace | None:
    """Where a spot's text is; None while the board does not show the card that it belongs to."""
    if spot.id in workshop:
        return _there(workshop, placement, spot)
    if spot.kind is KeyResult:
        return _new_row(workshop, placement, spot)
    if spot.kind is Condition:
        return _new_condition(workshop, placement, spot)
    return _new_card(workshop, placement, spot)


def _there(workshop: Workshop, placement: Placement, spot: Spot) -> WritePlace | None:
    card = placement.cards.get(spot.parent if spot.kind is KeyResult else spot.id)
    if card is None:
        return None
    if spot.kind is KeyResult:
        n = card.rows.index(spot.id) if spot.id in card.rows else len(card.rows)
        return _row(card, n)
    room = card.w - PAD_LEFT - PAD_RIGHT
    if spot.kind is Condition:
        return WritePlace(
            card.x + PAD_RIGHT, card.y + CONDITION_TOP, card.w - 2 * PAD_RIGHT, TEXT_SIZE, TEXT_WEIGHT
        )
    if spot.kind is Pillar:
        top = card.y + PILLAR_TOP
        if spot.field == "statement":
            return WritePlace(
                card.x + PAD_LEFT, top + TITLE_LINE * card.lines + 4.0, room, TEXT_SIZE, TEXT_WEIGHT
            )
        return WritePlace(card.x + PAD_LEFT, top, room)
    return WritePlace(card.x + PAD_LEFT, card.y + TITLE_TOP, room)


def _row(card: CardPlace, n: int) -> WritePlace:
    """The n-th row of a card; the one behind its last is where a new key result comes."""
    if n < len(card.rows):
        y = card.row_y(n) - (TEXT_LINE if n in card.tall else TEXT_LINE / 2)
    else:
        first = card.y + TITLE_TOP + TITLE_LINE * card.lines + ROWS_GAP
        count = len(card.rows) + (1 if card.more else 0)
        y = first + ROW * count + TEXT_LINE * len(card.tall) + (ROW - TEXT_LINE) / 2
    room = card.w - ROW_LEFT - PAD_RIGHT
    return WritePlace(card.x + ROW_LEFT, y, room, TEXT_SIZE, TEXT_WEIGHT)


def _new_row(workshop: Workshop, placement: Placement, spot: Spot) -> WritePlace | None:
    card = placement.cards.get(spot.parent)
    if card is None:
        return None
    n = card.rows.index(spot.before) if spot.before in card.rows else len(card.rows)
    return _row(card, n)


def _new_condition(workshop: Workshop, placement: Placement, spot: Spot) -> WritePlace | None:
    parent = placement.cards.get(spot.parent)
    if parent is None:
        return None
    above = parent
    for record in siblings(workshop, spot):
        if record.id == spot.before:
            break
        above = placement.cards.get(record.id, above)
    x = parent.x + CONDITION_INDENT + PAD_RIGHT
    y = above.y + above.h + CONDITION_GAP + CONDITION_TOP
    return WritePlace(x, y, parent.w - CONDITION_INDENT - 2 * PAD_RIGHT, TEXT_SIZE, TEXT_WEIGHT)


def _new_card(workshop: Workshop, placement: Placement, spot: Spot) -> WritePlace | None:
    """Below the card that it comes behind; in an empty band below its header."""
    above: CardPlace | None = None
    for record in siblings(workshop, spot):
        if record.id == spot.before:
            break
        if not isinstance(record, Objective) or record.parked is spot.parked:
            above = placement.cards.get(record.id, above)
    kind = "strategy" if spot.kind is Pillar else "tray" if spot.parked else "level"
    width, team = PILLAR_WIDTH if spot.kind is Pillar else CARD_WIDTH, spot.parent if kind == "level" else ""
    bands = [b for b in placement.bands if b.team == team and placement.lanes[b.lane].kind == kind]
    if above is not None:
        x, y = above.x, above.y + placement.block_height(above.id) + CARD_GAP
    elif spot.parked and (below := placement.cards.get(spot.before)):
        x, y = below.x, below.y
    elif bands:
        if spot.parked:
            width = placement.lanes[bands[0].lane].card_width
        x, y = bands[0].x + (bands[0].w - width) / 2, _below_question(placement, bands[0])
    elif spot.founds or not spot.parent:
        x, y = _new_band(workshop, placement, spot)
    else:
        return None
    top = PILLAR_TOP if spot.kind is Pillar else TITLE_TOP
    return WritePlace(x + PAD_LEFT, y + top, width - PAD_LEFT - PAD_RIGHT)


def _below_question(placement: Placement, band: Band) -> float:
    """How high an empty band's first card is written: its question stays to be read."""
    if row := placement.add_place(band):
        return row.y
    question = len(band.question) * TEXT_LINE + QUESTION_GAP if band.question else 0.0
    return band.y + band.header + question


def _new_band(workshop: Workshop, placement: Placement, spot: Spot) -> tuple[float, float]:
    """Where the first card comes of a team that is not there yet: below the last team of its lane, or below
    what a lane asks that has none.
    """
    over = spot.over if spot.over in workshop else team_over(workshop, spot.target)
    level = workshop.level(over) + 1
    n, lane = next((n, lane) for n, lane in enumerate(placement.lanes) if lane.level == level)
    if placement.vacant and placement.vacant.lane == n:
        return lane.x + (lane.column_width - CARD_WIDTH) / 2, _below_question(placement, placement.vacant)
    last = [band for band in placement.bands if band.lane == n][-1:]
    below = max((band.y + band.h + CARD_GAP for band in last), default=TOP + BAND_HEADER)
    return (last[0].x if last else lane.x) + (lane.column_width - CARD_WIDTH) / 2, below
