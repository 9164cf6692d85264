"""Sayings inside what somebody else is said to report: who, by which word, and what."""

import pytest

from onrecord.annotate.attributions import make_quotations
from onrecord.annotate.carried import METHOD, find_carried
from onrecord.annotate.parsed_reports import make_parsed_report
from onrecord.annotate.quotations import DocumentTags, RawAttribution
from onrecord.annotate.syntax import parse_text

FOUND = [
    (
        "Velden and Orsk have denied the reports of a second leak, according to the Herald.",
        ("Velden and Orsk", "have denied", "the reports of a second leak"),
    ),
    (
        "The port stays shut, with the harbour office claiming that two ships ran aground, "
        "according to the Herald.",
        ("the harbour office", "claiming", "that two ships ran aground"),
    ),
    (
        "The mayor warned that the wall would not hold, according to the Herald.",
        ("The mayor", "warned", "that the wall would not hold"),
    ),
    (
        "“The wall will hold for years,” the mayor said, according to the Herald.",
        ("the mayor", "said", "“The wall will hold for years,”"),
    ),
    (
        "Velden intelligence has put the wounded at about 400, according to the Port Herald.",
        ("Velden intelligence", "has put", "the wounded at about 400"),
    ),
]
LEFT = [
    ("We have said that the wall will hold, according to the Herald.", "own voice"),
    ("It was denied at once, according to the Herald.", "nobody denies"),
    ("The mayor said so, according to the Herald.", "nothing is said"),
    ("The wall was shut, according to the Herald.", "no reporting verb"),
]


def read(text: str) -> list[tuple[str, str, str]]:
    """What is found when the Herald is taken to say all the rest."""
    end = text.index(", according to")
    raw = RawAttribution(
        source=((text.rindex("the "), len(text) - 1),),
        cue=(end + 2, end + 14),
        contents=((0, end),),
        score=1.0,
    )
    tokens, _ = parse_text(text)
    taken = make_quotations(text, DocumentTags(attributions=(raw,)), "d")
    found = find_carried(make_parsed_report(text, tokens, "d"), taken)
    assert all(q.method == METHOD and q.source and q.cue for q in found)
    return [
        (q.source.of(text), q.cue.of(text), q.contents[0].of(text))
        for q in found
        if q.source and q.cue
    ]


@pytest.mark.parametrize(
    ("text", "expected"), FOUND, ids=["denial", "participle", "clause", "inverted", "put"]
)
def test_the_inner_saying_is_found(text: str, expected: tuple[str, str, str]) -> None:
    assert read(text) == [expected]


@pytest.mark.parametrize("text", [text for text, _ in LEFT], ids=[why for _, why in LEFT])
def test_what_is_half_there_is_left_alone(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Velden says 12 of its ships have been lost.", ["12 of its ships have been lost"]),
        ("We say that the wall will hold for years.", []),
        ("The mayor did not say that the wall would hold.", []),
        ("The mayor said goodbye to the crew of the ship.", []),
        ("Where the mayor says it leaks, the wall is new.", []),
    ],
    ids=["plain", "own-voice", "not-said", "no-clause", "not-the-head"],
)
def test_a_plain_saying_of_nobody_is_read_off_the_parse(text: str, expected: list[str]) -> None:
    found = find_carried(make_parsed_report(text, parse_text(text)[0], "d"), ())
    assert [one.contents[0].of(text) for one in found] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Okoro, however, encourages firms to keep to the rules.", ["firms to keep to the rules"]),
        ("The wall was built to encourage firms to keep to the rules.", []),
        ("It urged firms to keep to the rules.", []),
        ("Okoro did not encourage firms to keep to the rules.", []),
        ("Okoro ordered fish.", []),
    ],
    ids=["plain", "not-the-head", "no-person", "not-so", "no-clause"],
)
def test_what_somebody_is_asked_to_do_is_read_off_the_parse(text: str, expected: list[str]) -> None:
    found = find_carried(make_parsed_report(text, parse_text(text)[0], "d"), ())
    assert [one.contents[0].of(text) for one in found] == expected


def test_quoted_words_of_nobody_are_read_off_the_parse() -> None:
    text = "The port is shut, with a spokeswoman saying on Monday they were “victims of the sea”."
    tokens, _ = parse_text(text)
    (found,) = find_carried(make_parsed_report(text, tokens, "d"), ())
    assert found.source is not None
    assert found.source.of(text) == "a spokeswoman"


def test_with_somebody_saying_is_read_off_the_parse() -> None:
    text = "The port is shut, with the mayor telling reporters on Monday the ships ran aground."
    (found,) = find_carried(make_parsed_report(text, parse_text(text)[0], "d"), ())
    assert found.source is not None
    assert found.source.of(text) == "the mayor"
    assert [content.of(text) for content in found.contents] == ["the ships ran aground"]


def test_what_somebody_is_told_goes_to_the_end_where_the_parse_has_lost_it() -> None:
    text = "It is shut, with mayor Dana Okoro telling reporters that day Velia believes it sank."
    (found,) = find_carried(make_parsed_report(text, parse_text(text)[0], "d"), ())
    assert found.source is not None
    assert found.source.of(text).endswith("Dana Okoro")
    assert found.contents[0].of(text).endswith("Velia believes it sank")


def test_a_saying_without_quoted_words_is_left_to_the_missed_list() -> None:
    text = "The port is shut, and a spokeswoman said on Monday they were victims of the sea."
    tokens, _ = parse_text(text)
    assert find_carried(make_parsed_report(text, tokens, "d"), ()) == ()


def test_what_is_confirmed_by_somebody_is_theirs() -> None:
    text = "The decision was confirmed on Tuesday by the deputy mayor at the town hall."
    (found,) = find_carried(make_parsed_report(text, parse_text(text)[0], "d"), ())
    assert found.source is not None
    assert found.source.of(text).startswith("the deputy mayor")
    assert [content.of(text) for content in found.contents] == ["The decision"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("His claim was rejected by Nadia Oserin.", ["His claim"]),
        ("The bid was rejected by Kes Works.", []),
    ],
    ids=["a-claim", "a-bid"],
)
def test_a_claim_that_is_rejected_by_somebody_is_denied(text: str, expected: list[str]) -> None:
    found = find_carried(make_parsed_report(text, parse_text(text)[0], "d"), ())
    assert [one.contents[0].of(text) for one in found] == expected


def test_what_is_said_may_stand_in_the_next_stretch() -> None:
    text = "Vale told the paper last week that the wall was the safest, its archive shows."
    end = text.index(", its archive")
    raw = RawAttribution(
        source=((end + 2, end + 13),),
        cue=(end + 14, len(text) - 1),
        contents=((0, 9), (text.index("that"), end)),
        score=1.0,
    )
    tokens, _ = parse_text(text)
    taken = make_quotations(text, DocumentTags(attributions=(raw,)), "d")
    (found,) = find_carried(make_parsed_report(text, tokens, "d"), taken)
    assert [content.of(text) for content in found.contents] == ["that the wall was the safest"]
