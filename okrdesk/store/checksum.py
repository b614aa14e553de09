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
    """Read `path` once and work out both digests. Raises OSError."""
    whole, zeroed = hashlib.sha256(), hashlib.sha256()
    found: list[int] = []
    start, rest = 0, b""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            whole.update(chunk)
            window = rest + chunk
            at = window.find(mark)
            while at >= 0:
                found.append(start + at)
                window = window[:at] + _ZEROS + window[at + SIZE :]
                at = window.find(mark, at + SIZE)
            rest = window[-SIZE + 1 :]  # a mark may lie across two chunks
            zeroed.update(window[: len(window) - len(rest)])
            start += len(window) - len(rest)
    zeroed.update(rest)
    return Digests(whole.digest(), zeroed.digest(), found[0] if len(found) == 1 else -1)


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
