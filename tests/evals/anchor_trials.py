"""Trials of where notes stand after edits that know the answer, and how they are judged, whoever drew them.

What belongs to the marked words, in every generator: they themselves; what takes the place of a word, number
or letter of them; what is put in between two of them. What doesn't: whatever is put beside them; a copy of
them; any word of a sentence that was written anew or paraphrased, be it the same; whatever comes from another
text. Words that moved are still they, in their field; on another card or in another field none is right.

Where chance puts the very words back that the same trial took away, or others among the words among which
those stood, it is drawn again: from what is read and what stands there now nobody could tell.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from okrdesk.cards import Objective, Team
from okrdesk.review.anchors import Place, place
from okrdesk.review.notes import Spot, quoted
from okrdesk.review.records import Note
from okrdesk.workshop import Workshop

Field = tuple[str, str]  # the id of a card, and one of its fields
Text = list[tuple[str, bool]]  # letters, and whether each belongs to the marked words
Outcome = Literal["right", "changed: not found", "changed: altered", "changed: they went", "wrong"]
OUTCOMES: tuple[Outcome, ...] = (
    "right", "changed: not found", "changed: altered", "changed: they went", "wrong",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Edited:
    """The text that was read, where words were marked in it, and what all fields hold after the edits."""

    read: str
    start: int
    end: int
    field: Field
    texts: Mapping[Field, Text]


_AMONG = 15  # characters on either side by which a person knows words again
_OF_CHANCE = ("sentence rewritten", "two edits at once", "two to four in a row")
Draw = Callable[[Sequence[str], str, random.Random], Edited]  # from these texts, an edit of this kind


@dataclass(frozen=True, slots=True)
class Result:
    """How one trial went: what was read, what stands there now, and where the note was put."""

    kind: str
    outcome: Outcome
    read: str
    quote: str
    now: str
    place: Place

    def __str__(self) -> str:
        at = self.now[self.place.start : self.place.end]
        shown = {"read": self.read, "words": self.quote, "now": self.now, self.place.state: at}
        return self.kind + "".join(f"\n    {name:8} {text}" for name, text in shown.items())


def words(text: Text) -> str:
    """The text without its tags."""
    return "".join(char for char, _ in text)


def trials(draw: Draw, kinds: Sequence[str], texts: Sequence[str], count: int, seed: int) -> Iterator[Result]:
    """So many trials, all kinds of edits in turn."""
    chance = random.Random(seed)
    for n in range(count):
        kind = kinds[n % len(kinds)]
        edited = draw(texts, kind, chance)
        while kind in _OF_CHANCE and _back_by_chance(edited):
            edited = draw(texts, kind, chance)
        yield tried(kind, edited)


def _back_by_chance(edited: Edited) -> bool:
    """Whether the marked words went, and as many of the same came as if they had stayed; or others came to
    stand among the very words among which they stood.
    """
    quote, now = edited.read[edited.start : edited.end], edited.texts[edited.field]
    first = max(0, edited.start - _AMONG)
    at = words(now).find(edited.read[first : edited.end + _AMONG])
    if at >= 0 and not any(tag for _char, tag in now[at + edited.start - first :][: len(quote)]):
        return True
    if any(words(list(run)) == quote for marked, run in groupby(now, key=lambda each: each[1]) if marked):
        return False
    return words(now).count(quote) >= edited.read.count(quote)


def tried(kind: str, edited: Edited) -> Result:
    """Where a note on the marked words stands after the edits, and whether that is right."""
    card, field = edited.field
    spot = Spot(card, field, edited.start, edited.end)
    note = Note("note", card=card, field=field, **quoted(edited.read, spot))
    found = place(_workshop(edited.texts), note)
    now = edited.texts[edited.field]
    return Result(kind, _judged(note.quote, now, found), note.read, note.quote, words(now), found)


def _workshop(texts: Mapping[Field, Text]) -> Workshop:
    cards: dict[str, dict[str, str]] = defaultdict(dict)
    for (card, field), text in texts.items():
        cards[card][field] = words(text)
    return Workshop("w", [Team("t"), *(Objective(id_, team="t", **named) for id_, named in cards.items())])  # type: ignore[arg-type]


def _judged(quote: str, now: Text, found: Place) -> Outcome:
    """Wrong is every place that holds but one character which is none of the marked ones, spaces apart."""
    if found.start is not None and found.end is not None:
        inside = [tag for char, tag in now[found.start : found.end] if not char.isspace()]
        return "right" if inside and all(inside) else "wrong"
    left = [words(list(run)) for marked, run in groupby(now, key=lambda each: each[1]) if marked]
    if not left:
        return "changed: they went"
    return "changed: not found" if left == [quote] else "changed: altered"
