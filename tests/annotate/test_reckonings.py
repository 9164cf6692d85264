"""Numbers that somebody puts something at: who, by which word, and what."""

import pytest

from onrecord.annotate.attributions import make_quotations
from onrecord.annotate.parsed_reports import make_parsed_report
from onrecord.annotate.quantities import find_quantities
from onrecord.annotate.quotations import DocumentTags, RawAttribution
from onrecord.annotate.reckonings import METHOD, find_reckonings
from onrecord.annotate.syntax import parse_text
from onrecord.annotate.timexes import find_timexes

FOUND = [
    (
        "The weavers' guild put the number of injured at more than 60.",
        ("The weavers' guild", "put", "the number of injured at more than 60"),
    ),
    (
        "Orsk's hospital put the death toll at 31 on Tuesday.",
        ("Orsk's hospital", "put", "the death toll at 31"),
    ),
    (
        "Harbour officials have placed losses at $4 million.",
        ("Harbour officials", "placed", "losses at $4 million"),
    ),
    (
        "A first count puts the dead at about 400.",
        ("A first count", "puts", "the dead at about 400"),
    ),
    (
        "The ferry line pegged the damage at 3 million crowns.",
        ("The ferry line", "pegged", "the damage at 3 million crowns"),
    ),
    (
        "The road is shut, with the mayor putting the cost at 12 million crowns.",
        ("the mayor", "putting", "the cost at 12 million crowns"),
    ),
    (
        "The prefect rejected that and put the figure at 19.",
        ("The prefect", "put", "the figure at 19"),
    ),
    (
        "It put the number of missing at two dozen.",
        ("It", "put", "the number of missing at two dozen"),
    ),
    (
        "The agency set the total at 5,200 tonnes.",
        ("The agency", "set", "the total at 5,200 tonnes"),
    ),
]
LEFT = [
    ("The printer put the number at the top of the page.", "a place"),
    ("The printer put the number at the top of page 3.", "a place with a number"),
    ("The priest put the dead at rest.", "no number"),
    ("The clerk put the total at the age of 40.", "an age"),
    ("The baker put the loaves at 200 degrees.", "nothing that counts"),
    ("The guild did not put the number of injured at 60.", "not said"),
    ("The guild could put the cost at 60 million crowns.", "not yet said"),
    ("If the guild puts the toll at 60, the port shuts.", "a condition"),
    ("The court ordered the guild to put the cost at 4 million crowns.", "an order"),
    ("We put the number of injured at 60.", "own voice"),
    ("The number of injured rose to 60.", "nobody puts it"),
    ("The bank set the figures at 9 a.m. on Monday.", "a time"),
]


def read(text: str, *said: RawAttribution) -> list[tuple[str, str, str]]:
    tokens, sentences = parse_text(text)
    timexes = find_timexes(text, tokens, sentences, None, "d")
    quantities = find_quantities(text, tokens, sentences, timexes, "d")
    taken = make_quotations(text, DocumentTags(attributions=said), "d")
    found = find_reckonings(make_parsed_report(text, tokens, "d"), quantities, taken)
    assert all(q.method == METHOD for q in found)
    return [
        (q.source.of(text), q.cue.of(text), q.contents[0].of(text))
        for q in found
        if q.source and q.cue
    ]


@pytest.mark.parametrize(("text", "expected"), FOUND, ids=[row[0] for _, row in FOUND])
def test_who_puts_a_number_is_found(text: str, expected: tuple[str, str, str]) -> None:
    assert read(text) == [expected]


@pytest.mark.parametrize("text", [text for text, _ in LEFT], ids=[why for _, why in LEFT])
def test_what_is_no_reckoning_is_left_alone(text: str) -> None:
    assert read(text) == []


def test_what_the_model_has_found_is_not_doubled() -> None:
    text = "The guild put the number of injured at 60, the Herald said."
    whole = RawAttribution(source=((43, 53),), cue=(54, 58), contents=((0, 41),), score=1.0)
    own = RawAttribution(source=((0, 9),), cue=(10, 13), contents=((14, 41),), score=1.0)
    assert read(text, whole) == read(text, own) == []
