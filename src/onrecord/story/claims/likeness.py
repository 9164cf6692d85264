"""Likeness: how likely two readings say the same, whichever way round, from their features.

Two logistic regressions, fitted on invented wordings (`training/fit_claims.py`). The first goes by
the features and by what the readings' surroundings tell; pairs that it finds not wholly unlike
are read by the pair model, and the second weighs what that says beside the rest. A few
differences they may not outweigh: vetoes.
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
from onrecord.inference.sentences import Relation
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
# Pairs less alike than this at first sight are not looked at any closer.
LEAST_AT_FIRST = 0.2
# Log-odds are cut here: beyond it nothing is surer.
SUREST = 7.0
WEIGHTS = MODELS / "sentences" / "likeness.json"
_AT = {name: index for index, name in enumerate(FEATURES)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How likely two readings say the same, and what sets them apart all the same.

    `contradicts` is how likely the pair model finds it that both can't be so. `turned` says that
    one holds to be so what the other holds not to be so, `opposed` that they do so by words of
    which only one can be so, `same_matter` that they share more than names.
    `features` are a packed array: there are many.
    """

    score: float
    contradicts: float
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
    contradicts=0.0,
    turned=False,
    opposed=False,
    same_matter=False,
    same_predicate=False,
    apart="",
    features=(),
)


def measure_readings(
    a: Sight, others: Sequence[Sight], beside: Callable[[Floats], Floats]
) -> Floats:
    """Return what a reading and each of others share: features, and what surroundings tell.

    `beside` gives, for their cosines, what their surroundings tell: two numbers for each other.
    """
    features = compare_sights(a, others)
    return np.hstack((features, beside(features[:, _AT["cosine"]])))


def score_first(rows: Floats) -> Floats:
    """Return how likely readings say the same, by what they share alone."""
    return _score(rows, "first")


def score_related(rows: Floats, firsts: Floats, relations: Sequence[Relation]) -> Floats:
    """Return how likely readings say the same, the pair model having read them too."""
    return _score(join_relations(rows, firsts, relations), "second")


def join_relations(rows: Floats, firsts: Floats, relations: Sequence[Relation]) -> Floats:
    """Return rows with log-odds beside them: of the first score, of same and of contradicts."""
    logs = np.array(relations, dtype=np.float64).reshape(-1, 3)
    odds = [_log_odds(np.exp(logs[:, column])) for column in (0, 1)]
    return np.hstack((rows, np.stack((_log_odds(firsts), *odds), axis=1)))


def judge_readings(a: Sight, b: Sight, score: float, relation: Relation, row: Floats) -> Likeness:
    """Return the likeness of two readings that score so much."""
    features = array("d", row.tolist())
    return Likeness(
        score=round(score, 6),
        contradicts=round(exp(relation.contradicts), 6),
        turned=are_turned(a, b),
        opposed=are_opposed(a, b),
        same_matter=share_matter(a, b),
        same_predicate=share_predicate(a, b),
        apart=_find_veto(a, b, features),
        features=features,
    )


def _score(rows: Floats, which: str) -> Floats:
    fitted = _load_weights()[which]
    spread = rows - np.array(fitted["means"])
    totals = fitted["bias"][0] + (spread * np.array(fitted["weights"])).sum(axis=1)
    return np.asarray(1 / (1 + np.exp(-np.clip(totals, -30.0, 30.0)))).round(6)


def _log_odds(chances: Floats) -> Floats:
    least = np.exp(-SUREST)
    kept = np.clip(chances, least, 1 - least)
    return np.asarray(np.log(kept / (1 - kept))).round(4)


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
def _load_weights(path: Path = WEIGHTS) -> dict[str, dict[str, list[float]]]:
    loaded: dict[str, dict[str, list[float]]] = json.loads(path.read_text(encoding="utf-8"))
    return loaded
