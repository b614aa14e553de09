"""The outline's rows as the model holds them: made when they are first asked for, found by name or number."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import count


class Row:
    """A row: its name (a record's id or a section), and those under it (None: not asked for yet).

    `at` is its place among its siblings. `number` stands for it in Qt's indexes, and is never used twice.
    """

    __slots__ = ("above", "at", "name", "number", "under")
    _numbers = count(1)

    def __init__(self, name: str, above: Row | None, at: int = 0) -> None:
        self.name = name
        self.above = above
        self.at = at
        self.under: list[Row] | None = None
        self.number = next(self._numbers)

    def renumber(self, start: int = 0) -> None:
        """Tell the rows under this one their places, after some were put in or taken out from `start` on."""
        rows = self.under or []
        for n in range(start, len(rows)):
            rows[n].at = n

    def and_below(self) -> Iterator[Row]:
        """This row and all that were made under it."""
        yield self
        for row in self.under or ():
            yield from row.and_below()


class Rows:
    """All rows that were made."""

    def __init__(self) -> None:
        self.top = Row("", None)
        self._by_name: dict[str, Row] = {}
        self._by_number: dict[int, Row] = {}

    def named(self, name: str) -> Row | None:
        """The row of this name, if it was made; "" is the outline itself."""
        return self._by_name.get(name) if name else self.top

    def numbered(self, number: int) -> Row | None:
        """The row of this number, if it is still there."""
        return self._by_number.get(number)

    def make(self, name: str, above: Row, at: int) -> Row:
        """A new row; whoever makes it puts it into the list of those under `above`."""
        row = Row(name, above, at)
        self._by_name[name] = self._by_number[row.number] = row
        return row

    def forget(self, row: Row) -> None:
        """A row and all below it are no more."""
        for each in row.and_below():
            self._by_name.pop(each.name, None)
            self._by_number.pop(each.number, None)

    def rename(self, row: Row, name: str) -> None:
        """A row that was being written has become a record's."""
        del self._by_name[row.name]
        row.name = name
        self._by_name[name] = row


def staying(now: Sequence[str], wanted: Sequence[str]) -> set[str]:
    """Of what is in both lists, the most that is in the same order in both: all else has to move."""
    places = {name: n for n, name in enumerate(wanted)}
    ends: list[int] = []  # the lowest place that a run of each length ends with
    tails: list[str] = []
    before: dict[str, str] = {}
    for name in now:
        place = places.get(name)
        if place is None:
            continue
        n = bisect_left(ends, place)
        before[name] = tails[n - 1] if n else ""
        ends[n : n + 1], tails[n : n + 1] = [place], [name]
    found: set[str] = set()
    name = tails[-1] if tails else ""
    while name:
        found.add(name)
        name = before[name]
    return found
