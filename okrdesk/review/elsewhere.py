"""What stands in the other fields of a workshop: words may have been moved there, or there and back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from okrdesk.review import fields
from okrdesk.review.aligning import named
from okrdesk.workshop import Workshop

_BETWEEN = "\0"  # stands between the texts that are looked through: no text holds it
_NEAR = 0.15  # so much less alike in letters, a text may still be more alike in words
_LEAST = 0.5  # less alike, no text is one that changed places with another

Field = tuple[str, str]  # the id of a card, and one of its fields
Read = tuple[Field, str]  # a field, and what was read in it


class Elsewhere:
    """The texts that can be spoken of, field by field; gathered when they are first asked for.

    It remembers its answers, and so can tell which of them a change may alter.
    """

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop
        self._of: dict[str, dict[Field, str]] = {}  # by card
        self._texts: dict[Field, str] = {}
        self._all = ""
        self._held: defaultdict[Read, dict[str, bool]] = defaultdict(dict)
        self._more_like: dict[Read, bool] = {}

    def holds(self, where: Read, text: str) -> bool:
        """Whether a text stands in any field but this one."""
        held = self._held[where]
        if text not in held:
            self._gather()
            held[text] = self._all.count(text) > self._now(where).count(text)
        return held[text]

    def has_more_like(self, where: Read) -> bool:
        """Whether any field holds a text that is more like the one that was read in this one than what stands
        in this one now: then the two may have changed places.
        """
        if where not in self._more_like:
            self._gather()
            self._more_like[where] = self._seek_more_like(where)
        return self._more_like[where]

    def forget(self, ids: set[str]) -> set[Read]:
        """Read the texts of these cards anew when they are next asked for; what was read in those fields for
        which answers may be others now.
        """
        left = [text for id_ in ids for text in self._of.pop(id_, {}).values()]
        came = [text for id_ in ids for text in self._read(id_).values()]
        if left or came:
            self._all = ""
        concerned = {
            where
            for where in self._held.keys() | self._more_like.keys()
            if where[0][0] in ids or self._depends(where, left, came)
        }
        for where in concerned:
            self._held.pop(where, None)
            self._more_like.pop(where, None)
        return concerned

    # ------------------------------------------------------------ within
    def _depends(self, where: Read, left: Iterable[str], came: Iterable[str]) -> bool:
        """Whether an answer may be another one now that these texts left and came."""
        for text, held in self._held.get(where, {}).items():
            if any(text in other for other in (left if held else came)):
                return True
        more_like = self._more_like.get(where)
        if more_like is None:
            return False
        return any(_is_more_like(where[1], self._now(where), text) for text in (left if more_like else came))

    def _seek_more_like(self, where: Read) -> bool:
        from rapidfuzz import process
        from rapidfuzz.distance import Indel

        (field, read), now = where, self._now(where)
        like = Indel.normalized_similarity
        least = max(_LEAST, like(read, now) - _NEAR)
        near = process.extract_iter(read, self._texts, scorer=like, score_cutoff=least)
        return any(other != field and _is_more_like(read, now, text) for text, _score, other in near)

    def _now(self, where: Read) -> str:
        record = self._workshop.get(where[0][0])
        return fields.read(record, where[0][1]) if record else ""

    def _gather(self) -> None:
        if self._all:
            return
        for kind in fields.WORDS:
            for record in self._workshop.all(kind):
                if record.id not in self._of:
                    self._of[record.id] = self._read(record.id)
        self._texts = {field: text for texts in self._of.values() for field, text in texts.items()}
        self._all = _BETWEEN + _BETWEEN.join(self._texts.values())

    def _read(self, id_: str) -> dict[Field, str]:
        record = self._workshop.get(id_)
        names = fields.WORDS.get(type(record), ()) if record else ()
        return {(id_, name): text for name in names if (text := getattr(record, name))}


def _is_more_like(read: str, now: str, other: str) -> bool:
    """Whether another text is more like what was read than what stands there now, in letters or in words."""
    from rapidfuzz.distance import Indel

    like = Indel.normalized_similarity
    letters = like(read, now)
    if (others := like(read, other, score_cutoff=max(_LEAST, letters - _NEAR))) == 0:
        return False
    return others > letters or like(named(read), named(other)) > like(named(read), named(now))
