"""The gold set for what PolNeAR lacks: who speaks, in what role, through whom, doing what, when.

Reads every `.jsonl` in a folder (format: docs/annotation.md), where words are given instead of
offsets; finds the words, reads the same texts and scores each field: once through the whole
pipeline, once with the gold's attributions given, which shows what is lost by resolving alone.
Passages held back are reported apart.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from onrecord import __version__, pipeline
from onrecord.annotate.documents import annotate_document
from onrecord.annotate.quantities import find_numbers
from onrecord.annotate.quotations import RawAttribution, find_attributions
from onrecord.config import DEFAULT
from onrecord.demo import find_demo
from onrecord.errors import EvaluationError
from onrecord.evaluate.metrics.speakers import FIELDS, Said, Tally, score_rows
from onrecord.extract.evidence import extract_evidence
from onrecord.inference.encoder import load_encoder
from onrecord.read import read_bytes, read_reports
from onrecord.read.metadata import Metadata
from onrecord.read.sources import Source
from onrecord.records import Document, Evidence, Span, Statement, Unread

_WORD = re.compile(r"\w+")
# A gold set is small: one process reads it sooner than a second one has started.
_SETTINGS = replace(DEFAULT, workers=1)


Tallies = dict[str, tuple[Tally, Tally]]


def run(path: Path, predictions: Path | None = None) -> str:
    """Score the gold set in the folder `path`; write what was read to `predictions`, if given."""
    passages = load_gold(path)
    documents = find_documents(passages)
    found = read_whole(documents)
    given = [read_given(d, p) for d, p in zip(documents, passages, strict=True)]
    if predictions:
        _write(predictions, passages, found)
    return render(
        {
            "whole pipeline": score_passages(passages, found),
            "attributions given": score_passages(passages, given),
        },
        passages,
    )


def read_whole(documents: Sequence[Document]) -> tuple[Evidence, ...]:
    """Read the documents through the whole pipeline, in this process."""
    return pipeline.read_evidence(documents, _SETTINGS)


def score_passages(passages: Sequence[Mapping[str, Any]], found: Sequence[Evidence]) -> Tallies:
    """Return the counts of the open and of the held-back part, each beside those of a guess."""
    tallies = {"open": (Tally(), Tally()), "held back": (Tally(), Tally())}
    for passage, evidence in zip(passages, found, strict=True):
        rows = passage["attributions"]
        gold = [locate_row(evidence.document.text, row) for row in rows]
        tally, guess = tallies["held back" if passage["held"] else "open"]
        tally.add(score_rows(gold, [read_row(evidence, s) for s in evidence.statements]))
        guessed = [guess_row(g, row["source"]) for g, row in zip(gold, rows, strict=True)]
        guess.add(score_rows(gold, guessed))
    return tallies


def read_given(document: Document, passage: Mapping[str, Any]) -> Evidence:
    """Read a passage with its gold attributions in place of the model's."""
    (tags,) = find_attributions([document.text], load_encoder())
    given = [_give(document.text, row) for row in passage["attributions"] if row["content"]]
    annotated = annotate_document(document, replace(tags, attributions=tuple(given)))
    return extract_evidence(annotated, find_numbers(document.text), DEFAULT)


def _give(text: str, row: Mapping[str, Any]) -> RawAttribution:
    contents = find_contents(text, row)
    cue = find_nearest(text, row["cue"], contents[0][0])
    source = (find_nearest(text, row["source"], cue[0]),) if row["source"] else ()
    return RawAttribution(source=source, cue=cue, contents=contents, score=1.0)


def load_gold(path: Path) -> list[dict[str, Any]]:
    """Return the passages of a folder of `.jsonl` files or of one such file."""
    files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
    if not files or not all(file.is_file() for file in files):
        raise EvaluationError(
            f"{path}: no .jsonl file with a gold set here; the project's own is in "
            "tests/gold/speakers, the format in docs/annotation.md."
        )
    rows: list[dict[str, Any]] = []
    for file in files:
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
            try:
                rows.append(json.loads(line))
            except json.JSONDecodeError as error:
                raise EvaluationError(f"{file}, line {number}: not JSON ({error.msg}).") from error
    return rows


def find_documents(passages: Sequence[Mapping[str, Any]]) -> list[Document]:
    """Return each passage as a document, the sample story's reports read from their files."""
    demo, _ = read_reports([find_demo()], DEFAULT)
    reports = {Path(d.path.partition("#")[0]).name: d for d in demo}
    documents = []
    for passage in passages:
        if "document" in passage:
            documents.append(reports[passage["document"]])
            continue
        known = Metadata(published=passage["published"])
        source = Source(path=Path("passage.txt"), name=passage["id"], metadata=known)
        read = read_bytes(source, passage["text"].encode(), DEFAULT)
        if isinstance(read, Unread):
            raise EvaluationError(f"passage {passage['id']}: {read.reason}. {read.remedy}")
        documents.append(read)
    return documents


def find_contents(text: str, row: Mapping[str, Any]) -> tuple[tuple[int, int], ...]:
    """Return the offsets of a row's contents; EvaluationError if its words are not there."""
    low = text.find(row.get("within", ""))
    places = [text.find(words, max(low, 0)) for words in row["content"]]
    if min([low, *places], default=0) < 0:
        raise EvaluationError(f"gold words not in the text: {row['content']}")
    return tuple((at, at + len(words)) for at, words in zip(places, row["content"], strict=True))


def find_nearest(text: str, words: str, near: int) -> tuple[int, int]:
    """Return the offsets of the words' occurrence nearest to an offset."""
    starts = [m.start() for m in re.finditer(re.escape(words), text)]
    if not starts:
        raise EvaluationError(f"gold words not in the text: {words}")
    start = min(starts, key=lambda at: abs(at - near))
    return start, start + len(words)


def locate_row(text: str, row: Mapping[str, Any]) -> Said:
    """Find a gold row's words in its text and return it as it is scored."""
    contents = find_contents(text, row)
    cue = find_nearest(text, row["cue"], contents[0][0] if contents else text.find(row["source"]))
    scored = {name for name in FIELDS if name in row and (name != "role" or row["role"])}
    return Said(
        words=find_words(text, contents),
        cue_words=find_words(text, [cue]),
        speaker=row["speaker"],
        candidates=tuple(row["candidates"]),
        kind=row.get("kind"),
        roles=(row["role"],) if row["role"] else (),
        via=tuple(row.get("via", ())),
        act=row.get("act"),
        said=row.get("said"),
        certainty=row.get("certainty"),
        polarity=row.get("polarity"),
        scored=frozenset(scored),
    )


def read_row(evidence: Evidence, statement: Statement) -> Said:
    """Return a statement that was read as it is scored."""
    text = evidence.document.text
    speaker = statement.attribution.speaker
    return Said(
        words=find_words(text, _offsets(statement.contents)),
        cue_words=find_words(text, _offsets((statement.cue,) if statement.cue else ())),
        speaker=speaker.name if speaker else None,
        candidates=speaker.candidates if speaker else (),
        kind=speaker.kind.value if speaker else None,
        roles=tuple(role.text for role in speaker.roles) if speaker else (),
        via=tuple(hop.name for hop in statement.attribution.via),
        act=statement.act.value,
        said=statement.said.value if statement.said else None,
        certainty=statement.factuality.certainty.value,
        polarity=statement.factuality.polarity.value,
    )


def guess_row(gold: Said, source: str | None) -> Said:
    """Return what knowing nothing would say of a row: its source's words, says, certain, so."""
    return Said(
        words=gold.words,
        cue_words=gold.cue_words,
        speaker=source,
        kind="person",
        act="says",
        certainty="certain",
        polarity="positive",
    )


def find_words(text: str, spans: Sequence[tuple[int, int]]) -> frozenset[int]:
    """Return the offsets at which the words inside the spans begin."""
    return frozenset(m.start() for start, end in spans for m in _WORD.finditer(text, start, end))


def render(readings: Mapping[str, Tallies], passages: Sequence[Mapping[str, Any]]) -> str:
    """Return the tables: each part's share found, each field's share right beside a guess."""
    lines = ["speakers, chains, acts and dates said: share right among the attributions found"]
    for reading, tallies in readings.items():
        for part, (tally, guess) in tallies.items():
            if tally.gold:
                share = 100 * tally.found / tally.gold
                found = f"found {tally.found} of {tally.gold} ({share:.1f}%)"
                lines += ["", f"{reading}, {part}: {found}", *_table(tally, guess)]
    data = json.dumps(passages, ensure_ascii=False, sort_keys=True).encode()
    digest = hashlib.sha256(data).hexdigest()[:12]
    lines += ["", f"signature: speakers|data:{digest}|onrecord:{__version__}"]
    return "\n".join(lines)


def _table(tally: Tally, guess: Tally) -> Iterator[str]:
    yield f"  {'field':<10} {'right':>12} {'share':>6} {'guess':>6}"
    for name in FIELDS:
        rate, base = tally.rate(name), guess.rate(name)
        if rate is not None:
            counts = f"{tally.right[name]}/{tally.scored[name]}"
            beside = f" {100 * base:6.1f}" if base is not None else ""
            yield f"  {name:<10} {counts:>12} {100 * rate:6.1f}{beside}"


def _offsets(spans: Sequence[Span]) -> list[tuple[int, int]]:
    return [(span.start, span.end) for span in spans]


def _write(path: Path, passages: Sequence[Mapping[str, Any]], found: Sequence[Evidence]) -> None:
    with path.open("w", encoding="utf-8") as file:
        for passage, evidence in zip(passages, found, strict=True):
            rows = [_show(evidence, s) for s in evidence.statements]
            line = {"id": passage["id"], "statements": rows}
            file.write(json.dumps(line, ensure_ascii=False) + "\n")


def _show(evidence: Evidence, statement: Statement) -> dict[str, object]:
    text, row = evidence.document.text, read_row(evidence, statement)
    shown: dict[str, object] = {name: getattr(row, name, None) for name in FIELDS if name != "role"}
    shown["roles"] = row.roles
    shown["candidates"] = row.candidates
    shown["cue"] = statement.cue.of(text) if statement.cue else None
    shown["content"] = [span.of(text) for span in statement.contents]
    return shown
