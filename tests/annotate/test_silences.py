"""Silences read off the parse: who does not answer or cannot tell, and about what."""

import pytest

from onrecord.annotate.silences import find_silences
from onrecord.annotate.syntax import parse_text

FOUND = [
    pytest.param(
        "The Echo could not establish who rang the bell.",
        ("The Echo", "who rang the bell"),
        id="establish",
    ),
    pytest.param(
        "The Echo was unable to independently establish whether the pump had run.",
        ("The Echo", "whether the pump had run"),
        id="establish-by-itself",
    ),
    pytest.param(
        "The Echo was unable to reach the mill's owner for comment on the letter.",
        ("the mill's owner", "for comment on the letter"),
        id="not-reached",
    ),
    pytest.param(
        "The mill's owner has stayed silent.", ("The mill's owner", "silent"), id="silent"
    ),
    pytest.param(
        "Vale has not responded to attempts to reach him.",
        ("Vale", "to attempts to reach him"),
        id="attempts-to-reach",
    ),
]
NONE = [
    pytest.param("The sirens had stayed silent all night.", id="a-thing"),
    pytest.param("The tests had been kept quiet.", id="what-is-kept-quiet"),
    pytest.param("The rebels could not establish a camp there.", id="another-establish"),
    pytest.param("She has not responded to their efforts to help her.", id="no-question-put"),
    pytest.param("The boat was unable to reach the port.", id="another-reach"),
]


def read(text: str) -> list[tuple[str, str]]:
    tokens, _ = parse_text(text)
    return [
        (one.source.of(text), one.contents[0].of(text))
        for one in find_silences(text, tokens, (), "d")
        if one.source
    ]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_a_silence_says_whose_and_about_what(text: str, expected: tuple[str, str]) -> None:
    assert read(text) == [expected]


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_refusal_to_speak_is_none(text: str) -> None:
    assert read(text) == []
