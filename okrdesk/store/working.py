"""The private working copy of an open workshop: where it lies, and what is known of the file it stands for.

It is the truth until it is published: a folder with a state file that is still there at the next start tells
of a crash, and of what had not reached the person's file.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import secrets
import shutil
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from okrdesk.paths import app_home
from okrdesk.store import disk, process
from okrdesk.store import lock as locks
from okrdesk.store.database import connect

DATABASE = "work.okrdesk"
_STATE = "state.json"
_USED = "used.lock"
_KEY = 16  # hexadecimal digits


@dataclass(frozen=True, slots=True)
class State:
    """What the person's file was when last seen. Holds no text of the workshop.

    `seen` is the SHA-256 of the file ("" while it must not exist), `published` the seq of its last entry;
    `pending` and `pending_seq` the same of the one that is just being put in its place. `device` is the
    number of the drive its folder is on, `token` names our own unfinished files beside it, `file` is its
    path ("" in states of old).
    """

    seen: str
    published: int
    device: int
    pending: str = ""
    pending_seq: int = 0
    token: str = field(default_factory=lambda: secrets.token_hex(4))
    file: str = ""

    def settled(self, sha256: str) -> State:
        """The state, when a file with this hash stands there: a publication may have got through."""
        if self.pending and sha256 == self.pending:
            return replace(self, seen=self.pending, published=self.pending_seq, pending="", pending_seq=0)
        return self


@dataclass(frozen=True, slots=True)
class Place:
    """The folder of one working copy."""

    folder: Path

    @property
    def database(self) -> Path:
        """The working copy itself."""
        return self.folder / DATABASE

    @property
    def snapshot(self) -> Path:
        """Where the next publication is prepared."""
        return self.folder / "snapshot.okrdesk"

    @property
    def workshop_id(self) -> str:
        """The workshop it is of."""
        return self.folder.name.partition("-")[2]

    def read_state(self) -> State | None:
        """The state; None where there is none that can be read."""
        try:
            return State(**json.loads((self.folder / _STATE).read_bytes()))
        except (OSError, ValueError, TypeError):
            return None

    def write_state(self, state: State) -> None:
        """Keep the state, durably. Raises OSError."""
        disk.write_small(self.folder / _STATE, json.dumps(asdict(state)).encode())

    @property
    def in_use(self) -> bool:
        """Whether a process that runs on this computer has it open."""
        owner = locks.owner_of(self.folder / _USED)
        return owner is not None and owner.is_here and not owner.is_gone

    def use(self) -> None:
        """Note that this process has it open; who cannot note it does without."""
        with contextlib.suppress(OSError):
            locks.note(self.folder / _USED)

    def let_go(self) -> None:
        """Note that nobody has it open."""
        disk.remove(self.folder / _USED)

    def remove(self) -> None:
        """Forget the working copy; the state first, so that half a folder is not taken for a crash."""
        disk.remove(self.folder / _STATE)
        shutil.rmtree(self.folder, ignore_errors=True)

    def unpublished(self, after: int) -> tuple[int, str]:
        """How many entries the working copy has after seq `after`, and when the first was made (UTC, ISO).

        Also has SQLite take back what a crash left half done. Raises sqlite3.Error.
        """
        with contextlib.closing(connect(self.database)) as connection:
            query = "SELECT count(*), coalesce(min(at), '') FROM entry WHERE seq > ?"
            count, at = connection.execute(query, (after,)).fetchone()
        return count, at

    def labels(self, after: int) -> list[str]:
        """What the entries after seq `after` did, the first of them first. Raises sqlite3.Error."""
        with contextlib.closing(connect(self.database)) as connection:
            query = "SELECT label FROM entry WHERE seq > ? ORDER BY seq"
            return [label for (label,) in connection.execute(query, (after,))]

    def last_seq(self) -> int:
        """The seq of the working copy's last entry, 0 when there is none. Raises sqlite3.Error."""
        with contextlib.closing(connect(self.database)) as connection:
            return connection.execute("SELECT coalesce(max(seq), 0) FROM entry").fetchone()[0]


def _root() -> Path:
    root = app_home() / "work"
    root.mkdir(mode=0o700, exist_ok=True)
    return root


def _key(file: Path) -> str:
    return hashlib.sha256(os.fsencode(file)).hexdigest()[:_KEY]


def place_for(file: Path, workshop_id: str) -> Place:
    """The place for a file's working copy. `file` is its real path."""
    return Place(_root() / f"{_key(file)}-{workshop_id}")


def places_of(file: Path) -> list[Place]:
    """The working copies that are there for a file, whichever workshop it held."""
    return [Place(folder) for folder in sorted(_root().glob(f"{_key(file)}-*"))]


def all_places() -> list[Place]:
    """The working copies that are there for any file."""
    folders = (folder for folder in sorted(_root().glob("*-*")) if folder.is_dir())
    return [Place(folder) for folder in folders if len(folder.name.partition("-")[0]) == _KEY]


def scratch() -> Path:
    """A private path, not yet there, for a copy that is still to be checked.

    Clears away what processes that run no more have left in such places.
    """
    for old in _root().glob(".*.okrdesk"):
        pid = old.name.split(".")[1]
        if pid.isdigit() and not process.alive(int(pid)):
            disk.remove(old)
    return _root() / f".{os.getpid()}.{secrets.token_hex(4)}.okrdesk"
