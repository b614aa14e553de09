"""The document in memory: the records by id, and the look-ups derived from them.

Only `Desk` alters a workshop (through `apply`); everybody else reads. All look-ups are kept up to date
step by step, and hold tuples of records in the order of their rank.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from operator import attrgetter
from typing import Any, TypeVar, cast

from okrdesk.cards import (
    KINDS,
    Condition,
    Cycle,
    KeyResult,
    Link,
    Objective,
    Organisation,
    Person,
    Pillar,
    Record,
    RoleAnswer,
    Settings,
    Team,
    fields_of,
)
from okrdesk.change import Drop, Put, Set, Step, inverse
from okrdesk.review.records import Answer, Assignment, Note, Progress, Reply, Settlement, Verdict

R = TypeVar("R", bound=Record)

# The references by which records are looked up often enough to keep an index.
INDEXED: dict[type[Record], tuple[str, ...]] = {
    Team: ("parent",),
    Person: ("team",),
    Objective: ("team",),
    KeyResult: ("objective",),
    Condition: ("parent",),
    Link: ("source", "target"),
    RoleAnswer: ("team", "target"),
    Assignment: ("round", "team", "about"),
    Note: ("card", "about"),
    Reply: ("note",),
    Settlement: ("note",),
    Answer: ("note",),
    Verdict: ("card",),
    Progress: ("about",),
}

FEW = 8  # records that are put in their places one by one; more are sorted together with all others
_Key = tuple[type[Record], str, str]  # kind, reference and what that points at
_Pair = tuple[Record | None, Record | None]
_REFERENCES = {name for names in INDEXED.values() for name in names}

# By rank, then id; records without a rank by id alone.
_ORDER = {kind: attrgetter("rank", "id") if "rank" in fields_of(kind) else attrgetter("id") for kind in KINDS}


class Misfit(ValueError):
    """A step does not fit the workshop: its record is missing or there already, or its old value differs."""


@dataclass(slots=True)
class Touched:
    """What an applied change added, removed (the records as they were last) and altered: `fields` says
    what of them was set, and nothing of those that were put anew. `left` are the ids that altered records
    pointed at before.
    """

    added: set[str] = field(default_factory=set)
    removed: dict[str, Record] = field(default_factory=dict)
    altered: set[str] = field(default_factory=set)
    left: set[str] = field(default_factory=set)
    fields: dict[str, set[str]] = field(default_factory=dict)

    def note(self, step: Step) -> None:
        """Count `step` in, netting a card that comes and goes within one change."""
        match step:
            case Put(record):
                if record.id in self.removed:
                    del self.removed[record.id]
                    self.altered.add(record.id)
                else:
                    self.added.add(record.id)
            case Drop(record):
                self.altered.discard(record.id)
                self.fields.pop(record.id, None)
                if record.id in self.added:
                    self.added.discard(record.id)
                else:
                    self.removed[record.id] = record
            case Set(id_, name, old):
                if id_ not in self.added:
                    if id_ not in self.altered or id_ in self.fields:
                        self.fields.setdefault(id_, set()).add(name)
                    self.altered.add(id_)
                if name in _REFERENCES and isinstance(old, str):
                    self.left.add(old)


class Workshop:
    """A workshop's live records. `id` stays with every copy of it."""

    def __init__(self, workshop_id: str, records: Iterable[Record] = ()) -> None:
        self.id = workshop_id
        self._by_kind: dict[type[Record], dict[str, Record]] = {kind: {} for kind in KINDS}
        self._records: dict[str, Record] = {}
        self._index: dict[tuple[type[Record], str], dict[str, list[str]]] = {}
        self._sorted: dict[_Key, tuple[Record, ...]] = {}
        self._altered: dict[_Key, list[_Pair]] = {}  # since they were sorted: records and what replaced them
        self._clock: int | None = None
        for record in records:
            self._records[record.id] = record
            self._by_kind[type(record)][record.id] = record

    # ------------------------------------------------------------ records
    def __contains__(self, id_: object) -> bool:
        return id_ in self._records

    def __len__(self) -> int:
        return len(self._records)

    def __iter__(self) -> Iterator[Record]:
        return iter(self._records.values())

    def __getitem__(self, id_: str) -> Record:
        """The record with this id; KeyError when it is not in the workshop."""
        return self._records[id_]

    def get(self, id_: str) -> Record | None:
        """The record with this id, or None."""
        return self._records.get(id_)

    def find(self, kind: type[R], id_: str) -> R | None:
        """The record of this kind with this id, or None."""
        return cast("R | None", self._by_kind[kind].get(id_))

    def all(self, kind: type[R]) -> tuple[R, ...]:
        """All records of a kind, in the order of their rank (then id)."""
        return cast("tuple[R, ...]", self._cached(kind, "", "", self._by_kind[kind]))

    def count(self, kind: type[Record]) -> int:
        """How many records of a kind there are."""
        return len(self._by_kind[kind])

    def by(self, kind: type[R], ref_field: str, ref_id: str) -> tuple[R, ...]:
        """The records of a kind whose indexed reference `ref_field` is `ref_id`, in order of rank."""
        index = self._index.get((kind, ref_field)) or self._build_index(kind, ref_field)
        ids = index.get(ref_id)
        return cast("tuple[R, ...]", self._cached(kind, ref_field, ref_id, ids)) if ids else ()

    def has(self, kind: type[Record], ref_field: str, ref_id: str) -> bool:
        """Whether there is any record that `by` would give: asked for every row, so nothing is sorted."""
        index = self._index.get((kind, ref_field)) or self._build_index(kind, ref_field)
        return bool(index.get(ref_id))

    @property
    def clock(self) -> int:
        """The greatest Lamport counter of all that was said since this was opened; 0 when nothing was."""
        clock = self._clock
        if clock is None:
            self._clock = clock = max((getattr(record, "clock", 0) for record in self), default=0)
        return clock

    def snapshot(self) -> Workshop:
        """A copy that later changes do not reach; cheap, since records never change."""
        return Workshop(self.id, self._records.values())

    # ------------------------------------------------------------ named look-ups
    @property
    def organisation(self) -> Organisation:
        """The organisation, or an unnamed one while there is none."""
        return next(iter(self.all(Organisation)), Organisation(""))

    @property
    def cycle(self) -> Cycle:
        """The cycle, or an unnamed one while there is none."""
        return next(iter(self.all(Cycle)), Cycle(""))

    @property
    def settings(self) -> Settings:
        """What this workshop advises, or the defaults while nothing was set."""
        return next(iter(self.all(Settings)), Settings(""))

    @property
    def root(self) -> Team | None:
        """The company: the first team without a parent."""
        return next(iter(self.by(Team, "parent", "")), None)

    def pillars(self) -> tuple[Pillar, ...]:
        """The strategy's pillars."""
        return self.all(Pillar)

    def people(self) -> tuple[Person, ...]:
        """Everybody who can own a card."""
        return self.all(Person)

    def teams(self) -> tuple[Team, ...]:
        """All teams, the company first, each followed by those below it."""
        found: list[Team] = []

        def walk(parent: str) -> None:
            for team in self.by(Team, "parent", parent):
                found.append(team)
                walk(team.id)

        walk("")
        return tuple(found)

    def level(self, team_id: str) -> int:
        """A team's depth in the tree: 0 for the company."""
        depth, team = 0, self.find(Team, team_id)
        while team and team.parent:
            depth, team = depth + 1, self.find(Team, team.parent)
        return depth

    def objectives(self, team_id: str, *, parked: bool | None = False) -> tuple[Objective, ...]:
        """A team's objectives in order: those of this quarter, the parked ones, or (None) both."""
        found = self.by(Objective, "team", team_id)
        return found if parked is None else tuple([o for o in found if o.parked is parked])

    def parked(self) -> tuple[Objective, ...]:
        """All objectives that wait in "Not this quarter"."""
        return tuple(o for team in self.teams() for o in self.objectives(team.id, parked=True))

    def key_results(self, objective_id: str) -> tuple[KeyResult, ...]:
        """An objective's key results in order."""
        return self.by(KeyResult, "objective", objective_id)

    def conditions(self, parent_id: str) -> tuple[Condition, ...]:
        """What must be true for an objective or pillar, in order."""
        return self.by(Condition, "parent", parent_id)

    def links_from(self, id_: str) -> tuple[Link, ...]:
        """The links that start at this very card."""
        return self.by(Link, "source", id_)

    def links_to(self, id_: str) -> tuple[Link, ...]:
        """The links that lead to this very card."""
        return self.by(Link, "target", id_)

    def claims(self, condition_id: str) -> tuple[Link, ...]:
        """The links that claim a condition."""
        return self.links_to(condition_id)

    def name_of(self, person_id: str) -> str:
        """A person's name, or ""."""
        person = self.find(Person, person_id)
        return person.name if person else ""

    # ------------------------------------------------------------ altering
    def apply(self, steps: Iterable[Step]) -> Touched:
        """Carry out `steps` and say which ids they touched. All or nothing.

        Raises Misfit when a step does not fit; the workshop is then as it was.
        """
        touched, done = Touched(), []
        try:
            for step in steps:
                self._apply_one(step)
                done.append(step)
                touched.note(step)
        except Misfit:
            for step in inverse(done):
                self._apply_one(step)
            raise
        return touched

    def _apply_one(self, step: Step) -> None:
        match step:
            case Put(record):
                if record.id in self._records:
                    raise Misfit(f"{record.id} is already there")
                self._place(None, record)
            case Drop(record):
                if self._records.get(record.id) != record:
                    raise Misfit(f"{record.id} is gone or was altered")
                self._place(record, None)
            case Set(id_, name, old, new):
                record = self._records.get(id_)
                fits = record is not None and name != "id" and hasattr(record, name)
                if record is None or not fits or getattr(record, name) != old:
                    raise Misfit(f"{name} of {id_} is no longer what it was")
                self._place(record, replace(record, **{name: new}))

    def _place(self, old: Record | None, new: Record | None) -> None:
        record = cast(Record, new or old)
        kind = type(record)
        if new is None:
            del self._records[record.id], self._by_kind[kind][record.id]
        else:
            self._records[record.id] = self._by_kind[kind][record.id] = new
            if self._clock is not None:
                self._clock = max(self._clock, getattr(new, "clock", 0))
        self._alter((kind, "", ""), old, new)
        for name in INDEXED.get(kind, ()):
            index = self._index.get((kind, name))
            before = getattr(old, name) if old else None
            after = getattr(new, name) if new else None
            if before is not None:
                self._alter((kind, name, before), old, new if after == before else None)
            if after is not None and after != before:
                self._alter((kind, name, after), None, new)
            if index is not None and before != after:
                if before is not None:
                    index[before].remove(record.id)
                if after is not None:
                    index.setdefault(after, []).append(record.id)

    def _build_index(self, kind: type[Record], ref_field: str) -> dict[str, list[str]]:
        index: defaultdict[str, list[str]] = defaultdict(list)
        for record in self._by_kind[kind].values():
            index[getattr(record, ref_field)].append(record.id)
        self._index[kind, ref_field] = built = dict(index)
        return built

    def _cached(
        self, kind: type[Record], ref_field: str, ref_id: str, ids: Iterable[str]
    ) -> tuple[Record, ...]:
        key = (kind, ref_field, ref_id)
        found, altered = self._sorted.get(key), self._altered.pop(key, None)
        if found is not None and altered:
            found = self._sorted[key] = _with(found, altered, _ORDER[kind])
        if found is None:
            records = self._by_kind[kind]
            found = self._sorted[key] = tuple(sorted([records[i] for i in ids], key=_ORDER[kind]))
        return found

    def _alter(self, key: _Key, old: Record | None, new: Record | None) -> None:
        """Note what became of a record among those that `key` names, if they were sorted."""
        if key in self._sorted:
            altered = self._altered.setdefault(key, [])
            altered.append((old, new))
            if len(altered) > FEW:
                del self._sorted[key], self._altered[key]


def _with(
    found: tuple[Record, ...], altered: list[_Pair], order: Callable[[Record], Any]
) -> tuple[Record, ...]:
    """Sorted records with some taken out and others put in: much less work than to sort all again."""
    records = list(found)
    for old, new in altered:
        if old is not None:
            del records[bisect_left(records, order(old), key=order)]
        if new is not None:
            records.insert(bisect_left(records, order(new), key=order), new)
    return tuple(records)
