"""What the store asks of the disk, in one place, and what the disk's errors mean to a person."""

from __future__ import annotations

import contextlib
import errno
import os
import sqlite3
import time
from pathlib import Path
from typing import BinaryIO

from okrdesk.i18n import _
from okrdesk.store.errors import Unwritable

_PAUSES_S = (0.05, 0.1, 0.2, 0.4, 0.8)  # Windows: a sync client or virus scanner holds the file for a moment
_BINARY = getattr(os, "O_BINARY", 0)  # Windows
_FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)


def there(path: Path) -> bool:
    """Whether anything is at a path; False too for what no path can be, where Path.exists raises."""
    return os.access(path, os.F_OK)


def may_write(file: Path) -> bool:
    """Whether the system lets us put a new file in this file's place; what is not there yet is not judged."""
    if not there(file):
        return True
    return os.access(file, os.W_OK) and os.access(file.parent, os.W_OK | os.X_OK)


def flush(path: Path) -> None:
    """Have a file's or a folder's content on the disk when this returns. Raises OSError."""
    if path.is_dir() and os.name == "nt":
        return  # Windows cannot flush a folder, and keeps its renames by itself
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def replace(source: Path, target: Path) -> None:
    """Move a flushed file into the place of another in one step that survives a power cut. Raises OSError."""
    for pause in (*_PAUSES_S, None):
        try:
            source.replace(target)
            break
        except PermissionError:
            if os.name != "nt" or pause is None:
                raise
            time.sleep(pause)
    flush(target.parent)


def private(path: Path) -> BinaryIO:
    """A new or emptied file for writing that only its owner may read. Raises OSError."""
    return os.fdopen(os.open(path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY | _BINARY, 0o600), "wb")


def write_small(path: Path, text: bytes) -> None:
    """Write a small private file: the old or the new content is there whatever happens. Raises OSError."""
    part = path.with_name(f".{path.name}.part")
    with private(part) as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    replace(part, path)


def remove(path: Path) -> None:
    """Remove a file if it is there; a leftover does no harm, so errors are let be."""
    with contextlib.suppress(OSError):
        path.unlink()


def unwritable(path: Path, error: OSError | sqlite3.Error) -> Unwritable:
    """The sentence for what could not be written, by the error of the system or of SQLite."""
    number = error.errno if isinstance(error, OSError) else None
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if number in (errno.ENOSPC, errno.EDQUOT) or code == sqlite3.SQLITE_FULL:
        why = _("the disk is full. Free some space and try again")
    elif number in _FORBIDDEN or code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM):
        why = _("you may not write there. Save a copy somewhere else")
    elif number in (errno.ENOENT, errno.ENOTDIR, errno.ENODEV, errno.ESTALE):
        why = _("its folder has gone. Connect the drive again, or save a copy somewhere else")
    elif number == errno.EFBIG:
        why = _("files may not grow that large there. Save a copy somewhere else")
    else:
        reason = (isinstance(error, OSError) and error.strerror) or str(error)
        why = _("{reason}. Try again, or save a copy somewhere else").format(reason=reason)
    sentence = _("Cannot write {file}: {why}. Your changes are safe in the working copy.")
    return Unwritable(sentence.format(file=path, why=why))


def unmade(path: Path, error: OSError | sqlite3.Error) -> Unwritable:
    """The sentence for a file that could not be made; there are no changes in it yet to be anxious about."""
    why = (isinstance(error, OSError) and error.strerror) or str(error)
    if not path.parent.is_dir():
        why = _("there is no folder {folder}").format(folder=path.parent)
    sentence = _("Cannot make {file}: {why}. Choose another place.")
    return Unwritable(sentence.format(file=path, why=why[:1].lower() + why[1:]))
