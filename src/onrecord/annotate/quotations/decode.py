"""Turns the model's scores over one window into attributions: cues, then each cue's roles.

Tags are read by Viterbi under the rule that a span must begin before it goes on. Every attribution
hangs on one cue; a cue for which no content is found is dropped. Nothing here reads words.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float32]
Ranges = tuple[tuple[int, int], ...]

OUT, SOURCE_BEGIN, SOURCE_IN, CONTENT_BEGIN, CONTENT_IN = range(5)
# Weights of cue, content (mean, least, end) and source in an attribution's score; see `rate`.
RATE_WEIGHTS = np.array([0.14, 0.24, 0.36, 0.18, 0.21])
RATE_BASE, RATE_UNNAMED = -2.07, 0.93
SAME_CONTENT = 0.8  # the share of words that the metrics, too, count as the same content
_IMPOSSIBLE = np.float32(-1e4)
# Which tag may follow which: the inside of a role only its own begin or inside.
_STEPS = np.zeros((5, 5), dtype=np.float32)
_STEPS[:, SOURCE_IN] = _STEPS[:, CONTENT_IN] = _IMPOSSIBLE
_STEPS[[SOURCE_BEGIN, SOURCE_IN], SOURCE_IN] = 0
_STEPS[[CONTENT_BEGIN, CONTENT_IN], CONTENT_IN] = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """How eager decoding is; fitted on held-out training articles by training/tune.py."""

    cue: float = 0.6  # least probability of a word being in a cue, to ask the role head at all
    keep: float = 0.38  # least confidence of an attribution


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One attribution in word ranges of its window."""

    source: Ranges
    cue: tuple[int, int]
    contents: Ranges
    score: float


def softmax(scores: Scores) -> Scores:
    """Probabilities along the last axis."""
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True), dtype=np.float32)


def find_cues(scores: Scores, least: float) -> list[tuple[int, int, float]]:
    """Cue candidates (start, end, probability) from scores (words, 3): out, begin, inside."""
    chances = softmax(scores)
    inside = 1 - chances[:, 0] >= least
    cues: list[tuple[int, int, float]] = []
    for at in np.flatnonzero(inside).tolist():
        if not cues or cues[-1][1] != at:
            cues.append((at, at + 1, float(1 - chances[at, 0])))
        else:
            begin, _, chance = cues[-1]
            cues[-1] = (begin, at + 1, max(chance, float(1 - chances[at, 0])))
    return cues


def best_tags(scores: Scores) -> npt.NDArray[np.int64]:
    """Most likely lawful tags, (cues, words), from log-probabilities (cues, words, 5)."""
    tags: npt.NDArray[np.int64] = scores.argmax(axis=-1)
    before = np.pad(tags, ((0, 0), (1, 0)))[:, :-1]
    # Each word's own best tag is the answer wherever that is lawful, which is nearly always.
    broken = np.flatnonzero((_STEPS[before, tags] < 0).any(axis=1))
    if len(broken):
        tags[broken] = _search_tags(scores[broken])
    return tags


def _search_tags(scores: Scores) -> npt.NDArray[np.int64]:
    """Viterbi over all words, for cues whose single best tags break the rule."""
    count, length, _ = scores.shape
    back = np.zeros((length, count, 5), dtype=np.int64)
    by_step = np.ascontiguousarray(scores.transpose(1, 0, 2))
    state, ways = by_step[0] + _STEPS[OUT], np.empty((count, 5, 5), dtype=scores.dtype)
    for step in range(1, length):
        np.add(state[:, None, :], _STEPS.T, out=ways)  # (cues, tag here, tag before)
        ways.argmax(axis=2, out=back[step])
        state = np.maximum.reduce(ways, axis=2)
        state += by_step[step]
    tags = np.zeros((count, length), dtype=np.int64)
    path, cues = state.argmax(axis=1), np.arange(count)
    for step in range(length - 1, -1, -1):
        tags[:, step] = path
        path = back[step, cues, path]
    return tags


def read_spans(tags: Sequence[int], begin: int, inside: int) -> list[tuple[int, int]]:
    """Word ranges tagged as one role."""
    spans: list[tuple[int, int]] = []
    for at, tag in enumerate(tags):
        if tag == begin:
            spans.append((at, at + 1))
        elif tag == inside and spans and spans[-1][1] == at:
            spans[-1] = (spans[-1][0], at + 1)
    return spans


def decode_roles(
    cues: Sequence[tuple[int, int, float]], roles: Scores, thresholds: Thresholds
) -> list[Found]:
    """Attributions of one window from its cues and their role scores (cues, words, 5)."""
    if not cues:
        return []
    chances = softmax(roles)
    tags = best_tags(np.log(chances + 1e-9))
    found = []
    for index, (begin, end, chance) in enumerate(cues):
        row = tags[index].tolist()
        contents = read_spans(row, CONTENT_BEGIN, CONTENT_IN)
        if not contents:
            continue
        source = _likeliest(read_spans(row, SOURCE_BEGIN, SOURCE_IN), chances[index])
        score = rate(chance, source, contents, chances[index])
        if score >= thresholds.keep:
            cue = (begin, end)
            found.append(Found(source=source, cue=cue, contents=tuple(contents), score=score))
    return _drop_doubles(found)


def rate(
    cue: float,
    source: Sequence[tuple[int, int]],
    contents: Sequence[tuple[int, int]],
    chances: Scores,
) -> float:
    """How likely the attribution is right as a whole: a logistic fit of how sure each part is.

    The weights were fitted by training/tune.py on held-out training articles, on whether a found
    attribution agreed with the annotator's. Without a source, it counts how sure that absence is.
    """
    named, said = chances[:, SOURCE_BEGIN : SOURCE_IN + 1].sum(1), chances[:, CONTENT_BEGIN:].sum(1)
    words = np.concatenate([said[start:end] for start, end in contents])
    # How surely each content stops where it does: the next word is not its inside.
    ends = [1 - chances[end, CONTENT_IN] for _, end in contents if end < len(chances)]
    by = named[source[0][0] : source[0][1]].mean() if source else 1 - named.max()
    sure = np.array([cue, words.mean(), words.min(), min(ends, default=1.0), by])
    sure = np.clip(sure.astype(np.float64), 1e-3, 1 - 1e-3)
    total = RATE_WEIGHTS @ np.log(sure / (1 - sure)) + RATE_BASE - (0 if source else RATE_UNNAMED)
    return float(1 / (1 + np.exp(-total)))


def _drop_doubles(found: Sequence[Found]) -> list[Found]:
    """Of attributions of nearly the same content only the surest: one saying has one cue."""
    kept: list[Found] = []
    said: list[set[int]] = []
    for one in sorted(found, key=lambda each: -each.score):
        words = {word for start, end in one.contents for word in range(start, end)}
        if all(len(words & other) < SAME_CONTENT * len(words | other) for other in said):
            kept.append(one)
            said.append(words)
    return sorted(kept, key=lambda each: each.cue)


def _likeliest(sources: Sequence[tuple[int, int]], chances: Scores) -> Ranges:
    """The one source a cue may have: of several spans the likeliest, the earlier where they tie."""
    weight = chances[:, SOURCE_BEGIN] + chances[:, SOURCE_IN]
    ranked = sorted((-float(weight[start:end].mean()), start, end) for start, end in sources)
    return tuple((start, end) for _, start, end in ranked[:1])


def read_entities(scores: Scores, labels: Sequence[str]) -> list[tuple[int, int, str]]:
    """Named entities from scores (words, 1 + 2 × labels): out, then begin, inside of each label."""
    entities: list[tuple[int, int, str]] = []
    best = scores.argmax(axis=-1)
    for at in np.flatnonzero(best).tolist():
        label, inside = labels[(best[at] - 1) // 2], best[at] % 2 == 0
        if inside and entities and entities[-1][1] == at and entities[-1][2] == label:
            entities[-1] = (entities[-1][0], at + 1, label)
        else:
            entities.append((at, at + 1, label))
    return entities


def read_facts(scores: Scores) -> list[tuple[int, float]]:
    """Words that tell of an event, with how far their author holds it to be so (-3 to 3)."""
    events = np.flatnonzero(scores[:, 0] > 0)
    values = np.clip(scores[events, 1], -3, 3).tolist()
    return [(at, round(value, 2)) for at, value in zip(events.tolist(), values, strict=True)]
