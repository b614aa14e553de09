"""A Qt model of rows that are made when they are first asked for, and brought to what they should be by
moving, adding and removing only what differs: what is open, selected or being written stays so.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex

from ui.outline.rows import Row, Rows, staying

Index = QModelIndex | QPersistentModelIndex


class RowModel(QAbstractItemModel):
    """Keeps the rows. Who derives from it says which rows belong under which."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows = Rows()

    @abstractmethod
    def _wanted(self, name: str) -> list[str]:
        """The rows that belong under a row now."""

    @abstractmethod
    def _above(self, name: str) -> str | None:
        """The row under which a row belongs now; None where it has no place."""

    def _row(self, index: Index) -> Row | None:
        return self._rows.numbered(index.internalId()) if index.isValid() else self._rows.top

    def _index(self, row: Row, column: int = 0) -> QModelIndex:
        if row is self._rows.top:
            return QModelIndex()
        return self.createIndex(row.at, column, row.number)

    def _under(self, row: Row) -> list[Row]:
        if row.under is None:  # a row that is still elsewhere is about to move here
            names = [name for name in self._wanted(row.name) if self._rows.named(name) is None]
            row.under = [self._rows.make(name, row, n) for n, name in enumerate(names)]
        return row.under

    def _sync(self, dirty: Iterable[Row]) -> None:
        """Bring the rows under each of these to what the workshop holds."""
        parents = sorted(dirty, key=lambda row: row.number)
        for row in parents:
            if row.under and self._rows.named(row.name) is row:  # else it went with the one above it
                self._let_go(row)
        for row in parents:
            if row.under is not None and self._rows.named(row.name) is row:
                self._arrange(row)

    def _let_go(self, parent: Row) -> None:
        """Take away the rows that do not belong under `parent` any more, or move them to where they do."""
        wanted = set(self._wanted(parent.name))
        under = parent.under or []
        n = len(under) - 1
        while n >= 0:
            if under[n].name in wanted:
                n -= 1
                continue
            if home := self._home_of(under[n]):
                self._move(under[n], home, len(home.under or ()))
                n -= 1
                continue
            last = n
            while n and under[n - 1].name not in wanted and not self._home_of(under[n - 1]):
                n -= 1
            self._remove(parent, n, last)
            n -= 1

    def _home_of(self, row: Row) -> Row | None:
        """Where a row belongs now, if that is known to who looks at the outline."""
        above = self._above(row.name)
        home = self._rows.named(above) if above is not None else None
        known = home is not None and home.under is not None and home is not row.above
        return home if known and row.name in self._wanted(above or "") else None

    def _arrange(self, parent: Row) -> None:
        """Make new rows under `parent`, and put those that are there into their order."""
        assert parent.under is not None
        wanted = self._wanted(parent.name)
        now = [row.name for row in parent.under]
        if now == wanted:
            return
        there, stay = set(now), staying(now, wanted)
        at = n = 0  # `at`: the place behind the row that was dealt with last
        while n < len(wanted):
            name = wanted[n]
            if name not in there:
                end = n
                while end < len(wanted) and wanted[end] not in there:
                    end += 1
                self._insert(parent, at, wanted[n:end])
                at, n = at + end - n, end
                continue
            row = self._rows.named(name)
            assert row is not None
            if name not in stay:
                self._move(row, parent, at)
            at, n = row.at + 1, n + 1

    def _insert(self, parent: Row, at: int, names: list[str]) -> None:
        assert parent.under is not None
        self.beginInsertRows(self._index(parent), at, at + len(names) - 1)
        parent.under[at:at] = [self._rows.make(name, parent, at + n) for n, name in enumerate(names)]
        parent.renumber(at)
        self.endInsertRows()

    def _remove(self, parent: Row, first: int, last: int) -> None:
        assert parent.under is not None
        self.beginRemoveRows(self._index(parent), first, last)
        for row in parent.under[first : last + 1]:
            self._rows.forget(row)
        del parent.under[first : last + 1]
        parent.renumber(first)
        self.endRemoveRows()

    def _move(self, row: Row, to: Row, at: int) -> None:
        """Move a row ahead of the one at place `at` under `to`."""
        parent = row.above
        assert parent is not None and parent.under is not None and to.under is not None
        source = row.at
        if parent is to and at in (source, source + 1):
            return
        self.beginMoveRows(self._index(parent), source, source, self._index(to), at)
        del parent.under[source]
        to.under.insert(at - 1 if parent is to and at > source else at, row)
        row.above = to
        parent.renumber(source)
        to.renumber(min(at, source) if parent is to else at)
        self.endMoveRows()
