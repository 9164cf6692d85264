"""Whole figure records against a table of sentences: value, bound, unit, counted, property, who.

Each sentence is read by the whole pipeline as a report of its own. A figure that was not
found is wrong in every field; one that is not in the table counts as spurious. Sentences
held back are scored apart.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import isclose
from pathlib import Path

from onrecord import __version__, pipeline
from onrecord.config import DEFAULT, Settings
from onrecord.errors import EvaluationError
from onrecord.read import read_bytes
from onrecord.read.metadata import Metadata
from onrecord.read.sources import Source
from onrecord.records import Document, Evidence, Figure

FIELDS = ("value", "qualifier", "unit", "head", "property", "speaker")
_COLUMNS = 11


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One gold figure; "-" is none, "*" is not scored."""

    figure: str
    low: str
    high: str
    qualifier: str
    unit: str
    head: str
    property: str
    speaker: str


@dataclass(slots=True, kw_only=True)
class Tally:
    """Counts over one part of a table, and what was wrong, in words."""

    gold: int = 0
    spurious: int = 0
    right: dict[str, int] = field(default_factory=lambda: dict.fromkeys(FIELDS, 0))
    scored: dict[str, int] = field(default_factory=lambda: dict.fromkeys(FIELDS, 0))
    wrong: list[str] = field(default_factory=list)


def score_table(path: Path) -> str:
    """Return the table of scores of a `.tsv` of sentences and their figures."""
    parts = load_table(path)
    lines = ["figure records: share of gold figures right in each field", ""]
    lines.append(f"{'':<6} {'figures':>8} {'spurious':>9} " + " ".join(f"{f:>9}" for f in FIELDS))
    for part, sentences in parts.items():
        tally = score_sentences(sentences)
        shares = (
            f"{100 * tally.right[f] / tally.scored[f] if tally.scored[f] else 0.0:>8.1f}%"
            for f in FIELDS
        )
        lines.append(f"{part:<6} {tally.gold:>8} {tally.spurious:>9} " + " ".join(shares))
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
    return "\n".join([*lines, "", f"signature: figures|data:{digest}|onrecord:{__version__}"])


def load_table(path: Path) -> dict[str, dict[str, list[Row]]]:
    """Return for each part of a table its sentences with their gold figures."""
    parts: dict[str, dict[str, list[Row]]] = {}
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != _COLUMNS:
            raise EvaluationError(f"{path}, line {number}: {_COLUMNS} columns expected.")
        _, part, sentence, figure, low, high, qualifier, unit, head, said, speaker = cells
        rows = parts.setdefault(part, {}).setdefault(sentence, [])
        if figure != "-":
            rows.append(
                Row(
                    figure=figure,
                    low=low,
                    high=high,
                    qualifier=qualifier,
                    unit=unit,
                    head=head,
                    property=said,
                    speaker=speaker,
                )
            )
    return parts


def score_sentences(sentences: Mapping[str, Sequence[Row]]) -> Tally:
    """Read each sentence as a report and score its figures."""
    tally = Tally()
    documents = [_read(number, sentence) for number, sentence in enumerate(sentences)]
    found = pipeline.read_evidence(documents, Settings(workers=1))
    for (sentence, rows), evidence in zip(sentences.items(), found, strict=True):
        _score(tally, sentence, rows, evidence)
    return tally


def _read(number: int, sentence: str) -> Document:
    source = Source(path=Path("sentence.txt"), name=str(number), metadata=Metadata())
    read = read_bytes(source, sentence.encode(), DEFAULT)
    if not isinstance(read, Document):
        raise EvaluationError(f"sentence {number} could not be read: {read.reason}")
    return read


def _score(tally: Tally, sentence: str, rows: Sequence[Row], evidence: Evidence) -> None:
    text = evidence.document.text
    free = list(evidence.figures)
    place = 0
    for row in rows:
        place = text.index(row.figure, place)
        figure = _take(free, place, place + len(row.figure))
        place += len(row.figure)
        tally.gold += 1
        for name, judged in _judge(row, figure).items():
            if judged is not None:
                tally.scored[name] += 1
                tally.right[name] += judged
                if not judged:
                    tally.wrong.append(f"{name}: {row.figure} in {sentence}")
    tally.spurious += len(free)
    tally.wrong += [f"spurious: {f.quantity.span.of(text)} in {sentence}" for f in free]


def _take(free: list[Figure], start: int, end: int) -> Figure | None:
    for figure in free:
        if figure.quantity.span.start < end and start < figure.quantity.span.end:
            free.remove(figure)
            return figure
    return None


def _judge(row: Row, figure: Figure | None) -> dict[str, bool | None]:
    """Say for each field whether it is right, or None where it is not scored."""
    quantity = figure.quantity if figure is not None else None
    judged: dict[str, bool | None] = {
        "value": quantity is not None
        and _same_bound(row.low, quantity.low)
        and _same_bound(row.high, quantity.high),
        "qualifier": _same(row.qualifier, quantity.qualifier.value if quantity else None),
        "unit": _same(row.unit, quantity.unit if quantity else None),
        "head": _same(row.head, quantity.head if quantity else None),
        "property": _same(row.property, quantity.property if quantity else None),
    }
    speaker = figure.speaker.name if figure is not None and figure.speaker is not None else None
    judged["speaker"] = (
        None
        if row.speaker == "*"
        else figure is not None
        and (
            speaker is None
            if row.speaker == "-"
            else row.speaker.lower() in (speaker or "").lower()
        )
    )
    if quantity is None:
        return {name: None if value is None else False for name, value in judged.items()}
    return judged


def _same_bound(gold: str, found: float | None) -> bool:
    if gold == "*":
        return True
    return found is None if gold == "-" else found is not None and isclose(float(gold), found)


def _same(gold: str, found: str | None) -> bool | None:
    if gold == "*":
        return None
    return found is None if gold == "-" else (found or "").lower() == gold.lower()


def list_wrong(path: Path, part: str) -> Iterable[str]:
    """Return what is wrong in one part of a table, in words, for whoever improves the rules."""
    return score_sentences(load_table(path)[part]).wrong
