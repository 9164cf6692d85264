"""Factuality cross-validated: every sentence is judged by a model that never saw it.

usage: cross_facts.py --pretrained FOLDER DATA [--passes N] [--threads N]

Five models of the shipped shape are taught from the pretrained MiniLM, each on four fifths of UW event
factuality and on nothing else; the shipped one learns it beside attributions, and leaves out the first
fifth. So this measures the head and the data, not the shipped weights. Nothing is saved.
"""

import argparse
import random
from functools import partial
from pathlib import Path
from statistics import correlation, fmean

import torch
from batches import Maker, Window, collate
from corpora import read_factuality
from model import load_pretrained
from schedules import set_rates
from torch.nn import functional as F
from train import LIMIT, ROLE_WIDTH, WEIGHTS, group, parameters

from onrecord.evaluate.benchmarks.factuality import HELD, Sentence, choose_fold
from onrecord.inference.pieces import WordPieces

SEED = 20261124
PER_BATCH = 4


def is_wanted(sentence: Sentence, fold: int, held: bool) -> bool:
    """Whether a sentence is of the fold that is held out, or of the others."""
    return (choose_fold(sentence) == fold) == held


def read_values(model: torch.nn.Module, windows: list[Window]) -> tuple[torch.Tensor, torch.Tensor]:
    """What the head says of each word, and what is known: (windows, words, 2) each."""
    batch = collate(windows)
    states = model.encode(batch["pieces"], batch["features"], batch["first"], batch["mask"], None)
    width = torch.arange(states.shape[1])[None]
    mask = (width < batch["words"][:, None])[:, :, None].float()
    return model.facts(model.drop(states), mask), batch["facts"]


def teach(model: torch.nn.Module, windows: list[Window], passes: int, rng: random.Random) -> None:
    optimiser = torch.optim.AdamW(parameters(model, "minilm", False), betas=(0.9, 0.98), eps=1e-6)
    model.train()
    for number in range(passes):
        batches = group(list(windows), PER_BATCH, rng)
        for i, batch in enumerate(batches):
            set_rates(optimiser, (number + i / len(batches)) / passes, 0.1, 0.5)
            found, known = read_values(model, batch)
            told = ~known[..., 0].isnan()
            loss = F.binary_cross_entropy_with_logits(found[..., 0][told], known[..., 0][told])
            told = told & (known[..., 0] == 1)
            if told.any():
                each = F.huber_loss(found[..., 1][told], known[..., 1][told], delta=0.5)
                loss = WEIGHTS["event"] * loss + WEIGHTS["fact"] * each
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
    model.eval()


def judge(model: torch.nn.Module, windows: list[Window]) -> list[tuple[float, float]]:
    """Given and found value of each held event."""
    judged = []
    with torch.no_grad():
        for i in range(0, len(windows), PER_BATCH):
            found, known = read_values(model, windows[i : i + PER_BATCH])
            told = known[..., 0] == 1
            values = found[..., 1][told].clamp(-3, 3)
            judged += list(zip(known[..., 1][told].tolist(), values.tolist(), strict=True))
    return judged


def main() -> None:
    ap = argparse.ArgumentParser()
    ap.add_argument("data", type=Path)
    ap.add_argument("--pretrained", type=Path, required=True)
    ap.add_argument("--passes", type=int, default=4)
    ap.add_argument("--threads", type=int, default=2)
    o = ap.parse_args()
    torch.set_num_threads(o.threads)
    path = o.data / "factuality" / "uw_train.conll"
    pieces = WordPieces(o.pretrained / "tokenizer.json")
    total: list[tuple[float, float]] = []
    for fold in range(HELD):
        random.seed(SEED + fold), torch.manual_seed(SEED + fold)
        rng = random.Random(SEED + fold)
        maker = Maker(pieces, {}, [], [])
        model = load_pretrained(o.pretrained, ROLE_WIDTH["minilm"], 1)
        taught, held = (
            read_factuality(path, partial(is_wanted, fold=fold, held=held))
            for held in (False, True)
        )
        teach(model, [w for d in taught for w in maker.windows(d, LIMIT)], o.passes, rng)
        judged = judge(model, [w for d in held for w in maker.windows(d, LIMIT)])
        total += judged
        print(f"fold {fold}: {show_scores(judged)}", flush=True)
    print(f"all: {show_scores(total)}")


def show_scores(judged: list[tuple[float, float]]) -> str:
    gold, found = zip(*judged, strict=True)
    error = fmean(abs(a - b) for a, b in judged)
    return f"{len(judged)} events, r {correlation(gold, found):.3f}, error {error:.3f}"


if __name__ == "__main__":
    main()
