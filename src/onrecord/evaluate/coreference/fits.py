"""Fits: scorers learnt from the pairs of gold stories, each with topics that it has not seen.

The topics are split into parts; for each part a scorer is fitted to the others, and its threshold
is one that is good when each of the others is grouped by a scorer of the rest: the part left
out has no say in either. Numpy alone, with fixed seeds: the same numbers on every run.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from onrecord.evaluate.coreference.groups import join_groups
from onrecord.evaluate.coreference.mentions import EventWord
from onrecord.evaluate.coreference.rivals import Matrix
from onrecord.evaluate.coreference.scorer import Net, Scorer, score_story, squash
from onrecord.evaluate.metrics.coreference import average_conll, score_coreference

FOLDS = 5
THRESHOLDS = (0.24, 0.28, 0.32, 0.36, 0.4, 0.44, 0.48, 0.52)
# Thresholds that are less than this worse than the best are as good: topics differ by more.
_AS_GOOD = 0.01
NETS, HIDDEN = 2, 16
_PASSES, _BATCH, _RATE, _DECAY = 6, 2048, 4e-3, 1e-4
_FASTER, _SLOWER = 0.1, 0.001  # how fast the means of slopes and of their squares follow
# Most pairs are of two events and easily told: half of them, counted twice, say as much.
_KEPT = 0.5
_LEAST_SPREAD = np.float32(0.01)  # a likeness that hardly varies tells nothing, and tells it softly
_USUAL = 90  # mentions of a story; a pair of a story of n counts _USUAL / n
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryPairs:
    """The mentions of one gold story, and the likenesses of their pairs."""

    mentions: Sequence[EventWord]
    likeness: Matrix

    @property
    def topic(self) -> int:
        """The topic the story belongs to."""
        return self.mentions[0].topic


def split_parts(stories: Sequence[StoryPairs]) -> list[list[StoryPairs]]:
    """Return the stories in parts for cross-validation: the stories of a topic stay together."""
    topics = sorted({story.topic for story in stories})
    held = (set(topics[fold::FOLDS]) for fold in range(FOLDS))
    parts = [[story for story in stories if story.topic in some] for some in held]
    return [part for part in parts if part]


def fit_scorers(stories: Sequence[StoryPairs], nets: int = NETS) -> tuple[Scorer, ...]:
    """Return a scorer for each part of the stories, fitted to the other parts alone."""
    parts, fits = split_parts(stories), Fits(nets)
    scorers = []
    for held in parts:
        others = [part for part in parts if part is not held]
        scorers.append(replace(fits.fit(others), threshold=fit_threshold(others, fits)))
    return tuple(scorers)


class Fits:
    """Scorers by the topics they were fitted to: those of two parts left out serve twice."""

    def __init__(self, nets: int = NETS) -> None:
        self._nets = nets
        self._known: dict[frozenset[int], Scorer] = {}

    def fit(self, parts: Sequence[Sequence[StoryPairs]]) -> Scorer:
        """Return a scorer fitted to the pairs of these parts' stories."""
        stories = [story for part in parts for story in part]
        topics = frozenset(story.topic for story in stories)
        if topics not in self._known:
            self._known[topics] = fit_stories(stories, topics, self._nets)
        return self._known[topics]


def fit_stories(stories: Sequence[StoryPairs], topics: frozenset[int], nets: int = NETS) -> Scorer:
    """Fit a scorer to the pairs of these stories."""
    likeness, same, counts = [], [], []
    for story in stories:
        size = len(story.mentions)
        upper = np.triu_indices(size, 1)
        likeness.append(story.likeness[upper])
        chains = np.array([m.chain for m in story.mentions])
        same.append(chains[upper[0]] == chains[upper[1]])
        counts.append(np.full(len(upper[0]), _USUAL / size, dtype=np.float32))
    pairs = np.concatenate(likeness), np.concatenate(same), np.concatenate(counts)
    return fit_scorer(*pairs, topics=topics, nets=nets)


def fit_scorer(
    likeness: Matrix,
    same: npt.NDArray[np.bool_],
    counts: Floats,
    topics: frozenset[int],
    nets: int = NETS,
) -> Scorer:
    """Fit nets to pairs (pairs, features), which count as much as `counts` says."""
    mean, spread = likeness.mean(axis=0), np.maximum(likeness.std(axis=0), _LEAST_SPREAD)
    kept = same | (np.random.default_rng(0).random(len(same)) < _KEPT)
    plain = (likeness[kept] - mean) / spread
    weights = np.where(same, 1, 1 / _KEPT)[kept].astype(np.float32) * counts[kept]
    found = [_fit_net(plain, same[kept].astype(np.float32), weights, s) for s in range(nets)]
    return Scorer(
        mean=mean.astype(np.float64),
        spread=spread.astype(np.float64),
        nets=tuple(found),
        topics=topics,
    )


def _fit_net(plain: Floats, same: Floats, counts: Floats, seed: int) -> Net:
    """Fit one net by Adam (Kingma and Ba 2015), its steps shrinking to nothing."""
    draw = np.random.default_rng(seed)
    size, width = plain.shape
    batch = min(_BATCH, size)
    net = [
        draw.normal(0, width**-0.5, (width, HIDDEN)),
        np.zeros(HIDDEN),
        draw.normal(0, HIDDEN**-0.5, HIDDEN),
        np.zeros(width),
        np.array([-2.0]),
    ]
    slopes = [np.zeros_like(part) for part in net]
    squares = [np.zeros_like(part) for part in net]
    steps, done = _PASSES * (size // batch), 0
    for _ in range(_PASSES):
        order = draw.permutation(size)
        for first in range(0, size - batch + 1, batch):
            some = order[first : first + batch]
            done += 1
            rate = _RATE * (1 - done / (steps + 1))
            found = _find_slopes(net, plain[some], same[some], counts[some])
            for part, slope, mean, square in zip(net, found, slopes, squares, strict=True):
                mean += _FASTER * (slope - mean)
                square += _SLOWER * (slope**2 - square)
                level = np.sqrt(square / (1 - (1 - _SLOWER) ** done)) + 1e-8
                move = mean / (1 - (1 - _FASTER) ** done) / level
                part -= rate * (move + _DECAY * part)
    inner, bend, out, straight, base = net
    return Net(inner=inner, bend=bend, out=out, straight=straight, base=float(base[0]))


def _find_slopes(
    net: Sequence[npt.NDArray[np.float64]], plain: Floats, same: Floats, counts: Floats
) -> list[npt.NDArray[np.floating]]:
    """Return which way each part of a net makes these pairs' loss grow."""
    inner, bend, out, straight, base = (part.astype(np.float32) for part in net)
    before = plain @ inner + bend
    hidden = np.maximum(before, 0)
    likely = squash(hidden @ out + plain @ straight + base[0]).astype(np.float32)
    wrong = (likely - same) * counts / len(same)
    through = np.outer(wrong, out) * (before > 0)
    total = wrong.sum(keepdims=True)
    return [plain.T @ through, through.sum(axis=0), hidden.T @ wrong, plain.T @ wrong, total]


def fit_threshold(parts: Sequence[Sequence[StoryPairs]], fits: Fits) -> float:
    """Return the middle of the thresholds at which these parts score best or all but best.

    Each part by a scorer of the others: one is surer of what it was fitted to than of anything
    else, so that a threshold fitted to the same would be too high.
    """
    joined = []
    for held in parts:
        scorer = fits.fit([part for part in parts if part is not held] or parts)
        for story in held:
            scores = score_story(story.likeness, [scorer])
            joined.append((story, join_groups(scores, min(THRESHOLDS))))
    gold = {m.key: m.chain for story, _ in joined for m in story.mentions}

    def score(threshold: float) -> float:
        labels: dict[str, str] = {}
        for story, joins in joined:
            labels |= name_groups(story.mentions, joins.cut(threshold))
        return average_conll(score_coreference(gold, labels))

    rated = {threshold: score(threshold) for threshold in THRESHOLDS}
    least = max(rated.values()) - _AS_GOOD
    good = [threshold for threshold, found in rated.items() if found >= least]
    return round(sum(good) / len(good), 4)


def name_groups(mentions: Sequence[EventWord], groups: Sequence[int]) -> Mapping[str, str]:
    """Return the label of each mention's group, which no other story has."""
    story = mentions[0].story
    return {m.key: f"{story}/{group}" for m, group in zip(mentions, groups, strict=True)}
