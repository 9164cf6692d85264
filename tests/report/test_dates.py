import pytest

from onrecord.report.views.dates import describe_date

LABELS = [
    ("2024-10-24", "Thu 24 Oct 2024"),
    ("2024-10-24T09:30:00Z", "Thu 24 Oct 2024, 09:30"),
    ("2024-10-24T00:00:00", "Thu 24 Oct 2024"),
    ("2024-10-24TEV", "Thu 24 Oct 2024, evening"),
    ("2024-10", "Oct 2024"),
    ("2024", "2024"),
    ("202", "the 2020s"),
    ("2024-W43", "week of Mon 21 Oct 2024"),
    ("2024-W43-WE", "weekend of Sat 26 Oct 2024"),
    ("2024-SU", "summer 2024"),
    ("2024-Q3", "quarter 3 2024"),
    ("XXXX-12-16", "16 Dec, year not known"),
    ("2024-02-31", "date not known"),
    ("2024-13", "date not known"),
    ("2024-W60", "date not known"),
    ("PXM", "date not known"),
    ("", "date not known"),
    (None, "date not known"),
]


@pytest.mark.parametrize(("value", "label"), LABELS, ids=[str(value) for value, _ in LABELS])
def test_dates_are_written_in_full(value: str | None, label: str) -> None:
    assert describe_date(value).label == label


def test_known_dates_come_before_unknown_ones() -> None:
    values = ["XXXX-12-16", "2024-W43", "", "2024-10-20", "2024-10-24", "2023"]
    ordered = sorted(values, key=lambda value: describe_date(value).key)
    assert ordered[:4] == ["2023", "2024-10-20", "2024-W43", "2024-10-24"]
