"""Which sentence of a text is which after edits, where several are much alike.

"Spain: 40 partners. Italy: 35 partners." is a list like many: its words are those of their own sentence only.
Sentences that stand there as they did are themselves. Of the others, one is taken for another only where
neither is as much like a third.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from okrdesk.review.aligning import SENTENCE_END, named
from okrdesk.review.surroundings import Span

_ENDS = (  # of sentences, of the members of a list, of clauses
    SENTENCE_END,
    *(re.compile(rf"[{signs}](?=\s)|{SENTENCE_END.pattern}") for signs in (";", ",;:")),
)


@dataclass(frozen=True, slots=True)
class _Part:
    """A sentence or clause: where it stands, and its words."""

    start: int
    end: int
    words: tuple[str, ...]

    def holds(self, span: Span) -> bool:
        return self.start <= span[0] and span[1] <= self.end


def is_own(read: str, now: str, own: Span, at: Span) -> bool:
    """Whether the sentence round a stretch of `now` is, as far as can be told, that round one of `read`."""
    return all(_is_own(_parts(read, end), _parts(now, end), own, at) for end in _ENDS)


def only_moved(read: str, now: str, own: Span) -> bool:
    """Whether `now` holds the same sentences in another order, and that round the stretch but once."""
    old, new = _parts(read, SENTENCE_END), _parts(now, SENTENCE_END)
    mine = _round(old, own)
    counts = Counter(part.words for part in old)
    return mine is not None and counts[mine.words] == 1 and counts == Counter(part.words for part in new)


def _is_own(old: tuple[_Part, ...], new: tuple[_Part, ...], own: Span, at: Span) -> bool:
    mine, here = _round(old, own), _round(new, at)
    if mine is None or here is None or mine.words == here.words or len(old) == len(new) == 1:
        return True
    same = Counter(part.words for part in old) & Counter(part.words for part in new)
    if same[mine.words] or same[here.words]:
        return False  # they stand there as they did, so neither is the other
    if any(_is_copy(words, mine.words, here.words) for words in same):
        return False
    olds = [part.words for part in old if part is not mine and not same[part.words]]
    news = [part.words for part in new if part is not here and not same[part.words]]
    if _within(mine.words, here.words) or _within(here.words, mine.words):  # joined with another, or split
        return not any(_within(words, here.words) and _within(here.words, words) for words in olds)
    return not any(_as_like(words, mine.words, here.words) for words in olds) and not any(
        _as_like(words, here.words, mine.words) for words in news
    )


def _as_like(other: tuple[str, ...], one: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    """Whether another part is as much like what is wanted, in words or in letters, as the one that is."""
    return any(a >= b for a, b in zip(_likeness(other, wanted), _likeness(one, wanted), strict=True))


def _is_copy(standing: tuple[str, ...], one: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    """Whether what is wanted is rather a copy of a part that stands there still."""
    likeness = zip(_likeness(standing, wanted), _likeness(one, wanted), strict=True)
    (words, less_words), (letters, less_letters) = likeness
    return words > less_words and letters >= less_letters


def _likeness(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[float, float]:
    from rapidfuzz.distance import Indel  # a thirtieth of a second, which most texts never need

    return Indel.normalized_similarity(a, b), Indel.normalized_similarity(" ".join(a), " ".join(b))


def _within(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether words stand in others, one behind the other."""
    return f" {' '.join(a)} " in f" {' '.join(b)} "


@lru_cache(maxsize=256)  # many notes speak of the same text
def _parts(text: str, ends: re.Pattern[str]) -> tuple[_Part, ...]:
    return tuple(_cut(text, ends))


def _cut(text: str, ends: re.Pattern[str]) -> Iterator[_Part]:
    start = 0
    for found in [*ends.finditer(text), None]:
        end = found.end() if found else len(text)
        if words := named(text[start:end]):
            yield _Part(start, end, words)
            start = end


def _round(parts: tuple[_Part, ...], span: Span) -> _Part | None:
    return next((part for part in parts if part.holds(span)), None)
