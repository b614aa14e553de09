"""Which card a parent's words mean: by number, by text, by text that is nearly the same."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from typing import Generic, TypeVar

from okrdesk.intake.labels import unlabel
from okrdesk.intake.words import plain

T = TypeVar("T")

FLOOR = 0.86  # how alike two texts must be to be taken for the same
_SHORTEST = 12  # characters that a beginning must have to stand for the whole
_SEVERAL = re.compile(r"\s*(?:\n|;|\||,(?=\s*(?:O|KR)?[\s-]?\d)|,|\s&\s|\sand\s)\s*")


class Index(Generic[T]):
    """Cards by their words and numbers. The same words may stand for several."""

    def __init__(self) -> None:
        self._by_text: dict[str, list[T]] = defaultdict(list)
        self._by_number: dict[str, list[T]] = defaultdict(list)

    def add(self, card: T, text: str, *numbers: str) -> None:
        """Enter a card."""
        if words := plain(text):
            self._by_text[words].append(card)
        for number in numbers:
            if number and card not in self._by_number[_number(number)]:
                self._by_number[_number(number)].append(card)

    def find(self, words: str) -> list[T]:
        """The cards that `words` can mean, likeliest way first; those found in one way only."""
        text = plain(words)
        if not text:
            return []
        if found := self._by_number.get(_number(words)):
            return found
        if found := self._by_text.get(text):
            return found
        label = unlabel(words)
        if label.number and label.words and (found := self._by_text.get(plain(label.words))):
            return found
        if label.number and (found := self._numbered(label.number, label.words)):
            return found
        return self._near(plain(label.words) or text)

    def _numbered(self, number: str, rest: str) -> list[T]:
        """By the number that stands before a text, where the text does not say otherwise."""
        return (
            self._by_number.get(_number(number), [])
            if len(rest.split()) <= 6 or not self._near(plain(rest))
            else []
        )

    def _near(self, text: str) -> list[T]:
        best, found = FLOOR, []
        for known, cards in self._by_text.items():
            shorter, longer = sorted((text, known), key=len)
            if len(shorter) >= _SHORTEST and longer.startswith(shorter):
                ratio = 0.9 + 0.1 * len(shorter) / len(longer)
            elif abs(len(text) - len(known)) > 0.3 * max(len(text), len(known)) or len(shorter) < 5:
                continue
            else:
                matcher = SequenceMatcher(None, text, known, autojunk=False)
                ratio = matcher.ratio() if matcher.quick_ratio() >= best else 0.0
            if ratio > best:
                best, found = ratio, cards
        return found


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
