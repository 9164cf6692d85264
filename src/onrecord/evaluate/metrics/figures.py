"""Scores spans of figures against gold ones: exactly the same span, and any overlap.

Counts add over documents. Overlap pairs each gold span with at most one predicted one.
"""

from collections.abc import Iterable
from dataclasses import dataclass

Offsets = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many were right, how many predicted, how many there are."""

    right: int = 0
    predicted: int = 0
    gold: int = 0

    def plus(self, other: "Counts") -> "Counts":
        """Return both counts together."""
        return Counts(
            right=self.right + other.right,
            predicted=self.predicted + other.predicted,
            gold=self.gold + other.gold,
        )

    @property
    def precision(self) -> float:
        """The share of what was predicted that is right; 0 where nothing was."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """The share of the gold that was found; 0 where there is none."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.predicted + self.gold
        return 2 * self.right / total if total else 0.0


def score_spans(gold: Iterable[Offsets], predicted: Iterable[Offsets]) -> tuple[Counts, Counts]:
    """Return the counts of exact spans and of overlapping ones for one document.

    >>> exact, overlap = score_spans([(0, 5), (9, 11)], [(0, 5), (8, 11)])
    >>> exact.f1, overlap.f1
    (0.5, 1.0)
    """
    ours, theirs = sorted(set(gold)), sorted(set(predicted))
    exact = Counts(right=len(set(ours) & set(theirs)), predicted=len(theirs), gold=len(ours))
    free = list(theirs)
    right = 0
    for start, end in ours:
        match = next((span for span in free if span[0] < end and start < span[1]), None)
        if match is not None:
            free.remove(match)
            right += 1
    return exact, Counts(right=right, predicted=len(theirs), gold=len(ours))
