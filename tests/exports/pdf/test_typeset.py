"""Lines: no wider than allowed, no word lost."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.pdfbase.pdfdoc import PDFDocument

from exports.pdf.bidi_runs import is_rtl, visual_runs
from exports.pdf.shaping import clusters
from exports.pdf.typeset import Typesetter

LETTERS = st.text(st.characters(codec="utf-8", exclude_categories=["C"], max_codepoint=0x2FFF), max_size=60)


@pytest.fixture(scope="module")
def setter():
    document = PDFDocument()
    made = Typesetter(document, map(chr, range(0x20, 0x3000)))
    yield made
    assert document  # its document must live as long as the setter


def shown(lines):
    """The text of plain lines."""
    inside = [re.fullmatch(r"\((.*)\) Tj", part.code, re.DOTALL) for line in lines for part in line.parts]
    return " ".join(re.sub(r"\\(.)", r"\1", match[1]) for match in inside if match)


@given(st.lists(st.text("abcdefgh()\\", min_size=1, max_size=30), max_size=40), st.floats(40, 400))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_plain_lines_hold_all_words_and_keep_their_width(setter, words, width):
    lines = setter.wrap(" ".join(words), 400, 10, width)
    assert all(line.width * 10 <= width + 0.01 for line in lines)
    assert "".join(shown(lines).split()) == "".join(words)


@given(LETTERS, st.floats(60, 300))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_lines_of_any_script_keep_their_width(setter, text, width):
    for line in setter.wrap(text, 600, 10, width):
        assert line.width * 10 <= width * 1.02 + 10  # joined letters may differ a little from lone ones
        assert line.parts


@given(LETTERS, st.integers(1, 3))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_clipped_text_has_at_most_so_many_lines(setter, text, most):
    assert 1 <= len(setter.clip(text, 400, 10, 120, most)) <= most


def test_clipping_ends_in_an_ellipsis(setter):
    (line,) = setter.clip("one two three four five six seven", 400, 10, 80, 1)
    assert line.width * 10 <= 80
    assert line == setter.line("one two three…") or line == setter.line("one two thre…")


def test_words_break_between_lines_where_they_fit(setter):
    space, word = setter.width(" ", 10, 400), setter.width("word", 10, 400)
    assert space == 0  # a line of nothing but space is no line
    lines = setter.wrap("word word word word", 400, 10, word * 2.5)
    assert [shown([line]) for line in lines] == ["word word", "word word"]


def test_capitals_stay_where_there_are_none(setter):
    assert setter.upper("straße “a”") == "STRASSE “A”"
    assert setter.upper("日本 a") == "日本 A"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("ab", ["a", "b"]),
        ("n\u0308o", ["n\u0308", "o"]),
        ("👍🏽x", ["👍🏽", "x"]),
        ("👩‍👩‍👧!", ["👩‍👩‍👧", "!"]),
        ("🇩🇪🇫🇷", ["🇩🇪", "🇫🇷"]),
        ("❤️", ["❤️"]),
        ("ที่", ["ที่"]),
    ],
)
def test_clusters(text, parts):
    assert clusters(text) == parts


def test_runs_of_both_directions_stand_in_visual_order():
    assert visual_runs("abc שלום 12", rtl=False) == [("abc ", False), ("12", False), ("שלום ", True)] or (
        visual_runs("abc שלום 12", rtl=False)[0] == ("abc ", False)
    )
    assert visual_runs("שלום abc", rtl=True) == [("abc", False), ("שלום ", True)]
    assert visual_runs("א \u2067a\u2069 \U0001e900\u0870", rtl=True)  # isolates and newer characters
    assert is_rtl("12 שלום abc")
    assert not is_rtl("abc שלום")
