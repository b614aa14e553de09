"""What was typed becomes a change: a card's text, or new cards, each with what can be read in its line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from okrdesk import linking
from okrdesk.cards import Condition, KeyResult, Link, Objective, Person, Pillar, Record, new_id
from okrdesk.change import Change, Put, Set, Step
from okrdesk.check import name
from okrdesk.desk import Refused
from okrdesk.edits import ranks_at
from okrdesk.founding import founded, team_over
from okrdesk.i18n import _
from okrdesk.owning import person_named
from okrdesk.text import one_line
from okrdesk.workshop import Workshop
from okrdesk.writing import FIELD, Spot, new_behind, siblings

if TYPE_CHECKING:
    from okrdesk.phrase import Phrase

_BLANK = KeyResult("")
# What is read for the one takes the place of the other, unless that was read, too.
_REPLACES = (("target", "upper"), ("baseline", "baseline_unknown"), ("baseline_unknown", "baseline"))


def read_line(workshop: Workshop, spot: Spot, line: str) -> Phrase:
    """What was typed, and for a key result what can be read in it beyond what its old text said."""
    from okrdesk.phrase import Phrase, read  # its grammar takes a while to compile

    line = one_line(line)
    if spot.kind is not KeyResult:
        return Phrase(line, line)
    organisation = workshop.organisation
    return read(
        line,
        people=workshop.people(),
        number_format=organisation.number_format,
        currency=organisation.currency,
    )


def save(workshop: Workshop, spot: Spot, phrases: Sequence[Phrase]) -> tuple[Change, str]:
    """The change that writes these lines, and the id of the last card written.

    The first goes to the spot, each further one into a new card behind it. Where the spot's card has gone
    meanwhile, a new one takes the text; Refused when there is nothing left to put it in.
    """
    steps: list[Step] = []
    last = spot.id
    rest = list(phrases)
    if spot.id in workshop:
        steps += _sets(workshop, spot, rest.pop(0))
        following = new_behind(workshop, spot.id) or spot
    else:
        following = replace(spot, id="", field="")
    if rest:
        records = _new_records(workshop, following, rest, steps)
        last = records[-1].id
    return Change(_label(workshop, spot, steps), tuple(steps)), last


def _label(workshop: Workshop, spot: Spot, steps: Sequence[Step]) -> str:
    made = [step.record for step in steps if isinstance(step, Put) and type(step.record) in FIELD]
    if len(made) > 1:
        return _("Add {n} cards").format(n=len(made))
    if made:
        return _("Add {card}").format(card=name(workshop, made[0]))
    record = workshop.get(spot.id)
    return _("Change {card}").format(card=name(workshop, record) if record else "")


def _sets(workshop: Workshop, spot: Spot, phrase: Phrase) -> Iterator[Step]:
    record = workshop[spot.id]
    wanted: dict[str, Any] = {spot.field: phrase.text}
    if isinstance(record, KeyResult):
        wanted = phrase.fields()
        if wanted.get("kind") == "reach" and record.baseline is not None:  # the way there is known
            wanted["kind"] = "increase" if wanted["target"] > record.baseline else "decrease"
        for now, before in _REPLACES:
            if now in wanted:
                wanted.setdefault(before, getattr(_BLANK, before))
        if phrase.owner_name:
            person = person_named(workshop, phrase.owner_name)
            yield Put(person)
            wanted["owner"] = person.id
    for field, value in wanted.items():
        if (old := getattr(record, field)) != value:
            yield Set(spot.id, field, old, value)


def _new_records(
    workshop: Workshop, spot: Spot, phrases: Sequence[Phrase], steps: list[Step]
) -> list[Record]:
    if spot.founds and spot.parent not in workshop:
        over = spot.over if spot.over in workshop else team_over(workshop, spot.target)
        steps.append(Put(founded(workshop, spot.parent, spot.founds, over)))
    elif spot.parent and spot.parent not in workshop:
        raise Refused(_("The card that this belonged to is gone. Copy your text and write it elsewhere."))
    elif spot.kind is Objective and not spot.parent:
        raise Refused(_("Choose the team of this objective first, or name a new one."))
    new_ranks = ranks_at(siblings(workshop, spot), len(phrases), spot.before)
    records: list[Record] = []
    for phrase, rank in zip(phrases, new_ranks, strict=True):
        record = _new_record(workshop, spot, phrase, rank, steps)
        records.append(record)
        steps.append(Put(record))
        if spot.target in workshop:
            kind = linking.kind_for(workshop, record.id, spot.target)
            steps.append(Put(Link(new_id(), record.id, spot.target, kind, primary=True)))
    return records


def _new_record(workshop: Workshop, spot: Spot, phrase: Phrase, rank: str, steps: list[Step]) -> Record:
    if spot.kind is Pillar:
        colour = len(workshop.pillars()) + len(steps)
        return Pillar(new_id(), rank, title=phrase.text, colour=colour)
    if spot.kind is Objective:
        return Objective(new_id(), rank, team=spot.parent, title=phrase.text, parked=spot.parked)
    if spot.kind is Condition:
        return Condition(new_id(), rank, parent=spot.parent, text=phrase.text)
    fields = phrase.fields()
    if phrase.owner_name:
        fields["owner"] = _owner(workshop, phrase.owner_name, steps)
    return KeyResult(new_id(), rank, objective=spot.parent, **fields)


def _owner(workshop: Workshop, owner_name: str, steps: list[Step]) -> str:
    """The person of that name among those that `steps` make; made by one more step where there is none."""
    for step in steps:
        if isinstance(step, Put) and isinstance(step.record, Person) and step.record.name == owner_name:
            return step.record.id
    person = person_named(workshop, owner_name)
    steps.append(Put(person))
    return person.id
