"""From a proposal to one change that puts its cards into a workshop."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain

from okrdesk.cards import (
    TEAM_HUES,
    Cycle,
    KeyResult,
    Link,
    LinkKind,
    Objective,
    Organisation,
    Person,
    Pillar,
    Record,
    Team,
    new_id,
)
from okrdesk.change import Change, Put
from okrdesk.edits import ranks
from okrdesk.i18n import _
from okrdesk.intake.proposal import DraftObjective, LeftOut, Proposal
from okrdesk.intake.resolve import Index
from okrdesk.intake.words import is_company, plain
from okrdesk.people_edits import unique_initials
from okrdesk.phrase.owners import known_person
from okrdesk.text import one_line
from okrdesk.workshop import Workshop

# What a draft key result and its record hold under the same name.
_SAME = ("kind", "metric", "unit", "baseline", "baseline_unknown", "target", "upper", "current", "score")
_NUMBERED = re.compile(r"(?!(?:O|OBJ|OKR|KR|ID|NO|G)-)([A-Z][A-Z0-9]{0,7})-[0-9]{1,6}")
_SAME_KR = (*_SAME, "due", "read_every", "source", "note")


def change_for(proposal: Proposal, workshop: Workshop) -> Change:
    """See `okrdesk.intake.change_for`."""
    steps = tuple(Put(record) for record in _Builder(proposal, workshop).records())
    name = proposal.name or _("pasted text")
    return Change(_("Import {name}").format(name=name), steps, kind="import")


def left_out_for(proposal: Proposal, workshop: Workshop) -> tuple[LeftOut, ...]:
    """See `okrdesk.intake.left_out_for`."""
    builder = _Builder(proposal, workshop)
    for _record in builder.records():
        pass
    there = {plain(o.title) for o in workshop.all(Objective)}
    twice = tuple(
        LeftOut(
            o.where, o.title, _("The workshop already has an objective of that name; this one is added too.")
        )
        for o in proposal.objectives
        if plain(o.title) in there
    )
    return (*proposal.left_out, *builder.left_out, *twice)


class _Builder:
    """Turns drafts into records, once."""

    def __init__(self, proposal: Proposal, workshop: Workshop) -> None:
        self._proposal = proposal
        self._workshop = workshop
        self._teams = {plain(team.name): team.id for team in reversed(workshop.teams())}
        self._people = {plain(person.name): person.id for person in reversed(workshop.people())}
        self._pillars = {
            plain(words): p.id for p in workshop.pillars() for words in (p.title, p.code) if words
        }
        self._ids: dict[int, str] = {}
        self.left_out: list[LeftOut] = []

    def records(self) -> Iterator[Record]:
        """The new records, each after those it refers to."""
        yield from self._frame()
        yield from self._new_teams()
        yield from self._new_people()
        yield from self._new_pillars()
        yield from self._new_objectives()
        yield from self._links()

    def _frame(self) -> Iterator[Record]:
        if not self._workshop.count(Organisation):
            yield Organisation(new_id(), name=one_line(self._proposal.organisation))
        if not self._workshop.count(Cycle):
            yield Cycle(new_id(), name=one_line(self._proposal.cycle))

    def _new_teams(self) -> Iterator[Team]:
        root, *others = self._proposal.teams
        if company := self._workshop.root:
            self._teams.setdefault(plain(root.name), company.id)
            for name in ("company", "organisation", "organization"):
                self._teams.setdefault(name, company.id)
        else:
            team = Team(new_id(), rank=ranks(1)[0], name=one_line(root.name), code=self._code_of(root.name))
            self._teams[plain(root.name)] = team.id
            yield team
        last = max((t.rank for t in self._workshop.all(Team)), default="")
        new = [team for team in others if not self._known_team(team.name)]
        for n, (draft, rank) in enumerate(zip(new, ranks(len(new), last), strict=True)):
            colour = 1 + (self._workshop.count(Team) + n) % (TEAM_HUES - 1)
            parent = self._teams[plain(draft.parent)]
            code = self._code_of(draft.name)
            team = Team(new_id(), rank, one_line(draft.name), code, colour, parent)
            self._teams[plain(draft.name)] = team.id
            yield team

    def _code_of(self, name: str) -> str:
        """The short name that the numbers of all a team's objectives begin with (ENG-1, ENG-2), or ""."""
        codes: defaultdict[str, set[str]] = defaultdict(set)
        for draft in self._proposal.objectives:
            numbered = _NUMBERED.fullmatch(draft.number)
            codes[plain(draft.team)].add(numbered[1] if numbered else "")
        own = codes.pop(plain(name), set())
        return min(own) if len(own) == 1 and own.isdisjoint(chain.from_iterable(codes.values())) else ""

    def _known_team(self, name: str) -> bool:
        company = self._workshop.root
        if company and is_company(name):
            self._teams.setdefault(plain(name), company.id)
        return plain(name) in self._teams

    def _new_people(self) -> Iterator[Person]:
        """Those who are not there yet: a first name or initials mean one who is, as on the board."""
        there = self._workshop.people()
        for name in self._proposal.people:
            if plain(name) not in self._people and (person := known_person(one_line(name), there)):
                self._people[plain(name)] = person.id
        new = [name for name in self._proposal.people if plain(name) not in self._people]
        taken = {person.initials for person in there}
        last = max((person.rank for person in there), default="")
        for name, rank in zip(new, ranks(len(new), last), strict=True):
            initials = unique_initials(one_line(name), taken)
            taken.add(initials)
            person = Person(new_id(), rank=rank, name=one_line(name), initials=initials)
            self._people[plain(name)] = person.id
            yield person

    def _new_pillars(self) -> Iterator[Pillar]:
        named = {plain(p): p for o in self._proposal.objectives for p in o.pillars}
        new = [name for words, name in named.items() if words not in self._pillars]
        last = max((p.rank for p in self._workshop.pillars()), default="")
        for name, rank in zip(new, ranks(len(new), last), strict=True):
            pillar = Pillar(new_id(), rank=rank, title=one_line(name))
            self._pillars[plain(name)] = pillar.id
            yield pillar

    # ------------------------------------------------------------ cards
    def _new_objectives(self) -> Iterator[Record]:
        by_team: dict[str, list[DraftObjective]] = {}
        for draft in self._proposal.objectives:
            by_team.setdefault(self._teams[plain(draft.team)], []).append(draft)
        for team, drafts in by_team.items():
            there = self._workshop.objectives(team, parked=None)
            for draft, rank in zip(
                drafts, ranks(len(drafts), there[-1].rank if there else None), strict=True
            ):
                objective = self._objective(draft, team, rank)
                yield objective
                yield from self._key_results(draft, objective.id)

    def _objective(self, draft: DraftObjective, team: str, rank: str) -> Objective:
        self._ids[id(draft)] = id_ = new_id()
        return Objective(
            id_,
            rank=rank,
            team=team,
            title=one_line(draft.title),
            story=draft.story,
            owner=self._person(draft.owner),
            involved=self._persons(draft.involved),
            style=draft.style,
            parked=draft.parked,
            parked_why=draft.parked_why,
            parked_until=draft.parked_until,
            score=draft.score,
            note=draft.note,
        )

    def _key_results(self, draft: DraftObjective, objective: str) -> Iterator[KeyResult]:
        for result, rank in zip(draft.key_results, ranks(len(draft.key_results)), strict=True):
            self._ids[id(result)] = id_ = new_id()
            same = {name: getattr(result, name) for name in _SAME_KR}
            yield KeyResult(
                id_,
                rank=rank,
                objective=objective,
                text=one_line(result.text),
                owner=self._person(result.owner),
                involved=self._persons(result.involved),
                **same,
            )

    def _person(self, name: str) -> str:
        return self._people[plain(name)] if name else ""

    def _persons(self, names: Sequence[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(map(self._person, names)))

    # ------------------------------------------------------------ links
    def _links(self) -> Iterator[Link]:
        ends: dict[tuple[str, str, LinkKind], None] = {}
        for link in self._proposal.links:
            ends[self._ids[id(link.source)], self._ids[id(link.target)], "enables"] = None
        for objective in self._proposal.objectives:
            for name in objective.pillars:
                ends[self._ids[id(objective)], self._pillars[plain(name)], "serves"] = None
        ends.update(dict.fromkeys(self._pending()))
        for source, target, kind in ends:
            yield Link(new_id(), source, target, kind)

    def _pending(self) -> Iterator[tuple[str, str, LinkKind]]:
        """Parents that the source does not hold but the workshop does; the others are left out."""
        index: Index[str] = Index()
        for pillar in self._workshop.pillars():
            index.add(pillar.id, pillar.title, pillar.code)
        for objective in self._workshop.all(Objective):
            index.add(objective.id, objective.title, objective.code)
        for result in self._workshop.all(KeyResult):
            index.add(result.id, result.text, result.code)
        for draft, words in self._proposal.pending:
            source, found = self._ids[id(draft)], index.find(words)
            if found:
                serves = isinstance(self._workshop[found[0]], Pillar)
                yield source, found[0], "serves" if serves else "enables"
            else:
                why = _("A parent that no card is called; link it on the board.")
                self.left_out.append(LeftOut(f"{draft.where}: {draft.title}", words, why))
