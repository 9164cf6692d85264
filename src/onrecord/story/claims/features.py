"""Features of two readings: what they share and where they differ, as numbers from 0 to 1.

Words are matched by the sentence encoder's vectors and weighed by how rare they are in the story;
numbers, names, days and modes are compared as such, because vectors can't tell them apart.
"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from onrecord.inference.relations import load_relation_layer
from onrecord.story.claims.sights import Sight
from onrecord.story.claims.stems import list_opposites, load_classes
from onrecord.story.claims.wordings import Number, Reading
from onrecord.story.claims.wordmatches import match_words

FEATURES = (
    "cosine",
    "aligned least",
    "aligned most",
    "worst word",
    "shared words",
    "held words",
    "same predicate",
    "predicate cosine",
    "subject cosine",
    "object cosine",
    "roles swapped",
    "numbers differ",
    "numbers shared",
    "number on one side",
    "names differ",
    "names shared",
    "name on one side",
    "mode differs",
    "days differ",
    "lengths differ",
    "bare phrase",
    "told least",
    "told most",
    "told worst",
    "told much",
    "predicate told",
    "subject told",
    "object told",
    "predicate anywhere",
    "subject anywhere",
    "object anywhere",
    "told",
    "topic",
    "read as same",
    "read as contrary",
)


_SPANS_OF_TIME = frozenset(
    {"s", "min", "h", "second", "minute", "hour", "day", "week", "month", "year", "d", "wk", "yr"}
)


def compare_sights(a: Sight, others: Sequence[Sight]) -> npt.NDArray[np.float64]:
    """Return the features of one reading beside each of others: (others, `FEATURES`).

    They are the same either way round.
    """
    matched = match_words(a, others)
    told = np.array([_compare_told(a, other) for other in others], dtype=np.float64)
    return np.hstack(
        (
            matched[:, :6],
            told[:, :1],
            matched[:, 6:10],
            told[:, 1:],
            matched[:, 10:],
            _read(a, others),
        )
    )


def _read(a: Sight, others: Sequence[Sight]) -> npt.NDArray[np.float64]:
    """Return how near what they are about is, and the relation layer's two log-odds."""
    wholes, topics = (np.stack([getattr(b, name) for b in others]) for name in ("whole", "topic"))
    near = (topics.astype(np.float64) * a.topic).sum(axis=1, keepdims=True)
    related = load_relation_layer().relate((a.whole, a.topic), (wholes, topics))
    return np.hstack((near, related))


def _compare_told(a: Sight, b: Sight) -> tuple[float, ...]:
    """Return what is compared as such: the verb, numbers, names, mode, days and lengths."""
    left, right = a.reading, b.reading
    lengths = len(a.stems), len(b.stems)
    return (
        float(_same_predicate(left, right)),
        *_compare_numbers(left.numbers, right.numbers),
        *_compare_names(left.names, right.names),
        float(left.mode != right.mode),
        float(_days_differ(left.days, right.days)),
        abs(lengths[0] - lengths[1]) / max(*lengths, 1),
        float(left.nominal or right.nominal),
    )


def _same_predicate(left: Reading, right: Reading) -> bool:
    if left.lemma == right.lemma != "be":
        return True
    known = load_classes()
    return not known.get(left.lemma, frozenset()).isdisjoint(known.get(right.lemma, ()))


def _compare_numbers(left: Sequence[Number], right: Sequence[Number]) -> tuple[float, float, float]:
    """Return whether numbers differ, whether one is shared, whether only one side has any."""
    if not left and not right:
        return 0.0, 0.0, 0.0
    loose_left = [n for n in left if not any(_same_number(n, m) for m in right)]
    loose_right = [n for n in right if not any(_same_number(n, m) for m in left)]
    shared = float(len(loose_left) < len(left))
    if any(_could_be_one(n, m) for n in loose_left for m in loose_right):
        return 1.0, shared, 0.0
    # How long something took is a detail, which one report may have and another not.
    loose = [n for n in (*loose_left, *loose_right) if n.kind not in _SPANS_OF_TIME]
    return 0.0, shared, float(bool(loose))


def _could_be_one(left: Number, right: Number) -> bool:
    """Say whether two numbers are of one kind, so that one of them must be wrong or another's."""
    return (left.kind in _SPANS_OF_TIME) == (right.kind in _SPANS_OF_TIME)


def _same_number(left: Number, right: Number) -> bool:
    """Say whether two numbers are one. What they count may be worded in different ways."""
    units = {"percent", "fraction"}
    if left.bound != right.bound or (left.kind in units) != (right.kind in units):
        return False
    return abs(left.value - right.value) <= 1e-9 * max(abs(left.value), abs(right.value), 1.0)


def _compare_names(left: Sequence[str], right: Sequence[str]) -> tuple[float, float, float]:
    """Return how many names differ, how many are shared, and whether one side has more."""
    if not left and not right:
        return 0.0, 0.0, 0.0
    loose_left = [n for n in left if not any(_same_name(n, m) for m in right)]
    loose_right = [n for n in right if not any(_same_name(n, m) for m in left)]
    shared = len(left) - len(loose_left)
    most = max(len(left), len(right), 1)
    if loose_left and loose_right:
        return min(len(loose_left), len(loose_right)) / most, shared / most, 0.0
    return 0.0, shared / most, float(bool(loose_left or loose_right))


def _same_name(left: str, right: str) -> bool:
    if left == right:
        return True
    a, b = _list_parts(left), _list_parts(right)
    return bool(a) and bool(b) and (a <= b or b <= a)


@lru_cache(maxsize=1 << 16)
def _list_parts(name: str) -> frozenset[str]:
    return frozenset(name.split())


def _days_differ(left: Sequence[str], right: Sequence[str]) -> bool:
    if not left or not right:
        return False
    return not any(a.startswith(b) or b.startswith(a) for a in left for b in right)


def are_turned(a: Sight, b: Sight) -> bool:
    """Say whether one holds to be so what the other holds not to be so, if they say the same.

    A negation turns a clause, and so does an opposite: "did not sound" and "stayed silent" agree.
    """
    return (a.reading.negative != b.reading.negative) != are_opposed(a, b)


def share_predicate(a: Sight, b: Sight) -> bool:
    """Say whether two clauses have the same telling word, or its opposite."""
    left, right = a.reading, b.reading
    return right.lemma in list_opposites().get(left.lemma, ()) or left.lemma == right.lemma != "be"


def share_matter(a: Sight, b: Sight) -> bool:
    """Say whether two readings have more in common than names: a word of their own."""
    return not a.matter.isdisjoint(b.matter)


def are_opposed(a: Sight, b: Sight) -> bool:
    """Say whether one has a word of which only that or a word of the other can be so."""
    opposites = list_opposites()
    ours, theirs = a.reading.terms, b.reading.terms
    for mine in (a.reading.lemma, *ours):
        if mine in opposites and mine not in theirs:
            for other in opposites[mine]:
                if other not in ours and (other in theirs or other == b.reading.lemma):
                    return True
    return False
