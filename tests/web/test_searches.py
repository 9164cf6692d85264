"""What is typed into a search box, and what SQLite is asked."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.web.searches import SearchError, read_search


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("dam", '("dam")'),
        ("dam wall", '("dam" AND "wall")'),
        ("dam AND wall", '("dam" AND "wall")'),
        ('"the wall will hold"', '("the wall will hold")'),
        ("“the wall”", '("the wall")'),
        ("flood*", '("flood"*)'),
        ("dam -wall", '("dam") NOT "wall"'),
        ("dam OR wall gone", '("dam") OR ("wall" AND "gone")'),
        ("speaker:Renn", '("speaker:Renn")'),
        ("NEAR(a b)", '("NEAR(a" AND "b)")'),
        ("8,000", '("8,000")'),
        ("تلك", '("تلك")'),
        ("it's", '("it\'s")'),
    ],
)
def test_words_become_a_query(typed: str, asked: str) -> None:
    assert read_search(typed) == asked


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ('"the wall', "quotation mark is left open"),
        ("“the wall", "quotation mark is left open"),
        ("OR dam", "both its sides"),
        ("dam OR", "both its sides"),
        ("-dam", "not only what to leave out"),
        ("*", "no word to look for"),
        ("fl*od", "end of a word"),
        ("—", "no word to look for"),
        ('""', "no word to look for"),
        ("", "no word here"),
        ("AND", "no word here"),
        ("x" * 401, "at most 400"),
    ],
)
def test_what_cannot_be_looked_for_says_why(typed: str, says: str) -> None:
    with pytest.raises(SearchError, match=says):
        read_search(typed)


@given(typed=st.text(max_size=60) | st.text('"*-AND OR()^:+{}', max_size=30))
def test_whatever_is_typed_sqlite_understands_the_query(typed: str) -> None:
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE words USING fts5(text)")
    try:
        query = read_search(typed)
    except SearchError:
        return
    db.execute("SELECT * FROM words WHERE words MATCH ?", (query,)).fetchall()
    db.close()
