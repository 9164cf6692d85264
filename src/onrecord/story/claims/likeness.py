"""Likeness: how likely two readings say the same, whichever way round, from their features.

A logistic regression over the features, their squares and a few products, fitted on invented
wordings (`training/fit_claims.py`). A few differences it may not outweigh: they are vetoes.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path

from onrecord.inference.encoder import MODELS
from onrecord.story.claims.features import (
    FEATURES,
    Sight,
    are_turned,
    compare_sights,
    share_predicate,
)

ANOTHER_NUMBER = "another number"
ANOTHER_DAY = "another day"
ANOTHER_HOUR = "another hour"
ANOTHER_MODE = "planned, asked or possible, not told as so"
WEIGHTS = MODELS / "sentences" / "likeness.json"
_AT = {name: index for index, name in enumerate(FEATURES)}
_SQUARED = FEATURES[:10]
_PRODUCTS = (
    ("cosine", "same predicate"),
    ("aligned least", "subject cosine"),
    ("aligned least", "predicate cosine"),
    ("cosine", "numbers shared"),
    ("number on one side", "aligned least"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How likely two readings say the same, and what sets them apart all the same.

    `turned` says that one holds to be so what the other holds not to be so.
    """

    score: float
    turned: bool
    same_predicate: bool
    apart: str
    features: tuple[float, ...]

    def feature(self, name: str) -> float:
        """Return one of the features."""
        return self.features[_AT[name]]


def compare_readings(a: Sight, b: Sight, weights: Mapping[str, float]) -> Likeness:
    """Return the likeness of two readings; the same either way."""
    features = compare_sights(a, b, weights)
    fitted = _load_weights()
    spread = zip(expand_features(features), fitted["weights"], fitted["means"], strict=True)
    total = fitted["bias"][0] + sum(w * (x - m) for x, w, m in spread)
    return Likeness(
        score=round(1 / (1 + exp(-max(min(total, 30.0), -30.0))), 6),
        turned=are_turned(a, b),
        same_predicate=share_predicate(a, b),
        apart=_find_veto(a, b, features),
        features=tuple(features),
    )


def expand_features(features: Sequence[float]) -> list[float]:
    """Return features, squares and products: what the weights are for."""
    return [
        *features,
        *(features[_AT[name]] ** 2 for name in _SQUARED),
        *(features[_AT[a]] * features[_AT[b]] for a, b in _PRODUCTS),
    ]


def _find_veto(a: Sight, b: Sight, features: Sequence[float]) -> str:
    """Return why two readings can't be one claim however alike they look, "" if they can."""
    if features[_AT["numbers differ"]]:
        return ANOTHER_NUMBER
    if features[_AT["days differ"]]:
        return ANOTHER_DAY
    if features[_AT["mode differs"]]:
        return ANOTHER_MODE
    hours = set(a.reading.hours), set(b.reading.hours)
    return ANOTHER_HOUR if all(hours) and not hours[0] & hours[1] else ""


@cache
def _load_weights(path: Path = WEIGHTS) -> dict[str, list[float]]:
    loaded: dict[str, list[float]] = json.loads(path.read_text(encoding="utf-8"))
    return loaded
