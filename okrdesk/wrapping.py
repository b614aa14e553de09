"""Text in lines of a given width. How wide text is, a `Measure` says: Qt and the PDF each bring their own."""

from __future__ import annotations

from typing import Protocol


class Measure(Protocol):
    """How wide text is: Qt and the PDF each bring one over the same fonts."""

    def width(self, text: str, size: float, weight: int) -> float:
        """The advance of one line of text in pixels; `size` in pixels, `weight` 400 to 700."""
        ...


def break_lines(
    text: str, width: float, measure: Measure, size: float, weight: int, most: int
) -> tuple[str, ...]:
    """`text` in at most `most` lines that are at most `width` wide; what does not fit ends in an ellipsis.

    Breaks at white space, and within a word only where the word alone is wider than a line.
    """
    words = text.split()
    lines: list[str] = []
    line = ""
    while words:
        longer = f"{line} {words[0]}" if line else words[0]
        if measure.width(longer, size, weight) <= width:
            line = longer
            words.pop(0)
            continue
        if len(lines) == most - 1:
            rest = " ".join(([line] if line else []) + words)
            return (*lines, elide(rest, width, measure, size, weight))
        if not line:
            cut = _fitting(words[0], width, measure, size, weight)
            line, words[0] = words[0][:cut], words[0][cut:]
        lines.append(line)
        line = ""
    return (*lines, line) if line else tuple(lines)


def elide(text: str, width: float, measure: Measure, size: float, weight: int) -> str:
    """`text` on one line, cut to `width` with an ellipsis where it is too long."""
    text = " ".join(text.split())
    if measure.width(text, size, weight) <= width:
        return text
    room = width - measure.width("…", size, weight)
    return text[: _fitting(text, room, measure, size, weight)].rstrip() + "…"


def _fitting(text: str, width: float, measure: Measure, size: float, weight: int) -> int:
    """How many characters of `text` fit, at least one."""
    low, high = 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if measure.width(text[:middle], size, weight) <= width:
            low = middle
        else:
            high = middle - 1
    return low
