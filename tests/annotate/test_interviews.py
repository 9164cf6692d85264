"""Answers after a name and a colon: one statement for each, the questions in none."""

import pytest

from onrecord.annotate.interviews import find_interviews
from onrecord.annotate.mentions import find_mentions
from onrecord.records import Block, BlockKind, Quotation, Span, StatementKind

NAMES = ("Dana Okoro", "Lena Ruiz")


def read(
    text: str, *taken: Quotation, blocks: tuple[Block, ...] = ()
) -> list[tuple[str, list[str]]]:
    entities = []
    for name in NAMES:
        start = text.find(name)
        while start >= 0:
            entities.append((start, start + len(name), "PERSON"))
            start = text.find(name, start + 1)
    found = find_interviews(text, find_mentions(text, sorted(entities), "d"), blocks, taken)
    return [
        (q.source.of(text), [c.of(text) for c in q.contents]) for q in found if q.source is not None
    ]


CASES = [
    (
        "outlet-and-name",
        "WB: Ms. Okoro, will it hold?\n\nDana Okoro: It will. It always has.\n\nFor years.\n\n"
        "What if it leaks?\n\nThen we mend it at once.\n\nDana Okoro is the port's engineer.",
        [
            ("Dana Okoro", ["It will. It always has.", "For years."]),
            ("Dana Okoro", ["Then we mend it at once."]),
        ],
    ),
    (
        "question-run-into-the-answer",
        "WB: Will it hold?\nDana Okoro: It will for years.\nWhat if it leaks? Then we mend it.",
        [
            ("Dana Okoro", ["It will for years."]),
            ("Dana Okoro", ["Then we mend it."]),
        ],
    ),
    (
        "ends-below",
        "WB: Will it hold?\nDana Okoro: It will.\nThe interview was conducted by Lena Ruiz.",
        [("Dana Okoro", ["It will."])],
    ),
    (
        "name-after-each-question",
        "Will it hold?\nDana Okoro: It will.\nDoes it leak?\nDana Okoro: It does not.",
        [("Dana Okoro", ["It will."]), ("Dana Okoro", ["It does not."])],
    ),
    (
        "two-who-answer",
        "WB: Will it hold?\nDana Okoro: It will.\nThe tide rose.\nLena Ruiz: It will not.",
        [("Dana Okoro", ["It will."]), ("Lena Ruiz", ["It will not."])],
    ),
    (
        "names-in-a-list",
        "Who is running?\nDana Okoro: A former mayor of Osk.\nLena Ruiz: A lawyer.",
        [],
    ),
    ("no-question", "WB: It holds.\nDana Okoro: The mayor of Osk.", []),
    ("quoted", "WB: Will it hold?\nDana Okoro: “It will hold.”", []),
    ("no-name", "WB: Will it hold?\nThe port: It will.", []),
]


@pytest.mark.parametrize(
    ("text", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_answers_are_theirs_who_are_asked(text: str, expected: list[tuple[str, list[str]]]) -> None:
    assert read(text) == expected


def test_page_furniture_is_no_answer() -> None:
    text = "WB: Will it hold?\nDana Okoro: It will.\nSign up here.\nFor years."
    start = text.index("Sign")
    span = Span(document_id="d", start=start, end=start + 13)
    blocks = (Block(span=span, kind=BlockKind.FURNITURE),)
    assert read(text, blocks=blocks) == [("Dana Okoro", ["It will.", "For years."])]


def test_an_own_voice_within_an_answer_is_part_of_it() -> None:
    text = "WB: Will it hold?\nDana Okoro: I hope it will."
    start = text.index("I hope")
    taken = Quotation(
        kind=StatementKind.INDIRECT,
        contents=(Span(document_id="d", start=start + 7, end=start + 14),),
        cue=Span(document_id="d", start=start + 2, end=start + 6),
        source=Span(document_id="d", start=start, end=start + 1),
        method="model",
    )
    assert read(text, taken) == [("Dana Okoro", ["I hope it will."])]
