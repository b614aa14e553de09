"""What lies under a point of the board: an edge dot, a row, a card, a link, a band, or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from okrdesk.card_shape import ROW, TEXT_LINE, Band, CardPlace
from okrdesk.layout import Placement
from ui.board.band_painter import fold_name_at
from ui.board.painter import FULL

if TYPE_CHECKING:
    from PySide6.QtCore import QPointF

    from ui.board.scene import BoardScene

Point = tuple[float, float]
HitKind = Literal["dot", "row", "card", "fold", "add", "link", "band", "empty"]

NEAR_DOT = 11.0  # pixels of the window within which a press means the dot


@dataclass(frozen=True, slots=True)
class Dot:
    """A handle at the edge of a card from which links are drawn: at its left for what the record feeds
    (`upward`), at its right for what feeds it.
    """

    id: str
    x: float
    y: float
    upward: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """What was hit, and the record's id: a row's key result, a dot's record, a link. `fold`: a sign that
    folds the lane or team of this name; `add`: the row of an empty band that a click turns into a card;
    `empty`: no band but, it may be, the room of a lane that waits for its first team.
    """

    kind: HitKind
    id: str = ""
    card: CardPlace | None = None
    band: Band | None = None
    dot: Dot | None = None


def under(scene: BoardScene, at: QPointF, zoom: float) -> Hit:
    """What a pointer at a point of the board means while the board is shown at `zoom`: rows and dots
    are there only where they can be seen.
    """
    reach, point = NEAR_DOT / zoom, (at.x(), at.y())
    for dot in scene.marks.dots() if zoom >= FULL else ():
        if abs(point[0] - dot.x) <= reach and abs(point[1] - dot.y) <= reach:
            return Hit("dot", dot.id, dot=dot)
    placement = scene.placement
    band = placement.band_at(*point)
    card = card_at(placement, band, point)
    if card is not None:
        row = row_at(card, point[1]) if zoom >= FULL else None
        return Hit("card", card.id, card, band) if row is None else Hit("row", card.rows[row], card, band)
    if name := fold_name_at(placement, *point):
        return Hit("fold", name, band=band)
    free = band or placement.vacant_at(point[0])
    if free is not None and not free.count and (row := placement.add_place(free)) and row.holds(point):
        return Hit("add", band=free)
    if link := scene.links.at(at):
        return Hit("link", link, band=band)
    return Hit("band" if band else "empty", band=free)


def card_at(placement: Placement, band: Band | None, point: Point) -> CardPlace | None:
    """The card of a band at a point."""
    x, y = point
    for id_ in band.cards if band else ():
        if y < placement.cards[id_].y:
            break
        for shown in (id_, *placement.conditions_under(id_)):
            place = placement.cards[shown]
            if place.x <= x <= place.x + place.w and place.y <= y <= place.y + place.h:
                return place
    return None


def row_at(card: CardPlace, y: float) -> int | None:
    """Which of a card's rows is at a height; None for its head and its foot."""
    return next((n for n in range(len(card.rows)) if abs(y - card.row_y(n)) <= row_height(card, n) / 2), None)


def row_height(card: CardPlace, n: int) -> float:
    """How high a card's n-th row is."""
    return ROW + (TEXT_LINE if n in card.tall else 0.0)


def between(placement: Placement, start: str, end: str) -> list[str]:
    """The cards from one to another in reading order, both of them included and `end` last; or the rows of
    one card. Just `end` where `start` is none of its kind.
    """
    card = next((c for c in placement.cards.values() if start in c.rows and end in c.rows), None)
    order = list(card.rows) if card else [id_ for band in placement.bands for id_ in band.cards]
    if start not in order or end not in order:
        return [end]
    a, b = order.index(start), order.index(end)
    return order[a : b + 1] if a <= b else order[b : a + 1][::-1]


def dots_of(scene: BoardScene, id_: str) -> tuple[Dot, ...]:
    """The dots of a record that is shown on a card: pillars and conditions are fed, and feed nothing."""
    card = scene.placement.cards.get(scene.shown_on(id_))
    if card is None or card.folded:
        return ()
    if id_ in card.rows:
        middle = card.row_y(card.rows.index(id_))
    elif id_ == card.id:
        middle = card.y + card.h / 2
    else:
        return ()
    right = Dot(id_, card.x + card.w, middle, upward=False)
    return (Dot(id_, card.x, middle, upward=True), right) if card.kind == "objective" else (right,)
