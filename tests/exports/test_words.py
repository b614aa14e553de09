"""How records read on paper and in cells."""

from datetime import date
from decimal import Decimal

import pytest

from exports import words
from okrdesk.cards import (
    KIND,
    Condition,
    Cycle,
    KeyResult,
    Link,
    Objective,
    Organisation,
    RoleAnswer,
    Team,
    fields_of,
)
from okrdesk.workshop import Workshop


@pytest.mark.parametrize(
    ("value", "unit", "number_format", "text"),
    [
        ("31", "%", "1,234.5", "31%"),
        ("2500000", "USD", "1,234.5", "$2,500,000"),
        ("-2500.5", "EUR", "1.234,5", "-€2.500,5"),
        ("200", "$M", "1,234.5", "$200M"),
        ("41", "USD/month", "1,234.5", "$41/month"),
        ("1200", "SEK", "1 234,5", "SEK 1 200"),
        ("410", "ms", "1,234.5", "410 ms"),
        ("0.050", "", "1,234.5", "0.05"),
        ("1E+6", "users", "1'234.5", "1'000'000 users"),
        ("-0.5", "", "1,234.5", "-0.5"),
        ("12", "EURO", "1,234.5", "12 EURO"),
        ("4.8", "/5", "1,234.5", "4.8/5"),
        ("3", "x", "whatever", "3x"),
    ],
)
def test_number_text(value, unit, number_format, text):
    assert words.number_text(Decimal(value), unit, number_format) == text


def test_no_number_is_no_text():
    assert words.number_text(None, "%") == ""


def test_a_number_of_any_length_stays_exact():
    digits = "9" * 5000
    assert words.plain_number(Decimal(digits)).replace(",", "") == digits


@pytest.mark.parametrize(
    ("fields", "baseline", "target"),
    [
        ({"baseline": Decimal(22), "target": Decimal(90), "unit": "%"}, "22%", "90%"),
        ({"baseline_unknown": True, "target": Decimal(9)}, "unknown", "9"),
        ({"kind": "no_more_than", "target": Decimal(450), "unit": "ms"}, "", "≤ 450 ms"),
        ({"kind": "no_less_than", "target": Decimal("4.8")}, "", "≥ 4.8"),
        ({"kind": "keep_within", "target": Decimal(72), "upper": Decimal(78), "unit": "%"}, "", "72–78%"),
        (
            {"kind": "keep_within", "target": Decimal(-5), "upper": Decimal(5), "unit": "°C"},
            "",
            "-5 °C to 5 °C",
        ),
        ({"kind": "keep_within", "target": Decimal(72), "unit": "%"}, "", "≥ 72%"),
        ({"kind": "keep_within", "upper": Decimal(78), "unit": "%"}, "", "≤ 78%"),
        ({"kind": "milestone"}, "", ""),
    ],
)
def test_baseline_and_target(fields, baseline, target):
    kr = KeyResult("kr", objective="o", **fields)
    assert (words.baseline_text(kr), words.target_text(kr)) == (baseline, target)


@pytest.mark.parametrize(
    ("label", "kind", "field"),
    [
        (words.kind_label, "KeyResult", "kind"),
        (words.objective_kind_label, "Objective", "kind"),
        (words.style_label, "Objective", "style"),
        (words.state_label, "Objective", "state"),
        (words.link_label, "Link", "kind"),
        (words.read_every_label, "KeyResult", "read_every"),
    ],
)
def test_every_choice_has_a_label_of_its_own(label, kind, field):
    choices = fields_of(KIND[kind])[field].choices
    labels = [label(choice) for choice in choices]
    assert len(set(labels)) == len(choices)
    assert all(text or not choice for text, choice in zip(labels, choices, strict=True))


@pytest.mark.parametrize(
    ("starts", "weeks", "text"),
    [
        (date(2027, 1, 4), 13, "4 Jan – 4 Apr 2027"),
        (date(2026, 12, 28), 4, "28 Dec 2026 – 24 Jan 2027"),
        (date(9999, 12, 1), 13, "1 Dec 9999"),
        (None, 13, ""),
    ],
)
def test_cycle_dates(starts, weeks, text):
    assert words.cycle_dates(Cycle("c", starts=starts, weeks=weeks)) == text


def test_heading():
    records = [Organisation("o", name="Fernhill"), Cycle("c", name="Q1\n2027")]
    assert words.heading(Workshop("w", records)) == "Fernhill · Q1 2027"
    assert words.heading(Workshop("w", [Team("t", name="Fernhill")])) == "Fernhill"
    assert words.heading(Workshop("w")) == "Workshop"


def test_levels_have_names():
    workshop = Workshop("w", [Organisation("o", levels=("Company", "Departments"))])
    assert [words.level_name(workshop, n) for n in range(3)] == ["Company", "Departments", "Team objectives"]


def test_cards_are_counted_by_their_kind():
    records = [Link("l"), Objective("a"), KeyResult("k"), Objective("b"), Team("t"), RoleAnswer("r")]
    assert words.counted(records) == ["2 objectives", "1 key result", "1 link", "1 card"]
    assert words.counted([]) == []


def test_a_condition_says_how_it_stands():
    team, card = Team("t"), Objective("a", team="t", code="T-1")
    other = Objective("b", team="t", code="T-2")
    condition = Condition("c", parent="a", text="Buyers hear of us")
    workshop = Workshop("w", [team, card, other, condition])
    assert words.condition_state(workshop, condition) == "Open"
    claimed = Workshop("w", [*workshop, Link("l", source="b", target="c")])
    assert words.condition_state(claimed, condition) == "Claimed by T-2"
    covered = Condition("c", parent="a", answer="normal_work")
    assert words.condition_state(workshop, covered) == "Covered by normal work"
