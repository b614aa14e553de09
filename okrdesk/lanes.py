"""The lanes of a board: strategy, one per level of the organisation, and the tray of what has to wait."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from okrdesk.card_shape import CARD_WIDTH, PILLAR_WIDTH
from okrdesk.cards import Objective
from okrdesk.i18n import _
from okrdesk.workshop import Workshop

LaneKind = Literal["strategy", "level", "tray"]

ASPECT = 1.6
MARGIN = 26.0  # between a lane's border and its cards: the room in which links run


@dataclass(slots=True)
class Lane:
    """A level's column. `level` is the depth of its teams (-1 off the levels), `count` that of its cards."""

    kind: LaneKind
    level: int
    title: str
    x: float = 0.0
    width: float = 0.0
    count: int = 0
    columns: int = 1

    @property
    def card_width(self) -> float:
        """The width of a card in this lane."""
        return PILLAR_WIDTH if self.kind == "strategy" else CARD_WIDTH

    @property
    def column_width(self) -> float:
        """The width of one of its columns, margins included."""
        return self.card_width + 2 * MARGIN


def has_header(lane: Lane) -> bool:
    """Whether teams are named above their cards: not on the company's own lane, nor off the levels."""
    return lane.kind == "level" and lane.level > 0


def lane_titles(workshop: Workshop, deepest: int) -> list[str]:
    """The names of the levels from the company's to depth `deepest`: the organisation's own, else ours."""
    own = workshop.organisation.levels
    ours = (_("Company objectives"), _("Enabling objectives"), _("Team objectives"))
    titles = []
    for level in range(deepest + 1):
        if level < len(own) and own[level].strip():
            titles.append(own[level])
        else:
            titles.append(ours[level] if level < len(ours) else _("Level {n}").format(n=level + 1))
    return titles


def contents(workshop: Workshop) -> list[tuple[Lane, list[tuple[str, Sequence[str]]]]]:
    """The lanes from left to right, each with its bands: a team and the ids of its cards in order."""
    depths: dict[str, int] = {}
    for team in workshop.teams():
        depths[team.id] = depths.get(team.parent, -1) + 1
    deepest = max(1, len(workshop.organisation.levels) - 1, *depths.values()) if depths else 1
    lanes = [Lane("strategy", -1, _("Strategy"))]
    lanes += [Lane("level", n, title) for n, title in enumerate(lane_titles(workshop, deepest))]
    if any(o.parked for o in workshop.all(Objective)):
        lanes.append(Lane("tray", -1, _("Not this quarter")))
    dealt: list[tuple[Lane, list[tuple[str, Sequence[str]]]]] = []
    for lane in lanes:
        teams: Iterable[str] = ("",)
        if lane.kind == "level":
            teams = (team for team, depth in depths.items() if depth == lane.level)
        dealt.append((lane, [(team, ids_of(workshop, lane, team)) for team in teams]))
    return dealt


def ids_of(workshop: Workshop, lane: Lane, team: str) -> Sequence[str]:
    """The ids of a band's cards in order."""
    if lane.kind == "strategy":
        return [pillar.id for pillar in workshop.pillars()]
    if lane.kind == "tray":
        return [o.id for o in workshop.parked()]
    return [o.id for o in workshop.objectives(team)]


def choose_columns(lanes: Sequence[Lane], totals: Sequence[float]) -> None:
    """Give the tallest lane one more column until the board's shape is nearest to ASPECT."""

    def shape() -> float:
        width = sum(lane.columns * lane.column_width for lane in lanes)
        height = max(total / lane.columns for total, lane in zip(totals, lanes, strict=True))
        return width / max(height, 1.0)

    now = shape()
    while now < ASPECT:
        tallest = max(range(len(lanes)), key=lambda n: totals[n] / lanes[n].columns)
        lanes[tallest].columns += 1
        before, now = now, shape()
        if now > ASPECT and now / ASPECT > ASPECT / before:
            lanes[tallest].columns -= 1
            break
