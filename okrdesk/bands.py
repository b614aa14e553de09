"""Teams' bands: how tall they are, how a lane deals them out to its columns, and how their cards stack up."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from math import inf

from okrdesk.card_shape import CARD_GAP, CONDITION_GAP, CONDITION_INDENT, TEXT_LINE, Band, CardPlace
from okrdesk.lanes import MARGIN, Lane, Shown, has_header

TITLE_BAR = 44.0  # what a lane's title needs above y = 0
BAND_HEADER = 30.0
BAND_GAP = 14.0
ADD_ROW = 30.0  # "+ New objective" in an empty band
EMPTY_BAND = ADD_ROW + CARD_GAP
QUESTION_GAP = 8.0
TOP = 12.0
BOTTOM = 32.0
FOLDED_TITLE = 200.0  # a folded lane's title, written upright
FOLDED_BAND = 34.0  # a team in a folded lane
HEADER_PLACE = 24.0  # of a band's header, what links to folded cards run to

Height = Callable[[str], float]  # of a card with its conditions, by its id
Dealt = Sequence[tuple[str, Sequence[str]]]


def header_of(lane: Lane) -> float:
    """The height of a team's header in a lane."""
    return BAND_HEADER if has_header(lane) else 0.0


def empty_height(lane: Lane, lines: int) -> float:
    """What an empty band needs below its header: its question and the row for a new card."""
    question = lines * TEXT_LINE + QUESTION_GAP if lines else 0.0
    return question + (CARD_GAP if lane.kind == "tray" else EMPTY_BAND)


def is_folded(lane: Lane, team: str, shown: Shown) -> bool:
    """Whether a team's cards in a lane are folded away; without a header only the lane can be."""
    return lane.folded or (team in shown.folded and has_header(lane))


class Flow:
    """Deals a lane's bands out to its columns: what no longer fits goes to the next.

    Each new column takes its share of what is left, so that the last is no longer than the others.
    `longest` is how tall a column was meant to be at most.
    """

    def __init__(self, n: int, lane: Lane, question: tuple[str, ...], shown: Shown, height: Height) -> None:
        self._n, self._lane, self._shown, self._height = n, lane, shown, height
        self._question = question
        self._header = header_of(lane)
        self.columns: list[list[Band]] = [[]]

    def total(self, bands: Dealt) -> float:
        """How tall the lane is in one column."""
        if self._lane.folded:
            return TOP + FOLDED_TITLE + FOLDED_BAND * len(bands)
        total = TOP
        for n, (team, ids) in enumerate(bands):
            total += self._header + BAND_GAP
            if is_folded(self._lane, team, self._shown):
                continue
            total += sum(self._height(id_) + CARD_GAP for id_ in ids) if ids else self._empty(first=n == 0)
        return total

    def _empty(self, *, first: bool) -> float:
        return empty_height(self._lane, len(self._question) if first else 0)

    def deal(self, bands: Dealt, total: float) -> None:
        """Fill `columns`."""
        self._left, self._y = total, TOP
        self._limit = self.longest = total / self._lane.columns
        for n, (team, ids) in enumerate(bands):
            self._deal_team(team, ids, first=n == 0)

    def _deal_team(self, team: str, ids: Sequence[str], *, first: bool) -> None:
        if is_folded(self._lane, team, self._shown):
            self._next_column_if_full(self._header)
            band = self._open_band(team, first=True)
            band.folded, band.hidden = True, list(ids)
            self._y += BAND_GAP
            return
        empty = 0.0 if ids else self._empty(first=first)
        self._next_column_if_full(self._header + (self._height(ids[0]) + CARD_GAP if ids else empty))
        band = self._open_band(team, first=True)
        if not ids and first:
            band.question = self._question
        for id_ in ids:
            height = self._height(id_) + CARD_GAP
            if band.cards and self._next_column_if_full(height):
                band = self._open_band(team, first=False)
            band.cards.append(id_)
            self._y += height
        self._y += BAND_GAP + empty

    def _next_column_if_full(self, height: float) -> bool:
        columns, lane = self.columns, self._lane
        if not columns[-1] or self._y + height / 2 <= self._limit or len(columns) >= lane.columns:
            return False
        self._left -= self._y - TOP
        columns.append([])
        self._limit = self._left / (lane.columns - len(columns) + 1) + self._header
        self.longest = max(self.longest, self._limit)
        self._y = TOP
        return True

    def _open_band(self, team: str, *, first: bool) -> Band:
        band = Band(team, self._n, len(self.columns) - 1, self._header, first)
        self.columns[-1].append(band)
        self._y += self._header
        return band


def vacant_band(
    dealt: Sequence[tuple[Lane, Dealt]], question: Callable[[Lane], tuple[str, ...]]
) -> Band | None:
    """The room for the first team of the highest lane that has none, with what that lane asks; None where
    each has one, there is no company, or the lane is folded away.
    """
    has_teams = False  # in the lane above
    for n, (lane, teams) in enumerate(dealt):
        if lane.level > 0 and has_teams and not teams:
            if lane.folded:
                return None
            asks = question(lane)
            height = empty_height(lane, len(asks))
            return Band("", n, 0, 0.0, first=True, x=lane.x, y=TOP, w=lane.width, h=height, question=asks)
        has_teams = lane.kind == "level" and bool(teams)
    return None


def redeal(lane: Lane, bands: list[Band], ids: Sequence[str], loose: set[str]) -> list[Band] | None:
    """Give a team's bands their cards again: each stays in its band, a loose one joins that before it.

    Gives the bands to be stacked anew; None when that takes more than these bands: a lane that fills up
    or empties, an empty column.
    """
    more = len(ids) - sum(band.count for band in bands)
    if (lane.count == 0) != (lane.count + more == 0):
        return None
    lane.count += more
    if more:
        for band in bands:
            band.count_shown = -1  # the header of each tells how many all have
    if bands[0].folded:
        bands[0].hidden = list(ids)
        return bands
    where = {id_: n for n, band in enumerate(bands) for id_ in band.cards if id_ not in loose}
    had = [band.cards for band in bands]
    for band in bands:
        band.cards = []
    at = next((where[id_] for id_ in ids if id_ in where), 0)
    for id_ in ids:
        if (own := where.get(id_, at)) > at:
            at = own
        bands[at].cards.append(id_)
    if not all(band.cards or band.first for band in bands):
        return None
    return [
        band
        for band, cards in zip(bands, had, strict=True)
        if more or band.cards != cards or not loose.isdisjoint(cards)
    ]


def within(
    ids: Sequence[str], top: float, bottom: float, cards: Mapping[str, CardPlace], height: Height
) -> Sequence[str]:
    """Those of a band's cards that reach in between, or have conditions that do."""

    def top_of(id_: str) -> float:
        return cards[id_].y

    first = bisect_right(ids, top, key=top_of)
    if first and top_of(ids[first - 1]) + height(ids[first - 1]) > top:
        first -= 1
    return ids[first : bisect_left(ids, bottom, lo=first, key=top_of)]


class Stack:
    """Sets x and y of all in a lane's column; `moved` are the ids of the cards that lay elsewhere before."""

    def __init__(self, cards: Mapping[str, CardPlace], under: Mapping[str, tuple[str, ...]]) -> None:
        self._cards, self._under = cards, under
        self.moved: set[str] = set()

    def column(self, lane: Lane, n: int, bands: Sequence[Band]) -> tuple[float, float]:
        """Stack the bands of the lane's n-th column; from where to where that altered what is shown."""
        x, y = lane.x + n * lane.column_width, TOP
        if lane.folded:
            y += FOLDED_TITLE
        self._from, self._to = inf, -inf
        for band in bands:
            before = band.y, band.h, band.count_shown
            band.x, band.y, band.w, band.count_shown = x, y, lane.column_width, band.count
            if band.folded:
                self._fold(band)
                y += FOLDED_BAND if lane.folded else band.header + BAND_GAP
            else:
                y += band.header
                for id_ in band.cards:
                    y = self._block(id_, x + MARGIN, y, band)
                y += BAND_GAP + (0.0 if band.cards else empty_height(lane, len(band.question)))
            band.h = y - band.y
            if before[:2] != (band.y, band.h) or (band.folded and before[2] != band.count):
                self._from = min(self._from, before[0], band.y)
                self._to = max(self._to, before[0] + before[1], y)
            elif before[2] != band.count:
                self._from = min(self._from, band.y)
                self._to = max(self._to, band.y + band.header)
        return self._from, self._to

    def _block(self, id_: str, x: float, y: float, band: Band) -> float:
        """Lay a card and its conditions at (x, y); where the next one may begin."""
        y += self._lay(id_, x, y, band)
        for condition in self._under.get(id_, ()):
            y += CONDITION_GAP
            y += self._lay(condition, x + CONDITION_INDENT, y, band)
        return y + CARD_GAP

    def _fold(self, band: Band) -> None:
        """Lay the cards that are folded away where their band's header is."""
        for id_ in band.hidden:
            for each in (id_, *self._under.get(id_, ())):
                self._lay(each, band.x + MARGIN, band.y + 3.0, band)

    def _lay(self, id_: str, x: float, y: float, band: Band) -> float:
        card = self._cards[id_]
        if card.x != x or card.y != y:
            before, card.x, card.y = card.y, x, y
            self._from = min(self._from, before, y)
            self._to = max(self._to, before + card.h, y + card.h)
            self.moved.add(id_)
        card.band = band
        return card.h
