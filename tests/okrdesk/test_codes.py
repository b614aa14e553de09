"""Short names: from counters that never go back, by team, objective and pillar."""

import pytest

from okrdesk.cards import Condition, KeyResult, Link, Objective, Pillar, Team
from okrdesk.codes import Codes, team_code
from okrdesk.workshop import Workshop
from tests.okrdesk.small import RECORDS


@pytest.fixture
def codes() -> Codes:
    return Codes(Workshop("w", RECORDS), lambda: {"eng": 7})


def name(codes: Codes, record) -> str:
    codes.begin()
    return codes.named(record).code  # type: ignore[attr-defined]


def test_each_kind_is_named_after_what_it_belongs_to(codes):
    assert name(codes, Objective("a", team="eng")) == "ENG-8"
    assert codes.counters() == {"eng": 8}
    assert name(codes, KeyResult("b", objective="o2")) == "ENG-1.3"
    assert name(codes, Condition("c", parent="o1")) == "CO-1.c3"
    assert name(codes, Pillar("d")) == "S-2"
    assert name(codes, Team("e", name="Data Platform")) == "DP"


def test_parts_of_a_new_card_are_named_in_the_same_change(codes):
    codes.begin()
    new = codes.named(Objective("a", team="eng"))
    assert codes.named(KeyResult("b", objective=new.id)).code == "ENG-8.1"  # type: ignore[attr-defined]


def test_what_is_taken_is_passed_over(codes):
    assert name(codes, Objective("a", team="shop")) == "SHOP-3"


def test_what_has_no_code_stays_as_it_is(codes):
    link = Link("x", "o1", "o2")
    assert codes.named(link) is link


def test_the_counters_are_read_once_and_only_when_needed():
    asked: list[int] = []
    codes = Codes(Workshop("w", RECORDS), lambda: asked.append(1) or {})
    assert asked == []
    for n in range(3):
        name(codes, Objective(f"n{n}", team="eng"))
    assert asked == [1]


@pytest.mark.parametrize("words, code", [
    ("Engineering", "ENG"), ("Data & Platform", "DP"), ("Équipe", "EQU"), ("R2", "R2"), ("", "T"),
    ("one two three four five", "OTTF"), ("工程", "工程"), ("!!!", "T"),
])  # fmt: skip
def test_team_codes(words, code):
    assert team_code(words, set()) == code


def test_team_codes_differ():
    taken: set[str] = set()
    for _ in range(3):
        taken.add(team_code("Engineering", taken))
    assert taken == {"ENG", "ENG2", "ENG3"}


def test_a_card_put_back_has_its_own_short_name_again(codes):
    codes.begin()
    gone = codes.named(Objective("a", team="eng"))
    assert codes.named(gone) is gone
    assert name(codes, Objective("b", team="eng", code="ENG-8")) == "ENG-9"
