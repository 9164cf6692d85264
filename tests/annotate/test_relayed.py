"""Whom a report quotes through somebody else: <source>, (cue), [contents] as the model has them."""

import re

import pytest

from onrecord.annotate.relayed import hand_over
from onrecord.annotate.syntax import parse_text
from onrecord.records import Quotation, Span, StatementKind

CASES = [
    (
        "[“The wall will hold,”] <the Herald> (quoted) Dana Okoro as saying on Monday.",
        ("Dana Okoro", "quoted", ["“The wall will hold,”"]),
    ),
    (
        "<The Herald> (quoted) [a senior official as saying that the wall will hold].",
        ("a senior official", "quoted", ["that the wall will hold"]),
    ),
    (
        "[Dana Okoro] (was quoted) by <the Herald> [as saying that the wall will hold].",
        ("Dana Okoro", "was quoted", ["that the wall will hold"]),
    ),
    (
        "<Okoro> (quoted) [an old song about the wall].",
        ("Okoro", "quoted", ["an old song about the wall"]),
    ),
    ("<Okoro> (said) [the wall will hold].", ("Okoro", "said", ["the wall will hold"])),
]


@pytest.mark.parametrize(("marked", "expected"), CASES)
def test_the_words_are_given_to_whom_they_are_quoted_from(
    marked: str, expected: tuple[str, str, list[str]]
) -> None:
    text, spans = "", {"<": [], "(": [], "[": []}
    for piece in re.split(r"([<(\[][^>)\]]*[>)\]])", marked):
        if piece[:1] in spans:
            end = len(text) + len(piece) - 2
            spans[piece[0]].append(Span(document_id="d", start=len(text), end=end))
            piece = piece[1:-1]
        text += piece
    quotation = Quotation(
        kind=StatementKind.INDIRECT,
        contents=tuple(spans["["]),
        cue=spans["("][0],
        source=spans["<"][0],
        method="test",
    )
    tokens, _ = parse_text(text)
    (found,) = hand_over(tokens, (quotation,))
    assert found.source
    assert found.cue
    read = (found.source.of(text), found.cue.of(text), [c.of(text) for c in found.contents])
    assert read == expected
