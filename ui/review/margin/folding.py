"""Long texts of notes, cut so that they leave room for the others."""

from __future__ import annotations

LINES, LETTERS = (
    8,
    44,
)  # how many lines of a long text are shown, and about how many letters one of them holds
_SPARE = 3  # so many more lines are no reason to cut


def lines_of(text: str, letters: int) -> int:
    """About how many lines a text fills of so many letters each."""
    return sum(1 + len(line) // letters for line in text.split("\n"))


def shortened(text: str) -> str:
    """About the first `LINES` lines of a text, with "…" at the end; a text not much longer is whole."""
    if lines_of(text, LETTERS) <= LINES + _SPARE:
        return text
    lines, room = [], LINES
    for line in text.split("\n"):
        lines.append(line[: room * LETTERS])
        room -= 1 + len(line) // LETTERS
        if room <= 0:
            break
    start = "\n".join(lines)
    words = start.rsplit(" ", 1)[0] if len(start) < len(text) and not text[len(start)].isspace() else start
    return (words if len(start) - len(words) < LETTERS else start).rstrip() + "…"
