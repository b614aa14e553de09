"""Numbers, owners and dates in the lines of key results, read as if these were typed on the board."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from okrdesk.cards import Organisation, Person
from okrdesk.intake.proposal import DraftKeyResult, DraftLink, DraftObjective, Proposal
from okrdesk.intake.words import plain
from okrdesk.phrase import Phrase, read, without
from okrdesk.text import one_line

Readings = dict[DraftKeyResult, DraftKeyResult]


def readings(proposal: Proposal, people: Iterable[Person], organisation: Organisation) -> Readings:
    """See `okrdesk.intake.readings`."""
    known = tuple(people)
    there = {plain(person.name) for person in known}
    new = (name for name in proposal.people if plain(name) not in there)
    named = (*known, *(Person(f"new {n}", name=name) for n, name in enumerate(new)))
    names = {person.id: person.name for person in named}
    found: Readings = {}
    for draft in (result for objective in proposal.objectives for result in objective.key_results):
        if not _has_numbers(draft):
            phrase = read(
                one_line(draft.text),
                people=named,
                number_format=organisation.number_format,
                currency=organisation.currency,
            )
            for field in ("owner", "due"):  # what a column of its own says is not said again by the line
                phrase = without(phrase, field) if getattr(draft, field) else phrase
            if phrase.spans:
                found[draft] = _as_read(draft, phrase, names)
    return found


def with_readings(proposal: Proposal, found: Mapping[DraftKeyResult, DraftKeyResult]) -> Proposal:
    """See `okrdesk.intake.with_readings`."""
    parts: dict[int, DraftObjective | DraftKeyResult] = {id(old): new for old, new in found.items()}
    for objective in proposal.objectives:
        results = [found.get(result, result) for result in objective.key_results]
        parts[id(objective)] = replace(objective, key_results=results)

    def now(objective: DraftObjective) -> DraftObjective:
        part = parts[id(objective)]
        assert isinstance(part, DraftObjective)
        return part

    people = {plain(name): name for name in proposal.people}
    for result in found.values():
        if result.owner:
            people.setdefault(plain(result.owner), result.owner)
    return replace(
        proposal,
        objectives=tuple(map(now, proposal.objectives)),
        people=tuple(people.values()),
        links=tuple(
            DraftLink(now(link.source), parts.get(id(link.target), link.target), link.words)
            for link in proposal.links
        ),
        pending=tuple((now(objective), words) for objective, words in proposal.pending),
    )


def _has_numbers(draft: DraftKeyResult) -> bool:
    """Whether the source states what this key result measures beside its words."""
    stated = draft.unit or draft.metric or draft.baseline_unknown or draft.kind != "reach"
    return bool(stated) or any(n is not None for n in (draft.baseline, draft.target, draft.upper))


def _as_read(draft: DraftKeyResult, phrase: Phrase, names: Mapping[str, str]) -> DraftKeyResult:
    fields = phrase.fields()
    owner = names.get(phrase.owner, phrase.owner_name)
    return replace(draft, **fields | ({"owner": owner} if owner else {}))
