"""Which reports of a pile share wording at all: an index over five-word shingles.

An inverted index of exact shingles, not MinHash: it finds a single shared paragraph, which
the sketch of a whole report cannot, it has no random seed, and at half of the shingles its
recall is complete where LSH's was .987. Each list of the index keeps only its first reports,
so the work grows with the words of the pile, never with the pairs: the five hundredth copy of
a wire story still meets the first.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from onrecord.story.families import find_families
from onrecord.story.passages import SHINGLE

Hashes = npt.NDArray[np.uint64]
# A report meets this many earlier carriers of each of its shingles.
KEPT = 16
_FACTOR = np.uint64(0x9E3779B97F4A7C15)


def hash_shingles(pile: Sequence[Sequence[str]]) -> list[Hashes]:
    """Return the distinct shingles of each report as sorted numbers, the same in every run.

    Words are numbered in the order they come and five numbers mixed into one of 64 bits: by
    chance two of a million shingles meet in one pile of tens of millions, and a pair proposed
    for a derivation is compared word by word afterwards.
    """
    numbers: dict[str, int] = {}
    hashed = []
    for words in pile:
        ids = [numbers.setdefault(word, len(numbers) + 1) for word in words]
        row = np.array(ids, dtype=np.uint64)
        size = max(len(row) - SHINGLE + 1, 0)
        mixed = np.zeros(size, dtype=np.uint64)
        for step in range(SHINGLE):
            mixed = (mixed ^ row[step : step + size]) * _FACTOR
            mixed ^= mixed >> np.uint64(29)
        hashed.append(np.unique(mixed))
    return hashed


def count_shared(hashed: Sequence[Hashes]) -> list[Counter[int]]:
    """Return for each report how many shingles it shares with each of the earlier ones it meets."""
    met: list[Counter[int]] = [Counter() for _ in hashed]
    for carriers in _find_carriers(hashed):
        first = carriers[:KEPT]
        for place, report in enumerate(carriers[1:], 1):
            met[report].update(first[:place])
    return met


def _find_carriers(hashed: Sequence[Hashes]) -> Iterator[list[int]]:
    """Yield, for each shingle of more than one report, the reports that carry it, in order."""
    if not hashed:
        return
    values = np.concatenate(hashed)
    reports = np.repeat(np.arange(len(hashed)), [len(row) for row in hashed])
    order = np.argsort(values, kind="stable")
    values, reports = values[order], reports[order]
    starts = np.flatnonzero(np.concatenate(([True], values[1:] != values[:-1])))
    ends = np.append(starts[1:], len(values))
    shared = ends - starts > 1
    for start, end in zip(starts[shared].tolist(), ends[shared].tolist(), strict=True):
        yield reports[start:end].tolist()


def find_near_duplicates(
    pile: Sequence[Sequence[str]], share: float = 0.5
) -> list[tuple[int, int, float]]:
    """Return the pairs whose shingles in common are at least `share` of all the two have.

    Pairs proposed by the index are measured exactly; within a family every pair is, so that a
    long list cut short loses none. The order is that of the pile.
    """
    hashed = hash_shingles(pile)
    found = {}
    for right, counts in enumerate(count_shared(hashed)):
        for left, count in counts.items():
            # A list cut short can only count too few; measuring is cheap, so be generous.
            if 4 * count >= share * min(len(hashed[left]), len(hashed[right])):
                found[left, right] = _measure(hashed[left], hashed[right])
    near = {pair: size for pair, size in found.items() if size >= share}
    for family in find_families(range(len(pile)), near):
        for place, right in enumerate(family):
            for left in family[:place]:
                if (left, right) not in found:
                    size = _measure(hashed[left], hashed[right])
                    if size >= share:
                        near[left, right] = size
    return [(left, right, near[left, right]) for left, right in sorted(near)]


def _measure(left: Hashes, right: Hashes) -> float:
    common = len(np.intersect1d(left, right, assume_unique=True))
    return common / max(len(left) + len(right) - common, 1)
