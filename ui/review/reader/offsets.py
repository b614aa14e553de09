"""Between a field's characters and Qt's positions: Qt counts characters beyond U+FFFF twice."""

from __future__ import annotations

# What Qt takes for the end of a block, or keeps for itself, is a line's end or a blank to read.
_LINES = str.maketrans("\n\u2029\r\ufdd0\ufdd1\0", "\u2028\u2028    ")


def shown(words: str) -> str:
    """Words as one block of a document can hold them, character by character."""
    return words.translate(_LINES)


def to_qt(words: str, index: int) -> int:
    """Qt's position of the character at `index`."""
    if words.isascii() or max(words, default="") <= "\uffff":
        return index
    return index + sum(character > "\uffff" for character in words[:index])


def from_qt(words: str, position: int) -> int:
    """The character at Qt's `position`."""
    if words.isascii() or max(words, default="") <= "\uffff":
        return position
    index = units = 0
    while units < position and index < len(words):
        units += 2 if words[index] > "\uffff" else 1
        index += 1
    return index
