"""What the set-up room alters, as changes: organisation, cycle, settings, levels, teams."""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from okrdesk.cards import (
    TEAM_HUES,
    Cycle,
    KeyResult,
    Link,
    Objective,
    Organisation,
    Record,
    RoleAnswer,
    Settings,
    Team,
    new_id,
)
from okrdesk.change import Change, Drop, Put, Set, Step
from okrdesk.desk import Refused
from okrdesk.edits import add, drop, name_of_team, rank_at, ranks_at, redirected, set_fields
from okrdesk.i18n import _
from okrdesk.lanes import lane_titles
from okrdesk.people_edits import merge_people as merge_people
from okrdesk.people_edits import people_from as people_from
from okrdesk.text import one_line
from okrdesk.workshop import Workshop


# ---------------------------------------------------------------- what there is one of
def organisation_change(workshop: Workshop, **fields: Any) -> Change:
    """Give fields of the organisation new values; it comes into being when there is none."""
    return _change_the(workshop, Organisation, _("Change the organisation"), fields)


def cycle_change(workshop: Workshop, **fields: Any) -> Change:
    """Give fields of the cycle new values; it comes into being when there is none."""
    return _change_the(workshop, Cycle, _("Change the cycle"), fields)


def settings_change(workshop: Workshop, **fields: Any) -> Change:
    """Give settings of the workshop new values; they come into being when there are none."""
    return _change_the(workshop, Settings, _("Change the settings"), fields)


def logo_change(workshop: Workshop, picture: bytes) -> Change:
    """Make a PNG or JPEG the organisation's logo; b"" takes it away. The desk refuses anything else."""
    return organisation_change(workshop, logo=b64encode(picture).decode("ascii"))


def prompt_change(workshop: Workshop, lane: int, prompt: str) -> Change:
    """Ask another question on a lane (0: strategy, then the levels); "" asks ours again."""
    return organisation_change(workshop, prompts=_with(workshop.organisation.prompts, lane, prompt))


def _change_the(workshop: Workshop, kind: type[Record], label: str, fields: dict[str, Any]) -> Change:
    for record in workshop.all(kind):
        return set_fields(workshop, record.id, label, **fields)
    return Change(label, (Put(kind(new_id(), **fields)),))


def _with(texts: tuple[str, ...], n: int, text: str) -> tuple[str, ...]:
    """`texts` with `text` in place `n`."""
    longer = [*texts, *[""] * (n + 1 - len(texts))]
    longer[n] = one_line(text)
    return tuple(longer)


# ---------------------------------------------------------------- levels
def deepest_level(workshop: Workshop) -> int:
    """The depth of the lowest lane: that of the deepest team, or of the last level that has a name."""
    depths = (workshop.level(team.id) for team in workshop.all(Team))
    return max(1, len(workshop.organisation.levels) - 1, *depths)


def rename_level(workshop: Workshop, level: int, title: str) -> Change:
    """Call a lane (0: the company's) by another name; "" calls it by ours again."""
    return organisation_change(workshop, levels=_with(workshop.organisation.levels, level, title))


def add_level(workshop: Workshop, title: str) -> Change:
    """Add a lane below all others."""
    below = deepest_level(workshop) + 1
    return organisation_change(workshop, levels=_with(workshop.organisation.levels, below, title))


def remove_level(workshop: Workshop, level: int = -1) -> Change:
    """Take a lane away, with its question: the lowest unless another is named. Raises Refused while teams are
    in it or below it, and for the last two.
    """
    deepest = deepest_level(workshop)
    level = deepest if level < 0 else level
    if deepest <= 1:
        raise Refused(_("A workshop has at least the company’s level and one below."))
    if any(workshop.level(team.id) >= level for team in workshop.all(Team)):
        title = lane_titles(workshop, deepest)[level]
        raise Refused(_("There are teams in “{level}” or below. Move them first.").format(level=title))
    titles, prompts = _as_lanes(workshop, deepest)
    del titles[level], prompts[level + 1]
    return organisation_change(workshop, levels=tuple(titles), prompts=_trimmed(prompts))


def move_level(workshop: Workshop, level: int, to: int) -> Change:
    """Let a lane’s name and question stand at another depth; teams stay where they are."""
    deepest = deepest_level(workshop)
    titles, prompts = lane_titles(workshop, deepest), _as_lanes(workshop, deepest)[1]
    titles.insert(to, titles.pop(level))
    prompts.insert(to + 1, prompts.pop(level + 1))
    return organisation_change(workshop, levels=tuple(titles), prompts=_trimmed(prompts))


def _as_lanes(workshop: Workshop, deepest: int) -> tuple[list[str], list[str]]:
    """The own names of all levels, and the own questions of all lanes (strategy's first)."""
    organisation = workshop.organisation
    levels = [*organisation.levels, *[""] * (deepest + 1 - len(organisation.levels))]
    return levels, [*organisation.prompts, *[""] * (deepest + 2 - len(organisation.prompts))]


def _trimmed(texts: Sequence[str]) -> tuple[str, ...]:
    """`texts` without the empty ones at the end."""
    last = max((n for n, text in enumerate(texts) if text), default=-1)
    return tuple(texts[: last + 1])


# ---------------------------------------------------------------- teams
def add_team(workshop: Workshop, name: str, parent: str = "", *, before: str = "") -> Change:
    """A new team below another (the company if none is named), in the hue that fewest have."""
    root = workshop.root
    parent = parent or (root.id if root else "")
    team = Team(new_id(), name=one_line(name), parent=parent, colour=next_colour(workshop) if parent else 0)
    return add(workshop, team, before=before)


def next_colour(workshop: Workshop) -> int:
    """The first of the hues for teams that the fewest teams have."""
    used = Counter(team.colour for team in workshop.all(Team))
    return min(range(1, TEAM_HUES), key=lambda colour: used[colour])


def rename_team(workshop: Workshop, team: str, name: str) -> Change:
    """Give a team another name; its code and the short names of its cards stay."""
    return set_fields(workshop, team, name=one_line(name))


def recode_team(workshop: Workshop, team: str, code: str) -> Change:
    """Give a team another code, for the short names of the cards to come. Raises Refused when it is empty or
    another card's.
    """
    code = "".join(code.split())
    if not code:
        raise Refused(_("A team needs a code: the short names of its cards begin with it."))
    taken = next((r for r in workshop if r.id != team and getattr(r, "code", "") == code), None)
    if taken is not None:
        raise Refused(_("“{code}” is taken already. Choose another one.").format(code=code))
    return set_fields(workshop, team, code=code)


def move_team(workshop: Workshop, team: str, parent: str, *, before: str = "") -> Change:
    """Move a team with all below it to another team, ahead of its team `before` or last."""
    record = workshop[team]
    siblings = workshop.by(Team, "parent", parent)
    ids = [sibling.id for sibling in siblings]
    if team in ids and (before == team or ids[ids.index(team) + 1 :][:1] == ([before] if before else [])):
        return Change("", ())
    rank = rank_at(siblings, before, leaving=team)
    label = _("Move {team}") if team in ids else _("Move {team} to {parent}")
    label = label.format(team=name_of_team(workshop, team), parent=name_of_team(workshop, parent))
    new = {"parent": parent, "rank": rank}
    steps = (Set(team, f, getattr(record, f), v) for f, v in new.items() if getattr(record, f) != v)
    return Change(label, tuple(steps))


def drop_team(workshop: Workshop, team: str) -> Change:
    """Delete a team with all that is in it: see `what_goes`. Raises Refused for the company."""
    _refuse_root(workshop, team)
    return drop(workshop, team)


def what_goes(workshop: Workshop, team: str) -> str:
    """What goes along when a team is deleted, and who stays, as sentences; "" when it is empty."""
    steps = drop(workshop, team).steps
    gone = Counter(type(step.record) for step in steps if isinstance(step, Drop))
    gone[Team] -= 1
    named = (
        (gone[Team], _("1 team"), _("{n} teams")),
        (gone[Objective], _("1 objective"), _("{n} objectives")),
        (gone[KeyResult], _("1 key result"), _("{n} key results")),
        (gone[Link], _("1 link"), _("{n} links")),
    )
    parts = [one if n == 1 else many.format(n=n) for n, one, many in named if n]
    sentences = []
    if parts:
        what = parts[0] if len(parts) == 1 else _(" and ").join((", ".join(parts[:-1]), parts[-1]))
        sentences.append(_("With {team} go {what}.").format(team=name_of_team(workshop, team), what=what))
    staying = sum(1 for step in steps if isinstance(step, Set) and step.field == "team")
    if staying:
        stay = _("1 person stays, without a team.") if staying == 1 else _("{n} people stay, without a team.")
        sentences.append(stay.format(n=staying))
    return " ".join(sentences)


def dissolve(workshop: Workshop, team: str, into: str) -> Change:
    """Merge a team into another: objectives, people and teams below it go there, and it is deleted.

    Raises Refused for the company, and when both are the same.
    """
    _refuse_root(workshop, team)
    gone, taker = workshop[team], workshop[into]
    if team == into:
        raise Refused(_("Choose another team to merge it into."))
    assert isinstance(gone, Team) and isinstance(taker, Team)
    answered = {answer.target for answer in workshop.by(RoleAnswer, "team", into)}
    steps: list[Step] = []
    for step in redirected(workshop, gone, into):
        record = workshop[step.id]
        if isinstance(record, RoleAnswer) and record.target in answered:
            steps.append(Drop(record))
        elif record.id != into:
            steps.append(step)
    if _is_below(workshop, into, team):
        steps.append(Set(into, "parent", taker.parent, gone.parent))
    cards, teams = workshop.objectives(team, parked=None), workshop.by(Team, "parent", team)
    steps += _behind(workshop.objectives(into, parked=None), cards)
    steps += _behind(workshop.by(Team, "parent", into), [below for below in teams if below.id != into])
    label = _("Merge {team} into {other}").format(team=gone.name, other=taker.name)
    return Change(label, (*steps, Drop(gone)))


def _behind(siblings: Sequence[Team | Objective], moved: Sequence[Team | Objective]) -> Iterator[Set]:
    """Steps that put records behind their new siblings."""
    for record, rank in zip(moved, ranks_at(siblings, len(moved)), strict=True):
        if rank != record.rank:
            yield Set(record.id, "rank", record.rank, rank)


def _is_below(workshop: Workshop, team: str, above: str) -> bool:
    at = workshop.find(Team, team)
    while at and at.id != above:
        at = workshop.find(Team, at.parent)
    return at is not None


def _refuse_root(workshop: Workshop, team: str) -> None:
    if not getattr(workshop[team], "parent", ""):
        raise Refused(_("The company stays: all other teams belong to it."))
