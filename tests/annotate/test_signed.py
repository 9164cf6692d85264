"""Quoted words with a name after them and no verb."""

import pytest

from onrecord.annotate.attributions import make_quotations
from onrecord.annotate.mentions import find_mentions
from onrecord.annotate.quotations import DocumentTags, RawAttribution
from onrecord.annotate.signed import find_signed
from onrecord.annotate.syntax import parse_text

NAME = "Dana Okoro"


def read(text: str, taken: str | None = None) -> list[tuple[str, str]]:
    """Return sources and contents where `taken` are words already somebody's."""
    start = text.index(NAME)
    entities = [(start, start + len(NAME), "PERSON")]
    raws = ()
    if taken:
        at = text.index(taken)
        raws = (
            RawAttribution(source=(), cue=(0, 3), contents=((at, at + len(taken)),), score=1.0),
        )
    found = find_signed(
        text,
        parse_text(text)[0],
        find_mentions(text, entities, "d"),
        make_quotations(text, DocumentTags(attributions=raws), "d"),
    )
    return [(q.source.of(text), q.contents[0].of(text)) for q in found if q.source]


SAID = "“The wall will hold for years.”"
FOUND = [
    ("dash", f"{SAID} — Dana Okoro, chief engineer"),
    ("line", f"{SAID}\nDana Okoro, chief engineer of the port"),
    ("bracket", f"{SAID} (Dana Okoro)"),
    ("space", f"{SAID} Dana Okoro, who runs the port “And more.”"),
    ("then-more", f"{SAID} – Dana Okoro. The port was shut."),
]
LEFT = [
    ("says-something-else", f"{SAID} Dana Okoro, the engineer, left the port."),
    ("no-comma", f"{SAID} Dana Okoro left the port."),
    ("further-off", f"{SAID} The engineer Dana Okoro"),
    ("a-name-of-a-thing", "“The Wall” — Dana Okoro"),
]


@pytest.mark.parametrize("text", [text for _, text in FOUND], ids=[name for name, _ in FOUND])
def test_a_name_after_quoted_words_signs_them(text: str) -> None:
    assert read(text) == [(NAME, SAID)]


@pytest.mark.parametrize("text", [text for _, text in LEFT], ids=[name for name, _ in LEFT])
def test_other_names_after_quoted_words_sign_nothing(text: str) -> None:
    assert read(text) == []


def test_words_that_are_somebodys_are_left() -> None:
    assert read(f"He said {SAID} — Dana Okoro", taken=SAID) == []
