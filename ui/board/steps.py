"""The step that Ctrl and an arrow make of the selected cards or parts, as one change. No Qt."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from okrdesk import edits, linking
from okrdesk.cards import Condition, KeyResult, Objective, Pillar, Record
from okrdesk.change import Change
from okrdesk.copies import in_order
from okrdesk.desk import Refused
from okrdesk.i18n import _
from okrdesk.layout import Placement
from okrdesk.workshop import Workshop
from ui.board.moves import gap_at

STAY = Change("", ())


def step(workshop: Workshop, placement: Placement, ids: Sequence[str], arrow: str) -> Change:
    """One place "up" or "down", past its team's end into the next team; "left" or "right" into the next lane.

    Without steps at the end of the way. Raises Refused where these cannot move together.
    """
    records = [record for id_ in ids if (record := workshop.get(id_))]
    kinds = {type(record) for record in records}
    if len(kinds) > 1:
        raise Refused(_("Move cards of one kind at a time: pillars, objectives, key results or conditions."))
    kind = kinds.pop() if kinds else Record
    down, sideways = arrow == "down", arrow in ("left", "right")
    if kind is Objective:
        cards = in_order(workshop, Objective, ids)
        if sideways:
            return _across(workshop, placement, cards, arrow == "right")
        return _objectives(workshop, placement, cards, down)
    if sideways:
        return STAY
    if kind is Pillar:
        before = beyond([p.id for p in workshop.pillars()], ids, down)
        return STAY if before is None else edits.move_pillars(workshop, ids, before=before)
    if kind is KeyResult:
        return _key_results(workshop, placement, in_order(workshop, KeyResult, ids), down)
    if kind is Condition:
        return _conditions(workshop, placement, in_order(workshop, Condition, ids), down)
    return STAY


def why_stay(workshop: Workshop, placement: Placement, ids: Sequence[str], arrow: str) -> str:
    """Why an objective cannot go on into the next lane, as a sentence; "" at the end of the way."""
    place = placement.cards.get(ids[-1])
    if arrow not in ("left", "right") or place is None or place.band is None:
        return ""
    if not isinstance(workshop.get(ids[-1]), Objective):
        return ""
    n = place.band.lane + (1 if arrow == "right" else -1)
    if not 0 <= n < len(placement.lanes):
        return ""
    lane = placement.lanes[n]
    if lane.kind == "strategy":
        return _("The strategy holds pillars: link the objective to one instead, with L.")
    if lane.kind == "level" and not any(band.lane == n for band in placement.bands):
        words = _("“{lane}” has no team yet that could take it: name the first one there.")
        return words.format(lane=lane.title)
    return ""


def beyond(rows: Sequence[str], held: Collection[str], down: bool) -> str | None:
    """The one of `rows` ahead of which `held` come to lie one place on ("": last); None at the end."""
    order = list(rows) if down else list(reversed(rows))
    last = max(n for n, id_ in enumerate(order) if id_ in held)
    others = [id_ for id_ in order[last + 1 :] if id_ not in held]
    if not others:
        return None
    if not down:
        return others[0]
    return others[1] if len(others) > 1 else ""


def _objectives(workshop: Workshop, placement: Placement, cards: list[Objective], down: bool) -> Change:
    ids = [card.id for card in cards]
    at = cards[-1] if down else cards[0]
    if any(card.parked for card in cards):
        return STAY
    before = beyond([o.id for o in workshop.objectives(at.team)], ids, down)
    if before is not None:
        return edits.move_many(workshop, ids, at.team, before=before)
    team = _neighbour_team(placement, at.id, down)
    if team is None:
        return STAY
    theirs = workshop.objectives(team)
    return edits.move_many(workshop, ids, team, before=theirs[0].id if down and theirs else "")


def _neighbour_team(placement: Placement, card_id: str, down: bool) -> str | None:
    place = placement.cards.get(card_id)
    if place is None or place.band is None:
        return None
    teams = list(dict.fromkeys(b.team for b in placement.bands if b.lane == place.band.lane))
    at = teams.index(place.band.team) + (1 if down else -1)
    return teams[at] if 0 <= at < len(teams) else None


def _across(workshop: Workshop, placement: Placement, cards: list[Objective], right: bool) -> Change:
    """To the next lane, into the team that lies at the height of the first card."""
    ids, place = [card.id for card in cards], placement.cards.get(cards[0].id)
    if place is None or place.band is None:
        return STAY
    n = place.band.lane + (1 if right else -1)
    if not 0 <= n < len(placement.lanes) or placement.lanes[n].kind == "strategy":
        return STAY
    lane = placement.lanes[n]
    if lane.kind == "tray":
        return edits.park_many(workshop, [card.id for card in cards if not card.parked])
    middle = place.y + place.h / 2
    band = placement.band_at(lane.x + 1 if right else lane.x + lane.width - 1, middle)
    if band is None:
        return STAY
    before, _line = gap_at(placement, band, set(ids), middle)
    return edits.move_many(workshop, ids, band.team, before=before)


def _key_results(workshop: Workshop, placement: Placement, rows: list[KeyResult], down: bool) -> Change:
    ids = [row.id for row in rows]
    parent = (rows[-1] if down else rows[0]).objective
    before = beyond([kr.id for kr in workshop.key_results(parent)], ids, down)
    if before is not None:
        return edits.move_key_results(workshop, ids, parent, before=before)
    card = _neighbour_card(workshop, placement, parent, down, (Objective,))
    if not card:
        return STAY
    _refuse_move(workshop, ids, card)
    theirs = workshop.key_results(card)
    return edits.move_key_results(workshop, ids, card, before=theirs[0].id if down and theirs else "")


def _conditions(workshop: Workshop, placement: Placement, rows: list[Condition], down: bool) -> Change:
    ids = [row.id for row in rows]
    parent = (rows[-1] if down else rows[0]).parent
    before = beyond([c.id for c in workshop.conditions(parent)], ids, down)
    if before is not None:
        return edits.move_conditions(workshop, ids, parent, before=before)
    card = _neighbour_card(workshop, placement, parent, down, (Objective, Pillar))
    if not card:
        return STAY
    _refuse_move(workshop, ids, card)
    theirs = workshop.conditions(card)
    return edits.move_conditions(workshop, ids, card, before=theirs[0].id if down and theirs else "")


def _refuse_move(workshop: Workshop, ids: Sequence[str], card: str) -> None:
    for id_ in ids:
        if sentence := linking.move_refusal(workshop, id_, card):
            raise Refused(sentence)


def _neighbour_card(
    workshop: Workshop, placement: Placement, card_id: str, down: bool, kinds: tuple[type[Record], ...]
) -> str:
    """The card above or below in the same lane that can take a part; "" at the end."""
    place = placement.cards.get(card_id)
    if place is None or place.band is None:
        return ""
    lane = [id_ for band in placement.bands if band.lane == place.band.lane for id_ in band.cards]
    at = lane.index(card_id)
    others = lane[at + 1 :] if down else list(reversed(lane[:at]))
    return next((id_ for id_ in others if isinstance(workshop.get(id_), kinds)), "")
