"""Text as people type it, made fit to be stored, shown and handed out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

# C0 controls but TAB and LF, lone surrogates, and the two non-characters that XML refuses.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """Return `text` in NFC, with LF line ends and without characters that no file format can carry.

    What a person can see is never altered: only control characters, lone surrogates and
    the non-characters U+FFFE / U+FFFF are taken out. `clean` is idempotent.
    """
    if text.isascii() and text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _UNFIT.sub("", text))


def all_clean(texts: Sequence[str]) -> bool:
    """Whether `clean` would leave all of these as they are; of texts that stand together it does, most often,
    and a part of clean text is clean.
    """
    together = "".join(texts)
    return clean(together) == together or all(clean(text) == text for text in texts)


def one_line(text: str) -> str:
    """Return `text` cleaned, with every run of white space as one space and none at its ends."""
    return " ".join(clean(text).split())
