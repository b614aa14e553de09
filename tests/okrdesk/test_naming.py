"""What cards are called and how many there are."""

import pytest

from okrdesk.cards import Condition, KeyResult, Link, Objective, Person, Pillar, RoleAnswer, Team
from okrdesk.naming import called, how_many, words_of


@pytest.mark.parametrize("record, words", [
    (Objective("a", code="ENG-1", team="t", title="Brakes hold"), "Brakes hold"),
    (Pillar("a", code="S-1", title="Win", statement="We win"), "Win"),
    (Pillar("a", code="S-1", statement="We win"), "We win"),
    (KeyResult("a", code="ENG-1.1", objective="o", text="Fewer faults", metric="Faults"), "Fewer faults"),
    (KeyResult("a", code="ENG-1.1", objective="o", metric="Faults"), "Faults"),
    (Condition("a", code="ENG-1.c1", parent="o", text="Parts come"), "Parts come"),
    (Team("a", code="ENG", name="Engineering"), ""),
    (None, ""),
])  # fmt: skip
def test_what_a_card_says(record, words):
    assert words_of(record) == words
    assert called(record) == (words or getattr(record, "code", ""))


def test_a_card_without_words_is_called_by_its_short_name():
    assert called(Objective("a", code="ENG-1", team="t")) == "ENG-1"
    assert called(Link("l", "a", "b")) == ""


@pytest.mark.parametrize("kind, n, words", [
    (Objective, 1, "1 objective"), (Objective, 0, "0 objectives"), (KeyResult, 2, "2 key results"),
    (Pillar, 1, "1 pillar"), (Condition, 3, "3 conditions"), (Link, 1, "1 link"), (Team, 2, "2 teams"),
    (Person, 2, "2 people"), (RoleAnswer, 1, "1 card"),
])  # fmt: skip
def test_how_many(kind, n, words):
    assert how_many(kind, n) == words
