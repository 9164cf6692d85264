"""Time expressions: documents in the manner of TempEval-3, and a table of dated sentences.

A `.jsonl` file holds documents (`doc`, `dct`, `text`, `timex` as start, end, type, value);
a `.tsv` holds sentences with one expected expression each. Held-back rows are scored apart.
"""

import hashlib
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from onrecord import __version__
from onrecord.annotate.syntax import parse_text
from onrecord.annotate.timexes import find_timexes
from onrecord.errors import EvaluationError
from onrecord.evaluate.metrics.timex import MEASURES, Expression, TimexCounts, count_timexes
from onrecord.records import Timex

# Relaxed, strict and value F1, measured with the same scorer.
PEERS = (
    "HeidelTime, TimeBank 91.9/85.3/79.5, MEANTIME 86.0/78.7/72.7",
    "recognizers-text, TimeBank 87.0/65.9/51.0, MEANTIME 85.6/59.6/56.9",
    "dateparser, TimeBank 55.9/28.6/24.4, MEANTIME 75.0/41.1/40.5",
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_COLUMNS = 6


class Report(NamedTuple):
    """A document with its publication time and its gold expressions."""

    name: str
    published: str | None
    text: str
    gold: tuple[Expression, ...]


class Row(NamedTuple):
    """A sentence, when it was published, and what is to be found in it."""

    part: str
    published: str | None
    text: str
    expression: str
    type: str
    value: str


def run(path: Path, predictions: Path | None = None) -> str:
    """Score the time expressions of the file `path`; write them to `predictions`, if given."""
    if not path.is_file():
        raise EvaluationError(f"{path}: no such file; give a .jsonl of documents or a .tsv table.")
    if path.suffix == ".tsv":
        return score_table(path)
    reports = load_reports(path)
    found = [find_expressions(report) for report in reports]
    if predictions is not None:
        _write(predictions, reports, found)
    return render(reports, found, _sign(path))


def load_reports(path: Path) -> list[Report]:
    """Return the documents of a `.jsonl` file; raises EvaluationError when it holds none."""
    try:
        lines = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
        return [
            Report(
                line["doc"],
                line.get("dct"),
                line["text"],
                tuple((start, end, kind, value) for start, end, kind, value in line["timex"]),
            )
            for line in lines
        ]
    except (UnicodeDecodeError, ValueError, KeyError, TypeError) as error:
        raise EvaluationError(
            f"{path}: not as expected ({error!r}); give one document a line with "
            "doc, dct, text and timex as start, end, type, value."
        ) from error


def find_expressions(report: Report) -> list[Expression]:
    """Return what is found in a document."""
    return [
        (timex.span.start, timex.span.end, timex.type.value, timex.value)
        for timex in _read(report.text, report.published)
    ]


def _read(text: str, published: str | None) -> tuple[Timex, ...]:
    tokens, sentences = parse_text(text)
    return find_timexes(text, tokens, sentences, published, "document")


def count_reports(reports: Sequence[Report], found: Sequence[Sequence[Expression]]) -> TimexCounts:
    """Return the counts of all documents together."""
    total = TimexCounts()
    for report, predicted in zip(reports, found, strict=True):
        total = total.plus(count_timexes(report.gold, predicted))
    return total


def render(reports: Sequence[Report], found: Sequence[Sequence[Expression]], signature: str) -> str:
    """Return the table of scores beside four digits taken as a year, and the peers."""
    ours = count_reports(reports, found)
    guess = count_reports(reports, [_guess(report.text) for report in reports])
    lines = [f"time expressions: {len(reports)} documents, {ours.gold} gold, "
             f"{ours.predicted} found", ""]  # fmt: skip
    lines.append(f"{'':<14} {'P':>7} {'R':>7} {'F1':>7}   {'four digits as a year, F1':>26}")
    for measure in MEASURES:
        precision, recall, f1 = ours.rate(measure)
        trivial = guess.rate(measure)[2]
        lines.append(f"{measure:<14} {precision:7.2f} {recall:7.2f} {f1:7.2f}   {trivial:26.2f}")
    lines += [f"{'value accuracy':<14} {ours.value_accuracy:7.2f}", ""]
    lines += ["peers, relaxed/strict/value F1:", *(f"  {peer}" for peer in PEERS)]
    return "\n".join([*lines, "", signature])


def _guess(text: str) -> list[Expression]:
    return [(m.start(), m.end(), "DATE", m.group()) for m in _YEAR.finditer(text)]


def score_table(path: Path) -> str:
    """Return for each part of a table how many rows have the expression, type and value right."""
    rows = load_table(path)
    lines = ["time expressions in a table: rows right", ""]
    for part in dict.fromkeys(row.part for row in rows):
        judged = [judge_row(row) for row in rows if row.part == part]
        share = 100 * sum(judged) / len(judged)
        lines.append(f"{part:<6} {sum(judged):>4} of {len(judged):>4}  {share:5.1f}%")
    return "\n".join([*lines, "", _sign(path)])


def load_table(path: Path) -> list[Row]:
    """Return the rows of a table of sentences; "-" is nothing."""
    rows = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != _COLUMNS:
            raise EvaluationError(f"{path}, line {number}: {_COLUMNS} columns expected.")
        part, published, text, expression, kind, value = ("" if c == "-" else c for c in cells)
        rows.append(Row(part, published or None, text, expression, kind, value))
    return rows


def judge_row(row: Row) -> bool:
    """Say whether a row's expression is found with its type and value; NONE wants none at all."""
    found = {(t.span.of(row.text), t.type.value, t.value) for t in _read(row.text, row.published)}
    if row.type == "NONE":
        return not found
    return (row.expression, row.type, row.value) in found


def _sign(path: Path) -> str:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
    return f"signature: timex|data:{digest}|rules|onrecord:{__version__}"


def _write(path: Path, reports: Sequence[Report], found: Sequence[Sequence[Expression]]) -> None:
    with path.open("w", encoding="utf-8") as file:
        for report, expressions in zip(reports, found, strict=True):
            line = {"doc": report.name, "timex": [list(e) for e in expressions]}
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
