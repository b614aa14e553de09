"""Notes in a page's margin, each beside its words, numbered as these are; between them lines to write on."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from functools import partial

from exports.notes import Told
from exports.pdf.blocks import Blocks
from exports.pdf.flow import Row
from exports.pdf.look import MARGIN, colour
from exports.pdf.note_marks import note_place
from exports.pdf.paper import Paper
from exports.pdf.typeset import Line
from okrdesk.i18n import _

SIZE, LEADING = 7.6, 10.2
_BODY = 8.8  # of notes that stand on a page of their team
_RULED = 19.0  # between two lines to write on
_AFTER = 7.0  # below a note
_BETWEEN = 22.0  # two columns of notes that go on


def note_rows(blocks: Blocks, told: Iterable[Told]) -> list[Row]:
    """Notes as rows of a page, each with the short name of its card, which leads there."""
    rows: list[Row] = []
    for one in told:
        lines = _lines(blocks.paper, one, blocks.wide - 10, _BODY, one.code)
        rows += [
            Row(
                _BODY * 1.42 + (_AFTER if n == len(lines) - 1 else 0),
                partial(_draw, blocks, one, n, line, ink),
                tied=n < min(2, len(lines) - 1),
            )
            for n, (line, ink) in enumerate(lines)
        ]
    return rows


def _draw(blocks: Blocks, one: Told, n: int, line: Line, ink: str, x: float, y: float) -> None:
    blocks.paper.lines(x + (10 if n else 0), y + 9.5, [line], _BODY, _BODY, ink, blocks.wide - 10)
    if n == 0:
        blocks.paper.mark(note_place(one.number), y)
    if n == 0 and one.card is not None:
        blocks.paper.link(x, y, blocks.wide, _BODY * 1.42, blocks.plan.card_of(one.card.id))


def note_lines(paper: Paper, one: Told, wide: float) -> list[tuple[Line, str]]:
    """A note in lines at most `wide` wide, each with its ink: number, kind and who; what it says; replies."""
    return _lines(paper, one, wide, SIZE)


def _lines(paper: Paper, one: Told, wide: float, size: float, code: str = "") -> list[tuple[Line, str]]:
    field = one.field if code and one.field else ""
    head = " · ".join(
        filter(None, (str(one.number), f"{code} {field}".strip(), one.kind, one.byline, _state(one)))
    )
    quote = one.thread.note.quote
    where = f"“{quote}”" if quote else f"“{one.words}”" if one.words else ""
    if one.as_suggested:
        where = _("{words} (changed as suggested)").format(words=where).strip()
    elif one.place.state == "changed":
        where = _("{words} (these words have changed)").format(words=where or _("It was empty"))
    elif one.place.state == "gone":
        where = _("{words} (this card is gone)").format(words=where).strip()
    parts = [(head, 600, "ink-2"), (where, 400, "ink-2"), (one.said, 400, "ink")]
    parts += [(f"→ {reply.byline or _('Reply')}: {reply.text}", 400, "ink-2") for reply in one.replies]
    parts.append((one.answered, 400, "ink-2"))
    wrap = paper.type.wrap
    return [(line, colour(ink)) for text, weight, ink in parts for line in wrap(text, weight, size, wide)]


def _state(one: Told) -> str:
    return "" if one.thread.state == "open" else one.state


class NoteColumn:
    """The margin of a copy: notes wait until there is room, on the next page if need be."""

    def __init__(self, paper: Paper, x: float, wide: float) -> None:
        self._paper = paper
        self._x = x
        self._wide = wide
        self._top = 0.0
        self._waiting: deque[tuple[float, Line, str]] = deque()  # not above which height, the line, its ink

    @property
    def waiting(self) -> bool:
        """Whether there are notes that no page had room for yet."""
        return bool(self._waiting)

    def begin(self, top: float) -> None:
        """A new page, whose margin is free from `top` on."""
        self._top = top

    def add(self, y: float, told: Told) -> None:
        """A note on words at height y of the page in hand."""
        for n, (line, ink) in enumerate(note_lines(self._paper, told, self._wide - 8)):
            self._waiting.append((y if n == 0 else 0.0, line, ink))

    def end(self) -> None:
        """Draw the notes that there is room for, and lines to write on where there are none."""
        self._rule(self._flow(self._x))

    def go_on(self) -> None:
        """Draw what is left on a page that holds nothing else, side by side."""
        for n in range(max(1, int((self._paper.room + _BETWEEN) // (self._wide + _BETWEEN)))):
            self._flow(MARGIN + n * (self._wide + _BETWEEN))

    def _flow(self, x: float) -> list[tuple[float, float]]:
        """Draw the notes that there is room for in a column at `x`; the heights that they take."""
        paper, y = self._paper, self._top
        taken: list[tuple[float, float]] = []
        while self._waiting and y + LEADING <= paper.bottom:
            least, line, ink = self._waiting[0]
            if least:
                y = max(y + (_AFTER if taken else 0.0), least)
                if y + 2 * LEADING > paper.bottom:  # who says it stands above what is said
                    break
            self._waiting.popleft()
            base = y + LEADING * 0.5 + SIZE * 0.35
            if line.rtl:
                paper.text(x + self._wide, base, line, SIZE, ink, align="right")
            else:
                paper.text(x + 8, base, line, SIZE, ink)
            taken.append((y, y + LEADING))
            y += LEADING
        for top, bottom in _joined(taken):
            paper.bar(x, top, 1.4, bottom - top, colour("accent"))
        # On the next page it only matters where a note begins.
        self._waiting = deque((min(1.0, least), line, ink) for least, line, ink in self._waiting)
        return taken

    def _rule(self, taken: list[tuple[float, float]]) -> None:
        y = self._top + _RULED
        while y <= self._paper.bottom - 4:
            if not any(top - 4 < y < bottom + 5 for top, bottom in taken):
                self._paper.rule(self._x, y, self._wide, colour("line"), 0.5)
            y += _RULED


def _joined(taken: list[tuple[float, float]]) -> list[tuple[float, float]]:
    joined: list[tuple[float, float]] = []
    for top, bottom in taken:
        if joined and top - joined[-1][1] < 1:
            joined[-1] = (joined[-1][0], bottom)
        else:
            joined.append((top, bottom))
    return joined
