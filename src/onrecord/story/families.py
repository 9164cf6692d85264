"""Families: what pairs connect, directly or through others."""

from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

K = TypeVar("K", bound=Hashable)


def find_families(items: Sequence[K], pairs: Iterable[tuple[K, K]]) -> list[list[K]]:
    """Return the items in groups that pairs connect; families and members stand as given.

    >>> find_families("abcde", [("e", "b"), ("b", "d")])
    [['a'], ['b', 'd', 'e'], ['c']]
    """
    leaders = {item: item for item in items}
    for left, right in pairs:
        leaders[_lead(leaders, right)] = _lead(leaders, left)
    families: dict[K, list[K]] = {}
    for item in items:
        families.setdefault(_lead(leaders, item), []).append(item)
    return list(families.values())


def _lead(leaders: dict[K, K], item: K) -> K:
    """Return who leads an item's group, and shorten the way there for the next who asks."""
    while leaders[item] != item:
        leaders[item] = leaders[leaders[item]]
        item = leaders[item]
    return item
