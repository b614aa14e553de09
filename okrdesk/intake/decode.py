"""From bytes to text, whatever encoding a spreadsheet or mail program chose."""

from __future__ import annotations

import codecs

from okrdesk.text import clean

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What Western European text holds beside ASCII; enough of it tells cp1252 from its neighbours.
_WESTERN = set("äöüÄÖÜßéèêëÉÈàâÀçÇîïôœùûñÑáíóúÁÍÓÚ¿¡ãõåÅøØæÆ“”„‘’–—…•€£§°«»·×±²³½¼© \u00a0")


def decode(data: bytes) -> str:
    """The text of `data`, cleaned: by its mark, else UTF-8, UTF-16, cp1252, or what is likeliest."""
    return clean(_decoded(data))


def _decoded(data: bytes) -> str:
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data.decode(name, errors="replace")
    if name := _utf16_without_mark(data):
        return data.decode(name, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    western = _western(data)
    if western is not None:
        return western
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    return str(best) if best is not None else data.decode("cp1252", errors="replace")


def _utf16_without_mark(data: bytes) -> str:
    """The kind of UTF-16 when every other byte of the beginning is mostly zero, as in Latin text."""
    head = data[:4096]
    if len(head) < 4 or len(data) % 2:
        return ""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > 0.6 * half and even < 0.1 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.6 * half and odd < 0.1 * half else ""


def _western(data: bytes) -> str | None:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    beyond = [c for c in text if ord(c) > 127]
    few = len(beyond) < 0.15 * len(text)
    return text if few and sum(c in _WESTERN for c in beyond) >= 0.9 * len(beyond) else None
