"""Numbers that are no figures, and what they are said to be."""

import pytest

from onrecord.annotate.quantities.labels import find_label

CASES = [
    ("Ann Lee, |34|, spoke", "an age"),
    ("a |27|-year-old", "an age"),
    ("aged |12|", "an age"),
    ("his sons, 9 and |12|, left", "an age"),
    ("in |1998|", "a year"),
    ("the |2016| election", "a year"),
    ("2000 soldiers", None),
    ("call |555|-0182", "a phone number"),
    ("(|201|) 335-0739", "a phone number"),
    ("page |7| of", "a label"),
    ("Route |66|", "a label"),
    ("Flight |714| left", "a label"),
    ("|1400| Harbor Street", "an address"),
    ("the |1200| block of Elm", "an address"),
    ("the F-|16| jets", "part of a name"),
    ("the G|20| summit", "part of a name"),
    ("at |9|:45", "a clock time"),
    ("at |6| p.m.", "a clock time"),
    ("May |3|, the", "a date"),
    ("the |3|rd time", "an order"),
    ("won |6|-3", "a score or a vote"),
    ("9mm", "a calibre"),
    ("|one| another", "the pronoun “one”"),
    ("3,000 soldiers", None),
    ("In Kabul, |12| were killed", None),
    ("three dead, |12| hurt", None),
    ("10-12 ships", None),
]


@pytest.mark.parametrize(("marked", "expected"), CASES, ids=[c[0] for c in CASES])
def test_label(marked: str, expected: str | None) -> None:
    parts = marked.split("|")
    if len(parts) == 1:
        start, end = 0, len(marked.split()[0].rstrip("m"))
    else:
        start, end = len(parts[0]), len(parts[0]) + len(parts[1])
    assert find_label("".join(parts), start, end) == expected
