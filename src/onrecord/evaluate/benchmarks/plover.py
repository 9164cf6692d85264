"""PLOVER: the type and the parties of each sentence's main event, against gold records.

A `.jsonl` file holds PLOVER's gold standard records, one main event a sentence; a `.tsv` file
of five columns holds invented sentences of that kind (part, sentence, type, actor, recipient);
one of nine is a table of invented clauses with every event of each. In the first two, what is
intended is folded into AGREE or THREATEN, as the manual has it; the choice of the main event is
`extract.events.mains`'s.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from onrecord import __version__
from onrecord.annotate.documents import annotate_document
from onrecord.annotate.quotations import find_attributions
from onrecord.errors import EvaluationError
from onrecord.evaluate.eventtables import score_table
from onrecord.evaluate.metrics.events import Party, Tally, score_parties
from onrecord.extract.events.events import extract_events
from onrecord.extract.events.mains import find_main, fold_intention
from onrecord.extract.figures import extract_figures
from onrecord.extract.statements import extract_statements
from onrecord.inference.encoder import load_encoder
from onrecord.records import (
    AnnotatedDocument,
    Block,
    BlockKind,
    Document,
    Event,
    Participant,
    Span,
    content_id,
)

# Sentence embeddings (all-MiniLM-L6-v2) and a linear head, cross-validated on the same records.
PEERS = {"sentence embeddings + linear head": "43-50"}
# The records follow PLOVER 0.5, where razing homes and breaking up crowds was coercion (CAMEO
# 1712, 175); now both are assault.
_MAIN_COLUMNS = 5
_OLDER = {("ASSAULT", "destroy"): "COERCE", ("ASSAULT", "crowd-control"): "COERCE"}


class Coded(NamedTuple):
    """What was found in one sentence: its type as the records have it, and the event."""

    type: str | None
    event: Event | None
    document: Document


def run(path: Path, predictions: Path | None = None) -> str:
    """Score the events of the file `path`; write what was read to `predictions`, if given."""
    if not path.is_file():
        raise EvaluationError(f"{path}: no such file; give PLOVER records (.jsonl) or a .tsv.")
    if path.suffix == ".tsv":
        return _score_sentences(path, predictions) if _is_main(path) else score_table(path)
    records = load_records(path)
    found = code_records(records)
    if predictions is not None:
        _write(predictions, records, found)
    return render(records, found, _sign(path))


def _is_main(path: Path) -> bool:
    """Say whether a table gives one main event a sentence."""
    rows = (line for line in path.read_text("utf-8").splitlines() if line[:1] not in {"", "#"})
    return next(rows, "").count("\t") == _MAIN_COLUMNS - 1


def _score_sentences(path: Path, predictions: Path | None) -> str:
    """Return the scores of a table of sentences, what may be tuned on and what not apart."""
    records = load_sentences(path)
    found = code_records(records)
    if predictions is not None:
        _write(predictions, records, found)
    parts = dict.fromkeys(record["part"] for record in records)
    tables = []
    for part in parts:
        own = [(r, f) for r, f in zip(records, found, strict=True) if r["part"] == part]
        tables.append(render([r for r, _ in own], [f for _, f in own], f"part: {part}"))
    return "\n\n".join([*tables, _sign(path)])


def load_sentences(path: Path) -> list[dict[str, Any]]:
    """Return the rows of a table of sentences as records; EvaluationError where one is none."""
    records = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != _MAIN_COLUMNS:
            raise EvaluationError(
                f"{path}, line {number}: {len(cells)} columns, {_MAIN_COLUMNS} expected: part, "
                "sentence, type, actor, recipient."
            )
        part, text, kind, *roles = cells
        source, target = ([] if role == "-" else role.split("|") for role in roles)
        records.append(
            {"part": part, "text": text, "event": kind, "source": source, "target": target}
        )
    return records


def load_records(path: Path) -> list[dict[str, Any]]:
    """Return the records of a file; EvaluationError where a line is none."""
    records = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            record["text"], record["event"]
        except (json.JSONDecodeError, KeyError, TypeError) as error:
            raise EvaluationError(
                f"{path}, line {number}: no PLOVER record ({error}); it needs text and event."
            ) from error
        records.append(record)
    return records


def code_records(records: Sequence[Mapping[str, Any]]) -> list[Coded]:
    """Return the main event of each record's text."""
    documents = [_make_document(record) for record in records]
    tags = find_attributions([document.text for document in documents], load_encoder())
    return [
        code_document(annotate_document(document, tag))
        for document, tag in zip(documents, tags, strict=True)
    ]


def code_document(annotated: AnnotatedDocument) -> Coded:
    """Return the main event of an annotated sentence, its intention folded."""
    statements = extract_statements(annotated)
    events = extract_events(annotated, statements, extract_figures(annotated, statements))
    main = find_main(annotated, events)
    kind = fold_intention(main, annotated.document.text) if main else None
    if main and kind == main.type:
        kind = _OLDER.get((main.type, main.mode or ""), main.type)
    return Coded(type=kind, event=main, document=annotated.document)


def _make_document(record: Mapping[str, Any]) -> Document:
    text = str(record["text"])
    key = content_id("record", record.get("id", ""), text) * 4
    span = Span(document_id=key, start=0, end=len(text))
    block = Block(span=span, kind=BlockKind.PARAGRAPH)
    return Document(id=key, path=str(record.get("id", "record")), text=text, blocks=(block,))


def list_gold(record: Mapping[str, Any], role: str) -> list[str]:
    """Return the gold's words for those in a role: "source" or "target"."""
    held = record.get(role) or ()
    if isinstance(held, str):
        return [held]
    texts = (each.get("actorText") if isinstance(each, dict) else each for each in held)
    return [str(text) for text in texts if text]


def list_parties(participants: Sequence[Participant], document: Document) -> list[Party]:
    """Return participants as the scorer takes them."""
    return [
        Party(words=p.span.of(document.text), head=p.head.of(document.text), name=p.name)
        for p in participants
    ]


def tally_records(records: Sequence[Mapping[str, Any]], found: Sequence[Coded]) -> Tally:
    """Return the counts of right types, actors and recipients."""
    tally = Tally()
    for record, coded in zip(records, found, strict=True):
        tally.add_type(record["event"], coded.type)
        actors, recipients = _find_roles(coded)
        gold = list_gold(record, "source"), list_gold(record, "target")
        for name, ours, theirs in (("actor", actors, gold[0]), ("recipient", recipients, gold[1])):
            if theirs:
                tally.add(name, score_parties(ours, theirs))
    return tally


def _find_roles(coded: Coded) -> tuple[list[Party], list[Party]]:
    if coded.event is None:
        return [], []
    actors = list_parties(coded.event.actors, coded.document)
    recipients = list_parties(coded.event.recipients, coded.document)
    place = coded.event.place
    # Those who meet are all actors to us; the records name some of them as targets, and where
    # there is nobody else, the place.
    where = place.span.of(coded.document.text) if place else ""
    there = [Party(words=where, head=where.split()[-1])] if where else []
    return actors, recipients or actors[1:] or there


def render(records: Sequence[Mapping[str, Any]], found: Sequence[Coded], signature: str) -> str:
    """Return the table of scores, beside the commonest type, and what is confused with what."""
    tally = tally_records(records, found)
    common = Counter(record["event"] for record in records).most_common(1)
    lines = [f"plover: the main event of each of {len(records)} sentences, right of 100", ""]
    for name in ("type", "actor", "recipient"):
        rate = tally.rate(name)
        if rate is not None:
            lines.append(f"{name:<12} {100 * rate:5.1f}   of {tally.asked[name]}")
    silent = sum(coded.type is None for coded in found)
    lines.append(f"{'no event':<12} {100 * silent / max(len(found), 1):5.1f}   of {len(found)}")
    if common:
        share = 100 * common[0][1] / len(records)
        lines.append(f"\nalways {common[0][0]}: type {share:.1f}")
    lines += [f"{name}: type {score}" for name, score in PEERS.items()]
    pairs = sorted(tally.confused.items(), key=lambda found: (-found[1], found[0]))
    lines += ["", "gold, found:"]
    lines += [f"{count:3d}  {gold} {ours}" for (gold, ours), count in pairs]
    return "\n".join([*lines, "", signature])


def _sign(path: Path) -> str:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
    return f"signature: plover|data:{digest}|rules|onrecord:{__version__}"


def _write(path: Path, records: Sequence[Mapping[str, Any]], found: Sequence[Coded]) -> None:
    with path.open("w", encoding="utf-8") as file:
        for record, coded in zip(records, found, strict=True):
            actors, recipients = _find_roles(coded)
            event = coded.event
            ours = {
                "event": coded.type,
                "mode": event.mode if event else None,
                "realis": event.realis if event else None,
                "trigger": event.trigger.of(coded.document.text) if event else None,
                "source": [party.words for party in actors],
                "target": [party.words for party in recipients],
            }
            file.write(json.dumps({**record, "found": ours}, ensure_ascii=False) + "\n")
