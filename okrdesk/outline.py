"""A workshop as an outline: strategy, then each team with its cards and their parts, then what has to wait.

A row is named by the id of its record, or by STRATEGY or PARKED; "" is the outline itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from okrdesk.alignment import is_open
from okrdesk.cards import Condition, KeyResult, Objective, Pillar, Record, Team
from okrdesk.change import Change
from okrdesk.edits import move_conditions, move_key_results, move_many, move_pillars, park_many
from okrdesk.finding import fold
from okrdesk.i18n import _
from okrdesk.workshop import Workshop

STRATEGY, PARKED = "strategy", "parked"
_WORDS = ("code", "title", "name", "text", "metric", "statement")


# ---------------------------------------------------------------- the tree
def rows_under(workshop: Workshop, row: str) -> list[str]:
    """The rows under a row, in order."""
    if not row:
        return [STRATEGY, *(team.id for team in workshop.teams()), PARKED]
    if row == STRATEGY:
        return [pillar.id for pillar in workshop.pillars()]
    if row == PARKED:
        return [objective.id for objective in workshop.parked()]
    record = workshop.get(row)
    if isinstance(record, Team):
        return [objective.id for objective in workshop.objectives(row)]
    if isinstance(record, (Objective, Pillar)):
        parts = (*workshop.key_results(row), *workshop.conditions(row))
        return [part.id for part in parts]
    return []


def has_rows_under(workshop: Workshop, row: str) -> bool:
    """Whether there is any row under a row; quicker than to ask for them."""
    match workshop.get(row):
        case Objective():
            return workshop.has(KeyResult, "objective", row) or workshop.has(Condition, "parent", row)
        case Pillar():
            return workshop.has(Condition, "parent", row)
        case KeyResult() | Condition():
            return False
    return bool(rows_under(workshop, row))


def row_above(workshop: Workshop, row: str) -> str | None:
    """The row under which a row stands; None for what has no row."""
    record = workshop.get(row)
    if record is not None:
        return row_above_record(record)
    return "" if row in (STRATEGY, PARKED) else None


def row_above_record(record: Record) -> str | None:
    """The row under which a record stands (or stood, when it is gone); None for records that have no row."""
    match record:
        case Objective(team=team, parked=parked):
            return PARKED if parked else team
        case KeyResult(objective=objective):
            return objective
        case Condition(parent=parent):
            return parent
        case Pillar():
            return STRATEGY
        case Team():
            return ""
    return None


class Filter:
    """Finds the rows that hold words: quick at each key, since it keeps what a record says."""

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop
        self._said: dict[str, tuple[Record, str]] = {}

    def rows_with(self, text: str) -> set[str] | None:
        """The rows that hold all words of `text`, and those above them; None (all rows) without words.

        A row holds its short name, its words, its owner's name, and "open" where it is an open condition.
        """
        words = fold(text).split()
        if not words:
            return None
        owners = {person.id: fold(person.name) for person in self._workshop.people()}
        found: set[str] = set()
        for kind in (Team, Pillar, Objective, KeyResult, Condition):
            for record in self._workshop.all(kind):
                said = f"{self._own_words(record)} {owners.get(getattr(record, 'owner', ''), '')}"
                if isinstance(record, Condition) and is_open(self._workshop, record):
                    said += " " + fold(_("Open"))
                if record.id not in found and all(word in said for word in words):
                    found.update(way_up(self._workshop, record.id))
        return found

    def _own_words(self, record: Record) -> str:
        known = self._said.get(record.id)
        if known is None or known[0] is not record:
            parts = (getattr(record, name, "") for name in _WORDS)
            self._said[record.id] = known = (record, fold(" ".join(filter(None, parts))))
        return known[1]


def way_up(workshop: Workshop, row: str) -> Iterator[str]:
    """A row, and the rows above it from the nearest on; nothing for what has no row."""
    at: str | None = row if row_above(workshop, row) is not None else None
    while at:
        yield at
        at = row_above(workshop, at)


# ---------------------------------------------------------------- moves
def shift(workshop: Workshop, ids: Sequence[str], *, down: bool) -> Change:
    """Move cards or parts of one kind by one place among their siblings, at the end on to the next parent.

    Without steps where there is nothing further, and where `ids` stand apart or are of several kinds.
    """
    nothing = Change("", ())
    above = {row_above(workshop, id_) for id_ in ids}
    kinds = {type(record) for id_ in ids if (record := workshop.get(id_))}
    if len(above) != 1 or len(kinds) != 1 or not kinds <= {Pillar, Objective, KeyResult, Condition}:
        return nothing
    kind, parent = kinds.pop(), above.pop() or ""
    siblings = [row for row in rows_under(workshop, parent) if type(workshop.get(row)) is kind]
    at = sorted(siblings.index(id_) for id_ in set(ids))
    if parent == PARKED or at != list(range(at[0], at[-1] + 1)):
        return nothing
    moved = siblings[at[0] : at[-1] + 1]
    rest = siblings[at[-1] + 1 :]
    if down and rest:
        return put(workshop, moved, parent, rest[1] if len(rest) > 1 else "")
    if not down and at[0]:
        return put(workshop, moved, parent, siblings[at[0] - 1])
    if kind is Pillar:
        return nothing
    further = _parents(workshop, kind, parent)
    to = further.index(parent) + (1 if down else -1)
    if not 0 <= to < len(further):
        return nothing
    there = [row for row in rows_under(workshop, further[to]) if type(workshop.get(row)) is kind]
    return put(workshop, moved, further[to], there[0] if down and there else "")


def _parents(workshop: Workshop, kind: type[Record], parent: str) -> list[str]:
    """The rows that can have cards of this kind under them, in order; those that wait among themselves."""
    teams = [team.id for team in workshop.teams()]
    if kind is Objective:
        return teams
    if row_above(workshop, parent) == PARKED:
        return rows_under(workshop, PARKED)
    cards = [row for team in teams for row in rows_under(workshop, team)]
    return cards if kind is KeyResult else [*rows_under(workshop, STRATEGY), *cards]


def put(workshop: Workshop, ids: Sequence[str], parent: str, before: str = "") -> Change:
    """Move cards or parts of one kind under the row `parent`, ahead of the row `before` or last.

    Without steps where they cannot stand there.
    """
    record, there = workshop.get(ids[0]) if ids else None, workshop.get(parent)
    if {type(workshop.get(id_)) for id_ in ids} != {type(record)}:
        return Change("", ())
    if isinstance(record, Objective) and isinstance(there, Team):
        return move_many(workshop, ids, parent, before=before)
    if isinstance(record, Objective) and parent == PARKED:
        return park_many(workshop, [id_ for id_ in ids if row_above(workshop, id_) != PARKED])
    if isinstance(record, Pillar) and parent == STRATEGY:
        return move_pillars(workshop, ids, before=before)
    if isinstance(record, KeyResult) and isinstance(there, Objective):
        return move_key_results(workshop, ids, parent, before=before)
    if isinstance(record, Condition) and isinstance(there, (Objective, Pillar)):
        return move_conditions(workshop, ids, parent, before=before)
    return Change("", ())
