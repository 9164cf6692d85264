"""Fits the likeness of two wordings: on `training/claims`, on the marked development stories, on those of
`training/stories` that the vectors were not taught by, and on the real stories of `training/news_claims`.

usage: fit_claims.py NEWSARTICLES_ZIP [OUT_JSON]      Run with the project's own virtualenv: it needs no torch.
Prints, by leaving out each marked story in turn, how well its pairs of wordings are told apart.
Stories that are held back (`tests/stories/*/HELD-BACK.md`) are never read.
"""

import hashlib
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import numpy.typing as npt
from families import NOT_JUDGED, SAME
from news import see_news, split_news
from readings import STORIES, Relations, relate_all, relate_readings, see_story, split_stories

from onrecord.annotate.documents import annotate_document
from onrecord.annotate.quantities import find_numbers
from onrecord.annotate.quotations import find_attributions
from onrecord.config import DEFAULT
from onrecord.evaluate.storytables import HELD_BACK, list_marked
from onrecord.extract.evidence import extract_evidence
from onrecord.inference.encoder import load_encoder
from onrecord.inference.sentences import load_sentence_encoder
from onrecord.records import Block, BlockKind, Document, Evidence, Span, content_id
from onrecord.story.claims.features import FEATURES, compare_sights
from onrecord.story.claims.likeness import WEIGHTS, join_features
from onrecord.story.claims.sightings import Sightings, see_wordings
from onrecord.story.claims.wordings import Wording, read_wordings
from onrecord.story.entities import link_entities

Floats = npt.NDArray[np.float64]

PENALTY, STEPS = 10.0, 14
# Of two unlike clauses of one report nobody asks whether they are one claim: pairs far apart in
# all of these are left out, and of the others those that are not one claim weigh less, being many.
NEAR = (("cosine", 0.2), ("topic", 0.35), ("shared words", 0.02), ("told", 0.12))
OTHERS_WEIGHT = 0.3
# Each wording is also paired with itself: verbatim repeats, which the invented stories lack and the
# news is full of. They weigh little, or lexical overlap would outweigh what differs.
SELF_WEIGHT = 0.2
# Real stories are many and hold few pairs of one claim: at full weight they would leave little of what the
# invented ones teach about wordings far apart.
NEWS_WEIGHT = 0.08


def read_lines(folder: Path) -> dict[str, list[tuple[str, Evidence]]]:
    """Each story's wordings, each as a report of one sentence, with its claim's letter."""
    stories: dict[str, list[tuple[str, Evidence]]] = {}
    for path in sorted(folder.glob("wordings_*.txt")):
        name = ""
        for line in path.read_text("utf-8").splitlines():
            if line.startswith("## "):
                name = line[3:]
                stories[name] = []
            elif line and not line.startswith("#"):
                tag, text = line.split("\t")
                stories[name].append((tag, read_sentence(f"{name}/{len(stories[name]):03}", text)))
    return stories


def read_sentence(path: str, text: str) -> Evidence:
    key = content_id("wording", path) * 4
    span = Span(document_id=key, start=0, end=len(text))
    document = Document(
        id=key,
        path=path,
        text=text,
        published="2025-01-01",
        blocks=(Block(span=span, kind=BlockKind.PARAGRAPH),),
    )
    (tags,) = find_attributions([text], load_encoder())
    annotated = annotate_document(document, tags)
    return extract_evidence(annotated, find_numbers(text), DEFAULT)


def choose_wordings(evidence: list[Evidence]) -> list[Wording]:
    """The fullest proposition of each sentence."""
    best: dict[str, tuple[tuple[bool, int, int], Wording]] = {}
    for wording in read_wordings(evidence, link_entities(evidence)):
        made = wording.proposition
        rank = (not made.nominal, len(made.terms), -made.span.start)
        if made.document_id not in best or rank > best[made.document_id][0]:
            best[made.document_id] = rank, wording
    return [wording for _, wording in best.values()]


@dataclass(slots=True, kw_only=True)
class Pairs:
    """Pairs of readings of one story: features, whether they are one claim, and their weights."""

    rows: Floats
    same: npt.NDArray[np.bool_]
    heavy: Floats


def pair_lines(lines: list[tuple[str, Evidence]]) -> Pairs:
    """All pairs of one invented story's lines; of one claim are those with the same letter."""
    letters = {one.document.id: tag[0] for tag, one in lines}
    seen = see_wordings(choose_wordings([one for _, one in lines]), load_sentence_encoder())
    claims = [letters[held[0].proposition.document_id] for held in seen.wordings]
    rows, left, right = measure_pairs(seen)
    same = np.array([claims[i] == claims[j] for i, j in zip(left, right, strict=True)])
    return Pairs(rows=rows, same=same, heavy=np.where(left == right, SELF_WEIGHT, 1.0))


def pair_story(folder: Path) -> Pairs:
    """The pairs of an invented story's readings."""
    story = see_story(folder)
    return pair_readings(story.seen, relate_all(story.seen, relate_readings(story)))


def pair_readings(seen: Sightings, relations: Relations) -> Pairs:
    """The pairs of readings that can be learned from: `relations` say how each two stand."""
    rows, left, right = measure_pairs(seen)
    stands = np.where(left == right, SAME, relations[left, right])
    same = stands == SAME
    near = np.any([rows[:, FEATURES.index(name)] > least for name, least in NEAR], axis=0)
    kept = (near | same) & (stands != NOT_JUDGED)
    heavy = np.where(left == right, SELF_WEIGHT, np.where(same, 1.0, OTHERS_WEIGHT))
    return Pairs(rows=rows[kept], same=same[kept], heavy=heavy[kept])


def measure_pairs(
    seen: Sightings,
) -> tuple[Floats, npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Features of all pairs of a story's readings, each with itself too, and their indices."""
    count = len(seen.sights)
    rows = []
    for i in range(count):
        others = list(range(i, count))
        features = compare_sights(seen.sights[i], [seen.sights[j] for j in others])
        rows.append(join_features(features, partial(seen.surroundings.measure, i, others)))
    left, right = np.triu_indices(count)
    return np.vstack(rows), left, right


Fitted = tuple[Floats, Floats, float]


def fit(stories: Sequence[Pairs]) -> Fitted:
    """Ridge logistic regression by damped Newton steps: means, weights on the features, bias."""
    x, y, heavy = (
        np.concatenate([getattr(story, name) for story in stories])
        for name in ("rows", "same", "heavy")
    )
    means, scale = x.mean(axis=0), np.maximum(x.std(axis=0), 1e-3)
    z = np.hstack([(x - means) / scale, np.ones((len(x), 1))])
    w = np.zeros(z.shape[1])
    ridge = np.full(z.shape[1], PENALTY)
    ridge[-1] = 0.0

    def lose(w: Floats) -> float:
        total = z @ w
        return float(
            (heavy * (np.logaddexp(0, total) - y * total)).sum() + (ridge * w * w).sum() / 2
        )

    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-np.clip(z @ w, -30, 30)))
        gradient = z.T @ (heavy * (p - y)) + ridge * w
        curve = (z * (heavy * p * (1 - p))[:, None]).T @ z + np.diag(ridge + 1e-6)
        step, loss = np.linalg.solve(curve, gradient), lose(w)
        while lose(w - step) > loss and np.abs(step).max() > 1e-9:
            step = step / 2
        w = w - step
    return means, w[:-1] / scale, float(w[-1])


def predict(x: Floats, fitted: Fitted) -> Floats:
    means, weights, bias = fitted
    return np.asarray(1 / (1 + np.exp(-np.clip((x - means) @ weights + bias, -30, 30))))


def cross_validate(others: Sequence[Pairs], stories: Mapping[str, Pairs]) -> None:
    """Print how well each marked story's pairs are ranked by what is fitted on all others."""
    for name, story in stories.items():
        rest = [pairs for other, pairs in stories.items() if other != name]
        scores = predict(story.rows, fit([*others, *rest]))
        real = story.heavy != SELF_WEIGHT
        order = np.argsort(-scores[real], kind="stable")
        same = story.same[real][order]
        precision = (np.cumsum(same) / np.arange(1, len(same) + 1))[same]
        print(f"{name:18} {same.sum():4} of {len(same)}: average precision {precision.mean():.3f}")


def record_checksum(path: Path) -> None:
    """Put the file's hash beside those of the model it goes with."""
    listed = path.parent / "checksums.json"
    digests = json.loads(listed.read_text("utf-8"))
    digests[path.name] = hashlib.sha256(path.read_bytes()).hexdigest()
    listed.write_text(json.dumps(digests, indent=1) + "\n", encoding="utf-8")


def main(archive: Path, out: Path) -> None:
    invented = [
        pair_lines(lines) for lines in read_lines(Path(__file__).parent / "claims").values()
    ]
    open_ones = [f for f in list_marked(STORIES) if not (f / HELD_BACK).is_file()]
    stories = {folder.name: pair_story(folder) for folder in [*open_ones, *split_stories()[1]]}
    real = [weaken(pair_readings(*see_news(archive, path))) for path in split_news()[0]]
    cross_validate([*invented, *real], stories)
    save_weights(fit([*invented, *real, *stories.values()]), out)


def weaken(story: Pairs) -> Pairs:
    """The same pairs with the weight that a real story's have beside invented ones."""
    return Pairs(rows=story.rows, same=story.same, heavy=story.heavy * NEWS_WEIGHT)


def save_weights(fitted: Fitted, out: Path) -> None:
    means, weights, bias = fitted
    rounded = {
        "means": [round(float(v), 6) for v in means],
        "weights": [round(float(v), 6) for v in weights],
        "bias": [round(bias, 6)],
    }
    out.write_text(json.dumps(rounded, indent=1) + "\n", encoding="utf-8")
    if out == WEIGHTS:
        record_checksum(out)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else WEIGHTS)
