"""Figures: spans against MEANTIME's, whole records against a table, casualties against a registry.

What a file holds tells which is scored: lines with `figures` are documents with gold spans,
lines with `killed` are incident reports, and a `.tsv` is a table of sentences with records.
A predicted span takes in the words that bound the number, as MEANTIME's do.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from onrecord import __version__
from onrecord.annotate.quantities import find_quantities
from onrecord.annotate.syntax import parse_text
from onrecord.annotate.timexes import find_timexes
from onrecord.errors import EvaluationError
from onrecord.evaluate.benchmarks.casualties import score_incidents
from onrecord.evaluate.benchmarks.figuretables import score_table
from onrecord.evaluate.metrics.figures import Counts, Offsets, score_spans
from onrecord.records import Quantity

# Measured here on the same 49 documents (overlap, exact).
PEERS = {"recognizers-text": (86.1, 63.3), "quantulum3": (73.9, 43.1)}
# A place on a scale is not a bound to MEANTIME's annotators: "fell below | the 5000 mark".
_SCALES = frozenset({"below", "above", "under"})


def run(path: Path, predictions: Path | None = None) -> str:
    """Score the figures of the file `path`; write what was read to `predictions`, if given."""
    if not path.is_file():
        raise EvaluationError(f"{path}: no such file; give a .jsonl of documents or a .tsv table.")
    if path.suffix == ".tsv":
        return score_table(path)
    documents = load_documents(path)
    if documents and "killed" in documents[0]:
        return score_incidents(documents, _sign(path))
    found = [find_spans(document) for document in documents]
    if predictions is not None:
        _write(predictions, documents, found)
    if not all("figures" in document for document in documents):
        return f"figures: {len(documents)} documents read; no gold spans to score against"
    return render(documents, found, _sign(path))


def load_documents(path: Path) -> list[dict[str, Any]]:
    """Return the lines of a `.jsonl` file as documents."""
    try:
        lines = path.read_text("utf-8").splitlines()
        return [json.loads(line) for line in lines if line.strip()]
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise EvaluationError(
            f"{path}: not JSON Lines ({error}); give one document a line."
        ) from error


def find_spans(document: dict[str, Any]) -> list[Offsets]:
    """Return the spans of a document's figures as MEANTIME draws them, outside its gold timexes."""
    text = document["text"]
    tokens, sentences = parse_text(text)
    timexes = find_timexes(text, tokens, sentences, document.get("dct"), "document")
    quantities = find_quantities(text, tokens, sentences, timexes, "document")
    dates = [(start, end) for start, end, *_ in document.get("timex", ())]
    spans = (draw_span(text, quantity) for quantity in quantities)
    return [s for s in spans if not any(start <= s[0] and s[1] <= end for start, end in dates)]


def draw_span(text: str, quantity: Quantity) -> Offsets:
    """Return the characters of a figure with the words that bound it."""
    start, end = quantity.span.start, quantity.span.end
    bound = quantity.qualifier_span
    if bound is None or bound.of(text).lower() in _SCALES:
        return start, end
    return min(start, bound.start), max(end, bound.end)


def render(
    documents: Sequence[dict[str, Any]], found: Sequence[Sequence[Offsets]], signature: str
) -> str:
    """Return the table of scores beside every number in digits and the peers."""
    lines = ["figures: spans against the gold ones", ""]
    lines.append(f"{'':<22} {'exact P':>8} {'R':>6} {'F1':>6}   {'overlap F1':>10}")
    for name, spans in (("onrecord", found), ("every run of digits", _guess(documents))):
        exact, overlap = Counts(), Counts()
        for document, predicted in zip(documents, spans, strict=True):
            gold = [(start, end) for start, end, *_ in document["figures"]]
            one, other = score_spans(gold, predicted)
            exact, overlap = exact.plus(one), overlap.plus(other)
        lines.append(
            f"{name:<22} {100 * exact.precision:8.1f} {100 * exact.recall:6.1f}"
            f" {100 * exact.f1:6.1f}   {100 * overlap.f1:10.1f}"
        )
    for name, (overlapping, same) in PEERS.items():
        lines.append(f"{name:<22} {'':>8} {'':>6} {same:6.1f}   {overlapping:10.1f}")
    return "\n".join([*lines, "", signature])


def _guess(documents: Sequence[dict[str, Any]]) -> Iterator[list[Offsets]]:
    for document in documents:
        runs: list[Offsets] = []
        start = None
        for index, character in enumerate(document["text"] + " "):
            if character.isdigit():
                start = index if start is None else start
            elif start is not None and character not in ".,":
                runs.append((start, index))
                start = None
        yield runs


def _sign(path: Path) -> str:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
    return f"signature: figures|data:{digest}|rules|onrecord:{__version__}"


def _write(
    path: Path, documents: Sequence[dict[str, Any]], found: Sequence[Sequence[Offsets]]
) -> None:
    with path.open("w", encoding="utf-8") as file:
        for document, spans in zip(documents, found, strict=True):
            name = document.get("doc", document.get("id"))
            line = {"doc": name, "figures": [list(span) for span in spans]}
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
