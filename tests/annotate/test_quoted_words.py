"""Quoted words in one attribution each, and there whole."""

import pytest

from onrecord.annotate.attributions import make_quotations
from onrecord.annotate.quotations import DocumentTags, RawAttribution
from onrecord.records import StatementKind

Raw = tuple[str, str, list[str]]


def share(text: str, *raws: Raw) -> list[list[str]]:
    """Return the contents of attributions given by source, cue and contents as the model has it."""

    def place(words: str) -> tuple[int, int]:
        return text.index(words), text.index(words) + len(words)

    found = make_quotations(
        text,
        DocumentTags(
            attributions=tuple(
                RawAttribution(
                    source=(place(source),),
                    cue=place(cue),
                    contents=tuple(map(place, contents)),
                    score=1.0,
                )
                for source, cue, contents in raws
            )
        ),
        "d",
    )
    return [
        [content.of(text) for content in quotation.contents]
        for quotation in sorted(found, key=lambda q: q.cue or q.contents[0])
    ]


CASES = [
    (
        "an-end-lost",
        '"We do not know when the wall broke," Okoro said. The river rose.',
        [("Okoro", "said", ['"We do not know when the'])],
        [['"We do not know when the wall broke,"']],
    ),
    (
        "a-beginning-lost",
        "Okoro said: “We do not know. It broke last night.”",
        [("Okoro", "said", ["It broke last night.”"])],
        [["“We do not know. It broke last night.”"]],
    ),
    (
        "into-the-next-quotation",
        'Okoro asserted, "It is a matter of dikes" "The rest is a matter of money," Ruiz said.',
        [
            ("Okoro", "asserted", ['"It is a matter of dikes" "The rest']),
            ("Ruiz", "said", ['"It is a matter of dikes" "The rest is a matter of money,"']),
        ],
        [['"It is a matter of dikes"'], ['"The rest is a matter of money,"']],
    ),
    (
        "into-quoted-words-of-nobody",
        'Okoro asserted it was a matter of dikes. "The rest is a matter of money and more." Rain.',
        [("Okoro", "asserted", ['it was a matter of dikes. "The rest'])],
        [["it was a matter of dikes."]],
    ),
    (
        "broken-by-a-line-end",
        'She left. "The wall is not a wall.\n\nIt will never be a wall," Okoro said.',
        [("Okoro", "said", ['It will never be a wall,"'])],
        [['"The wall is not a wall.', 'It will never be a wall,"']],
    ),
    (
        "another's-sentence",
        'Okoro: "It spreads and can cross the river" The mayor says it is being looked into.',
        [
            (
                "Okoro",
                ":",
                ['"It spreads and can cross the river" The mayor says it is being looked into'],
            ),
            ("The mayor", "says", ["it is being looked into"]),
        ],
        [['"It spreads and can cross the river"'], ["it is being looked into"]],
    ),
    (
        "the-reporter-of-both-keeps-both",
        "“It will hold for good,” Okoro said, according to the Herald.",
        [
            ("Okoro", "said", ["“It will hold for good,”"]),
            ("the Herald", "according to", ["“It will hold for good,” Okoro said"]),
        ],
        [["“It will hold for good,”"], ["“It will hold for good,” Okoro said"]],
    ),
    (
        "a-saying-within",
        "“The mayor says it is safe and sound,” Okoro said.",
        [
            ("Okoro", "said", ["“The mayor says it is safe and sound,”"]),
            ("The mayor", "says", ["it is safe and sound"]),
        ],
        [["it is safe and sound"], ["“The mayor says it is safe and sound,”"]],
    ),
    (
        "words-that-lead-into-it",
        "Okoro felt it was due because “most people do not know,” she said.",
        [
            ("Okoro", "felt", ["it was due because “most"]),
            ("she", "said", ["“most people do not know,”"]),
        ],
        [["it was due because “most"], ["“most people do not know,”"]],
    ),
    (
        "words-that-lead-into-it-and-go-on",
        "Okoro said it was due because “most people do not know of it”. Rain fell.",
        [("Okoro", "said", ["it was due because “most"])],
        [["it was due because “most people do not know of it”"]],
    ),
    (
        "a-turn-of-phrase-stays-cut",
        "Okoro said the “so-called sea wall” was his.",
        [("Okoro", "said", ["the “so-called sea"])],
        [["the “so-called sea"]],
    ),
]


@pytest.mark.parametrize(
    ("text", "raws", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_quoted_words_are_one_speakers_and_whole(
    text: str, raws: list[Raw], expected: list[list[str]]
) -> None:
    assert share(text, *raws) == expected


def test_words_between_single_marks_are_quoted() -> None:
    text = "'The wall will hold,' Okoro said."
    tags = DocumentTags(
        attributions=(
            RawAttribution(source=((22, 27),), cue=(28, 32), contents=((0, 21),), score=1.0),
        )
    )
    (quotation,) = make_quotations(text, tags, "d")
    assert quotation.kind is StatementKind.DIRECT
