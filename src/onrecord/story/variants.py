"""Spellings: when two words of names are one word, written by two usages or two alphabets.

Some pairs stand in a table (Kiev and Kyiv, Serhiy and Sergei), others differ only as
transliterations do by rule (Syrsky, Syrskiy). A rule shows less than the table, so who uses it
asks for a second sign; edit distance is not looked at, for "Miller" is no "Müller".
"""

import re
from collections.abc import Sequence
from enum import IntEnum
from functools import cache

from onrecord.lexicon import load_table, load_words
from onrecord.names import fold, name_parts, same_full_name

# Shorter words are too often others' names once endings are cut off ("Li", "Lee").
_SHORTEST = 4
_GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})


class Likeness(IntEnum):
    """How alike two words or names are; what is not alike is 0."""

    NONE = 0
    BY_RULE = 1
    BY_TABLE = 2
    SAME = 3


def compare_words(left: str, right: str) -> Likeness:
    """Say how alike two words of names are.

    >>> compare_words("Kiev", "Kyiv").name, compare_words("Orlovsky", "Orlovskiy").name
    ('BY_TABLE', 'BY_RULE')
    >>> compare_words("Miller", "Muller").name
    'NONE'
    """
    a, b = _plain(left), _plain(right)
    if a == b:
        return Likeness.SAME
    spellings = _load_spellings()
    if spellings.get(a, a) == spellings.get(b, b):
        return Likeness.BY_TABLE
    if min(len(a), len(b)) >= _SHORTEST and spelling_key(left) == spelling_key(right):
        return Likeness.BY_RULE
    return Likeness.NONE


@cache
def spelling_key(word: str) -> str:
    """Return what every spelling of a word has in common, to look names up by.

    >>> spelling_key("Zelenskyy") == spelling_key("Zelenskiy") == spelling_key("Zelensky")
    True
    """
    plain = _plain(word)
    key = _load_spellings().get(plain, plain)
    if len(key) >= _SHORTEST:
        for pattern, becomes in _load_rules():
            key = pattern.sub(becomes, key)
    return key


def compare_names(left: Sequence[str], right: Sequence[str]) -> Likeness:
    """Say how alike two full names are: the last names first, the given names beside them.

    A short given name or an initial is no difference; two middle names or two generations are.

    >>> compare_names(("Volodymyr", "Zelensky"), ("Vladimir", "Zelenskiy")).name
    'BY_TABLE'
    >>> compare_names(("Kim", "Jong-un"), ("Kim", "Jong", "Un")).name
    'SAME'
    >>> compare_names(("Dana", "Okoro"), ("Lena", "Okoro")).name
    'NONE'
    """
    if min(len(left), len(right)) < 2:
        return Likeness.NONE
    if "".join(map(_plain, left)) == "".join(map(_plain, right)):
        return Likeness.SAME
    if _middles_differ(left, right):
        return Likeness.NONE
    last = compare_words(left[-1], right[-1])
    first = compare_words(left[0], right[0])
    if same_full_name((left[0], "x"), (right[0], "x")) or _is_initial(left[0], right[0]):
        first = max(first, Likeness.BY_TABLE)
    if first is Likeness.BY_RULE and {fold(left[0]), fold(right[0])} <= load_words("given_names"):
        return Likeness.NONE  # "Mary" and "Marie" are two names
    if first is last is Likeness.BY_RULE:
        return Likeness.NONE  # two words alike by rule only: no firm ground
    return min(first, last) if first and last else Likeness.NONE


def find_generation(name: str) -> str:
    """Return the generation a name ends with, or nothing.

    >>> find_generation("Dana Okoro Jr."), find_generation("Dana Okoro")
    ('jr', '')
    """
    last = name.lower().rstrip(".").split()[-1:] or [""]
    return last[0] if last[0] in _GENERATIONS else ""


@cache
def split_name(name: str) -> tuple[str, ...]:
    """Return the parts of a person's name, articles of Arabic names set before what follows.

    >>> split_name("Sheikh Omar al Sabri")
    ('Omar', 'al-Sabri')
    """
    joined = re.sub(r"\b([AaEe][lsdrn]) (?=[A-Z])", r"\1-", name)
    return name_parts(joined)


def _middles_differ(left: Sequence[str], right: Sequence[str]) -> bool:
    """Say whether both names have middle parts and none of one goes with one of the other."""
    a, b = ([_plain(part) for part in parts[1:-1]] for parts in (left, right))
    return bool(a and b) and not any(
        x.startswith(y) or y.startswith(x) or compare_words(x, y) for x in a for y in b
    )


def _is_initial(left: str, right: str) -> bool:
    """Say whether one given name is the other's initials: "J." for "Jana", "J.D." for "JD"."""
    a, b = _plain(left), _plain(right)
    short = left if len(a) < len(b) else right
    return bool(a and b) and len(_plain(short)) == 1 and a[0] == b[0]


@cache
def _plain(word: str) -> str:
    plain = re.sub(r"^(?:al|el|as|ash|at|ad|ar|an|az)-(?=\w{3})", "", fold(word))
    return re.sub(r"[\W_]", "", plain)


@cache
def _load_spellings() -> dict[str, str]:
    """Map each spelling of the table to the one it is filed under."""
    return {
        _plain(spelling): _plain(row[0].split("|")[0])
        for row in reversed(load_table("name_variants"))
        for spelling in row[0].split("|")
    }


@cache
def _load_rules() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(row[0]), row[1]) for row in load_table("transliterations"))
