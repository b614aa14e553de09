"""Work that waits on this computer for a file that it had not reached: after a crash, or of a file gone."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from okrdesk.i18n import _, ngettext
from okrdesk.paths import reviews_home
from okrdesk.store import checksum, disk, migrate, recovery, safe_open, working
from okrdesk.store import lock as locks
from okrdesk.store.errors import StoreError, Unreadable
from okrdesk.store.formats import FORMAT
from okrdesk.store.working import Place


@dataclass(frozen=True, slots=True)
class Stranded:
    """A working copy that nobody has open, with edits that its file lacks.

    `file` is the file they were made in (None where that was not noted), `changes` how many there are,
    `since` when the first was made (UTC, ISO).
    """

    place: Place
    file: Path | None
    changes: int
    since: str

    @property
    def said(self) -> str:
        """A sentence that tells of it, after one that names the file."""
        sentence = ngettext("{n} change that had not been saved to it is kept on this computer.",
                            "{n} changes that had not been saved to it are kept on this computer.",
                            self.changes)  # fmt: skip
        return sentence.format(n=self.changes)


def all_stranded() -> list[Stranded]:
    """All work that waits on this computer, what was begun last first; that of packets waits for these."""
    packets = reviews_home()
    found = [
        waiting
        for place in working.all_places()
        if (waiting := _waiting(place)) and not (waiting.file and waiting.file.is_relative_to(packets))
    ]
    return sorted(found, key=lambda one: one.since, reverse=True)


def stranded_of(file: Path) -> list[Stranded]:
    """The work that waits for this file, what was begun last first."""
    file = file.expanduser().resolve()
    found = [waiting for place in working.places_of(file) if (waiting := _waiting(place, file))]
    return sorted(found, key=lambda one: one.since, reverse=True)


def _waiting(place: Place, file: Path | None = None) -> Stranded | None:
    state = None if place.in_use else place.read_state()
    if state is None:
        return None
    known = file or (Path(state.file) if state.file else None)
    try:
        if known and state.pending and disk.there(known):
            state = state.settled(checksum.sha256(known).hex())
        changes, since = place.unpublished(state.published)
    except (OSError, sqlite3.Error):
        return None  # damaged: rescuing and opening look after it
    return Stranded(place, known, changes, since) if changes else None


def bring_back(stranded: Stranded, target: Path) -> None:
    """Write all that a working copy holds, with its history, to the file `target`; then it waits no more.

    Raises Unreadable when it is damaged, Locked when somebody has `target` open, Unwritable when that cannot
    be written; the working copy is then as it was.
    """
    place, target = stranded.place, target.expanduser().resolve()
    try:
        lock = locks.acquire(target)
    except OSError as error:
        raise disk.unwritable(target, error) from error
    try:
        number = safe_open.check_tables(place.database, stranded.file or target)
        if number < FORMAT:
            migrate.bring_up(place.database, target)
        recovery.write_out(place, target)
        place.remove()
    finally:
        lock.release()


def changes_in(stranded: Stranded) -> list[str]:
    """What the changes that its file lacks did, the first of them first."""
    state = stranded.place.read_state()
    try:
        return stranded.place.labels(state.published) if state else []
    except sqlite3.Error:
        return []  # damaged: what it held can no longer be told


def throw_away(stranded: Stranded) -> None:
    """Forget a working copy for good. Raises StoreError when somebody has it open by now."""
    if stranded.place.in_use:
        raise StoreError(_("This work is open in another window by now. Nothing was thrown away."))
    stranded.place.remove()


def with_waiting(error: Unreadable, file: Path) -> Unreadable:
    """`error`, and a word about changes that wait on this computer, when there are any."""
    waiting = stranded_of(file)
    if not waiting:
        return error
    if disk.there(file):
        way = _("That is brought back by “Rescue into a new workshop…”.")
    else:
        way = _("Open it in the window to bring that back by “Save what is kept here…”.")
    return Unreadable(f"{error} {waiting[0].said} {way}", error.reason, waiting=True)
