"""Takes a stranger's file in: nothing of it is believed before it has been copied and checked.

Plain sqlite3, read-only, with limits. The file itself is opened once, to copy it, and never altered.
"""

from __future__ import annotations

import errno
import os
import re
import sqlite3
import stat
import time
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from okrdesk.i18n import _
from okrdesk.store import disk, shape
from okrdesk.store.checksum import Digests, digests
from okrdesk.store.errors import StoreError, Unreadable
from okrdesk.store.formats import APPLICATION_ID, FORMAT

LARGEST = 1 << 30  # bytes; 10,000 objectives take some 25 MB
SECONDS = 20.0  # the most that any one look at a stranger's tables may take
_CHUNK = 1 << 20
_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: 50_000_000,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 100_000,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 50,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 5,
    sqlite3.SQLITE_LIMIT_FUNCTION_ARG: 20,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 1,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 200,
}


@dataclass(frozen=True, slots=True)
class Checked:
    """What is known of a checked copy: its format, its workshop's id, the SHA-256 of the file it is of."""

    format: int
    workshop_id: str
    sha256: bytes


def checked_copy(source: Path, target: Path) -> Checked:
    """Copy a workshop's file to `target`, a private place, and check the copy.

    Raises Unreadable for what is no sound workshop, and StoreError where the disk, not the file, is at fault.
    """
    copy(source, target)
    return check(target, source)


def copy(source: Path, target: Path) -> None:
    """Copy a regular file of a sensible size that begins as ours do. Raises as `checked_copy` does."""
    try:
        handle = os.open(source, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except OSError as error:
        raise _cannot_read(source, error) from error
    try:
        head = _head(handle, source)
        with os.fdopen(handle, "rb", buffering=0, closefd=False) as file, _private(target) as out:
            out.write(head)
            while chunk := file.read(_CHUNK):
                out.write(chunk)
    except OSError as error:
        raise _cannot_read(source, error) from error
    finally:
        os.close(handle)


def check(path: Path, named: Path | None = None) -> Checked:
    """Check a private file; `named` is what sentences call it. Raises as `checked_copy` does."""
    named = named or path
    number = _format(path, named)
    with _reading(path, named) as connection:
        if number > FORMAT:
            raise _newer(connection, named, number)
        try:
            like = shape.shape_of(connection) == shape.expected(number)
        except FileNotFoundError:
            like = False
        if not like:
            raise _altered(named, "schema")
        values = dict(connection.execute("SELECT key, value FROM meta").fetchall())
        mark, workshop_id = values.get("checksum"), values.get("workshop")
        if not isinstance(mark, bytes) or not isinstance(workshop_id, bytes):
            raise _altered(named, "outside")
        if not is_workshop_id(id_text := workshop_id.decode("latin-1")):
            raise _altered(named, "outside")
        with ThreadPoolExecutor(1) as pool:  # hashing and SQLite both leave Python's lock alone
            hashing = pool.submit(_digests, path, mark, named)
            _check_pages(connection, named)
            found = hashing.result()
        if found.at < 0 or found.zeroed != mark:
            raise _altered(named, "outside")
        if connection.execute("PRAGMA foreign_key_check").fetchone():
            raise _altered(named, "references")
    return Checked(number, id_text, found.whole)


def is_workshop_id(text: str) -> bool:
    """Whether a text from a file is fit to be a workshop's id, and with that part of a folder's name."""
    return re.fullmatch(r"[0-9A-Za-z-]{1,64}", text) is not None


def check_tables(path: Path, named: Path) -> int:
    """Check a private working copy, which has no checksum yet: header, shape, pages. Returns its format."""
    with _reading(path, named) as connection:
        number = int(connection.execute("PRAGMA user_version").fetchone()[0])
        if number > FORMAT:
            raise _newer(connection, named, number)
        if not 0 < number <= FORMAT or shape.shape_of(connection) != shape.expected(number):
            raise _altered(named, "schema")
        _check_pages(connection, named)
    return number


# ---------------------------------------------------------------- the file as such
def _private(target: Path) -> BinaryIO:
    try:
        return disk.private(target)
    except OSError as error:
        raise disk.unwritable(target, error) from error


def _head(handle: int, source: Path) -> bytes:
    """The first bytes of an open file, once it is known to be a regular one of a sensible size."""
    info = os.fstat(handle)
    if stat.S_ISDIR(info.st_mode):
        raise Unreadable(_("{file} is a folder, not a workshop.").format(file=source), "folder")
    if not stat.S_ISREG(info.st_mode):
        raise Unreadable(_("{file} is not a regular file.").format(file=source), "not a file")
    if info.st_size == 0:
        raise Unreadable(_("{file} is empty. Restore it from a backup.").format(file=source), "empty")
    if info.st_size > LARGEST:
        raise Unreadable(_("{file} is too large to be a workshop.").format(file=source), "too large")
    head = os.read(handle, 100)
    if not head.startswith(b"SQLite format 3\0") or len(head) < 100:
        raise _not_ours(source, head)
    if int.from_bytes(head[68:72]) != APPLICATION_ID:
        raise _foreign(source)
    return head


def _format(path: Path, named: Path) -> int:
    """The format by the header, once the header fits the file."""
    with path.open("rb") as file:
        head = file.read(100)
        size = file.seek(0, os.SEEK_END)
    if not head.startswith(b"SQLite format 3\0") or len(head) < 100:
        raise _not_ours(named, head)
    page = int.from_bytes(head[16:18])
    page = 65536 if page == 1 else page
    number = int.from_bytes(head[60:64], signed=True)
    if int.from_bytes(head[68:72]) != APPLICATION_ID:
        raise _foreign(named)
    if number < 1:
        raise _altered(named, "version")
    if head[18:20] != b"\x01\x01":
        raise _altered(named, "wal")
    if page < 512 or page & (page - 1) or page * int.from_bytes(head[28:32]) != size:
        raise Unreadable(_damaged(named), "damaged")
    return number


def _not_ours(source: Path, head: bytes) -> Unreadable:
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        sentence = _("{file} is an old or password-protected Office document, not a workshop. "
                     "Save it as .xlsx without a password and import it.")  # fmt: skip
        return Unreadable(sentence.format(file=source), "office")
    if head.startswith(b"PK\x03\x04"):
        return _zip(source, head)
    return _foreign(source)


def _zip(source: Path, head: bytes) -> Unreadable:
    if int.from_bytes(head[6:8], "little") & 1:
        sentence = _("{file} is an encrypted archive, not a workshop. Unpack it first.")
        return Unreadable(sentence.format(file=source), "encrypted")
    try:
        with zipfile.ZipFile(source) as archive:
            excel = "xl/workbook.xml" in archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        excel = False
    if excel:
        return Unreadable(
            _("{file} is an Excel workbook. Use Import to take it in.").format(file=source), "excel"
        )
    return Unreadable(
        _("{file} is an archive, not a workshop. Unpack it first.").format(file=source), "archive"
    )


def _foreign(source: Path) -> Unreadable:
    return Unreadable(_("{file} is not an OKR Desk workshop.").format(file=source), "not ours")


def _cannot_read(source: Path, error: OSError) -> StoreError:
    """The sentence for a file that could not be read: never called damage when the disk is at fault."""
    match error.errno:
        case errno.ENOENT | errno.ENOTDIR:
            return Unreadable(_("There is no file {file}.").format(file=source), "missing")
        case errno.EACCES | errno.EPERM:
            return Unreadable(_("You have no permission to read {file}.").format(file=source), "permission")
        case errno.ELOOP:
            return Unreadable(_("{file} is a link that leads in a circle.").format(file=source), "loop")
        case errno.EISDIR:
            return Unreadable(_("{file} is a folder, not a workshop.").format(file=source), "folder")
        case errno.ENAMETOOLONG | errno.EINVAL:
            return Unreadable(_("{file} is not a name that a file can have.").format(file=source), "name")
        case errno.ENOSPC | errno.EDQUOT:
            sentence = _("The disk is full: there is no room for a working copy of {file}. Free some space.")
            return StoreError(sentence.format(file=source))
    sentence = _("{file} cannot be read at the moment: {why}. Is its drive still connected? The file itself "
                 "may be sound; try again.")  # fmt: skip
    return StoreError(sentence.format(file=source, why=error.strerror or error))


# ---------------------------------------------------------------- what SQLite says of it
@contextmanager
def _reading(path: Path, named: Path) -> Iterator[sqlite3.Connection]:
    """A read-only connection with limits on size and time; SQLite's errors become ours."""
    try:
        with closing(
            sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        ) as connection:
            restrain(connection)
            yield connection
    except sqlite3.Error as error:
        raise sentence_for(error, named) from error
    except UnicodeDecodeError as error:
        raise Unreadable(_damaged(named), "damaged") from error
    except MemoryError as error:
        raise _altered(named, "too large") from error


def restrain(connection: sqlite3.Connection, seconds: float = SECONDS) -> None:
    """Limit what reading a stranger's tables may cost, and take no orders from them."""
    for limit, value in _LIMITS.items():
        connection.setlimit(limit, value)
    connection.set_progress_handler(_budget(seconds), 100_000)
    for pragma in ("trusted_schema = OFF", "cell_size_check = ON", "mmap_size = 0", "query_only = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _budget(seconds: float) -> Callable[[], bool]:
    ends = time.monotonic() + seconds
    return lambda: time.monotonic() > ends


def sentence_for(error: sqlite3.Error, named: Path) -> StoreError:
    """What an error of SQLite means: a disk that cannot be read, a file that wants too much, or damage."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
    if code in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_FULL, sqlite3.SQLITE_PERM):
        return _cannot_read(named, OSError(errno.EIO, str(error)))
    if code in (sqlite3.SQLITE_INTERRUPT, sqlite3.SQLITE_TOOBIG, sqlite3.SQLITE_NOMEM):
        return _altered(named, "too much")
    return Unreadable(_damaged(named), "damaged")


def _check_pages(connection: sqlite3.Connection, named: Path) -> None:
    found = connection.execute("PRAGMA quick_check(1)").fetchone()
    if not found or found[0] != "ok":
        raise Unreadable(_damaged(named), "damaged")


def _digests(path: Path, mark: bytes, named: Path) -> Digests:
    try:
        return digests(path, mark)
    except OSError as error:
        raise _cannot_read(named, error) from error


def _damaged(named: Path) -> str:
    sentence = _("{file} is damaged and was not opened; it is as it was. Restore a backup, or use "
                 "“Rescue into a new workshop…”.")  # fmt: skip
    return sentence.format(file=named)


def _altered(named: Path, reason: str) -> Unreadable:
    sentence = _("{file} was changed outside OKR Desk and was not opened; it is as it was. Restore a backup, "
                 "or use “Rescue into a new workshop…”.")  # fmt: skip
    return Unreadable(sentence.format(file=named), reason)


def _newer(connection: sqlite3.Connection, named: Path, number: int) -> Unreadable:
    """Newer than this program; says which program is needed when the file says who wrote it."""
    try:
        written_by = connection.execute("SELECT value FROM meta WHERE key = 'program'").fetchone()
    except sqlite3.Error:
        written_by = None
    program = (
        written_by[0][:40].decode("ascii", "replace")
        if written_by and isinstance(written_by[0], bytes)
        else ""
    )
    needed = _("OKR Desk {program} or newer").format(program=program) if program else _("a newer OKR Desk")
    sentence = _("{file} was made by a newer program (file format {theirs}, this one reads up to {ours}). "
                 "You need {needed}.")  # fmt: skip
    return Unreadable(sentence.format(file=named, theirs=number, ours=FORMAT, needed=needed), "newer")
