"""Two wordings set side by side, word by word: what both have, what was added, dropped, changed.

Words are compared without case, punctuation and quotation marks; short forms count as their full
ones and a house's spelling is no change. The aligning is Python's own `difflib`; nothing is said
about what a change means.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import cache

from onrecord.lexicon import load_map, load_table

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word as it is compared, and where it stands; a short form gives two at one place."""

    key: str
    start: int
    end: int


class Side(StrEnum):
    """Which wordings have a run of words."""

    BOTH = "both"
    LEFT = "left"
    RIGHT = "right"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Neighbouring words that are alike or differ; half-open indices into either wording."""

    side: Side
    left: tuple[int, int]
    right: tuple[int, int]


def read_words(text: str, start: int, end: int) -> Iterator[Word]:
    """Yield the words of a stretch of text as they are compared.

    >>> [word.key for word in read_words("Up to 8,000 don’t", 0, 17)]
    ['up', 'to', '8,000', 'do', 'not']
    """
    for found in _WORD.finditer(text, start, end):
        for key in _plain(found.group().casefold().replace("’", "'")):
            yield Word(key=key, start=found.start(), end=found.end())


@cache
def _plain(word: str) -> tuple[str, ...]:
    words = load_map("contractions").get(word, word).split()
    return tuple(_respell(each) for each in words)


def _respell(word: str) -> str:
    for pattern, becomes in _load_rules():
        word = pattern.sub(becomes, word)
    return word


@cache
def _load_rules() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(row[0]), row[1]) for row in load_table("spelling_rules"))


def align_words(left: Sequence[Word], right: Sequence[Word]) -> tuple[Stretch, ...]:
    """Return the stretches of two wordings in order; together they hold every word of both.

    >>> words = lambda text: list(read_words(text, 0, len(text)))
    >>> [s.side.value for s in align_words(words("nearly all of it"), words("all of it, now"))]
    ['left', 'both', 'right']
    """
    matcher = SequenceMatcher(None, [w.key for w in left], [w.key for w in right], autojunk=False)
    sides = {
        "equal": Side.BOTH, "delete": Side.LEFT, "insert": Side.RIGHT, "replace": Side.CHANGED
    }  # fmt: skip
    return tuple(
        Stretch(side=sides[tag], left=(a, b), right=(c, d))
        for tag, a, b, c, d in matcher.get_opcodes()
    )
