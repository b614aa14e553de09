"""An objective as a block: what it feeds, its title, owner and story, its key results and conditions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from exports.notes import Told
from exports.pdf.flow import INSET, Row, nothing
from exports.pdf.look import BODY, KICKER, LEADING, SMALL, colour
from exports.pdf.note_marks import NoteMarks
from exports.pdf.paper import Paper
from exports.pdf.plan import Plan
from exports.pdf.result_table import ResultTable
from exports.pdf.typeset import Line
from exports.words import (
    OBJECTIVE_KINDS,
    condition_state,
    link_label,
    state_label,
    style_label,
)
from okrdesk.cards import Condition, Objective
from okrdesk.i18n import _
from okrdesk.naming import called
from okrdesk.text import one_line

TITLE, TITLE_LEADING = 12.0, 15.5


class Blocks:
    """Makes the blocks of one document."""

    def __init__(self, paper: Paper, plan: Plan, said: Iterable[Told] = ()) -> None:
        self.paper = paper
        self.plan = plan
        self.marks = NoteMarks(paper, said)
        self.workshop = plan.workshop
        self.wide = paper.room - 2 * INSET

    # ------------------------------------------------------------ the block
    def rows(self, objective: Objective, kicker: str = "") -> list[Row]:
        """All rows of an objective's block. `kicker` stands in front of what it feeds."""
        rows = [
            *self._kicker(objective, kicker),
            *self._title(objective),
            Row(3.5, nothing),
            *self._meta(objective),
            *self._parked(objective),
            *self._story(objective),
        ]
        if results := self.workshop.key_results(objective.id):
            rows += ResultTable(self.paper, self.plan, self.wide, results, self.marks).rows()
        if conditions := self.workshop.conditions(objective.id):
            rows += self.conditions(conditions)
        return rows

    def _title(self, objective: Objective) -> list[Row]:
        """The title; all notes that are not on the story have their numbers beside it."""
        words = self.marks.words(objective.id, "title", objective.title) if objective.title.strip() else ""
        rows = self.text(words or called(objective), 700, TITLE, TITLE_LEADING, "ink")
        return self.marks.beside(
            rows, objective.id, but=("story",) if objective.story.strip() else (), base=11.6
        )

    def again(self, objective: Objective) -> list[Row]:
        """What a block that goes on on the next page begins with."""
        words = _("{code} · continued").format(code=objective.code or one_line(called(objective))[:60])
        return [self._caps_row(words, colour("ink-3"))]

    def text(
        self, text: str, weight: int, size: float, leading: float, ink: str, indent: float = 0.0
    ) -> list[Row]:
        """Text in as many rows as it has lines."""
        lines = self.paper.type.wrap(text, weight, size, self.wide - indent)
        shade = colour(ink)
        return [
            Row(leading, partial(self._draw_line, line, size, leading, shade, indent), tied=n == 0)
            for n, line in enumerate(lines)
        ]

    def _draw_line(
        self, line: Line, size: float, leading: float, ink: str, indent: float, x: float, y: float
    ) -> None:
        x += indent
        base = y + leading * 0.5 + size * 0.35
        if line.rtl:
            self.paper.text(x + self.wide - indent, base, line, size, ink, align="right")
        else:
            self.paper.text(x, base, line, size, ink)

    def _caps_row(self, text: str, ink: str, link: str = "") -> Row:
        lines = self.paper.caps_lines(text, self.wide, most=2)
        return Row(KICKER * 1.5 * len(lines) + 4.5, partial(self._draw_caps, lines, ink, link), tied=True)

    def _draw_caps(self, lines: Sequence[Line], ink: str, link: str, x: float, y: float) -> None:
        for n, line in enumerate(lines):
            base = y + KICKER * (0.95 + 1.5 * n)
            self.paper.text(x, base, line, KICKER, ink, spaced=line.spaceable)
        if link:
            self.paper.link(x, y - 2, self.wide, KICKER * 1.5 * len(lines) + 3, link)

    # ------------------------------------------------------------ above the table
    def kicker(self, text: str) -> list[Row]:
        """Small capitals above a title."""
        return [self._caps_row(text, colour("ink-2"))] if text else []

    def _kicker(self, objective: Objective, prefix: str) -> list[Row]:
        """The short name and what the objective feeds; each of its links leads there."""
        head = " · ".join(filter(None, (prefix, objective.code)))
        links = [link for link in self.plan.feeds(objective) if link.source == objective.id]
        shade = colour("ink-2")
        if not links:
            return [self._caps_row(head, shade)]
        rows: list[Row] = []
        for link in links:
            card = self.plan.card(link)
            pillar = self.plan.is_pillar(card)
            verb = _("serves strategy") if pillar and link.kind == "serves" else link_label(link.kind)
            words = _("{verb} “{title}”").format(verb=verb, title=self.plan.title(card))
            rows.append(self._caps_row(f"{head} · {words}" if not rows and head else words, shade, card))
        return rows

    def _meta(self, objective: Objective) -> list[Row]:
        """Owner, badges and the conditions that it claims."""
        names = [self.plan.owner(p) for p in (objective.owner, *objective.involved) if p]
        owner = ", ".join(filter(None, names)) or _("nobody yet")
        claimed = [
            condition.text
            for link in self.workshop.links_from(objective.id)
            if (condition := self.workshop.find(Condition, link.target))
        ]
        must = " · ".join(_("must be true: {text}").format(text=text) for text in claimed)
        line = self.paper.type.fit(owner, 400, SMALL, self.wide * 0.5)
        badges = self._badges(objective)
        x = line.width * SMALL + 10 + sum(width + 7 for _text, _ink, _ground, width in badges)
        beside = self.paper.type.wrap(must, 400, SMALL, self.wide - x) if must else []
        fits = len(beside) <= 1
        draw = partial(self._draw_meta, line, objective.owner != "", badges, beside if fits else [])
        rows = [Row(15.0, draw)]
        return rows if fits else [*rows, *self.text(must, 400, SMALL, 12.0, "ink-2")]

    def _badges(self, objective: Objective) -> list[tuple[str, str, str, float]]:
        """Words, ink, ground and width of an objective's badges."""
        found = []
        if objective.style:
            tone = "accent" if objective.style == "committed" else "violet"
            found.append((style_label(objective.style), tone, f"{tone}-bg"))
        if objective.kind != "objective":
            found.append((OBJECTIVE_KINDS[objective.kind], "ink-2", "bg"))
        if objective.state in ("paused", "dropped", "signed_off"):
            found.append((state_label(objective.state), "ink-2", "bg"))
        measure = self.paper.badge_width
        return [(text, colour(ink), colour(ground), measure(text)) for text, ink, ground in found]

    def _draw_meta(
        self,
        owner: Line,
        owned: bool,
        badges: Sequence[tuple[str, str, str, float]],
        beside: Sequence[Line],
        x: float,
        y: float,
    ) -> None:
        base = y + 9.5
        self.paper.text(x, base, owner, SMALL, colour("ink-2" if owned else "amber"))
        x += owner.width * SMALL + 10
        for text, ink, ground, width in badges:
            self.paper.badge(x, base, text, ink, ground)
            x += width + 7
        for line in beside:
            self.paper.text(x, base, line, SMALL, colour("ink-2"))

    def _parked(self, objective: Objective) -> list[Row]:
        rows: list[Row] = []
        if objective.parked_why:
            words = _("Why not now: {why}").format(why=objective.parked_why)
            rows += self.text(words, 400, BODY, LEADING, "ink")
        if objective.parked_until:
            words = _("Look again when: {when}").format(when=objective.parked_until)
            rows += self.text(words, 400, BODY, LEADING, "ink")
        return rows

    def _story(self, objective: Objective) -> list[Row]:
        """The story and the sentences of the objective's own links upward, beside a bar."""
        own = (link for link in self.plan.feeds(objective) if link.source == objective.id)
        sentences = [link.sentence for link in own if link.sentence]
        story = self.marks.words(objective.id, "story", objective.story)
        rows = self.text(story, 400, BODY, LEADING, "ink", indent=10.0)
        rows = self.marks.beside(rows, objective.id, ("story",))
        for sentence in sentences:
            rows += self.text(sentence, 400, BODY, LEADING, "ink-2", indent=10.0)
        if not rows:
            return []
        barred = [Row(row.height, partial(self._barred, row), tied=row.tied) for row in rows]
        return [Row(4.0, nothing), *barred, Row(4.0, nothing)]

    def _barred(self, row: Row, x: float, y: float) -> None:
        self.paper.bar(x, y, 1.6, row.height, colour("line-strong"))
        row.draw(x, y)

    # ------------------------------------------------------------ conditions
    def conditions(self, conditions: Sequence[Condition]) -> list[Row]:
        """What must be true for a card, and who sees to it."""
        rows = [Row(7.0, nothing, tied=True), self._caps_row(_("What must be true"), colour("ink-2"))]
        for condition in conditions:
            rows += self._condition(condition)
        return rows

    def _condition(self, condition: Condition) -> list[Row]:
        state = condition_state(self.workshop, condition)
        if condition.reason:
            state = f"{state}: {condition.reason}"
        is_open = not condition.answer and not self.workshop.claims(condition.id)
        state_lines = self.paper.type.wrap(state, 600 if is_open else 400, SMALL, self.wide * 0.4)
        words = self.marks.words(condition.id, "text", condition.text) if condition.text.strip() else ""
        lines = self.paper.type.wrap(words or called(condition), 400, BODY, self.wide * 0.57)
        claims = self.workshop.claims(condition.id)
        place = self.plan.card_of(claims[0].source) if claims else ""
        rows = []
        count = max(len(lines), len(state_lines), 1)
        for n in range(count):
            left, right = lines[n : n + 1], state_lines[n : n + 1]
            draw = partial(self._draw_condition, left, right, is_open, place, n == count - 1)
            rows.append(Row(LEADING + (2.5 if n == count - 1 else 0), draw))
        return self.marks.beside(rows, condition.id)

    def _draw_condition(
        self,
        left: Sequence[Line],
        right: Sequence[Line],
        is_open: bool,
        place: str,
        last: bool,
        x: float,
        y: float,
    ) -> None:
        self.paper.lines(x, y + 9.5, left, BODY, LEADING, colour("ink"), self.wide * 0.57)
        tone = colour("amber" if is_open else "ink-2")
        for line in right:
            self.paper.text(x + self.wide, y + 9.5, line, SMALL, tone, align="right")
        if place and right:
            self.paper.link(x + self.wide * 0.6, y, self.wide * 0.4, LEADING, place)
        if last:
            self.paper.rule(x, y + LEADING + 1.2, self.wide, colour("line"))
