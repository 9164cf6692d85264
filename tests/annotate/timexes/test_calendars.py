"""Weeks, quarters, months that run on, and holidays, against days looked up by hand."""

from datetime import date

import pytest

from onrecord.annotate.timexes.calendars import (
    find_holiday,
    find_weekday,
    read_day,
    shift_months,
    start_of,
    write_month,
    write_quarter,
    write_unit,
)


@pytest.mark.parametrize(
    ("unit", "step", "value"),
    [
        ("D", -1, "2024-11-18"),
        ("W", 0, "2024-W47"),
        ("W", -46, "2024-W01"),
        ("W", 7, "2025-W02"),
        ("MO", 2, "2025-01"),
        ("Q", 1, "2025-Q1"),
        ("Y", -1, "2023"),
        ("DE", -1, "201"),
        ("CE", 0, "20"),
        ("Y", 9000, ""),
        ("H", 1, ""),
    ],
)
def test_units_are_counted_from_a_day(unit: str, step: int, value: str) -> None:
    assert write_unit(date(2024, 11, 19), unit, step) == value


@pytest.mark.parametrize(
    ("rule", "year", "day"),
    [
        ("easter 0", 2024, date(2024, 3, 31)),
        ("easter -2", 2025, date(2025, 4, 18)),
        ("nth 4 4 11", 2024, date(2024, 11, 28)),
        ("nth -1 1 05", 2024, date(2024, 5, 27)),
        ("thanksgiving 1", 2024, date(2024, 11, 29)),
        ("election", 2024, date(2024, 11, 5)),
        ("12-25", 2024, date(2024, 12, 25)),
        ("12-25", 0, None),
    ],
)
def test_holidays(rule: str, year: int, day: date | None) -> None:
    assert find_holiday(rule, year) == day


def test_values_run_on_into_other_years() -> None:
    assert write_month(2024, 0) == "2023-12"
    assert write_quarter(2024, 5) == "2025-Q1"
    assert shift_months(date(2024, 1, 31), 1) == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("step", "day"), [(-1, 12), (-2, 19), (1, 26), (2, 19)], ids=["before", "upto", "after", "from"]
)
def test_the_nearest_weekday(step: int, day: int) -> None:
    assert find_weekday(date(2024, 11, 19), 2, step) == date(2024, 11, day)


@pytest.mark.parametrize("text", [None, "", "soon", "2024-13-01", "2024-11", "٢٠٢٤-١١-١٩"])
def test_what_is_no_day_is_none(text: str | None) -> None:
    assert read_day(text) is None


def test_a_value_begins_on_a_day() -> None:
    assert start_of("2024-W47") == date(2024, 11, 18)
    assert start_of("PAST_REF") is None
