"""Numbers that are not figures: ages, years, telephone numbers, addresses, parts of names.

Yields their spans and what each is, in words fit to be shown, so that a number in no row can
be said to be "an age" or "a telephone number". The patterns stand in the lexicon.
"""

import re
from functools import cache

from onrecord.lexicon import load_table

Label = tuple[int, int, str]


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), kind) for pattern, kind in load_table("quantity_labels"))


def find_labels(text: str) -> tuple[Label, ...]:
    """Return the spans of numbers that are no figures, with what they are, in text order.

    >>> find_labels("Ann Lee, 34, lives near Route 66.")
    ((9, 11, 'an age'), (30, 32, 'a label'))
    """
    found: list[Label] = []
    for pattern, kind in _patterns():
        group = "n" if "n" in pattern.groupindex else 0
        found += [(*match.span(group), kind) for match in pattern.finditer(text)]
    return tuple(sorted(found))
