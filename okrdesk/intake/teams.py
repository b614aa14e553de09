"""The tree of teams and the people that a source's objectives imply."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from okrdesk.i18n import _
from okrdesk.intake.proposal import Draft, DraftKeyResult, DraftLink, DraftObjective, DraftTeam, add_note
from okrdesk.intake.reading import Reading
from okrdesk.intake.values import split_people
from okrdesk.intake.words import is_company, level_of, looks_like_team, plain

_COMPANY_LEVEL = 0


def tidy_names(objectives: Iterable[DraftObjective]) -> None:
    """One spelling a team: the first one met, whatever the case and spaces of the others."""
    spelling: dict[str, str] = {}
    for objective in objectives:
        names = [" ".join(name.split()) for name in (*objective.above, objective.team)]
        above = [spelling.setdefault(plain(name) or name, name) for name in names if name]
        if objective.team:
            objective.team = above.pop()
        objective.above = tuple(above)


def root_name(objectives: Sequence[DraftObjective], organisation: str) -> str:
    """The company's name among the teams: by level, by a word for companies, else the organisation's."""
    tops = Counter(o.above[0] for o in objectives if o.above)
    teams = Counter(o.team for o in objectives if o.team)
    levels = Counter(o.team for o in objectives if o.team and level_of(o.level) == _COMPANY_LEVEL)
    if levels and len(levels) == 1:
        return next(iter(levels))
    for name in (*tops, *teams):
        if is_company(name) or plain(name) == plain(organisation):
            return name
    for name in levels:
        if is_company(name):
            return name
    if len(tops) == 1 and all(o.above or o.team in tops for o in objectives):
        return next(iter(tops))
    return organisation


def tree(
    objectives: Sequence[DraftObjective], links: Sequence[DraftLink], root: str
) -> tuple[DraftTeam, ...]:
    """All teams, the company first, each with the one above: as stated, else as its cards' parents say."""
    names = dict.fromkeys(name for o in objectives for name in (*o.above, o.team) if name and name != root)
    stated = _stated(objectives, root)
    fed = _fed(objectives, links)
    depth = {o.team: d for o in objectives if o.team and (d := level_of(o.level)) is not None}
    level = {o.team: plain(o.level) for o in objectives if o.team and o.level}
    above: dict[str, str] = {}
    for name in names:
        above[name] = root
        for parent in (stated.get(name, ""), *fed[name]):
            if parent == root and parent:
                break
            side_by_side = name in level and level[name] == level.get(parent)
            good = (
                parent in names
                and parent != name
                and (name in stated or (not side_by_side and depth.get(parent, 1) < depth.get(name, 2)))
            )
            if good and not _is_above(name, parent, above):
                above[name] = parent
                break
    found = [DraftTeam(root, "")]
    _gather(root, names, above, found)
    return tuple(found)


def _stated(objectives: Iterable[DraftObjective], root: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for objective in objectives:
        path = [name for name in (*objective.above, objective.team) if name]
        for parent, name in zip([root, *path], path, strict=False):
            if objective.above and name not in found:
                found[name] = parent
    return found


def _fed(objectives: Iterable[DraftObjective], links: Iterable[DraftLink]) -> dict[str, list[str]]:
    """For each team the teams that its objectives feed, the one fed most first."""
    team_of = {id(part): o.team for o in objectives for part in (o, *o.key_results)}
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for link in links:
        target = team_of.get(id(link.target), "")
        if target and target != link.source.team:
            counts[link.source.team][target] += 1
    found: defaultdict[str, list[str]] = defaultdict(list)
    for team, teams in counts.items():
        found[team] = [name for name, _n in teams.most_common()]
    return found


def _is_above(name: str, below: str, above: dict[str, str]) -> bool:
    while below in above:
        below = above[below]
        if below == name:
            return True
    return False


def _gather(parent: str, names: Iterable[str], above: dict[str, str], found: list[DraftTeam]) -> None:
    for name in names:
        if above[name] == parent:
            found.append(DraftTeam(name, parent))
            _gather(name, names, above, found)


# ---------------------------------------------------------------- people
def settle_people(
    objectives: Sequence[DraftObjective], teams: Iterable[str], reading: Reading
) -> tuple[str, ...]:
    """Owners by name: the first of several owns, the others are involved; teams are listed as left out."""
    whole = frozenset(plain(name) for name in teams)
    people: dict[str, str] = {}
    for objective in objectives:
        for draft in (objective, *objective.key_results):
            _settle(draft, whole, people, reading)
    return tuple(people.values())


def _settle(draft: Draft, teams: frozenset[str], people: dict[str, str], reading: Reading) -> None:
    named = [*split_people(draft.owner, teams)]
    named += [name for text in draft.involved for name in split_people(text, teams)]
    persons: list[str] = []
    named_teams = [name for name in named if _is_team(name, teams)]
    for name in named:
        if name not in named_teams and any(c.isalnum() for c in name):
            known = people.setdefault(plain(name) or name, name)
            if known not in persons:
                persons.append(known)
    if named_teams:
        words = ", ".join(named_teams)
        why = _("A team as owner: a card is owned by one person.")
        reading.leave(f"{draft.where}: {_words(draft)}", words, why)
        add_note(draft, _("Owner: {name}").format(name=words))
    owned = bool(draft.owner) and bool(persons)
    draft.owner = persons[0] if owned else ""
    draft.involved = tuple(persons[1:] if owned else persons)


def _is_team(name: str, teams: frozenset[str]) -> bool:
    return plain(name) in teams or looks_like_team(name)


def _words(draft: Draft) -> str:
    return draft.text if isinstance(draft, DraftKeyResult) else draft.title
