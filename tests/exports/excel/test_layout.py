"""Columns and rows as large as what they hold."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from exports.excel import write_workbook
from exports.excel.heights import LINE, PADDING, TALLEST, lines_of
from exports.job import Job
from okrdesk.cards import KeyResult, Objective, Team
from okrdesk.workshop import Workshop


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, 1),
        ("ten letters", 11, 1),
        ("ten letters", 10, 2),
        ("a\nb\n\nc", 10, 4),
        ("x" * 35, 10, 4),
        ("漢字" * 5, 10, 2),
        ("word " + "x" * 20, 10, 3),
    ],
)
def test_lines(text, width, lines):
    assert lines_of(text, width) == lines


@given(st.lists(st.text("abcdefgh", min_size=1, max_size=9), min_size=1, max_size=60))
def test_lines_are_broken_as_a_typesetter_would(words):
    text = " ".join(words)
    assert lines_of(text, 12) == len(textwrap.wrap(text, 12))


@pytest.fixture
def written(tmp_path):
    def write(*records):
        write_workbook(Workshop("w", [Team("t", name="Crew"), *records]), tmp_path / "plan.xlsx", Job())
        return load_workbook(tmp_path / "plan.xlsx")["OKRs"]

    return write


def named(ws, header):
    letter = next(cell.column_letter for cell in ws[1] if cell.value == header)
    return ws.column_dimensions[letter]


def test_a_row_is_as_tall_as_its_longest_text_but_for_what_the_row_above_said(written):
    story = "A long story. " * 30
    krs = [KeyResult(f"k{n}", rank=f"a{n}", objective="o", text="Short") for n in range(2)]
    ws = written(Objective("o", team="t", story=story), *krs)
    assert ws.row_dimensions[2].height >= 8 * LINE
    assert ws.row_dimensions[3].height == LINE + PADDING


def test_no_row_is_taller_than_excel_allows(written):
    ws = written(Objective("o", team="t", story="line\n" * 500))
    assert ws.row_dimensions[2].height == TALLEST


def test_the_team_column_is_as_wide_as_the_longest_name(written):
    assert named(written(Objective("o", team="t")), "Team").width == 14
    wide = written(Team("t2", name="Customer Engineering", parent="t"), Objective("o", team="t2"))
    assert named(wide, "Team").width >= len("Customer Engineering") + 2


def test_columns_that_nobody_uses_are_folded_away(written):
    ws = written(Objective("o", team="t"))
    assert named(ws, "Note").hidden and named(ws, "Metric").hidden
    assert named(ws, "State").collapsed  # where Excel shows its [+]
    ws = written(Objective("o", team="t", note="A note"))
    assert not named(ws, "Note").hidden
    assert not named(ws, "Story").hidden
