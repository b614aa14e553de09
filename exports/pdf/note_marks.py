"""The numbers of what reviewers said, beside the cards that they speak of: in the words and in the margin."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import partial

from exports.notes import Told
from exports.pdf.flow import Row
from exports.pdf.look import MARGIN, colour
from exports.pdf.paper import Paper

_SIZE = 7.0
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_GAP = 5.0  # between the page's matter and its margin


def numbered(words: str, told: Iterable[Told]) -> str:
    """`words` with the numbers of the notes that speak of words in them: ³ behind the last of these."""
    ends: dict[int, list[int]] = {}
    for one in told:
        place = one.place
        if place.start is not None and place.end is not None and place.end <= len(words):
            ends.setdefault(place.end, []).append(one.number)
    for end in sorted(ends, reverse=True):
        marks = ",".join(map(str, sorted(ends[end])))
        words = words[:end] + marks.translate(_SUPERSCRIPT) + words[end:]
    return words


def note_place(number: int) -> str:
    """The name of the place where the note with this number stands."""
    return f"note {number}"


class NoteMarks:
    """Puts the notes' numbers where they belong, each leading to its note."""

    def __init__(self, paper: Paper, said: Iterable[Told] = ()) -> None:
        self._paper = paper
        self._of: dict[str, list[Told]] = {}
        for one in said:
            self._of.setdefault(one.thread.note.card, []).append(one)

    def words(self, card: str, field: str, words: str) -> str:
        """A field's words with the numbers of the notes on words in it."""
        return numbered(words, self._on(card, (field,)))

    def beside(
        self,
        rows: Sequence[Row],
        card: str,
        only: Collection[str] = (),
        *,
        but: Collection[str] = (),
        base: float = 9.6,
    ) -> list[Row]:
        """The rows of a card, with the numbers of all notes on it in the margin of the first, whose letters
        stand `base` below its top; on these fields `only`, if any, and on none that `but` names.
        """
        told = [one for one in self._on(card, only) if one.thread.note.field not in but]
        if not told or not rows:
            return list(rows)
        first, numbers = rows[0], [one.number for one in told]
        return [
            Row(first.height, partial(self._draw, first, numbers, base), first.tied, first.table),
            *rows[1:],
        ]

    def _on(self, card: str, only: Collection[str]) -> list[Told]:
        return [one for one in self._of.get(card, ()) if not only or one.thread.note.field in only]

    def _draw(self, row: Row, numbers: Sequence[int], base: float, x: float, y: float) -> None:
        row.draw(x, y)
        paper = self._paper
        line = paper.type.line(_ranges(numbers), 600)
        left = MARGIN + paper.room + _GAP
        size = min(_SIZE, _SIZE * (MARGIN - 2 * _GAP) / max(1.0, line.width * _SIZE))
        paper.text(left, y + base, line, size, colour("accent"))
        paper.link(left, y, MARGIN - _GAP, base + 3, note_place(numbers[0]))


def _ranges(numbers: Sequence[int]) -> str:
    """3, 5–7: numbers in a row as the first and last of them."""
    parts: list[list[int]] = []
    for number in sorted(numbers):
        if parts and number == parts[-1][-1] + 1:
            parts[-1] = [parts[-1][0], number]
        else:
            parts.append([number])
    return ", ".join("–".join(map(str, part)) for part in parts)
