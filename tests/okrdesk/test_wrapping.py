"""Breaking text into lines, and cutting it short."""

import random

import pytest

from okrdesk.wrapping import break_lines, elide
from tests.okrdesk.even import MEASURE


def test_lines_break_at_spaces_and_the_last_one_says_that_there_is_more():
    lines = break_lines("one two three four five six", 30, MEASURE, 10, 400, 2)
    assert lines == ("one", "two t…")
    assert break_lines("one two", 100, MEASURE, 10, 400, 2) == ("one two",)
    assert break_lines("  ", 100, MEASURE, 10, 400, 2) == ()


def test_a_word_wider_than_a_line_is_cut_and_nothing_of_it_is_lost():
    lines = break_lines("a" * 25, 50, MEASURE, 10, 400, 9)
    assert "".join(lines) == "a" * 25
    assert all(len(line) <= 10 for line in lines)


@pytest.mark.parametrize("seed", range(20))
def test_no_line_is_too_wide_and_no_word_is_lost(seed):
    rng = random.Random(seed)
    words = ["w" * rng.randrange(1, 14) for _ in range(rng.randrange(1, 20))]
    lines = break_lines(" ".join(words), 80, MEASURE, 10, 400, 99)
    assert "".join(lines).replace(" ", "") == "".join(words)
    assert all(MEASURE.width(line, 10, 400) <= 80 for line in lines)
    short = break_lines(" ".join(words), 80, MEASURE, 10, 400, 2)
    assert len(short) <= 2
    assert all(MEASURE.width(line, 10, 400) <= 80 for line in short)


def test_elision_keeps_what_fits_on_one_line():
    assert elide("short\ntext", 200, MEASURE, 10, 400) == "short text"
    assert elide("a long text", 30, MEASURE, 10, 400) == "a lon…"
