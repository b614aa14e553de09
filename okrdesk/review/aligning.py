"""Which words of a text are still there in its later wording, and which of them surely are."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from itertools import pairwise

_GAP = 5  # words, one behind the other, that are replaced at once and still taken one by one
_LONGER = 2  # letters that a typo may add or take; more, and another word was put against it
_LIKE = 0.66  # so alike are a word and the same one with a typo fixed
_MOST_PAIRS = 40_000  # of equal words in two texts: comparing more of them would take too long
SENTENCE_END = re.compile(r"[.!?…](?=\s)|[।॥؟。！？\n]")
# Signs that combine with the letter before them, and joiners; scripts that put no space between words.
_COMBINING = "".join(chr(n) for n in range(0x300, 0x2100) if unicodedata.category(chr(n))[0] == "M")
_COMBINING += "\u200c\u200d\ufe0e\ufe0f"
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
_WORDS = re.compile(
    rf"[{_UNSPACED}][{_COMBINING}]*|(?:(?![{_UNSPACED}])\w[{_COMBINING}]*)+|[^\w\s][{_COMBINING}]*"
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a sign, and where it stands. `text` takes no notice of capitals."""

    text: str
    start: int
    end: int

    @property
    def named(self) -> bool:
        """Whether it is a word or number, and no sign."""
        return self.text[0].isalnum()


class Alignment:
    """Two wordings of a text word by word.

    `pairs` leads from words of the one to those they are in the other; `sure` from those that cannot be
    others, and also from words to those that replaced them and are much like them.
    """

    def __init__(self, read: str, now: str) -> None:
        self.read, self.now = read, now
        self.read_words, self.now_words = words_of(read), words_of(now)
        a, b = [word.text for word in self.read_words], [word.text for word in self.now_words]
        self.pairs = dict(_pairs(a, b))
        self._a, self._b = a, b

    @cached_property
    def sure(self) -> dict[int, int]:
        """The pairs in stretches that stand once in both wordings, with likenesses between them."""
        sure: dict[int, int] = {}
        for i, j, size in _runs(self.pairs):
            if _count(self._a, self._a[i : i + size]) == _count(self._b, self._a[i : i + size]) == 1:
                sure |= {n: j + n - i for n in self._held(i, i + size)}
        return dict(sorted((sure | _likenesses(self._a, self._b, sure)).items()))

    @cached_property
    def kept(self) -> float:
        """Which share of the words is left in its order."""
        return len(self.pairs) / max(1, len(self._a))

    @cached_property
    def same(self) -> float:
        """Which share of the words is left in whatever order."""
        return (Counter(self._a) & Counter(self._b)).total() / max(1, len(self._a))

    def _held(self, first: int, behind: int) -> Iterator[int]:
        """Of a stretch, the words that have another of it beside them in their sentence: one by itself may
        have come in anew.
        """
        sentence: list[int] = []
        for n in range(first, behind):
            sentence.append(n)
            if n + 1 == behind or self._ends_sentence(n):
                if sum(self.read_words[m].named for m in sentence) > 1 or len(self._a) == 1:
                    yield from sentence
                sentence = []

    def _ends_sentence(self, n: int) -> bool:
        return bool(
            SENTENCE_END.search(self.read, self.read_words[n].end - 1, self.read_words[n + 1].start + 1)
        )

    def mapped(self, start: int, end: int, at: int) -> float:
        """Which share of the words from `start` to `end` are those from `at` in the later wording."""
        inside = self._between(start, end)
        shift = at - start
        kept = [
            n
            for n in inside
            if n in self.pairs and self.now_words[self.pairs[n]].start == self.read_words[n].start + shift
        ]
        return len(kept) / max(1, len(inside))

    def renumbered(self, start: int, end: int) -> bool:
        """Whether what stands there is a number that another one, new to the text, has taken the place of."""
        inside = self._between(start, end)
        if len(inside) != 1 or not self._a[n := inside[0]].isdecimal():
            return False
        before, behind = self.pairs.get(n - 1, -1 if n == 0 else None), self.pairs.get(n + 1)
        if n + 1 == len(self._a):
            behind = len(self._b)
        if before is None or behind != before + 2:
            return False
        new = self._b[before + 1]
        return new.isdecimal() and new not in self._a and self._a[n] not in self._b

    def has_neighbour(self, start: int, end: int) -> bool:
        """Whether a word next to those from `start` to `end`, or next but one, stands as far from them as it
        did, or the text still begins or ends as far from them.
        """
        inside = self._between(start, end)
        ends = {-1: -1, len(self._a): len(self._b)}
        pairs = self.pairs | ends
        return any(
            (there := pairs.get(n + step)) is not None and there - pairs[n] == step
            for n, sign in ((inside[0], -1), (inside[-1], 1))
            for step in (sign, 2 * sign)
        )

    def once(self, n: int) -> bool:
        """Whether a word stands once in both wordings, or is only like the one that it is now."""
        word = self._a[n]
        return word != self._b[self.sure[n]] or self._a.count(word) == self._b.count(word) == 1

    def _between(self, start: int, end: int) -> range:
        """The words of which at least a letter stands there."""
        first = bisect_left(self.read_words, start + 1, key=lambda word: word.end)
        behind = bisect_left(self.read_words, end, key=lambda word: word.start)
        return range(first, behind)


@lru_cache(maxsize=64)
def aligned(read: str, now: str) -> Alignment:
    """The alignment of two wordings; the last ones are kept, since many notes speak of the same text."""
    return Alignment(read, now)


@lru_cache(maxsize=512)
def words_of(text: str) -> tuple[Word, ...]:
    """A text's words and signs."""
    return tuple(Word(m[0].casefold(), m.start(), m.end()) for m in _WORDS.finditer(text))


@lru_cache(maxsize=512)
def named(text: str) -> tuple[str, ...]:
    """A text's words and numbers."""
    return tuple(word.text for word in words_of(text) if word.named)


def letter_at(text: str, at: int) -> bool:
    """Whether a letter, a digit or what combines with one stands there."""
    return 0 <= at < len(text) and (text[at].isalnum() or text[at] in _COMBINING)


def _pairs(a: list[str], b: list[str]) -> Iterator[tuple[int, int]]:
    """Equal words in their order. What both ends could claim, after one stretch came or went, has no pair."""
    least = min(len(a), len(b))
    front = next((n for n in range(least) if a[n] != b[n]), least)
    back = next((n for n in range(least) if a[-1 - n] != b[-1 - n]), least)
    both = front + back - least
    if both > 0 and len(a) != len(b):
        front, back = front - both, back - both
    elif both > 0:
        back = least - front
    yield from zip(range(front), range(front), strict=True)
    if both <= 0:
        yield from _middle(a, b, front, back)
    yield from zip(range(len(a) - back, len(a)), range(len(b) - back, len(b)), strict=True)


def _middle(a: list[str], b: list[str], front: int, back: int) -> Iterator[tuple[int, int]]:
    a, b = a[front : len(a) - back], b[front : len(b) - back]
    often = Counter(b)
    if sum(often[word] for word in a) > _MOST_PAIRS:
        return
    for i, j, size in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks():
        for n in range(size):
            yield front + i + n, front + j + n


def _runs(pairs: dict[int, int]) -> Iterator[tuple[int, int, int]]:
    """The unbroken stretches of pairs: where they begin in both, and how long they are."""
    begin: tuple[int, int] | None = None
    size = 0
    for i, j in pairs.items():
        if begin and (i, j) == (begin[0] + size, begin[1] + size):
            size += 1
            continue
        if begin:
            yield *begin, size
        begin, size = (i, j), 1
    if begin:
        yield *begin, size


def _count(words: list[str], stretch: list[str]) -> int:
    size = len(stretch)
    return sum(
        words[n] == stretch[0] and words[n : n + size] == stretch for n in range(len(words) - size + 1)
    )


def _likenesses(a: list[str], b: list[str], sure: dict[int, int]) -> dict[int, int]:
    """Words that were replaced by as many words, each with the one that it is like, where most are."""
    found: dict[int, int] = {}
    known = set(a)
    ends = [(-1, -1), *sure.items(), (len(a), len(b))]
    for (i, j), (k, m) in pairwise(ends):
        if k - i == m - j <= _GAP:
            alike = {i + n: j + n for n in range(1, k - i) if _alike(a[i + n], b[j + n], known)}
            if 2 * len(alike) >= k - i - 1:
                found |= alike
    return found


def _alike(a: str, b: str, known: set[str]) -> bool:
    """Whether a word may be the other one; not if that one stood there before as well, so that it moved."""
    if a == b or (a.isdigit() and b.isdigit()):
        return True
    return (
        b not in known
        and abs(len(a) - len(b)) <= _LONGER
        and SequenceMatcher(None, a, b, autojunk=False).ratio() >= _LIKE
    )
