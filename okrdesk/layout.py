"""Where lanes, bands and cards lie on the board, in plain floats: the window, the picture and the PDF map
all use it. The unit is the pixel of the board at 100 %; x runs right, y down. Lane titles stand above y = 0.

A lane is a level's column; in it each team has a band, also when it is empty. A lane that is far taller than
the board is wide flows into several columns, so that the whole keeps about 16 to 10.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from okrdesk.card_shape import (
    CARD_GAP,
    CARD_WIDTH,
    CONDITION_GAP,
    CONDITION_INDENT,
    Band,
    CardPlace,
    condition_place,
    objective_place,
    pillar_place,
)
from okrdesk.cards import Condition, KeyResult, Objective, Organisation, Pillar, Team
from okrdesk.lanes import MARGIN, Lane, choose_columns, contents, has_header, ids_of
from okrdesk.workshop import Touched, Workshop
from okrdesk.wrapping import Measure

TITLE_BAR = 44.0  # what a lane's title needs above y = 0
BAND_HEADER = 30.0
BAND_GAP = 14.0
EMPTY_BAND = 46.0
TOP = 12.0
BOTTOM = 32.0


class Column(NamedTuple):
    """A column of a lane: which it is, and the left and right edge of its cards."""

    lane: int
    number: int
    left: float
    right: float


class Placement:
    """Where everything lies. `lanes` and `columns` run from left to right; `cards` holds every card by id.

    `update` keeps it in step with a workshop: only what a change touched, and what that pushes, moves.
    """

    def __init__(self, workshop: Workshop, measure: Measure) -> None:
        self._measure = measure
        self.lanes: list[Lane] = []
        self.bands: list[Band] = []
        self.columns: list[Column] = []
        self.cards: dict[str, CardPlace] = {}
        self.size: tuple[float, float] = (0.0, 0.0)
        self._under: dict[str, tuple[str, ...]] = {}  # the conditions below a card, where it has any
        self._columns: list[list[list[Band]]] = []
        self._first_column: list[int] = []
        self._limits: list[float] = []
        self._place_all(workshop)

    # ------------------------------------------------------------ look-ups
    def bands_of(self, team: str) -> list[Band]:
        """The bands of a team, in order."""
        return [band for band in self.bands if band.team == team and self.lanes[band.lane].kind == "level"]

    def band_at(self, x: float, y: float) -> Band | None:
        """The band in whose column a point lies: the one it is in, else the nearest above or below."""
        for lane, columns in zip(self.lanes, self._columns, strict=True):
            if lane.x <= x < lane.x + lane.width:
                n = min(int((x - lane.x) // lane.column_width), len(columns) - 1)
                bands = columns[n]
                return next((b for b in reversed(bands) if y >= b.y), bands[0] if bands else None)
        return None

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
        """The cards that reach into a rectangle."""
        for band in self.bands:
            if band.x >= right or band.x + band.w <= left or band.y >= bottom or band.y + band.h <= top:
                continue
            for id_ in band.cards:
                for each in (id_, *self.conditions_under(id_)):
                    card = self.cards[each]
                    beside = card.x >= right or card.x + card.w <= left
                    if not beside and card.y < bottom and card.y + card.h > top:
                        yield card

    def block_height(self, id_: str) -> float:
        """The height of a card with the conditions beneath it."""
        height = self.cards[id_].h
        if under := self._under.get(id_):
            height += sum(self.cards[c].h + CONDITION_GAP for c in under)
        return height

    # ------------------------------------------------------------ all of it
    def _place_all(self, workshop: Workshop) -> None:
        self.cards.clear()
        self._under.clear()
        parents = {c.parent for c in workshop.all(Condition)}
        dealt = contents(workshop)
        self.lanes = [lane for lane, _bands in dealt]
        for lane, bands in dealt:
            for _team, ids in bands:
                for id_ in ids:
                    self._measure_card(workshop, id_, lane.card_width, with_conditions=id_ in parents)
                lane.count += len(ids)
        totals = [self._total(lane, bands) for lane, bands in dealt]
        choose_columns(self.lanes, totals)
        self.bands, self._columns, self._limits = [], [], []
        self.columns, self._first_column = [], []
        x = 0.0
        for n, (lane, bands) in enumerate(dealt):
            lane.x = x
            self._flow(n, lane, bands, totals[n])
            lane.columns = max(1, len(self._columns[n]))
            lane.width = lane.columns * lane.column_width
            self._first_column.append(len(self.columns))
            for number in range(lane.columns):
                left = x + number * lane.column_width + MARGIN
                self.columns.append(Column(n, number, left, left + lane.card_width))
            x += lane.width
        self._stack_all()

    def _measure_card(self, workshop: Workshop, id_: str, width: float, *, with_conditions: bool) -> None:
        record = workshop[id_]
        if isinstance(record, Pillar):
            self.cards[id_] = pillar_place(record, width, self._measure)
        else:
            assert isinstance(record, Objective)
            self.cards[id_] = objective_place(workshop, record, width, self._measure)
        conditions = workshop.conditions(id_) if with_conditions else ()
        for condition in conditions:
            self.cards[condition.id] = condition_place(condition, width - CONDITION_INDENT, self._measure)
        if conditions:
            self._under[id_] = tuple(c.id for c in conditions)
        else:
            self._under.pop(id_, None)

    def _total(self, lane: Lane, bands: Sequence[tuple[str, Sequence[str]]]) -> float:
        header = BAND_HEADER if has_header(lane) else 0.0
        total = TOP
        for _team, ids in bands:
            total += header + BAND_GAP + (0.0 if ids else EMPTY_BAND)
            total += sum(self.block_height(id_) + CARD_GAP for id_ in ids)
        return total

    def _flow(self, n: int, lane: Lane, bands: Sequence[tuple[str, Sequence[str]]], total: float) -> None:
        """Deal a lane's bands out to its columns: what no longer fits goes to the next.

        Each new column takes its share of what is left, so that the last is no longer than the others.
        """
        header = BAND_HEADER if has_header(lane) else 0.0
        columns: list[list[Band]] = [[]]
        self._columns.append(columns)
        left, y = total, TOP
        limit = longest = total / lane.columns

        def full(height: float) -> bool:
            return bool(columns[-1]) and y + height / 2 > limit and len(columns) < lane.columns

        def next_column() -> None:
            nonlocal left, limit, longest, y
            left -= y - TOP
            columns.append([])
            limit = left / (lane.columns - len(columns) + 1) + header
            longest = max(longest, limit)
            y = TOP

        for team, ids in bands:
            if full(header + (self.block_height(ids[0]) + CARD_GAP if ids else EMPTY_BAND)):
                next_column()
            band = self._open_band(columns, team, n, header, first=True)
            y += header
            for id_ in ids:
                height = self.block_height(id_) + CARD_GAP
                if band.cards and full(height):
                    next_column()
                    band = self._open_band(columns, team, n, header, first=False)
                    y += header
                band.cards.append(id_)
                y += height
            y += BAND_GAP + (0.0 if ids else EMPTY_BAND)
        self._limits.append(longest)

    def _open_band(
        self, columns: list[list[Band]], team: str, lane: int, header: float, *, first: bool
    ) -> Band:
        band = Band(team, lane, len(columns) - 1, header, first)
        columns[-1].append(band)
        self.bands.append(band)
        return band

    # ------------------------------------------------------------ stacking
    def _stack_all(self) -> None:
        for n, columns in enumerate(self._columns):
            for column in range(len(columns)):
                self._stack(n, column)
        self._measure_board()

    def _stack(self, lane_n: int, column: int) -> set[str]:
        """Set x and y of all in a column; the ids of the cards that moved."""
        lane = self.lanes[lane_n]
        x, y = lane.x + column * lane.column_width, TOP
        moved: set[str] = set()
        for band in self._columns[lane_n][column]:
            band.x, band.y, band.w = x, y, lane.column_width
            y += band.header
            for id_ in band.cards:
                y = self._lay_block(id_, x + MARGIN, y, band, moved)
            y += BAND_GAP + (0.0 if band.cards else EMPTY_BAND)
            band.h = y - band.y
        return moved

    def _lay_block(self, id_: str, x: float, y: float, band: Band, moved: set[str]) -> float:
        """Lay a card and its conditions at (x, y); where the next one may begin."""
        card = self.cards[id_]
        if card.x != x or card.y != y:
            card.x, card.y = x, y
            moved.add(id_)
        card.band = band
        y += card.h
        for condition_id in self._under.get(id_, ()):
            condition = self.cards[condition_id]
            y += CONDITION_GAP
            if condition.x != x + CONDITION_INDENT or condition.y != y:
                condition.x, condition.y = x + CONDITION_INDENT, y
                moved.add(condition_id)
            condition.band = band
            y += condition.h
        return y + CARD_GAP

    def _measure_board(self) -> None:
        last = self.lanes[-1]
        height = max(
            (bands[-1].y + bands[-1].h for cs in self._columns for bands in cs if bands), default=0.0
        )
        self.size = (last.x + last.width, height + BOTTOM)

    # ------------------------------------------------------------ keeping in step
    def update(self, workshop: Workshop, touched: Touched) -> set[str] | None:
        """Take a change in. The ids of the cards that came, went, moved or were measured anew; None when
        all of the board was laid out afresh.

        Cards keep to their column as long as it does not run over, so that a board under work stays calm.
        """
        cards = self._touched_cards(workshop, touched)
        if cards is None or len(cards) > 200 or not self._revise(workshop, cards):
            self._place_all(workshop)
            return None
        return self._changed

    def _touched_cards(self, workshop: Workshop, touched: Touched) -> set[str] | None:
        """The pillars and objectives that a change touched or gave or took a part; None: all of them."""
        found: set[str] = set()
        ids = touched.added | touched.altered
        for record in (*(workshop[i] for i in ids), *touched.removed.values()):
            match record:
                case Team() | Organisation():
                    return None
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
        dirty: dict[tuple[str, int], list[Band]] = {}
        for id_ in ids:
            if (old := self.cards.get(id_)) and old.band:
                dirty[old.band.team, old.band.lane] = []
            if (home := self._home(workshop, id_)) is not None:
                dirty[home] = []
            elif id_ in workshop:
                return False  # its lane is not there yet
        for band in self.bands:
            if (band.team, band.lane) in dirty:
                dirty[band.team, band.lane].append(band)
        for id_ in ids:
            self._remeasure(workshop, id_)
        columns = set()
        for bands in dirty.values():
            lane = self.lanes[bands[0].lane]
            if not self._redeal(bands, ids_of(workshop, lane, bands[0].team), ids):
                return False
            columns.update((band.lane, band.column) for band in bands)
        for lane_n, column in columns:
            self._changed |= self._stack(lane_n, column)
            last = self._columns[lane_n][column][-1]
            if len(self._columns[lane_n]) > 1 and last.y + last.h > 1.4 * self._limits[lane_n] + CARD_WIDTH:
                return False
        self._measure_board()
        return True

    def _home(self, workshop: Workshop, id_: str) -> tuple[str, int] | None:
        """The team and lane that a card belongs to now; None when it has none."""
        record = workshop.get(id_)
        for n, lane in enumerate(self.lanes):
            match record:
                case Pillar() if lane.kind == "strategy":
                    return "", n
                case Objective(parked=True) if lane.kind == "tray":
                    return "", n
                case Objective(parked=False) if lane.kind == "level" and any(
                    band.team == record.team and band.lane == n for band in self.bands
                ):
                    return record.team, n
                case _:
                    pass
        return None

    def _remeasure(self, workshop: Workshop, id_: str) -> None:
        old = self.cards.pop(id_, None)
        for condition in self._under.pop(id_, ()):
            self.cards.pop(condition, None)
            self._changed.add(condition)
        self._changed.add(id_)
        if (home := self._home(workshop, id_)) is None:
            return
        self._measure_card(workshop, id_, self.lanes[home[1]].card_width, with_conditions=True)
        self._changed.update(self._under.get(id_, ()))
        if old:
            self.cards[id_].band = old.band

    def _redeal(self, bands: list[Band], ids: Sequence[str], loose: set[str]) -> bool:
        """Give a team's bands their cards again: each stays in its band, a loose one joins that before it."""
        lane = self.lanes[bands[0].lane]
        lane.count += len(ids) - sum(len(band.cards) for band in bands)
        where = {id_: n for n, band in enumerate(bands) for id_ in band.cards if id_ not in loose}
        for band in bands:
            band.cards = []
        at = next((where[id_] for id_ in ids if id_ in where), 0)
        for id_ in ids:
            at = max(at, where.get(id_, at))
            bands[at].cards.append(id_)
        if lane.kind == "tray" and not ids:
            return False
        return all(band.cards or band.first for band in bands)


def place(workshop: Workshop, measure: Measure) -> Placement:
    """Lay out the whole board."""
    return Placement(workshop, measure)
