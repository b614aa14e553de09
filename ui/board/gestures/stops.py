"""The places that a load can go to, one after another: what the arrow keys go through."""

from __future__ import annotations

from ui.board.hits import Point
from ui.board.loads import Load


class Stops:
    """Goes from place to place in reading order; those where the load cannot go are passed over."""

    def __init__(self, load: Load) -> None:
        self._load = load
        self._columns: list[list[Point]] = []
        self.at: Point = (0.0, 0.0)  # the next step starts at the place that is nearest to this

    def forget(self) -> None:
        """The board may have been laid out anew."""
        self._columns = []

    def step(self, across: int, down: int) -> Point | None:
        """The next place below (above, where `down` is -1), or in the next column; None at the end."""
        if not self._columns:
            self._columns = [column for column in self._load.places() if column]
        if not self._columns:
            return None
        n, row = self._nearest()
        found = self._walk_across(n, across) if across else self._walk_down(n, row, down)
        if found is not None:
            self.at = found
        return found

    def _nearest(self) -> tuple[int, int]:
        x, y = self.at
        n = min(range(len(self._columns)), key=lambda c: abs(self._columns[c][0][0] - x))
        return n, min(range(len(self._columns[n])), key=lambda row: abs(self._columns[n][row][1] - y))

    def _walk_down(self, n: int, row: int, down: int) -> Point | None:
        """On through the column, and at its end through the one beside it."""
        while True:
            row += down
            if not 0 <= row < len(self._columns[n]):
                n += down
                if not 0 <= n < len(self._columns):
                    return None
                row = 0 if down > 0 else len(self._columns[n]) - 1
            if self._can_go(self._columns[n][row]):
                return self._columns[n][row]

    def _walk_across(self, n: int, across: int) -> Point | None:
        """To the place at the same height of the next column that has one."""
        y = self.at[1]
        while 0 <= (n := n + across) < len(self._columns):
            for place in sorted(self._columns[n], key=lambda place: abs(place[1] - y)):
                if self._can_go(place):
                    return place
        return None

    def _can_go(self, place: Point) -> bool:
        aim = self._load.aim_at(place)
        return bool(aim.does) and not aim.refusal
