"""The scorer: how likely two event mentions are one event, a logistic regression on pairs.

Plain numbers in `event_pairs.json` (for each way of counting the mean, spread and weight of each
likeness and a threshold), made by `training/fit_events.py`; the same fit serves cross-validation.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

from onrecord.evaluate.coreference.pairs import FEATURES, Matrix

_PENALTY, _STEPS, _FIRST_BIAS, _LEAST_STEP = 3.0, 8, -3.0, 1e-3
Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorer:
    """Weights over standardised likenesses, a threshold, and the topics they were learnt on."""

    mean: Numbers
    spread: Numbers
    weights: Numbers
    topics: frozenset[int]
    threshold: float = 0.5

    def score(self, likeness: Matrix) -> Numbers:
        """Return the likelihood of each pair; the last axis of `likeness` are the features."""
        plain = (likeness - self.mean) / self.spread
        result: Numbers = _squash(plain @ self.weights[:-1] + self.weights[-1])
        return result


def fit_scorer(likeness: Matrix, same: npt.NDArray[np.bool_], topics: frozenset[int]) -> Scorer:
    """Fit weights to pairs (pairs, features) by Newton's method with a ridge penalty."""
    mean, spread = likeness.mean(axis=0), likeness.std(axis=0) + 1e-6
    plain = np.column_stack([(likeness - mean) / spread, np.ones(len(likeness))])
    plain = plain.astype(np.float32)
    weights = np.zeros(plain.shape[1])
    weights[-1] = _FIRST_BIAS
    penalty = np.full(len(weights), _PENALTY)
    penalty[-1] = 1e-6
    for _ in range(_STEPS):
        likely = _squash(plain @ weights.astype(np.float32))
        slope = plain.T @ (likely - same).astype(np.float32) + penalty * weights
        curve = (plain * (likely * (1 - likely)).astype(np.float32)[:, None]).T @ plain
        step = np.linalg.solve(curve.astype(np.float64) + np.diag(penalty), slope)
        weights = _go(plain, same, penalty, (weights, step))
    return Scorer(
        mean=mean.astype(np.float64),
        spread=spread.astype(np.float64),
        weights=weights,
        topics=topics,
    )


def _go(
    plain: Matrix, same: npt.NDArray[np.bool_], penalty: Numbers, move: tuple[Numbers, Numbers]
) -> Numbers:
    """Return the weights after as much of a step as makes things better; a whole one may not."""

    def cost(weights: Numbers) -> float:
        values = plain @ weights.astype(np.float32)
        loss = np.logaddexp(0, np.where(same, -values, values)).sum(dtype=np.float64)
        return float(loss + 0.5 * (penalty * weights * weights).sum())

    weights, step = move
    before, size = cost(weights), 1.0
    while size > _LEAST_STEP and cost(weights - size * step) > before:
        size /= 2
    return weights - size * step if size > _LEAST_STEP else weights


def _squash(values: npt.NDArray[np.floating]) -> Numbers:
    squashed: Numbers = 1 / (1 + np.exp(-np.clip(values, -30, 30).astype(np.float64)))
    return squashed


def dump_scorers(scorers: Mapping[str, Scorer]) -> str:
    """Write scorers as JSON, each by the way of counting it is for."""
    return json.dumps({way: _to_json(scorer) for way, scorer in scorers.items()}, indent=1) + "\n"


def _to_json(scorer: Scorer) -> dict[str, object]:
    rows = zip(FEATURES, scorer.mean, scorer.spread, scorer.weights[:-1], strict=True)
    return {
        "topics": " ".join(map(str, sorted(scorer.topics))),
        "threshold": scorer.threshold,
        "bias": round(float(scorer.weights[-1]), 5),
        "likenesses": {
            name: " ".join(f"{number:.5f}" for number in numbers) for name, *numbers in rows
        },
    }


def load_scorers() -> dict[str, Scorer]:
    """Return the scorers that ship, by the way of counting each is for."""
    text = files("onrecord.evaluate.coreference").joinpath("event_pairs.json").read_text("utf-8")
    return {way: _from_json(known) for way, known in json.loads(text).items()}


def _from_json(known: Mapping[str, Any]) -> Scorer:
    table = np.array([[float(n) for n in known["likenesses"][name].split()] for name in FEATURES])
    return Scorer(
        mean=table[:, 0],
        spread=table[:, 1],
        weights=np.append(table[:, 2], known["bias"]),
        topics=frozenset(int(topic) for topic in known["topics"].split()),
        threshold=known["threshold"],
    )
