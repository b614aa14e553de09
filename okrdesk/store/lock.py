"""The lock beside a workshop's file: tells others who has it open. A courtesy; publishing guards by hash.

A lock whose owner is no longer running on this computer is taken over. One that another computer left, or
that cannot be read, is asked about.
"""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from okrdesk.i18n import _
from okrdesk.store import process
from okrdesk.store.errors import Locked

_TRIES = 5
_MOST = 4096


@dataclass(frozen=True, slots=True)
class Owner:
    """Who holds a lock: never a word of the workshop."""

    pid: int
    started: str
    boot: str
    host: str
    user: str
    at: str

    @classmethod
    def here(cls) -> Owner:
        """This process."""
        pid = os.getpid()
        now = datetime.now(UTC).isoformat(timespec="seconds")
        return cls(pid, process.started(pid), process.boot(), process.host(), process.user(), now)

    @property
    def is_here(self) -> bool:
        """Whether the lock was made on this computer."""
        return self.host == process.host()

    @property
    def is_gone(self) -> bool:
        """Whether its owner certainly runs no more."""
        if not self.is_here:
            return False
        rebooted = bool(self.boot and process.boot() and self.boot != process.boot())
        return rebooted or not process.alive(self.pid, self.started)

    def __str__(self) -> str:
        return _("{user} on {host}").format(user=self.user, host=self.host)


class Lock:
    """A lock that this process holds; `release` gives it back."""

    def __init__(self, path: Path, text: bytes) -> None:
        self.path = path
        self._text = text

    def release(self) -> None:
        """Remove the lock file, unless somebody else took it over. Never raises."""
        with contextlib.suppress(OSError):
            if self.path.read_bytes() == self._text:
                self.path.unlink()


def path_for(file: Path) -> Path:
    """Where the lock of a workshop's file lies."""
    return file.with_name(file.name + ".lock")


def owner_of(path: Path) -> Owner | None:
    """Who holds the lock at `path`; None when nothing there can be read as one."""
    text = _read(path)
    return _parse(text) if text else None


def note(path: Path) -> None:
    """Write at `path`, whatever stands there, that this process holds it. Raises OSError."""
    path.write_text(json.dumps(asdict(Owner.here())))


def acquire(file: Path, *, take: bool = False) -> Lock:
    """Lock a workshop's file.

    `take` takes over what another computer left, never from a process that runs here.
    Raises Locked when somebody has it, and OSError when the folder cannot be written.
    """
    path = path_for(file)
    mine = json.dumps(asdict(Owner.here())).encode()
    for _attempt in range(_TRIES):
        try:
            handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        except FileExistsError:
            _step_over(file, path, take)
            continue
        with os.fdopen(handle, "wb") as out:
            out.write(mine)
        return Lock(path, mine)
    raise Locked(
        _("{file} is being opened by somebody else at this moment. Try again.").format(file=file), ""
    )


def _step_over(file: Path, path: Path, take: bool) -> None:
    """Remove the lock at `path` if it may be; raises Locked otherwise."""
    text = _read(path)
    if text is None:
        return  # it went away meanwhile
    owner = _parse(text)
    if owner is None:
        if not take:
            sentence = _("{file} has a lock that cannot be read: somebody may have it open. "
                         "Open a copy, or open it anyway if you are sure that nobody has.")  # fmt: skip
            raise Locked(sentence.format(file=file), "", can_take=True)
    elif not owner.is_gone and (owner.is_here or not take):
        when = owner.at.replace("T", " ")[:16]
        if owner.is_here:
            sentence = _("{file} is open already, by {owner} since {when} (UTC). Open a copy to look at it.")
        else:
            sentence = _("{file} is open by {owner} since {when} (UTC). Open a copy, "
                         "or open it anyway if you are sure that they have left.")  # fmt: skip
        raise Locked(
            sentence.format(file=file, owner=owner, when=when), str(owner), can_take=not owner.is_here
        )
    _remove(path, text)


def _remove(path: Path, text: bytes) -> None:
    """Remove the lock that holds `text`; of several processes that try, one succeeds."""
    aside = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        path.rename(aside)
    except FileNotFoundError:
        return
    if _read(aside) != text:  # somebody was quicker, and this is their new lock: put it back
        with contextlib.suppress(OSError):
            os.link(aside, path)
    aside.unlink(missing_ok=True)


def _read(path: Path) -> bytes | None:
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except FileNotFoundError:
        return None
    with os.fdopen(handle, "rb") as file:
        return file.read(_MOST)


def _parse(text: bytes) -> Owner | None:
    try:
        plain = json.loads(text)
        owner = Owner(**plain)
    except (ValueError, TypeError, RecursionError):
        return None
    kinds = (int, str, str, str, str, str)
    values = (owner.pid, owner.started, owner.boot, owner.host, owner.user, owner.at)
    return owner if all(type(v) is kind for v, kind in zip(values, kinds, strict=True)) else None
