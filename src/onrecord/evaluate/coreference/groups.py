"""Groups out of pair scores: the two likest groups are joined as long as they are like enough.

How like two groups are is the mean over their pairs (average linkage); joins only ever get
worse, so that one run serves every threshold.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, slots=True, kw_only=True)
class Joins:
    """The joins of `size` items, the likest first: left, right (which it vanishes into left)."""

    size: int
    joins: tuple[tuple[float, int, int], ...]

    def cut(self, threshold: float) -> list[int]:
        """Return the group of each item when joins below the threshold are left undone.

        >>> join_groups(np.array([[0, 0.9, 0.1], [0.9, 0, 0.3], [0.1, 0.3, 0]])).cut(0.5)
        [0, 0, 2]
        """
        groups = list(range(self.size))
        for score, left, right in self.joins:
            if score >= threshold:
                groups = [left if group == right else group for group in groups]
        return groups


def join_groups(scores: npt.NDArray[np.floating], least: float = 0.0) -> Joins:
    """Return the joins of items with these pair scores (n, n), down to `least`. Ties: first."""
    likeness = np.array(scores, dtype=np.float64)
    size = len(likeness)
    np.fill_diagonal(likeness, -np.inf)
    counts = np.ones(size)
    joins = []
    for _ in range(size - 1):
        flat = int(likeness.argmax())
        left, right = sorted(divmod(flat, size))
        score = likeness[left, right]
        if not score >= least:
            break
        joins.append((float(score), left, right))
        merged = counts[left] * likeness[left] + counts[right] * likeness[right]
        counts[left] += counts[right]
        likeness[left] = likeness[:, left] = merged / counts[left]
        likeness[left, left] = -np.inf
        likeness[right] = likeness[:, right] = -np.inf
    return Joins(size=size, joins=tuple(joins))
