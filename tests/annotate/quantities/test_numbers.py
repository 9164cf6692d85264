"""Numbers as written, with their values."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.annotate.quantities import find_numbers
from onrecord.annotate.quantities.numbers import read_numbers

VALUES = [
    ("two and a half dozen", [("two and a half dozen", 30, 30)]),
    ("half a million", [("half a million", 500_000, 500_000)]),
    ("two and a half million", [("two and a half million", 2.5e6, 2.5e6)]),
    ("one hundred and twenty thousand", [("one hundred and twenty thousand", 120_000, 120_000)]),
    (
        "between one hundred and two hundred",
        [("one hundred", 100, 100), ("two hundred", 200, 200)],
    ),
    ("twenty-five", [("twenty-five", 25, 25)]),
    ("$64.1 billion", [("64.1 billion", 64.1e9, 64.1e9)]),
    ("$5m and 5m", [("5m", 5e6, 5e6), ("5", 5, 5)]),
    ("£7.2 bn", [("7.2 bn", 7.2e9, 7.2e9)]),
    ("40K", [("40K", 40_000, 40_000)]),
    ("1.234.567", [("1.234.567", 1_234_567, 1_234_567)]),
    ("12\u00a0345\u00a0678", [("12\u00a0345\u00a0678", 12_345_678, 12_345_678)]),
    ("2,5 tonnes", [("2,5", 2.5, 2.5)]),
    ("11,000", [("11,000", 11_000, 11_000)]),
    ("2½ miles", [("2½", 2.5, 2.5)]),
    ("dozens", [("dozens", 24, 99)]),
    ("hundreds of thousands", [("hundreds of thousands", 200_000, 1_999_999)]),
    ("several hundred", [("several hundred", 300, 999)]),
    ("a dozen", [("a dozen", 12, 12)]),
    ("a third of them", [("a third", 1 / 3, 1 / 3)]),
    ("a third man", []),
    ("two-thirds", [("two-thirds", 2 / 3, 2 / 3)]),
    ("half the men", [("half", 0.5, 0.5)]),
    ("the second half began", []),
    ("down to -36", [("-36", -36, -36)]),
    ("10-12", [("10", 10, 10), ("12", 12, 12)]),
    ("٣٤ people", [("٣٤", 34, 34)]),
]


@pytest.mark.parametrize(("text", "expected"), VALUES, ids=[text for text, _ in VALUES])
def test_value(text: str, expected: list[tuple[str, float, float]]) -> None:
    found = [(text[n.start : n.end], n.low, n.high) for n in read_numbers(text)]
    assert found == expected


def test_the_pronoun_one_is_no_number_to_be_missed() -> None:
    assert find_numbers("One of them left; two of 12 stayed.") == ((18, 21), (25, 27))


@given(st.text(alphabet=st.sampled_from("0123456789.,- aehndoutrsy½$%\n"), max_size=60))
def test_numbers_are_in_order_and_never_overlap(text: str) -> None:
    numbers = list(read_numbers(text))
    for number in numbers:
        assert 0 <= number.start < number.end <= len(text)
    for left, right in pairwise(numbers):
        assert left.end <= right.start


@given(st.text())
def test_any_text_gives_an_answer(text: str) -> None:
    assert all(0 <= start < end <= len(text) for start, end in find_numbers(text))


@given(st.integers(min_value=0, max_value=10**15))
def test_digits_with_commas_read_as_their_value(value: int) -> None:
    (number,) = read_numbers(f"{value:,}")
    assert number.low == number.high == value
