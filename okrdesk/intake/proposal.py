"""What an intake proposes: draft objectives with their key results, and everything that found no place.

Drafts are plain data for the preview; nothing is in a workshop before `change_for` builds a change of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from okrdesk.cards import KeyResultKind, ReadEvery, Style
from okrdesk.i18n import _
from okrdesk.numbers import Decimals

# What a column can hold, and what people call it. The order is that of the preview's combo boxes.
FIELDS: dict[str, str] = {
    "objective": _("Objective"),
    "key_result": _("Key result"),
    "text": _("Objective or key result, as the type says"),
    "type": _("Type of row (objective, key result)"),
    "number": _("Number or id"),
    "key_result_number": _("Number or id of the key result"),
    "team": _("Team"),
    "parent_team": _("Department (the team above)"),
    "company": _("Company"),
    "level": _("Level (company, department, team)"),
    "owner": _("Owner"),
    "objective_owner": _("Owner of the objective"),
    "involved": _("Also involved"),
    "objective_involved": _("Also involved in the objective"),
    "parent": _("Rolls up to"),
    "pillar": _("Strategy pillar"),
    "story": _("Story: how it feeds the strategy"),
    "style": _("Committed or stretch"),
    "kind": _("Kind of key result"),
    "metric": _("Metric"),
    "baseline": _("From (baseline)"),
    "target": _("To (target)"),
    "upper": _("Upper end of a range"),
    "unit": _("Unit"),
    "current": _("Current value"),
    "score": _("Score"),
    "progress": _("Progress"),
    "objective_score": _("Score of the objective"),
    "status": _("Status"),
    "due": _("Due"),
    "cycle": _("Quarter"),
    "read_every": _("Read every"),
    "source": _("Source of the number"),
    "parked_why": _("Not this quarter: why"),
    "parked_until": _("Not this quarter: look again"),
    "note": _("Note"),
    "objective_note": _("Note on the objective"),
    "ignore": _("Leave out"),
}


class IntakeError(Exception):
    """The source cannot be taken in. Its text is a sentence for the person: what, where, and what to do."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something of the source that no card holds: where it stood, its words, and why."""

    where: str
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Question:
    """Something that only a person can tell. Answer it by proposing again with `decimals` "." or ","."""

    where: str
    text: str
    ask: str


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """A column: its index from 0, its header, the field it is taken for, how sure (0 to 1), some cells.

    `key` is what `mapping` calls it: the header, or the column's letter where that is empty or used twice.
    """

    index: int
    header: str
    field: str
    sure: float
    samples: tuple[str, ...]
    key: str


@dataclass(frozen=True, slots=True)
class TableGuess:
    """A table of the source. `header_row` counts from 1; 0 when the table has no header."""

    name: str
    header_row: int
    columns: tuple[ColumnGuess, ...]


@dataclass(slots=True, eq=False)
class DraftKeyResult:
    """A key result to be. Numbers carry `unit` as in `cards.KeyResult`; `score` runs from 0 to 1."""

    text: str
    where: str
    number: str = ""
    kind: KeyResultKind = "reach"
    metric: str = ""
    unit: str = ""
    baseline: Decimal | None = None
    baseline_unknown: bool = False
    target: Decimal | None = None
    upper: Decimal | None = None
    current: Decimal | None = None
    score: Decimal | None = None
    owner: str = ""
    involved: tuple[str, ...] = ()
    due: str = ""
    read_every: ReadEvery = ""
    source: str = ""
    note: str = ""


@dataclass(slots=True, eq=False)
class DraftObjective:
    """An objective to be. `parents` are the source's words for what it feeds; `pillars` name the strategy.

    `level` is the source's word for its level; `above` the names of the teams above its team, highest first.
    """

    title: str
    where: str
    team: str = ""
    above: tuple[str, ...] = ()
    level: str = ""
    number: str = ""
    owner: str = ""
    involved: tuple[str, ...] = ()
    parents: list[str] = field(default_factory=list)
    pillars: list[str] = field(default_factory=list)
    story: str = ""
    style: Style = ""
    parked: bool = False
    parked_why: str = ""
    parked_until: str = ""
    score: Decimal | None = None
    note: str = ""
    key_results: list[DraftKeyResult] = field(default_factory=list)


Draft = DraftObjective | DraftKeyResult


@dataclass(frozen=True, slots=True)
class DraftTeam:
    """A team to be and the name of the team above it; the company, which comes first, has none."""

    name: str
    parent: str


@dataclass(frozen=True, slots=True)
class DraftLink:
    """A way upward between two drafts of one proposal. `words` is how the source put it."""

    source: DraftObjective
    target: Draft
    words: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a source would add to a workshop, and what of it would not be taken."""

    name: str
    organisation: str
    cycle: str
    tables: tuple[TableGuess, ...]
    objectives: tuple[DraftObjective, ...]
    teams: tuple[DraftTeam, ...]
    people: tuple[str, ...]
    links: tuple[DraftLink, ...]
    pending: tuple[tuple[DraftObjective, str], ...]
    left_out: tuple[LeftOut, ...]
    questions: tuple[Question, ...]
    _again: Callable[[Mapping[str, str], Decimals], Proposal]

    def again(self, mapping: Mapping[str, str], decimals: Decimals = "") -> Proposal:
        """The same source read anew with the columns of `mapping`, without reading the file again.

        Raises IntakeError as `propose` does.
        """
        return self._again(mapping, decimals)

    @property
    def counts(self) -> dict[str, int]:
        """How much there is of each kind, under the names that `okrdesk info` uses."""
        linked = {id(link.source) for link in self.links} | {id(o) for o in self.objectives if o.pillars}
        return {
            "objectives": len(self.objectives),
            "key_results": sum(len(o.key_results) for o in self.objectives),
            "parents": len(linked),
            "teams": max(0, len(self.teams) - 1),
            "people": len(self.people),
            "left_out": len(self.left_out),
            "questions": len(self.questions),
        }


def add_note(draft: Draft, words: str) -> None:
    """Keep `words` in a draft's note, below what is there; once only."""
    if words and words not in draft.note.split("\n"):
        draft.note = f"{draft.note}\n{words}" if draft.note else words
