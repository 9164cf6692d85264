"""A last, short run that teaches the factuality head, and keeps what the student knows of attributions.

usage: facts.py RUN ANSWERS SILVER DATA OUT   In the long runs the few judged events drown among the words of a
thousand articles. Here half the windows of every batch carry judged events; the other half are articles
with the teachers' answers, so that the shared encoder forgets nothing. One sentence in five is never seen.
"""

import argparse
import json
import math
import random
import shutil
import time
from pathlib import Path

import torch
import train
from batches import Maker
from corpora import read_factuality, read_jsonl, read_polnear
from model import load_pretrained
from teach import read_answers
from train import average_into, batch_loss, group, load_scorer, parameters, predict, score

from export import load_run
from onrecord.inference.pieces import WordPieces

LIMITS = (120, 176, 240, 320)
ALPHA = 0.7
train.WEIGHTS |= {"event": 1.0, "fact": 10.0}


def main() -> None:
    ap = argparse.ArgumentParser()
    for name in ("run", "answers", "silver", "data", "out"):
        ap.add_argument(name, type=Path)
    ap.add_argument("--scorer", type=Path, required=True)
    ap.add_argument("--minutes", type=float, default=1e9, help="the schedule ends then")
    ap.add_argument("--beside", type=int, default=250, help="windows of articles to a pass")
    ap.add_argument("--passes", type=int, default=10, help="over the judged sentences, cut anew")
    ap.add_argument("--rate", type=float, default=6e-5, help="most the encoder learns at a step")
    o = ap.parse_args()
    torch.manual_seed(train.SEED), torch.set_num_threads(2)
    rng = random.Random(train.SEED)
    model, settings = load_run(o.run)
    pretrained = Path(settings["pretrained"])
    ema = load_pretrained(pretrained, train.ROLE_WIDTH["minilm"], 1 + 2 * len(settings["labels"]))
    ema.load_state_dict(model.state_dict())
    ema.eval()
    pieces = WordPieces(pretrained / "tokenizer.json")
    silver = {d["text"]: d["entities"] for d in read_jsonl(o.silver)}
    maker = Maker(pieces, silver, settings["labels"], settings["annotators"])
    single, _ = read_polnear(o.data / "polnear")
    single = [d for d in single if d["id"] not in set(settings["held"])]
    articles, _ = read_answers(o.answers, maker, single, [])
    judged = read_factuality(o.data / "factuality" / "uw_train.conll")
    train.LR["minilm"] = o.rate, 16 * o.rate
    optimiser = torch.optim.AdamW(parameters(model, "minilm", True), betas=(0.9, 0.98), fused=True)
    began, step = time.time(), 0
    for number in range(o.passes):
        windows = [w for d in judged for w in maker.windows(d, rng.choice(LIMITS))]
        batches = group(windows + rng.sample(articles, o.beside), train.PER_BATCH["minilm"], rng)
        model.train()
        for i, batch in enumerate(batches):
            done = max(
                (number + i / len(batches)) / o.passes, (time.time() - began) / 60 / o.minutes
            )
            if done >= 1:
                break
            scale = min(1, done / 0.06) * (0.02 + 0.49 * (1 + math.cos(math.pi * done)))
            for g in optimiser.param_groups:
                g["lr"] = g["top"] * scale
            total, parts = batch_loss(model, batch, 10**6, rng, ALPHA)
            optimiser.zero_grad(set_to_none=True)
            total.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            average_into(ema, model, step, 0.99)
            step += 1
            if step % 10 == 0:
                told = {k: round(v, 4) for k, v in parts.items()}
                print(
                    f"{number + i / len(batches):.2f} {time.time() - began:.0f}s", told, flush=True
                )
    o.out.mkdir(parents=True, exist_ok=True)
    shutil.copy(o.run / "settings.json", o.out / "settings.json")
    torch.save(ema.state_dict(), o.out / "model.pt")
    dev = read_jsonl(o.data / "polnear" / "dev.jsonl")
    found = predict(train.TorchEncoder(ema, pieces, settings["labels"]), dev)
    print("DEV", json.dumps(score(load_scorer(o.scorer), dev, found)), flush=True)


if __name__ == "__main__":
    main()
