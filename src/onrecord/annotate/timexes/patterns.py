"""Where the time expressions of a text are: runs of words that fit the grammar.

The grammar, `lexicon/en/timex_grammar.tsv`, is written over kinds of words; it is compiled
once into a single regular expression over the symbols of `words.write_symbols`. What an
expression means is settled elsewhere.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from onrecord.annotate.timexes.words import Word, find_words, load_lexicon, write_symbols
from onrecord.lexicon import load_table

_GROUP = re.compile(r"\((?:\?(?:P<\w+>|:|(?P<look><?[=!])))?")
_NAME = re.compile(r"[A-Z][A-Z0-9]*")


class Match(NamedTuple):
    """A run of words that fits a pattern; `before` and `after` are its neighbours, if any."""

    pattern: str
    words: tuple[Word, ...]
    before: Word | None
    after: Word | None


def find_matches(text: str) -> Iterator[Match]:
    """Yield every run of words that fits the grammar, left to right, never overlapping."""
    words = find_words(text)
    for found in load_grammar().finditer(write_symbols(words)):
        start, end = found.span()
        yield Match(
            found.lastgroup or "",
            tuple(words[start:end]),
            words[start - 1] if start else None,
            words[end] if end < len(words) else None,
        )


@cache
def load_grammar() -> re.Pattern[str]:
    """Compile the grammar table into one expression, a named group for each pattern."""
    pieces = dict(load_lexicon().symbols)
    found: list[str] = []
    for action, name, pattern in load_table("timex_grammar"):
        written = _compile(pattern, pieces)
        if action == "let":
            pieces[name] = f"(?:{written})"
        else:
            found.append(f"(?P<{name}>{written})")
    whole = "|".join(found)
    openers, empty = find_openers(whole)
    assert not empty, "a pattern that fits no words would be found everywhere"
    # Nine words in ten open nothing: said first, that saves trying every pattern on each.
    return re.compile(f"(?=[{''.join(sorted(openers))}])(?:{whole})")


def find_openers(pattern: str) -> tuple[frozenset[str], bool]:
    """Return the characters that what fits a pattern may begin with, and whether nothing fits it.

    Patterns of plain characters, groups, bars and the signs ? and *; looking around is passed over.

    >>> openers, empty = find_openers("(?:a?b|(?=x)c(?:d|e))f|g*h")
    >>> "".join(sorted(openers)), empty
    ('abcgh', False)
    """
    openers, empty, _ = _read_openers(pattern, 0)
    return frozenset(openers), empty


def _read_openers(pattern: str, at: int) -> tuple[set[str], bool, int]:
    """Read choices up to the bracket that closes them: their openers, emptiness and end."""
    openers: set[str] = set()
    some_empty, empty = False, True  # a choice before; this one so far
    while at < len(pattern) and pattern[at] != ")":
        if pattern[at] == "|":
            some_empty, empty, at = some_empty or empty, True, at + 1
            continue
        if group := _GROUP.match(pattern, at):
            inner, optional, at = _read_openers(pattern, group.end())
            if group["look"]:
                inner, optional = set(), True
        else:
            inner, optional = {pattern[at]}, False
        at += 1
        if pattern[at : at + 1] in {"?", "*"}:
            optional, at = True, at + 1
        if empty:
            openers |= inner
            empty = optional
    return openers, some_empty or empty, at


def _compile(pattern: str, pieces: dict[str, str]) -> str:
    """Replace the names of a pattern by their symbols; plain groups do not capture."""
    plain = re.sub(r"\((?!\?)", "(?:", pattern)
    return _NAME.sub(lambda match: pieces[match.group()], plain).replace(" ", "")
