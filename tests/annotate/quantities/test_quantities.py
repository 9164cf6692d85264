"""Whole quantities: what is counted and said of it, in sentences made up for it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.annotate.quantities import find_quantities
from onrecord.annotate.syntax import parse_text
from onrecord.records import Quantity, Span, Timex, TimexType, Token


def read(text: str, *timexes: Timex) -> tuple[Quantity, ...]:
    tokens, sentences = parse_text(text)
    return find_quantities(text, tokens, sentences, timexes, "d")


SAID = [
    ("At least 30 guards were killed or wounded.", "30", "guard", "killed+wounded"),
    ("The blast left five dead in Oru.", "five", None, "killed"),
    ("Four people were found shot to death.", "Four", "people", "killed"),
    ("Three people were shot at a party.", "Three", "people", "killed+wounded"),
    ("Rebels shot down two drones.", "two", "drone", "intercepted"),
    ("Police found the bodies of three divers.", "three", "diver", "killed"),
    ("A family of five died in the fire.", "five", None, "killed"),
    ("The number of fatalities rose to 12.", "12", "fatality", "killed"),
    ("The death toll stands at 45.", "45", "toll", "killed"),
    ("The siege claimed 19 lives.", "19", "life", "killed"),
    ("Seven scouts are missing.", "Seven", "scout", "missing"),
    ("Guards captured 40 raiders.", "40", "raider", "captured"),
    ("About 900 villagers fled.", "900", "villager", "displaced"),
    ("Troops detained 16 men.", "16", "man", "arrested"),
    ("Oru deployed 3,000 soldiers.", "3,000", "soldier", "deployed"),
    ("They lost a further 40 or so injured.", "40", None, "wounded"),
    ("Losses have climbed, with 1,200 casualties daily.", "1,200", "casualty", "casualties"),
    ("Nine were taken to hospital.", "Nine", None, "wounded"),
    ("The loan of €3.2bn was approved.", "€3.2bn", "loan", None),
    ("Debt has ballooned to $18 trillion.", "$18 trillion", "debt", None),
]


@pytest.mark.parametrize(("text", "words", "head", "said"), SAID, ids=[c[0] for c in SAID])
def test_what_is_counted_and_said(text: str, words: str, head: str | None, said: str) -> None:
    (quantity,) = read(text)
    assert (quantity.span.of(text), quantity.head, quantity.property) == (words, head, said)


NONE = [
    "Ann Lee, 34, flew on a Boeing 757 to Gate 12.",
    "One of the ministers resigned, and no one else did.",
    "The 1970s saw the rise of the Big Three.",
    "The vote was 52-35.",
]


@pytest.mark.parametrize("text", NONE)
def test_no_figure(text: str) -> None:
    assert read(text) == ()


def test_left_out_noun_is_that_of_the_figure_before() -> None:
    first, second = read("The ministry said 6,500 troops had died in addition to 21,000 wounded.")
    assert (first.head, first.property) == ("troop", "killed")
    assert (second.head, second.property) == ("troop", "wounded")
    assert second.counted == first.counted


def test_what_is_said_of_some_is_not_said_of_others() -> None:
    killed, missing = read("Two people were killed and four were missing after the slide.")
    assert (killed.property, missing.property) == ("killed", "missing")
    killed, wounded = read("The quake killed more than 50,000 people and injured over 100,000.")
    assert (killed.property, wounded.property) == ("killed", "wounded")


def test_part_of_a_whole() -> None:
    text = "About 70% of the 4,000 marines left."
    share, whole = read(text)
    assert (share.unit, share.low, share.head) == ("percent", 70.0, "marine")
    assert share.whole is not None
    assert share.whole.of(text) == "the 4,000 marines"
    assert whole.low == 4000.0


def test_ranges_shares_and_two_figures() -> None:
    assert [(q.low, q.high) for q in read("Between 8,000 and 10,000 men left.")] == [(8e3, 1e4)]
    assert [(q.low, q.unit) for q in read("One in five voters stayed.")] == [(0.2, "fraction")]
    assert [q.low for q in read("The toll rose from 30 to 45.")] == [30.0, 45.0]
    assert [(q.low, q.high) for q in read("It costs $2 billion to $3 billion.")] == [(2e9, 3e9)]


def test_planned_is_not_so_already() -> None:
    (will,) = read("Oru will send 3,000 soldiers.")
    (sent,) = read("Oru sent 3,000 soldiers.")
    (expected,) = read("The force will number around 12,000.")
    assert (will.planned, sent.planned) == (True, False)
    assert expected.property == "expected"


def test_numbers_inside_time_expressions_are_no_figures() -> None:
    text = "About 30 ships came on 12 May."
    start = text.index("12 May")
    span = Span(document_id="d", start=start, end=start + 6)
    timex = Timex(span=span, type=TimexType.DATE, value="XXXX-05-12", rule="")
    assert [q.span.of(text) for q in read(text, timex)] == ["30"]


def test_a_broken_parse_is_no_error() -> None:
    token = Token(0, 2, "12", "12", "NUM", "CD", "nummod", 0, 7)
    (quantity,) = find_quantities("12 men", (token,), (), (), "d")
    assert quantity.low == 12.0


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "about",
                "12",
                "at",
                "least",
                "two",
                "dozen",
                "killed",
                "of",
                "the",
                "men",
                "$5",
                "million",
                "%",
                "-",
                "to",
                "and",
                "3,000",
                "in",
                "one",
                "were",
                "wounded",
                "dozens",
                "half",
                "1990s",
                "(201)",
                "335-0739",
                ",",
                ".",
                "“",
                "”",
            ]
        ),
        max_size=14,
    )
)
def test_any_words_give_spans_inside_the_text(words: list[str]) -> None:
    text = " ".join(words)
    quantities = read(text)
    for quantity in quantities:
        spans = (quantity.span, quantity.qualifier_span, quantity.counted, quantity.property_span)
        for span in (*spans, quantity.place, quantity.whole):
            assert span is None or 0 <= span.start < span.end <= len(text)
        if quantity.low is not None and quantity.high is not None:
            assert quantity.low <= quantity.high
    assert quantities == read(text)
