"""Matter that flows over pages: rows, kept together where that is possible, parted between rows where not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from exports.job import Job
from exports.pdf.look import MARGIN, TOP, colour
from exports.pdf.paper import Paper

PAD = 13.0  # above and below the rows of a block
INSET = 16.0  # from a block's left edge to its text
BLOCK_GAP = 13.0
_WORTH_STARTING = 150.0  # a long block begins on a page only where this much is left


@dataclass(slots=True)
class Row:
    """A strip of a block that is never parted. `draw(x, y)` draws it below y; `tied` keeps the next with it.

    `table` is the head of the table that the row belongs to: a continuation repeats it.
    """

    height: float
    draw: Callable[[float, float], None]
    tied: bool = False
    table: Sequence[Row] = ()


def nothing(x: float, y: float) -> None:
    """What a row draws that only keeps a distance."""


class Flow:
    """A pen that moves down the pages of one section. `head` is the running head of all but its first."""

    def __init__(self, paper: Paper, job: Job, head: str) -> None:
        self.paper = paper
        self.job = job
        self.head = head
        self.y = paper.open_page()

    @property
    def left(self) -> float:
        """The height that is left on the page."""
        return self.paper.bottom - self.y

    def new_page(self) -> None:
        """Go on at the top of the next page."""
        self.paper.close_page()
        self.y = self.paper.open_page(self.head)

    def need(self, height: float) -> None:
        """Go on to the next page when less than this is left."""
        if self.left < height and self.y > TOP:
            self.new_page()

    def end(self) -> None:
        """Put the section's last page away."""
        self.paper.close_page()

    def rows(self, rows: Sequence[Row], x: float = MARGIN) -> None:
        """Rows below one another, over as many pages as they take."""
        for n, row in enumerate(rows):
            last = n
            while rows[last].tied and last + 1 < len(rows):
                last += 1
            self.need(sum(each.height for each in rows[n : last + 1]))
            row.draw(x, self.y)
            self.y += row.height

    def block(self, rows: Sequence[Row], edge: str, again: Callable[[], Sequence[Row]]) -> None:
        """A framed block with a coloured edge.

        It goes to the next page when it fits there and not here. One that is longer than a page is parted;
        each further piece begins with the rows that `again` makes, and within a table with its head.
        """
        height = sum(row.height for row in rows) + 2 * PAD
        page = self.paper.bottom - TOP
        if height > self.left and (height <= page or self.left < _WORTH_STARTING):
            self.need(min(height, page))
        at = 0
        while at < len(rows):
            repeated = [*again(), *rows[at].table] if at else []
            end = self._fitting(rows, at, sum(row.height for row in repeated))
            self._piece([*repeated, *rows[at:end]], edge)
            at = end
            if at < len(rows):
                self.new_page()

    def _fitting(self, rows: Sequence[Row], start: int, used: float) -> int:
        """The end of the rows from `start` on that fit here: at least one, none parted from its tie."""
        room = self.left - 2 * PAD - used
        end = start
        while end < len(rows) and rows[end].height <= room:
            room -= rows[end].height
            end += 1
        if end < len(rows):
            while end > start + 1 and rows[end - 1].tied:
                end -= 1
        return max(end, start + 1)

    def _piece(self, rows: Sequence[Row], edge: str) -> None:
        height = sum(row.height for row in rows) + 2 * PAD
        self.paper.box(MARGIN, self.y, self.paper.room, height, stroke=colour("line"), radius=5, left=edge)
        y = self.y + PAD
        for row in rows:
            row.draw(MARGIN + INSET, y)
            y += row.height
        self.y += height + BLOCK_GAP
