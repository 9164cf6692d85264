"""Spellings of names: what is one word and what only looks like one."""

import pytest

from onrecord.story.variants import (
    Likeness,
    compare_names,
    compare_words,
    find_generation,
    spelling_key,
    split_name,
)

WORDS = [
    ("Zelensky", "Zelenskyy", Likeness.BY_TABLE),
    ("Zelensky", "Zelenskiy", Likeness.BY_TABLE),
    ("Kiev", "Kyiv", Likeness.BY_TABLE),
    ("Mohammed", "Muhammad", Likeness.BY_TABLE),
    ("Serhiy", "Sergei", Likeness.BY_TABLE),
    ("Orlovsky", "Orlovskyi", Likeness.BY_RULE),
    ("al-Tariqi", "el-Tariki", Likeness.BY_RULE),
    ("al-Tariqi", "Tariqi", Likeness.SAME),
    ("Hrytsenko", "Gritsenko", Likeness.BY_RULE),
    ("O’Neil", "O'Neil", Likeness.SAME),
    ("Élise", "Elise", Likeness.SAME),
    ("Miller", "Müller", Likeness.NONE),
    ("Miller", "Mueller", Likeness.NONE),
    ("Lee", "Li", Likeness.NONE),
    ("Orlov", "Orlova", Likeness.NONE),
    ("Petra", "Petro", Likeness.NONE),
    ("Renn", "Wren", Likeness.NONE),
    ("", "", Likeness.SAME),
]


@pytest.mark.parametrize(("left", "right", "expected"), WORDS)
def test_two_words(left: str, right: str, expected: Likeness) -> None:
    assert compare_words(left, right) is expected
    assert compare_words(right, left) is expected
    if expected:
        assert spelling_key(left) == spelling_key(right)


NAMES = [
    ("Dana Okoro", "Dana R. Okoro", Likeness.SAME, "a middle initial more"),
    ("Volodymyr Zelensky", "Vladimir Zelenskiy", Likeness.BY_TABLE, "two languages"),
    ("Mahmud al-Tariqi", "Mahmoud el-Tariki", Likeness.BY_RULE, "two romanisations"),
    ("Oksana Hrytsenko", "Oxana Gritsenko", Likeness.BY_RULE, "the given name by the table"),
    ("Kim Jong Un", "Kim Jong-un", Likeness.SAME, "hyphens"),
    ("J.D. Vale", "JD Vale", Likeness.SAME, "stops"),
    ("J. Okoro", "Jana Okoro", Likeness.BY_TABLE, "an initial"),
    ("Bill Okoro", "William Okoro", Likeness.BY_TABLE, "a short form"),
    ("Dana Okoro", "Lena Okoro", Likeness.NONE, "two people"),
    ("Ann Marie Vale", "Ann Louise Vale", Likeness.NONE, "two middle names"),
    ("Mary Okoro", "Marie Okoro", Likeness.NONE, "two given names"),
    ("Taras Orlovsky", "Taraz Orlovskyi", Likeness.NONE, "neither word is sure"),
    ("Okoro", "Dana Okoro", Likeness.NONE, "not two full names"),
]


@pytest.mark.parametrize(
    ("left", "right", "expected"), [n[:3] for n in NAMES], ids=[n[3] for n in NAMES]
)
def test_two_full_names(left: str, right: str, expected: Likeness) -> None:
    found = compare_names(split_name(left), split_name(right))
    assert bool(found) is bool(expected)
    assert found is expected or expected is Likeness.SAME


def test_generations_and_articles() -> None:
    assert find_generation("Dana Okoro Jr.") == "jr"
    assert find_generation("Dana Okoro III") == "iii"
    assert find_generation("") == ""
    assert split_name("Omar al Sabri") == ("Omar", "al-Sabri")
