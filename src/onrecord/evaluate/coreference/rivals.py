"""Rivals: how like two mentions are beside what else either could be the same event as.

A mention that has a likelier partner in the other's report is rarely the other's event; and what
counts as like is another thing in a story of one kind of word. Of likenesses only, never of gold.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float32]
_LEAST, _MOST, _LEAST_SPREAD = -5.0, 8.0, 0.05


class Rivals:
    """The documents of one story's mentions, to set each pair beside its rivals there."""

    def __init__(self, documents: Sequence[str]) -> None:
        names = list(dict.fromkeys(documents))
        self._place = np.array([names.index(name) for name in documents])
        self._members = [np.flatnonzero(self._place == n) for n in range(len(names))]

    def compare(self, likeness: Matrix) -> tuple[Matrix, Matrix]:
        """Return how far each pair stays behind the likest partner in the other's document.

        Two numbers of zero and less, as one or the other mention is asked: the lower, the higher.
        """
        own = _hide_self(likeness)
        best = np.stack([own[:, members].max(axis=1) for members in self._members], axis=1)
        behind = own - best[:, self._place]
        lower: Matrix = np.minimum(behind, behind.T)
        higher: Matrix = np.maximum(behind, behind.T)
        return lower, higher


def compare_with_all(likeness: Matrix) -> Matrix:
    """Return how many spreads a pair is liker than its mentions' pairs are on the whole."""
    others = max(1, len(likeness) - 1)
    off = 1 - np.eye(len(likeness), dtype=np.float32)
    mean = (likeness * off).sum(axis=1, keepdims=True) / others
    spread = np.sqrt((((likeness - mean) * off) ** 2).sum(axis=1, keepdims=True) / others)
    apart = (_hide_self(likeness) - mean) / (spread + _LEAST_SPREAD)
    both: Matrix = np.clip((apart + apart.T) / 2, _LEAST, _MOST).astype(np.float32)
    return both


def _hide_self(likeness: Matrix) -> Matrix:
    hidden = likeness.copy()
    np.fill_diagonal(hidden, -1)
    return hidden
