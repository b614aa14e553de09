"""Numbers and days typed into fields."""

from datetime import date
from decimal import Decimal

import pytest

from okrdesk.entering import Unreadable, day, number, whole

NEAR = date(2027, 1, 4)


@pytest.mark.parametrize(
    ("text", "format_", "expected"),
    [
        ("31", "1,234.5", "31"),
        (" 1,234.5 ", "1,234.5", "1234.5"),
        ("1.234,5", "1.234,5", "1234.5"),
        ("1.234", "1.234,5", "1234"),
        ("1.234", "1,234.5", "1.234"),
        ("1,5", "1,234.5", "1.5"),
        ("12 500", "1 234,5", "12500"),
        ("-3", "1,234.5", "-3"),
        ("−3.50", "1,234.5", "-3.50"),
        ("2.5M", "1,234.5", "2500000"),
        ("40 k", "1,234.5", "40000"),
        (".5", "1,234.5", "0.5"),
    ],
)
def test_numbers_in_the_organisations_format(text, format_, expected):
    assert number(text, format_) == (Decimal(expected), "")


@pytest.mark.parametrize(
    ("text", "unit", "shown", "expected", "found"),
    [
        ("31%", "", ("", ""), "31", "%"),
        ("31 %", "%", ("", "%"), "31", ""),
        ("$2.5M", "", ("", ""), "2500000", "USD"),
        ("-$5", "USD", ("$", ""), "-5", ""),
        ("$5", "USD", ("$", ""), "5", ""),
        ("5 EUR", "EUR", ("€", ""), "5", "EUR"),
        ("410 ms", "ms", ("", " ms"), "410", ""),
        ("3 m", "m", ("", ""), "3", "m"),
        ("9 days", "", ("", ""), "9", "days"),
    ],
)
def test_units_that_stand_with_a_number(text, unit, shown, expected, found):
    assert number(text, "1,234.5", unit, shown) == (Decimal(expected), found)


@pytest.mark.parametrize("text", ["", "many", "1.2.3,4", "12 of 30", "$5 days", "-", "1e5x7"])
def test_what_is_no_number(text):
    with pytest.raises(Unreadable, match="is no number"):
        number(text)


def test_another_unit_is_named():
    with pytest.raises(Unreadable, match="The unit here is “%”"):
        number("5 days", unit="%")


def test_whole_numbers_have_bounds():
    assert whole(" 13 ", 1, 13) == 13
    for text in ("14", "0", "3.5", "-1", "four", "٣"):
        with pytest.raises(Unreadable, match="from 1 to 13"):
            whole(text, 1, 13)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2027-02-28", date(2027, 2, 28)),
        ("4 Jan 2027", date(2027, 1, 4)),
        ("4. january 2027", date(2027, 1, 4)),
        ("Jan 4, 2027", date(2027, 1, 4)),
        ("18 Dec", date(2026, 12, 18)),
        ("March 3", date(2027, 3, 3)),
        ("4.1.2027", date(2027, 1, 4)),
    ],
)
def test_days(text, expected):
    assert day(text, NEAR) == expected


@pytest.mark.parametrize(
    "text", ["soon", "31 Feb 2027", "1/4/2027", "4 Ja 2027", "2027-13-01", "29 Feb 2027"]
)
def test_what_is_no_day(text):
    with pytest.raises(Unreadable, match="Write it like 4 Jan 2027"):
        day(text, NEAR)
    with pytest.raises(Unreadable):
        day("4 Jan", None)
