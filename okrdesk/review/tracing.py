"""Where marked words went when the text they stand in was edited: found for certain, by likeness, or not.

Nothing but the two texts is known. Words are found for certain where they stand unaltered with what stood
round them, and nowhere else may be meant as well. Altered words are found between their neighbours, as the
stretch from the first to the last of them that is left. Whatever could have come from elsewhere is not
found: a note that says "the words have changed" does little harm, one on the wrong words does much.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from okrdesk.review.aligning import Alignment, Word, aligned, words_of

BETWEEN = "\0"  # stands between the texts in which `elsewhere` looks: no text holds it
CONTEXT = 30  # characters on either side that speak for a place
_WORDS_LEFT = 0.6  # so much of altered words must be left
_LEFT = 0.55  # so much of their surroundings must be left
_LITTLE, _KEPT = 0.4, 0.8  # or else so much of their surroundings, and of the whole text
_STRETCH = 4  # words in a row that tell a stretch from others
_SAME = 0.75  # so much of the text must be left when a stretch of it was moved
_FAR = 300  # how far surroundings are compared, in characters
_NEAR = 2  # words on either side that speak for altered ones, beside as many as these are
_MOST = 0.7  # so much of their surroundings must be left for words that stood there several times
_SENTENCE_END = re.compile(r"[.!?]\s")
_PLACES = 24  # where words stand more often than this, they say nothing

Met = tuple[int, int]  # how many characters agree to the left and to the right of two places


@dataclass(frozen=True, slots=True)
class Found:
    """The place of words in a text; `exact` when they stand there unaltered, and surely these."""

    start: int
    end: int
    exact: bool


def trace(read: str, now: str, start: int, end: int, elsewhere: Callable[[str], bool]) -> Found | None:
    """Where the words from `start` to `end` of `read` stand in `now`; None when that cannot be told.

    `elsewhere` says whether a text stands in another field now, or (between two BETWEEN) is all of one: what
    was moved there is not looked for here.
    """
    if not 0 <= start < end <= len(read) or not now:
        return None
    if read == now:
        return Found(start, end, True)
    if elsewhere(read if _many(read) > _STRETCH else BETWEEN + read + BETWEEN):
        return None
    alignment = aligned(read, now)
    places = _places(now, read[start:end])
    if alignment.copied(start, end):
        return None
    found = _unaltered(alignment, places, start, end) if places else _altered(alignment, start, end)
    if found is None:
        return None
    return None if any(map(elsewhere, _vanished(read, now, start, end))) else found


def _vanished(read: str, now: str, start: int, end: int) -> Iterator[str]:
    """The stretches round some words that stand in their text no more."""
    near = [w for w in words_of(read) if w.end > start - CONTEXT and w.start < end + CONTEXT]
    for first, last in zip(near, near[_STRETCH - 1 :], strict=False):
        if (stretch := read[first.start : last.end]) not in now:
            yield stretch


# ---------------------------------------------------------------- words that stand there as they were
def _unaltered(alignment: Alignment, places: list[int], start: int, end: int) -> Found | None:
    read, now, size = alignment.read, alignment.now, end - start
    twins = _places(read, read[start:end])
    cut = _cut(read, start, end)
    often, before = (
        sum(_cut(text, at, at + size) == cut for at in found)
        for text, found in ((now, places), (read, twins))
    )
    if max(len(places), len(twins)) > _PLACES or often > before:
        return None
    nearest = _nearest(read, now, twins, places, start, size)
    if nearest is None or _cut(now, nearest[0], nearest[0] + size) != cut:
        return None
    at, met = nearest
    left, right = min(CONTEXT, start), min(CONTEXT, len(read) - end)
    near = (min(left, met[0]) + size + min(right, met[1])) / (left + size + right)
    stretch = read[start - min(met[0], start) : end + met[1]]
    if len(twins) > 1 and not len(_places(read, stretch)) == len(_places(now, stretch)) == 1:
        return None
    again = any(0 < abs(twin - start) <= size + 1 for twin in twins)
    if again or (len(twins) > 1 and often != before and near < _MOST):
        return None  # one of them went, or may have: which one?
    if _crosses(read[start:end]) and (met[0] < min(2, start + 1) or met[1] < min(2, len(read) - end + 1)):
        return None  # a sentence that only begins or ends alike may have come beside it
    kept = alignment.kept >= _KEPT and (len(twins) == 1 or near >= _LITTLE)
    sentence = (_SENTENCE_END.split(read[start - min(met[0], start) : start])[-1],
                _SENTENCE_END.split(read[end : end + met[1]])[0])  # fmt: skip
    beside = near >= _MOST or (near >= _LEFT and any(map(_many, sentence)))
    if (beside or kept) and alignment.maps(start, end, at):
        return Found(at, at + size, True)
    if _many(stretch) >= _STRETCH and not _crosses(read[start:end]) and alignment.same >= _SAME:
        return Found(at, at + size, False)
    return None


def _crosses(quote: str) -> bool:
    """Whether words go over the end of a sentence."""
    return bool(_SENTENCE_END.search(quote))


def _many(text: str) -> int:
    """How many different words a text has."""
    return len({word.text for word in words_of(text) if word.text.isalnum()})


def _nearest(
    read: str, now: str, twins: list[int], places: list[int], start: int, size: int
) -> tuple[int, Met] | None:
    """The place whose surroundings agree best with those of the words at `start`, if no other does so better
    to either side. Places that surely are those of twins of the words do not count, nor do such twins.
    """
    met = {(t, p): _met(read, now, t, p, size) for t in twins for p in places}
    at = max(places, key=lambda p: sum(met[start, p]))
    others = [p for p in places if p != at and not any(_beats(met[t, p], met[start, p]) for t in twins)]
    rivals = [t for t in twins if t != start and not any(_beats(met[t, p], met[t, at]) for p in places)]
    best, against = met[start, at], [*(met[start, p] for p in others), *(met[t, at] for t in rivals)]
    return (at, best) if all(_beats(best, each) for each in against) else None


def _places(text: str, quote: str) -> list[int]:
    """Where a quote stands in a text, and a few places at the most."""
    found, at = [], text.find(quote)
    while at >= 0 and len(found) <= _PLACES:
        found.append(at)
        at = text.find(quote, at + 1)
    return found


def _cut(text: str, start: int, end: int) -> tuple[bool, bool]:
    """Whether a stretch begins and ends in the middle of a word."""
    return (
        _letter(text, start - 1) and _letter(text, start),
        _letter(text, end - 1) and _letter(text, end),
    )


def _met(read: str, now: str, a: int, b: int, size: int) -> Met:
    """How far the surroundings of two places agree in whole words; that both begin or end their text counts
    as well.
    """
    left = 0
    while left < _FAR and left < a and left < b and read[a - left - 1] == now[b - left - 1]:
        left += 1
    while left and read[a - left].isalnum() and (_letter(read, a - left - 1) or _letter(now, b - left - 1)):
        left -= 1
    left += a == b == left
    right, behind_a, behind_b = 0, len(read) - a - size, len(now) - b - size
    while right < min(_FAR, behind_a, behind_b) and read[a + size + right] == now[b + size + right]:
        right += 1
    x, y = a + size + right, b + size + right
    while right and read[x - 1].isalnum() and (_letter(read, x) or _letter(now, y)):
        right, x, y = right - 1, x - 1, y - 1
    right += behind_a == behind_b == right
    return left, right


def _letter(text: str, at: int) -> bool:
    return 0 <= at < len(text) and text[at].isalnum()


def _beats(a: Met, b: Met) -> bool:
    """Whether the surroundings agree better in one and no worse in the other direction."""
    return a != b and a[0] >= b[0] and a[1] >= b[1]


# ---------------------------------------------------------------- words that were altered
def _altered(alignment: Alignment, start: int, end: int) -> Found | None:
    """The stretch of what is left of words, if that is enough, and enough is left round them."""
    a, b = alignment.read_words, alignment.now_words
    inside = [n for n, word in enumerate(a) if start <= word.start and word.end <= end]
    if not inside or alignment.copied() or _crosses(alignment.read[start:end]):
        return None
    left = {n: alignment.sure[n] for n in inside if n in alignment.sure and a[n].text.isalnum()}
    if not left or _letters(a, left) < _WORDS_LEFT * _letters(a, [n for n in inside if a[n].text.isalnum()]):
        return None
    reach = len(inside) + _NEAR
    near = [n for n in range(inside[0] - reach, inside[-1] + reach + 1) if 0 <= n < len(a) and n not in left]
    near = [n for n in near if not inside[0] <= n <= inside[-1]]
    if alignment.kept < _KEPT and 2 * len(alignment.sure) < _WORDS_LEFT * (len(a) + len(b)):
        return None
    if sum(n in alignment.sure for n in near) < _LEFT * len(near) and alignment.kept < _KEPT:
        return None
    found = [b[m] for m in left.values()]
    came = {b[m].text for m in range(min(left.values()), max(left.values())) if m not in left.values()}
    if any(word.isalnum() for word in came & {word.text for word in a}):
        return None  # something else was moved in between
    return Found(found[0].start, found[-1].end, False)


def _letters(words: tuple[Word, ...], chosen: object) -> int:
    return sum(words[n].end - words[n].start for n in chosen)  # type: ignore[attr-defined]
