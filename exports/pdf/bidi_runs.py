"""The order in which text of both directions is read, by the Unicode bidirectional algorithm (UAX 9)."""

from __future__ import annotations

from itertools import groupby

from bidi.algorithm import (
    explicit_embed_and_overrides,
    get_base_level,
    get_embedding_levels,
    get_empty_storage,
    resolve_implicit_levels,
    resolve_neutral_types,
    resolve_weak_types,
)

_KNOWN = set("L R AL EN ES ET AN CS NSM BN WS ON LRE LRO RLE RLO PDF".split())


def is_rtl(paragraph: str) -> bool:
    """Whether a paragraph's first strong character reads from right to left."""
    return get_base_level(paragraph) == 1


def visual_runs(line: str, rtl: bool) -> list[tuple[str, bool]]:
    """A line's runs of one direction from left to right as they stand, each in the order it was typed.

    The flag tells whether a run reads from right to left.
    """
    storage = get_empty_storage()
    storage["base_level"], storage["base_dir"] = int(rtl), "LR"[rtl]
    get_embedding_levels(line, storage)
    for item in storage["chars"]:
        if item["type"] not in _KNOWN:  # isolates and newer characters, which stop the library
            item["type"] = "ON"
    explicit_embed_and_overrides(storage)
    resolve_weak_types(storage)
    resolve_neutral_types(storage, debug=False)
    resolve_implicit_levels(storage, debug=False)
    runs = [
        ("".join(item["ch"] for item in items), level)
        for level, items in groupby(storage["chars"], key=lambda item: item["level"])
    ]
    highest = max((level for _text, level in runs), default=0)
    for level in range(highest, 0, -1):  # rule L2: from the highest level down, reverse what is at least that
        runs = _reversed_from(runs, level)
    return [(text, level % 2 == 1) for text, level in runs]


def _reversed_from(runs: list[tuple[str, int]], level: int) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    for high, group in groupby(runs, key=lambda run: run[1] >= level):
        stretch = list(group)
        found.extend(reversed(stretch) if high else stretch)
    return found
