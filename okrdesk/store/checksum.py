"""The checksum in a published file: any byte that changes anywhere in the file is found.

The file itself holds 32 bytes in its table `meta`. At publishing they are random first, so that they can
be found in the raw file; then they are replaced by the SHA-256 of the whole file with zeros in their place.
It tells accidents and other programs' edits; it is no signature, since anybody can work it out anew.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hashlib import _Hash

SIZE = 32
_ZEROS = bytes(SIZE)
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Digests:
    """SHA-256 of a file as it is, and with zeros for its mark. `at` is the mark's place, or -1."""

    whole: bytes
    zeroed: bytes
    at: int


def digests(path: Path, mark: bytes) -> Digests:
    """Read `path` once and work out both digests. Raises OSError.

    They are one and the same up to the mark, which new files have near their end.
    """
    whole = zeroed = hashlib.sha256()
    found: list[int] = []
    start, rest = 0, b""  # `rest` is read and not yet hashed: a mark may lie across two chunks
    with path.open("rb", buffering=0) as file:
        while chunk := file.read(_CHUNK):
            window = rest + chunk
            while (at := window.find(mark)) >= 0:
                found.append(start + at)
                _feed(whole, zeroed, window[:at])
                if whole is zeroed:
                    whole = zeroed.copy()
                whole.update(mark)
                zeroed.update(_ZEROS)
                start, window = start + at + SIZE, window[at + SIZE :]
            cut = max(0, len(window) - SIZE + 1)
            _feed(whole, zeroed, memoryview(window)[:cut])
            start, rest = start + cut, window[cut:]
    _feed(whole, zeroed, rest)
    return Digests(whole.digest(), zeroed.digest(), found[0] if len(found) == 1 else -1)


def _feed(whole: _Hash, zeroed: _Hash, data: bytes | memoryview) -> None:
    whole.update(data)
    if zeroed is not whole:
        zeroed.update(data)


def sha256(path: Path) -> bytes:
    """The SHA-256 of a file as it is. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


def put_mark(connection: sqlite3.Connection) -> bytes:
    """Put fresh random bytes in the checksum's place and return them."""
    mark = os.urandom(SIZE)
    connection.execute("INSERT OR REPLACE INTO meta (key, value) VALUES ('checksum', ?)", (mark,))
    return mark


def stamp(path: Path, mark: bytes) -> bytes | None:
    """Write the checksum over the mark in a closed file; returns the SHA-256 of the finished file.

    None when the mark stands in the file more than once: then put another one and try again.
    """
    found = digests(path, mark)
    if found.at < 0:
        return None
    with path.open("r+b") as file:
        file.seek(found.at)
        file.write(found.zeroed)
    return sha256(path)
