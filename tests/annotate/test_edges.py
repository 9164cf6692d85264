"""Where reported words end, before the next saying or after what goes on."""

import pytest

from onrecord.annotate.attributions import make_quotations
from onrecord.annotate.edges import mend_edges
from onrecord.annotate.quotations import DocumentTags, RawAttribution
from onrecord.annotate.syntax import parse_text

Raw = tuple[str, str, str]


def read(text: str, *raws: Raw) -> list[str]:
    def place(words: str) -> tuple[int, int]:
        return text.index(words), text.index(words) + len(words)

    tags = DocumentTags(
        attributions=tuple(
            RawAttribution(
                source=(place(source),) if source else (),
                cue=place(cue),
                contents=(place(content),),
                score=1.0,
            )
            for source, cue, content in raws
        )
    )
    found = mend_edges(text, parse_text(text)[0], make_quotations(text, tags, "d"))
    return [q.contents[0].of(text) for q in found]


NOTED = ("Ruiz", "noted", "that all was well")
CASES: list[tuple[str, str, tuple[Raw, ...], list[str]]] = [
    (
        "and-of-the-next",
        "Okoro said that it would hold and, thanking the crew, Ruiz noted that all was well.",
        (("Okoro", "said", "that it would hold and, thanking the crew"), NOTED),
        ["that it would hold", "that all was well"],
    ),
    (
        "and-of-its-own",
        "Okoro said that it would hold and, thanking the crew, she wept.",
        (("Okoro", "said", "that it would hold and, thanking the crew"),),
        ["that it would hold and, thanking the crew"],
    ),
    (
        "and-of-things",
        "Okoro said that there would be floods and fires, Ruiz noted that all was well.",
        (("Okoro", "said", "that there would be floods and fires"), NOTED),
        ["that there would be floods and fires", "that all was well"],
    ),
    (
        "goes-on",
        "Doctors said she has not answered their calls, has given no sign and is not talking.",
        (("Doctors", "said", "she has not answered their calls"),),
        ["she has not answered their calls, has given no sign and is not talking"],
    ),
    (
        "a-deed-after",
        "Okoro said the wall had held, and left the port.",
        (("Okoro", "said", "the wall had held"),),
        ["the wall had held"],
    ),
    (
        "a-subject-of-its-own",
        "Okoro said the wall has held, and the mayor has wept.",
        (("Okoro", "said", "the wall has held"),),
        ["the wall has held"],
    ),
    ("bare", "It has been suggested before.", (("", "has been suggested", "It"),), []),
    ("bare-but-somebody's", "Okoro denied it.", (("Okoro", "denied", "it"),), ["it"]),
]


@pytest.mark.parametrize(
    ("text", "raws", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_reported_words_end_where_they_do(
    text: str, raws: tuple[Raw, ...], expected: list[str]
) -> None:
    assert read(text, *raws) == expected
