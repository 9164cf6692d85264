"""The scorer: how likely two event mentions are one event, by small nets over their likenesses.

Plain numbers in `event_pairs.json`: for each way of counting several scorers, each with the topics
it was learnt on (so that every topic has one that has not seen it), the mean and spread of each
likeness, its nets and its threshold. Made by `training/fit_events.py`.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

from onrecord.evaluate.coreference.pairs import FEATURES
from onrecord.evaluate.coreference.rivals import Matrix

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Net:
    """One hidden layer beside a straight way: `inner` (likenesses, hidden), `bend`, `out` (hidden).

    `straight` has a weight for each likeness, `base` is what a pair of nothing has.
    """

    inner: Numbers
    bend: Numbers
    out: Numbers
    straight: Numbers
    base: float

    def weigh(self, plain: npt.NDArray[np.floating]) -> Numbers:
        """Return the log-odds of standardised pairs; the last axis are the likenesses."""
        hidden = np.maximum(plain @ self.inner + self.bend, 0)
        weighed: Numbers = hidden @ self.out + plain @ self.straight + self.base
        return weighed


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorer:
    """Nets over standardised likenesses, a threshold, and the topics they were learnt on."""

    mean: Numbers
    spread: Numbers
    nets: tuple[Net, ...]
    topics: frozenset[int]
    threshold: float = 0.5

    def score(self, likeness: Matrix) -> Numbers:
        """Return the likelihood of each pair: the mean of the nets'."""
        plain = (likeness - self.mean) / self.spread
        votes = [squash(net.weigh(plain)) for net in self.nets]
        mean: Numbers = np.mean(votes, axis=0)
        return mean


def score_story(likeness: Matrix, scorers: Sequence[Scorer]) -> Numbers:
    """Return the likelihood of each pair of a story (n, n), its neighbours looked at.

    Half of it is the pair's own, half how alike the two are in what they are likely one with.
    """
    own = np.mean([scorer.score(likeness) for scorer in scorers], axis=0)
    own = (own + own.T) / 2
    rows = own.copy()
    np.fill_diagonal(rows, 1.0)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    looked: Numbers = (own + rows @ rows.T) / 2
    return looked


def squash(values: npt.NDArray[np.floating]) -> Numbers:
    """Return log-odds as likelihoods."""
    squashed: Numbers = 1 / (1 + np.exp(-np.clip(values, -30, 30).astype(np.float64)))
    return squashed


def dump_scorers(scorers: Mapping[str, Sequence[Scorer]]) -> str:
    """Write scorers as JSON, by the way of counting they are for."""
    known = {way: [_to_json(scorer) for scorer in some] for way, some in scorers.items()}
    return json.dumps(known, indent=1) + "\n"


def _to_json(scorer: Scorer) -> dict[str, object]:
    return {
        "topics": " ".join(map(str, sorted(scorer.topics))),
        "threshold": scorer.threshold,
        "bases": _join([net.base for net in scorer.nets]),
        "bends": [_join(net.bend) for net in scorer.nets],
        "outs": [_join(net.out) for net in scorer.nets],
        # A row a likeness: its mean and spread, then of each net its straight weight and its
        # weights into the hidden layer.
        "likenesses": {
            name: _join(
                [scorer.mean[i], scorer.spread[i]]
                + [w for net in scorer.nets for w in (net.straight[i], *net.inner[i])]
            )
            for i, name in enumerate(FEATURES)
        },
    }


def _join(numbers: Iterable[float]) -> str:
    return " ".join(f"{float(number):.4g}" for number in numbers)


def load_scorers() -> dict[str, tuple[Scorer, ...]]:
    """Return the scorers that ship, by the way of counting they are for."""
    text = files("onrecord.evaluate.coreference").joinpath("event_pairs.json").read_text("utf-8")
    return read_scorers(text)


def read_scorers(text: str) -> dict[str, tuple[Scorer, ...]]:
    """Return the scorers that `dump_scorers` wrote."""
    return {way: tuple(map(_from_json, some)) for way, some in json.loads(text).items()}


def _from_json(known: Mapping[str, Any]) -> Scorer:
    table = np.array([_split(known["likenesses"][name]) for name in FEATURES])
    nets = []
    for number, (base, bend, out) in enumerate(
        zip(_split(known["bases"]), known["bends"], known["outs"], strict=True)
    ):
        width = len(_split(bend))
        first = 2 + number * (1 + width)
        nets.append(
            Net(
                inner=table[:, first + 1 : first + 1 + width],
                bend=np.array(_split(bend)),
                out=np.array(_split(out)),
                straight=table[:, first],
                base=base,
            )
        )
    return Scorer(
        mean=table[:, 0],
        spread=table[:, 1],
        nets=tuple(nets),
        topics=frozenset(int(topic) for topic in known["topics"].split()),
        threshold=known["threshold"],
    )


def _split(numbers: str) -> list[float]:
    return [float(number) for number in numbers.split()]
