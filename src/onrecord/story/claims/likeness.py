"""Likeness: how likely two readings say the same, whichever way round, from their features.

A logistic regression over the features and what the readings' surroundings tell, fitted on
invented wordings (`training/fit_claims.py`). A few differences it may not outweigh: vetoes.
"""

import json
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import exp
from pathlib import Path

import numpy as np
import numpy.typing as npt

from onrecord.inference.encoder import MODELS
from onrecord.story.claims.features import (
    FEATURES,
    are_opposed,
    are_turned,
    compare_sights,
    share_matter,
    share_predicate,
)
from onrecord.story.claims.sights import Sight
from onrecord.story.claims.wordings import Reading
from onrecord.story.countries import find_countries

Floats = npt.NDArray[np.float64]

ANOTHER_NUMBER = "another number"
ANOTHER_DAY = "another day"
ANOTHER_HOUR = "another hour"
ANOTHER_DOER = "another country does it"
ANOTHER_MODE = "planned, asked or possible, not told as so"
# Pairs less alike than this are not looked at any closer, unless one is read as the contrary of
# the other with these log-odds.
LEAST_EACH, LEAST_CONTRARY = 0.03, 1.0
WEIGHTS = MODELS / "sentences" / "likeness.json"
_AT = {name: index for index, name in enumerate(FEATURES)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How likely two readings say the same, and what sets them apart all the same.

    `turned` says that one holds to be so what the other holds not to be so, `opposed` that they
    do so by words of which only one can be so, `same_matter` that they share more than names.
    `features` are a packed array: there are many.
    """

    score: float
    turned: bool
    opposed: bool
    same_matter: bool
    same_predicate: bool
    apart: str
    features: Sequence[float]

    def feature(self, name: str) -> float:
        """Return one of the features."""
        return self.features[_AT[name]]


# What all pairs are that are less alike than anything asks for: most pairs, so there is one of it.
UNLIKE = Likeness(
    score=0.0,
    turned=False,
    opposed=False,
    same_matter=False,
    same_predicate=False,
    apart="",
    features=(),
)


def compare_readings(
    a: Sight, others: Sequence[Sight], beside: Callable[[Floats], Floats]
) -> list[Likeness]:
    """Return the likeness of a reading and each of others; `UNLIKE` where nothing is asked of it.

    `beside` gives, for their cosines, what their surroundings tell: two numbers for each other.
    """
    features = join_features(compare_sights(a, others), beside)
    return [
        _judge(a, other, score, array("d", row))
        if score >= LEAST_EACH or row[_AT["read as contrary"]] >= LEAST_CONTRARY
        else UNLIKE
        for other, score, row in zip(
            others, score_features(features), features.tolist(), strict=True
        )
    ]


def join_features(features: Floats, beside: Callable[[Floats], Floats]) -> Floats:
    """Return features with what the surroundings tell beside them: what the weights are for."""
    return np.hstack((features, beside(features[:, _AT["cosine"]])))


def score_features(features: Floats) -> list[float]:
    """Return how likely each row of features is that of two readings which say the same."""
    fitted = _load_weights()
    spread = features - np.array(fitted["means"])
    totals = fitted["bias"][0] + (spread * np.array(fitted["weights"])).sum(axis=1)
    return [round(1 / (1 + exp(-total)), 6) for total in np.clip(totals, -30.0, 30.0).tolist()]


def _judge(a: Sight, b: Sight, score: float, features: Sequence[float]) -> Likeness:
    return Likeness(
        score=score,
        turned=are_turned(a, b),
        opposed=are_opposed(a, b),
        same_matter=share_matter(a, b),
        same_predicate=share_predicate(a, b),
        apart=_find_veto(a, b, features),
        features=features,
    )


def _find_veto(a: Sight, b: Sight, features: Sequence[float]) -> str:
    """Return why two readings can't be one claim however alike they look, "" if they can."""
    if features[_AT["numbers differ"]]:
        return ANOTHER_NUMBER
    if features[_AT["days differ"]]:
        return ANOTHER_DAY
    doers = _find_doers(a.reading), _find_doers(b.reading)
    if all(doers) and doers[0].isdisjoint(doers[1]):
        return ANOTHER_DOER
    if features[_AT["mode differs"]]:
        return ANOTHER_MODE
    hours = set(a.reading.hours), set(b.reading.hours)
    return ANOTHER_HOUR if all(hours) and not hours[0] & hours[1] else ""


@lru_cache(maxsize=1 << 15)
def _find_doers(reading: Reading) -> frozenset[str]:
    """Return the countries whose people or bodies a reading's doer is: "Russian troops"."""
    words = " ".join(reading.words[index] for index in reading.subject)
    return frozenset(country.code for _, _, country in find_countries(words))


@cache
def _load_weights(path: Path = WEIGHTS) -> dict[str, list[float]]:
    loaded: dict[str, list[float]] = json.loads(path.read_text(encoding="utf-8"))
    return loaded
