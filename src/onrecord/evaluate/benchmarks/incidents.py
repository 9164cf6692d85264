"""A mixed stream of dated reports, split into incidents and compared with a registry's labels.

Scores are B³ and pairs that stand together, over every report of the file; one that cannot be
read stands alone. Where texts nearly the same have different labels, at most one label can be
right, so a second figure leaves such reports out. Beside it stand a trivial baseline and the
peers' figure.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import process_time
from typing import NamedTuple

from onrecord import __version__
from onrecord.config import DEFAULT
from onrecord.errors import EvaluationError
from onrecord.evaluate.metrics.clusters import Grouping, score_bcubed, score_pairs
from onrecord.evaluate.metrics.tallies import Tally
from onrecord.read import read_reports
from onrecord.records import Document
from onrecord.story.passages import fold_words
from onrecord.story.shingles import find_near_duplicates
from onrecord.story.streams.strands import split_stream

# Near-identical: nine tenths of all five-word shingles of the two are in both.
NEAR_IDENTICAL = 0.9
_PEER = "online TF-IDF on stream_dev: pair F1 37.9, B3 89.2; cleaned pair F1 41.9"


def run(path: Path, predictions: Path | None = None) -> str:
    """Score the strands of a JSON Lines stream with `id`, `incident`, `text`, `title`, `dct`.

    `predictions`, if given, receives each report's id and the id of its strand, tab-separated.
    """
    rows = load_rows(path)
    split = split_rows(path, rows)
    gold, found = split.gold, split.found
    if predictions:
        written = "".join(f"{each}\t{strand}\n" for each, strand in found.items())
        predictions.write_text(written, encoding="utf-8")
    mislabelled = find_mislabelled(rows)
    kept = {row: label for row, label in gold.items() if row not in mislabelled}
    lines = [
        f"incidents: {len(gold):,} reports of {len(set(gold.values())):,} incidents; "
        f"{split.strands:,} strands found, {split.unread:,} reports not read stand alone",
        *_score("strands", gold, found),
        *_score("baseline, each report alone", gold, {row: row for row in gold}),
        f"  peer: {_PEER}",
        f"cleaned: {len(mislabelled):,} reports left out whose text shares {NEAR_IDENTICAL:.0%} of "
        "its shingles with one of another label",
        *_score("strands", kept, found),
        f"  after reading: {split.seconds:.2f} s of processor time, "
        f"{1000 * split.seconds / max(len(rows) - split.unread, 1):.2f} ms a report",
        _sign(path),
    ]
    return "\n".join(lines)


class Split(NamedTuple):
    """A stream's labels and the strands found, by report id; counts and processor seconds."""

    gold: dict[str, str]
    found: dict[str, str]
    strands: int
    unread: int
    seconds: float


def split_rows(path: Path, rows: Sequence[Mapping[str, str]]) -> Split:
    """Split the stream whose rows these are; a report that is not read stands alone.

    Some ids come twice, with two labels: the last line counts, as in any table read by id.
    """
    documents, unread = read_reports([path], DEFAULT)
    start = process_time()
    strands = split_stream(documents)
    seconds = process_time() - start
    places = number_lines(documents)
    placed = {places[each]: strand.id for strand in strands for each in strand.document_ids}
    return Split(
        gold={row["id"]: row["incident"] for row in rows},
        found={row["id"]: placed.get(line, row["id"]) for line, row in enumerate(rows, 1)},
        strands=len(strands),
        unread=len(unread),
        seconds=seconds,
    )


def load_rows(path: Path) -> list[dict[str, str]]:
    """Return id, incident and text of each line; raises EvaluationError where one lacks them."""
    if not path.is_file():
        raise EvaluationError(f"{path}: no such file; give a .jsonl stream of labelled reports.")
    rows = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        try:
            row = json.loads(line)
            rows.append({key: str(row[key]) for key in ("id", "incident", "text")})
        except (ValueError, KeyError, TypeError) as error:
            raise EvaluationError(
                f"{path}, line {number}: expected id, incident and text."
            ) from error
    return rows


def number_lines(documents: Sequence[Document]) -> dict[str, int]:
    """Return the line each document came from: the number after `#` in its path."""
    return {each.id: int(each.path.rpartition("#")[2]) for each in documents}


def find_mislabelled(rows: Sequence[Mapping[str, str]]) -> set[str]:
    """Return the ids of reports near-identical to one with another label."""
    pairs = find_near_duplicates([fold_words(row["text"]) for row in rows], NEAR_IDENTICAL)
    unlike = [(a, b) for a, b, _ in pairs if rows[a]["incident"] != rows[b]["incident"]]
    return {rows[place]["id"] for pair in unlike for place in pair}


def _score(name: str, gold: Grouping, found: Grouping) -> list[str]:
    pairs, bcubed = score_pairs(gold, found), score_bcubed(gold, found)
    return [f"  {name}: {_show('pairs', pairs)}; {_show('B3', bcubed)}"]


def _show(name: str, tally: Tally) -> str:
    p, r, f = (100 * value for value in (tally.precision, tally.recall, tally.f1))
    return f"{name} P {p:.2f} R {r:.2f} F1 {f:.2f}"


def _sign(path: Path) -> str:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
    method = f"streams|cleaned:{NEAR_IDENTICAL}"
    return f"signature: incidents|data:{digest}|{method}|onrecord:{__version__}"
