"""The table of an objective's key results: text, from, to, how often it is read, and who owns it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from exports.pdf.flow import Row, nothing
from exports.pdf.look import BODY, LEADING, colour
from exports.pdf.note_marks import NoteMarks
from exports.pdf.paper import Paper
from exports.pdf.plan import Plan
from exports.pdf.typeset import Line, Lines
from exports.words import baseline_text, code_of, kind_label, link_label, read_every_label, target_text
from okrdesk.cards import GUARDRAILS, UPWARD, KeyResult
from okrdesk.i18n import _
from okrdesk.naming import called

WIDTHS = (66.0, 70.0, 48.0, 74.0)  # of the columns after the first: from, to, read every, owner
GAP = 8.0
ROW_PAD = 8.5
HEAD, NOTE, SMALLEST = 7.6, 7.6, 6.4  # sizes of letters
NOTE_LEADING = 11.0
_TEXT_BASE = ROW_PAD / 2 + 8.8  # of a row's first line, below its top
_AT_ONCE = 24  # lines: a longer cell goes on in a row of its own, which may stand on the next page


@dataclass(frozen=True, slots=True)
class _Badge:
    words: str
    ink: str
    ground: str
    width: float


@dataclass(frozen=True, slots=True)
class _Strip:
    """A part of a key result's row: lines of its text and of its cells; the badge stands on the last one."""

    text: Lines
    cells: tuple[tuple[float, Lines], ...]  # each with the size of its letters
    badge: _Badge | None
    inline: bool
    ruled: bool
    height: float


class ResultTable:
    """Makes the rows of an objective's key results, `wide` points wide.

    A column in which none of them has anything to say leaves its room to the first one.
    """

    def __init__(
        self, paper: Paper, plan: Plan, wide: float, results: Sequence[KeyResult], marks: NoteMarks
    ) -> None:
        self.paper = paper
        self.marks = marks
        self.plan = plan
        self.wide = wide
        self.format = plan.workshop.organisation.number_format
        self.results = [(kr, self._cells(kr)) for kr in results]
        told = [any(cells[n] for _kr, cells in self.results) for n in range(len(WIDTHS))]
        self.widths = [width if is_told else 0.0 for width, is_told in zip(WIDTHS, told, strict=True)]
        self.first = wide - sum(self.widths) - GAP  # the width of the first column
        self.head = [Row(6.0, nothing, tied=True), Row(15.0, self._draw_head, tied=True)]

    def _draw_head(self, x: float, y: float) -> None:
        names = (_("from"), _("to"), _("read every"), _("owner"))
        base, ink = y + 8.0, colour("ink-2")
        self.paper.text(x, base, self.paper.type.line(_("Key result"), 600), HEAD, ink)
        right = x + self.wide - sum(self.widths)
        for name, width in zip(names, self.widths, strict=True):
            right += width
            if width:
                self.paper.text(right, base, self.paper.type.line(name, 600), HEAD, ink, align="right")
        self.paper.rule(x, y + 14.4, self.wide, colour("line-strong"), 1.0)

    # ------------------------------------------------------------ a key result
    def rows(self) -> Iterator[Row]:
        """The names of the columns, and all key results."""
        yield from self.head
        for kr, cells in self.results:
            yield from self.marks.beside([*self._rows(kr, cells)], kr.id, base=_TEXT_BASE)

    def _rows(self, kr: KeyResult, cells: Sequence[str]) -> Iterator[Row]:
        """A key result's row, with what it adds to below it; the rest of a very long text in further rows."""
        notes = self._notes(kr)
        for strip in self._strips(kr, cells, ruled=not notes):
            yield Row(strip.height, partial(self._draw_strip, strip), table=self.head)
        for n, (words, place) in enumerate(notes):
            lines = self.paper.type.wrap(words, 400, NOTE, self.wide)
            ruled = n + 1 == len(notes)
            height = NOTE_LEADING * len(lines) + (ROW_PAD - 2 if ruled else 0.0)
            yield Row(
                height, partial(self._draw_note, lines, place, height if ruled else 0.0), table=self.head
            )

    def _strips(self, kr: KeyResult, told: Sequence[str], *, ruled: bool) -> Iterator[_Strip]:
        wrap, badge = self.paper.type.wrap, self._badge(kr)
        words = self.marks.words(kr.id, "text", kr.text) if kr.text.strip() else ""
        text = wrap(words or called(kr), 400, BODY, self.first)
        cells = [self._cell(words, width - GAP) for words, width in zip(told, self.widths, strict=True)]
        tail = text[-1].width * BODY + 8 if text else 0.0
        inline = badge is not None and tail + badge.width <= self.first
        count = max(
            1, len(text) + (badge is not None and not inline), *(len(lines) for _size, lines in cells)
        )
        for start in range(0, count, _AT_ONCE):
            end = start + _AT_ONCE
            last = end >= count
            height = LEADING * (min(end, count) - start)
            height += (ROW_PAD if ruled else ROW_PAD / 2) if last else 0.0
            yield _Strip(
                text[start:end],
                tuple((size, lines[start:end]) for size, lines in cells),
                badge if last else None,
                inline,
                ruled and last,
                height,
            )

    def _cell(self, words: str, room: float) -> tuple[float, Lines]:
        """A cell's lines, in smaller letters where a number or name would not fit them whole."""
        whole = self.paper.type.line(words)
        if whole.width * BODY <= room or not whole.parts:
            return BODY, (whole,) if whole.parts else ()
        widest = max(self.paper.type.line(word).width for word in words.split())
        size = BODY if widest * BODY <= room else max(SMALLEST, room / widest)
        return size, self.paper.type.wrap(words, 400, size, room + 0.01)

    def _cells(self, kr: KeyResult) -> tuple[str, str, str, str]:
        goal = target_text(kr, self.format) or kr.due
        owner = self.plan.owner(kr.owner, short=True)
        return baseline_text(kr, self.format), goal, read_every_label(kr.read_every), owner

    def _badge(self, kr: KeyResult) -> _Badge | None:
        if kr.kind in GUARDRAILS:
            words, ink, ground = _("Guardrail"), "amber", "amber-bg"
        elif kr.kind in ("keep_within", "milestone", "evidence"):
            words, ink, ground = kind_label(kr.kind), "ink-2", "bg"
        else:
            return None
        return _Badge(words, colour(ink), colour(ground), self.paper.badge_width(words))

    def _draw_strip(self, strip: _Strip, x: float, y: float) -> None:
        ink, paper = colour("ink"), self.paper
        top = y + _TEXT_BASE
        base = paper.lines(x, top, strip.text, BODY, LEADING, ink, self.first)
        if strip.badge:
            self._draw_badge(strip.badge, strip.text if strip.inline else (), x, base)
        right = x + self.wide - sum(self.widths)
        for width, (size, lines) in zip(self.widths, strip.cells, strict=True):
            right += width
            for n, line in enumerate(lines):
                paper.text(right, top + n * LEADING, line, size, ink, align="right")
        if strip.ruled:
            paper.rule(x, y + strip.height, self.wide, colour("line"))

    def _draw_badge(self, badge: _Badge, behind: Sequence[Line], x: float, base: float) -> None:
        """Beside the last line of a text, at the side to which it reads, or on a line of its own."""
        if behind:
            base -= LEADING
            room = behind[-1].width * BODY + 8
            x += self.first - room - badge.width if behind[-1].rtl else room
        self.paper.badge(x, base, badge.words, badge.ink, badge.ground)

    # ------------------------------------------------------------ below it
    def _notes(self, kr: KeyResult) -> list[tuple[str, str]]:
        """What a key result adds to, and its date where a number stands in its place; where each leads."""
        links = [link for link in self.plan.workshop.links_from(kr.id) if link.kind in UPWARD]
        notes = []
        for link in links:
            words = (link_label(link.kind), code_of(self.plan.workshop, link.target))
            said = [f"{' '.join(words)} “{self.plan.title(link.target)}”", link.sentence]
            notes.append((" · ".join(filter(None, said)), self.plan.card(link)))
        if kr.due and target_text(kr, self.format):
            notes.append((_("due: {when}").format(when=kr.due), ""))
        return notes

    def _draw_note(self, lines: Lines, place: str, ruled: float, x: float, y: float) -> None:
        base = y + NOTE_LEADING * 0.5 + NOTE * 0.35
        self.paper.lines(x, base, lines, NOTE, NOTE_LEADING, colour("ink-2"), self.wide)
        if place:
            self.paper.link(x, y, self.wide, NOTE_LEADING * len(lines), place)
        if ruled:
            self.paper.rule(x, y + ruled, self.wide, colour("line"))
