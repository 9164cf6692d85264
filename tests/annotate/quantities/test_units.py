"""Units as written, and the one name each has."""

import pytest

from onrecord.annotate.quantities.units import ask_pint, find_symbol, find_unit
from onrecord.lexicon import load_map, load_table

CASES = [
    ("US$|7.2| worth", "US$7.2", "USD", 1.0),
    ("€|3| each", "€3", "EUR", 1.0),
    ("$ |9.99| US dollars", "$ 9.99 US dollars", "USD", 1.0),
    ("|26| cents", "26 cents", "USD", 0.01),
    ("|80|% of", "80%", "percent", 1.0),
    ("|80| per cent", "80 per cent", "percent", 1.0),
    ("a |5|-mile front", "5-mile", "mi", 1.0),
    ("|30|GB", "30GB", "GB", 1.0),
    ("|12| square kilometres", "12 square kilometres", "km²", 1.0),
    ("|5 million| pounds", "5 million pounds", "GBP", 1.0),
    ("|150| pounds", "150 pounds", "lb", 1.0),
    ("|2.5| tonnes", "2.5 tonnes", "t", 1.0),
]


@pytest.mark.parametrize(("marked", "words", "unit", "worth"), CASES, ids=[c[0] for c in CASES])
def test_unit(marked: str, words: str, unit: str, worth: float) -> None:
    before, number, after = marked.split("|")
    text = before + number + after
    found = find_unit(text, len(before), len(before) + len(number))
    assert found is not None
    assert (text[found[0] : found[1]], found[2], found[3]) == (words, unit, worth)


@pytest.mark.parametrize("marked", ["|12| won the race", "a |12|-point plan", "|12| men"])
def test_no_unit(marked: str) -> None:
    before, number, after = marked.split("|")
    found = find_unit(before + number + after, len(before), len(before) + len(number))
    assert found is None or found[2] == "point"


def test_one_unit_has_one_name() -> None:
    assert find_symbol("kilometer") == "km"
    assert find_symbol("oil_bbl") == "bbl"


def test_the_table_of_symbols_is_what_pint_writes() -> None:
    symbols = load_map("unit_symbols")
    assert {unit: ask_pint(unit) for unit in symbols} == symbols
    assert {unit for _, unit, kind in load_table("quantity_units") if kind == "physical"} <= set(
        symbols
    )
