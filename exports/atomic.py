"""Files written beside their target and moved into place: a failed export leaves the old file whole."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from okrdesk.i18n import _

_DATABASE = b"SQLite format 3\0"


class CannotWrite(Exception):
    """A file could not be written. Its text says which, why, and what to do; the old file is whole."""


def write_atomically(target: Path, write: Callable[[Path], None], verify: Callable[[Path], None]) -> None:
    """Have `write` fill a file beside `target`, `verify` open it; then flush it to disk, move it into place.

    Raises CannotWrite on any operating system error, and for a workshop, which no export may replace; what
    `write` and `verify` raise passes through. In each case `target` is as it was and nothing is left beside
    it.
    """
    asked, target = target, Path(os.path.realpath(target))  # a symbolic link stays one
    try:
        if _is_database(target):
            raise CannotWrite(_("{file} is a workshop: choose another name.").format(file=asked))
        handle, name = tempfile.mkstemp(prefix=".okrdesk-", suffix=".part", dir=target.parent)
    except OSError as error:
        raise CannotWrite(_sentence(asked, error)) from error
    os.close(handle)
    part = Path(name)
    try:
        write(part)
        verify(part)
        _flush(part)
        if target.exists():
            part.chmod(target.stat().st_mode & 0o777)
        part.replace(target)
        _flush(target.parent)
    except OSError as error:
        raise CannotWrite(_sentence(asked, error)) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def _is_database(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(_DATABASE)) == _DATABASE


def _flush(path: Path) -> None:
    if path.is_dir() and os.name == "nt":
        return  # Windows cannot flush a folder
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sentence(target: Path, error: OSError) -> str:
    why = error.strerror or str(error)
    if isinstance(error, PermissionError):
        why = _("it may not be written; perhaps another program has it open")
    return _("Cannot write {file}: {why}. What was there before is unharmed; choose another place.").format(
        file=target, why=why[0].lower() + why[1:] if why else why
    )
