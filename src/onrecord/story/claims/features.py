"""Features of two readings: what they share and where they differ, as numbers from 0 to 1.

Words are aligned by the sentence encoder's vectors and weighed by how rare they are in the story;
numbers, names, days and modes are compared as such, because vectors can't tell them apart.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

import numpy as np
import numpy.typing as npt

from onrecord.inference.sentences import SentenceEncoder
from onrecord.story.claims.wordings import (
    Number,
    Reading,
    load_classes,
    load_opposites,
    load_stem_classes,
)

Vectors = npt.NDArray[np.float32]

# How alike two different words of one class of the table `claim_words` count.
SAME_CLASS = 0.9

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
)


_SPANS_OF_TIME = frozenset(
    {"s", "min", "h", "second", "minute", "hour", "day", "week", "month", "year", "d", "wk", "yr"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """A reading with its vectors and the weights of its words."""

    reading: Reading
    whole: Vectors
    words: Vectors
    weights: Vectors
    kinds: tuple[tuple[int, frozenset[str]], ...]
    stems: frozenset[str]


def weigh_stems(readings: Iterable[Reading]) -> dict[str, float]:
    """Return how much each stem tells within a story: the log of its rarity among readings."""
    counts: Counter[str] = Counter()
    total = 0
    for reading in readings:
        counts.update({s for s in reading.stems if s})
        total += 1
    return {s: 0.3 + log((1 + total) / (1 + n)) for s, n in counts.items()}


def see_reading(reading: Reading, encoder: SentenceEncoder, weights: Mapping[str, float]) -> Sight:
    """Read a reading's words with the encoder and set its weights beside them."""
    vectors = encoder.read(reading.words)
    count = len(vectors.words)
    rarity = [weights.get(s, 1.0) if s else 0.0 for s in reading.stems[:count]]
    known = load_stem_classes()
    return Sight(
        reading=reading,
        whole=vectors.whole,
        words=vectors.words,
        weights=np.array(rarity, dtype=np.float32),
        kinds=tuple(
            (i, known.get(s, frozenset()) | {"=" + s})
            for i, s in enumerate(reading.stems[:count])
            if s
        ),
        stems=frozenset(s for s in reading.stems if s),
    )


def compare_sights(a: Sight, b: Sight, weights: Mapping[str, float]) -> list[float]:
    """Return the features of two readings, in the order of `FEATURES`; the same either way."""
    left, right = a.reading, b.reading
    cosines = _match_words(a, b)
    onward, worst_a = _align(cosines, a.weights)
    backward, worst_b = _align(cosines.T, b.weights)
    shared = sum(weights.get(s, 1.0) for s in a.stems & b.stems)
    sums = [sum(weights.get(s, 1.0) for s in x.stems) for x in (a, b)]
    predicate = float(_same_predicate(left, right))
    roles = _compare_roles(cosines, left, right)
    return [
        float(a.whole @ b.whole),
        min(onward, backward),
        max(onward, backward),
        min(worst_a, worst_b),
        shared / max(sums[0] + sums[1] - shared, 1e-6),
        shared / max(min(sums), 1e-6),
        predicate,
        _between(cosines, left.predicate, right.predicate),
        *roles,
        *_compare_numbers(left.numbers, right.numbers),
        *_compare_names(left.names, right.names),
        float(left.mode != right.mode),
        float(_days_differ(left.days, right.days)),
        abs(len(a.stems) - len(b.stems)) / max(len(a.stems), len(b.stems), 1),
        float(left.nominal or right.nominal),
    ]


def _match_words(a: Sight, b: Sight) -> Vectors:
    """Return how alike each two words are: by their vectors, or by standing in one class."""
    cosines = a.words @ b.words.T
    for i, mine in a.kinds:
        for j, theirs in b.kinds:
            if mine & theirs:
                cosines[i, j] = max(cosines[i, j], SAME_CLASS)
    return cosines


def _align(cosines: Vectors, weights: Vectors) -> tuple[float, float]:
    """Return how well one side's words find their like on the other: on average, at worst."""
    total = float(weights.sum())
    if total <= 0 or not cosines.size:
        return 0.0, 0.0
    best = cosines.max(axis=1)
    heavy = weights >= 0.5 * weights.max()
    return float((best * weights).sum() / total), float(best[heavy].min())


def _between(cosines: Vectors, left: Sequence[int], right: Sequence[int]) -> float:
    rows = [i for i in left if i < cosines.shape[0]]
    columns = [i for i in right if i < cosines.shape[1]]
    if not rows or not columns:
        return 0.4  # neither like nor unlike: about the mean over news clauses
    return float(cosines[np.ix_(rows, columns)].max())


def _same_predicate(left: Reading, right: Reading) -> bool:
    known = load_classes()
    return (left.lemma == right.lemma != "be") or bool(
        known.get(left.lemma, frozenset()) & known.get(right.lemma, frozenset())
    )


def _compare_roles(cosines: Vectors, left: Reading, right: Reading) -> tuple[float, float, float]:
    """Return how alike the two subjects and the two objects are, and whether they are crossed."""
    subject = _between(cosines, left.subject, right.subject)
    done_to = _between(cosines, left.object, right.object)
    crossed = min(
        _between(cosines, left.subject, right.object) if left.subject and right.object else 0.0,
        _between(cosines, left.object, right.subject) if left.object and right.subject else 0.0,
    )
    straight = max(subject if left.subject and right.subject else 0.0, 0.0)
    return subject, done_to, float(max(crossed - straight, 0.0))


def _compare_numbers(left: Sequence[Number], right: Sequence[Number]) -> tuple[float, float, float]:
    """Return whether numbers differ, whether one is shared, whether only one side has any."""
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
    a, b = set(left.split()), set(right.split())
    return bool(a) and bool(b) and (a <= b or b <= a)


def _days_differ(left: Sequence[str], right: Sequence[str]) -> bool:
    if not left or not right:
        return False
    return not any(a.startswith(b) or b.startswith(a) for a in left for b in right)


def are_turned(a: Sight, b: Sight) -> bool:
    """Say whether one holds to be so what the other holds not to be so, if they say the same.

    A negation turns a clause, and so does an opposite: "did not sound" and "stayed silent" agree.
    """
    return (a.reading.negative != b.reading.negative) != _are_opposed(a, b)


def share_predicate(a: Sight, b: Sight) -> bool:
    """Say whether two clauses have the same telling word, or its opposite."""
    left, right = a.reading, b.reading
    opposite = frozenset((left.lemma, right.lemma)) in load_opposites()
    return opposite or left.lemma == right.lemma != "be"


def _are_opposed(a: Sight, b: Sight) -> bool:
    pairs = load_opposites()
    mine = {a.reading.lemma, *a.reading.terms} - set(b.reading.terms)
    theirs = {b.reading.lemma, *b.reading.terms} - set(a.reading.terms)
    return any(frozenset((x, y)) in pairs for x in mine for y in theirs)
