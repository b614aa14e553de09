"""What is a label before a line, and what is its first words."""

import pytest

from okrdesk.intake.labels import Labelled, unlabel


@pytest.mark.parametrize(
    "text",
    ["Measure 40 repairs a week", "Company objective 1 wins back riders", "Goal 3 of the league is ours"],
)
def test_a_sentence_keeps_its_first_words(text):
    assert unlabel(text) == Labelled("", "", text)


@pytest.mark.parametrize(
    ("text", "role", "number", "words"),
    [
        ("Measure 2: repairs a week", "key_result", "2", "repairs a week"),
        ("Company objective 1 Win back riders", "objective", "1", "Win back riders"),
        ("Objective 1 win back riders", "objective", "1", "win back riders"),
        ("KR 1.2 repairs a week", "key_result", "1.2", "repairs a week"),
    ],
)
def test_a_label_goes(text, role, number, words):
    assert unlabel(text) == Labelled(role, number, words)
