"""Fits an attribution's score and the decoding thresholds on training articles that no run trained on.

usage: tune.py RUN_FOLDER MODEL_FOLDER DATA   Prints the weights for RATE_WEIGHTS, RATE_BASE, RATE_UNNAMED
and F1 (whole, then exact source, cue and content) for each pair of thresholds; the best go by hand into
src/onrecord/annotate/quotations/decode.py. Run it again after the weights are in: they change the second table.
"""

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
from corpora import read_polnear

from onrecord.annotate.quotations import DocumentTags, decode, find_attributions
from onrecord.annotate.quotations.decode import Thresholds
from onrecord.evaluate.metrics.attribution import ROLES, Spans, score_article
from onrecord.evaluate.metrics.tallies import add_tallies
from onrecord.inference.encoder import Encoder, load_encoder

CUES = (0.3, 0.4, 0.5, 0.6)
KEEPS = (0.25, 0.28, 0.3, 0.35)
RIDGE = 0.01


def spans(tags: DocumentTags, keep: float = 0.0) -> list[Spans]:
    return [
        Spans(source=a.source, cue=(a.cue,), content=a.contents)
        for a in tags.attributions
        if a.score >= keep
    ]


def read_gold(document: dict[str, Any]) -> list[Spans]:
    return [Spans(**{r: tuple(map(tuple, a[r])) for r in ROLES}) for a in document["attributions"]]


def collect(articles: list[dict[str, Any]], encoder: Encoder) -> tuple[np.ndarray, np.ndarray]:
    """What `rate` saw of each attribution found, and whether the attribution was right as a whole."""
    rows, right = [], []
    weights, base = decode.RATE_WEIGHTS, decode.RATE_BASE
    for document in articles:
        found = {}
        for part in range(len(weights) + 1):
            # Score by one part alone; its logit is what the attribution carries.
            decode.RATE_WEIGHTS, decode.RATE_BASE = np.eye(len(weights) + 1)[part, :-1], 0.0
            keep_all = Thresholds(cue=0.3, keep=0.0)
            for a in find_attributions([document["text"]], encoder, keep_all)[0].attributions:
                score = min(max(a.score, 1e-3), 1 - 1e-3)
                found.setdefault((a.cue, a.source, a.contents), {})[part] = np.log(
                    score / (1 - score)
                )
        for (cue, source, contents), parts in found.items():
            if len(parts) <= len(weights):
                continue  # doubles: which of them stays depends on the part
            unnamed = 0.0 if source else 1.0
            known = [parts[p] + unnamed * decode.RATE_UNNAMED for p in range(len(weights))]
            rows.append([*known, unnamed, 1.0])
            one = [Spans(source=source, cue=(cue,), content=contents)]
            right.append(
                score_article(document["text"], read_gold(document), one)[
                    "whole.all"
                ].right_predicted
            )
    decode.RATE_WEIGHTS, decode.RATE_BASE = weights, base
    return np.array(rows), np.array(right)


def fit(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Ridge logistic regression by Newton's method; the last column is the constant."""
    scale = np.r_[x[:, :-1].std(0) + 1e-6, 1.0]
    z, w = x / scale, np.zeros(x.shape[1])
    ridge = RIDGE * np.r_[np.ones(len(w) - 1), 0]
    for _ in range(50):
        q = 1 / (1 + np.exp(-z @ w))
        gradient = z.T @ (q - y) / len(y) + ridge * w
        curve = (z * (q * (1 - q))[:, None]).T @ z / len(y) + np.diag(ridge + 1e-9)
        w -= np.linalg.solve(curve, gradient)
    return w / scale


def main(run: Path, model: Path, data: Path) -> None:
    held = set(json.loads((run / "settings.json").read_text())["held"])
    articles = [d for d in read_polnear(data / "polnear")[0] if d["id"] in held]
    gold = [read_gold(d) for d in articles]
    encoder = load_encoder(model)
    *weights, unnamed, base = fit(*collect(articles, encoder))
    print(
        "RATE_WEIGHTS",
        np.round(weights, 2),
        "RATE_BASE",
        round(base, 2),
        "RATE_UNNAMED",
        round(-unnamed, 2),
    )
    for cue in CUES:
        found = find_attributions(
            [d["text"] for d in articles], encoder, Thresholds(cue=cue, keep=0.0)
        )
        for keep in KEEPS:
            total = add_tallies(
                score_article(d["text"], g, spans(f, keep))
                for d, g, f in zip(articles, gold, found)
            )
            names = ("whole.all", *(f"span_exact.{role}" for role in ROLES))
            print(
                f"cue {cue} keep {keep}:",
                *(f"{100 * total[name].f1:.1f}" for name in names),
                flush=True,
            )


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
