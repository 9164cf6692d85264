"""Candidates: which readings are worth comparing, found by index and never by trying all pairs.

Two readings are candidates when they share one of their rarest words, or when each is near the
same pivot among the sentence vectors, or among their topics, and one is among the other's nearest
there. The work grows with the readings times the square root of their number.
"""

from collections.abc import Iterator, Sequence

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
# Where so many lie near one pivot, they are parted among pivots of their own.
MOST_IN_BUCKET = 2_000

Pair = tuple[int, int]
Vectors = npt.NDArray[np.float32]
Places = npt.NDArray[np.int64]


class Neighbourhoods:
    """Groups of vectors that lie near one pivot; each vector is in a few of them."""

    def __init__(self, vectors: Vectors) -> None:
        self._vectors = vectors
        step = max(1, int(len(vectors) ** 0.5)) if len(vectors) > ONE_BUCKET else len(vectors) or 1
        self._pivots = vectors[::step]
        near = _rank(vectors @ self._pivots.T, PIVOTS_EACH)
        self._buckets = [np.flatnonzero((near == n).any(axis=1)) for n in range(len(self._pivots))]

    def list_buckets(self) -> Iterator[Places]:
        """Yield each group, or its parts where it is a large one."""
        for bucket in self._buckets:
            if len(bucket) <= MOST_IN_BUCKET:
                yield bucket
            elif len(bucket) < len(self._vectors):
                for part in Neighbourhoods(self._vectors[bucket]).list_buckets():
                    yield bucket[part]
            else:  # as near to one as to another: no pivots can part these
                yield from np.array_split(bucket, len(bucket) // MOST_IN_BUCKET + 1)

    def find_nearest(self, vector: Vectors, most: int) -> list[int]:
        """Return the nearest to a vector of those near the same pivots, the nearest first."""
        if not len(self._vectors):
            return []
        pivots = _rank((self._pivots @ vector)[None], PIVOTS_EACH)[0]
        among = np.unique(np.concatenate([self._buckets[pivot] for pivot in pivots]))
        ranked = _rank((self._vectors[among] @ vector)[None], most)[0]
        return [int(place) for place in among[ranked]]


def find_candidates(sights: Sequence[Sight]) -> list[Pair]:
    """Return the pairs (lower index first) of readings worth comparing, sorted."""
    pairs = _share_words(sights)
    for name in ("whole", "topic") if sights else ():
        vectors = np.stack([getattr(sight, name) for sight in sights])
        for bucket in Neighbourhoods(vectors).list_buckets():
            pairs |= _pair_nearest(vectors[bucket], bucket)
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


def _pair_nearest(vectors: Vectors, places: Places) -> set[Pair]:
    """Return each reading of a bucket with its nearest ones there. `places` are their indices."""
    if len(places) < 2:
        return set()
    cosines = vectors @ vectors.T
    np.fill_diagonal(cosines, -1.0)
    nearest = _rank(cosines, NEAREST)
    rows = np.repeat(np.arange(len(places)), nearest.shape[1])
    columns = nearest.ravel()
    near = cosines[rows, columns] >= LEAST_COSINE
    left, right = places[rows[near]], places[columns[near]]
    lower, higher = np.minimum(left, right), np.maximum(left, right)
    return set(zip(lower.tolist(), higher.tolist(), strict=True))


def _rank(cosines: Vectors, most: int) -> Places:
    """Return for each row the columns of its highest numbers, of equal ones the first."""
    return np.argsort(-cosines, axis=1, kind="stable")[:, :most]
