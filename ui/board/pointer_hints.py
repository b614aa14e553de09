"""What the pointer would do with what is under it, as a sentence for the status bar. No Qt."""

from __future__ import annotations

from okrdesk import edits, linking
from okrdesk.cards import Condition, Link
from okrdesk.i18n import _
from okrdesk.layout import Placement
from okrdesk.workshop import Workshop
from ui.board.hits import Hit


def hint(workshop: Workshop, placement: Placement, hit: Hit) -> str:
    """One sentence for what was hit."""
    match hit.kind:
        case "dot":
            if hit.dot and hit.dot.upward:
                return _("Drag to what this feeds; or click here, and then on that")
            return _("Drag to what feeds this; or click here, and then on that")
        case "row":
            return _("Drag to another objective to move it, or to a lower lane to make it an objective")
        case "card":
            return _card_hint(workshop, hit)
        case "fold":
            is_folded = hit.band is None or hit.band.folded
            return _("Click to show these cards again") if is_folded else _("Click to fold this team away")
        case "add":
            if hit.band is placement.vacant:
                return _("Click to name the first team here and write its objective")
            return _("Click to write a new card here")
        case "link":
            link = workshop.find(Link, hit.id)
            return linking.sentence_of(workshop, link) if link else ""
        case _:
            return _ground_hint(workshop, placement, hit)


def _card_hint(workshop: Workshop, hit: Hit) -> str:
    if hit.card and hit.card.kind == "condition":
        condition = workshop.find(Condition, hit.id)
        if condition and not condition.answer and not workshop.claims(hit.id):
            return _("Drop an objective here to claim this condition")
        return _("Drag to move this condition; double-click to edit it")
    if hit.card and hit.card.kind == "pillar":
        return _("Drag to re-order the pillars; double-click to edit this one")
    return _("Drag to move this card, or onto another to link it; double-click to edit it")


def _ground_hint(workshop: Workshop, placement: Placement, hit: Hit) -> str:
    kind = placement.lanes[hit.band.lane].kind if hit.band else ""
    if kind == "strategy":
        return _("Double-click to write a new pillar; drag to push the board, Ctrl and wheel to zoom")
    if hit.band and hit.band is placement.vacant:
        return _("Double-click to name the first team here and write its objective; drag to push the board")
    if kind == "level" and hit.band:
        team = edits.name_of_team(workshop, hit.band.team)
        words = _(
            "Double-click to write a new card of {team}; drag to push the board, Ctrl and wheel to zoom"
        )
        return words.format(team=team)
    if kind == "tray" and hit.band:
        return _("Double-click to write a card that has to wait; drag to push the board")
    return _("Drag to push the board, Ctrl and wheel to zoom")
