"""Text that is fit to be stored: told of many at once as of each alone."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from okrdesk.text import all_clean, clean

# What goes wrong at the seam of two texts: marks that combine, line ends and halves of a character.
PIECES = st.text(st.sampled_from("e\u0301é\r\n\t \x00\ud83d\ude00\uac00\u11a8x"), max_size=4)


@given(st.lists(PIECES | st.text(), max_size=4))
@example(["e", "\u0301"])
@example(["a\r", "\nb"])
@example(["\ud83d", "\ude00"])
def test_many_are_clean_when_each_is(texts):
    assert all_clean(texts) == all(clean(text) == text for text in texts)


@pytest.mark.parametrize("texts", [[], [""], ["Größe", "naïve 日本"], ["e", "\u0301"]])
def test_clean_ones(texts):
    assert all_clean(texts)
