"""Where marked words went when the text they stand in was edited: found for certain, by likeness, or not.

Nothing but the two texts is known. Words are found where enough of their own sentence is left round them,
and nowhere else may be meant as well; those of several sentences are looked for sentence by sentence. Altered
words are found between their neighbours, as the stretch from the first to the last of them that is left.
Whatever could have come from elsewhere is not found: a note that says "the words have changed" does little
harm, one on the wrong words does much.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import dropwhile, pairwise

from okrdesk.review.aligning import SENTENCE_END, Alignment, Word, aligned, named, words_of
from okrdesk.review.siblings import is_own, only_moved
from okrdesk.review.surroundings import (
    Met,
    Span,
    alike,
    begins,
    cut,
    is_amid_sentence,
    is_sentence,
    meet_on_both_sides,
    nearest,
    same_sentence,
    sentence_stands_again,
    share_left,
    whole,
)

CONTEXT = 30  # characters on either side that speak for a place
_WORDS_LEFT = 0.6  # so much of altered words must be left
_ALONE = 0.55  # so much of what is round a whole sentence must be left
_SEVERAL = 0.55  # so much for words that stand there several times,
_FEWER = 0.7  # and so much if some of these came or went
_TEXT_LEFT = 0.7  # so much of the text must be left round a whole sentence that was altered
_ONLY_LIKE = 0.5  # a word that is only like the one that stood there counts so much of it
_STRETCH = 4  # words in a row that tell a stretch from others
_SAME = 0.75  # so much of the text must be left when a stretch of it was moved
_SIGN = 2  # characters: a space and a sign
_PLACES = 24  # where words stand more often than this, they say nothing
_CLAUSE_END = re.compile(r"[,;:]\s")
_SIGN_FIRST = re.compile(r"\s*[,;:.!?]")


@dataclass(frozen=True, slots=True)
class Found:
    """The place of words in a text; `exact` when they stand there unaltered, and surely these."""

    start: int
    end: int
    exact: bool


def trace(read: str, now: str, start: int, end: int, elsewhere: Callable[[str], bool]) -> Found | None:
    """Where the words from `start` to `end` of `read` stand in `now`; None when that cannot be told.

    `elsewhere` says whether a text stands in another field now: what was moved there is not looked for here.
    """
    if not 0 <= start < end <= len(read) or not now:
        return None
    if read == now:
        return Found(start, end, True)
    if elsewhere(read):
        return None
    # Other spaces are no other words; new lines end sentences only in a text that is made of lines.
    plain = now if "\n" in read else re.sub(r"\s", " ", now)
    alignment = aligned(read, plain)
    pieces = list(_sentences(read, start, end))
    found = [place for piece in pieces if (place := _placed(alignment, piece))]
    if not found or len(found) < len(pieces):
        return None
    if not all(is_own(read, plain, a, (b.start, b.end)) for a, b in zip(pieces, found, strict=True)):
        return None
    went, came = (
        _missing(read, plain, start, end),
        _missing(plain, read, found[0].start, found[-1].end, 1),
    )
    if any(map(elsewhere, went)) or any(map(elsewhere, came)):
        return None
    if any(a.end > b.start or named(now[a.end : b.start]) for a, b in pairwise(found)):
        return None
    at, behind = found[0].start + start - pieces[0][0], found[-1].end + end - pieces[-1][1]
    sign = read[start : pieces[0][0]].strip()  # of the sentence before, which may be another now
    if not sign and all(each.exact for each in found) and now[max(0, at) : behind] == read[start:end]:
        return Found(at, behind, True)
    return Found(found[0].start, found[-1].end, False)


def _sentences(text: str, start: int, end: int) -> Iterator[Span]:
    """What of each sentence stands between two places, from its first word to its last."""
    ends = [m.end() for m in SENTENCE_END.finditer(text, start, end) if named(text[m.end() : end])]
    if not ends:
        yield start, end
        return
    for a, b in pairwise([start, *ends, end]):
        if words := [word for word in words_of(text[a:b]) if word.named]:
            yield a + words[0].start, a + words[-1].end


def _placed(alignment: Alignment, own: Span) -> Found | None:
    quote = alignment.read[slice(*own)]
    if quote in alignment.now:
        return _unaltered(alignment, own) if named(quote) else None
    return _altered(alignment, own)


def _missing(text: str, other: str, start: int, end: int, own: int = 0) -> Iterator[str]:
    """The stretches round some words, with so many characters of these, that the other text lacks."""
    near = [w for w in words_of(text) if w.end > start - CONTEXT and w.start < end + CONTEXT]
    for first, last in zip(near, near[_STRETCH - 1 :], strict=False):
        stretch = text[first.start : last.end]
        if stretch not in other and (not own or min(last.end, end) - max(first.start, start) >= own):
            yield stretch


# ---------------------------------------------------------------- words that stand there as they were
def _unaltered(alignment: Alignment, own: Span) -> Found | None:
    read, now, quote = alignment.read, alignment.now, alignment.read[slice(*own)]
    then_alike, now_alike = alike(read, quote, _PLACES), alike(now, quote, _PLACES)
    if max(len(then_alike), len(now_alike)) > _PLACES:
        return None
    best = nearest(read, now, own, then_alike, now_alike)
    if best is None:
        return None
    at, met = best
    words, here = whole(read, own), whole(now, at)
    if cut(now, at) != cut(read, own) or read[slice(*words)] != now[slice(*here)]:
        return None  # a part of a word is that of the same word only
    twins = sum(read[slice(*span)] == quote for span in then_alike)
    places = sum(now[slice(*span)] == quote for span in now_alike)
    if max(twins, places) > 1 and not _told_from_twins(alignment, own, met, twins, places):
        return None
    if _SIGN_FIRST.match(quote) and met[0] < min(CONTEXT, own[0]):
        return None  # the sign is that of the clause before, which may be another now
    alone = is_sentence(read, words)
    if alone and is_amid_sentence(now, here):
        return None  # another sentence cites it
    if not alone and _CLAUSE_END.search(quote) and not meet_on_both_sides(read, own, met, _SIGN):
        return None  # a clause that only begins or ends alike may have come beside it
    if alone and share_left(read, own, met, CONTEXT) < _ALONE:
        return Found(*at, True) if max(twins, places) == 1 and only_moved(read, now, own) else None
    if not same_sentence(read, now, words, here, len(named(quote))):
        return None
    mapped = alignment.mapped(*own, at[0])
    if mapped == 1:
        # A few words without what stood beside them may be what a new sentence happens to say.
        few = not alone and len(named(quote)) < _STRETCH
        return Found(*at, True) if not few or alignment.has_neighbour(*own) else None
    if mapped > 0:
        return _altered(alignment, own)  # words at an edge went, or they are those that stood beside it
    known = len(set(named(_left_round(read, own, met)))) >= _STRETCH and alignment.same >= _SAME
    return Found(*at, False) if known else None


def _told_from_twins(alignment: Alignment, own: Span, met: Met, twins: int, places: int) -> bool:
    """Whether words that stood there `twins` times, and stand there now in so many places, can be told from
    the others, by what is left round them.
    """
    read, now = alignment.read, alignment.now
    if share_left(read, own, met, CONTEXT) < (_FEWER if 1 < twins != places else _SEVERAL):
        return False
    if twins == 1:
        return True
    stretch = _left_round(read, own, met)
    if _beside_a_twin(read, own) or not len(begins(read, stretch)) == len(begins(now, stretch)) == 1:
        return False
    if not sentence_stands_again(read, whole(read, own)):
        return True
    # Which of several equal sentences was moved, if all are left?
    return alignment.same < 1 and meet_on_both_sides(read, own, met, CONTEXT)


def _left_round(read: str, own: Span, met: Met) -> str:
    """Some words with all that is left round them."""
    return read[own[0] - min(met[0], own[0]) : own[1] + met[1]]


def _beside_a_twin(text: str, own: Span) -> bool:
    """Whether the same words stand right before or behind: once one of them goes, nobody can tell which."""
    size = own[1] - own[0]
    around = text[max(0, own[0] - size - 1) : own[1] + size + 1]
    return len(begins(around, text[slice(*own)])) > 1


# ---------------------------------------------------------------- words that were altered
def _altered(alignment: Alignment, own: Span) -> Found | None:
    """The stretch of what is left of words, if that is enough, and enough is left of their sentence."""
    if len(alike(alignment.read, alignment.read[slice(*own)], 1)) > 1 and not alignment.renumbered(*own):
        return None  # others are the same but for their numbers
    quote = named(alignment.read[slice(*own)])
    if len(quote) > 1 == len(set(quote)):
        return None  # one word again and again: which of them is left?
    words, sure = alignment.read_words, alignment.sure
    inside = [n for n, word in enumerate(words) if own[0] <= word.start and word.end <= own[1] and word.named]
    left = [n for n in inside if n in sure]
    if left and left[0] - 1 not in sure:  # what it begins with may be what stood before something else
        left = list(dropwhile(lambda n: not alignment.once(n), left))
    if left and left[-1] + 1 not in sure:
        left = list(dropwhile(lambda n: not alignment.once(n), reversed(left)))[::-1]
    if not left or _letters(words, left) < _WORDS_LEFT * _letters(words, inside):
        return None
    at = alignment.now_words[sure[left[0]]].start, alignment.now_words[sure[left[-1]]].end
    came = set(range(sure[left[0]], sure[left[-1]])) - {sure[n] for n in left}
    coming = [word for m in came if (word := alignment.now_words[m]).named]
    known = {word.text for word in words}
    if len(coming) > max(1, len(inside) - len(left)) or any(word.text in known for word in coming):
        return None  # something else was moved in between
    if SENTENCE_END.search(alignment.now, *at) or (
        is_sentence(alignment.read, own) and alignment.kept < _TEXT_LEFT
    ):
        return None
    entire = whole(alignment.read, own)
    kept = sum(1 if words[n].text == alignment.now_words[sure[n]].text else _ONLY_LIKE for n in left)
    return Found(*at, False) if same_sentence(alignment.read, alignment.now, entire, at, kept) else None


def _letters(words: tuple[Word, ...], chosen: list[int]) -> int:
    return sum(words[n].end - words[n].start for n in chosen)
