"""Quick entry: what a line gives a key result, where it stands in the line, and how it is taken back."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.words import baseline_text, number_text, target_text
from okrdesk.cards import KeyResult, Person, fields_of
from okrdesk.phrase import Phrase, read, without

DANA = Person("dana", name="Dana Fox", initials="DF")
LINE = "Weekly active users from 31% to 55% by Dana"


def numbers(phrase: Phrase) -> tuple[object, ...]:
    return phrase.kind, phrase.baseline, phrase.target, phrase.upper, phrase.unit


# ---------------------------------------------------------------- fields and spans
def test_fields_make_a_key_result() -> None:
    fields = read(LINE, people=[DANA]).fields()
    assert fields == {
        "text": "Weekly active users",
        "metric": "Weekly active users",
        "kind": "increase",
        "baseline": Decimal(31),
        "target": Decimal(55),
        "unit": "%",
        "owner": "dana",
    }
    assert KeyResult("k", **fields).target == 55


def test_a_line_without_a_reading_gives_its_text_alone() -> None:
    line = "Everyone  knows X% – of TBD, 1.234"
    assert read(f"  {line}\t").fields() == {"text": line}


def test_a_baseline_nobody_knows_is_a_statement() -> None:
    fields = read("Referral share: unknown → 15%").fields()
    assert fields["baseline_unknown"] is True
    assert "baseline" not in fields


def test_zero_is_among_the_fields() -> None:
    assert read("Signups from 0 to 500").fields()["baseline"] == Decimal(0)
    assert read("Open defects from 12 to 0").fields()["target"] == Decimal(0)


def test_spans_say_which_characters_gave_which_field() -> None:
    phrase = read("Raise net revenue from $1.5M to $2M, by Dana by week 6", people=[DANA])
    assert [(span.field, span.text) for span in phrase.spans] == [
        ("kind", "Raise"),
        ("baseline", "from $1.5M"),
        ("unit", "$"),
        ("target", "to $2M"),
        ("unit", "$"),
        ("owner", ", by Dana"),
        ("due", "by week 6"),
    ]
    assert all(phrase.text[span.start : span.end] == span.text for span in phrase.spans)


def test_the_words_of_a_limit_are_its_kind() -> None:
    phrase = read("Keep p99 latency below 450 ms")
    assert [(span.field, span.text) for span in phrase.spans] == [
        ("kind", "Keep"),
        ("kind", "below"),
        ("target", "450 ms"),
        ("unit", "ms"),
    ]


# ---------------------------------------------------------------- taking back
@pytest.mark.parametrize(
    ("field", "metric", "kept"),
    [
        ("owner", "Weekly active users by Dana", ("increase", 31, 55, None, "%")),
        ("baseline", "Weekly active users from 31%", ("reach", None, 55, None, "%")),
        ("target", LINE.removesuffix(" by Dana"), ("reach", None, None, None, "")),
        ("unit", "Weekly active users % %", ("increase", 31, 55, None, "")),
        ("due", "Weekly active users", ("increase", 31, 55, None, "%")),
    ],
)
def test_a_wrong_guess_becomes_words_again(field: str, metric: str, kept: tuple[object, ...]) -> None:
    phrase = without(read(LINE, people=[DANA]), field)
    assert (phrase.metric, numbers(phrase)) == (metric, kept)
    assert field not in {span.field for span in phrase.spans}
    assert phrase.owner == ("" if field == "owner" else "dana")


TIMES = "Cut setup time from 4 hours to 90 min"


@pytest.mark.parametrize(
    ("field", "metric", "kept"),
    [
        ("baseline", "Setup time from 4 hours", ("decrease", None, 90, None, "min")),
        ("unit", "Setup time min", ("decrease", 240, 90, None, "")),
        ("target", TIMES, ("reach", None, None, None, "")),
    ],
)
def test_a_baseline_of_another_unit_is_taken_back_as_it_was_written(field, metric, kept) -> None:
    assert numbers(read(TIMES)) == ("decrease", 240, 90, None, "min")
    phrase = without(read(TIMES), field)
    assert (phrase.metric, numbers(phrase)) == (metric, kept)


@pytest.mark.parametrize(
    "line",
    [
        "Reduce boot time from 100 s to 1 min",
        "Turnaround from 3 months to 6 weeks",
        "Workload from 2 days to 4 hours",
        "Time in queue from 3 working days to 4 hours",
        "Weight from 2 kg to 3 km",
    ],
)
def test_units_that_cannot_be_exactly_one_another_are_not_converted(line: str) -> None:
    assert read(line).target is None


@pytest.mark.parametrize(
    ("line", "target"),
    [
        ("Sell to 1 in 3 households", None),
        ("Grow repeat buyers from 1 in 5 to 1 in 3 visitors", None),
        ("Hire 12 in 3 countries", 12),
        ("Open 3 in 6 weeks", 3),
        ("Grow riders to 500 in 2027", 500),
    ],
)
def test_one_in_five_is_a_share_and_no_count(line: str, target: int | None) -> None:
    assert read(line).target == target


@pytest.mark.parametrize(
    "line",
    [
        "Weekly one-to-ones with Omar, Dana",
        "Interviews with sales, support, Dana",
        "Churn ≤ 3%, dana",
        "Churn ≤ 3%, DF",
        "Name an owner: Dana",
        "Churn ≤ 3% (owner: Dana",
    ],
)
def test_a_name_at_the_end_is_not_always_the_owner(line: str) -> None:
    assert not read(line, people=[DANA]).owner


@pytest.mark.parametrize(
    "end",
    [", Dana", " – Dana Fox", " - Dana", ", owner: Dana", " (owner: Dana)", " owner = Dana", "; DRI: Dana."],
)
def test_a_name_at_the_end_is_the_owner(end: str) -> None:
    phrase = read(f"Churn from 5% to 3%{end}", people=[DANA])
    assert (phrase.owner, phrase.metric, phrase.target) == ("dana", "Churn", 3)


def test_more_that_is_easily_misread() -> None:
    weeks = read("Attendance over 90% in weeks 3 to 12")
    assert (weeks.metric, weeks.baseline, weeks.target) == ("Attendance in weeks 3 to 12", None, 90)
    down = read("Staff turnover down to 8% from 14%")
    assert (down.metric, down.baseline, down.target) == ("Staff turnover", 14, 8)
    assert read("Raise a seed round").kind == "reach"


def test_what_used_by_counts_is_left_without_its_of() -> None:
    phrase = read("The form is used by 60% of dispatchers")
    assert (phrase.metric, phrase.target, phrase.unit) == ("The form is used by dispatchers", 60, "%")


def test_a_limit_taken_back_is_a_number_to_reach() -> None:
    phrase = without(read("Churn ≤ 2%"), "kind")
    assert (phrase.metric, numbers(phrase)) == ("Churn ≤", ("reach", None, 2, None, "%"))


@pytest.mark.parametrize("field", ["kind", "target", "upper"])
def test_a_range_goes_as_a_whole(field: str) -> None:
    line = "Keep utilisation between 72 and 78%"
    phrase = without(read(line), field)
    assert (phrase.metric, numbers(phrase)) == (line, ("reach", None, None, None, ""))


def test_a_verb_keeps_the_direction_when_the_baseline_goes() -> None:
    phrase = without(read("Reduce churn from 5% to 3%"), "baseline")
    assert (phrase.kind, phrase.metric) == ("decrease", "Churn from 5%")


def test_nothing_is_left_when_everything_is_taken_back() -> None:
    phrase = read(LINE + " by week 6", people=[DANA])
    for field in ("owner", "due", "unit", "baseline", "target", "kind"):
        phrase = without(phrase, field)
    assert phrase == Phrase(phrase.text, phrase.text)


# ---------------------------------------------------------------- people
def test_a_name_that_two_people_bear_is_nobodys() -> None:
    people = [Person("a", name="Ana Lima"), Person("b", name="Ana Costa")]
    assert read("Churn ≤ 2% by Ana", people=people).owner == ""
    assert read("Churn ≤ 2% by Ana Lima", people=people).owner == "a"
    assert read("Churn ≤ 2% by ana lima", people=people).owner == "a"


@pytest.mark.parametrize(
    "line", ["Churn ≤ 2% by DF", "Churn ≤ 2% @DF", "Churn ≤ 2% (DF)", "Churn ≤ 2%, owned by Dana"]
)
def test_initials_and_ways_to_name_an_owner(line: str) -> None:
    phrase = read(line, people=[DANA])
    assert (phrase.owner, phrase.metric) == ("dana", "Churn")


@pytest.mark.parametrize("name", ["Siân O’Neill", "Jean-Luc Ménard", "Åsa", "Mary Ann Quill", "Łukasz Żak"])
def test_a_new_name_is_handed_on(name: str) -> None:
    phrase = read(f"Churn ≤ 2% by {name}")
    assert (phrase.owner, phrase.owner_name, phrase.metric) == ("", name, "Churn")


@pytest.mark.parametrize(
    "words", ["May", "Friday", "EOY", "Marketing", "TypeScript", "the board", "Q3", "Easter", "X"]
)
def test_what_is_no_name_is_no_owner(words: str) -> None:
    phrase = read(f"New pages by {words}")
    assert (phrase.owner, phrase.owner_name) == ("", "")


@pytest.mark.parametrize(
    "line", ["Pages (Someone)", "Pages @someone", "Contract signed by Dana", "By Dana", "(Dana)"]
)
def test_an_owner_is_not_guessed(line: str) -> None:
    phrase = read(line, people=[DANA])
    assert (phrase.owner, phrase.metric) == ("", line)


# ---------------------------------------------------------------- dates
@pytest.mark.parametrize(
    "date",
    ["30 June", "June 30", "June 30th, 2027", "31.12.2026", "2026-09-30", "week 6", "Q3", "Q3 2026", "EOQ",
     "end of May", "the end of the quarter", "year-end", "Friday", "2027", "mid June", "end of Q2"],
)  # fmt: skip
def test_by_a_date_is_when_it_is_due(date: str) -> None:
    phrase = read(f"Paying teams from 140 to 260 by {date}")
    assert (phrase.due, phrase.metric, phrase.target) == (date, "Paying teams", 260)


@pytest.mark.parametrize(
    "line", ["Beta in 3 cities week 6", "Beta in 3 cities in week 6", "Beta in 3 cities (week 6)"]
)
def test_a_week_at_the_end_is_when_it_is_due(line: str) -> None:
    phrase = read(line)
    assert (phrase.due, phrase.metric) == ("week 6", "Beta in 3 cities")


@pytest.mark.parametrize(
    "line", ["Results of week 6 and 7 told", "In 2027 we win", "Compare by week 3 cohort"]
)
def test_a_date_within_the_words_stays(line: str) -> None:
    assert read(line).fields() == {"text": line}


# ---------------------------------------------------------------- what no number of the line decides
@pytest.mark.parametrize(
    "line",
    [
        "Night trains never make more than 2 minutes of noise",
        "Make sure that 70% of sellers are at 70% of quota",
        "Fast results over 5.5M documents",
        "2x the weekly activation",
        "Raise session length from ~3 to 4 minutes",
        "Closed 5 old shops and won an NPS of 50",
        "Make the list ready to be used by 2 teams",
        "Churn: 5% → TBD",
        "Two month notice, 90 day plan",
        "Groups of 1,2,3 or 5,10,15",
        "From 123456789012345678901 to 5",
        "Move from 5 riders to 9 drivers",
        "Give access to 3 teams",
        "Between 2 and 1 of them",
        "x" * 700 + " from 1 to 2",
    ],
)
def test_a_doubtful_number_stays_in_the_words(line: str) -> None:
    phrase = read(line)
    assert (phrase.metric, phrase.baseline, phrase.target, phrase.unit) == (line, None, None, "")


@pytest.mark.parametrize(
    ("line", "metric", "read_as"),
    [
        ("Crew from 5 riders to 9 riders in Bern", "Crew in Bern", ("increase", 5, 9, None, "riders")),
        ("Maintain 99.9% uptime", "Maintain uptime", ("reach", None, Decimal("99.9"), None, "%")),
        ("Develop at least 12 guides", "Develop guides", ("no_less_than", None, 12, None, "")),
        ("Twitter audience grows to 5k.", "Twitter audience", ("increase", None, 5000, None, "")),
        ("Rates are consistently above 90.", "Rates", ("no_less_than", None, 90, None, "")),
        ("Active hunters [167 → 500]", "Active hunters", ("increase", 167, 500, None, "")),
        ("Spend between 2 and 3M EUR", "Spend", ("keep_within", None, 2_000_000, 3_000_000, "EUR")),
    ],
)
def test_more_ways_to_say_it(line: str, metric: str, read_as: tuple[object, ...]) -> None:
    phrase = read(line)
    assert (phrase.metric, numbers(phrase)) == (metric, read_as)


def test_the_dollar_is_the_organisations_own() -> None:
    assert read("MRR: $2M", currency="CAD").unit == "CAD"
    assert read("MRR: $2M", currency="EUR").unit == "USD"
    assert read("MRR: US$2M", currency="CAD").unit == "USD"


# ---------------------------------------------------------------- whatever is typed
TYPED = st.one_of(
    st.text(max_size=80),
    st.lists(
        st.sampled_from(
            "from to by at least no more than between and → -> ≤ < ≥ % $ € k M bn 5 31% 1,234.5 1.234 -3 5-10"
            " 20+ of week 6 June 30 (Dana) @Dana Dana Weekly users ( ) , : . – - x unknown ? TBD X% keep"
            " Increase Reduce Hire up down was reach /5 ms 3x ２ ٣ ½ e5 \u00a0 \ue000 {n} 9 10".split(" ")
        ),
        max_size=14,
    ).map(" ".join),
)


@given(TYPED)
def test_any_text_is_read_without_a_word_lost(line: str) -> None:
    phrase = read(line, people=[DANA])
    assert phrase == read(line, people=[DANA])
    assert phrase.text == line.strip()
    covered = {n for span in phrase.spans for n in range(span.start, span.end)}
    open_digits = [c for n, c in enumerate(phrase.text) if c.isdigit() and n not in covered]
    assert [c for c in phrase.metric if c.isdigit()] == open_digits
    if not phrase.spans:
        assert phrase.metric == phrase.text
    if phrase.text:
        assert phrase.metric
    assert set(phrase.fields()) <= set(fields_of(KeyResult))


@given(TYPED, st.sampled_from(["baseline", "target", "upper", "unit", "owner", "due", "kind"]))
def test_any_guess_can_be_taken_back(line: str, field: str) -> None:
    phrase = without(read(line, people=[DANA]), field)
    assert field not in {span.field for span in phrase.spans}
    assert getattr(phrase, field) in (None, "", "reach")


VALUES = st.decimals(-(10**9), 10**9, places=2)
UNITS = st.sampled_from(["%", "USD", "EUR", "GBP", "CHF", "h", "days", "ms", "x", ""])


@given(VALUES, VALUES, UNITS, st.sampled_from(["1,234.5", "1.234,5", "1 234,5", "1234.5", "1’234.5"]))
def test_what_the_app_writes_is_read_again(
    base: Decimal, target: Decimal, unit: str, number_format: str
) -> None:
    if base == target:
        return
    shown = [number_text(value, unit, number_format) for value in (base, target)]
    phrase = read(f"Deliveries from {shown[0]} to {shown[1]}", number_format=number_format)
    assert (phrase.baseline, phrase.target, phrase.unit) == (base, target, unit)
    assert phrase.metric == "Deliveries"


@given(
    st.sampled_from(["no_more_than", "no_less_than", "keep_within"]),
    st.decimals(0, 10**6, places=1),
    st.decimals("0.1", 10**6, places=1),
    UNITS,
)
def test_a_limit_that_the_app_writes_is_read_again(kind, low: Decimal, more: Decimal, unit: str) -> None:
    upper = low + more if kind == "keep_within" else None
    shown = KeyResult("k", kind=kind, target=low, upper=upper, unit=unit)
    line = f"Keep deliveries {'at ' if upper else ''}{target_text(shown)}"
    phrase = read(line)
    assert numbers(phrase) == (kind, None, low, upper, unit)
    assert target_text(replace(shown, **phrase.fields())) == target_text(shown)
    assert baseline_text(shown) == ""
