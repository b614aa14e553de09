"""Puts together what the readers found: links, teams, people, and the names of company and quarter."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from okrdesk.i18n import _
from okrdesk.intake.proposal import (
    Draft,
    DraftKeyResult,
    DraftLink,
    DraftObjective,
    Proposal,
    TableGuess,
)
from okrdesk.intake.reading import Reading, settle_kinds
from okrdesk.intake.resolve import Index, circle_free, several, spellings
from okrdesk.intake.sections import cycle_in, organisation_in
from okrdesk.intake.teams import root_name, settle_people, tidy_names, tree
from okrdesk.numbers import Decimals


def assemble(
    name: str,
    reading: Reading,
    tables: Sequence[TableGuess],
    again: Callable[[Mapping[str, str], Decimals], Proposal],
) -> Proposal:
    """The proposal of a source called `name` (a file's stem; "" for pasted text)."""
    objectives = reading.objectives
    settle_kinds(objectives, reading.kinds)
    tidy_names(objectives)
    organisation, cycle = _names(name, reading)
    links, pending = link_up(objectives, reading)
    root = root_name(objectives, organisation)
    for objective in objectives:
        objective.team = objective.team or root
    teams = tree(objectives, links, root)
    people = settle_people(objectives, [team.name for team in teams], reading)
    return Proposal(
        name=name,
        organisation=organisation,
        cycle=cycle,
        tables=tuple(tables),
        objectives=tuple(objectives),
        teams=teams,
        people=people,
        links=links,
        pending=pending,
        left_out=tuple(reading.left_out),
        questions=tuple(reading.questions),
        _again=again,
    )


def _names(name: str, reading: Reading) -> tuple[str, str]:
    """The organisation's and the cycle's name: from a title in the source, else from the file's name."""
    texts = (*reading.titles[:3], name.replace("_", " "))
    stated = [cycle for cycle, _n in reading.cycles.most_common(1)]
    cycle = next(iter((*stated, *filter(None, map(cycle_in, texts)))), "")
    organisation = next(filter(None, map(organisation_in, texts)), _("Company"))
    return organisation, cycle


# ---------------------------------------------------------------- links
def link_up(
    objectives: Sequence[DraftObjective], reading: Reading
) -> tuple[tuple[DraftLink, ...], tuple[tuple[DraftObjective, str], ...]]:
    """Links to the parents found among the drafts, and those of an objective's parents that were not found.

    Parents that would make a circle, or an objective its own parent, are left out.
    """
    index: Index[Draft] = Index()
    owner: dict[int, DraftObjective] = {}
    for objective in objectives:
        numbers = list(spellings(objective.number, "objective"))
        index.add(objective, objective.title, *numbers, *(f"{objective.team} {n}" for n in numbers))
        owner[id(objective)] = objective
    for objective in objectives:
        for result in objective.key_results:
            index.add(result, result.text, *_numbers(objective, result))
            owner[id(result)] = objective
    for objective in objectives:
        for n, result in enumerate(objective.key_results, 1):
            if not result.number:
                index.also(result, *_numbers(objective, replace(result, number=str(n)))[2:])
    wanted: list[DraftLink] = []
    pending: list[tuple[DraftObjective, str]] = []
    for objective in objectives:
        for words in objective.parents:
            found, missing = _targets(index, owner, objective, words)
            wanted += found
            pending += [(objective, part) for part in missing]
    return _without_circles(wanted, owner, reading), tuple(pending)


def _numbers(objective: DraftObjective, result: DraftKeyResult) -> list[str]:
    numbers = list(spellings(result.number, "key_result"))
    if objective.number and result.number and "." not in result.number:
        bare = re.sub(r"^\D+", "", objective.number)
        own = re.sub(r"^\D+", "", result.number)
        numbers += [
            f"{bare}.{own}",
            f"kr{bare}.{own}",
            f"o{bare}.kr{own}",
            f"o{bare}kr{own}",
            f"o{bare} kr{own}",
        ]
    return numbers


def _targets(
    index: Index[Draft], owner: Mapping[int, DraftObjective], objective: DraftObjective, words: str
) -> tuple[list[DraftLink], list[str]]:
    if found := index.find(words):
        target = _likeliest(found, owner, objective)
        return [DraftLink(objective, target, words)], []
    parts = several(words)
    if len(parts) < 2:
        return [], [words]
    hits = [(part, index.find(part)) for part in parts]
    if not any(found for _part, found in hits):
        return [], [words]
    links = [DraftLink(objective, _likeliest(found, owner, objective), part) for part, found in hits if found]
    return links, [part for part, found in hits if not found]


def _likeliest(
    found: Sequence[Draft], owner: Mapping[int, DraftObjective], objective: DraftObjective
) -> Draft:
    """Of several cards with the same words: not the objective itself, another team's, an objective, early."""

    def distance(target: Draft) -> tuple[bool, bool, bool]:
        above = owner[id(target)]
        return above is objective, above.team == objective.team, not isinstance(target, DraftObjective)

    return min(found, key=distance)


def _without_circles(
    wanted: Sequence[DraftLink], owner: Mapping[int, DraftObjective], reading: Reading
) -> tuple[DraftLink, ...]:
    pairs = [(id(link.source), id(owner[id(link.target)])) for link in wanted]
    kept: dict[tuple[int, int], DraftLink] = {}
    for link, free in zip(wanted, circle_free(pairs), strict=True):
        where = f"{link.source.where}: {link.source.title}"
        if owner[id(link.target)] is link.source:
            reading.leave(where, link.words, _("An objective cannot be its own parent."))
        elif not free:
            reading.leave(where, link.words, _("This parent would close a circle of links."))
        else:
            kept.setdefault((id(link.source), id(link.target)), link)
    return tuple(kept.values())
