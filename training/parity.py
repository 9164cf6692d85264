"""Checks the exported model against the trained one: whole-attribution F1 on dev, and agreement of spans.

usage: parity.py RUN_FOLDER MODEL_FOLDER DATA   Fails where int8 loses more than a point.
"""

import sys
from pathlib import Path

import torch
from corpora import read_jsonl
from train import TorchEncoder

from export import load_run
from onrecord.annotate.quotations import DocumentTags, find_attributions
from onrecord.evaluate.metrics.attribution import ROLES, Spans, score_article
from onrecord.evaluate.metrics.tallies import add_tallies
from onrecord.inference.encoder import load_encoder
from onrecord.inference.pieces import WordPieces

MOST_LOST = 0.01


def spans(tags: DocumentTags) -> list[Spans]:
    return [Spans(source=a.source, cue=(a.cue,), content=a.contents) for a in tags.attributions]


def main(run: Path, folder: Path, data: Path) -> None:
    torch.set_num_threads(2)
    documents = read_jsonl(data / "polnear" / "dev.jsonl")
    texts = [d["text"] for d in documents]
    gold = [
        [Spans(**{r: tuple(map(tuple, a[r])) for r in ROLES}) for a in d["attributions"]]
        for d in documents
    ]
    model, settings = load_run(run)
    pieces = WordPieces(Path(settings["pretrained"]) / "tokenizer.json")
    trained = [
        spans(t) for t in find_attributions(texts, TorchEncoder(model, pieces, settings["labels"]))
    ]
    exported = [spans(t) for t in find_attributions(texts, load_encoder(folder, threads=2))]

    def f1(ours: list[list[Spans]], theirs: list[list[Spans]]) -> float:
        return add_tallies(score_article(t, a, b) for t, a, b in zip(texts, ours, theirs))[
            "whole.all"
        ].f1

    before, after = f1(gold, trained), f1(gold, exported)
    print(
        f"trained {100 * before:.1f}, exported {100 * after:.1f}, with each other {100 * f1(trained, exported):.1f}"
    )
    if after < before - MOST_LOST:
        sys.exit("the exported model loses more than a point")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
