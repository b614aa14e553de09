"""What can go wrong with a file. Each holds a sentence for the person: what, where, and what to do."""

from __future__ import annotations

_RESCUABLE = frozenset(
    ("damaged", "outside", "schema", "references", "version", "wal", "too much", "content", "history")
)


class StoreError(Exception):
    """Something about a workshop's file went wrong; nothing already there was changed."""


class Unreadable(StoreError):
    """The file is damaged, hostile, newer, encrypted or not ours. `reason` is a short word for programs.

    `rescuable`: `rescue` may still find something, in the file or in changes that wait for it here.
    """

    def __init__(self, sentence: str, reason: str, *, waiting: bool = False) -> None:
        super().__init__(sentence)
        self.reason = reason
        self.rescuable = waiting or reason in _RESCUABLE


class Unwritable(StoreError):
    """The disk is full, the folder is read-only, the drive has gone: what could not be written, and where."""


class Locked(StoreError):
    """Somebody else has the file open. `owner` says who and where, `can_take`: it may be opened anyway."""

    def __init__(self, sentence: str, owner: str, *, can_take: bool = False) -> None:
        super().__init__(sentence)
        self.owner = owner
        self.can_take = can_take


class Replaced(StoreError):
    """The person's file is no longer the one that was opened: a colleague's copy took its place."""
