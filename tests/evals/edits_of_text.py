"""Edits of a few cards' texts as people make them, each of which knows where marked words went.

A text is a list of characters of which those that belong to the marked words are tagged.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.evals.anchor_trials import Edited, Field, Text, words

_NEW = ("steady", "clear", "weekly", "partner", "shared", "first", "local", "renewal", "margin", "sample")
# A stop or comma within a number ends nothing.
_SENTENCE = re.compile(r".+?(?:[.!?]+(?=\s|$)\s*|$)", re.DOTALL)
_CLAUSE = re.compile(r".+?(?:[,;.!?]+(?=\s|$)\s*|$)", re.DOTALL)


@dataclass
class Trial:
    """The texts by field; the marked words are in that of `card`."""

    texts: dict[Field, Text]
    card: Field
    random: random.Random

    @property
    def text(self) -> Text:
        """The text of the card on which the note is."""
        return self.texts[self.card]

    @text.setter
    def text(self, new: Text) -> None:
        self.texts[self.card] = new

    def stretches(self, pattern: str | re.Pattern[str]) -> list[tuple[int, int]]:
        """Where a pattern stands in the card's text."""
        return [m.span() for m in re.finditer(pattern, words(self.text))]

    def replace(self, start: int, end: int, new: str) -> None:
        """Put other words in the place of some; they are marked if those were. Of what replaces words over
        an edge of the marked ones, as large a share is marked.
        """
        old = [tag for _, tag in self.text[start:end]]
        if not any(old) or all(old):
            return self.put(start, end, [(char, False) for char in new], marked=any(old))
        kept = old.index(not old[0])
        share = max(1, round(len(new) * kept / len(old)))
        tags = [old[0]] * share + [old[-1]] * (len(new) - share)
        self.text = [*self.text[:start], *zip(new, tags, strict=False), *self.text[end:]]
        return None

    def put(self, start: int, end: int, new: Text, *, marked: bool = False) -> None:
        """Put a stretch in the place of another. It counts as marked where it comes within marked words."""
        within = start > 0 and end < len(self.text) and self.text[start - 1][1] and self.text[end][1]
        if marked or within:
            new = [(char, True) for char, _ in new]
        self.text = [*self.text[:start], *new, *self.text[end:]]


# ---------------------------------------------------------------- the kinds of edits
def _word(trial: Trial, *, marked: bool | None = None, pattern: str = r"\w+") -> tuple[int, int] | None:
    found = [
        (a, b)
        for a, b in trial.stretches(pattern)
        if marked is None or all(tag is marked for _, tag in trial.text[a:b])
    ]
    return trial.random.choice(found) if found else None


def typo(trial: Trial) -> None:
    """A letter more, less or other, or two of them turned round, in any word."""
    if not (at := _word(trial, pattern=r"\w{4,}")):
        return
    n, text = trial.random.randrange(at[0] + 1, at[1] - 1), trial.text
    match trial.random.randrange(3):
        case 0:
            trial.text = [*text[:n], *text[n + 1 :]]
        case 1:
            trial.text = [*text[:n], text[n], *text[n:]]
        case _:
            trial.text = [*text[:n], text[n + 1], text[n], *text[n + 2 :]]


def word_inside(trial: Trial) -> None:
    """One of the marked words is another now."""
    if at := _word(trial, marked=True):
        trial.replace(*at, trial.random.choice(_NEW))


def word_outside(trial: Trial) -> None:
    """A word beside the marked ones is another now."""
    if at := _word(trial, marked=False):
        trial.replace(*at, trial.random.choice(_NEW))


def several_words(trial: Trial) -> None:
    """A quarter of all words are others now."""
    for _ in range(max(2, len(trial.stretches(r"\w+")) // 4)):
        if at := _word(trial):
            trial.replace(*at, trial.random.choice(_NEW))


def rewritten(trial: Trial) -> None:
    """A sentence says something else with some of its words in another order."""
    a, b = trial.random.choice(trial.stretches(_SENTENCE))
    old = re.findall(r"\w+", words(trial.text)[a:b])
    new = [*trial.random.sample(old, len(old) // 3), *trial.random.choices(_NEW, k=max(2, len(old) // 2))]
    trial.random.shuffle(new)
    tagged: Text = [(char, False) for char in " ".join(new).capitalize() + ". "]
    trial.put(a, b, tagged)


def moved(trial: Trial) -> None:
    """A clause stands elsewhere in the text."""
    clauses = trial.stretches(_CLAUSE)
    if len(clauses) < 2:
        clauses = _halves(trial)
    if len(clauses) < 2:
        return
    a, b = trial.random.choice(clauses)
    clause, to = trial.text[a:b], trial.random.choice([at for at, _ in clauses if not a < at < b])
    trial.text = [*trial.text[:a], *trial.text[b:]]
    at = to if to <= a else to - len(clause)
    trial.put(at, at, clause)


def _halves(trial: Trial) -> list[tuple[int, int]]:
    found = trial.stretches(r"\w+\W*")
    if len(found) < 4:
        return []
    middle = found[trial.random.randrange(1, len(found) - 1)][0]
    return [(0, middle), (middle, len(trial.text))]


def swapped(trial: Trial) -> None:
    """The text and that of another card take each other's place."""
    other = trial.random.choice([card for card in trial.texts if card != trial.card])
    trial.texts[trial.card], trial.texts[other] = trial.texts[other], trial.texts[trial.card]


def sentence_swapped(trial: Trial) -> None:
    """A sentence and one of another card take each other's place."""
    other = trial.random.choice([card for card in trial.texts if card != trial.card])
    a, b = trial.random.choice(trial.stretches(_SENTENCE))
    c, d = trial.random.choice([m.span() for m in _SENTENCE.finditer(words(trial.texts[other]))])
    mine, theirs = trial.text[a:b], trial.texts[other][c:d]
    trial.put(a, b, theirs)
    trial.texts[other] = [*trial.texts[other][:c], *mine, *trial.texts[other][d:]]


def numbers(trial: Trial) -> None:
    """All numbers are others now."""
    for a, b in reversed(trial.stretches(r"\d+")):
        trial.replace(a, b, str(trial.random.randrange(2, 900)))


def put_before(trial: Trial) -> None:
    """A few words come before some word."""
    a, _ = trial.random.choice(trial.stretches(r"\S+"))
    trial.replace(a, a, " ".join(trial.random.choices(_NEW, k=3)) + " ")


def put_behind(trial: Trial) -> None:
    """A few words come behind some word."""
    _, b = trial.random.choice(trial.stretches(r"\S+"))
    trial.replace(b, b, " " + " ".join(trial.random.choices(_NEW, k=3)))


def common_words(trial: Trial, *, alike: bool = False) -> None:
    """Words that stand in the text already come in at another place too: lookalikes. `alike`: either of both
    counts, as once the other one goes nobody can tell.
    """
    found = trial.stretches(r"\w+")
    n = trial.random.randrange(len(found))
    a, b = found[n][0], found[min(len(found) - 1, n + trial.random.randrange(4))][1]
    at = trial.random.choice(found)[0]
    trial.put(at, at, [*((char, tag and alike) for char, tag in trial.text[a:b]), (" ", False)])


def doubled(trial: Trial) -> None:
    """A sentence stands there twice: the copy comes before or behind it."""
    a, b = trial.random.choice(trial.stretches(_SENTENCE))
    copy = words(trial.text)[a:b].strip()
    at, new = trial.random.choice(((a, copy + " "), (b, " " + copy)))
    trial.put(at, at, [(char, False) for char in new])


def doubled_alike(trial: Trial) -> None:
    """A sentence stands there twice, and each of the two counts: once the other one goes, nobody can tell."""
    a, b = trial.random.choice(trial.stretches(_SENTENCE))
    trial.text = [*trial.text[:b], (" ", False), *trial.text[a:]]


def deleted(trial: Trial) -> None:
    """The marked words go."""
    trial.text = [char for char in trial.text if not char[1]]


def cut(trial: Trial) -> None:
    """A stretch of words goes, wherever it stands."""
    found = trial.stretches(r"\w+\W*")
    n = trial.random.randrange(len(found))
    a, b = found[n][0], found[min(len(found) - 1, n + trial.random.randrange(5))][1]
    trial.text = [*trial.text[:a], *trial.text[b:]]


def capitals(trial: Trial) -> None:
    """All in capitals, in small letters, or each word with a capital."""
    way: Callable[[str], str] = trial.random.choice((str.upper, str.lower, str.title))
    new = way(words(trial.text))
    if len(new) == len(trial.text):
        trial.text = [(char, tag) for char, (_, tag) in zip(new, trial.text, strict=True)]


def signs(trial: Trial) -> None:
    """Commas and stops go, or quotation marks come round a word."""
    if trial.random.random() < 0.5:
        trial.text = [char for char in trial.text if char[0] not in ",.;:!?"]
    elif at := _word(trial):
        trial.replace(at[1], at[1], "”")
        trial.replace(at[0], at[0], "“")


ONE: dict[str, Callable[[Trial], None]] = {
    "typo fixed": typo,
    "word replaced in the words": word_inside,
    "word replaced beside them": word_outside,
    "a quarter of the words replaced": several_words,
    "sentence rewritten": rewritten,
    "clause moved": moved,
    "text swapped with another card": swapped,
    "sentence swapped with another card": sentence_swapped,
    "numbers changed": numbers,
    "words put before": put_before,
    "words put behind": put_behind,
    "lookalike put in": common_words,
    "sentence doubled": doubled,
    "marked words deleted": deleted,
    "other words deleted": cut,
    "capitals changed": capitals,
    "signs changed": signs,
}


ALIKE: dict[str, Callable[[Trial], None]] = {
    "lookalike put in": lambda trial: common_words(trial, alike=True),
    "sentence doubled": doubled_alike,
}


def two(trial: Trial) -> None:
    """Two of these, one after the other; texts are swapped first, since nobody can see that one which
    was edited beforehand left, while one that is nearly the same came.
    """
    kinds = trial.random.choices(list(ONE), k=2)
    for kind in sorted(kinds, key=lambda kind: "swapped" not in kind):
        if trial.stretches(r"\w+"):
            edit(trial, ALIKE.get(kind, ONE[kind]))


def edit(trial: Trial, make: Callable[[Trial], None]) -> None:
    """Make an edit. Where equal words change places nothing does: nobody can see that."""
    before = trial.text
    make(trial)
    if words(trial.text) == words(before):
        trial.text = before


KINDS = ONE | {"two edits at once": two}


def draw(texts: Sequence[str], kind: str, chance: random.Random) -> Edited:
    """Mark words in one of a few cards' texts, and edit these."""
    chosen = chance.sample(texts, min(4, len(texts)))
    start, end = _marked(chosen[0], chance)
    tagged = {
        (f"o{n}", "title"): [(char, n == 0 and start <= at < end) for at, char in enumerate(text)]
        for n, text in enumerate(chosen)
    }
    trial = Trial(tagged, ("o0", "title"), chance)
    edit(trial, KINDS[kind])
    return Edited(chosen[0], start, end, trial.card, trial.texts)


def _marked(text: str, chance: random.Random) -> tuple[int, int]:
    """A few neighbouring words; now and then any stretch of letters."""
    if chance.random() < 0.1:
        start = chance.randrange(len(text))
        end = chance.randrange(start + 1, len(text) + 1)
        if re.search(r"\w", text[start:end]):
            return start, end
    found = [m.span() for m in re.finditer(r"\w+", text)]
    first = chance.randrange(len(found))
    return found[first][0], found[min(len(found) - 1, first + chance.choice((0, 0, 1, 1, 2, 3, 5)))][1]
