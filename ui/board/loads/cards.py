"""Objectives in the hand: to another place or team, onto a card to link them, into the tray and back."""

from __future__ import annotations

from collections.abc import Sequence

from okrdesk import edits
from okrdesk.card_shape import Band, CardPlace
from okrdesk.cards import Condition, Objective
from okrdesk.change import Change
from okrdesk.check import name
from okrdesk.i18n import _
from okrdesk.layout import Placement
from okrdesk.workshop import Workshop
from ui.board import moves
from ui.board.hits import Point, card_at
from ui.board.loads.base import NOTHING, Aim, Links, Mark, all_columns

OTHER_LANE, OTHER_TEAM = 0.6, 0.4  # the middle part of a card's height that means the card, not a place


class CardsLoad:
    """Objectives of one or several teams."""

    grabbed = True

    def __init__(self, workshop: Workshop, placement: Placement, ids: Sequence[str]) -> None:
        self.ids = ids
        self._workshop = workshop
        self._placement = placement
        self._cards = [card for id_ in ids if (card := workshop.find(Objective, id_))]
        self._held = frozenset(ids)
        self._teams = {card.team for card in self._cards}
        self._lanes = {b.lane for id_ in ids if (p := placement.cards.get(id_)) and (b := p.band)}
        self._links = Links(workshop, ids)
        self._waiting = any(card.parked for card in self._cards)  # what waits is brought back, not linked

    # ------------------------------------------------------------ where to
    def aim_at(self, point: Point) -> Aim:
        """A place in a band, or a card or condition to link to."""
        placement = self._placement
        band = placement.band_at(*point)
        if band is None:
            return Aim()
        kind = placement.lanes[band.lane].kind
        card = card_at(placement, band, point)
        if card is not None and not self._waiting and kind != "tray" and self._means(card, band, point[1]):
            return self._links.aim(card.id)
        if kind == "strategy":
            return Aim(
                "place", band, refusal=_("The strategy lane holds pillars. Drop objectives on a team.")
            )
        if kind == "tray":
            return Aim("park", band)
        before, y = moves.gap_at(placement, band, self._held, point[1])
        return Aim("place", band, before=before, line=moves.line_in(band, y))

    def _means(self, card: CardPlace, band: Band, y: float) -> bool:
        """Whether a point on a card means the card itself."""
        record = self._workshop.get(card.id)
        if isinstance(record, Condition):
            return record.parent not in self._held
        if not isinstance(record, Objective):
            return True
        if card.id in self._held or record.team in self._teams:
            return False
        share = OTHER_TEAM if band.lane in self._lanes else OTHER_LANE
        return abs(y - (card.y + card.h / 2)) <= share * card.h / 2

    def places(self) -> list[list[Point]]:
        """The gaps of all teams, and the tray."""
        columns: list[list[Point]] = []
        for bands in all_columns(self._placement):
            columns.append([])
            for band in bands:
                if self._placement.lanes[band.lane].kind == "tray":
                    columns[-1].append((band.x + band.w / 2, band.y + band.header + 12.0))
                elif self._takes(band):
                    columns[-1] += moves.gaps_of(self._placement, band, self._held)
        return columns

    def bands(self) -> list[Band]:
        """All but the strategy's."""
        return [band for band in self._placement.bands if self._takes(band)]

    def _takes(self, band: Band) -> bool:
        return self._placement.lanes[band.lane].kind != "strategy"

    def mark(self, id_: str) -> Mark:
        """Open conditions call for a card; whatever else it can be linked to says so quietly."""
        record = self._workshop.get(id_)
        if self._waiting or id_ in self._held or getattr(record, "parked", False):
            return ""
        own = record.parent in self._held if isinstance(record, Condition) else False
        if own or (isinstance(record, Objective) and record.team in self._teams) or self._links.refusal(id_):
            return ""
        still_open = isinstance(record, Condition) and not self._workshop.claims(id_)
        return "takes" if still_open else "may"

    def can_copy(self) -> bool:
        """Cards can be duplicated where they are dropped."""
        return True

    # ------------------------------------------------------------ what it does
    def change(self, aim: Aim, *, copy: bool = False) -> Change:
        """Link, park, move or copy the cards."""
        if aim.does == "link":
            return self._links.change(aim.target)
        if aim.does == "park":
            here = [card.id for card in self._cards if not card.parked]
            return edits.park_many(self._workshop, here) if here else NOTHING
        if aim.does != "place" or aim.band is None:
            return NOTHING
        if copy:
            return edits.duplicate_to(self._workshop, self.ids, aim.band.team, before=aim.before)
        return edits.move_many(self._workshop, self.ids, aim.band.team, before=aim.before)

    def caption(self, aim: Aim, *, copy: bool = False) -> str:
        """The kind of the link, or the team when it is another."""
        if aim.does == "link":
            return self._links.caption(aim.target)
        if aim.does == "park":
            return "" if all(card.parked for card in self._cards) else _("not this quarter")
        if aim.does != "place" or aim.band is None:
            return ""
        team = edits.name_of_team(self._workshop, aim.band.team)
        if copy:
            return _("copy to {team}").format(team=team)
        return "" if self._teams == {aim.band.team} and not self._waiting else team

    def sentence(self, aim: Aim, *, copy: bool = False) -> str:
        """What a drop would do."""
        workshop = self._workshop
        these = edits.several(workshop, self._cards)
        if aim.does == "link":
            return self._links.sentence(aim.target)
        if not aim.does:
            return _("Drop on a team’s lane, or press Esc to leave {card} where it was").format(card=these)
        if not copy and not self.change(aim).steps:
            return _("Nothing changes here: {card} was here before").format(card=these)
        if aim.does == "park":
            return _("Drop to leave {card} for a later quarter").format(card=these)
        before = workshop.get(aim.before)
        words = {
            "card": these,
            "team": edits.name_of_team(workshop, aim.band.team if aim.band else ""),
            "before": name(workshop, before) if before else "",
        }
        if copy:
            return _("Drop to put a copy of {card} into {team}").format(**words)
        if before:
            return _("Drop to move {card} to {team}, ahead of {before}").format(**words)
        return _("Drop to move {card} to {team}, as the last").format(**words)
