"""Bounds: the words that say how a figure is meant ("at least", "as high as almost", "or so").

Yields a qualifier and its span, from the words right before or right after a figure. What
the words are stands in the lexicon; how they combine and what they do to a value is here.
"""

import re
from functools import cache

from onrecord.lexicon import load_table
from onrecord.records import Qualifier

Bound = tuple[Qualifier, tuple[int, int] | None]

# When several stand together ("as high as almost", "at least about"), the strongest wins.
_STRENGTH = {
    Qualifier.AT_MOST: 6,
    Qualifier.AT_LEAST: 6,
    Qualifier.MORE_THAN: 5,
    Qualifier.LESS_THAN: 5,
    Qualifier.NEARLY: 4,
    Qualifier.ABOUT: 3,
    Qualifier.EXACT: 1,
}
_LINK = r"(?:the|a|an|his|her|its|their|our|those|these|another|other|additional|further|new)"


@cache
def _bounds() -> tuple[dict[str, Qualifier], dict[str, Qualifier]]:
    before: dict[str, Qualifier] = {}
    after: dict[str, Qualifier] = {}
    for words, qualifier, side in load_table("quantity_bounds"):
        (before if side == "before" else after)[words] = Qualifier(qualifier)
    return before, after


def _alternatives(words: dict[str, Qualifier]) -> str:
    longest = sorted(words, key=lambda w: (-len(w), w))
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in longest)


@cache
def _before() -> re.Pattern[str]:
    words = _alternatives(_bounds()[0])
    return re.compile(rf"(?i)(?<![\w-])(?P<all>(?P<words>(?:(?:{words})\s*)+))(?:\b{_LINK}\s+)?$")


@cache
def _after() -> re.Pattern[str]:
    words = _alternatives(_bounds()[1])
    return re.compile(rf"(?i)(?P<gap>\s*)(?P<words>{words})(?!\w)")


@cache
def _governed() -> re.Pattern[str]:
    """Words after which "about", "over" and "under" are prepositions: "talks about 12 ships"."""
    rows = load_table("quantity_governors")
    return re.compile("|".join(rf"(?i:\b(?:{left})\s+{word}\s*$)" for left, word in rows))


@cache
def _each() -> re.Pattern[str]:
    return re.compile(rf"(?i)(?:{_alternatives(_bounds()[0])})(?!\w)")


def find_bound(text: str, start: int, end: int) -> Bound:
    """Return the qualifier of the figure at `start`–`end`, and the span of the words for it.

    >>> text = "losses as high as almost 200,000"
    >>> qualifier, (start, end) = find_bound(text, 25, 32)
    >>> str(qualifier), text[start:end]
    ('at-most', 'as high as almost')
    """
    bound = _find_before(text, start)
    return bound if bound[1] is not None else _find_after(text, end)


def _find_before(text: str, start: int) -> Bound:
    left = max(0, start - 60, text.rfind("\n", 0, start) + 1)
    match = _before().search(text, left, start)
    if match is None:
        return Qualifier.EXACT, None
    begin = match.start("words")
    stop = begin + len(match["words"].rstrip())
    found = [
        _bounds()[0][" ".join(m.group().lower().split())] for m in _each().finditer(match["words"])
    ]
    if not found or _governed().search(text, left, stop):
        return Qualifier.EXACT, None
    return max(found, key=lambda q: _STRENGTH[q]), (begin, stop)


def _find_after(text: str, end: int) -> Bound:
    match = _after().match(text, end)
    if match is None:
        return Qualifier.EXACT, None
    words = " ".join(match["words"].lower().split())
    if words in ("-plus", "+", "-odd", "-ish") and match["gap"]:
        return Qualifier.EXACT, None
    return _bounds()[1][words], match.span("words")


def apply_bound(qualifier: Qualifier, low: float, high: float) -> tuple[float | None, float | None]:
    """Return the least and greatest value a bound leaves for a number.

    >>> apply_bound(Qualifier.AT_LEAST, 30.0, 30.0), apply_bound(Qualifier.NEARLY, 9.0, 9.0)
    ((30.0, None), (None, 9.0))
    """
    if qualifier in (Qualifier.AT_LEAST, Qualifier.MORE_THAN):
        return low, None
    if qualifier in (Qualifier.AT_MOST, Qualifier.LESS_THAN, Qualifier.NEARLY):
        return None, high
    return low, high
