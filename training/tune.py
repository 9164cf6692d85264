"""Fits the decoding thresholds on training articles that no run has trained on.

usage: tune.py RUN_FOLDER MODEL_FOLDER DATA   → F1 of whole attributions for each pair of thresholds.
The best pair goes into `Thresholds` in src/onrecord/annotate/quotations/decode.py.
"""

import json
import sys
from pathlib import Path

from corpora import read_polnear

from onrecord.annotate.quotations import DocumentTags, find_attributions
from onrecord.annotate.quotations.decode import Thresholds
from onrecord.evaluate.metrics.attribution import ROLES, Spans, score_article
from onrecord.evaluate.metrics.tallies import add_tallies
from onrecord.inference.encoder import load_encoder

CUES = (0.2, 0.3, 0.4, 0.5)
KEEPS = (0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75)


def spans(tags: DocumentTags, keep: float) -> list[Spans]:
    return [Spans(source=a.source, cue=(a.cue,), content=a.contents) for a in tags.attributions if a.score >= keep]


def main(run: Path, model: Path, data: Path) -> None:
    held = set(json.loads((run / "settings.json").read_text())["held"])
    articles = [d for d in read_polnear(data / "polnear")[0] if d["id"] in held]
    gold = [[Spans(**{r: tuple(map(tuple, a[r])) for r in ROLES}) for a in d["attributions"]] for d in articles]
    encoder = load_encoder(model, threads=2)
    for cue in CUES:
        found = find_attributions([d["text"] for d in articles], encoder, Thresholds(cue=cue, keep=0.0))
        row = []
        for keep in KEEPS:
            total = add_tallies(score_article(d["text"], g, spans(f, keep)) for d, g, f in zip(articles, gold, found))
            row.append(f"{100 * total['whole.all'].f1:.1f}/{100 * total['span_exact.cue'].f1:.1f}/{100 * total['span_exact.content'].f1:.1f}")
        print(f"cue {cue}:", dict(zip(KEEPS, row)), flush=True)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
