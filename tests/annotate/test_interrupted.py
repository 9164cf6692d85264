"""What an inserted "she said" cuts short: marked is what the model took, and what it should be."""

import pytest

from onrecord.annotate.attributions import make_quotations
from onrecord.annotate.interrupted import complete_interrupted
from onrecord.annotate.quotations import DocumentTags, RawAttribution
from onrecord.annotate.syntax import parse_text

CASES = [
    pytest.param(
        "Colonel Ruiz, who led the raid, died on Monday, Oserin said, “with two of his men”.",
        ["Colonel Ruiz", "“with two of his men”"],
        ["Colonel Ruiz, who led the raid, died on Monday", "“with two of his men”"],
        id="cut-at-a-relative-clause",
    ),
    pytest.param(
        "The letter was received in May, Oserin said, “and was not read”.",
        ["“and was not read”"],
        ["The letter was received in May", "“and was not read”"],
        id="left-out",
    ),
    pytest.param(
        "When she saw the letter, Oserin said, “nobody had read it”.",
        ["“nobody had read it”"],
        ["“nobody had read it”"],
        id="when",
    ),
    pytest.param(
        "On Monday, Oserin said, “nobody had read it”.",
        ["“nobody had read it”"],
        ["“nobody had read it”"],
        id="a-day",
    ),
    pytest.param(
        "The letter came, and Oserin said the raid was over.",
        ["the raid was over"],
        ["the raid was over"],
        id="a-clause-of-the-report",
    ),
]


@pytest.mark.parametrize(("text", "taken", "expected"), CASES)
def test_what_stands_before_who_says_it_is_said(
    text: str, taken: list[str], expected: list[str]
) -> None:
    def find(words: str) -> tuple[int, int]:
        return text.index(words), text.index(words) + len(words)

    raw = RawAttribution(
        source=(find("Oserin"),),
        cue=find("said"),
        contents=tuple(find(words) for words in taken),
        score=1.0,
    )
    tokens, _ = parse_text(text)
    (one,) = complete_interrupted(
        text, tokens, make_quotations(text, DocumentTags(attributions=(raw,)), "d")
    )
    assert [part.of(text) for part in one.contents] == expected
