"""Groups: readings that say the same, set together by average likeness, surest pairs first.

Two groups become one only if their members are alike on average and no two of them are set apart
by a number, a day, their mode or their polarity. Readings that are alike but turned are given
apart: they may contradict each other.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from onrecord.story.claims.likeness import LEAST_EACH, Likeness

# Fitted on invented wordings together with the weights; see docs/evaluation.md.
LEAST_LIKENESS = 0.38
LEAST_AVERAGE = 0.35
# Of a large group this many readings, the first in order, stand for all when averages are taken.
MOST_COMPARED = 6

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
    compared = dict(zip(candidates, compare(candidates), strict=True))
    alike = [pair for pair, likeness in compared.items() if _joins(likeness)]
    alike.sort(key=lambda pair: (-compared[pair].score, pair))
    members: list[list[int]] = [[index] for index in range(count)]
    owner = list(range(count))
    joined: dict[Pair, Likeness] = {}
    for pair in alike:
        left, right = owner[pair[0]], owner[pair[1]]
        if left == right or not _may_join(members[left], members[right], compared, compare):
            continue
        joined[pair] = compared[pair]
        members[left] = sorted(members[left] + members[right])
        for index in members[right]:
            owner[index] = left
        members[right] = []
    groups = tuple(tuple(group) for group in members if group)
    return Grouping(groups=groups, joined=joined, compared=compared)


def _joins(likeness: Likeness) -> bool:
    return likeness.score >= LEAST_LIKENESS and not likeness.turned and not likeness.apart


def _may_join(
    left: Sequence[int], right: Sequence[int], compared: dict[Pair, Likeness], compare: Compare
) -> bool:
    scores = []
    for a in left[:MOST_COMPARED]:
        for b in right[:MOST_COMPARED]:
            pair = (min(a, b), max(a, b))
            if pair not in compared:
                (compared[pair],) = compare((pair,))
            likeness = compared[pair]
            if likeness.apart or likeness.turned or likeness.score < LEAST_EACH:
                return False
            scores.append(likeness.score)
    return sum(scores) / len(scores) >= LEAST_AVERAGE
