"""Stems of words, the classes of words that mean alike, and those that rule each other out.

All are only to be compared; the classes and the opposites are tables of the lexicon.
"""

from collections.abc import Mapping
from functools import cache

from onrecord.lexicon import load_table, load_words
from onrecord.names import fold


@cache
def stem(word: str) -> str:
    """Return the stem of a content word, "" of any other: cheap, and only to be compared.

    >>> stem("Collapses"), stem("collapsed"), stem("the"), stem("cities")
    ('collaps', 'collaps', '', 'citi')
    """
    low = fold(word)
    if low in load_words("function_words") or not any(c.isalnum() for c in low):
        return ""
    for ending in ("ations", "ation", "ings", "ing", "ies", "ied", "edly", "ed", "es", "s", "e"):
        if low.endswith(ending) and len(low) - len(ending) >= 3:
            return low[: -len(ending)] + ("i" if ending in {"ies", "ied"} else "")
    return low


@cache
def load_classes() -> Mapping[str, frozenset[str]]:
    """Return for each word of the table `claim_words` the classes it is in."""
    classes: dict[str, set[str]] = {}
    for name, words in load_table("claim_words"):
        for word in words.split("|"):
            classes.setdefault(word, set()).add(name)
    return {word: frozenset(names) for word, names in classes.items()}


@cache
def load_stem_classes() -> Mapping[str, frozenset[str]]:
    """Return for each single word's stem the classes it is in."""
    classes: dict[str, frozenset[str]] = {}
    for word, names in load_classes().items():
        if (short := stem(word)) and " " not in word:
            classes[short] = classes.get(short, frozenset()) | names
    return classes


@cache
def list_opposites() -> dict[str, frozenset[str]]:
    """Return the words of the table `claim_opposites`, each with those it can't be so beside."""
    opposites: dict[str, set[str]] = {}
    for left, right, *_ in load_table("claim_opposites"):
        if left != right:
            opposites.setdefault(left, set()).add(right)
            opposites.setdefault(right, set()).add(left)
    return {word: frozenset(others) for word, others in opposites.items()}
