"""Offsets and paragraphs: finding places in a text that is never altered.

Nothing here changes a text; functions take a text and give half-open code-point offsets.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import itemgetter

from onrecord.records import Token

# A stop that ends a sentence and the white space after it; one after a short capitalised word
# shortens that (“Dr.”, “Dec.”). Line ends are another matter, left to whoever asks.
SENTENCE_STOP = (
    r"(?<!\b[A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})"
    r"[.!?…][\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z])"
)
_LINE = re.compile(r"[^\n]+")
_END = itemgetter(Token._fields.index("end"))  # asked a dozen times for each place looked up


def find_paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield the offsets of each non-blank line, trimmed of white space at its ends.

    >>> list(find_paragraphs("One.\\n\\n Two.\\n"))
    [(0, 4), (7, 11)]
    """
    for line in _LINE.finditer(text):
        start, end = trim(text, line.start(), line.end())
        if start < end:
            yield start, end


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Shrink offsets until neither end is white space.

    >>> trim(" ab ", 0, 4)
    (1, 3)
    """
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def count_words(text: str) -> int:
    """Count white-space separated words that hold a letter or digit.

    >>> count_words("Two — words.")
    2
    """
    return sum(any(map(str.isalnum, word)) for word in text.split())


def find_token(tokens: Sequence[Token], offset: int) -> int:
    """Return the index of the first token that ends after `offset`, or their number if none."""
    return bisect_right(tokens, offset, key=_END)
