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


def answer(teachers: list[tuple[float, Any]], windows: tuple[Window, ...]) -> dict[str, Any]:
    """The teachers' mean chances for one window: cues, tags, roles for each gold or likely cue, keep.

    `teachers` are (weight, encoder), the weights adding to one; `windows` the same words as each of
    them reads pieces.
    """
    states, cues, tags = [], 0.0, 0.0
    for (weight, encoder), window in zip(teachers, windows):
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            read = (window.pieces, window.features, window.first)
            found = encoder.model.encode(*(torch.from_numpy(x)[None] for x in read), None)
            states.append(found[0].float().numpy())
            cues = cues + weight * softmax(encoder.model.cues(found)[0].float().numpy())
            tags = tags + weight * softmax(encoder.model.tags(found)[0].float().numpy())
    window = windows[0]
    spans = dict.fromkeys(g.cue for g in window.gold or [])
    spans |= dict.fromkeys((a, b) for a, b, _ in find_cues(np.log(cues + 1e-9), LEAST))
    out = {"cue": cues.astype(np.float16), "tags": tags.astype(np.float16), "spans": list(spans)}
    roles, keep = np.zeros((len(spans), len(cues), 5)), np.zeros(len(spans))
    if spans:
        related = relate(window.reading, window.span, list(spans))
        for (weight, encoder), read in zip(teachers, states):
            one, kept = encoder.read_roles(read, np.array(list(spans)), related)
            roles = roles + weight * softmax(one)
            keep = keep + weight / (1 + np.exp(-kept))
    return out | {"roles": roles.astype(np.float16), "keep": keep}


def main() -> None:
    from train import TorchEncoder

    from export import load_run

    ap = argparse.ArgumentParser()
    ap.add_argument("data", type=Path)
    ap.add_argument("out", type=Path)
    ap.add_argument("runs", nargs="+", help="run folders, each with =WEIGHT or all alike")
    ap.add_argument(
        "--unlabelled", type=int, default=10**9, help="at most so many unlabelled texts"
    )
    o = ap.parse_args()
    torch.set_num_threads(2)
    teachers, makers = [], []
    for named in o.runs:
        folder, _, weight = named.partition("=")
        model, settings = load_run(Path(folder))
        pieces = WordPieces(Path(settings["pretrained"]) / "tokenizer.json")
        encoder = TorchEncoder(model, pieces, settings["labels"])
        teachers.append((float(weight or 1 / len(o.runs)), encoder))
        makers.append(Maker(pieces, {}, settings["labels"], settings["annotators"]))
    single, _ = read_polnear(o.data / "polnear")
    single = [d for d in single if d["id"] not in set(settings["held"])]
    unlabelled = read_unlabelled(o.data)
    random.Random(1).shuffle(unlabelled)
    answers = torch.load(o.out, weights_only=False) if o.out.exists() else {}
    known = {text for text, _ in answers}
    for number, document in enumerate([*single, *unlabelled[: o.unlabelled]]):
        if document["text"] in known:
            continue
        for windows in zip(*(maker.windows(document, LIMIT) for maker in makers), strict=True):
            if len({window.span for window in windows}) > 1:
                raise SystemExit(f"the teachers cut {document['id']} differently")
            answers[document["text"], windows[0].span] = answer(teachers, windows)
        if number % 50 == 49:
            torch.save(answers, o.out)  # a run that is cut short goes on from here
            print(number, len(answers), flush=True)
    torch.save(answers, o.out)


if __name__ == "__main__":
    main()
