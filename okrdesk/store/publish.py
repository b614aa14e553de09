"""Publishing: the working copy takes the place of the person's file in one step, if that is still ours.

A publication is begun on the editor's thread, which makes the snapshot, and run on any other.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from okrdesk import __version__
from okrdesk.cards import KINDS
from okrdesk.i18n import _
from okrdesk.records import Record
from okrdesk.store import backups, checksum, disk, process
from okrdesk.store.database import connect
from okrdesk.store.errors import Replaced, StoreError, Unwritable
from okrdesk.store.names import table_name
from okrdesk.store.working import Place, State

_MARKS = 8  # that random 32 bytes stand twice in a file is next to impossible; eight times over it is a fault


def snapshot(source: sqlite3.Connection, target: Path) -> None:
    """Copy a database through its own connection: no lock to wait for. Raises sqlite3.Error and OSError."""
    disk.remove(target)
    with closing(sqlite3.connect(target, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF").close()  # a crash throws it away
        connection.execute("PRAGMA journal_mode = OFF").close()
        source.backup(connection)


def forget_history(snap: Path, private: Iterable[Record] = ()) -> None:
    """Take the journal, its authors, what was deleted and some records out of a snapshot."""
    with closing(connect(snap, synchronous="OFF")) as connection:
        for statement in (*(f"DELETE FROM {t} WHERE gone IS NOT NULL" for t in map(table_name, KINDS)),
                          "DELETE FROM step", "DELETE FROM entry", "DELETE FROM author"):  # fmt: skip
            connection.execute(statement)
        for record in private:
            connection.execute(f"DELETE FROM {table_name(type(record))} WHERE id = ?", (record.id,))


def finish(snap: Path, part: Path) -> bytes:
    """Turn a snapshot into a whole, checked, flushed file `part`; returns its SHA-256.

    Raises OSError or sqlite3.Error when it cannot be written, StoreError when it is not sound.
    """
    for _attempt in range(_MARKS):
        mark = _vacuum(snap, part)
        _check(part)
        if sha256 := checksum.stamp(part, mark):
            disk.flush(part)
            return sha256
    raise StoreError(_("The checksum could not be placed; the file was left as it was."))


def _vacuum(snap: Path, part: Path) -> bytes:
    disk.remove(part)
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    with closing(sqlite3.connect(snap, isolation_level=None)) as connection:
        for pragma in ("synchronous = OFF", "temp_store = MEMORY", "secure_delete = ON"):
            connection.execute(f"PRAGMA {pragma}").close()
        mark = checksum.put_mark(connection)
        program = ("program", __version__.encode())
        connection.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", program)
        connection.execute("VACUUM INTO ?", (str(part),))
    return mark


def _check(part: Path) -> None:
    with closing(sqlite3.connect(f"{part.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        pages = connection.execute("PRAGMA quick_check(1)").fetchone()
        if pages != ("ok",) or connection.execute("PRAGMA foreign_key_check").fetchone():
            raise StoreError(_("The new file did not come out sound, so the old one was left as it was. "
                               "Your changes are safe in the working copy; try again."))  # fmt: skip


class Publication:
    """One publishing of a document. `run` it on any thread, then give it to the document's `published`."""

    def __init__(self, target: Path, place: Place, state: State, seq: int, *, backup: str = "") -> None:
        self.target = target
        self.seq = seq
        self.state: State | None = None  # what holds once it has got through
        self.done = threading.Event()
        self._place = place
        self._before = state
        self.backup = backup
        self._part = part_of(target, state)
        self._taken = threading.Lock()

    def take(self) -> bool:
        """Whether the caller is the first to take it up: to run it or to let it go for a newer one."""
        return self._taken.acquire(blocking=False)

    def run(self) -> None:
        """Make the file, make sure that the target is still what it was, and move it into place.

        Raises Replaced when somebody else's file stands there now, and Unwritable when it cannot be written
        or its folder is no longer there. The target is then as it was, and the edits are in the working copy.
        Does nothing when the document has let it go meanwhile.
        """
        if not self.take():
            return
        try:
            self.state = self._run()
        except (OSError, sqlite3.Error) as error:
            raise disk.unwritable(self.target, error) from error
        finally:
            disk.remove(self._part)
            self.done.set()

    def _run(self) -> State:
        before = self._before
        _same_drive(self.target, before)
        sha256 = finish(self._place.snapshot, self._part)
        _still_ours(self.target, before)
        if before.seen:
            self._part.chmod(self.target.stat().st_mode & 0o777)
            if self.backup:
                backups.keep(self.target, self._place.workshop_id, self.backup, before.seen)
        pending = replace(before, pending=sha256.hex(), pending_seq=self.seq)
        self._place.write_state(pending)
        disk.replace(self._part, self.target)
        return pending.settled(sha256.hex())


def part_of(target: Path, state: State) -> Path:
    """The unfinished file beside the target that is ours to remove."""
    return target.with_name(f".{target.name}.{state.token}.part")


def _same_drive(target: Path, before: State) -> None:
    """The folder must be on the drive of the opening: not the empty place that this was mounted on."""
    if target.parent.stat().st_dev != before.device:
        sentence = _("The drive of {file} has gone, or another one took its place. Connect it again, or save "
                     "a copy somewhere else. Your changes are safe in the working copy.")  # fmt: skip
        raise Unwritable(sentence.format(file=target))


def _still_ours(target: Path, before: State) -> None:
    try:
        now = checksum.sha256(target).hex()
    except FileNotFoundError:
        now = ""
    if now == before.seen:
        return
    if not now:
        sentence = _("{file} has been deleted or moved away. Your changes are safe in the working copy; "
                     "save a copy to have them in a file again.")  # fmt: skip
    else:
        sentence = _("{file} was replaced by another copy while you had it open. Nothing was overwritten, "
                     "and your changes are safe: keep both, or look at the differences.")  # fmt: skip
    raise Replaced(sentence.format(file=target))


def conflict_name(target: Path, now: datetime) -> Path:
    """A free name beside `target` for our version: name (conflict, host, date).okrdesk."""
    host = "".join(c if c.isalnum() or c in "-_." else "-" for c in process.host())
    stem = _("{name} (conflict, {host}, {date}").format(
        name=target.stem, host=host, date=now.strftime("%Y-%m-%d")
    )
    number, path = 1, target.with_name(f"{stem}){target.suffix}")
    while path.exists():
        number += 1
        path = target.with_name(f"{stem}, {number}){target.suffix}")
    return path
