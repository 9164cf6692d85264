"""Writes pairs of clauses of one real report each, which as a rule neither say the same nor exclude
each other: what the pair model must learn to leave alone, with the fragments that real reports make.

usage: unrelated.py POLNEAR_TRAIN OUT_JSONL [ARTICLES]     Run with the project's own virtualenv.
The text stays where it is; only weights learned from it ship. A clause and one that shares its words
are left out, for these may well say the same.
"""

import json
import random
import sys
from dataclasses import replace
from pathlib import Path

from onrecord import pipeline
from onrecord.config import DEFAULT
from onrecord.records import Block, BlockKind, Document, Span, content_id
from onrecord.story.claims.wordings import Reading, read_wordings
from onrecord.story.entities import link_entities

SEED = 20261123
PAIRS_EACH = 40  # of an article; half of them have a clause that holds something not to be so
MOST_SHARED = 0.34


def make_document(key: str, text: str) -> Document:
    span = Span(document_id=content_id("pair", key) * 4, start=0, end=len(text))
    block = Block(span=span, kind=BlockKind.PARAGRAPH)
    return Document(
        id=span.document_id, path=key, text=text, published="2016-01-01", blocks=(block,)
    )


def draw(readings: list[Reading], rng: random.Random) -> list[tuple[str, str, int]]:
    """Pairs of clauses that share little, those with a negation first for half of them."""
    turned = [reading for reading in readings if reading.negative]
    out: dict[tuple[str, str], None] = {}
    for number in range(PAIRS_EACH * 3):
        if len(readings) < 2 or len(out) == PAIRS_EACH:
            break
        first = rng.choice(turned if turned and number % 2 else readings)
        second = rng.choice(readings)
        a, b = ({stem for stem in one.stems if stem} for one in (first, second))
        if first != second and len(a & b) <= MOST_SHARED * min(len(a), len(b)):
            out[" ".join(first.words), " ".join(second.words)] = None
    return [(a, b, 2) for a, b in out]


def main(source: Path, out: Path, articles: int) -> None:
    rng = random.Random(SEED)
    texts = {}
    for line in source.open(encoding="utf-8"):
        row = json.loads(line)
        texts.setdefault(row["text"], row["id"])
    chosen = rng.sample(sorted(texts.items()), min(articles, len(texts)))
    settings = replace(DEFAULT, workers=1)
    with out.open("w", encoding="utf-8") as file:
        for text, key in chosen:
            (one,) = pipeline.read_evidence([make_document(key, text)], settings)
            wordings = read_wordings([one], link_entities([one]))
            readings = sorted({w.reading for w in wordings}, key=lambda r: (r.words, r.lemma))
            for pair in draw(readings, rng):
                file.write(json.dumps(pair, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 200)
