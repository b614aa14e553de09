"""Key results and conditions in the hand: to another card or place, onto what they feed, to a lower lane."""

from __future__ import annotations

from collections.abc import Sequence

from okrdesk import edits, linking
from okrdesk.card_shape import CONDITION_GAP, ROW_LEFT, Band, CardPlace
from okrdesk.cards import Condition, Objective
from okrdesk.change import Change
from okrdesk.check import card_of, name
from okrdesk.i18n import _
from okrdesk.layout import Placement
from okrdesk.workshop import Workshop
from ui.board import moves
from ui.board.hits import Point, card_at, row_height
from ui.board.loads.base import NOTHING, Aim, Links, Mark, all_columns
from ui.board.moves import Line

EDGE = 10.0  # so near to its upper or lower edge a card stands for the gap beside it


class _Parts:
    """What key results and conditions have in common."""

    grabbed = True

    def __init__(self, workshop: Workshop, placement: Placement, ids: Sequence[str]) -> None:
        self.ids = ids
        self._workshop = workshop
        self._placement = placement
        self._held = frozenset(ids)
        self._these = edits.several(workshop, [workshop[id_] for id_ in ids])

    def can_copy(self) -> bool:
        """Parts are moved only."""
        return False

    def _into_refusal(self, card: str) -> str:
        whys = (linking.move_refusal(self._workshop, id_, card) for id_ in self.ids)
        return next(filter(None, whys), "")

    def _into_sentence(self, aim: Aim, stays: bool) -> str:
        workshop = self._workshop
        if stays:
            return _("Nothing changes here: {card} was here before").format(card=self._these)
        words = {"card": self._these, "other": name(workshop, workshop[aim.target])}
        if before := workshop.get(aim.before):
            return _("Drop to put {card} into {other}, ahead of “{before}”").format(
                **words, before=getattr(before, "text", "") or name(workshop, before)
            )
        return _("Drop to put {card} into {other}, as the last").format(**words)

    def _moves_to(self, aim: Aim) -> str:
        """What to write beside the pointer when a part goes to another card."""
        own = {card_of(self._workshop, id_) for id_ in self.ids}
        return "" if own == {aim.target} else _("to {card}").format(card=self._name(aim.target))

    def _name(self, id_: str) -> str:
        return name(self._workshop, self._workshop[id_])


class KeyResultsLoad(_Parts):
    """Key results, of one or several objectives."""

    def __init__(self, workshop: Workshop, placement: Placement, ids: Sequence[str]) -> None:
        super().__init__(workshop, placement, ids)
        self._links = Links(workshop, ids)
        owners = [workshop.find(Objective, card_of(workshop, id_)) for id_ in ids]
        self._teams = {owner.team for owner in owners if owner}
        self._depth = max((workshop.level(team) for team in self._teams), default=0)

    # ------------------------------------------------------------ where to
    def aim_at(self, point: Point) -> Aim:
        """Among the rows of an objective, onto a pillar or condition, or between cards of a lower lane."""
        placement = self._placement
        band = placement.band_at(*point)
        if band is None:
            return Aim()
        card = card_at(placement, band, point)
        if card is not None and card.kind != "objective":
            return self._links.aim(card.id)
        if card is not None and not (self._promotes(band) and self._at_edge(card, point[1])):
            before, line = self._gap_in(card, point[1])
            return Aim("into", None, card.id, before, line, self._into_refusal(card.id))
        if self._promotes(band):
            before, y = moves.gap_at(placement, band, self._held, point[1])
            return Aim("promote", band, before=before, line=moves.line_in(band, y))
        return Aim()

    def _at_edge(self, card: CardPlace, y: float) -> bool:
        return y < card.y + EDGE or y > card.y + card.h - EDGE

    def _promotes(self, band: Band) -> bool:
        """Whether a single key result dropped in this band becomes an objective that enables it."""
        lane = self._placement.lanes[band.lane]
        lower = lane.kind == "level" and lane.level >= self._depth
        return lower and len(self.ids) == 1 and band.team not in self._teams

    def _gap_in(self, card: CardPlace, y: float) -> tuple[str, Line]:
        """The row ahead of which a key result comes to lie there, and the line; in its head: last."""
        x, length = card.x + ROW_LEFT - 14.0, card.w - ROW_LEFT
        if not card.rows or y < card.row_y(0) - row_height(card, 0) / 2:
            return "", Line(x, self._rows_end(card), length)
        for n, id_ in enumerate(card.rows):
            if y < card.row_y(n):
                return id_, Line(x, card.row_y(n) - row_height(card, n) / 2, length)
        behind = self._workshop.key_results(card.id)[len(card.rows) :]
        return behind[0].id if behind else "", Line(x, self._rows_end(card), length)

    def _rows_end(self, card: CardPlace) -> float:
        last = len(card.rows) - 1
        return card.row_y(last) + row_height(card, last) / 2 if card.rows else card.row_y(0) - 8.0

    def places(self) -> list[list[Point]]:
        """The gaps between the rows of all objectives, and each team of a lower lane, below its cards."""
        placement, columns = self._placement, []
        for bands in all_columns(placement):
            column: list[Point] = []
            for band in bands:
                for id_ in band.cards:
                    card = placement.cards[id_]
                    if card.kind == "objective":
                        column += [(card.x + card.w / 2, y) for y in self._gaps_in(card)]
                if self._promotes(band):
                    column.append(moves.gaps_of(placement, band, self._held)[-1])
            columns.append(column)
        return columns

    def _gaps_in(self, card: CardPlace) -> list[float]:
        tops = [card.row_y(n) - row_height(card, n) / 2 + 1.0 for n in range(len(card.rows))]
        return [*tops, self._rows_end(card) + 1.0]

    def bands(self) -> list[Band]:
        """Those in which it would become an objective."""
        return [band for band in self._placement.bands if self._promotes(band)]

    def mark(self, id_: str) -> Mark:
        """Open conditions call for something that makes them true."""
        record = self._workshop.get(id_)
        if not isinstance(record, Condition) or record.answer or self._workshop.claims(id_):
            return ""
        return "" if self._links.refusal(id_) else "takes"

    # ------------------------------------------------------------ what it does
    def change(self, aim: Aim, *, copy: bool = False) -> Change:
        """Link, move or promote the key results."""
        workshop = self._workshop
        if aim.does == "link":
            return self._links.change(aim.target)
        if aim.does == "into":
            return edits.move_key_results(workshop, self.ids, aim.target, before=aim.before)
        if aim.does == "promote" and aim.band:
            return edits.promote(workshop, self.ids[0], aim.band.team, before=aim.before)
        return NOTHING

    def caption(self, aim: Aim, *, copy: bool = False) -> str:
        """The kind of the link, the card it goes to, or what becomes of it."""
        if aim.does == "link":
            return self._links.caption(aim.target)
        if aim.does == "promote":
            return _("becomes an objective")
        return self._moves_to(aim) if aim.does == "into" else ""

    def sentence(self, aim: Aim, *, copy: bool = False) -> str:
        """What a drop would do."""
        if aim.does == "link":
            return self._links.sentence(aim.target)
        if aim.does == "into":
            return self._into_sentence(aim, stays=not self.change(aim).steps)
        if aim.does == "promote" and aim.band:
            team = edits.name_of_team(self._workshop, aim.band.team)
            words = _("Drop to make {card} an objective of {team} that enables it")
            return words.format(card=self._these, team=team)
        return _("Drop on an objective to move {card} there, or between the cards of a lower lane").format(
            card=self._these
        )


class ConditionsLoad(_Parts):
    """Conditions: to another place or card."""

    def aim_at(self, point: Point) -> Aim:
        """Under a card, among its conditions."""
        placement = self._placement
        band = placement.band_at(*point)
        if band is None:
            return Aim()
        for id_ in band.cards:
            card = placement.cards[id_]
            if card.y <= point[1] <= card.y + placement.block_height(id_) + CONDITION_GAP:
                before, y = self._gap_under(card, point[1])
                line = Line(card.x + ROW_LEFT, y, card.w - ROW_LEFT)
                return Aim("into", None, id_, before, line, self._into_refusal(id_))
        return Aim()

    def _gap_under(self, card: CardPlace, y: float) -> tuple[str, float]:
        line = card.y + card.h + CONDITION_GAP / 2
        for id_ in self._placement.conditions_under(card.id):
            place = self._placement.cards[id_]
            if y >= card.y + card.h and y < place.y + place.h / 2:
                return id_, line
            line = place.y + place.h + CONDITION_GAP / 2
        return "", line

    def places(self) -> list[list[Point]]:
        """Under all cards, and between their conditions."""
        placement, columns = self._placement, []
        for bands in all_columns(placement):
            column: list[Point] = []
            for id_ in (id_ for band in bands for id_ in band.cards):
                card = placement.cards[id_]
                under = [placement.cards[c] for c in placement.conditions_under(id_)]
                ends = [card.y + card.h + 1.0, *(place.y + place.h + 1.0 for place in under)]
                column += [(card.x + card.w / 2, y) for y in ends]
            columns.append(column)
        return columns

    def bands(self) -> list[Band]:
        """Conditions stand under cards."""
        return []

    def mark(self, id_: str) -> Mark:
        """Every card could take one: that shows when it is aimed at."""
        return ""

    def change(self, aim: Aim, *, copy: bool = False) -> Change:
        """Another card or place."""
        if aim.does != "into":
            return NOTHING
        return edits.move_conditions(self._workshop, self.ids, aim.target, before=aim.before)

    def caption(self, aim: Aim, *, copy: bool = False) -> str:
        """The card it goes to, when that is another."""
        return self._moves_to(aim) if aim.does == "into" else ""

    def sentence(self, aim: Aim, *, copy: bool = False) -> str:
        """What a drop would do."""
        if aim.does == "into":
            return self._into_sentence(aim, stays=not self.change(aim).steps)
        return _("Drop under a card, or press Esc to leave {card} where it was").format(card=self._these)
