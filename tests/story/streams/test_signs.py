"""What a report is about by its plain words: names, ages, streets, days, never an exception."""

from datetime import date

import pytest

from makers import make_document
from onrecord.story.streams.days import find_days
from onrecord.story.streams.signs import read_signs

WEDNESDAY = date(2024, 1, 10)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("on Monday", {"2024-01-08": False}),
        ("on Wednesday", {"2024-01-10": False}),
        ("Thursday night", {"2024-01-04": False}),
        ("on Jan. 5", {"2024-01-05": True}),
        ("on December 31st", {"2023-12-31": True}),
        ("on March 3, 2021", {"2021-03-03": True}),
        ("by Feb. 30", {}),
        ("due on March 3, 2031", {}),
        ("in May", {}),
    ],
)
def test_days(text: str, days: dict[str, bool]) -> None:
    found = find_days(text, WEDNESDAY)
    assert {date.fromordinal(day).isoformat(): named for day, named in found.items()} == days


def test_without_a_date_of_publication_no_day_is_known() -> None:
    assert find_days("on Monday, Jan. 5", None) == {}


@pytest.mark.parametrize(
    ("text", "field", "expected"),
    [
        ("Police named Mira Jane Vale.", "names", {"mira jane", "jane vale", "mira vale"}),
        ("Fire at Port Osk, says Vale.", "names", {"port osk"}),
        ("A 13-year-old and a three-year-old", "ages", {"13", "3"}),
        ("Mira Vale, 29, of Osk", "ages", {"29"}),
        ("a girl aged 7", "ages", {"7"}),
        ("in the 2800 block of Mill Lane", "places", {"2800 block mill", "mill lane"}),
        ("on Quay Street near 11th Avenue", "places", {"quay street", "11th avenue"}),
        ("OSK FIRE KILLS THREE", "names", set()),
    ],
)
def test_signs(text: str, field: str, expected: set[str]) -> None:
    signs = read_signs(make_document(text))
    assert set(getattr(signs, field)) >= expected
    if not expected:
        assert not getattr(signs, field)


def test_furniture_and_worn_lines_count_for_nothing() -> None:
    document = make_document("Osk burned.\nSign up for our newsletter.\nMore from the Courier.\n")
    signs = read_signs(document, {"more from the courier"})
    assert set(signs.words) == {"osk", "burned"}


def test_the_headline_counts_as_words_too() -> None:
    signs = read_signs(make_document("It burned.", title="Osk mill fire"))
    assert signs.headline == {"osk", "mill", "fire"}
    assert "mill" in signs.words


@pytest.mark.parametrize("text", ["", "\ud800", "’s '", "1" * 400, "A" * 5000])
def test_any_text_gives_signs(text: str) -> None:
    read_signs(make_document(text, published="not a date", title=text))
