"""Who speaks by the grammar: a source put right, or left out where it only hears."""

import re

import pytest

from onrecord.annotate.speaking_subjects import mend_sources
from onrecord.annotate.syntax import parse_text
from onrecord.records import Quotation, Span, StatementKind

# In each sentence <source>, (cue) and [content] are marked.
CASES = [
    pytest.param("<The court> (heard) [he had stolen the boat].", None, id="a court hears"),
    pytest.param("<The court> (said) [he had stolen it].", "The court", id="a court that speaks"),
    pytest.param("<Police> (heard) [that he had left].", "Police", id="police hear for themselves"),
    pytest.param(
        "Ana Ruiz was suspended after being caught on <secret camera> (claiming) [it never was].",
        "Ana Ruiz",
        id="caught on camera",
    ),
    pytest.param(
        "Lev Osin was filmed on <a phone> (telling) a guard [that he would pay].",
        "Lev Osin",
        id="filmed on a phone",
    ),
    pytest.param(
        "<The party> took swift action with chairman Lev Osin opening a case and (announcing) [that"
        " he will resign].",
        "chairman Lev Osin",
        id="with somebody announcing",
    ),
    pytest.param(
        "<The party> met on Monday, (announcing) [that he will resign].",
        "The party",
        id="the subject announcing",
    ),
    pytest.param(
        "Lev Osin was expelled in May after (denying) [the theft].", "Lev Osin", id="after denying"
    ),
    pytest.param(
        "The board fired Lev Osin for (saying) [that it lied].", None, id="fired for saying"
    ),
    pytest.param(
        "Lev Osin was fired for (saying) [that it lied].", "Lev Osin", id="was fired for saying"
    ),
    pytest.param(
        "The ban is defended by (saying) [that it works].", None, id="done by nobody told"
    ),
]


def read(marked: str) -> str | None:
    text, spans = "", {"<": [], "(": [], "[": []}
    for piece in re.split(r"([<(\[][^>)\]]*[>)\]])", marked):
        if piece[:1] in spans:
            place = (len(text), len(text) + len(piece) - 2)
            spans[piece[0]].append(Span(document_id="d", start=place[0], end=place[1]))
            piece = piece[1:-1]
        text += piece
    quotation = Quotation(
        kind=StatementKind.INDIRECT,
        contents=tuple(spans["["]),
        cue=spans["("][0],
        source=next(iter(spans["<"]), None),
        method="test",
    )
    tokens, _ = parse_text(text)
    (mended,) = mend_sources((quotation,), tokens)
    return mended.source.of(text) if mended.source else None


@pytest.mark.parametrize(("marked", "source"), CASES)
def test_the_source_is_who_speaks(marked: str, source: str | None) -> None:
    assert read(marked) == source
