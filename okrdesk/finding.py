"""Find as you type: everything that has a name, nearest first; no matter the case, the accents, the order."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice

from okrdesk.cards import Condition, KeyResult, Objective, Person, Pillar, Record, Team
from okrdesk.text import one_line
from okrdesk.workshop import Touched, Workshop

# What is searched: each kind's title, then its further fields. In the order in which equals are listed.
FIELDS: dict[type[Record], tuple[str, ...]] = {
    Pillar: ("title", "statement"),
    Objective: ("title", "story", "note"),
    KeyResult: ("text", "metric", "note"),
    Condition: ("text",),
    Team: ("name", "purpose"),
    Person: ("name", "initials", "title"),
}
_KINDS = list(FIELDS)

CODE, TITLE_START, WORD_START, INSIDE, FURTHER = range(5)  # scores

_SEPARATORS = re.compile(r"[^\w%]+|_+")
_ASCII = {n: " " for n in range(128) if _SEPARATORS.fullmatch(chr(n))}  # the same, several times as quick
_NUMBER = re.compile(r"\d+")
_RARE = 2  # letters of a word that few enough rows hold for choosing those first
_REBUILD = 500  # touched records from which sorting all anew is quicker than placing each


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that was found. `card_id` is what the board shows it on: a key result's objective or itself.

    `field` holds what was found ("code": the short name), `text` is in one line what it says, and for a short
    name what its card does. The nearest has the lowest `score`: 0 when the short name begins so, 1 the title,
    2 each word begins one of the title's, 3 each stands somewhere in it, 4 in the other fields.
    """

    id: str
    card_id: str
    field: str
    score: int
    text: str


def find(workshop: Workshop, text: str, limit: int = 50) -> list[Hit]:
    """The nearest `limit` of what holds all words of `text`. Whoever finds often keeps a `Finder`."""
    return Finder(workshop).find(text, limit)


class Finder:
    """An index of a workshop's words: made once, kept up with `update`, quick at each key."""

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop
        self._build()

    def update(self, touched: Touched) -> None:
        """Take in what a change touched; to be called after each one, for instance by a listener."""
        ids = {*touched.added, *touched.altered, *touched.removed}
        self._joined = []
        if len(ids) > _REBUILD:
            self._build()
            return
        for id_ in ids:
            self._remove(id_)
            record = self._workshop.get(id_)
            if record and type(record) in FIELDS:
                self._insert(_Row(record))

    def find(self, text: str, limit: int = 50) -> list[Hit]:
        """The nearest `limit` records that hold all words of `text`; none when it has no words."""
        words = fold(text).split()
        if not words or limit <= 0:
            return []
        hits: dict[int, Hit] = {}
        for score, rows in enumerate(self._tiers(text, words)):
            new = (n for n in rows if n not in hits)
            hits |= {n: self._hit(n, score, words) for n in islice(new, limit - len(hits))}
            if len(hits) == limit:
                break
        return list(hits.values())

    # ------------------------------------------------------------ within
    def _build(self) -> None:
        rows = [_Row(record) for kind in FIELDS for record in self._workshop.all(kind)]
        rows.sort(key=_key_of)
        self._keys = [row.key for row in rows]
        self._at = {row.key[-1]: row.key for row in rows}
        self._codes = [row.code for row in rows]
        self._titles = [row.title for row in rows]
        self._everything = [row.everything for row in rows]
        self._joined: list[_Joined] = []

    def _beginnings(self, code: str, phrase: str) -> Iterator[Iterable[int]]:
        """The rows whose short name begins with `code`, and those whose title begins with `phrase`.

        All are looked through as one long text: that stays in C, and most queries find none.
        """
        if not self._joined:
            self._joined = [_Joined(self._codes), _Joined(self._titles)]
        for joined, start in zip(self._joined, (code, phrase), strict=True):
            yield joined.rows_that_begin(start)

    def _insert(self, row: _Row) -> None:
        n = bisect_left(self._keys, row.key)
        self._keys.insert(n, row.key)
        self._codes.insert(n, row.code)
        self._titles.insert(n, row.title)
        self._everything.insert(n, row.everything)
        self._at[row.key[-1]] = row.key

    def _remove(self, id_: str) -> None:
        key = self._at.pop(id_, None)
        if key is not None:
            n = bisect_left(self._keys, key)
            for column in (self._keys, self._codes, self._titles, self._everything):
                del column[n]

    def _tiers(self, text: str, words: list[str]) -> Iterator[Iterable[int]]:
        """For each score the rows that are so near (and nearer ones again), found as they are asked for."""
        titles, texts = self._titles, self._everything
        code, phrase = one_line(text).casefold(), " " + " ".join(words)
        longest, *others = sorted(words, key=len, reverse=True)
        yield from self._beginnings(code, phrase)
        rows: Sequence[int] = range(len(titles))
        if len(longest) >= _RARE:
            rows = [n for n, everything in enumerate(texts) if longest in everything]
        yield _all_in(titles, rows, [" " + word for word in words])
        yield _all_in(titles, rows, [longest, *others])
        yield _all_in(texts, rows, [longest, *others])

    def _hit(self, n: int, score: int, words: list[str]) -> Hit:
        record = self._workshop[self._keys[n][-1]]
        fields = FIELDS[type(record)]
        field = fields[0]
        if score == CODE:
            field = "code"
        elif score == FURTHER:
            field = max(fields, key=lambda f: sum(word in fold(getattr(record, f)) for word in words))
        words_shown = getattr(record, fields[0] if score == CODE else field)
        card_id = record.objective if isinstance(record, KeyResult) else record.id
        return Hit(record.id, card_id, field, score, " ".join(words_shown.split()))


def _all_in(texts: Sequence[str], rows: Iterable[int], parts: Iterable[str]) -> Iterable[int]:
    """Those of `rows` whose text holds all parts; found one by one, as they are asked for."""
    for part in parts:
        rows = _in(texts, rows, part)
    return rows


def _in(texts: Sequence[str], rows: Iterable[int], part: str) -> Iterator[int]:
    return (n for n in rows if part in texts[n])


class _Joined:
    """The texts of all rows as one, each behind a line's end."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._text = "\n" + "\n".join(texts)
        self._starts = list(accumulate((len(text) + 1 for text in texts), initial=0))

    def rows_that_begin(self, part: str) -> Iterator[int]:
        """The rows whose text begins with `part`, in order."""
        at = self._text.find(f"\n{part}")
        while at >= 0:
            yield bisect_left(self._starts, at)
            at = self._text.find(f"\n{part}", at + 1)


class _Row:
    """A record as it is searched: each text begins with a space, words are separated by one."""

    __slots__ = ("code", "everything", "key", "title")

    def __init__(self, record: Record) -> None:
        kind = type(record)
        title, *further = (getattr(record, field) for field in FIELDS[kind])
        code: str = getattr(record, "code", "")
        self.code = code.casefold()
        self.title = " " + fold(title)
        self.everything = f" {fold(code)}{self.title} {fold(' '.join(filter(None, further)))}"
        in_order = _NUMBER.sub(lambda number: number.group().zfill(8), code)
        self.key = (_KINDS.index(kind), in_order, getattr(record, "rank", ""), record.id)


def _key_of(row: _Row) -> tuple[int, str, str, str]:
    return row.key


def fold(text: str) -> str:
    """`text` as it is compared: no case, no accents, its words separated by one space."""
    if text.isascii():
        return " ".join(text.lower().translate(_ASCII).split())
    apart = unicodedata.normalize("NFKD", text)
    text = "".join(c for c in apart if not unicodedata.combining(c))
    return _SEPARATORS.sub(" ", text.casefold()).strip()
