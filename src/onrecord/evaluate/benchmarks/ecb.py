"""Event coreference on ECB+: given the mentions, which tell of one event, within a gold story.

The scorer that ships is used for topics it was not learnt on; topics it was learnt on are
scored by one fitted to the others in the file, in five parts (threshold too). Two ways of
counting: the mentions the gold puts in chains, and all mentions of the same sentences, those
without a chain each by itself. Beside both: one group for each head lemma, and none at all.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from onrecord import __version__
from onrecord.evaluate.coreference.groups import Joins, join_groups
from onrecord.evaluate.coreference.mentions import (
    EventWord,
    load_rows,
    name_mention,
    read_events,
    weigh_words,
)
from onrecord.evaluate.coreference.pairs import Matrix, Weights, compare_mentions
from onrecord.evaluate.coreference.scorer import Scorer, fit_scorer, load_scorers
from onrecord.evaluate.metrics.coreference import average_conll, score_coreference

FOLDS = 5
THRESHOLDS = (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5)
CHAINED, ALL = "mentions in chains", "all mentions of the same sentences"
_PEER = "head lemma on the standard test set: 77.4 within gold stories"
Labels = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryPairs:
    """The mentions of one gold story, and the likenesses of their pairs."""

    mentions: Sequence[EventWord]
    likeness: Matrix

    @property
    def topic(self) -> int:
        """The topic the story belongs to."""
        return self.mentions[0].topic


def run(path: Path, predictions: Path | None = None) -> str:
    """Score event coreference on a JSON Lines file of ECB+ documents.

    `predictions`, if given, receives the rows with each scored mention's group as `found`.
    """
    rows = load_rows(path)
    mentions = list(read_events(rows))
    weights = Weights(*weigh_words(rows))
    shipped = load_scorers()
    lines = [
        f"event coreference with given mentions, {len(rows)} documents: F1 within gold stories"
    ]
    found: dict[str, Labels] = {}
    for way, chosen in choose_mentions(mentions).items():
        stories = list(compare_stories(chosen, weights))
        found[way] = find_groups(stories, shipped[way])
        lines += ["", *_table(way, chosen, found[way])]
    if predictions:
        _write(predictions, rows, found)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
    topics = {m.topic for m in mentions}
    known = len(topics & shipped[CHAINED].topics)
    lines += [
        "",
        f"  {known} of {len(topics)} topics by cross-validation, the others by the scorer shipped",
        f"  peer: {_PEER}",
        f"signature: ecb|data:{digest}|onrecord:{__version__}",
    ]
    return "\n".join(lines)


def choose_mentions(mentions: Sequence[EventWord]) -> dict[str, list[EventWord]]:
    """Return the mentions of each way of counting."""
    return {CHAINED: [m for m in mentions if m.chained], ALL: list(mentions)}


def compare_stories(mentions: Iterable[EventWord], weights: Weights) -> Iterable[StoryPairs]:
    """Yield each gold story with the likenesses of its mentions' pairs."""
    stories: dict[str, list[EventWord]] = {}
    for mention in mentions:
        stories.setdefault(mention.story, []).append(mention)
    for name in sorted(stories):
        likeness = compare_mentions(stories[name], weights)
        yield StoryPairs(mentions=stories[name], likeness=likeness)


def find_groups(stories: Sequence[StoryPairs], shipped: Scorer) -> Labels:
    """Return each mention's group, every story by a scorer that has not seen its topic."""
    labels: Labels = {}
    for story in stories:
        if story.topic not in shipped.topics:
            labels |= _group(story, _join(story, shipped), shipped.threshold)
    fits = Fits()
    parts = split_parts([s for s in stories if s.topic in shipped.topics])
    for held in parts if len(parts) > 1 else ():
        others = [part for part in parts if part is not held]
        scorer, threshold = fits.fit(others), fit_threshold(others, fits)
        for story in held:
            labels |= _group(story, _join(story, scorer), threshold)
    for story in stories:  # a file of one learnt topic leaves nothing to learn from
        if story.mentions[0].key not in labels:
            labels |= group_by(story.mentions, lambda m: m.lemma)
    return labels


def split_parts(stories: Sequence[StoryPairs]) -> list[list[StoryPairs]]:
    """Return the stories in parts for cross-validation: the stories of a topic stay together."""
    topics = sorted({story.topic for story in stories})
    held = (set(topics[fold::FOLDS]) for fold in range(FOLDS))
    parts = [[story for story in stories if story.topic in some] for some in held]
    return [part for part in parts if part]


class Fits:
    """Scorers by the topics they were fitted to: those of two parts left out serve twice."""

    def __init__(self) -> None:
        self._known: dict[frozenset[int], Scorer] = {}

    def fit(self, parts: Sequence[Sequence[StoryPairs]]) -> Scorer:
        """Return a scorer fitted to the pairs of these parts' stories."""
        stories = [story for part in parts for story in part]
        topics = frozenset(story.topic for story in stories)
        if topics not in self._known:
            self._known[topics] = fit_stories(stories, topics)
        return self._known[topics]


def fit_stories(stories: Sequence[StoryPairs], topics: frozenset[int]) -> Scorer:
    """Fit a scorer to the pairs of these stories."""
    likeness, same = [], []
    for story in stories:
        upper = np.triu_indices(len(story.mentions), 1)
        likeness.append(story.likeness[upper])
        chains = np.array([m.chain for m in story.mentions])
        same.append(chains[upper[0]] == chains[upper[1]])
    return fit_scorer(np.concatenate(likeness), np.concatenate(same), topics)


def fit_threshold(parts: Sequence[Sequence[StoryPairs]], fits: Fits) -> float:
    """Return the threshold at which these parts score best, each by a scorer of the others.

    A scorer is surer of what it was fitted to than of anything else, so a threshold that is
    fitted to the same would be too high. The lowest of equals.
    """
    joined = []
    for held in parts:
        scorer = fits.fit([part for part in parts if part is not held] or parts)
        joined += [(story, _join(story, scorer)) for story in held]
    gold = {m.key: m.chain for story, _ in joined for m in story.mentions}

    def score(threshold: float) -> float:
        labels: Labels = {}
        for story, joins in joined:
            labels |= _group(story, joins, threshold)
        return average_conll(score_coreference(gold, labels))

    return max(THRESHOLDS, key=score)


def _join(story: StoryPairs, scorer: Scorer) -> Joins:
    return join_groups(scorer.score(story.likeness), min(THRESHOLDS))


def _group(story: StoryPairs, joins: Joins, threshold: float) -> Labels:
    groups = joins.cut(threshold)
    name = story.mentions[0].story
    return {m.key: f"{name}/{g}" for m, g in zip(story.mentions, groups, strict=True)}


def group_by(mentions: Iterable[EventWord], read: Callable[[EventWord], object]) -> Labels:
    """Group the mentions of a story by what is read off each: the baselines."""
    return {m.key: f"{m.story}/{read(m)}" for m in mentions}


def _table(way: str, mentions: Sequence[EventWord], found: Labels) -> list[str]:
    gold = {m.key: m.chain for m in mentions}
    lines = [f"  {way}: {len(gold):,} in {len(set(gold.values())):,} events"]
    lines.append(f"    {'':<12} {'MUC':>6} {'B3':>6} {'CEAF-e':>6} {'CoNLL':>6} {'pairs':>6}")
    for name, labels in (
        ("onrecord", found),
        ("head lemma", group_by(mentions, lambda m: m.lemma)),
        ("none joined", group_by(mentions, lambda m: m.key)),
    ):
        tallies = score_coreference(gold, labels)
        shown = [tallies[metric].f1 for metric in ("MUC", "B3", "CEAF-e")]
        shown += [average_conll(tallies), tallies["pairs"].f1]
        lines.append(f"    {name:<12} " + " ".join(f"{100 * score:6.1f}" for score in shown))
    return lines


def _write(path: Path, rows: Sequence[Mapping[str, Any]], found: Mapping[str, Labels]) -> None:
    with path.open("w", encoding="utf-8") as file:
        for row in rows:
            mentions = []
            for number, mention in enumerate(row["mentions"]):
                key = name_mention(row, number)
                groups = {way: labels[key] for way, labels in found.items() if key in labels}
                mentions.append({**mention, "found": groups} if groups else mention)
            file.write(json.dumps({**row, "mentions": mentions}, ensure_ascii=False) + "\n")
