"""How well a grouping agrees with the gold one: B³, and pairs that stand together.

Each score is a tally, so that several piles can be put together; both groupings give each
item its label, and must name the same items. Labels are only compared within a grouping.
"""

from collections import Counter
from collections.abc import Hashable, Mapping
from math import comb

from onrecord.evaluate.metrics.tallies import Tally

Grouping = Mapping[str, Hashable]


def score_bcubed(gold: Grouping, found: Grouping) -> Tally:
    """Return B³ (Bagga and Baldwin 1998): each item's share of fellows that are right.

    >>> score_bcubed({"a": 1, "b": 1, "c": 2}, {"a": 1, "b": 2, "c": 3}).precision
    1.0
    """
    together = Counter((gold[item], found[item]) for item in gold)
    in_gold, in_found = _count_sizes(gold, found)
    shares = [(n * n / in_found[f], n * n / in_gold[g]) for (g, f), n in together.items()]
    return Tally(
        right_predicted=sum(share for share, _ in shares),
        predicted=len(gold),
        right_gold=sum(share for _, share in shares),
        gold=len(gold),
    )


def score_pairs(gold: Grouping, found: Grouping) -> Tally:
    """Return the pairs of items put together, against those that belong together.

    >>> score_pairs({"a": 1, "b": 1, "c": 2}, {"a": 1, "b": 1, "c": 1})
    Tally(right_predicted=1, predicted=3, right_gold=1, gold=1)
    """
    together = Counter((gold[item], found[item]) for item in gold)
    in_gold, in_found = _count_sizes(gold, found)
    right = sum(comb(n, 2) for n in together.values())
    return Tally(
        right_predicted=right,
        predicted=sum(comb(n, 2) for n in in_found.values()),
        right_gold=right,
        gold=sum(comb(n, 2) for n in in_gold.values()),
    )


def _count_sizes(gold: Grouping, found: Grouping) -> tuple[Counter[Hashable], Counter[Hashable]]:
    return Counter(gold.values()), Counter(found[item] for item in gold)
