"""What stands round words, and how much of it stands round words of a later wording of the text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from itertools import islice

from okrdesk.review.aligning import SENTENCE_END, letter_at, named

_LEFT = 2  # more than one in so many words of a sentence must be left,
_KNOWN = 3  # and be more than one in so many of what it is now
_ENTIRE = 4  # so many words in a row, all that there were, are the sentence whatever it is part of now
_FAR = 300  # characters of a sentence that are looked at on either side
_NUMBER = re.compile(r"(?<!\w)\d+(?!\w)")

Span = tuple[int, int]
Met = tuple[int, int]  # how many characters agree to the left and to the right of two places


# ---------------------------------------------------------------- the sentence
def same_sentence(read: str, now: str, own: Span, at: Span, kept: float) -> bool:
    """Whether enough is left of the sentence round some words, of which themselves so many are kept."""
    old, new = _beside(read, own), _beside(now, at)
    if (
        kept + len(old[0] + old[1]) >= _ENTIRE
        and new[0][-len(old[0]) or len(new[0]) :] == old[0]
        and new[1][: len(old[1])] == old[1]
    ):
        return True  # it stands there as it did, with whatever round it
    kept += sum(_common(a, b) for a, b in zip(old, new, strict=True))
    before = sum(map(len, old)) + len(named(read[slice(*own)]))
    after = sum(map(len, new)) + len(named(now[slice(*at)]))
    return _LEFT * kept > before and _KNOWN * kept > after


def is_sentence(text: str, span: Span) -> bool:
    """Whether a stretch holds all the words of its sentence."""
    return not any(_beside(text, span))


def is_amid_sentence(text: str, span: Span) -> bool:
    """Whether other words of its sentence stand before as well as behind a stretch."""
    return all(_beside(text, span))


def sentence_stands_again(text: str, span: Span) -> bool:
    """Whether the sentence round a stretch stands in the text several times."""
    left = SENTENCE_END.split(text[max(0, span[0] - _FAR) : span[0]])[-1]
    right = SENTENCE_END.split(text[span[1] : span[1] + _FAR])[0].rstrip(".!?")
    return len(begins(text, left + text[slice(*span)] + right, 1)) > 1


def whole(text: str, span: Span) -> Span:
    """A stretch with all of the words that it cuts."""
    start, end = span
    before, behind = cut(text, span)
    while before and letter_at(text, start - 1):
        start -= 1
    while behind and letter_at(text, end):
        end += 1
    return start, end


def _beside(text: str, span: Span) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words before and behind a stretch in its sentence: none behind one that ends with its stop."""
    left, right = text[max(0, span[0] - _FAR) : span[0]], text[max(span[0], span[1] - 1) : span[1] + _FAR]
    behind = "" if SENTENCE_END.match(right) else SENTENCE_END.split(right[1:])[0]
    return named(SENTENCE_END.split(left)[-1]), named(behind)


def _common(a: Sequence[str], b: Sequence[str]) -> int:
    """How many words are left in their order."""
    least = min(len(a), len(b))
    front = next((n for n in range(least) if a[n] != b[n]), least)
    back = next((n for n in range(least - front) if a[-1 - n] != b[-1 - n]), least - front)
    if front + back == least:
        return least
    a, b = a[front : len(a) - back], b[front : len(b) - back]
    return (
        front
        + back
        + sum(block.size for block in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks())
    )


# ---------------------------------------------------------------- places that may be meant
def begins(text: str, quote: str, most: int = 2) -> list[int]:
    """Where a quote begins in a text, over itself too: one place more than `most` at the most."""
    found, at = [], text.find(quote)
    while at >= 0 and len(found) <= most:
        found.append(at)
        at = text.find(quote, at + 1)
    return found


def alike(text: str, quote: str, most: int) -> list[Span]:
    """Where a quote stands in a text, with whatever numbers in it; so many places and a few at the most."""
    found = [(at, at + len(quote)) for at in begins(text, quote, most)]
    if _NUMBER.search(quote):
        shape = _NUMBER.sub(lambda _: r"(?<!\w)\d+(?!\w)", re.escape(quote))
        spans = (m.span(1) for m in islice(re.finditer(f"(?=({shape}))", text), most + 1))
        found += [span for span in spans if span not in found]
    return found


def nearest(read: str, now: str, own: Span, twins: list[Span], places: list[Span]) -> tuple[Span, Met] | None:
    """The place of the same words whose surroundings agree best with those of these, and how far, if no other
    place does so better to either side. Places that surely are those of twins of the words do not count, nor
    do such twins.
    """
    met = {(t, p): _met(read, now, t, p) for t in twins for p in places}
    same = [p for p in places if now[slice(*p)] == read[slice(*own)]]
    at = max(same, key=lambda p: sum(met[own, p]))
    if any(_beats(met[t, at], met[own, at]) for t in twins):
        return None
    others = [p for p in places if p != at and not any(_beats(met[t, p], met[own, p]) for t in twins)]
    rivals = [t for t in twins if t != own and not any(_beats(met[t, p], met[t, at]) for p in places)]
    best, against = met[own, at], [*(met[own, p] for p in others), *(met[t, at] for t in rivals)]
    return (at, best) if all(_beats(best, each) for each in against) else None


def _beats(a: Met, b: Met) -> bool:
    """Whether the surroundings agree better in one and no worse in the other direction."""
    return a != b and a[0] >= b[0] and a[1] >= b[1]


def cut(text: str, span: Span) -> tuple[bool, bool]:
    """Whether a stretch begins and ends in the middle of a word."""
    start, end = span
    return (
        letter_at(text, start - 1) and letter_at(text, start),
        letter_at(text, end - 1) and letter_at(text, end),
    )


# ---------------------------------------------------------------- how far surroundings agree
def share_left(read: str, own: Span, met: Met, reach: int) -> float:
    """How much is left of some words and what stands next to them."""
    left, right, size = min(reach, own[0]), min(reach, len(read) - own[1]), own[1] - own[0]
    return (min(left, met[0]) + size + min(right, met[1])) / (left + size + right)


def meet_on_both_sides(read: str, own: Span, met: Met, least: int) -> bool:
    """Whether so many characters agree on either side, or all there are to the text's begin or end."""
    return met[0] >= min(least, own[0] + 1) and met[1] >= min(least, len(read) - own[1] + 1)


def _met(read: str, now: str, one: Span, other: Span) -> Met:
    """How far the surroundings of two places agree in whole words; that both begin or end their text counts
    as well.
    """
    a, b = one[0], other[0]
    left = _as_far(min(a, b), lambda n: read[a - n : a] == now[b - n : b])
    while (
        left and letter_at(read, a - left) and (letter_at(read, a - left - 1) or letter_at(now, b - left - 1))
    ):
        left -= 1
    left += a == b == left
    c, d = one[1], other[1]
    behind_c, behind_d = len(read) - c, len(now) - d
    right = _as_far(min(behind_c, behind_d), lambda n: read[c : c + n] == now[d : d + n])
    while (
        right and letter_at(read, c + right - 1) and (letter_at(read, c + right) or letter_at(now, d + right))
    ):
        right -= 1
    right += behind_c == behind_d == right
    return left, right


def _as_far(most: int, agrees: Callable[[int], bool]) -> int:
    """The greatest number for which it agrees: it does so for all that are smaller."""
    return bisect_left(range(1, most + 1), True, key=lambda n: not agrees(n))
