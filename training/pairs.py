"""Trains the pair model: two clauses of one story say the same, contradict each other, or neither.

usage: pairs.py --pretrained FOLDER --out FOLDER [--epochs N] [--layers N] [--check FILE]

Learns from `training/claim_families`. The lower layers are those of the sentence encoder that ships and
stay as they are, each clause read by itself; the upper ones read both clauses together. The last
twelfth of each file is kept to measure on.
"""

import argparse
import itertools
import json
import math
import random
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from families import CONTRADICTS, OTHER, SAME, Family, read_families
from model import Encoder, load_pretrained
from schedules import measure_progress, set_rates
from torch import Tensor, nn
from torch.nn import functional as F

from onrecord.inference.pieces import WordPieces

SEED = 20261123
FOLDER = Path(__file__).parent / "claim_families"
MOST_WORDS, MOST_PIECES = 96, 4  # as in `onrecord.inference.sentences`
KEPT = 12  # the last of so many parts of each file is measured on, not learned from
UNRELATED = 6000  # pairs of real reports drawn each epoch
MEASURED = 2000  # pairs, drawn once
# Pairs drawn of a family each epoch; of the others half are those whose words lie nearest.
DRAWN = {SAME: 17, CONTRADICTS: 14, OTHER: 26}
# More of what is mistaken without it: others with a negation on one or both sides, negations of two
# situations, and a wording that tells another claim's as well.
TURNED, FOREIGN, COMPOUND = 16, 8, 4
NEGATION = re.compile(
    r"(?i)\b(?:no|not|nor|never|none|nobody|nothing|neither|without)\b|n[’']t\b|nowhere"
)
BATCH, RATE, RATE_HEAD, WARM_UP, SMOOTHING = 32, 1.2e-4, 4e-4, 0.08, 0.05
WORD = re.compile(r"[^\W_]+(?:[.,'’-][^\W_]+)*")  # as in `onrecord.story.claims.wordings`

Pair = tuple[str, str, int]


class PairModel(nn.Module):
    """`read` gives the states of clauses by themselves, `compare` scores two clauses' states."""

    def __init__(self, encoder: Encoder, upper: int) -> None:
        super().__init__()
        width, layers = encoder.shape.width, list(encoder.layers)
        self.words, self.positions, self.norm = encoder.words, encoder.positions, encoder.norm
        self.lower, self.upper = (
            nn.ModuleList(layers[: len(layers) - upper]),
            nn.ModuleList(layers[len(layers) - upper :]),
        )
        for part in (self.words, self.positions, self.norm, self.lower):
            part.requires_grad_(False)
        self.side = nn.Parameter(torch.zeros(2, width))
        self.mix, self.out = nn.Linear(4 * width, width), nn.Linear(width, 3)
        self.drop = nn.Dropout(0.1)

    @torch.no_grad()
    def read(self, pieces: Tensor, mask: Tensor) -> Tensor:
        x = self.norm(self.words(pieces) + self.positions.weight[: pieces.shape[1]])
        bias = hide_padding(mask, x.dtype)
        for layer in self.lower:
            layer.eval()
            x = layer(x, bias)
        return x

    def compare(self, left: Tensor, right: Tensor, masks: tuple[Tensor, Tensor]) -> Tensor:
        x = torch.cat([left + self.side[0], right + self.side[1]], dim=1)
        bias = hide_padding(torch.cat(masks, dim=1), x.dtype)
        for layer in self.upper:
            x = layer(x, bias)
        n = left.shape[1]
        a, b = (
            average_states(x[:, part], mask)
            for part, mask in zip((slice(0, n), slice(n, None)), masks)
        )
        ends = x[:, 0] + x[:, n]
        joined = torch.cat([ends, (a - b).abs(), a * b, a + b], dim=-1)
        return self.out(self.drop(F.gelu(self.mix(joined))))


def load_pairs(pretrained: Path, upper: int) -> PairModel:
    """A pair model whose layers are those of the encoder in `pretrained`, its head fresh."""
    return PairModel(load_pretrained(pretrained, roles=1, entities=1).encoder, upper)


def hide_padding(mask: Tensor, dtype: torch.dtype) -> Tensor:
    """What is added to scores of attention so that nothing attends to padding."""
    return torch.zeros(mask.shape, dtype=dtype).masked_fill(~mask, -1e4)[:, None, None, :]


def average_states(x: Tensor, mask: Tensor) -> Tensor:
    """The mean of the states that are no padding."""
    kept = mask[:, :, None].to(x.dtype)
    return (x * kept).sum(1) / kept.sum(1)


class Reader:
    """Words → ids as the product splits them."""

    def __init__(self, pretrained: Path) -> None:
        self._pieces = WordPieces(pretrained / "tokenizer.json")
        self._ends = self._pieces.special("[CLS]"), self._pieces.special("[SEP]")
        self._known: dict[str, list[int]] = {}

    def ids(self, text: str) -> list[int]:
        if text not in self._known:
            split = self._pieces.split(WORD.findall(text)[:MOST_WORDS])
            pieces = [piece for word in split for piece in word[:MOST_PIECES]]
            self._known[text] = [self._ends[0], *pieces, self._ends[1]]
        return self._known[text]

    def collate(self, texts: Sequence[str]) -> tuple[Tensor, Tensor]:
        rows = [self.ids(text) for text in texts]
        width = max(map(len, rows))
        ids = torch.zeros(len(rows), width, dtype=torch.long)
        mask = torch.zeros(len(rows), width, dtype=torch.bool)
        for i, row in enumerate(rows):
            ids[i, : len(row)], mask[i, : len(row)] = torch.tensor(row), True
        return ids, mask


@dataclass(slots=True)
class Drawn:
    """All pairs of one family by relation; `near` are the others sorted by nearness of words."""

    pairs: dict[int, list[Pair]]
    near: list[Pair]
    turned: list[Pair]
    negated: list[str]


def list_pairs(family: Family) -> dict[int, list[Pair]]:
    """Every pair of a family's wordings, by relation."""
    held = [(claim, words) for claim, wordings in family.claims.items() for words in wordings]
    pairs: dict[int, list[Pair]] = {SAME: [], CONTRADICTS: [], OTHER: []}
    for (a, left), (b, right) in itertools.combinations(held, 2):
        relation = family.relate(a, b)
        pairs[relation].append((left, right, relation))
    return pairs


def sort_near(pairs: list[Pair], model: PairModel, reader: Reader) -> list[Pair]:
    """Pairs sorted by how near the words of their clauses lie, the nearest first."""
    texts = sorted({text for pair in pairs for text in pair[:2]})
    ids, mask = reader.collate(texts)
    with torch.no_grad():
        vectors = F.normalize(average_states(model.words(ids), mask), dim=-1)
    cosines = (vectors @ vectors.T).numpy()
    at = {text: i for i, text in enumerate(texts)}
    return sorted(pairs, key=lambda pair: -cosines[at[pair[0]], at[pair[1]]])


def draw(drawn: Sequence[Drawn], rng: random.Random) -> list[Pair]:
    """This epoch's pairs, either way round."""
    out: list[Pair] = []
    for one in rng.sample(drawn, len(drawn)):
        for relation in (SAME, CONTRADICTS):
            held = one.pairs[relation]
            out += rng.sample(held, min(len(held), DRAWN[relation]))
        near = one.near[: len(one.near) // 5]
        half = DRAWN[OTHER] // 2
        out += rng.sample(near, min(len(near), half))
        out += rng.sample(one.pairs[OTHER], min(len(one.pairs[OTHER]), half))
        out += rng.sample(one.turned, min(len(one.turned), TURNED))
        out += list(draw_foreign(one, drawn, rng))
        out += list(draw_compounds(one, rng))
    return [pair if rng.random() < 0.5 else (pair[1], pair[0], pair[2]) for pair in out]


def draw_foreign(one: Drawn, drawn: Sequence[Drawn], rng: random.Random) -> Iterator[Pair]:
    """Negations of this situation beside those of any other."""
    for _ in range(FOREIGN):
        other = rng.choice(drawn)
        if other is not one and one.negated and other.negated:
            yield rng.choice(one.negated), rng.choice(other.negated), OTHER


def draw_compounds(one: Drawn, rng: random.Random) -> Iterator[Pair]:
    """Wordings of one claim, one of them telling something else too."""
    for left, right, _ in rng.sample(one.pairs[SAME], min(len(one.pairs[SAME]), COMPOUND)):
        more = rng.choice(one.pairs[OTHER])[0]
        yield f"{left} {rng.choice(('and', 'while', 'after', 'where', 'but'))} {more}", right, SAME


def make_drawn(family: Family, model: "PairModel", reader: Reader) -> Drawn:
    """A family with its pairs sorted for drawing."""
    pairs = list_pairs(family)
    near = sort_near(pairs[OTHER], model, reader)
    negated = [w for held in family.claims.values() for w in held if NEGATION.search(w)]
    known = set(negated)
    turned = [pair for pair in near[: len(near) * 2 // 3] if pair[0] in known or pair[1] in known]
    return Drawn(pairs, near, turned, negated)


def batches(pairs: list[Pair], reader: Reader, rng: random.Random) -> Iterator[list[Pair]]:
    """Batches of pairs of like length, in random order."""
    rng.shuffle(pairs)
    out = []
    for i in range(0, len(pairs), BATCH * 20):
        block = sorted(
            pairs[i : i + BATCH * 20], key=lambda p: len(reader.ids(p[0])) + len(reader.ids(p[1]))
        )
        out += [block[j : j + BATCH] for j in range(0, len(block), BATCH)]
    rng.shuffle(out)
    yield from out


def score_pairs(model: PairModel, reader: Reader, pairs: Sequence[Pair]) -> np.ndarray:
    """Log-likelihoods of the three relations, (pairs, 3); the mean of both ways round."""
    model.eval()
    out = []
    for i in range(0, len(pairs), 128):
        block = pairs[i : i + 128]
        a, b = (reader.collate([pair[side] for pair in block]) for side in (0, 1))
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            x, y = model.read(*a), model.read(*b)
            both = model.compare(x, y, (a[1], b[1])) + model.compare(y, x, (b[1], a[1]))
        out.append(F.log_softmax(both.float() / 2, dim=-1).numpy())
    return np.concatenate(out)


def average_precision(scores: np.ndarray, true: np.ndarray) -> float:
    order = np.argsort(-scores, kind="stable")
    hits = true[order]
    return (
        float((np.cumsum(hits) / np.arange(1, len(hits) + 1))[hits].mean())
        if hits.any()
        else math.nan
    )


def split_families(every: bool) -> tuple[list[Family], list[Family]]:
    """Families to learn from and to measure on; to learn from `every` one if so."""
    learned, kept = [], []
    for path in sorted(FOLDER.glob("*.tsv")):
        held = list(read_families(path))
        last = len(held) if every else len(held) - len(held) // KEPT
        learned, kept = learned + held[:last], kept + held[last:]
    return learned, kept


def rank_relations(scores: np.ndarray, gold: np.ndarray) -> dict[str, float]:
    """Average precision of the two relations asked for."""
    named = (("same", SAME), ("contradicts", CONTRADICTS))
    return {
        name: round(average_precision(scores[:, relation], gold == relation), 3)
        for name, relation in named
    }


def measure(model: PairModel, reader: Reader, pairs: Sequence[Pair]) -> dict[str, float]:
    """Accuracy and, for each relation asked for, average precision."""
    scores, gold = score_pairs(model, reader, pairs), np.array([pair[2] for pair in pairs])
    return {
        "pairs": len(pairs),
        "right": round(float((scores.argmax(1) == gold).mean()), 3),
        **rank_relations(scores, gold),
    }


def main() -> None:
    ap = argparse.ArgumentParser()
    ap.add_argument("--pretrained", type=Path, required=True)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--epochs", type=int, default=6)
    ap.add_argument("--layers", type=int, default=3, help="how many layers read both clauses")
    ap.add_argument("--minutes", type=float, default=1e9)
    ap.add_argument("--unrelated", type=Path, help="pairs written by unrelated.py")
    ap.add_argument("--most", type=int, help="pairs drawn of all families each epoch, at most")
    ap.add_argument("--marked", type=Path, help="pairs written by marked.py, all drawn each epoch")
    ap.add_argument(
        "--only", type=Path, help="JSON lines of pairs to learn from instead of families"
    )
    ap.add_argument("--resume", type=Path, help="weights of a run of as many layers")
    ap.add_argument("--rate", type=float, default=1.0, help="learning rates are multiplied by it")
    ap.add_argument("--all", action="store_true", help="learn from every family, measure on none")
    ap.add_argument("--threads", type=int, default=2)
    ap.add_argument(
        "--check", type=Path, help="JSON lines of [left, right, relation] to measure on too"
    )
    o = ap.parse_args()
    torch.manual_seed(SEED), torch.set_num_threads(o.threads)
    rng = random.Random(SEED)
    o.out.mkdir(parents=True, exist_ok=True)
    learned, kept = split_families(o.all)
    model = load_pairs(o.pretrained, o.layers)
    if o.resume:
        model.load_state_dict(torch.load(o.resume))
    reader = Reader(o.pretrained)
    drawn = [make_drawn(family, model, reader) for family in learned]
    checked = [pair for family in kept for held in list_pairs(family).values() for pair in held]
    checked = random.Random(SEED).sample(checked, min(len(checked), MEASURED))
    unrelated = [tuple(json.loads(line)) for line in o.unrelated.open()] if o.unrelated else []
    marked = [tuple(json.loads(line)) for line in o.marked.open()] if o.marked else []
    only = [tuple(json.loads(line)) for line in o.only.open()] if o.only else []
    outside = [tuple(json.loads(line)) for line in o.check.open()] if o.check else []
    print(len(learned), "families,", len(draw(drawn, rng)), "pairs an epoch", flush=True)
    heads = [*model.mix.parameters(), *model.out.parameters(), model.side]
    optimiser = torch.optim.AdamW(
        [{"params": model.upper.parameters(), "top": RATE}, {"params": heads, "top": RATE_HEAD}],
        weight_decay=0.01,
        betas=(0.9, 0.98),
    )
    began = time.time()
    for epoch in range(o.epochs):
        pairs = (
            list(only)
            if only
            else [
                *draw(drawn, rng)[: o.most],
                *rng.sample(unrelated, min(len(unrelated), UNRELATED)),
                *marked,
            ]
        )
        steps = list(batches(pairs, reader, rng))
        seen = 0.0
        for i, block in enumerate(steps):
            progress = measure_progress(epoch + i / len(steps), o.epochs, began, o.minutes)
            if progress >= 1:
                break
            set_rates(optimiser, progress, WARM_UP, o.rate)
            model.train()
            a, b = (reader.collate([pair[side] for pair in block]) for side in (0, 1))
            with torch.autocast("cpu", torch.bfloat16):
                found = model.compare(model.read(*a), model.read(*b), (a[1], b[1]))
            loss = F.cross_entropy(
                found.float(), torch.tensor([pair[2] for pair in block]), label_smoothing=SMOOTHING
            )
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            seen = 0.98 * seen + 0.02 * loss.item()
            if i % 500 == 0:
                torch.save(model.state_dict(), o.out / "pairs.pt")
            if i % 50 == 0:
                print(
                    f"{epoch + i / len(steps):.2f} {time.time() - began:.0f}s {seen:.3f}",
                    flush=True,
                )
        torch.save(model.state_dict(), o.out / "pairs.pt")
        print(
            epoch + 1,
            f"{time.time() - began:.0f}s loss {seen:.3f}",
            measure(model, reader, checked) if checked else "",
            measure(model, reader, outside) if outside else "",
            flush=True,
        )
    (o.out / "settings.json").write_text(
        json.dumps({"layers": o.layers, "pretrained": str(o.pretrained)})
    )


if __name__ == "__main__":
    main()
