"""A second generator of edits, made of words: each carries whether it is one of the marked ones.

Apart from how it is judged it shares nothing with the first: it edits titles and stories of a few objectives,
draws new words from the other texts, knows words of all scripts, and makes several edits one after the other.
"""

from __future__ import annotations

import random
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from operator import attrgetter

from tests.evals.anchor_trials import Edited, Field, Text

_HERE: Field = ("o0", "story")
_FIELDS: tuple[Field, ...] = (_HERE, ("o0", "title"), ("o1", "title"), ("o1", "story"), ("o2", "story"))
_STOPS = frozenset(".!?。।؟")
_COMMAS = _STOPS | frozenset(",;:،、–")

OF_ALL_KINDS = (
    "Sales", "Grow", "Ship it", "Grow sales", "Grow sales twice", "No", "5 %", "Win, then grow.",
    "売上", "売上を伸ばす", "在北部市场销售增长。在南部市场销售增长。",
    "Увеличить продажи на севере. Снизить цены на юге.",
    "زيادة المبيعات في الشمال، ثم في الجنوب. خفض التكاليف.", "הגדלת המכירות בצפון. הורדת המחירים בדרום.",
    "बिक्री बढ़ाना। लागत कम करना।", "İstanbul'da satışları artırmak",
    "Cafe\u0301 no\u0308rdlich: mehr Ga\u0308ste, mehr Umsatz. Mehr Ga\u0308ste am Abend.",
    "🚲 Ride more 🚀 and pay less 👩\u200d🚀 ride on", "Straße, Größe, Maß; Straße und Maß",
    "Grow sales 5 % by 5 May, costs 5 % by 15 May, and 5.5 % by 25 May.", "a b a b a b", "to be or not to be",
    "Ship it. Ship it. Ship it now.", "Riders return. Riders pay. Riders return and pay. Shops pay.",
    "First line\nsecond line\n\nthird line, and the first line again",
    " ".join(f"In week {n} the team of depot {n % 7} counts what it has and owes." for n in range(30)),
    " ".join("Every rider who returns tells two others, and one of them pays.".split() * 15),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a sign, or the space between them; `marked` when it belongs to the words of the note."""

    text: str
    sort: str
    marked: bool = False


@dataclass
class Draft:
    """The fields as they are being edited, the words that may come in, and chance."""

    fields: dict[Field, list[Token]]
    pool: list[str]
    chance: random.Random

    @property
    def tokens(self) -> list[Token]:
        """What stands in the field of the note."""
        return self.fields[_HERE]

    def words(self, fits: Callable[[Token], bool] = lambda _token: True) -> list[int]:
        """Where words stand in the field of the note."""
        return [n for n, token in enumerate(self.tokens) if token.sort == "word" and fits(token)]

    def any_word(self, fits: Callable[[Token], bool] = lambda _token: True) -> int | None:
        """Where one of these words stands."""
        found = self.words(fits)
        return self.chance.choice(found) if found else None

    def reword(self, n: int, text: str) -> None:
        """Another word in the place of one: it is marked if that was."""
        self.tokens[n] = replace(self.tokens[n], text=text)

    def put(self, at: int, new: list[Token]) -> None:
        """Tokens before the one at `at`; they belong to the marked words if they come between two of them."""
        here = self.tokens
        if 0 < at < len(here) and here[at - 1].marked and here[at].marked:
            new = [replace(token, marked=True) for token in new]
        here[at:at] = new

    def some_words(self, count: int) -> list[Token]:
        """New words with spaces between them."""
        chosen = self.chance.choices(self.pool, k=count)
        return _tokens(" ".join(chosen))


def _tokens(text: str, start: int = 0, end: int = 0) -> list[Token]:
    """A text's words, signs and spaces, cut where the marked stretch begins and ends. Marks that combine with
    a letter and joiners of emoji go with what stands before them.
    """
    tagged: list[tuple[str, bool, str]] = []
    sort = "sign"
    for n, char in enumerate(text):
        category = unicodedata.category(char)
        if char.isspace():
            sort = "space"
        elif category[0] != "M" and category != "Cf":
            sort = "word" if category[0] in "LN" else "sign"
        tagged.append((char, start <= n < end, sort))
    runs = groupby(tagged, key=lambda each: each[1:])
    return [Token("".join(char for char, *_ in run), sort, marked) for (marked, sort), run in runs]


def _pieces(tokens: list[Token], ends: frozenset[str]) -> list[tuple[int, int]]:
    """Sentences, or clauses: each up to the sign that ends it, which a space follows, and that space. What
    ends lines ends them as well.
    """
    found, begin = [], 0
    for n, token in enumerate(tokens):
        sign = token.sort == "sign" and token.text[-1] in ends
        last = n + 1 == len(tokens) or (token.sort == "space" and tokens[n - 1].text[-1] in ends)
        if last or "\n" in token.text or (sign and token.text[-1] in "。।"):
            found.append((begin, n + 1))
            begin = n + 1
    return found


# ---------------------------------------------------------------- letters and single words
def _misspelt(draft: Draft) -> None:
    n = draft.any_word(lambda token: len(token.text) > 2)
    if n is None:
        return
    word, chance = draft.tokens[n].text, draft.chance
    at = chance.randrange(len(word) - 1)
    ways = (
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        word[:at] + chance.choice(word) + word[at:],
        word[:at] + word[at + 1 :],
        word[:at] + chance.choice("aeiournt") + word[at + 1 :],
        word + chance.choice("sden"),
    )
    draft.reword(n, chance.choice(ways))


def _replaced(draft: Draft, *, marked: bool | None = None, known: bool = False) -> None:
    n = draft.any_word(lambda token: marked is None or token.marked is marked)
    if n is not None:
        standing = [draft.tokens[at].text for at in draft.words()]
        draft.reword(n, draft.chance.choice(standing if known else draft.pool))


def _a_third_replaced(draft: Draft) -> None:
    for _ in range(1 + len(draft.words()) // 3):
        _replaced(draft)


def _number(draft: Draft, *, marked: bool | None = None, known: bool = False) -> None:
    numbers = [draft.tokens[at].text for at in draft.words(lambda token: token.text.isdecimal())]
    n = draft.any_word(lambda token: token.text.isdecimal() and (marked is None or token.marked is marked))
    if n is not None:
        draft.reword(n, draft.chance.choice(numbers) if known else str(draft.chance.randrange(1000)))


def _all_numbers(draft: Draft) -> None:
    for n in draft.words(lambda token: token.text.isdecimal()):
        draft.reword(n, str(draft.chance.randrange(1, 100)))


def _casing(draft: Draft) -> None:
    way = draft.chance.choice((str.upper, str.lower, str.capitalize, str.swapcase))
    one = draft.any_word()
    for n in draft.words() if draft.chance.random() < 0.4 or one is None else [one]:
        draft.reword(n, way(draft.tokens[n].text))


def _punctuation(draft: Draft) -> None:
    signs = [n for n, token in enumerate(draft.tokens) if token.sort == "sign"]
    match draft.chance.randrange(3):
        case 0 if signs:
            del draft.tokens[draft.chance.choice(signs)]
        case 1 if signs:
            draft.reword(draft.chance.choice(signs), draft.chance.choice(",.;:!?…"))
        case _ if (n := draft.any_word()) is not None:
            draft.put(n + draft.chance.randrange(2), [Token(draft.chance.choice(",.()\"'–"), "sign")])


def _spaces(draft: Draft) -> None:
    spaces = [n for n, token in enumerate(draft.tokens) if token.sort == "space"]
    for n in spaces if draft.chance.random() < 0.3 else draft.chance.sample(spaces, min(1, len(spaces))):
        draft.reword(n, draft.chance.choice(("  ", "\n", "\u00a0", " \n ", "\t")))
    if draft.chance.random() < 0.3:
        draft.put(0, [Token(" ", "space")])


# ---------------------------------------------------------------- words that come and go
def _words_put_in(draft: Draft, *, known: bool = False, alike: bool = False) -> None:
    n = draft.any_word()
    if n is None:
        return
    new = draft.some_words(draft.chance.randrange(1, 5))
    if known:
        first = draft.chance.choice(draft.words())
        new = _copy(draft.tokens[first : first + 2 * draft.chance.randrange(1, 4) - 1], alike=alike)
    space = [Token(" ", "space")]
    draft.put(*((n, new + space) if draft.chance.random() < 0.5 else (n + 1, space + new)))


def _words_cut(draft: Draft) -> None:
    n = draft.any_word()
    if n is not None:
        del draft.tokens[n : n + 2 * draft.chance.randrange(1, 5)]


def _copy(tokens: list[Token], *, alike: bool) -> list[Token]:
    """The same again; `alike`: either may be meant, once the other one goes."""
    return [token if alike else replace(token, marked=False) for token in tokens]


# ---------------------------------------------------------------- sentences and clauses
def _rewritten(draft: Draft, *, kept: float = 0) -> None:
    """Each word of a sentence is another, but for the share that is kept in its order. A sentence of which
    half of the letters are left is none that was rewritten, nor one of numbers in which these are
    others.
    """
    a, b = draft.chance.choice(_pieces(draft.tokens, _STOPS))
    old = [n for n in range(a, b) if draft.tokens[n].sort == "word"]
    staying = set(draft.chance.sample(old, int(len(old) * kept)))
    new = {n: draft.chance.choice(draft.pool) for n in old if n not in staying}
    before = Counter(draft.tokens[n].text.casefold() for n in old)
    after = Counter(new.get(n, draft.tokens[n].text).casefold() for n in old)
    if 2 * len("".join((before & after).elements())) >= len("".join(before.elements())):
        return
    if all(draft.tokens[n].text.isdecimal() and text.isdecimal() for n, text in new.items()):
        return
    draft.tokens[a:b] = [
        Token(new.get(n, token.text), token.sort) for n, token in enumerate(draft.tokens[a:b], a)
    ]


def _moved(draft: Draft, *, ends: frozenset[str] = _COMMAS) -> None:
    """A clause or sentence stands elsewhere, at the start and the end of the text more often."""
    pieces = _pieces(draft.tokens, ends)
    if len(pieces) < 2:
        return
    a, b = draft.chance.choice(pieces)
    clause = draft.tokens[a:b]
    others = [at for at, _ in pieces if not a <= at <= b]
    at = draft.chance.choice([0, len(draft.tokens), *others])
    del draft.tokens[a:b]
    draft.put(at if at <= a else at - len(clause), clause)


def _swapped(draft: Draft) -> None:
    """The whole text and that of another field take each other's place."""
    other = draft.chance.choice([field for field in draft.fields if field != _HERE])
    draft.fields[_HERE], draft.fields[other] = draft.fields[other], draft.fields[_HERE]


def _parts_swapped(draft: Draft) -> None:
    """A sentence or clause and one of another field take each other's place."""
    other = draft.fields[draft.chance.choice([field for field in draft.fields if field != _HERE])]
    ends = draft.chance.choice((_STOPS, _COMMAS))
    mine, theirs = _pieces(draft.tokens, ends), _pieces(other, ends)
    if mine and theirs:
        (a, b), (c, d) = draft.chance.choice(mine), draft.chance.choice(theirs)
        coming, other[c:d] = other[c:d], draft.tokens[a:b]
        del draft.tokens[a:b]
        draft.put(a, coming)


def _sentence_from_elsewhere(draft: Draft) -> None:
    """A sentence of another field stands here too; marked only if a swap has taken the marked words there."""
    other = draft.fields[draft.chance.choice([field for field in draft.fields if field != _HERE])]
    if pieces := _pieces(other, _STOPS):
        a, b = draft.chance.choice(pieces)
        at = draft.chance.choice([0, len(draft.tokens), *(at for at, _ in _pieces(draft.tokens, _STOPS))])
        draft.put(at, [*other[a:b], Token(" ", "space")])


def _repeated(draft: Draft, *, alike: bool = False) -> None:
    """A clause stands here twice."""
    pieces = _pieces(draft.tokens, _COMMAS)
    a, b = draft.chance.choice(pieces)
    copy = _copy(draft.tokens[a:b], alike=alike)
    at = draft.chance.choice([0, a, b, len(draft.tokens)])
    space = [Token(" ", "space")]
    draft.put(at, copy + space if at <= a else space + copy)


# ---------------------------------------------------------------- drawing
_ONE: dict[str, Callable[[Draft], None]] = {
    "typo": _misspelt,
    "marked word replaced": lambda draft: _replaced(draft, marked=True),
    "other word replaced": lambda draft: _replaced(draft, marked=False),
    "word replaced by one of the text": lambda draft: _replaced(draft, known=True),
    "a third of the words replaced": _a_third_replaced,
    "number changed in the words": lambda draft: _number(draft, marked=True),
    "number changed elsewhere": lambda draft: _number(draft, marked=False),
    "number as another in the text": lambda draft: _number(draft, known=True),
    "all numbers changed": _all_numbers,
    "casing": _casing,
    "punctuation": _punctuation,
    "spaces": _spaces,
    "words put in": _words_put_in,
    "words of the text put in": lambda draft: _words_put_in(draft, known=True),
    "words cut": _words_cut,
    "sentence rewritten": _rewritten,
    "sentence paraphrased": lambda draft: _rewritten(draft, kept=1 / 3),
    "clause moved": _moved,
    "sentence moved": lambda draft: _moved(draft, ends=_STOPS),
    "texts swapped": _swapped,
    "parts of texts swapped": _parts_swapped,
    "sentence from elsewhere": _sentence_from_elsewhere,
    "clause repeated": _repeated,
}
# Among several edits: a copy whose original goes later is what was moved, as far as anybody can see.
_ALIKE: dict[str, Callable[[Draft], None]] = {
    "words of the text put in": lambda draft: _words_put_in(draft, known=True, alike=True),
    "clause repeated": lambda draft: _repeated(draft, alike=True),
}
KINDS = (*_ONE, "two to four in a row")


def draw(texts: Sequence[str], kind: str, chance: random.Random) -> Edited:
    """Mark words in one of a few fields' texts, and edit these."""
    chosen = chance.sample(texts, min(len(_FIELDS), len(texts)))
    start, end = _marked(chosen[0], chance)
    fields = {field: _tokens(text) for field, text in zip(_FIELDS, chosen, strict=False)}
    fields[_HERE] = _tokens(chosen[0], start, end)
    draft = Draft(fields, list(_pool(texts, chosen, chance)), chance)
    if kind in _ONE:
        _edit(draft, _ONE[kind])
    else:
        ways = _ONE | _ALIKE
        for name in _in_a_row(list(ways), chance):
            if draft.words():
                _edit(draft, ways[name])
    after = {field: _tagged(tokens) for field, tokens in draft.fields.items()}
    return Edited(chosen[0], start, end, _HERE, after)


def _in_a_row(names: list[str], chance: random.Random) -> list[str]:
    """A few kinds, of which one swaps texts at the most, and first: nobody can see that a text which was
    edited beforehand left for another card, while one that is nearly the same came from there.
    """
    chosen = chance.sample(names, chance.randrange(2, 5))
    swaps = [name for name in chosen if "swapped" in name]
    return swaps[:1] + [name for name in chosen if name not in swaps]


def _edit(draft: Draft, make: Callable[[Draft], None]) -> None:
    """Where equal words took each other's place nothing was edited: nobody can see that."""
    before = list(draft.tokens)
    make(draft)
    text = attrgetter("text")
    if "".join(map(text, before)) == "".join(map(text, draft.tokens)):
        draft.fields[_HERE] = before


def _pool(texts: Sequence[str], chosen: Sequence[str], chance: random.Random) -> Iterator[str]:
    """Words of other texts than the one with the note; those of the other fields too."""
    for text in (*chance.sample(texts, min(5, len(texts))), *chosen[1:]):
        if text != chosen[0]:
            yield from _words_of(text)


@lru_cache(maxsize=4096)
def _words_of(text: str) -> tuple[str, ...]:
    return tuple(token.text for token in _tokens(text) if token.sort == "word")


def _marked(text: str, chance: random.Random) -> tuple[int, int]:
    """Some neighbouring words, often one or two, at times a whole sentence or all there is."""
    spans, at = [], 0
    for token in _tokens(text):
        if token.sort == "word":
            spans.append((at, at + len(token.text)))
        at += len(token.text)
    first = chance.randrange(len(spans))
    last = min(len(spans) - 1, first + chance.choice((0, 0, 0, 1, 1, 2, 3, 4, 8, 20)))
    return spans[first][0], min(len(text), spans[last][1] + (chance.random() < 0.1))


def _tagged(tokens: list[Token]) -> Text:
    return [(char, token.marked) for token in tokens for char in token.text]
