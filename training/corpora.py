"""Reads the training texts by path: PolNeAR articles with attributions, and plain news without labels.

The unlabelled news (ECB+, TimeBank, AQUAINT) is only ever read by a trained teacher, whose answers the
student learns; its tokenised sentences are put back into ordinary typography first.
"""

import hashlib
import json
import re
from pathlib import Path
from typing import Any

Document = dict[str, Any]


def read_jsonl(path: Path) -> list[Document]:
    """Every JSON line of a file."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def read_polnear(folder: Path) -> tuple[list[Document], list[Document]]:
    """PolNeAR's training articles: those read by one annotator, and those read by several."""
    several = read_jsonl(folder / "train_multi.jsonl")
    known = {document["text"] for document in several}
    single = [d for d in read_jsonl(folder / "train.jsonl") if d["text"] not in known]
    return single, several


def retypeset(sentence: str) -> str:
    """A tokenised sentence in ordinary typography: "`` Stop , '' he said ." → "“Stop,” he said."."""
    text = re.sub(r"``\s*", "“", sentence)
    text = re.sub(r"\s*''", "”", text)
    text = re.sub(r"-LRB-\s*", "(", text)
    text = re.sub(r"\s*-RRB-", ")", text)
    text = re.sub(r"\s+([.,;:!?%)\]])", r"\1", text)
    text = re.sub(r"([$(\[])\s+", r"\1", text)
    text = re.sub(r"\s+(n['’]t|['’](?:s|re|ve|ll|d|m)?)\b", r"\1", text)
    return re.sub(r" {2,}", " ", text).strip()


def read_ecb(path: Path) -> list[Document]:
    """ECB+ reports as running text, two sentences to a paragraph."""
    documents = []
    for row in read_jsonl(path):
        sentences = [retypeset(s) for s in row["sents"] if not s.startswith("http")]
        pairs = [" ".join(sentences[i : i + 2]) for i in range(0, len(sentences), 2)]
        documents.append({"id": row["doc"], "text": "\n\n".join(pairs)})
    return documents


def read_timex(path: Path) -> list[Document]:
    """TimeBank or AQUAINT texts, their typewriter quotation marks set as type."""
    documents = []
    for row in read_jsonl(path):
        text = re.sub(r"''", "”", re.sub(r"``", "“", row["text"]))
        documents.append({"id": row["doc"], "text": text.strip()})
    return documents


def read_unlabelled(data: Path) -> list[Document]:
    """All news without attribution labels that the student may learn from."""
    return [
        *read_ecb(data / "ecb" / "train_dev.jsonl"),
        *read_timex(data / "timex" / "timebank.jsonl"),
        *read_timex(data / "timex" / "aquaint.jsonl"),
    ]


HELD = 5  # one sentence in five of the factuality data is never learned from, but measured on
NO_BLANK_BEFORE = {
    ",",
    ".",
    ";",
    ":",
    "!",
    "?",
    ")",
    "%",
    "''",
    "'s",
    "'",
    "n't",
    "'re",
    "'ve",
    "'ll",
    "'d",
    "'m",
}
NO_BLANK_AFTER = {"(", "$", "``"}


def is_held(tokens: list[str]) -> bool:
    """Whether a sentence of the factuality data is kept for measuring, by its own words."""
    return hashlib.sha256(" ".join(tokens).encode()).digest()[0] % HELD == 0


def read_factuality(path: Path, paragraph: int = 4) -> list[Document]:
    """UW event factuality: texts of some sentences with `facts` [start, end, value or None] by token.

    Tokens of held-out sentences carry no facts at all. Sentences keep the file's order, so that those
    of one report mostly stand together.
    """
    sentences: list[list[tuple[str, float | None]]] = [[]]
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip():
            sentences.append([])
            continue
        fields = line.split("\t")
        sentences[-1].append((fields[1], None if fields[2] == "_" else float(fields[2])))
    kept = [s for s in sentences if s]
    documents = []
    for i in range(0, len(kept), 3 * paragraph):
        text, facts = "", []
        for j, sentence in enumerate(kept[i : i + 3 * paragraph]):
            text += "\n\n" if j and j % paragraph == 0 else " " if j else ""
            held, opened = is_held([t for t, _ in sentence]), True
            for token, value in sentence:
                if not opened and token not in NO_BLANK_BEFORE:
                    text += " "
                shown = {"``": "“", "''": "”", "-LRB-": "(", "-RRB-": ")"}.get(token, token)
                if not held:
                    facts.append([len(text), len(text) + len(shown), value])
                text += shown
                opened = token in NO_BLANK_AFTER
        documents.append({"id": f"uw{i}", "text": text, "facts": facts})
    return documents
