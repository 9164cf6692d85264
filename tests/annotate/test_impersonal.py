"""Sayings of nobody named: what is said, and what is no saying."""

import pytest

from onrecord.annotate.impersonal import find_impersonal
from onrecord.annotate.parsed_reports import make_parsed_report
from onrecord.annotate.syntax import parse_text
from onrecord.records import Quotation, Span, StatementKind

CASES = [
    ("It is understood the wall had been sold.", [("is understood", "the wall had been sold")]),
    (
        "During the trial, it emerged that the wall leaked.",
        [("emerged", "that the wall leaked")],
    ),
    ("The High Court was told the wall is leaking.", [("was told", "the wall is leaking")]),
    (
        "There were also calls for the mayor to go.",
        [("calls", "for the mayor to go")],
    ),
    ("The court was told by Ruiz that the wall leaks.", []),
    ("The court was told to wait until the wall leaks.", []),
    ("It emerged from the sea, which was cold.", []),
    ("It is reported to be late.", []),
    ("There were calls from the port.", []),
    ("It is understood.", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_what_nobody_named_says(text: str, expected: list[tuple[str, str]]) -> None:
    report = make_parsed_report(text, parse_text(text)[0], "d")
    found = find_impersonal(report, ())
    assert all(q.source is None for q in found)
    assert [(q.cue.of(text), q.contents[0].of(text)) for q in found if q.cue] == expected


HEARSAY = [
    ("He allegedly failed to mend the wall.", [["He", "failed to mend the wall"]]),
    ("The man who allegedly broke the wall left.", []),
    ("He failed to mend the wall.", []),
]


@pytest.mark.parametrize(("text", "expected"), HEARSAY)
def test_what_is_told_by_hearsay(text: str, expected: list[list[str]]) -> None:
    report = make_parsed_report(text, parse_text(text)[0], "d")
    found = find_impersonal(report, ())
    assert [[content.of(text) for content in q.contents] for q in found] == expected


def test_what_the_model_has_is_left_to_it() -> None:
    text = "It is understood the wall had been sold."
    taken = Quotation(
        kind=StatementKind.INDIRECT,
        contents=(Span(document_id="d", start=17, end=39),),
        cue=Span(document_id="d", start=6, end=16),
        source=None,
        method="model",
    )
    report = make_parsed_report(text, parse_text(text)[0], "d")
    assert find_impersonal(report, (taken,)) == ()
