"""Where a card may go, and the change that takes it there: the same for the mouse and the keyboard. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

from okrdesk import edits, linking
from okrdesk.card_shape import CARD_GAP, Band, CardPlace
from okrdesk.cards import Condition, Objective, Pillar
from okrdesk.change import Change
from okrdesk.check import name
from okrdesk.i18n import _
from okrdesk.layout import Placement
from okrdesk.workshop import Workshop

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Aim:
    """Where a dragged card would go if it were dropped now.

    Into `band`, ahead of the card `before` ("": last), shown by a line at height `line`; or onto `condition`.
    `refusal` says why it cannot go there; neither band nor condition: there is no place here.
    """

    band: Band | None = None
    before: str = ""
    line: float = 0.0
    condition: str = ""
    refusal: str = ""


def takes(card: Objective | Pillar, placement: Placement, band: Band) -> bool:
    """Whether a card of this kind can lie in a band."""
    kind = placement.lanes[band.lane].kind
    if isinstance(card, Pillar):
        return kind == "strategy"
    return kind in ("level", "tray")


def can_be_dragged(workshop: Workshop, id_: str) -> bool:
    """Whether this card can be taken along by the mouse."""
    return isinstance(workshop.get(id_), (Objective, Pillar))


def claim_refusal(workshop: Workshop, card: Objective | Pillar, condition: Condition) -> str:
    """Why a card cannot claim a condition, as a sentence; "" when it can."""
    return linking.refusal(workshop, card.id, condition.id)


def aim_at(workshop: Workshop, placement: Placement, card_id: str, point: Point) -> Aim:
    """Where the card would go if it were dropped at a point of the board."""
    card = workshop[card_id]
    assert isinstance(card, (Objective, Pillar))
    band = placement.band_at(*point)
    if band is None:
        return Aim()
    condition = _condition_at(workshop, placement, band, point)
    if condition and condition.parent != card.id:
        return Aim(condition=condition.id, refusal=linking.refusal(workshop, card.id, condition.id))
    if not takes(card, placement, band):
        if isinstance(card, Pillar):
            return Aim(refusal=_("Pillars stay in the strategy lane."))
        return Aim(refusal=_("The strategy lane holds pillars. Drop objectives on a team."))
    before, line = _gap_at(placement, band, card_id, point[1])
    return Aim(band, before, line)


def _condition_at(workshop: Workshop, placement: Placement, band: Band, point: Point) -> Condition | None:
    place = card_at(placement, band, point)
    return workshop.find(Condition, place.id) if place else None


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


def _gap_at(placement: Placement, band: Band, card_id: str, y: float) -> tuple[str, float]:
    """The card ahead of which one dropped at height `y` comes to lie, and the height of that gap."""
    line = band.y + band.header - CARD_GAP / 2 if band.header else band.y + CARD_GAP / 4
    line = max(line, 4.0)
    for id_ in band.cards:
        place = placement.cards[id_]
        height = placement.block_height(id_)
        if id_ != card_id and y < place.y + height / 2:
            return id_, line
        if id_ != card_id or y >= place.y:
            line = place.y + height + CARD_GAP / 2
    return next_in_team(placement, band, card_id), line


def next_in_team(placement: Placement, band: Band, card_id: str) -> str:
    """The team's first card behind a band, where the team goes on in another column; "" otherwise."""
    bands = [b for b in placement.bands if b.team == band.team and b.lane == band.lane]
    for later in bands[bands.index(band) + 1 :]:
        for id_ in later.cards:
            if id_ != card_id:
                return id_
    return ""


def change_for(workshop: Workshop, placement: Placement, card_id: str, aim: Aim) -> Change:
    """The change that dropping a card there makes; without steps where nothing would be altered."""
    if aim.refusal:
        return Change("", ())
    if aim.condition:
        return linking.link(workshop, card_id, aim.condition)
    if aim.band is None:
        return Change("", ())
    if placement.lanes[aim.band.lane].kind == "tray":
        card = workshop[card_id]
        return Change("", ()) if getattr(card, "parked", False) else edits.park(workshop, card_id)
    if isinstance(workshop[card_id], Pillar):
        return edits.move_pillar(workshop, card_id, before=aim.before)
    return edits.move_objective(workshop, card_id, aim.band.team, before=aim.before)


def sentence(workshop: Workshop, placement: Placement, card_id: str, aim: Aim) -> str:
    """What dropping the card now would do, for the status bar."""
    if aim.refusal:
        return aim.refusal
    card = name(workshop, workshop[card_id])
    if aim.condition:
        condition = workshop.find(Condition, aim.condition)
        return _("Drop on “{condition}” to claim it with {card}").format(
            condition=condition.text if condition else "", card=card
        )
    if aim.band is None:
        return _("Drop on a team’s lane, or press Esc to leave {card} where it was").format(card=card)
    if not change_for(workshop, placement, card_id, aim).steps:
        return _("{card} stays where it is").format(card=card)
    if placement.lanes[aim.band.lane].kind == "tray":
        return _("Drop to leave {card} for a later quarter").format(card=card)
    before = workshop.get(aim.before)
    words = {
        "card": card,
        "team": edits.name_of_team(workshop, aim.band.team) or _("Strategy"),
        "before": name(workshop, before) if before else "",
    }
    if before:
        return _("Drop to move {card} to {team}, ahead of {before}").format(**words)
    return _("Drop to move {card} to {team}, as the last").format(**words)


# ---------------------------------------------------------------- the keyboard's steps
def step_within(workshop: Workshop, placement: Placement, card_id: str, down: bool) -> Change:
    """One place up or down; past its team's end, into the neighbouring team of the same lane."""
    card = workshop[card_id]
    if isinstance(card, Pillar):
        rows = [p.id for p in workshop.pillars()]
        before = _step(rows, card_id, down)
        return Change("", ()) if before is None else edits.move_pillar(workshop, card_id, before=before)
    if not isinstance(card, Objective) or card.parked:
        return Change("", ())
    rows = [o.id for o in workshop.objectives(card.team)]
    before = _step(rows, card_id, down)
    if before is not None:
        return edits.move_objective(workshop, card_id, card.team, before=before)
    team = _neighbour_team(placement, card_id, down)
    if team is None:
        return Change("", ())
    theirs = workshop.objectives(team)
    return edits.move_objective(workshop, card_id, team, before=theirs[0].id if down and theirs else "")


def _step(rows: list[str], card_id: str, down: bool) -> str | None:
    """The card ahead of which one step leads ("": last); None at the end."""
    at = rows.index(card_id)
    if down:
        if at + 1 == len(rows):
            return None
        return rows[at + 2] if at + 2 < len(rows) else ""
    return rows[at - 1] if at else None


def _neighbour_team(placement: Placement, card_id: str, down: bool) -> str | None:
    band = placement.cards[card_id].band
    if band is None:
        return None
    teams = list(dict.fromkeys(b.team for b in placement.bands if b.lane == band.lane))
    at = teams.index(band.team) + (1 if down else -1)
    return teams[at] if 0 <= at < len(teams) else None


def step_across(workshop: Workshop, placement: Placement, card_id: str, right: bool) -> Change:
    """To the next lane on the left or right, into the team that lies at the same height."""
    card, place = workshop[card_id], placement.cards[card_id]
    if not isinstance(card, Objective) or place.band is None:
        return Change("", ())
    n = place.band.lane + (1 if right else -1)
    if not 0 <= n < len(placement.lanes) or placement.lanes[n].kind == "strategy":
        return Change("", ())
    if placement.lanes[n].kind == "tray":
        return edits.park(workshop, card_id)
    lane = placement.lanes[n]
    x = lane.x + 1 if right else lane.x + lane.width - 1
    middle = place.y + place.h / 2
    band = placement.band_at(x, middle)
    if band is None:
        return Change("", ())
    before, _line = _gap_at(placement, band, card_id, middle)
    return edits.move_objective(workshop, card_id, band.team, before=before)
