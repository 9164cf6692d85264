"""Quantities: every figure in a text with its bound, unit, what it counts and says of it.

Numbers are read by patterns, what they count by the parse. Ages, years, telephone numbers,
addresses and numbers that are part of a name are told apart; they are no figures, and
`find_numbers` still lists them, so that a number in no row can be named as missed.
"""

from collections.abc import Sequence
from dataclasses import replace

from onrecord.annotate.quantities.figures import find_figures
from onrecord.annotate.quantities.labels import find_label
from onrecord.annotate.quantities.numbers import read_numbers
from onrecord.annotate.quantities.readings import read_quantity
from onrecord.annotate.quantities.trees import Tree
from onrecord.records import Quantity, Timex, Token

__all__ = ["find_label", "find_numbers", "find_quantities"]


def find_numbers(text: str) -> tuple[tuple[int, int], ...]:
    """Return the span of every number in digits or words, figure or not.

    >>> find_numbers("Page 4: two of 30.")
    ((5, 6), (8, 11), (15, 17))
    """
    return tuple((n.start, n.end) for n in read_numbers(text) if not n.one)


def find_quantities(
    text: str,
    tokens: Sequence[Token],
    sentences: Sequence[tuple[int, int]],
    timexes: Sequence[Timex],
    document_id: str,
) -> tuple[Quantity, ...]:
    """Return the figures of a text, in order; numbers inside time expressions are not figures.

    `tokens` and `sentences` are the parse of `text`; without them values, bounds and units
    are read, and nothing is known of what is counted.
    """
    excluded = [(timex.span.start, timex.span.end) for timex in timexes]
    dated = {timex.span.start for timex in timexes}
    tree = Tree(tokens, sentences)
    found: list[Quantity] = []
    for figure in find_figures(text, excluded):
        quantity = read_quantity(text, tree, figure, document_id, found[-1] if found else None)
        if quantity is not None:
            found.append(_drop_dates(quantity, dated))
    return tuple(found)


def _drop_dates(quantity: Quantity, dated: set[int]) -> Quantity:
    """Leave out a place that is a date after all: "1,540 trucks in May"."""
    if quantity.place is None or quantity.place.start not in dated:
        return quantity
    return replace(quantity, place=None)
