"""From quotations to statements: who told whom, who carries it, when it was said.

In each text <angles> mark the source, (rounds) the cue, [squares] the content; a second set
of marks with the same order is a second attribution.
"""

import re

import pytest

from onrecord.annotate.coreference import find_chains
from onrecord.annotate.mentions import find_mentions
from onrecord.annotate.syntax import parse_text
from onrecord.annotate.timexes import find_timexes
from onrecord.extract.statements import extract_statements
from onrecord.records import (
    AnnotatedDocument,
    Block,
    BlockKind,
    Document,
    Quotation,
    Span,
    Statement,
    StatementKind,
)

MARKS = re.compile(r"([<(\[{])(\d)|(\d)([>)\]}])")
KINDS = {"<": "source", "(": "cue", "[": "content", "{": "ORG"}


def read_marked(marked: str) -> tuple[str, dict[int, dict[str, list[tuple[int, int]]]]]:
    text, found, opened, last = "", {}, {}, 0
    for mark in MARKS.finditer(marked):
        text += marked[last : mark.start()]
        last = mark.end()
        if mark[1]:
            opened[KINDS[mark[1]], int(mark[2])] = len(text)
        else:
            kind = {">": "source", ")": "cue", "]": "content", "}": "ORG"}[mark[4]]
            number = int(mark[3])
            place = (opened[kind, number], len(text))
            found.setdefault(number, {}).setdefault(kind, []).append(place)
    return text + marked[last:], found


def read(marked: str, furniture: bool = False) -> tuple[str, tuple[Statement, ...]]:
    text, found = read_marked(marked)

    def span(place: tuple[int, int]) -> Span:
        return Span(document_id="d", start=place[0], end=place[1])

    quotations = tuple(
        Quotation(
            kind=StatementKind.INDIRECT,
            contents=tuple(map(span, parts["content"])),
            cue=span(parts["cue"][0]),
            source=span(parts["source"][0]) if "source" in parts else None,
            method="test",
        )
        for parts in found.values()
        if "content" in parts
    )
    tokens, sentences = parse_text(text)
    names = [(*p, "ORG") for parts in found.values() for p in parts.get("ORG", [])]
    mentions = find_mentions(text, names, "d")
    whole = Block(span=span((0, len(text))), kind=BlockKind.FURNITURE, reason="test")
    published = "2024-05-17"
    annotated = AnnotatedDocument(
        document=Document(
            id="d", path="d", text=text, published=published, blocks=(whole,) * furniture
        ),
        tokens=tokens,
        sentences=sentences,
        mentions=mentions,
        chains=find_chains(text, tokens, mentions, quotations, "d"),
        timexes=find_timexes(text, tokens, sentences, published, "d"),
        quotations=quotations,
    )
    return text, extract_statements(annotated)


VIA = [
    ("Speaking to {1Reuters1}, <1the mayor1> (1said1) [1the dam would hold1].", ["Reuters"]),
    (
        "In an interview with {1Reuters1} on Monday, <1she1> (1said1) [1the dam would hold1].",
        ["Reuters"],
    ),
    ("{1Reuters1} (1quoted1) <1the mayor1> as saying [1the dam would hold1].", ["Reuters"]),
    ("<1The mayor1> (1told1) {1NBC News1} [1the dam would hold1].", ["NBC News"]),
    (
        "<1The mayor1> (1said1) [1the dam would hold1] in an interview with {1Reuters1}.",
        ["Reuters"],
    ),
    (
        "[2<1The mayor1> (1said1) [1the dam would hold1]2], (2according to2) <2The Port Herald2>.",
        ["Port Herald"],
    ),
    (
        "<1The Port Herald1> (1reported1), citing two engineers, [1that the dam would hold1].",
        ["Port Herald"],
    ),
    (
        "Citing two engineers, <1Halyard1> (1reported1) [1that the dam would hold1].",
        ["Halyard"],
    ),
    (
        "[1The dam would hold1], (1according to1) <1a report in The Port Herald citing two "
        "engineers1>.",
        ["Port Herald"],
    ),
    # Media called by what they are, with a name or without; bodies that are none.
    ("<1The mayor1> (1told1) the tech blog Tidewater [1the dam would hold1].", ["Tidewater"]),
    ("<1The mayor1> (1told1) local radio [1the dam would hold1].", ["local radio"]),
    ("<1She1> (1told1) a Velian newspaper [1that it would hold1].", ["a Velian newspaper"]),
    ("<1She1> (1told1) the newspaper [1that it would hold1].", []),
    ("<1She1> (1told1) him [1the local newspaper would close1].", []),
    ("<1She1> (1told1) the {1Osk Crown Court1} [1that it would hold1].", []),
    ("<1She1> (1told1) {1NATO1} [1that it would hold1].", []),
    # Stations and programmes something was said on, not what it was about or a site of one's own.
    ("[1It would hold1], <1she1> (1said1) on {1CNN1} on Monday.", ["CNN"]),
    ("<1She1> (1said1) Sunday on {1ABC1}'s “Late Hour” [1that it would hold1].", ["ABC"]),
    ("[1It would hold1], <1she1> (1said1) on “The Late Hour” on Monday.", ["The Late Hour"]),
    ("Speaking on {1CNN1}, <1she1> (1said1) [1that it would hold1].", ["CNN"]),
    ("Speaking with {1Velia Magazine1}, <1she1> (1said1) [1it held1].", ["Velia Magazine"]),
    ("<1She1> (1said1) on “what it would cost” [1that it was dear1].", []),
    ("<1She1> (1said1) on {1CNN1} funding [1that it was dear1].", []),
    ("[1It would hold1], <1she1> (1said1) on Twitter.", []),
    ("<1She1> (1told1) the Tidewater programme [1that it would hold1].", ["Tidewater programme"]),
    ("<1She1> (1said1) on state radio [1that it would hold1].", ["state radio"]),
    ("<1She1> (1said1) on the campaign trail [1that it would hold1].", []),
    ("<1She1> (1said1) on the Port Office's website [1that it would hold1].", []),
    ("<1She1> (1said1) on the port's channel [1that it would hold1].", []),
    (
        "<1She1> (1said1) in remarks broadcast on state television [1that it held1].",
        ["state television"],
    ),
    ("<1She1>, speaking to {1Reuters1}, (1said1) [1that it would hold1].", ["Reuters"]),
    ("<1She1> (1wrote1) in {1The Guardian1} [1that it would hold1].", ["Guardian"]),
    ("<1She1> (1wrote1) in May [1that {1The Guardian1} would close1].", []),
    ("<1She1> (1told1) {1Port Radio1} 4's Late Hour [1that it would hold1].", ["Port Radio 4"]),
    ("<1She1> (1told1) the {1Times1} 12 [1people had died1].", ["Times"]),
    # A letter that the page lost: "RT?" is not RT.
    ("<1She1> (1told1) {1RT1}? that [1it would hold1].", ["RT?"]),
    ("Did <1she1> (1tell1) {1RT1}? She said [1it would hold1].", ["RT"]),
    (
        "The court was told by {1Vale Works1} that <1the clerk1> had (1said1) [1it would hold1].",
        ["Vale Works"],
    ),
    ("The court was told that <1the clerk1> had (1said1) [1{1Vale Works1} would close1].", []),
]


@pytest.mark.parametrize(("marked", "expected"), VIA)
def test_the_stations_of_a_statement_are_kept_in_order(marked: str, expected: list[str]) -> None:
    _, statements = read(marked)
    assert [hop.name for hop in statements[0].attribution.via] == expected


def test_a_medium_that_only_carries_is_not_a_speaker() -> None:
    _, statements = read(
        "[2<1The mayor1> (1said1) [1the dam would hold1]2], (2according to2) <2The Port Herald2>."
    )
    assert [s.attribution.speaker.name for s in statements if s.attribution.speaker] == [
        "The mayor"
    ]


@pytest.mark.parametrize(
    "marked",
    [
        "<1The Port Herald1> (1reported1), citing two engineers, [1that the dam would hold1].",
        "Citing two engineers, <1Halyard1> (1reported1) [1that the dam would hold1].",
        "[1The dam would hold1], (1according to1) <1a report in The Port Herald citing two "
        "engineers1>.",
    ],
)
def test_a_medium_that_cites_somebody_is_not_the_speaker(marked: str) -> None:
    _, (statement,) = read(marked)
    assert statement.attribution.speaker is not None
    assert statement.attribution.speaker.name == "two engineers"


SAID = [
    ("Ruiz left on Monday after it (1was revealed1) [1that he had lied1].", None),
    ("<1The mayor1> (1said1) on Monday [1that it would hold1].", "2024-05-13"),
    ("<1The mayor1> (1said1) [1that it would hold on Monday1].", None),
    ("<1The mayor1> (1told1) reporters Thursday [1it would hold1].", "2024-05-16"),
    ("Answering a question on Thursday, <1she1> (1said1) [1it would hold1].", "2024-05-16"),
    ("<1Ruiz1> (1denied1) [1the leak1], though Okoro did not deny it on Thursday.", None),
    ("In a statement last week, <1she1> (1said1) [1it would hold1].", "2024-W19"),
    ("<1She1> (1said1) [1it would hold1] ahead of the June election.", None),
    ("<1She1> (1said1) [1it would hold1] at a briefing after his May 2 arrest.", None),
    ("<1She1> (1said1) after talks in Osk on Monday [1that it would hold1].", "2024-05-13"),
    ("<1She1> (1said1) after a meeting Monday [1that it would hold1].", "2024-05-13"),
    ("He was expelled in 2015 after <1his comments1> (1denying1) [1the theft1].", None),
    ("<1She1> left on Monday night, (1calling1) [1it a farce1].", "2024-05-13TNI"),
    (
        "<1She1> left on Monday, cursing the wall and (1blaming1) [1the mayor for the leak1].",
        "2024-05-13",
    ),
    ("<1Kes Works1> last month sued the mayor, (1alleging1) [1fraud1].", "2024-04"),
    ("On Monday <1she1> met the mayor and (1said1) [1it would hold1].", "2024-05-13"),
    ("On Monday <1she1> met the mayor and has since (1said1) [1it would hold1].", None),
    ("<1Kes Works, which built it in 1987,1> (1said1) [1it would hold1].", None),
]


@pytest.mark.parametrize(("marked", "expected"), SAID)
def test_the_date_of_saying_is_in_the_clause_of_saying(marked: str, expected: str | None) -> None:
    _, (statement,) = read(marked)
    assert (statement.said.value if statement.said else None) == expected


def test_a_statement_inside_another_knows_its_parent() -> None:
    text, statements = read("<1Ruiz1> (1said1) [1that <2Lund2> (2had denied2) [2taking money2]1].")
    outer = next(s for s in statements if s.contents[0].of(text).startswith("that"))
    inner = next(s for s in statements if s.contents[0].of(text) == "taking money")
    assert inner.parent_id == outer.id
    assert outer.parent_id is None


def test_furniture_is_never_a_statement() -> None:
    _, statements = read("<1We1> (1say1) [1subscribe to our newsletter1].", furniture=True)
    assert statements == ()


VENUES = [
    ("<1She1> (1said1) at a late briefing [1that it would hold1].", "at a late briefing"),
    ("<1She1> (1said1) to Sen. Ruiz after leaked emails [1that it would hold1].", None),
]


@pytest.mark.parametrize(("marked", "expected"), VENUES)
def test_where_it_was_said_is_one_phrase(marked: str, expected: str | None) -> None:
    text, (statement,) = read(marked)
    assert (statement.venue.of(text) if statement.venue else None) == expected
