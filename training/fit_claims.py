"""Fits the likeness of two wordings on the invented wordings in `training/claims`.

usage: fit_claims.py [OUT_JSON]      Run with the project's own virtualenv: it needs no torch.
Prints, by leaving out stories in turn, how well pairs of wordings are told apart.
"""

import hashlib
import json
import sys
from itertools import combinations_with_replacement
from pathlib import Path

import numpy as np

from onrecord.annotate.documents import annotate_document
from onrecord.annotate.quantities import find_numbers
from onrecord.annotate.quotations import find_attributions
from onrecord.config import DEFAULT
from onrecord.extract.evidence import extract_evidence
from onrecord.inference.encoder import load_encoder
from onrecord.inference.sentences import load_sentence_encoder
from onrecord.records import Block, BlockKind, Document, Evidence, Span, content_id
from onrecord.story.claims.features import compare_sights
from onrecord.story.claims.likeness import WEIGHTS, expand_features
from onrecord.story.claims.sights import see_reading, weigh_stems
from onrecord.story.claims.wordings import Wording, read_wordings
from onrecord.story.entities import link_entities

FOLDS, PENALTY, STEPS = 8, 2.0, 12
# Each wording is also paired with itself: verbatim repeats, which the invented stories lack and the
# news is full of. They weigh little, or lexical overlap would outweigh what differs.
SELF_WEIGHT = 0.2


def read_stories(folder: Path) -> dict[str, list[tuple[str, Evidence]]]:
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


def list_pairs(
    stories: dict[str, list[tuple[str, Evidence]]],
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Features, whether it is one claim, the story, and the weight, of each pair of wordings."""
    rows, same, groups, heavy = [], [], [], []
    for name, lines in stories.items():
        letters = {one.document.id: tag[0] for tag, one in lines}
        wordings = choose_wordings([one for _, one in lines])
        weights = weigh_stems(w.reading for w in wordings)
        sights = [see_reading(w.reading, load_sentence_encoder(), weights) for w in wordings]
        for i, j in combinations_with_replacement(range(len(sights)), 2):
            features = compare_sights(sights[i], [sights[j]])
            rows.append(expand_features(features)[0])
            pair = [letters[wordings[k].proposition.document_id] for k in (i, j)]
            same.append(pair[0] == pair[1])
            groups.append(name)
            heavy.append(1.0 if i != j else SELF_WEIGHT)
    return np.array(rows), np.array(same), np.array(groups), np.array(heavy)


def fit(x: np.ndarray, y: np.ndarray, heavy: np.ndarray) -> tuple[np.ndarray, np.ndarray, float]:
    """Ridge logistic regression by Newton's method: means, weights on the features, bias."""
    means, scale = x.mean(axis=0), x.std(axis=0) + 1e-9
    z = np.hstack([(x - means) / scale, np.ones((len(x), 1))])
    w = np.zeros(z.shape[1])
    ridge = np.full(z.shape[1], PENALTY)
    ridge[-1] = 0.0
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-z @ w))
        gradient = z.T @ (heavy * (p - y)) + ridge * w
        curve = (z * (heavy * p * (1 - p))[:, None]).T @ z + np.diag(ridge + 1e-9)
        w = w - np.linalg.solve(curve, gradient)
    return means, w[:-1] / scale, float(w[-1])


def predict(x: np.ndarray, fitted: tuple[np.ndarray, np.ndarray, float]) -> np.ndarray:
    means, weights, bias = fitted
    return 1 / (1 + np.exp(-((x - means) @ weights + bias)))


def cross_validate(x: np.ndarray, y: np.ndarray, groups: np.ndarray, heavy: np.ndarray) -> None:
    names = sorted(set(groups))
    scores = np.zeros(len(y))
    for fold in range(FOLDS):
        held = np.isin(groups, names[fold::FOLDS])
        scores[held] = predict(x[held], fit(x[~held], y[~held], heavy[~held]))
    scores, y = scores[heavy == 1], y[heavy == 1]
    for threshold in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
        found = scores >= threshold
        right = (found & y).sum()
        precision, recall = right / max(found.sum(), 1), right / y.sum()
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        print(f"at {threshold:.1f}: precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}")


def record_checksum(path: Path) -> None:
    """Put the file's hash beside those of the model it goes with."""
    listed = path.parent / "checksums.json"
    digests = json.loads(listed.read_text("utf-8"))
    digests[path.name] = hashlib.sha256(path.read_bytes()).hexdigest()
    listed.write_text(json.dumps(digests, indent=1) + "\n", encoding="utf-8")


def main(out: Path) -> None:
    x, y, groups, heavy = list_pairs(read_stories(Path(__file__).parent / "claims"))
    print(
        f"{(heavy == 1).sum()} pairs, {y[heavy == 1].sum()} of one claim, {len(set(groups))} stories"
    )
    cross_validate(x, y, groups, heavy)
    means, weights, bias = fit(x, y, heavy)
    rounded = {
        "means": [round(float(v), 6) for v in means],
        "weights": [round(float(v), 6) for v in weights],
        "bias": [round(bias, 6)],
    }
    out.write_text(json.dumps(rounded, indent=1) + "\n", encoding="utf-8")
    if out == WEIGHTS:
        record_checksum(out)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else WEIGHTS)
