"""Candidates: which readings are worth comparing, found by index and never by trying all pairs.

Two readings are candidates when they share one of their rarest words, or when each is near the
same pivot among the sentence vectors and one is among the other's nearest there. The work grows
with the readings times the square root of their number.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from onrecord.story.claims.sights import Sight

# A word in more readings than this tells too little to make candidates by itself.
MOST_SHARING = 24
RAREST_WORDS = 4
NEAREST = 12
LEAST_COSINE = 0.3
# Up to here one matrix holds all cosines in a few milliseconds.
ONE_BUCKET = 400
PIVOTS_EACH = 3

Pair = tuple[int, int]


def find_candidates(sights: Sequence[Sight]) -> list[Pair]:
    """Return the pairs (lower index first) of readings worth comparing, sorted."""
    pairs = _share_words(sights)
    if sights:
        vectors = np.stack([sight.whole for sight in sights])
        for bucket in _find_buckets(vectors):
            pairs |= _find_nearest(vectors, bucket)
    return sorted(pairs)


def _share_words(sights: Sequence[Sight]) -> set[Pair]:
    holders: dict[str, list[int]] = {}
    for index, sight in enumerate(sights):
        for stem in sorted(sight.stems):
            holders.setdefault(stem, []).append(index)
    pairs: set[Pair] = set()
    for index, sight in enumerate(sights):
        rare = sorted(sight.stems, key=lambda stem: (len(holders[stem]), stem))[:RAREST_WORDS]
        for stem in rare:
            if len(holders[stem]) <= MOST_SHARING:
                pairs |= {(min(index, o), max(index, o)) for o in holders[stem] if o != index}
    return pairs


def _find_buckets(vectors: npt.NDArray[np.float32]) -> list[npt.NDArray[np.int64]]:
    """Return groups of readings that lie near one pivot; each reading is in a few."""
    count = len(vectors)
    if count <= ONE_BUCKET:
        return [np.arange(count)]
    pivots = vectors[:: max(1, int(count**0.5))]
    near = np.argsort(-(vectors @ pivots.T), axis=1, kind="stable")[:, :PIVOTS_EACH]
    return [np.flatnonzero((near == pivot).any(axis=1)) for pivot in range(len(pivots))]


def _find_nearest(vectors: npt.NDArray[np.float32], bucket: npt.NDArray[np.int64]) -> set[Pair]:
    """Return each reading of a bucket with its nearest ones there."""
    if len(bucket) < 2:
        return set()
    cosines = vectors[bucket] @ vectors[bucket].T
    np.fill_diagonal(cosines, -1.0)
    nearest = np.argsort(-cosines, axis=1, kind="stable")[:, :NEAREST]
    pairs = set()
    for row, columns in enumerate(nearest):
        for column in columns:
            if cosines[row, column] >= LEAST_COSINE:
                a, b = int(bucket[row]), int(bucket[column])
                pairs.add((min(a, b), max(a, b)))
    return pairs
