"""Places in a parsed sentence: the tokens of a span, its head, what a word hangs on."""

from collections.abc import Iterator, Sequence

from onrecord.records import Span, Token
from onrecord.text import find_token


def find_range(tokens: Sequence[Token], span: Span) -> range:
    """Return the indices of the tokens that overlap `span`."""
    first = find_token(tokens, span.start)
    last = first
    while last < len(tokens) and tokens[last].start < span.end:
        last += 1
    return range(first, last)


def find_root(tokens: Sequence[Token], indices: range) -> int | None:
    """Return the token of a range that hangs on none other in it, preferably a verb."""
    roots = [i for i in indices if tokens[i].head not in indices or tokens[i].head == i]
    verbs = [i for i in roots if tokens[i].pos in {"VERB", "AUX"}]
    return next(iter(verbs or roots), None)


def find_children(tokens: Sequence[Token], head: int) -> Iterator[int]:
    """Yield the tokens of the same sentence that hang on `head`."""
    for step in (-1, 1):
        index = head + step
        while 0 <= index < len(tokens) and tokens[index].sentence == tokens[head].sentence:
            if tokens[index].head == head:
                yield index
            index += step


def climb(tokens: Sequence[Token], index: int, steps: int = 8) -> Iterator[int]:
    """Yield the token and those it hangs on, upwards."""
    for _ in range(steps):
        yield index
        if tokens[index].head == index:
            return
        index = tokens[index].head
