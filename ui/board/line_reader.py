"""Reads the line of a card while it is typed, but for the guesses that the person took back. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrdesk import written
from okrdesk.workshop import Workshop
from okrdesk.writing import Spot
from ui.board.chips import Guess, guesses

if TYPE_CHECKING:
    from okrdesk.phrase import Phrase


class LineReader:
    """One for each text that is written; with `old`, the text that stood there, only what is new is read."""

    def __init__(self, workshop: Workshop, spot: Spot, old: str = "") -> None:
        self._workshop, self._spot = workshop, spot
        self._denied: list[str] = []  # the fields whose guesses were taken back
        if old:
            self._denied = [guess.field for guess in self.guesses(old)]

    def read(self, line: str) -> Phrase:
        """What the line says, without the guesses that were taken back."""
        from okrdesk import phrase as phrases

        read = written.read_line(self._workshop, self._spot, line)
        for field in self._denied:
            read = phrases.without(read, field)
        return read

    def guesses(self, line: str) -> list[Guess]:
        """What could be read in the line, each with whether it still holds."""
        whole = written.read_line(self._workshop, self._spot, line)
        return guesses(self._workshop, whole, self.read(line))

    def turn(self, guess: Guess) -> None:
        """Take a guess back, or up again."""
        if guess.holds:
            self._denied.append(guess.field)
        elif guess.field in self._denied:
            self._denied.remove(guess.field)
        else:
            self._denied.clear()  # it went with another one

    def forget(self) -> None:
        """Nothing is taken back: the line is begun anew."""
        self._denied.clear()
