"""Runs the shipped relation layer: how two clauses stand, by their vectors alone.

A small layer taught beside the sentence encoder. Its inputs are vectors in fixed point and its
large matrix holds whole numbers, so sums come out the same to the bit in any order and company.
"""

from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from onrecord.inference.encoder import MODELS, check_files

Floats = npt.NDArray[np.float64]
Vectors = npt.NDArray[np.float32]

RELATIONS = "relations.npz"
# Log-odds are cut here: beyond it nothing is surer.
SUREST = 7.0
_BEND = np.sqrt(2 / np.pi)


class RelationLayer:
    """The shipped layer, ready to compare; see `load_relation_layer`."""

    def __init__(self, path: Path) -> None:
        with np.load(path, allow_pickle=False) as stored:
            self._mix = stored["mix"].astype(np.float64)
            self._scale = float(stored["scale"])
            self._mix_bias, self._out, self._out_bias = (
                stored[name].astype(np.float64) for name in ("mix_bias", "out", "out_bias")
            )

    def relate(self, left: tuple[Vectors, Vectors], rights: tuple[Vectors, Vectors]) -> Floats:
        """Log-odds that two clauses say the same and that they contradict each other: (rights, 2).

        Each side is its whole vector and its topic, of `rights` a row each; as `fix` rounds them.
        """
        parts = []
        for one, others in zip(left, rights, strict=True):
            mine, theirs = one.astype(np.float64), others.astype(np.float64)
            parts += [np.abs(mine - theirs), mine * theirs]
        hidden: Floats = np.hstack(parts) @ self._mix * self._scale + self._mix_bias
        hidden = 0.5 * hidden * (1 + np.tanh(_BEND * (hidden + 0.044715 * hidden**3)))
        scores = [(hidden * weights).sum(axis=1) for weights in self._out]
        told = np.stack(scores, axis=1) + self._out_bias
        odds = np.clip(_log_odds(told)[:, :2], -SUREST, SUREST)
        return np.asarray(odds.round(4), dtype=np.float64)


def _log_odds(scores: Floats) -> Floats:
    """Log-odds of each of three outcomes against the other two."""
    others = [np.logaddexp(scores[:, (i + 1) % 3], scores[:, (i + 2) % 3]) for i in range(3)]
    return np.asarray(scores - np.stack(others, axis=1))


@cache
def load_relation_layer(folder: Path = MODELS / "sentences") -> RelationLayer:
    """Open the relation layer after checking the files beside it.

    Raises ModelError where a file is missing or is not the one recorded.
    """
    check_files(folder)
    return RelationLayer(folder / RELATIONS)
