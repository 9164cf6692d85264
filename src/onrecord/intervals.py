"""Intervals: which of many stretches of a text overlap a given one, without trying them all.

Built once for a document, so that looking things up costs in step with what is found, not
with how much there is. Items are kept in order of start, then end.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class Intervals(Generic[T]):
    """Items by the half-open stretch each lies in.

    >>> found = Intervals([(0, 5, "a"), (4, 9, "b"), (20, 30, "c")])
    >>> list(found.overlapping(4, 6)), list(found.covering(21, 22))
    (['a', 'b'], ['c'])
    """

    def __init__(self, items: Iterable[tuple[int, int, T]]) -> None:
        """Sort the items; ties keep the order given."""
        self._items = sorted(items, key=lambda item: item[:2])
        self._starts = [start for start, _, _ in self._items]
        self._longest = max((end - start for start, end, _ in self._items), default=0)

    def overlapping(self, start: int, end: int) -> Iterator[T]:
        """Yield the items that share a character with the stretch."""
        first = bisect_left(self._starts, start - self._longest)
        for index in range(first, bisect_left(self._starts, end)):
            _, stop, item = self._items[index]
            if stop > start:
                yield item

    def covering(self, start: int, end: int) -> Iterator[T]:
        """Yield the items whose stretch holds the whole of this one."""
        first = bisect_left(self._starts, end - self._longest)
        for index in range(first, bisect_right(self._starts, start)):
            _, stop, item = self._items[index]
            if stop >= end:
                yield item
