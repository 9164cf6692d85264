"""Word matches: how well the words of one reading find their like in each of many others.

All the others are laid end to end, so that one product of matrices compares every word with
every other; what is asked of each reading is then read off its own stretch.
"""

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from onrecord.story.claims.sights import HEAVY, OBJECT, PREDICATE, SUBJECT, WEIGHT, Sight, free

Floats = npt.NDArray[np.float64]
Bits = npt.NDArray[np.bool_]

# How alike two different words of one class of the table `claim_words` count.
SAME_CLASS = 0.9
# Where one of two readings lacks a part: neither like nor unlike, about the mean over news clauses.
NEITHER = 0.4
# Vectors of any two words have cosines about the first; of words that mean the same, the second.
UNRELATED, SYNONYMOUS = 0.3, 0.9
# The same for overlaps: of two parts, and of a part with the whole other reading.
LACKING, LACKED = 0.35, 0.5
_LEAST = 1e-6


def match_words(a: Sight, others: Sequence[Sight]) -> Floats:
    """Return numbers (others, 21) on what one reading's words find in each other, by column.

    The cosine of the wholes; how well words find their like on average, on the worse side and on
    the better, and at worst; the weight of shared stems as a part of all and of the lighter's;
    how alike predicates, subjects and objects are; how much rather subject and object are crossed.
    Then those of `_measure_overlap`.
    """
    codes = np.concatenate([other.codes for other in others])
    marks = np.concatenate([other.marks for other in others])
    lengths = np.array([len(other.codes) for other in others])
    starts = np.cumsum(lengths) - lengths
    same: Bits = (a.codes[:, None] == codes) & (a.codes != 0)[:, None]
    words = np.concatenate([other.words for other in others])
    cosines = (free(a.words) @ free(words).T).astype(np.float64)
    alike = same | _share_classes(a, np.concatenate([other.classes for other in others]))
    spread = np.clip((cosines - UNRELATED) / (SYNONYMOUS - UNRELATED), 0.0, 1.0)
    overlap = np.where(same, 1.0, np.where(alike, np.maximum(spread, SAME_CLASS), spread))
    cosines = np.where(alike, np.maximum(cosines, SAME_CLASS), cosines)
    columns = (
        np.stack([other.whole for other in others]) @ a.whole,
        *_align(a, cosines, marks, starts),
        *_weigh_shared(a, others, same, starts),
        *_match_roles(a, cosines, marks, starts),
        *_measure_overlap(a, overlap, marks, starts),
    )
    return np.stack(columns, axis=1).astype(np.float64)


def measure_held(a: Sight, own: Sequence[int], others: Sequence[Sight]) -> list[float]:
    """Return how well some of a reading's words (`own`, by index) are found in each other one."""
    kept = [index for index in own if index < len(a.words)]
    if not others or not kept:
        return [0.0] * len(others)
    starts = np.cumsum([0, *(len(other.words) for other in others[:-1])])
    words = np.concatenate([other.words for other in others])
    cosines = (free(a.words[kept]) @ free(words).T).astype(np.float64)
    weights = a.marks[kept, WEIGHT]
    held = weights @ np.maximum.reduceat(cosines, starts, axis=1) / max(weights.sum(), _LEAST)
    return [round(score, 6) for score in held.tolist()]


def _share_classes(a: Sight, classes: npt.NDArray[np.uint64]) -> Bits:
    shared: Bits = np.zeros((len(a.classes), len(classes)), dtype=bool)
    for row in np.flatnonzero(a.classes.any(axis=1)):
        shared[row] = (classes & a.classes[row]).any(axis=1)
    return shared


def _align(
    a: Sight, cosines: Floats, marks: Floats, starts: npt.NDArray[np.int64]
) -> tuple[Floats, Floats, Floats]:
    """Return how well words find their like: the worse side, the better, and the worst word."""
    onward = np.maximum.reduceat(cosines, starts, axis=1)  # the best for each word of ours
    backward = cosines.max(axis=0)  # the best for each word of theirs
    weights, total = a.marks[:, WEIGHT], a.marks[:, WEIGHT].sum()
    totals = np.add.reduceat(marks[:, WEIGHT], starts)
    ours = (weights @ onward) / max(total, _LEAST)
    theirs = np.add.reduceat(backward * marks[:, WEIGHT], starts) / np.maximum(totals, _LEAST)
    worst = onward[a.marks[:, HEAVY] > 0].min(axis=0) if total > 0 else 0.0
    heaviest = np.where(marks[:, HEAVY] > 0, backward, np.inf)
    their_worst = np.where(totals > 0, np.minimum.reduceat(heaviest, starts), 0.0)
    return np.minimum(ours, theirs), np.maximum(ours, theirs), np.minimum(worst, their_worst)


def _weigh_shared(
    a: Sight, others: Sequence[Sight], same: Bits, starts: npt.NDArray[np.int64]
) -> tuple[Floats, Floats]:
    """Return the weight of the stems shared, as a part of all stems' and of the lighter side's."""
    first = np.unique(a.codes, return_index=True)[1]
    held = np.logical_or.reduceat(same[first], starts, axis=1)
    shared = a.marks[first, WEIGHT] @ held
    totals = np.array([other.total for other in others])
    united = np.maximum(a.total + totals - shared, _LEAST)
    return shared / united, shared / np.maximum(np.minimum(a.total, totals), _LEAST)


def _match_roles(
    a: Sight, cosines: Floats, marks: Floats, starts: npt.NDArray[np.int64]
) -> tuple[Floats, Floats, Floats, Floats]:
    """Return how alike predicates, subjects and objects are, and how much rather crossed."""
    best = {
        role: cosines[a.marks[:, role] > 0].max(axis=0, initial=-np.inf)
        for role in (PREDICATE, SUBJECT, OBJECT)
    }

    def between(ours: int, theirs: int) -> Floats:
        inside = np.where(marks[:, theirs] > 0, best[ours], -np.inf)
        return np.asarray(np.maximum.reduceat(inside, starts))

    pairs = ((PREDICATE, PREDICATE), (SUBJECT, SUBJECT), (OBJECT, OBJECT))
    straight = [between(*pair) for pair in pairs]
    crossed = np.minimum(between(SUBJECT, OBJECT), between(OBJECT, SUBJECT))
    swapped = np.maximum(np.maximum(crossed, 0.0) - np.maximum(straight[1], 0.0), 0.0)
    told = [np.where(np.isfinite(each), each, NEITHER) for each in straight]
    return told[0], told[1], told[2], swapped


def _measure_overlap(
    a: Sight, overlap: Floats, marks: Floats, starts: npt.NDArray[np.int64]
) -> Iterator[Floats]:
    """Yield how much of what one reading tells the other tells too, content words alone.

    `overlap` is 0 for words that have nothing to do with each other and 1 for the same. On the
    worse side, the better, at worst; how much weight is shared; how alike predicates, subjects and
    objects are; how well each is found anywhere in the other; and all of both at once.
    """
    ours, theirs = a.marks[:, WEIGHT], marks[:, WEIGHT]
    among = np.where(theirs > 0, overlap, 0.0)
    onward = np.maximum.reduceat(among, starts, axis=1)
    backward = overlap[ours > 0].max(axis=0, initial=0.0)
    total, totals = ours.sum(), np.add.reduceat(theirs, starts)
    means = (
        (ours @ onward) / max(total, _LEAST),
        np.add.reduceat(backward * theirs, starts) / np.maximum(totals, _LEAST),
    )
    yield np.minimum(*means)
    yield np.maximum(*means)
    yield np.minimum(
        onward[a.marks[:, HEAVY] > 0].min(axis=0, initial=1.0),
        np.minimum.reduceat(np.where(marks[:, HEAVY] > 0, backward, 1.0), starts),
    )
    weights = ours @ onward**2, np.add.reduceat(backward**2 * theirs, starts)
    yield np.minimum(np.log1p(np.minimum(*weights)) / 3, 1.5)
    for role in (PREDICATE, SUBJECT, OBJECT):
        best = overlap[a.marks[:, role] > 0].max(axis=0, initial=-np.inf)
        between = np.maximum.reduceat(np.where(marks[:, role] > 0, best, -np.inf), starts)
        yield np.where(np.isfinite(between), between, LACKING)
    for role in (PREDICATE, SUBJECT, OBJECT):
        held = ours * a.marks[:, role]
        mine = (held @ onward) / held.sum() if held.sum() > 0 else np.full(len(starts), LACKED)
        held = theirs * marks[:, role]
        sums = np.add.reduceat(held, starts)
        found = np.add.reduceat(held * backward, starts) / np.maximum(sums, _LEAST)
        yield np.minimum(mine, np.where(sums > 0, found, LACKED))
    yield (weights[0] + weights[1]) / np.maximum(total + totals, _LEAST)
