"""Which words stand between quotation marks, where marks are doubled, lost, mistyped or single."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.quotemarks import find_quoted

CASES = [
    ("curly", "He said “no” and “yes”.", ["no", "yes"]),
    ("straight", 'He said "no" and "yes".', ["no", "yes"]),
    ("apostrophes-for-marks", "He said ''no'' and ``yes''.", ["no", "yes"]),
    ("guillemets", "He said «no».", ["no"]),
    ("spaced", 'He said " no " and left.', [" no "]),
    ("left-open", 'He said "it is late.\nThe rain went on.', ["it is late."]),
    ("opened-anew", '"It is late. "We go," he said.', ["It is late. ", "We go,"]),
    ("a-stray-closing-mark", 'His "own" views" were not "asked for".', ["own", "asked for"]),
    ("within", 'He said "the word "dike" is old."', ['the word "dike" is old.']),
    (
        "within-and-lost",
        'He said "no, adding "it is late" and left.',
        ["no, adding ", "it is late"],
    ),
    ("broken-by-a-line-end", '"It is late.\nWe go," he said.', ["It is late.", "We go,"]),
    ("opening-mark-lost", 'It is necessary to go."\nAn engineer.', ["It is necessary to go."]),
    ("mistyped-opening", 'He left. \'It is late," he said. "We go."', ["It is late,", "We go."]),
    (
        "mistyped-and-broken",
        "'It is late.\nWe go,\" he said.",
        ["It is late.", "We go,"],
    ),
    ("inches", 'He is 6\'2" tall and said "no".', ["no"]),
    ("inches-at-the-end", "He is 6'2\"", []),
    ("a-mangled-apostrophe", 'It wasn"t late, he said.', []),
    ("a-mangled-mark", 'The workers"?needs come first, he said.', []),
    ("single", "'It is late,' he said.", ["It is late,"]),
    ("single-curly", "‘It’s late,’ he said.", ["It’s late,"]),
    ("single-and-whose", "'The workers' needs come first,' he said.", None),
    ("a-word-in-single", "The so-called 'fall' is late.", ["fall"]),
    ("whose", "The workers' needs and the mayors' fears differ.", []),
    ("shortened", "Rock 'n' roll in the '90s, 'twas late.", []),
    ("single-in-double", "“We call it the 'fall' here,” he said.", ["We call it the 'fall' here,"]),
]


@pytest.mark.parametrize(
    ("text", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_words_between_marks(text: str, expected: list[str] | None) -> None:
    found = [text[start:end] for start, end in find_quoted(text)]
    assert found == (["The workers' needs come first,"] if expected is None else expected)


@given(st.text(alphabet="aB1s .,!?\"“”'’‘`\n«»", max_size=200))
def test_passages_lie_in_order_and_apart(text: str) -> None:
    found = list(find_quoted(text))
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(found))
