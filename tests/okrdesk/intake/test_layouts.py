"""However people lay their OKRs out, the same objectives come out, and no word is lost."""

import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okrdesk.intake import Proposal, propose_text
from okrdesk.intake.decode import decode
from okrdesk.intake.grid import Cell, Grid, squared
from okrdesk.intake.source import Source, propose_source, read_text
from okrdesk.intake.words import plain
from tests.okrdesk.intake import layouts
from tests.okrdesk.intake.layouts import STYLES, Goal, Sheet, as_csv, outline, plan

seeds = st.integers(0, 2**32)
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252")


def from_grid(sheet: Sheet) -> Proposal:
    """The sheet as a workbook shows it, its merged cells filled downward."""
    rows = [[Cell(text) for text in row] for row in sheet.rows]
    for top, bottom, column in sheet.merges:
        for row in rows[top + 1 : bottom + 1]:
            row[column] = Cell(rows[top][column].text, merged=bool(rows[top][column].text))
    return propose_source(Source("", (Grid("OKRs", squared(rows)),)), {}, "", None)


def found(proposal: Proposal, fields: list[str]) -> list[tuple]:
    parents = {id(link.source): getattr(link.target, "title", "") for link in proposal.links}
    return [
        (
            o.title,
            o.team,
            parents.get(id(o), "") if "parent" in fields else "",
            [(k.text, k.owner if "owner" in fields else "") for k in o.key_results],
        )
        for o in proposal.objectives
    ]


def meant(goals: list[Goal], fields: list[str]) -> list[tuple]:
    return [
        (
            goal.title,
            goal.team,
            goal.parent if "parent" in fields else "",
            [(r.text, r.owner if "owner" in fields else "") for r in goal.results],
        )
        for goal in goals
    ]


def everything(proposal: Proposal) -> set[str]:
    """All words that a proposal holds anywhere."""
    texts: list[object] = [proposal.cycle, proposal.organisation]
    for left in proposal.left_out:
        texts += [left.text, left.where]
    for table in proposal.tables:
        texts += [column.header for column in table.columns]
    for o in proposal.objectives:
        texts += [
            o.title,
            o.team,
            o.owner,
            o.number,
            o.story,
            o.note,
            o.level,
            *o.above,
            *o.involved,
            *o.parents,
        ]
        for k in o.key_results:
            texts += [k.text, k.owner, k.note, k.number, k.unit, k.due, *k.involved]
            texts += [k.baseline, k.target, k.current, k.score]
    return {word for text in texts for word in plain(str(text)).split()}


def check_table(seed: int) -> None:
    rng = random.Random(seed)
    goals = plan(rng)
    sheet = layouts.table(rng, goals)
    proposal = from_grid(sheet)
    assert found(proposal, sheet.fields) == meant(goals, sheet.fields)
    assert {left.text for left in proposal.left_out} >= set(sheet.junk)


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_tables_in_any_layout(seed: int):
    check_table(seed)


@pytest.mark.slow
@pytest.mark.timeout(600)
@settings(max_examples=3_000, deadline=None)
@given(seeds)
def test_3000_tables(seed: int):
    check_table(seed)


@settings(max_examples=60, deadline=None)
@given(seeds, st.sampled_from(",;\t|"), st.sampled_from(ENCODINGS))
def test_text_with_any_delimiter_and_encoding(seed: int, delimiter: str, encoding: str):
    rng = random.Random(seed)
    goals = plan(rng)
    sheet = layouts.table(rng, goals)
    file = as_csv(sheet, delimiter, encoding)
    proposal = propose_source(read_text(decode(file), "plan", ".csv"), {}, "", None)
    assert found(proposal, sheet.fields) == meant(goals, sheet.fields)


@settings(max_examples=80, deadline=None)
@given(seeds, st.sampled_from(STYLES))
def test_outlines_in_any_style(seed: int, style: str):
    goals = [goal for goal in plan(random.Random(seed)) if goal.results]
    teams = [goal.team for goal in goals]
    goals.sort(key=lambda goal: teams.index(goal.team))
    proposal = propose_text(outline(goals, style))
    upper = style == "mail"
    expected = [(g.title, g.team.upper() if upper else g.team, [r.text for r in g.results]) for g in goals]
    assert [(o.title, o.team, [k.text for k in o.key_results]) for o in proposal.objectives] == expected


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_no_word_is_lost(seed: int):
    """Unknown columns, remarks in odd places and cells that fit nowhere are in a note or listed."""
    rng = random.Random(seed)
    sheet = layouts.table(rng, plan(rng))
    extra = rng.choices(("Mood", "", "Score", "Target", "Due", "Level", "Status"), k=rng.randint(0, 3))
    header = next(n for n, row in enumerate(sheet.rows) if all(row))
    for n, row in enumerate(sheet.rows):
        row += [f"zx{n}c{m} odd" if rng.random() < 0.4 else "" for m in range(len(extra))]
    sheet.rows[header][len(sheet.fields) :] = extra
    proposal = from_grid(sheet)
    words = {word for row in sheet.rows for cell in row for word in plain(cell).split()}
    assert not {word for word in words - everything(proposal) if not word.isdigit()}


@settings(max_examples=80, deadline=None)
@given(st.lists(st.text("ab01 -*#:.()|>\t•\n\"'=;,@KROwner%", max_size=60), max_size=12))
def test_any_text_is_read_and_no_word_is_lost(lines: list[str]):
    text = "\n".join(lines)
    if not any(c.isalnum() for c in text):
        return
    proposal = propose_text(text)
    held = "".join(everything(proposal))
    for word in plain(text).split():
        if re.search("[ab]", word):
            assert word in held
