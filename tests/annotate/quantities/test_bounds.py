"""Words that bound a figure."""

import pytest

from onrecord.annotate.quantities.bounds import apply_bound, find_bound
from onrecord.records import Qualifier

CASES = [
    ("as high as almost 200", Qualifier.AT_MOST, "as high as almost"),
    ("at least about 200", Qualifier.AT_LEAST, "at least about"),
    ("more than an estimated 200", Qualifier.MORE_THAN, "more than an estimated"),
    ("just over the 200", Qualifier.MORE_THAN, "just over"),
    ("no more than 200", Qualifier.AT_MOST, "no more than"),
    ("no fewer than 200", Qualifier.AT_LEAST, "no fewer than"),
    ("fewer than 200", Qualifier.LESS_THAN, "fewer than"),
    ("nearly 200", Qualifier.NEARLY, "nearly"),
    ("some 200", Qualifier.ABOUT, "some"),
    ("some of the 200", Qualifier.EXACT, None),
    ("they talked about 200", Qualifier.EXACT, None),
    ("they said about 200", Qualifier.ABOUT, "about"),
    ("the fight over 200", Qualifier.EXACT, None),
    ("200 or more", Qualifier.AT_LEAST, "or more"),
    ("200-plus", Qualifier.MORE_THAN, "-plus"),
    ("200 or so", Qualifier.ABOUT, "or so"),
    ("all 200", Qualifier.EXACT, "all"),
    ("200", Qualifier.EXACT, None),
]


@pytest.mark.parametrize(("text", "qualifier", "words"), CASES, ids=[c[0] for c in CASES])
def test_bound(text: str, qualifier: Qualifier, words: str | None) -> None:
    start = text.index("200")
    found, span = find_bound(text, start, start + 3)
    assert (found, span and text[span[0] : span[1]]) == (qualifier, words)


def test_what_the_words_leave_open_is_none() -> None:
    assert apply_bound(Qualifier.AT_LEAST, 5.0, 5.0) == (5.0, None)
    assert apply_bound(Qualifier.NEARLY, 5.0, 5.0) == (None, 5.0)
    assert apply_bound(Qualifier.ABOUT, 5.0, 5.0) == (5.0, 5.0)
