"""Which card a parent's words mean: by number, by text, by text that is nearly the same."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from typing import Generic, TypeVar

from okrdesk.intake.labels import unlabel
from okrdesk.intake.words import plain

T = TypeVar("T")

FLOOR = 0.86  # how alike two texts must be to be taken for the same
_SHORTEST = 12  # characters that a beginning must have to stand for the whole
_CANDIDATES = 8
_SEVERAL = re.compile(r"\s*(?:\n|;|\||,(?=\s*(?:O|KR)?[\s-]?\d)|,|\s&\s|\sand\s)\s*")


class Index(Generic[T]):
    """Cards by their words and numbers. The same words may stand for several."""

    def __init__(self) -> None:
        self._by_text: dict[str, list[T]] = defaultdict(list)
        self._by_number: dict[str, dict[T, None]] = defaultdict(dict)
        self._by_word: dict[str, dict[str, None]] = defaultdict(dict)  # and by the first four letters
        self._nearest: dict[str, list[T]] = {}

    def add(self, card: T, text: str, *numbers: str) -> None:
        """Enter a card."""
        if words := plain(text):
            self._by_text[words].append(card)
            for word in (*words.split(), words[:4]):
                self._by_word[word][words] = None
            self._nearest.clear()
        for number in numbers:
            if number:
                self._by_number[_number(number)][card] = None

    def also(self, card: T, *numbers: str) -> None:
        """Enter numbers that a card has by its place alone, where no card has them by name."""
        for number in map(_number, numbers):
            if number and not self._by_number.get(number):
                self._by_number[number][card] = None

    def find(self, words: str) -> list[T]:
        """The cards that `words` can mean, likeliest way first; those found in one way only."""
        text = plain(words)
        if not text:
            return []
        if numbered := self._by_number.get(_number(words)):
            return list(numbered)
        if found := self._by_text.get(text):
            return found
        label = unlabel(words)
        if label.words and (found := self._by_text.get(plain(label.words))):
            return found
        if label.number and (found := self._numbered(label.number, label.words)):
            return found
        return self._near(plain(label.words) or text)

    def _numbered(self, number: str, rest: str) -> list[T]:
        """By the number that stands before a text, where the text does not say otherwise."""
        if len(rest.split()) > 6 and self._near(plain(rest)):
            return []
        return list(self._by_number.get(_number(number), ()))

    def _near(self, text: str) -> list[T]:
        """The cards whose words are nearly `text`; remembered, since many objectives name the same parent."""
        if text not in self._nearest:
            self._nearest[text] = self._search(text)
        return self._nearest[text]

    def _search(self, text: str) -> list[T]:
        best, found = FLOOR, []
        matcher = SequenceMatcher(None, "", text, autojunk=False)
        for known in self._candidates(text):
            shorter, longer = sorted((text, known), key=len)
            if len(shorter) >= _SHORTEST and longer.startswith(shorter):
                ratio = 0.9 + 0.1 * len(shorter) / len(longer)
            elif len(shorter) < max(5, 0.7 * len(longer)):
                continue
            else:
                matcher.set_seq1(known)
                ratio = matcher.ratio() if matcher.quick_ratio() > best else 0.0
            if ratio > best:
                best, found = ratio, self._by_text[known]
        return found

    def _candidates(self, text: str) -> list[str]:
        """The few texts that share most words with `text`, or its beginning: comparing all takes minutes."""
        shared = Counter(known for word in set(text.split()) for known in self._by_word.get(word, ()))
        shared.update(self._by_word.get(text[:4], {}).keys())
        return [known for known, _n in shared.most_common(_CANDIDATES)]


def several(words: str) -> list[str]:
    """The parts of a cell that may name several cards."""
    return [part for part in _SEVERAL.split(words) if part]


def _number(text: str) -> str:
    """A number or id as it is compared: "O 1.", "#1" and "Objective 1" are all o1; a bare 1 stays 1."""
    words = plain(text.strip().strip("[](){}#.:").replace("-", " "))
    words = re.sub(r"^(objective|goal|obj|ziel)\s*(?=\d)", "o", words)
    words = re.sub(r"^(key result|kr)\s*(?=\d)", "kr", words)
    return re.sub(r"(?<=^o)\s+(?=\d)|(?<=^kr)\s+(?=\d)", "", words)


def spellings(number: str, role: str) -> Iterator[str]:
    """How a number may be written elsewhere: 1 as O1 (an objective) or KR1 (a key result)."""
    if not number:
        return
    yield number
    letters = "o" if role == "objective" else "kr"
    bare = re.sub(r"^(?:o|kr|objective|key result)[\s-]*(?=\d)", "", number.strip(), flags=re.IGNORECASE)
    yield f"{letters}{bare}"
    if bare != number:
        yield bare


def circle_free(pairs: Iterable[tuple[int, int]]) -> Iterator[bool]:
    """For each link from a card to a card, in turn: whether it closes no circle with those before it."""
    above: dict[int, set[int]] = defaultdict(set)
    for source, target in pairs:
        to_do, seen = [target], set()
        while to_do and source not in seen:
            card = to_do.pop()
            if card not in seen:
                seen.add(card)
                to_do.extend(above[card])
        free = source not in seen
        if free:
            above[source].add(target)
        yield free
