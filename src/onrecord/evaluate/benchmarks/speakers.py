"""The gold set for what PolNeAR lacks: who speaks, in what role, through whom, doing what, when.

Reads every `.jsonl` in a folder (format: docs/annotation.md), where words are given instead of
offsets; finds the words, reads the same texts through the whole pipeline and scores each field.
Passages held back are reported apart.
"""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from onrecord import __version__, pipeline
from onrecord.config import DEFAULT
from onrecord.demo import find_demo
from onrecord.errors import EvaluationError
from onrecord.evaluate.metrics.speakers import FIELDS, Said, Tally, score_rows
from onrecord.read import read_bytes, read_reports
from onrecord.read.metadata import Metadata
from onrecord.read.sources import Source
from onrecord.records import Document, Evidence, Span, Statement, Unread

_WORD = re.compile(r"\w+")


def run(path: Path, predictions: Path | None = None) -> str:
    """Score the gold set in the folder `path`; write what was read to `predictions`, if given."""
    passages = load_gold(path)
    documents = find_documents(passages)
    found = pipeline.read_evidence(documents, DEFAULT)
    tallies = {"open": (Tally(), Tally()), "held back": (Tally(), Tally())}
    for passage, evidence in zip(passages, found, strict=True):
        gold = [locate_row(evidence.document.text, row) for row in passage["attributions"]]
        part = tallies["held back" if passage["held"] else "open"]
        part[0].add(score_rows(gold, [read_row(evidence, s) for s in evidence.statements]))
        part[1].add(score_rows(gold, [guess_row(g, r) for g, r in _twins(gold, passage)]))
    if predictions:
        _write(predictions, passages, found)
    return render(tallies, passages)


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


def locate_row(text: str, row: Mapping[str, Any]) -> Said:
    """Find a gold row's words in its text and return it as it is scored."""
    low = text.find(row.get("within", ""))
    places = [text.find(words, max(low, 0)) for words in row["content"]]
    if min([low, *places], default=0) < 0:
        raise EvaluationError(f"gold words not in the text: {row['content']}")
    spans = [(at, at + len(words)) for at, words in zip(places, row["content"], strict=True)]
    near = spans[0][0] if spans else text.find(row["source"])
    cues = [m.start() for m in re.finditer(re.escape(row["cue"]), text)]
    cue = min(cues, key=lambda at: abs(at - near)) if cues else 0
    scored = {name for name in FIELDS if name in row and (name != "role" or row["role"])}
    return Said(
        words=find_words(text, spans),
        cue_words=find_words(text, [(cue, cue + len(row["cue"]))] if cues else []),
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


def render(
    tallies: Mapping[str, tuple[Tally, Tally]], passages: Sequence[Mapping[str, Any]]
) -> str:
    """Return the table: each part's share found, then each field's share right beside a guess."""
    lines = ["speakers, chains, acts and dates said: share right among the attributions found"]
    for part, (tally, guess) in tallies.items():
        if not tally.gold:
            continue
        share = 100 * tally.found / tally.gold
        lines += ["", f"{part}: found {tally.found} of {tally.gold} ({share:.1f}%)"]
        lines.append(f"  {'field':<10} {'right':>12} {'share':>6} {'guess':>6}")
        for name in FIELDS:
            rate, base = tally.rate(name), guess.rate(name)
            if rate is not None and base is not None:
                counts = f"{tally.right[name]}/{tally.scored[name]}"
                lines.append(f"  {name:<10} {counts:>12} {100 * rate:6.1f} {100 * base:6.1f}")
    data = json.dumps(passages, ensure_ascii=False, sort_keys=True).encode()
    digest = hashlib.sha256(data).hexdigest()[:12]
    lines += ["", f"signature: speakers|data:{digest}|whole pipeline|onrecord:{__version__}"]
    return "\n".join(lines)


def _twins(gold: Sequence[Said], passage: Mapping[str, Any]) -> list[tuple[Said, str | None]]:
    sources = (row["source"] for row in passage["attributions"])
    return list(zip(gold, sources, strict=True))


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
