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
    return re.compile("|".join(found))


def _compile(pattern: str, pieces: dict[str, str]) -> str:
    """Replace the names of a pattern by their symbols; plain groups do not capture."""
    plain = re.sub(r"\((?!\?)", "(?:", pattern)
    return _NAME.sub(lambda match: pieces[match.group()], plain).replace(" ", "")
