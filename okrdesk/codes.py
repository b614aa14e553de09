"""Short names to say aloud and print: ENG, ENG-2, ENG-2.1. Stable for life, never used twice."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Container, Mapping
from dataclasses import replace

from okrdesk.cards import Condition, KeyResult, Objective, Pillar, Record, Team
from okrdesk.workshop import Workshop


class Codes:
    """Gives new cards their short names from counters that undo does not turn back.

    `read` gives the counters as they were last written; it is asked once, when the first card needs a name.
    A scope is what a counter belongs to: a team for its objectives, a card for its parts.
    """

    def __init__(self, workshop: Workshop, read: Callable[[], Mapping[str, int]]) -> None:
        self._workshop = workshop
        self._read = read
        self._counters: dict[str, int] = {}
        self._taken: dict[str, str] = {}  # the short names ever seen, and whose they are
        self._known = False
        self._new: dict[str, Record] = {}
        self._moved: dict[str, int] = {}

    def begin(self) -> None:
        """Forget the names given out since the last `counters()`; call before each change."""
        self._new, self._moved = {}, {}

    def counters(self) -> dict[str, int]:
        """The counters that moved since `begin`, to be written in the change's own transaction."""
        return self._moved

    def named(self, record: Record) -> Record:
        """`record` with a short name of its own: the one it brings where that is free or was its own, else
        the next.
        """
        self._learn()
        if isinstance(record, (Team, Pillar, Objective, KeyResult, Condition)):
            code = record.code
            if not code or self._taken.get(code, record.id) != record.id:
                code = self._next(record)
                record = replace(record, code=code)
            else:
                self._reach(record, code)
            self._taken[code] = record.id
        self._new[record.id] = record
        return record

    def _learn(self) -> None:
        if not self._known:
            self._counters = dict(self._read())
            self._taken = {code: r.id for r in self._workshop if (code := getattr(r, "code", ""))}
            self._known = True

    def _parent(self, id_: str) -> Record | None:
        return self._new.get(id_) or self._workshop.get(id_)

    def _next(self, record: Team | Pillar | Objective | KeyResult | Condition) -> str:
        if isinstance(record, Team):
            return team_code(record.name, self._taken)
        scope, stem = self._scope(record)
        while True:
            number = self._counters.get(scope, 0) + 1
            self._counters[scope] = self._moved[scope] = number
            if f"{stem}{number}" not in self._taken:
                return f"{stem}{number}"

    def _reach(self, record: Record, code: str) -> None:
        """Move the counter on, so that the name a card brings along is not given to another."""
        if isinstance(record, Team):
            return
        scope, stem = self._scope(record)
        tail = code.removeprefix(stem)
        number = int(tail) if tail != code and tail.isascii() and tail.isdigit() and len(tail) < 10 else 0
        if number > self._counters.get(scope, 0):
            self._counters[scope] = self._moved[scope] = number

    def _scope(self, record: Record) -> tuple[str, str]:
        match record:
            case Objective(team=team):
                return team, f"{getattr(self._parent(team), 'code', '')}-"
            case KeyResult(objective=objective):
                return objective, f"{getattr(self._parent(objective), 'code', '')}."
            case Condition(parent=parent):
                return f"{parent}:c", f"{getattr(self._parent(parent), 'code', '')}.c"
            case _:
                return "pillar", "S-"


def team_code(name: str, taken: Container[str]) -> str:
    """A short code for a team from its name, in capitals, that is not in `taken`: Engineering → ENG."""
    plain = unicodedata.normalize("NFKD", name)
    words = re.findall(r"[^\W_]+", "".join(c for c in plain if not unicodedata.combining(c)).upper())
    if len(words) > 1:
        stem = "".join(word[0] for word in words)[:4]
    else:
        stem = words[0][:3] if words else "T"
    number, code = 1, stem
    while code in taken:
        number += 1
        code = f"{stem}{number}"
    return code
