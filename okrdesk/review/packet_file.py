"""A packet's file, where its reviewer has put it: read in bounded memory, and written over in one step."""

from __future__ import annotations

import secrets
import threading
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from okrdesk.i18n import _
from okrdesk.review.form import read_file
from okrdesk.store import disk
from okrdesk.store.errors import Replaced, StoreError

SUFFIX = ".okrreview"


def read_bytes(path: Path) -> bytes:
    """The bytes of a packet's file. Raises PacketRefused when it is too large, StoreError when it cannot be
    read.
    """
    try:
        return read_file(path)
    except OSError as error:
        why = error.strerror or str(error)
        raise StoreError(_("Cannot read {file}: {why}.").format(file=path, why=why.lower())) from error


def write_new(path: Path, data: bytes) -> None:
    """Write a packet to `path`: the old or the new content is there whatever happens. Raises Unwritable."""
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        disk.write_small(part, data)
        with suppress(FileNotFoundError):
            part.chmod(path.stat().st_mode & 0o777)
        disk.replace(part, path)
    except OSError as error:
        raise disk.unwritable(path, error) from error
    finally:
        disk.remove(part)


class PacketFile:
    """The file that is written over when its reviewer has said something; on any thread, one at a time.

    `seq` is the working document's entry up to which it holds everything.
    """

    def __init__(self, path: Path, data: bytes, seq: int) -> None:
        self.path = path
        self.seq = seq
        self._seen = sha256(data).digest()
        self._one = threading.Lock()

    def write(self, data: bytes, seq: int) -> None:
        """Put `data` in the file's place, unless something newer is there by now.

        Raises Replaced when it is not our file any more, and Unwritable.
        """
        with self._one:
            if seq > self.seq or self.seq < 0:
                self._still_ours()
                write_new(self.path, data)
                self._seen, self.seq = sha256(data).digest(), seq

    def move_to(self, path: Path, data: bytes, seq: int) -> None:
        """Go on in another file, written by this. Raises Unwritable."""
        with self._one:
            write_new(path, data)
            self.path, self._seen, self.seq = path, sha256(data).digest(), seq

    def _still_ours(self) -> None:
        if not disk.there(self.path):
            sentence = _("{file} has been deleted or moved away. Your notes are safe on this computer; save "
                         "a copy to have them in a file again.")  # fmt: skip
        elif sha256(read_bytes(self.path)).digest() != self._seen:
            sentence = _("{file} was replaced by another copy while you had it open. Nothing was "
                         "overwritten; keep both, or look at the differences.")  # fmt: skip
        else:
            return
        raise Replaced(sentence.format(file=self.path))
