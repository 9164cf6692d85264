"""Event coreference on ECB+: given the mentions, which tell of one event, within a gold story.

Five scorers ship, each learnt, its threshold too, without a fifth of the topics it was given:
a topic is scored by those that have not seen it: one for a topic of the training file, all
five for any other. Two ways of counting: the mentions the gold puts in chains, and all mentions
of the same sentences, those without a chain each by itself. Beside both: one group for each head
lemma, and none at all.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from onrecord import __version__
from onrecord.evaluate.coreference.fits import StoryPairs, name_groups
from onrecord.evaluate.coreference.groups import join_groups
from onrecord.evaluate.coreference.mentions import (
    EventWord,
    load_rows,
    name_mention,
    read_events,
    weigh_words,
)
from onrecord.evaluate.coreference.pairs import Weights, compare_mentions
from onrecord.evaluate.coreference.scorer import Scorer, load_scorers, score_story
from onrecord.evaluate.metrics.coreference import average_conll, score_coreference

CHAINED, ALL = "mentions in chains", "all mentions of the same sentences"
_PEER = "head lemma on the standard test set: 77.4 within gold stories"
Labels = dict[str, str]


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
    known = len(topics & frozenset[int]().union(*(s.topics for s in shipped[CHAINED])))
    lines += [
        "",
        f"  {known} of {len(topics)} topics by cross-validation, the others by all scorers shipped",
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


def find_groups(stories: Sequence[StoryPairs], shipped: Sequence[Scorer]) -> Labels:
    """Return each mention's group, every story by the scorers that have not seen its topic.

    Of several the means are taken; where there is none, mentions of one head lemma are one event.
    """
    labels: Labels = {}
    for story in stories:
        unseen = [scorer for scorer in shipped if story.topic not in scorer.topics]
        if not unseen:
            labels |= group_by(story.mentions, lambda m: m.lemma)
            continue
        threshold = sum(scorer.threshold for scorer in unseen) / len(unseen)
        joins = join_groups(score_story(story.likeness, unseen), threshold)
        labels |= name_groups(story.mentions, joins.cut(threshold))
    return labels


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
