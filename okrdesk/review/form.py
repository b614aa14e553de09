"""The form of a review packet: one canonical JSON object (RFC 8785), read in bounded time and memory.

Of JSON only texts, whole numbers below 2^53, true, false, null, lists and objects are in use, and all names
are ASCII: for these Python's own writer gives the canonical form.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NoReturn

from okrdesk.desk import Refused
from okrdesk.i18n import _

LARGEST = 8 * 1024 * 1024  # bytes
LARGEST_NUMBER = 2**53 - 1
_DEEPEST = 12  # lists and objects within one another; a packet has eight
_MOST_GROUPS = 60_000  # lists and objects: of 10,000 records
_MOST_PIECES = 150_000  # what stands in them, with or without a name
_NO_GROUPS = bytes(sign for sign in range(256) if sign not in b"[]{}")
_DIGITS = len(str(LARGEST_NUMBER)) + 1


class PacketRefused(Refused):
    """A packet is not taken in. Its text is a sentence for the person, `code` a short word for programs."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


def read_file(path: Path) -> bytes:
    """The bytes of a packet's file, never more than a packet may have. Raises PacketRefused, OSError."""
    with path.open("rb") as file:
        data = file.read(LARGEST + 1)
    small(data)
    return data


def small(data: bytes) -> None:
    """Refuse what is larger than a packet may be. Raises PacketRefused."""
    if len(data) > LARGEST:
        sentence = _("This packet is larger than {n} MB, which no review is.")
        raise PacketRefused("large", sentence.format(n=LARGEST // 1024**2))


def canonical(plain: Any) -> bytes:
    """The one form of plain data. Raises PacketRefused for half characters, which no file can hold."""
    text = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    try:
        return text.encode()
    except UnicodeEncodeError:
        raise PacketRefused(
            "surrogate", _("This packet holds half characters, which the app never writes.")
        ) from None


def parse(data: bytes) -> Any:
    """The plain data of which `data` is the canonical form. Raises PacketRefused for all else."""
    small(data)
    if not data.strip():
        raise PacketRefused("empty", _("This packet is empty. Ask for it to be sent again."))
    if data.startswith((b"PK", b"SQLite", b"%PDF", b"\x89PNG")):
        raise _no_packet()
    _bounded(data)
    try:
        text = data.decode()
    except UnicodeDecodeError:
        raise PacketRefused("encoding", _("This packet is damaged: it is not UTF-8 text.")) from None
    plain = _loaded(text)
    if canonical(plain) != data:
        raise PacketRefused(
            "written anew", _("This packet was written anew outside the app. Ask for the original file.")
        )
    return plain


# ---------------------------------------------------------------- within
def _no_packet() -> PacketRefused:
    return PacketRefused("no packet", _("This is not a review packet."))


def _bounded(data: bytes) -> None:
    """Refuse what would take much memory or stack to read, before it is read."""
    outside = data.replace(b"\\\\", b"").replace(b'\\"', b"")
    few = outside.count(b'"') <= 4 * _MOST_PIECES
    # An unpaired quote begins a text that never ends: what follows it is no structure to any reader.
    outside = b"".join(outside.split(b'"')[::2]) if few else b""
    groups = outside.translate(None, _NO_GROUPS)
    if not few or outside.count(b",") > _MOST_PIECES or len(groups) > 2 * _MOST_GROUPS:
        raise PacketRefused("much", _("This packet holds more pieces than any review."))
    depth = 0
    for sign in groups:
        depth += 1 if sign in b"[{" else -1
        if depth > _DEEPEST:
            raise PacketRefused("deep", _("This packet is nested more deeply than any review."))


def _loaded(text: str) -> Any:
    try:
        return json.loads(
            text, object_pairs_hook=_object, parse_float=_number, parse_constant=_number, parse_int=_whole
        )
    except json.JSONDecodeError:
        if not text.lstrip("\ufeff \t\r\n").startswith("{"):
            raise _no_packet() from None
        raise PacketRefused(
            "cut off", _("This packet is cut off or damaged. Ask for it to be sent again.")
        ) from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise PacketRefused("twice", _("This packet says the same thing twice under one name."))
    return found


def _number(_text: str) -> NoReturn:
    raise PacketRefused("number", _("This packet holds a number that the app never writes."))


def _whole(digits: str) -> int:
    if len(digits) > _DIGITS or abs(number := int(digits)) > LARGEST_NUMBER:
        _number(digits)
    return number
