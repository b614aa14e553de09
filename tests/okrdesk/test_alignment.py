"""Lines of sight reach from the strategy to all that a card rests on, and no further."""

from dataclasses import replace
from decimal import Decimal

from okrdesk.alignment import is_open, line_of_sight, promise, serves_directly, worst_promise
from okrdesk.cards import Condition, KeyResult, Link, Objective, Pillar, Team
from okrdesk.workshop import Workshop

WORKSHOP = Workshop(
    "w",
    [
        Team("r", name="All"), Team("t", name="T", parent="r"),
        Pillar("p"), Pillar("q"),
        Objective("company", team="r"), Objective("other", team="r"),
        Condition("claimed", parent="company"), Condition("open", parent="company"),
        Condition("normal", parent="company", answer="normal_work"),
        Objective("a", team="t"), KeyResult("ak", objective="a"),
        Objective("b", team="t"), Objective("c", team="t"),
        Link("1", "company", "p", "serves"), Link("2", "other", "q", "serves"),
        Link("3", "a", "claimed", "enables"), Link("4", "b", "ak", "enables"),
        Link("5", "c", "a", "relies_on"), Link("6", "c", "q", "serves"),
    ],
)  # fmt: skip


def test_a_line_goes_up_to_the_strategy_and_down_to_what_it_rests_on():
    line = line_of_sight(WORKSHOP, "a")
    assert line.cards == {"a", "claimed", "company", "p", "b"}
    assert line.links == {"1", "3", "4"}


def test_from_a_pillar_all_that_serves_it():
    assert line_of_sight(WORKSHOP, "q").cards == {"q", "other", "c"}


def test_from_a_condition_what_claims_it_and_what_it_is_for():
    line = line_of_sight(WORKSHOP, "claimed")
    assert line.cards == {"claimed", "company", "p", "a", "b"}
    assert line_of_sight(WORKSHOP, "open").cards == {"open", "company", "p"}


def test_a_card_that_is_not_there_has_no_line():
    assert line_of_sight(WORKSHOP, "nobody").cards == frozenset()


def test_open_is_what_nobody_claims_and_no_answer_settles():
    conditions = {c.id: is_open(WORKSHOP, c) for c in WORKSHOP.all(Condition)}
    assert conditions == {"claimed": False, "open": True, "normal": False}


def test_only_a_teams_objective_serves_the_strategy_directly():
    direct = {o.id for o in WORKSHOP.all(Objective) if serves_directly(WORKSHOP, o)}
    assert direct == {"c"}


def test_work_that_is_relied_on_is_unfinished_until_it_is_promised_or_done():
    relies = Link("l", source="a", target="b", kind="relies_on")

    def told(link, **target):
        records = [Objective("a"), Objective("b", **target), link]
        workshop = Workshop("w", records)
        assert worst_promise(workshop, "a") == promise(workshop, link)
        return promise(workshop, link)

    assert told(relies) == "unfinished"
    assert told(replace(relies, answer="accepted")) == "unfinished"
    assert told(replace(relies, answer="accepted", by_week=4)) == ""
    assert told(replace(relies, answer="declined", by_week=4)) == "declined"
    assert told(relies, score=Decimal(1)) == ""
    assert told(replace(relies, kind="enables")) == ""
