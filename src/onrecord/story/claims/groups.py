"""Groups: readings that say the same, set together by average likeness, the likest groups first.

Two groups become one only if their members are alike on average, and no two of them are set apart
by a number, a day or standing in one breath; of polarity and mode, which are misread more often,
most pairs must agree. Readings that are alike but turned are given apart: they may contradict
each other.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from onrecord.story.claims.likeness import ANOTHER_HOUR, ANOTHER_MODE, Likeness

# Chosen together with the weights by leaving out marked stories in turn; see docs/evaluation.md.
LEAST_LIKENESS = 0.44
# How alike two groups are is so much their likest pair's, for the rest the mean of all pairs.
BEST_SHARE = 0.3
# So large a part of the pairs between two groups may differ in polarity, mode or hour.
MOST_DIFFERING = 0.34
# Of a large group this many readings stand for all when averages are taken: those it had first.
MOST_COMPARED = 6
_LOOSE = frozenset({"", ANOTHER_MODE, ANOTHER_HOUR})

Pair = tuple[int, int]
Compare = Callable[[Sequence[Pair]], Sequence[Likeness]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """Groups of readings by index, the joining pairs with their likeness, and the rest by pair."""

    groups: tuple[tuple[int, ...], ...]
    joined: dict[Pair, Likeness]
    compared: dict[Pair, Likeness]


def group_readings(count: int, candidates: Sequence[Pair], compare: Compare) -> Grouping:
    """Return the groups of `count` readings; `candidates` are the pairs to try."""
    joiner = _Joiner(count, dict(zip(candidates, compare(candidates), strict=True)), compare)
    joiner.run()
    groups = tuple(tuple(group) for group in joiner.members if group)
    return Grouping(groups=groups, joined=joiner.joined, compared=joiner.compared)


class _Joiner:
    """Joins the two likest groups while any are alike enough; only linked groups are looked at."""

    def __init__(self, count: int, compared: dict[Pair, Likeness], compare: Compare) -> None:
        self.compared = compared
        self.joined: dict[Pair, Likeness] = {}
        self.members: list[list[int]] = [[index] for index in range(count)]
        self._standing = self.members.copy()
        self._compare = compare
        self._linked: list[set[int]] = [set() for _ in range(count)]
        self._heap: list[tuple[float, int, int, int, int]] = []
        for (left, right), likeness in compared.items():
            if likeness.score >= LEAST_LIKENESS:
                self._linked[left].add(right)
                self._linked[right].add(left)
                if may_be_one(likeness):
                    self._heap.append((-likeness.score, left, right, 1, 1))
        heapify(self._heap)

    def run(self) -> None:
        """Join until no two groups are alike enough."""
        while self._heap:
            _, left, right, *sizes = heappop(self._heap)
            if sizes == [len(self.members[left]), len(self.members[right])]:
                self._join(left, right)

    def _join(self, left: int, right: int) -> None:
        pairs = _cross(self.members[left], self.members[right])
        best = max(
            (pair for pair in pairs if pair in self.compared),
            key=lambda pair: (self.compared[pair].score, (-pair[0], -pair[1])),
        )
        self.joined[best] = self.compared[best]
        larger, smaller = sorted((left, right), key=lambda one: (-len(self.members[one]), one))
        standing = [*self._standing[larger], *self._standing[smaller]]
        self._standing[left], self._standing[right] = standing[:MOST_COMPARED], []
        self.members[left] = sorted(self.members[left] + self.members[right])
        self.members[right] = []
        neighbours = sorted((self._linked[left] | self._linked[right]) - {left, right})
        self._linked[left], self._linked[right] = set(neighbours), set()
        for other in neighbours:
            self._linked[other].discard(right)
            self._linked[other].add(left)
        for other, pairs in self._compare_alike(left, neighbours).items():
            score = self._average(pairs)
            if score >= LEAST_LIKENESS:
                a, b = min(left, other), max(left, other)
                sizes = len(self.members[a]), len(self.members[b])
                heappush(self._heap, (-score, a, b, *sizes))

    def _compare_alike(self, left: int, others: Sequence[int]) -> dict[int, list[Pair]]:
        """Return the pairs between a group and each other that may be alike enough, all compared.

        Whatever has to be compared for that is compared at once.
        """
        crossed = {other: _cross(self._standing[left], self._standing[other]) for other in others}
        alike = {other: pairs for other, pairs in crossed.items() if self._may_average(pairs)}
        missing = [p for pairs in alike.values() for p in pairs if p not in self.compared]
        self.compared.update(zip(missing, self._compare(missing), strict=True))
        return alike

    def _may_average(self, pairs: Sequence[Pair]) -> bool:
        """Say whether groups could be alike enough, whatever the pairs not yet compared are."""
        known = [self.compared[pair] for pair in pairs if pair in self.compared]
        scores = [likeness.score for likeness in known] + [1.0] * (len(pairs) - len(known))
        if _score_groups(scores) < LEAST_LIKENESS:
            return False
        return all(likeness.apart in _LOOSE for likeness in known)

    def _average(self, pairs: Sequence[Pair]) -> float:
        """Return how alike two groups are on average, 0.0 where something sets them apart."""
        found = [self.compared[pair] for pair in pairs]
        if any(likeness.apart not in _LOOSE for likeness in found):
            return 0.0
        differing = sum(not may_be_one(likeness) for likeness in found)
        if differing > MOST_DIFFERING * len(found):
            return 0.0
        return _score_groups([likeness.score for likeness in found])


def _score_groups(scores: Sequence[float]) -> float:
    """Return how alike two groups are, by how alike each pair of their readings is."""
    return BEST_SHARE * max(scores) + (1 - BEST_SHARE) * sum(scores) / len(scores)


def may_be_one(likeness: Likeness) -> bool:
    """Say whether nothing sets two readings apart, however alike they are."""
    return not likeness.turned and not likeness.apart


def _cross(left: Iterable[int], right: Iterable[int]) -> list[Pair]:
    others = list(right)
    return [(min(a, b), max(a, b)) for a in left for b in others]
