"""The pages of the map: the whole board on one where it stays readable, else its columns dealt out anew.

Over several pages each column is as high as a page, columns stand side by side in the board's order, and no
card is ever cut. Lengths are pixels of the board; a page's scale says how many points one of them takes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from okrdesk.bands import BAND_GAP, BAND_HEADER, EMPTY_BAND, TOP
from okrdesk.card_shape import CARD_GAP, CONDITION_GAP, CONDITION_INDENT, TEXT_LINE, TITLE_LINE, CardPlace
from okrdesk.lanes import MARGIN, Lane, has_header
from okrdesk.layout import Placement

SMALLEST = 0.46  # at this scale the board's small text, 12 pixels, is 5.5 points
SEVERAL = 0.472  # of several pages: the strategy and three more columns side by side
LARGEST = 0.72
FLAT_TITLE_TOP, FLAT_BOTTOM, FLAT_FOOT = 27.0, 9.0, 19.0


@dataclass(frozen=True, slots=True)
class Header:
    """A team's name above its cards; `continued` where they began in another column."""

    team: str
    x: float
    y: float
    w: float
    continued: bool


@dataclass(slots=True)
class Tile:
    """One page of the map: its size, its lanes with left edge and width, its headers and cards."""

    w: float = 0.0
    h: float = 0.0
    lanes: list[tuple[Lane, float, float]] = field(default_factory=list)
    columns: list[tuple[float, float]] = field(default_factory=list)  # left edge and width
    headers: list[Header] = field(default_factory=list)
    cards: list[CardPlace] = field(default_factory=list)


def whole(placement: Placement) -> Tile:
    """The board as it was laid out, from its first lane that has a card to its tray."""
    tile = Tile()
    first = next((n for n, lane in enumerate(placement.lanes) if lane.count), 0)
    lanes = [n for n, lane in enumerate(placement.lanes) if n >= first and lane.kind != "tray"]
    left = placement.lanes[first].x
    for n in lanes:
        lane = placement.lanes[n]
        tile.lanes.append((lane, lane.x - left, lane.width))
        wide = lane.column_width
        tile.columns += [(lane.x - left + c * wide, wide) for c in range(lane.columns)]
        tile.w = max(tile.w, lane.x - left + lane.width)
    for band in placement.bands:
        if band.lane in lanes:
            tile.h = max(tile.h, band.y + band.h)
            if band.header:
                tile.headers.append(
                    Header(band.team, band.x - left, band.y, band.w, continued=not band.first)
                )
    tile.cards = [card for card in placement.cards.values() if card.band and card.band.lane in lanes]
    for card in tile.cards:
        card.x -= left
    return tile


def flatten(placement: Placement, foot: float) -> None:
    """Make all cards as flat as their words allow, with so much room for a line at the foot of objectives."""
    for card in placement.cards.values():
        if card.kind == "objective":
            card.h = FLAT_TITLE_TOP + TITLE_LINE * card.lines + FLAT_BOTTOM + foot
        elif card.kind == "condition":
            card.h = FLAT_BOTTOM + TEXT_LINE * (card.lines + 1) + FLAT_BOTTOM / 2


def deal(placement: Placement, wide: float, high: float) -> list[Tile]:
    """The board on pages that are `wide` and `high`. Gives the cards of `placement` new places."""
    tiles = [Tile(h=high)]
    for n, lane in enumerate(placement.lanes):
        if lane.kind == "tray" or not lane.count:
            continue
        for headers, cards in _columns(placement, n, high):
            if tiles[-1].lanes and tiles[-1].w + lane.column_width > wide:
                tiles.append(Tile(h=high))
            _stand(tiles[-1], lane, headers, cards)
    return tiles


def _stand(tile: Tile, lane: Lane, headers: Sequence[Header], cards: Sequence[CardPlace]) -> None:
    """Put a column at the right end of a page."""
    x = tile.w
    tile.w += lane.column_width
    tile.columns.append((x, lane.column_width))
    if tile.lanes and tile.lanes[-1][0] is lane:
        _lane, left, width = tile.lanes[-1]
        tile.lanes[-1] = (lane, left, width + lane.column_width)
    else:
        tile.lanes.append((lane, x, lane.column_width))
    tile.headers += [Header(h.team, x, h.y, lane.column_width, h.continued) for h in headers]
    for card in cards:
        card.x = x + MARGIN + (CONDITION_INDENT if card.kind == "condition" else 0.0)
    tile.cards += cards


def _columns(placement: Placement, lane: int, high: float) -> Iterator[tuple[list[Header], list[CardPlace]]]:
    """A lane's columns of this height: their headers and cards, with the cards' y set."""
    named = has_header(placement.lanes[lane])
    headers: list[Header] = []
    cards: list[CardPlace] = []
    y = TOP
    for team, ids in _bands(placement, lane):
        first = [placement.cards[ids[0]]] if ids else []
        if cards and y + (BAND_HEADER if named else 0.0) + sum(c.h for c in first) > high:
            yield headers, cards
            headers, cards, y = [], [], TOP
        if named:
            headers.append(Header(team, 0.0, y, 0.0, continued=False))
            y += BAND_HEADER
        for card, gap in _cards(placement, ids):
            if cards and y + card.h > high:
                yield headers, cards
                headers, cards, y = [], [], TOP
                if named:
                    headers.append(Header(team, 0.0, y, 0.0, continued=True))
                    y += BAND_HEADER
            card.y = y
            cards.append(card)
            y += card.h + gap
        y += BAND_GAP if ids else EMPTY_BAND
    yield headers, cards


def _bands(placement: Placement, lane: int) -> Iterator[tuple[str, list[str]]]:
    """A lane's teams with all their cards, whatever columns they stood in."""
    found: dict[str, list[str]] = {}
    for band in placement.bands:
        if band.lane == lane:
            found.setdefault(band.team, []).extend(band.cards)
    yield from found.items()


def _cards(placement: Placement, ids: Sequence[str]) -> Iterator[tuple[CardPlace, float]]:
    """Cards and their conditions in order, each with the gap below it."""
    for id_ in ids:
        block = [placement.cards[i] for i in (id_, *placement.conditions_under(id_))]
        for card in block:
            yield card, CARD_GAP if card is block[-1] else CONDITION_GAP
