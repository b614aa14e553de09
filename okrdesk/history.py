"""Entries of the journal, and what can be undone and redone by them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from okrdesk.change import EntryKind


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the journal; rows never change. `at` is UTC in ISO form.

    Entries of one `group` are undone together. Undo and redo are entries of their own, whose `target` is
    the group they took back or brought back. `seq` is 0 until the entry is written.
    """

    id: str
    group: str
    author: str
    at: str
    label: str
    kind: EntryKind = "do"
    target: str = ""
    seq: int = 0


class History:
    """Which groups can be undone and which redone, in order, the next one last."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self.undoable: list[str] = []
        self.redoable: list[str] = []
        self._labels: dict[str, str] = {}
        for entry in entries:
            self.add(entry)

    def add(self, entry: Entry) -> None:
        """Take in the next entry of the journal; one that undoes what was never done counts for nothing."""
        if entry.kind in ("undo", "redo"):
            here, there = self.undoable, self.redoable
            if entry.kind == "redo":
                here, there = there, here
            if entry.target in here:
                here.remove(entry.target)
                there.append(entry.target)
        elif entry.kind != "begin":
            self._labels.setdefault(entry.group, entry.label)
            if not (self.undoable and self.undoable[-1] == entry.group):
                self.undoable.append(entry.group)
            self.redoable.clear()

    @property
    def undo_label(self) -> str | None:
        """The label of what undo would take back, or None."""
        return self._labels[self.undoable[-1]] if self.undoable else None

    @property
    def redo_label(self) -> str | None:
        """The label of what redo would bring back, or None."""
        return self._labels[self.redoable[-1]] if self.redoable else None
