"""Where lanes, bands and cards lie on the board, in plain floats: the window, the picture and the PDF map
all use it. The unit is the pixel of the board at 100 %; x runs right, y down. Lane titles stand above y = 0.

A lane is a level's column; in it each team has a band, also when it is empty. A lane that is far taller than
the board is wide flows into several columns, so that the whole keeps about 16 to 10.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from okrdesk.bands import (
    ADD_ROW,
    BOTTOM,
    HEADER_PLACE,
    QUESTION_GAP,
    Flow,
    Stack,
    is_folded,
    redeal,
    vacant_band,
    within,
)
from okrdesk.card_shape import (
    CARD_GAP,
    CARD_WIDTH,
    CONDITION_GAP,
    CONDITION_INDENT,
    TEXT_LINE,
    TEXT_SIZE,
    TEXT_WEIGHT,
    Band,
    CardPlace,
    condition_place,
    folded_place,
    objective_place,
    pillar_place,
)
from okrdesk.cards import Condition, KeyResult, Objective, Organisation, Pillar, Record, Settings, Team
from okrdesk.lanes import ALL, FOLDED_WIDTH, MARGIN, Lane, Shown, choose_columns, contents, ids_of
from okrdesk.workshop import Touched, Workshop
from okrdesk.wrapping import Measure, break_lines

QUESTION_LINES = 4
MANY = 200  # touched cards from which all is laid out afresh


class Column(NamedTuple):
    """A column of a lane: which it is, and the left and right edge of its cards."""

    lane: int
    number: int
    left: float
    right: float


class Box(NamedTuple):
    """A rectangle of the board."""

    x: float
    y: float
    w: float
    h: float

    def holds(self, point: tuple[float, float]) -> bool:
        """Whether a point lies in it."""
        return self.x <= point[0] < self.x + self.w and self.y <= point[1] < self.y + self.h


class Placement:
    """Where everything lies. `lanes` and `columns` run from left to right; `cards` holds every card by id,
    those that are folded away among them; where only some cards are `shown`, no others. `vacant` is the room
    of the highest lane that has no team yet: its first card brings one. It is none of the
    `bands`: nothing can be put there.

    `update` keeps it in step with a workshop: only what a change touched, and what that pushes, moves.
    """

    def __init__(self, workshop: Workshop, measure: Measure, shown: Shown = ALL) -> None:
        self._measure = measure
        self.shown = shown
        self.lanes: list[Lane] = []
        self.bands: list[Band] = []
        self.vacant: Band | None = None
        self.columns: list[Column] = []
        self.cards: dict[str, CardPlace] = {}
        self.size: tuple[float, float] = (0.0, 0.0)
        self._under: dict[str, tuple[str, ...]] = {}  # the conditions below a card, where it has any
        self._home: dict[tuple[str, int], list[Band]] = {}  # the bands of a team in a lane
        self._columns: list[list[list[Band]]] = []
        self._first_column: list[int] = []
        self._limits: list[float] = []
        self.restacked: dict[int, Box] = {}  # what the last update altered of which columns
        self._place_all(workshop, set())

    # ------------------------------------------------------------ look-ups
    def bands_of(self, team: str) -> list[Band]:
        """The bands of a team, in order."""
        levels = (n for n, lane in enumerate(self.lanes) if lane.kind == "level")
        return [band for n in levels for band in self._home.get((team, n), ())]

    def band_at(self, x: float, y: float) -> Band | None:
        """The band in whose column a point lies: the one it is in, else the nearest above or below."""
        for lane, columns in zip(self.lanes, self._columns, strict=True):
            if lane.x <= x < lane.x + lane.width:
                n = min(int((x - lane.x) // lane.column_width), len(columns) - 1)
                bands = columns[n]
                return next((b for b in reversed(bands) if y >= b.y), bands[0] if bands else None)
        return None

    def vacant_at(self, x: float) -> Band | None:
        """The vacant room at this distance from the left."""
        vacant = self.vacant
        return vacant if vacant and vacant.x <= x < vacant.x + vacant.w else None

    def bands_in(self, column: Column) -> list[Band]:
        """The bands of a column from top to bottom."""
        return self._columns[column.lane][column.number]

    def column_of(self, band: Band) -> int:
        """The place of a band's column among all `columns`."""
        return self._first_column[band.lane] + band.column

    def conditions_under(self, id_: str) -> tuple[str, ...]:
        """The conditions that stand under a card."""
        return self._under.get(id_, ())

    def cards_in(self, left: float, top: float, right: float, bottom: float) -> Iterator[CardPlace]:
        """The cards that reach into a rectangle; none that are folded away."""
        for id_ in self.blocks_in(left, top, right, bottom):
            card = self.cards[id_]
            beside = card.x >= right or card.x + card.w <= left
            if not card.folded and not beside and card.y < bottom and card.y + card.h > top:
                yield card

    def blocks_in(self, left: float, top: float, right: float, bottom: float) -> Iterator[str]:
        """The ids of the cards in the bands within a rectangle that reach in at its height, they or their
        conditions; of those also the conditions, and the cards that are folded away in such a band.
        """
        for band in self.bands:
            if band.x >= right or band.x + band.w <= left or band.y >= bottom or band.y + band.h <= top:
                continue
            for id_ in (
                band.hidden if band.folded else within(band.cards, top, bottom, self.cards, self.block_height)
            ):
                yield id_
                yield from self._under.get(id_, ())

    def block_height(self, id_: str) -> float:
        """The height of a card with the conditions beneath it."""
        height = self.cards[id_].h
        if under := self._under.get(id_):
            height += sum(self.cards[c].h + CONDITION_GAP for c in under)
        return height

    def add_place(self, band: Band) -> Box | None:
        """Where a band offers to write a new card: a row in an empty one, the gap below the last card in
        others; None where it takes none: in the tray, folded away, where the team goes on elsewhere, or where
        it only looks empty since others of its cards are shown.
        """
        lane = self.lanes[band.lane]
        last = self._home.get((band.team, band.lane), [band])[-1]  # the vacant room is nobody's home
        if band.folded or lane.kind == "tray" or last is not band:
            return None
        if not band.cards and self.shown.only is not None:
            return None
        y = band.y + band.header
        if band.cards:
            card = self.cards[band.cards[-1]]
            return Box(card.x, card.y + self.block_height(card.id) + 3.0, lane.card_width, CARD_GAP + 6.0)
        if band.question:
            y += len(band.question) * TEXT_LINE + QUESTION_GAP
        return Box(band.x + MARGIN, y, lane.card_width, ADD_ROW)

    # ------------------------------------------------------------ all of it
    def show(self, workshop: Workshop, shown: Shown) -> None:
        """Lay out anew what is to be shown of a workshop."""
        if shown.only is not None or self.shown.only is not None:
            self.cards = {}  # cards may show other conditions than before
        self.shown = shown
        self._place_all(workshop, set())

    def _place_all(self, workshop: Workshop, stale: set[str]) -> None:
        """Lay all out afresh; cards keep their measures but for the `stale` ones."""
        before, under = self.cards, self._under
        self.cards, self._under = {}, {}
        parents = {c.parent for c in workshop.all(Condition)}
        dealt = contents(workshop, self.shown)
        self.lanes = [lane for lane, _bands in dealt]
        for lane, bands in dealt:
            width = lane.card_width
            for team, ids in bands:
                folded = is_folded(lane, team, self.shown)
                for id_ in ids:
                    old = before.get(id_)
                    if old and old.w == width and old.folded == folded and id_ not in stale:
                        self._keep(before, under, id_)
                    else:
                        self._measure_card(workshop, id_, lane, folded=folded, parent=id_ in parents)
        self._flow_all(dealt)
        self.vacant = vacant_band(dealt, self._question) if self.shown.only is None else None
        self._stack_all()

    def _keep(self, before: dict[str, CardPlace], under: dict[str, tuple[str, ...]], id_: str) -> None:
        self.cards[id_] = before[id_]
        if conditions := under.get(id_):
            self._under[id_] = conditions
            for condition in conditions:
                self.cards[condition] = before[condition]

    def _flow_all(self, dealt: Sequence[tuple[Lane, Sequence[tuple[str, Sequence[str]]]]]) -> None:
        flows = [
            Flow(n, lane, self._question(lane), self.shown, self.block_height)
            for n, (lane, _bands) in enumerate(dealt)
        ]
        totals = [flow.total(bands) for flow, (_lane, bands) in zip(flows, dealt, strict=True)]
        choose_columns(self.lanes, totals)
        self.columns, self._first_column = [], []
        x = 0.0
        for n, (lane, bands) in enumerate(dealt):
            lane.x = x
            flows[n].deal(bands, totals[n])
            lane.columns = len(flows[n].columns)
            lane.width = lane.columns * lane.column_width
            self._first_column.append(len(self.columns))
            for number in range(lane.columns):
                left = x + number * lane.column_width + MARGIN
                self.columns.append(Column(n, number, left, left + lane.card_width))
            x += lane.width
        self._limits = [flow.longest for flow in flows]
        self._columns = [flow.columns for flow in flows]
        self.bands = [band for columns in self._columns for bands in columns for band in bands]
        self._home = {}
        for band in self.bands:
            self._home.setdefault((band.team, band.lane), []).append(band)

    def _question(self, lane: Lane) -> tuple[str, ...]:
        """The lines of what a lane asks while it is empty."""
        if lane.count or lane.folded or self.shown.only is not None:
            return ()
        words = lane.question
        return break_lines(words, lane.card_width, self._measure, TEXT_SIZE, TEXT_WEIGHT, QUESTION_LINES)

    def _measure_card(
        self, workshop: Workshop, id_: str, lane: Lane, *, folded: bool, parent: bool = True
    ) -> None:
        record, width = workshop[id_], lane.card_width
        conditions = workshop.conditions(id_) if parent else ()
        if self.shown.only is not None:
            conditions = tuple(c for c in conditions if c.id in self.shown.only)
        if conditions:
            self._under[id_] = tuple(c.id for c in conditions)
        else:
            self._under.pop(id_, None)
        if folded:
            height = FOLDED_WIDTH if lane.folded else HEADER_PLACE
            for each in (record, *conditions):
                assert isinstance(each, (Objective, Pillar, Condition))
                self.cards[each.id] = folded_place(each, width, height)
            return
        if isinstance(record, Pillar):
            self.cards[id_] = pillar_place(record, width, self._measure)
        else:
            assert isinstance(record, Objective)
            self.cards[id_] = objective_place(workshop, record, width, self._measure)
        for condition in conditions:
            self.cards[condition.id] = condition_place(condition, width - CONDITION_INDENT, self._measure)

    def _stack_all(self) -> None:
        stack = Stack(self.cards, self._under)
        for lane, columns in zip(self.lanes, self._columns, strict=True):
            for n, bands in enumerate(columns):
                stack.column(lane, n, bands)
        self._measure_board()

    def _measure_board(self) -> None:
        last = self.lanes[-1]
        height = max(
            (bands[-1].y + bands[-1].h for cs in self._columns for bands in cs if bands), default=0.0
        )
        if self.vacant:
            height = max(height, self.vacant.y + self.vacant.h)
        self.size = (last.x + last.width, height + BOTTOM)

    # ------------------------------------------------------------ keeping in step
    def update(self, workshop: Workshop, touched: Touched) -> set[str] | None:
        """Take a change in. The ids of the cards that came, went, moved or were measured anew; None when
        all of the board was laid out afresh.

        Cards keep to their column as long as it does not run over, so that a board under work stays calm.
        """
        records = [workshop[i] for i in touched.added | touched.altered]
        cards = self._touched_cards(touched, (*records, *touched.removed.values()))
        self.restacked.clear()
        if self.shown.only is not None:
            self.show(workshop, self.shown)
            return None
        anew = len(cards) > MANY or any(
            isinstance(r, (Team, Organisation, Settings)) for r in (*records, *touched.removed.values())
        )
        if anew or not self._revise(workshop, cards):
            self._place_all(workshop, cards)
            return None
        return self._changed

    def _touched_cards(self, touched: Touched, records: Sequence[Record]) -> set[str]:
        """The pillars and objectives that a change touched or gave or took a part."""
        found: set[str] = set()
        for record in records:
            match record:
                case Objective() | Pillar():
                    found.add(record.id)
                case KeyResult(objective=objective):
                    found.add(objective)
                    shown = self.cards.get(objective)
                    if record.id in touched.altered and (shown is None or record.id not in shown.rows):
                        found.update(c.id for c in self.cards.values() if record.id in c.rows)
                case Condition(parent=parent):
                    found.add(parent)
                    if old := self.cards.get(record.id):
                        found.add(old.parent)
                case _:
                    pass
        return found

    def _revise(self, workshop: Workshop, ids: set[str]) -> bool:
        """Lay the cards `ids` anew; False when the columns no longer hold and all must be laid out afresh."""
        self._changed: set[str] = set()
        dirty: set[tuple[str, int]] = set()
        for id_ in ids:
            if (old := self.cards.get(id_)) and old.band:
                dirty.add((old.band.team, old.band.lane))
            if (home := self._home_of(workshop, id_)) is not None:
                dirty.add(home)
            elif id_ in workshop:
                return False  # its lane is not there yet
        # All are taken up before one is measured: a condition may have moved from one to another.
        before: dict[str, CardPlace] = {}
        for id_ in ids:
            before |= self._take_up(id_)
        for id_ in ids:
            self._remeasure(workshop, id_, before)
        columns = set()
        for home in dirty:
            lane, bands = self.lanes[home[1]], self._home[home]
            others = redeal(lane, bands, ids_of(workshop, lane, home[0]), ids)
            if others is None:
                return False
            columns.update((band.lane, band.column) for band in others)
        stack = Stack(self.cards, self._under)
        for lane_n, column in columns:
            bands, lane = self._columns[lane_n][column], self.lanes[lane_n]
            from_, to = stack.column(lane, column, bands)
            if from_ < to:
                x = lane.x + column * lane.column_width
                box = Box(x, from_, lane.column_width, to - from_)
                self.restacked[self._first_column[lane_n] + column] = box
            last = bands[-1]
            if len(self._columns[lane_n]) > 1 and last.y + last.h > 1.4 * self._limits[lane_n] + CARD_WIDTH:
                return False
        self._changed |= stack.moved
        self._measure_board()
        return True

    def _home_of(self, workshop: Workshop, id_: str) -> tuple[str, int] | None:
        """The team and lane that a card belongs to now; None when it has none."""
        record = workshop.get(id_)
        for n, lane in enumerate(self.lanes):
            match record:
                case Pillar() if lane.kind == "strategy":
                    return "", n
                case Objective(parked=True) if lane.kind == "tray":
                    return "", n
                case Objective(parked=False) if lane.kind == "level" and (record.team, n) in self._home:
                    return record.team, n
                case _:
                    pass
        return None

    def _take_up(self, id_: str) -> dict[str, CardPlace]:
        """Take a card and its conditions off the board: where they lay."""
        ids = (id_, *self._under.pop(id_, ()))
        self._changed.update(ids)
        return {each: old for each in ids if (old := self.cards.pop(each, None))}

    def _remeasure(self, workshop: Workshop, id_: str, before: Mapping[str, CardPlace]) -> None:
        """Measure a card and its conditions anew; they stay where they lay until all is stacked."""
        if (home := self._home_of(workshop, id_)) is None:
            return
        lane = self.lanes[home[1]]
        self._measure_card(workshop, id_, lane, folded=self._home[home][0].folded)
        for each in (id_, *self._under.get(id_, ())):
            self._changed.add(each)
            if old := before.get(each):
                card = self.cards[each]
                card.x, card.y, card.band = old.x, old.y, old.band


def place(workshop: Workshop, measure: Measure, shown: Shown = ALL) -> Placement:
    """Lay out the whole board, or what is shown of it."""
    return Placement(workshop, measure, shown)
