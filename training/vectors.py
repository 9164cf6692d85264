"""Trains the sentence encoder: clauses that say the same lie near, those that contradict near elsewhere.

usage: vectors.py --pretrained FOLDER --out FOLDER [--epochs N] [--stories FILE] [--check FILE]

Learns from `training/claim_families` and the marked stories. Each clause is read by itself, once,
into two vectors: by the first those of one claim are near each other and all others far; by the
second those of one claim and of any that contradicts it. A small layer over the two vectors of two
clauses says how they stand together. The last twelfth of each file is kept to measure on.
"""

import argparse
import json
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from families import CONTRADICTS, NOT_JUDGED, OTHER, SAME, Family
from model import Encoder, load_pretrained
from pairs import (
    Reader,
    average_precision,
    average_states,
    hide_padding,
    rank_relations,
    split_families,
)
from schedules import measure_progress, set_rates
from torch import Tensor, nn
from torch.nn import functional as F

SEED = 20261123
MATTER, HIDDEN = 128, 128
MOST_CLAUSES, MOST_OF_STORY, FEWEST_OF_STORY = 96, 110, 24
HEAT = 0.06  # cosines are divided by it before they are weighed against each other
RATE, RATE_HEAD, WARM_UP = 6e-5, 6e-4, 0.06


@dataclass(frozen=True, slots=True)
class Clauses:
    """Clauses read at once, and how each stands to each other: (clauses, clauses)."""

    texts: list[str]
    relations: np.ndarray


class VectorModel(nn.Module):
    """`read` gives a clause's two vectors, `compare` scores pairs of them."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        width = encoder.shape.width
        self.encoder = encoder
        self.matter = nn.Linear(width, MATTER)
        self.mix, self.out = nn.Linear(2 * width + 2 * MATTER, HIDDEN), nn.Linear(HIDDEN, 3)
        self.drop = nn.Dropout(0.1)

    def read(self, pieces: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        one = self.encoder
        x = one.norm(one.words(pieces) + one.positions.weight[: pieces.shape[1]])
        bias = hide_padding(mask, x.dtype)
        for layer in one.layers:
            x = layer(x, bias)
        whole = average_states(x, mask)
        return F.normalize(whole.float(), dim=-1), F.normalize(self.matter(whole).float(), dim=-1)

    def compare(self, whole: Tensor, matter: Tensor, left: Tensor, right: Tensor) -> Tensor:
        parts = [f(v[left], v[right]) for v in (whole, matter) for f in (_apart, torch.mul)]
        return self.out(self.drop(F.gelu(self.mix(torch.cat(parts, dim=-1) * 8))))


def _apart(a: Tensor, b: Tensor) -> Tensor:
    return (a - b).abs()


def make_clauses(families: Sequence[Family]) -> Clauses:
    """The wordings of some families; clauses of two of them neither say the same nor contradict."""
    held = [
        (family, claim, words)
        for family in families
        for claim, wordings in family.claims.items()
        for words in wordings
    ]
    relations = np.full((len(held), len(held)), OTHER)
    for i, (family, claim, _) in enumerate(held):
        for j, (other, second, _) in enumerate(held):
            if family is other:
                relations[i, j] = family.relate(claim, second)
    np.fill_diagonal(relations, NOT_JUDGED)
    return Clauses([words for *_, words in held], relations)


def read_stories(path: Path) -> list[Clauses]:
    """The stories that marked.py wrote: readings, and how they stand together."""
    rows = map(json.loads, path.open())
    return [Clauses(row["texts"], np.array(row["relations"])) for row in rows]


def draw(
    families: Sequence[Family], stories: Sequence[Clauses], rng: random.Random, most: int | None
) -> Iterator[Clauses]:
    """An epoch: families in batches, and parts of stories, in random order."""
    batches: list[list[Family]] = [[]]
    size = 0
    for family in rng.sample(list(families), len(families)):
        count = sum(map(len, family.claims.values()))
        if size + count > MOST_CLAUSES and batches[-1]:
            batches.append([])
            size = 0
        batches[-1].append(family)
        size += count
    out = [make_clauses(batch) for batch in batches[:most]]
    for story in stories:
        for part in part_story(story, rng):
            out.append(Clauses([story.texts[k] for k in part], story.relations[np.ix_(part, part)]))
    rng.shuffle(out)
    yield from out


def part_story(story: Clauses, rng: random.Random) -> list[list[int]]:
    """A story's clauses in random parts; those that say the same or the contrary stay together."""
    related = (story.relations == SAME) | (story.relations == CONTRADICTS)
    left = set(range(len(story.texts)))
    blocks = []
    while left:
        block, found = set(), {min(left)}
        while found:
            block |= found
            found = {int(k) for k in related[sorted(found)].any(axis=0).nonzero()[0]} - block
        left -= block
        blocks.append(sorted(block))
    rng.shuffle(blocks)
    parts: list[list[int]] = [[]]
    for block in blocks:
        if parts[-1] and len(parts[-1]) + len(block) > MOST_OF_STORY:
            parts.append([])
        parts[-1] += block
    if len(parts) > 1 and len(parts[-1]) < FEWEST_OF_STORY:
        parts[-2:] = [parts[-2] + parts[-1]]
    return parts


def contrast(vectors: Tensor, wanted: Tensor, judged: Tensor) -> Tensor:
    """How far each clause's wanted others are from being the nearest of all that are judged."""
    scores = (vectors @ vectors.T) / HEAT
    scores = scores.masked_fill(~judged, -1e4)
    rest = torch.logsumexp(scores.masked_fill(wanted, -1e4), dim=1, keepdim=True)
    each = torch.logaddexp(scores, rest) - scores  # against all unwanted ones
    return each[wanted].mean() if wanted.any() else scores.sum() * 0


def lose(model: VectorModel, reader: Reader, clauses: Clauses) -> Tensor:
    relations = torch.from_numpy(clauses.relations)
    with torch.autocast("cpu", torch.bfloat16):
        whole, matter = model.read(*reader.collate(clauses.texts))
    judged = relations != NOT_JUDGED
    same = relations == SAME
    near = contrast(whole, same, judged)
    about = contrast(matter, same | (relations == CONTRADICTS), judged)
    left, right = torch.triu(judged, 1).nonzero(as_tuple=True)
    found = model.compare(whole, matter, left, right)
    gold = relations[left, right]
    weights = torch.tensor([1.0, 1.0, 0.25])
    told = F.cross_entropy(found, gold, weight=weights, label_smoothing=0.02)
    return near + about + 2 * told


@torch.no_grad()
def measure(
    model: VectorModel, reader: Reader, pairs: Sequence[tuple[str, str, int]]
) -> dict[str, float]:
    """Average precision by cosine of the first vectors and by the layer."""
    model.eval()
    texts = sorted({text for pair in pairs for text in pair[:2]}, key=len)
    parts = [model.read(*reader.collate(texts[i : i + 64])) for i in range(0, len(texts), 64)]
    whole, matter = (torch.cat(part) for part in zip(*parts, strict=True))
    at = {text: i for i, text in enumerate(texts)}
    left, right = (torch.tensor([at[pair[side]] for pair in pairs]) for side in (0, 1))
    scores = F.log_softmax(model.compare(whole, matter, left, right), dim=-1).numpy()
    gold = np.array([pair[2] for pair in pairs])
    cosine = (whole[left] * whole[right]).sum(1).numpy()
    about = (matter[left] * matter[right]).sum(1).numpy()
    model.train()
    return {
        "cosine same": round(average_precision(cosine, gold == SAME), 3),
        "matter either": round(average_precision(about, gold != OTHER), 3),
        **rank_relations(scores, gold),
    }


def main() -> None:
    ap = argparse.ArgumentParser()
    ap.add_argument("--pretrained", type=Path, required=True)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--epochs", type=int, default=3)
    ap.add_argument("--minutes", type=float, default=1e9)
    ap.add_argument(
        "--stories", type=Path, nargs="*", default=[], help="stories written by marked.py"
    )
    ap.add_argument("--repeat", type=int, default=1, help="how often stories are seen in an epoch")
    ap.add_argument("--most", type=int, help="batches of families in an epoch, at most")
    ap.add_argument("--rate", type=float, default=1.0, help="learning rates are multiplied by it")
    ap.add_argument("--threads", type=int, default=2)
    ap.add_argument("--check", type=Path, action="append", default=[])
    ap.add_argument("--resume", type=Path)
    o = ap.parse_args()
    torch.manual_seed(SEED), torch.set_num_threads(o.threads)
    rng = random.Random(SEED)
    o.out.mkdir(parents=True, exist_ok=True)
    learned, _ = split_families(False)
    stories = [story for path in o.stories for story in read_stories(path)] * o.repeat
    model = VectorModel(load_pretrained(o.pretrained, roles=1, entities=1).encoder)
    if o.resume:
        model.load_state_dict(torch.load(o.resume))
    model.encoder.words.requires_grad_(False)
    reader = Reader(o.pretrained)
    checks = [[tuple(json.loads(line)) for line in path.open()] for path in o.check]
    heads = [*model.matter.parameters(), *model.mix.parameters(), *model.out.parameters()]
    body = [*model.encoder.layers.parameters()]
    optimiser = torch.optim.AdamW(
        [{"params": body, "top": RATE}, {"params": heads, "top": RATE_HEAD}], weight_decay=0.01
    )
    began = time.time()
    for check in checks:
        print("before", measure(model, reader, check), flush=True)
    model.train()
    for epoch in range(o.epochs):
        steps = list(draw(learned, stories, rng, o.most))
        seen = 0.0
        for i, clauses in enumerate(steps):
            progress = measure_progress(epoch + i / len(steps), o.epochs, began, o.minutes)
            if progress >= 1:
                break
            set_rates(optimiser, progress, WARM_UP, o.rate)
            loss = lose(model, reader, clauses)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            seen = loss.item() if not seen else 0.98 * seen + 0.02 * loss.item()
            if i % 100 == 0:
                print(
                    f"{epoch + i / len(steps):.2f} {time.time() - began:.0f}s {seen:.3f}",
                    flush=True,
                )
        torch.save(model.state_dict(), o.out / "vectors.pt")
        for check in checks:
            print(
                epoch + 1, f"{time.time() - began:.0f}s", measure(model, reader, check), flush=True
            )


if __name__ == "__main__":
    main()
