"""Dates as metadata give them: taken where they leave no doubt, else unknown with a reason."""

import pytest

from onrecord.read.dates import resolve_date


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("2024-11-19", "2024-11-19"),
        ("2024-11-19T08:30:00Z", "2024-11-19T08:30:00Z"),
        ("2024-11-19 08:30", "2024-11-19T08:30"),
        ("2024-11-19T08:30:00.123+01:00", "2024-11-19T08:30:00.123+01:00"),
        ("20241119", "2024-11-19"),
        ("2024/11/19", "2024-11-19"),
        ("19 November 2024", "2024-11-19"),
        ("Tuesday, Nov. 19, 2024", "2024-11-19"),
        ("Sept. 3rd, 2024", "2024-09-03"),
        ("Tue, 19 Nov 2024 08:30:00 +0100", "2024-11-19T08:30:00+01:00"),
    ],
)
def test_dates(words, value):
    assert resolve_date(words) == (value, "")


@pytest.mark.parametrize(
    "words",
    [
        "2024-13-45", "2024-02-30", "2024-11", "2024", "11/12/2024", "03.04.24", "yesterday",
        "0000-00-00", "1066-10-14", "9999-01-01", "31 Foo 2024", "²⁰²⁴-11-19", "soon", "",
        "2024-11-19T25:00:00Z", "Tue, 99 Nov 2024 08:30:00 GMT",
    ],
)  # fmt: skip
def test_no_dates(words):
    value, problem = resolve_date(words)
    assert value is None
    assert problem
