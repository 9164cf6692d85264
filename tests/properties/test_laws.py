"""The laws of the house, over any text at all.

Texts are built from words that trip readers up (marks, titles, dates, figures, other
scripts) and from arbitrary characters; each law must hold for every one.
"""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.config import DEFAULT
from onrecord.demo import find_demo
from onrecord.pipeline import read_evidence
from onrecord.quotemarks import find_quoted
from onrecord.read import read_reports
from onrecord.records import (
    BlockKind,
    Document,
    Evidence,
    MissedKind,
    Span,
    Unread,
    content_id,
)
from onrecord.story.stories import link_story
from onrecord.text import count_words

PIECES = [
    "“We will not go,” ",
    "she said. ",
    "he ",
    "told Reuters ",
    "Okoro ",
    "the minister ",
    "said ",
    "“",
    "”",
    '"',
    "''",
    "’s ",
    "denied that ",
    "on Monday ",
    "between 8,000 and 10,000 ",
    "80% ",
    "of the ",
    "dozens ",
    "$64.1 billion ",
    "(",
    ")",
    ", ",
    ". ",
    "\n",
    "\n\n",
    "—",
    "😀 ",
    "שלום ",
    "“سلام” ",
    "could not confirm ",
    "declined to comment ",
    "according to The Port Herald ",
    "neither Ruiz nor Lund has commented ",
    "Read more: ",
    "\u202e",
    "\u0000",
    "\ufeff",
    "e\u0301",
    "ﬁ",
    "Ｑ",
    "December 14 ",
    "1,2,3.4.5 ",
    "x" * 60 + " ",
]
TEXTS = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
    st.text(max_size=200),
)
SLOWLY = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)


def make_document(text: str) -> Document:
    return Document(id=content_id("test", text), path="test.txt", text=text, published="2024-05-17")


def read(text: str) -> Evidence:
    (evidence,) = read_evidence([make_document(text)], DEFAULT)
    return evidence


def list_spans(record: object) -> Iterator[Span]:
    """Yield every span anywhere inside a record."""
    if isinstance(record, Span):
        yield record
    elif isinstance(record, tuple):
        for item in record:
            yield from list_spans(item)
    elif is_dataclass(record):
        for field in fields(record):
            yield from list_spans(getattr(record, field.name))


@SLOWLY
@given(TEXTS)
def test_every_span_lies_in_its_text_and_holds_something(text: str) -> None:
    evidence = read(text)
    for span in list_spans(evidence):
        assert span.document_id == evidence.document.id
        assert 0 <= span.start < span.end <= len(text)


@SLOWLY
@given(TEXTS)
def test_reading_twice_gives_the_same(text: str) -> None:
    assert read(text) == read(text)


@SLOWLY
@given(TEXTS)
def test_long_quotations_are_in_a_row_or_missed(text: str) -> None:
    evidence = read(text)
    held = [c for row in evidence.statements for c in row.contents]
    held += [m.span for m in evidence.missed if m.kind is MissedKind.QUOTATION]
    for start, end in find_quoted(text):
        if count_words(text[start:end]) >= DEFAULT.quoted_words:
            assert any(span.start < end and start < span.end for span in held)


@cache
def demo() -> tuple[tuple[Evidence, ...], tuple[Unread, ...]]:
    documents, unread = read_reports([Path(find_demo())], DEFAULT)
    return read_evidence(documents, DEFAULT), unread


@settings(max_examples=8, deadline=None, derandomize=True)
@given(st.randoms(use_true_random=False))
def test_the_order_of_reports_does_not_matter(chance) -> None:  # type: ignore[no-untyped-def]
    evidence, unread = demo()
    shuffled = list(evidence)
    chance.shuffle(shuffled)
    assert link_story(shuffled, unread) == link_story(evidence, unread)


def test_what_stands_beside_a_report_does_not_change_how_it_is_read() -> None:
    evidence, _ = demo()
    alone = read_evidence([evidence[2].document], DEFAULT)
    assert alone == (evidence[2],)


def test_no_furniture_in_any_statement() -> None:
    aside = {BlockKind.FURNITURE, BlockKind.CREDIT}
    for one in demo()[0]:
        blocks = [b.span for b in one.document.blocks if b.kind in aside]
        for row in one.statements:
            assert not any(c.overlaps(b) for c in row.contents for b in blocks)


def test_every_number_is_a_figure_a_date_or_missed() -> None:
    for one in demo()[0]:
        held = [f.quantity.span for f in one.figures] + [t.span for t in one.timexes]
        held += [m.span for m in one.missed]
        aside = {BlockKind.FURNITURE, BlockKind.CREDIT}
        held += [b.span for b in one.document.blocks if b.kind in aside]
        text = one.document.text
        for index, character in enumerate(text):
            if character.isdigit():
                assert any(s.start <= index < s.end for s in held)
