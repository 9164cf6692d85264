"""Which clauses are told as such: only these can exclude each other."""

import pytest

from onrecord.story.claims.wordings import read_wordings
from onrecord.story.contradictions import is_told
from story.claims.test_claims import read


@pytest.mark.parametrize(
    ("text", "words", "told"),
    [
        ("Forty workers came to rebuild the bridge.", "rebuild", False),
        ("Police found men burning the old mill.", "burning", False),
        ("The men were burning the old mill.", "burning", True),
        ("Not a stone was thrown at the gate.", "thrown", True),
        ("The bridge was rebuilt by the council.", "rebuilt", True),
        ("Nobody hit the driver.", "hit", True),
    ],
)
def test_a_clause_is_told_with_a_verb_of_its_own(text: str, words: str, told: bool) -> None:
    readings = [wording.reading for wording in read_wordings([read(text, "The Post")], [])]
    found = [r for r in readings if words in [r.words[index] for index in r.predicate]]
    assert [is_told(reading) for reading in found] == [told]
