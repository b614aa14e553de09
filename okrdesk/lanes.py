"""The lanes of a board: strategy, one per level of the organisation, and the tray of what has to wait."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from okrdesk import guidance
from okrdesk.card_shape import CARD_WIDTH, PILLAR_WIDTH
from okrdesk.cards import Pillar
from okrdesk.i18n import _
from okrdesk.workshop import Workshop

LaneKind = Literal["strategy", "level", "tray"]

ASPECT = 1.6
MARGIN = 26.0  # between a lane's border and its cards: the room in which links run
TRAY_WIDTH = 300.0  # of a card that waits: it is not what the room looks at
FOLDED_WIDTH = 28.0  # of what stands for the cards of a folded lane


@dataclass(frozen=True, slots=True)
class Shown:
    """What of a workshop the board shows: a matter of looking, never of the document.

    `folded` holds the names of lanes and the ids of teams that are folded away. `only`, where it is given,
    the ids of the cards (conditions among them) that are shown, and no others.
    """

    folded: frozenset[str] = frozenset()
    only: frozenset[str] | None = None


ALL = Shown()


@dataclass(slots=True)
class Lane:
    """A level's column. `level` is the depth of its teams (-1 off the levels), `count` that of its cards.

    `at_most` says how many cards it should hold (0: as many as there are), `question` what it asks when it
    holds none.
    """

    kind: LaneKind
    level: int
    title: str
    x: float = 0.0
    width: float = 0.0
    count: int = 0
    columns: int = 1
    folded: bool = False
    at_most: int = 0
    question: str = ""

    @property
    def name(self) -> str:
        """What tells it from other lanes, the same on another day: the name under which it is folded."""
        return f"level-{self.level}" if self.kind == "level" else self.kind

    @property
    def card_width(self) -> float:
        """The width of a card in this lane: an empty tray needs no more than its words."""
        if self.folded:
            return FOLDED_WIDTH
        if self.kind == "tray":
            return TRAY_WIDTH if self.count else PILLAR_WIDTH
        return PILLAR_WIDTH if self.kind == "strategy" else CARD_WIDTH

    @property
    def column_width(self) -> float:
        """The width of one of its columns, margins included."""
        return self.card_width + 2 * MARGIN


def has_header(lane: Lane) -> bool:
    """Whether teams are named above their cards: not on the company's own lane, nor off the levels."""
    return lane.kind == "level" and lane.level > 0 and not lane.folded


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


def _question_of(workshop: Workshop, lane: Lane) -> str:
    """What a lane asks the room while it is empty: the organisation's own question, else ours."""
    if lane.kind == "tray":
        return _("Drag here what has to wait. “Not this quarter” is a good answer.")
    return guidance.prompt(workshop, lane.level + 1)


Dealt = tuple[Lane, list[tuple[str, Sequence[str]]]]


def contents(workshop: Workshop, shown: Shown = ALL) -> list[Dealt]:
    """The lanes from left to right, each with its bands: a team and the ids of its cards in order.

    Where only some cards are shown, teams that have none of them have no band.
    """
    depths: dict[str, int] = {}
    for team in workshop.teams():
        depths[team.id] = depths.get(team.parent, -1) + 1
    deepest = max(1, len(workshop.organisation.levels) - 1, *depths.values()) if depths else 1
    lanes = [Lane("strategy", -1, _("Strategy"))]
    lanes += [Lane("level", n, title) for n, title in enumerate(lane_titles(workshop, deepest))]
    lanes.append(Lane("tray", -1, _("Not this quarter")))
    dealt: list[Dealt] = []
    for lane in lanes:
        lane.folded = lane.name in shown.folded
        lane.question = _question_of(workshop, lane)
        if lane.level == 0 and shown.only is None:
            lane.at_most = guidance.at_most(workshop, 0)
        teams: Iterable[str] = ("",)
        if lane.kind == "level":
            teams = (team for team, depth in depths.items() if depth == lane.level)
        bands = [(team, ids_of(workshop, lane, team, shown)) for team in teams]
        if shown.only is not None and lane.kind == "level":
            bands = [(team, ids) for team, ids in bands if ids]
        lane.count = sum(len(ids) for _team, ids in bands)
        if shown.only is not None and lane.kind == "tray" and not lane.count:
            continue
        dealt.append((lane, bands))
    return dealt


def ids_of(workshop: Workshop, lane: Lane, team: str, shown: Shown = ALL) -> Sequence[str]:
    """The ids of a band's cards in order."""
    if lane.kind == "strategy":
        ids = [pillar.id for pillar in workshop.all(Pillar)]
    elif lane.kind == "tray":
        ids = [o.id for o in workshop.parked()]
    else:
        ids = [o.id for o in workshop.objectives(team)]
    return ids if shown.only is None else [id_ for id_ in ids if id_ in shown.only]


def choose_columns(lanes: Sequence[Lane], totals: Sequence[float]) -> None:
    """Give the tallest lane one more column until the board's shape is nearest to ASPECT."""

    def shape() -> float:
        width = sum(lane.columns * lane.column_width for lane in lanes)
        height = max(total / lane.columns for total, lane in zip(totals, lanes, strict=True))
        return width / max(height, 1.0)

    now = shape()
    open_ = [n for n, lane in enumerate(lanes) if not lane.folded]
    while now < ASPECT and open_:
        tallest = max(open_, key=lambda n: totals[n] / lanes[n].columns)
        lanes[tallest].columns += 1
        before, now = now, shape()
        if now > ASPECT and now / ASPECT > ASPECT / before:
            lanes[tallest].columns -= 1
            break
