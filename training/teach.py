"""Has a trained teacher answer over training articles and unlabelled news, for the student to learn from.

usage: teach.py RUN_FOLDER DATA OUT.pt   The windows are cut by the product's own size, so teacher and
student see the same words; both tokenizers split words alike, only their ids differ.
"""

import argparse
import random
from pathlib import Path
from typing import Any

import numpy as np
import torch
from batches import Maker, Window
from corpora import Document, read_polnear, read_unlabelled

from onrecord.annotate.quotations.decode import find_cues, softmax
from onrecord.annotate.quotations.windows import relate
from onrecord.inference.pieces import WordPieces

LEAST = 0.2  # least chance of a cue for the teacher to be asked about its roles
LIMIT = 320


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


def answer(encoder: Any, window: Window) -> dict[str, Any]:
    """The teacher's chances for one window: cues, tags, roles for each gold or likely cue, keep."""
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        states = encoder.model.encode(
            *(torch.from_numpy(x)[None] for x in (window.pieces, window.features, window.first)),
            None,
        )
        cues, tags = (
            encoder.model.cues(states)[0].float().numpy(),
            encoder.model.tags(states)[0].float().numpy(),
        )
    spans = dict.fromkeys(g.cue for g in window.gold or [])
    spans |= dict.fromkeys((a, b) for a, b, _ in find_cues(cues, LEAST))
    out = {
        "cue": softmax(cues).astype(np.float16),
        "tags": softmax(tags).astype(np.float16),
        "spans": list(spans),
    }
    if spans:
        related = relate(window.reading, window.span, list(spans))
        roles, keep = encoder.read_roles(states[0].float().numpy(), np.array(list(spans)), related)
        out |= {"roles": softmax(roles).astype(np.float16), "keep": 1 / (1 + np.exp(-keep))}
    else:
        out |= {"roles": np.zeros((0, len(cues), 5), dtype=np.float16), "keep": np.zeros(0)}
    return out


def main() -> None:
    from train import TorchEncoder

    from export import load_run

    ap = argparse.ArgumentParser()
    ap.add_argument("run", type=Path)
    ap.add_argument("data", type=Path)
    ap.add_argument("out", type=Path)
    ap.add_argument(
        "--unlabelled", type=int, default=10**9, help="at most so many unlabelled texts"
    )
    o = ap.parse_args()
    torch.set_num_threads(2)
    model, settings = load_run(o.run)
    pieces = WordPieces(Path(settings["pretrained"]) / "tokenizer.json")
    encoder = TorchEncoder(model, pieces, settings["labels"])
    maker = Maker(pieces, {}, settings["labels"], settings["annotators"])
    single, _ = read_polnear(o.data / "polnear")
    single = [d for d in single if d["id"] not in set(settings["held"])]
    unlabelled = read_unlabelled(o.data)
    random.Random(1).shuffle(unlabelled)
    answers = torch.load(o.out, weights_only=False) if o.out.exists() else {}
    known = {text for text, _ in answers}
    for number, document in enumerate([*single, *unlabelled[: o.unlabelled]]):
        if document["text"] in known:
            continue
        for window in maker.windows(document, LIMIT):
            answers[document["text"], window.span] = answer(encoder, window)
        if number % 50 == 49:
            torch.save(answers, o.out)  # a run that is cut short goes on from here
            print(number, len(answers), flush=True)
    torch.save(answers, o.out)


if __name__ == "__main__":
    main()
