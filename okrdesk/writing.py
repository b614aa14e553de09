"""Writing in place: whose text is written, and where writing goes on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from okrdesk.cards import Condition, KeyResult, Objective, Pillar, Record, Team
from okrdesk.desk import Refused
from okrdesk.founding import teams_over, vacant_level
from okrdesk.i18n import _
from okrdesk.workshop import Workshop

FIELD: dict[type[Record], str] = {
    Pillar: "title",
    Objective: "title",
    KeyResult: "text",
    Condition: "text",
}
_CARDS = (Pillar, Objective)


@dataclass(frozen=True, slots=True)
class Spot:
    """One text to be written: `field` of the record `id`, or of a card that is not there yet (`id` "").

    `parent` is what it belongs to: an objective's team, a part's card. A new one comes ahead of its sibling
    `before`, or last; a new objective is linked to the card or condition `target`, and waits in "Not this
    quarter" where it is `parked`. A team that is not there yet comes with its first objective: `parent` is
    the id it will have, `founds` its name, `over` the team that it will belong to ("": as `target` says).
    """

    kind: type[Record]
    id: str = ""
    parent: str = ""
    before: str = ""
    target: str = ""
    field: str = ""
    founds: str = ""
    over: str = ""
    parked: bool = False

    @property
    def new(self) -> bool:
        """Whether its card is not there yet."""
        return not self.id


# ---------------------------------------------------------------- where to begin
def spot_of(workshop: Workshop, id_: str, field: str = "") -> Spot | None:
    """The text of a card or part (its title, or `field`); None where there is none to write."""
    record = workshop.get(id_)
    if record is None or type(record) not in FIELD:
        return None
    parked = isinstance(record, Objective) and record.parked
    return Spot(type(record), id_, _parent_of(record), field=field or FIELD[type(record)], parked=parked)


def new_behind(workshop: Workshop, id_: str) -> Spot | None:
    """A new card or part of the same kind right behind one; None where there is no such kind."""
    here = spot_of(workshop, id_)
    if here is None:
        return None
    ids = [record.id for record in siblings(workshop, here)]
    after = ids[ids.index(id_) + 1 :]
    return replace(here, id="", field="", before=after[0] if after else "")


def new_parked(workshop: Workshop, before: str = "", last_team: str = "") -> Spot:
    """A new objective that waits in "Not this quarter": of the team of `before`, ahead of it; else the last
    there, of the same team as the one above it; the first of all, of the team written in last.
    """
    there = workshop.parked()
    beside = workshop.find(Objective, before) or (there[-1] if there else None)
    team = (beside and workshop.find(Team, beside.team)) or workshop.find(Team, last_team) or workshop.root
    return Spot(Objective, parent=team.id if team else "", before=before, parked=True)


def new_key_result(workshop: Workshop, id_: str) -> Spot | None:
    """A new key result: of an objective as the last, of a key result right behind it; None for others."""
    record = workshop.get(id_)
    if isinstance(record, Objective):
        return Spot(KeyResult, parent=id_)
    return new_behind(workshop, id_) if isinstance(record, KeyResult) else None


def new_condition(workshop: Workshop, id_: str) -> Spot | None:
    """A new condition under a card (a part's own card); None where there is none."""
    record = workshop.get(id_)
    if isinstance(record, KeyResult):
        return Spot(Condition, parent=record.objective)
    if isinstance(record, Condition):
        return new_behind(workshop, id_)
    return Spot(Condition, parent=id_) if isinstance(record, (Objective, Pillar)) else None


def new_enabling(workshop: Workshop, target: str, team: str = "") -> Spot:
    """A new objective of `team` (or one that is likely) that feeds a card, key result or condition.

    Raises Refused where nothing can be linked to.
    """
    record = workshop.get(target)
    if not isinstance(record, (Pillar, Objective, KeyResult, Condition)):
        raise Refused(_("Select the card or the condition that the new objective is for."))
    if isinstance(record, Condition) and record.answer:
        raise Refused(_("“{condition}” is settled already.").format(condition=record.text))
    return Spot(Objective, parent=team or likely_team(workshop, record), target=target)


def new_with_team(workshop: Workshop, over: str = "") -> Spot | None:
    """A new objective of a team that is not there yet, the first of the highest lane without teams; that
    belongs to `over` where it can. None where no lane waits for a team.
    """
    level = vacant_level(workshop)
    if level is None:
        return None
    able = teams_over(workshop, level)
    return Spot(Objective, over=over if over in able else able[0])


def first_spot(workshop: Workshop, last_team: str = "", *, founding: bool = False) -> Spot | None:
    """Where to write when nothing is selected: the first empty lane, with `founding` also that below the
    company's while it has no team; else the team written in last.
    """
    if not workshop.pillars():
        return Spot(Pillar)
    team = _empty_level(workshop)
    if team is None and founding and vacant_level(workshop) == 1:
        return new_with_team(workshop)
    team = team or workshop.find(Team, last_team) or workshop.root
    return Spot(Objective, parent=team.id) if team else None


def behind_or_before(workshop: Workshop, ids: Sequence[str]) -> str:
    """The card that is nearest to where cards lay that are about to go; "" where none stays."""
    here = spot_of(workshop, ids[0]) if ids else None
    if here is None:
        return ""
    rows = [r.id for r in siblings(workshop, here) if not getattr(r, "parked", False) or r.id in ids]
    at = rows.index(ids[0]) if ids[0] in rows else 0
    nearest = [*rows[at:], *reversed(rows[:at])]
    return next((id_ for id_ in nearest if id_ not in ids), here.parent if here.kind not in _CARDS else "")


def text_of(workshop: Workshop, spot: Spot) -> str:
    """The text that is there now; "" for a new card."""
    return getattr(workshop.get(spot.id), spot.field, "") if spot.id else ""


# ---------------------------------------------------------------- where to go on
def next_text(workshop: Workshop, spot: Spot) -> Spot | None:
    """The next text that is there: the card's parts, then the next card of the team; None at the end."""
    card = spot.parent if spot.kind in (KeyResult, Condition) else spot.id
    texts = list(_texts(workshop, card))
    at = next((n for n, each in enumerate(texts) if (each.id, each.field) == (spot.id, spot.field)), -1)
    if 0 <= at < len(texts) - 1:
        return texts[at + 1]
    here = spot_of(workshop, card)
    cards = [r.id for r in siblings(workshop, here) if not getattr(r, "parked", False)] if here else []
    after = cards[cards.index(card) + 1 :] if card in cards else []
    return spot_of(workshop, after[0]) if after else None


def inner(workshop: Workshop, spot: Spot) -> Spot | None:
    """Where Tab goes: a title's first key result, the next key result, a pillar's statement, who claims a
    condition; from an empty new card on to the next lane.
    """
    if spot.kind is Objective and spot.id:
        results = workshop.key_results(spot.id)
        return spot_of(workshop, results[0].id) if results else Spot(KeyResult, parent=spot.id)
    if spot.kind is KeyResult and spot.id:
        behind = new_behind(workshop, spot.id)
        return spot_of(workshop, behind.before) if behind and behind.before else behind
    if spot.kind is Pillar and spot.id and spot.field != "statement":
        return spot_of(workshop, spot.id, "statement")
    if spot.kind is Condition and spot.id:
        record = workshop[spot.id]
        return None if getattr(record, "answer", "") else new_enabling(workshop, spot.id)
    if spot.new and spot.kind in _CARDS and not spot.parked:
        return _next_lane(workshop, spot)
    return None


def before(workshop: Workshop, spot: Spot) -> Spot | None:
    """Where Shift+Tab goes: the part before, at last the card's title; None from a title."""
    if spot.kind in (KeyResult, Condition):
        ids = [record.id for record in siblings(workshop, spot)]
        here = spot.id or spot.before
        at = ids.index(here) if here in ids else len(ids)
        return spot_of(workshop, ids[at - 1] if at else spot.parent)
    return spot_of(workshop, spot.id) if spot.field == "statement" else None


def next_card(workshop: Workshop, spot: Spot) -> Spot | None:
    """Where Ctrl+Enter goes: a new card behind the one that is written in."""
    if spot.kind in (KeyResult, Condition):
        return new_behind(workshop, spot.parent)
    return new_behind(workshop, spot.id) if spot.id else spot


# ---------------------------------------------------------------- within
def _parent_of(record: Record) -> str:
    match record:
        case Objective(team=team):
            return team
        case KeyResult(objective=objective):
            return objective
        case Condition(parent=parent):
            return parent
        case _:
            return ""


def siblings(workshop: Workshop, spot: Spot) -> tuple[Record, ...]:
    """The cards or parts among which a spot lies, in order; parked objectives among them."""
    if spot.kind is Objective:
        return workshop.objectives(spot.parent, parked=None)
    if spot.kind is KeyResult:
        return workshop.key_results(spot.parent)
    return workshop.conditions(spot.parent) if spot.kind is Condition else workshop.pillars()


def _texts(workshop: Workshop, card: str) -> Iterator[Spot]:
    """The texts of a card in the order in which the board shows them."""
    record = workshop.get(card)
    parts = [card, *(r.id for r in workshop.key_results(card)), *(c.id for c in workshop.conditions(card))]
    if isinstance(record, Pillar) and record.statement:
        parts.insert(1, card)
    for n, part in enumerate(parts):
        field = "statement" if part == card and n else ""
        if spot := spot_of(workshop, part, field):
            yield spot


def _levels(workshop: Workshop) -> list[list[Team]]:
    levels: list[list[Team]] = []
    for team in workshop.teams():
        depth = workshop.level(team.id)
        levels += [[] for _level in range(depth + 1 - len(levels))]
        levels[depth].append(team)
    return levels


def _empty_level(workshop: Workshop) -> Team | None:
    """The first team of the highest level that has no objectives yet."""
    for teams in _levels(workshop):
        if not any(workshop.objectives(team.id) for team in teams):
            return teams[0]
    return None


def _next_lane(workshop: Workshop, spot: Spot) -> Spot | None:
    depth = 0 if spot.kind is Pillar else workshop.level(spot.parent) + 1
    levels = _levels(workshop)
    if depth < len(levels):
        return Spot(Objective, parent=levels[depth][0].id)
    return new_with_team(workshop, spot.parent) if vacant_level(workshop) == depth else None


def likely_team(workshop: Workshop, target: Record) -> str:
    """The first team below the one that a card belongs to: one level down is where it is made possible."""
    card: Record | None = target
    while isinstance(card, (KeyResult, Condition)):
        card = workshop.get(_parent_of(card))
    if isinstance(card, Objective):
        below = workshop.by(Team, "parent", card.team)
        return below[0].id if below else card.team
    root = workshop.root
    return root.id if root else ""
