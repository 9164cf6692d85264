"""Laws of reading: total, covering, unaltered, and the same every time."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.config import DEFAULT, Settings
from onrecord.read import read_bytes
from onrecord.read.blocks import find_blocks
from onrecord.read.dates import resolve_date
from onrecord.read.encodings import find_source_offset, normalise_newlines
from onrecord.read.metadata import Metadata, read_meta_csv, split_front_matter
from onrecord.read.sources import Source
from onrecord.records import BlockKind, Document, Unread
from onrecord.text import find_paragraphs

LINES = [
    "Dam Fails Above Harrow Vale", "Topline", "Read the full article here", "___", "Advertisement",
    "“We had asked,” she said.", "Reuters contributed to this report.", "The dam failed on Monday.",
    "It failed.” Reuters contributed to this report.", "By Jo Bell", "\ufeff", "😀", "a\rb", "<p>x",
    "Board knew, minister says (The Harrow Post)", "---", "date: 2024-11-19", "\x00", "”", "",
    "Fine. Do you have a story we should cover? Mail us at x@y.example.",
]  # fmt: skip
# A busy machine is slow now and then; how long a line may take is tested in test_blocks.
UNHURRIED = settings(deadline=None)
texts = st.one_of(
    st.text(max_size=300),
    st.lists(st.sampled_from(LINES) | st.text(max_size=30), max_size=12).map("\n".join),
)
sources = st.one_of(st.binary(max_size=400), texts.map(lambda t: t.encode("utf-8", "replace")))


def check(document):
    """Check what holds of every document."""
    assert not set(document.text) & {"\x00", "\r"}
    document.text.encode("utf-8")
    covered = set()
    last = 0
    for block in document.blocks:
        start, end = block.span.start, block.span.end
        assert last <= start < end
        assert block.span.document_id == document.id
        assert block.span.of(document.text) == block.span.of(document.text).strip()
        covered.update(range(start, end))
        last = end
    for start, end in find_paragraphs(document.text):
        uncovered = [i for i in range(start, end) if i not in covered]
        assert all(document.text[i].isspace() for i in uncovered)


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a"])
@UNHURRIED
@given(data=sources)
def test_any_bytes_are_read_or_listed(name, data):
    source = Source(path=Path(name), name=name)
    result = read_bytes(source, data, DEFAULT)
    assert result == read_bytes(source, data, DEFAULT)
    assert isinstance(result, Document | Unread)
    if isinstance(result, Document):
        check(result)


@settings(max_examples=60, deadline=None)
@given(data=sources, wrapped=st.booleans())
def test_any_page_is_read_or_listed(data, wrapped):
    if wrapped:
        data = b"<html><head><title>" + data[:40] + b"</title></head><body><p>" + data + b"</p>"
    result = read_bytes(Source(path=Path("a.html"), name="a.html"), data, DEFAULT)
    assert isinstance(result, Document | Unread)
    if isinstance(result, Document):
        check(result)


@UNHURRIED
@given(text=texts, title=st.none() | texts)
def test_blocks_are_total_and_cover(text, title):
    text = text.replace("\r", " ").replace("\x00", " ")
    check(Document(id="d0", path="a", text=text, blocks=find_blocks(text, "d0", title)))


@UNHURRIED
@given(
    before=st.sampled_from(LINES),
    after=st.sampled_from(LINES),
    lines=st.lists(st.sampled_from(LINES)),
)
def test_five_quoted_words_are_never_furniture(before, after, lines):
    quoted = "“We had asked for repairs”"
    text = "\n".join([f"{before} {quoted} {after}", *lines])
    start = text.index(quoted)
    for block in find_blocks(text, "d0"):
        if block.kind in (BlockKind.FURNITURE, BlockKind.CREDIT):
            assert block.span.end <= start or block.span.start >= start + len(quoted)


@UNHURRIED
@given(decoded=st.text(alphabet="ab\r\n é😀", max_size=60))
def test_every_normalised_character_leads_back(decoded):
    text, drops = normalise_newlines(decoded)
    assert "\r" not in text
    for offset, char in enumerate(text):
        origin = decoded[find_source_offset(drops, offset)]
        assert origin == char or (char == "\n" and origin == "\r")
    assert find_source_offset(drops, len(text)) == len(decoded)


@UNHURRIED
@given(text=texts)
def test_front_matter_takes_only_from_the_head(text):
    known, rest = split_front_matter(text)
    assert text.endswith(rest)
    assert rest == text or known != Metadata()


@UNHURRIED
@given(data=sources)
def test_any_meta_csv_is_read_or_listed(data):
    rows, problems = read_meta_csv(b"file,published\n" + data)
    assert all(isinstance(problem, str) for problem in problems)
    assert all(line >= 2 for line, _ in rows.values())


@UNHURRIED
@given(words=st.text(max_size=40) | st.text(alphabet="0123456789-/.: TZ+", max_size=30))
def test_any_date_is_resolved_or_refused(words):
    value, problem = resolve_date(words)
    assert (value is None) == bool(problem)


@UNHURRIED
@given(text=texts, limit=st.integers(1, 50))
def test_no_document_is_longer_than_the_limit(text, limit):
    data = text.encode("utf-8", "replace")
    result = read_bytes(Source(path=Path("a.txt"), name="a.txt"), data, Settings(max_chars=limit))
    assert isinstance(result, Unread) or len(result.text) <= limit
