"""Sayings told by a noun: whose, and what."""

import pytest

from onrecord.annotate.noun_sayings import find_noun_sayings
from onrecord.annotate.parsed_reports import make_parsed_report
from onrecord.annotate.syntax import parse_text

Found = list[tuple[str, str, str]]


def read(text: str) -> Found:
    report = make_parsed_report(text, parse_text(text)[0], "d")
    return [
        (q.source.of(text), q.cue.of(text), q.contents[0].of(text))
        for q in find_noun_sayings(report, ())
        if q.source and q.cue
    ]


CASES: list[tuple[str, str, Found]] = [
    (
        "possessor",
        "Ruiz laughed at the mayor's claim that the wall had held.",
        [("the mayor's", "claim", "that the wall had held")],
    ),
    (
        "from",
        "They left despite statements by mayor Dana Okoro that the wall would hold.",
        [("mayor Dana Okoro", "statements", "that the wall would hold")],
    ),
    (
        "medium",
        "It was an answer to a Reuters report that the wall had been sold.",
        [("Reuters", "report", "that the wall had been sold")],
    ),
    (
        "what-is-to-be-done",
        "Farmers are uneasy about Okoro's pledge to rebuild the old sea wall.",
        [("Okoro's", "pledge", "to rebuild the old sea wall")],
    ),
    ("nobody's", "The claim that the wall had held was absurd.", []),
    ("the-writer's", "My claim that the wall had held was absurd.", []),
    ("relative", "The mayor's claim that was repeated on Monday was absurd.", []),
    ("no-clause", "The mayor's claim was absurd.", []),
    ("no-promise", "The mayor's report to the council was late.", []),
]


@pytest.mark.parametrize(
    ("text", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_a_noun_tells_whose_saying_it_is(text: str, expected: Found) -> None:
    assert read(text) == expected
