"""The board as it is read out: a tree of lanes, teams, cards and their parts, each a sentence. No Qt.

Each has a name: a lane its own, all others the id of their record; "" is the board itself.
"""

from __future__ import annotations

from collections.abc import Sequence

from okrdesk.card_shape import CARD_GAP, Band
from okrdesk.cards import Condition, KeyResult, Objective, Pillar, Record, Team
from okrdesk.check import card_of
from okrdesk.edits import name_of_team
from okrdesk.i18n import _
from okrdesk.lanes import Lane, has_header
from okrdesk.layout import Box, Placement
from okrdesk.naming import how_many
from okrdesk.workshop import Workshop
from ui.board import card_words
from ui.board.hits import Point, card_at, row_at, row_height
from ui.outline.columns import COLUMNS, said

_FEEDS = next(column for column in COLUMNS if column.id == "feeds")


class BoardTree:
    """A board as it lies now; another one is made when it has changed."""

    def __init__(self, workshop: Workshop, placement: Placement) -> None:
        self._workshop, self._placement = workshop, placement
        self._lanes = {lane.name: lane for lane in placement.lanes}
        self._bands: dict[str, list[Band]] = {name: [] for name in self._lanes}
        self._teams: dict[str, list[str]] = {name: [] for name in self._lanes}
        for band in placement.bands:
            lane = placement.lanes[band.lane]
            if not has_header(lane):
                self._bands[lane.name].append(band)
                continue
            if band.team not in self._bands:
                self._teams[lane.name].append(band.team)
            self._bands.setdefault(band.team, []).append(band)
        self._under: dict[str, list[str]] = {"": list(self._lanes)}
        self._places: dict[str, dict[str, int]] = {}

    # ------------------------------------------------------------ the tree
    def under(self, name: str) -> list[str]:
        """What stands under a lane, a team or a card; nothing under what is folded away."""
        if name not in self._under:
            self._under[name] = self._find_under(name)
        return self._under[name]

    def _find_under(self, name: str) -> list[str]:
        if name in self._bands:
            teams = self._teams.get(name)
            return teams or [id_ for band in self._bands[name] for id_ in band.cards]
        place = self._placement.cards.get(name)
        if place is None or place.folded:
            return []
        results = [kr.id for kr in self._workshop.key_results(name)]
        return [*results, *self._placement.conditions_under(name)]

    def above(self, name: str) -> str | None:
        """What something stands under ("": the board itself); None for what is not to be seen."""
        if name in self._lanes:
            return ""
        if name in self._bands:
            return self._placement.lanes[self._bands[name][0].lane].name
        place = self._placement.cards.get(name)
        if place is None:
            record = self._workshop.get(name)
            parent = record.objective if isinstance(record, KeyResult) else ""
            return parent if parent and self.above(parent) is not None else None
        if place.folded or place.band is None:
            return None
        if place.parent:
            return place.parent
        lane = self._placement.lanes[place.band.lane]
        return place.band.team if has_header(lane) else lane.name

    def number(self, name: str) -> int:
        """The place of something among what stands beside it, counted from 0; -1 for what is not there."""
        above = self.above(name)
        if above is None:
            return -1
        if above not in self._places:
            self._places[above] = {each: n for n, each in enumerate(self.under(above))}
        return self._places[above].get(name, -1)

    def level(self, name: str) -> int:
        """How deep something stands; a lane's is 1."""
        above = self.above(name)
        return 1 + self.level(above) if above else 1

    def folds(self, name: str) -> bool | None:
        """Whether a lane or team is folded away; None for what cannot be."""
        if lane := self._lanes.get(name):
            return lane.folded
        return self._bands[name][0].folded if name in self._bands else None

    # ------------------------------------------------------------ words
    def sentence(self, name: str) -> str:
        """What it is, with all that its looks say of it."""
        if lane := self._lanes.get(name):
            return _lane_sentence(lane)
        workshop, record = self._workshop, self._workshop.get(name)
        if record is None:
            return ""
        parts = [said(workshop, record)]
        if isinstance(record, Objective):
            parts += [name_of_team(workshop, record.team), _FEEDS.text(workshop, record)]
            parts.append(_("not this quarter") if record.parked else "")
        elif isinstance(record, KeyResult):
            parts.append(_FEEDS.text(workshop, record))
        return ", ".join(filter(None, parts))

    def more(self, name: str) -> str:
        """What else there is to know of it: what an empty place asks, a card's story, what it rests on."""
        bands = self._bands.get(name, ())
        if name in self._lanes and not self._lanes[name].count:
            return self._lanes[name].question
        if bands:
            empty = not any(band.count for band in bands)
            return _("No card yet. Press N to write one.") if empty and name not in self._lanes else ""
        record = self._workshop.get(name)
        sentences = self._more_of(record) if record else ()
        return ". ".join(sentence.strip().rstrip(".") for sentence in sentences if sentence.strip())

    def _more_of(self, record: Record) -> Sequence[str]:
        match record:
            case Objective():
                hint = card_words.foot_hint(self._workshop, record).replace(" · ", ", ")
                return record.story, hint, card_words.notes_told(self._workshop, record.id)
            case Pillar():
                return (record.statement if record.title else "", record.what_we_give_up)
            case Condition():
                return (record.reason,)
            case Team():
                return (record.purpose,)
            case _:
                return ()

    # ------------------------------------------------------------ places
    def box(self, name: str) -> Box:
        """Where it lies on the board."""
        if lane := self._lanes.get(name):
            return Box(lane.x, 0.0, lane.width, self._placement.size[1])
        if bands := self._bands.get(name):
            left, top = min(b.x for b in bands), min(b.y for b in bands)
            right, bottom = max(b.x + b.w for b in bands), max(b.y + b.h for b in bands)
            return Box(left, top, right - left, bottom - top)
        place = self._placement.cards.get(name) or self._placement.cards.get(card_of(self._workshop, name))
        if place is None:
            return Box(0.0, 0.0, 0.0, 0.0)
        if name in place.rows:
            n = place.rows.index(name)
            height = row_height(place, n)
            return Box(place.x, place.row_y(n) - height / 2, place.w, height)
        if name != place.id:  # of more key results than the card has room for
            return Box(place.x, place.y + place.h - CARD_GAP, place.w, CARD_GAP)
        return Box(place.x, place.y, place.w, place.h)

    def at(self, point: Point) -> str:
        """What lies at a point of the board, the deepest of all; "" beside the lanes."""
        band = self._placement.band_at(*point)
        if card := card_at(self._placement, band, point):
            row = row_at(card, point[1])
            return card.id if row is None else card.rows[row]
        lane = next((lane for lane in self._placement.lanes if 0 <= point[0] - lane.x < lane.width), None)
        if band and band.team in self._bands and band.y <= point[1] < band.y + band.h:
            return band.team
        return lane.name if lane else ""


def _lane_sentence(lane: Lane) -> str:
    count = how_many(Pillar if lane.kind == "strategy" else Objective, lane.count)
    most = _("at most {n} advised").format(n=lane.at_most) if lane.at_most else ""
    return ", ".join(filter(None, (lane.title, count, most)))
