"""The strategy: each pillar with what makes it a choice, and what must be true for it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from exports.job import Job
from exports.notes import Told
from exports.pdf.blocks import Blocks
from exports.pdf.flow import Flow, Row, nothing
from exports.pdf.look import BODY, HEAD, LEADING, MARGIN, SMALL, colour, pillar_colour
from exports.pdf.margin_notes import note_rows
from exports.pdf.paper import Paper
from exports.pdf.plan import Plan
from okrdesk.cards import Pillar
from okrdesk.i18n import _

PLACE = "strategy"


def write_strategy(paper: Paper, plan: Plan, job: Job, said: Sequence[Told] = ()) -> None:
    """A block for each pillar, with what reviewers `said` of it; no page where all that is known of them
    stands in the overview.
    """
    blocks = Blocks(paper, plan, said)
    of: dict[str, list[Told]] = {}
    for one in said:
        of.setdefault(plan.card_of(one.thread.note.card), []).append(one)
    pillars = plan.workshop.pillars()
    found = [(p, rows) for p in pillars if (rows := _rows(blocks, p) + _said(blocks, of.get(p.id, [])))]
    if not found:
        return
    flow = Flow(paper, job, _("Strategy · continued"))
    paper.mark(PLACE, 30)
    paper.outline(_("Strategy"), PLACE, 0)
    paper.caps(MARGIN, HEAD, _("Where we want to win"), colour("ink-2"), room=paper.room - 80, size=7.8)
    paper.text(MARGIN, 74, paper.type.line(_("Strategy"), 700), 21, colour("ink"))
    flow.y = 92.0
    for pillar, rows in found:
        words = blocks.marks.words(pillar.id, "title", pillar.title)
        title = blocks.text(words or pillar.code, 700, 12.0, 15.5, "ink")
        title = blocks.marks.beside(
            title, pillar.id, but=("statement",) if pillar.statement else (), base=11.6
        )
        whole = [*blocks.kicker(pillar.code), *title, Row(3.5, nothing), *rows]
        flow.block(whole, pillar_colour(pillar), partial(title.__getitem__, slice(1)))
    flow.end()


def _rows(blocks: Blocks, pillar: Pillar) -> list[Row]:
    statement = blocks.marks.words(pillar.id, "statement", pillar.statement)
    rows = blocks.text(statement, 400, BODY, LEADING, "ink")
    rows = blocks.marks.beside(rows, pillar.id, ("statement",))
    for label, text in (
        (_("For whom: {text}"), pillar.for_whom),
        (_("How we win: {text}"), pillar.how_we_win),
        (_("What we give up: {text}"), pillar.what_we_give_up),
        (_("Until: {text}"), pillar.horizon),
        (_("Owner: {text}"), blocks.plan.owner(pillar.owner)),
    ):
        if text:
            rows += blocks.text(label.format(text=text), 400, SMALL + 0.4, LEADING, "ink-2")
    if conditions := blocks.workshop.conditions(pillar.id):
        rows += blocks.conditions(conditions)
    return rows


def _said(blocks: Blocks, told: list[Told]) -> list[Row]:
    if not told:
        return []
    return [Row(7.0, nothing), *blocks.kicker(_("What reviewers said")), *note_rows(blocks, told)]
