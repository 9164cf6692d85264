"""Events in invented clauses: every field of each, against a table written by hand.

Columns: part, sentence, trigger, type, mode, actor, recipient, realis, source. A row of type
"-" is a sentence that tells of no event. Sentences held back are reported apart.
"""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from onrecord import __version__
from onrecord.annotate.documents import annotate_document
from onrecord.annotate.quotations import find_attributions
from onrecord.errors import EvaluationError
from onrecord.evaluate.metrics.events import Party, Tally, is_same, list_words
from onrecord.extract.events.events import extract_events
from onrecord.extract.figures import extract_figures
from onrecord.extract.statements import extract_statements
from onrecord.inference.encoder import load_encoder
from onrecord.records import Block, BlockKind, Document, Event, Participant, Span, content_id

PUBLISHED = "2024-11-19"
FIELDS = ("found", "type", "mode", "actor", "recipient", "realis", "source", "nothing")
_COLUMNS = 9


class Row(NamedTuple):
    """One gold event, or the lack of one."""

    part: str
    sentence: str
    trigger: str
    type: str
    mode: str
    actor: str
    recipient: str
    realis: str
    source: str


class Reading(NamedTuple):
    """What was read in one sentence."""

    document: Document
    events: tuple[Event, ...]


def score_table(path: Path) -> str:
    """Return the table of scores for a file of gold clauses, open and held back apart."""
    rows = load_rows(path)
    readings = read_sentences([row.sentence for row in rows])
    lines = [f"events: {len(rows)} rows of invented clauses, right of 100", ""]
    lines.append(f"{'':<10}" + "".join(f"{name:>11}" for name in FIELDS))
    for part in dict.fromkeys(row.part for row in rows):
        tally = score_rows([row for row in rows if row.part == part], readings)
        rates = (tally.rate(name) for name in FIELDS)
        cells = "".join(f"{'':>11}" if r is None else f"{100 * r:11.1f}" for r in rates)
        lines.append(f"{part:<10}{cells}")
        counts = "".join(f"{tally.asked.get(name, 0):>11}" for name in FIELDS)
        lines.append(f"{'  of':<10}{counts}")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
    return "\n".join([*lines, "", f"signature: events|data:{digest}|rules|onrecord:{__version__}"])


def load_rows(path: Path) -> list[Row]:
    """Return the rows of a table; EvaluationError where one has not its nine columns."""
    rows = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != _COLUMNS:
            raise EvaluationError(
                f"{path}, line {number}: {len(cells)} columns, {_COLUMNS} expected; "
                "see docs/annotation.md, “Events”."
            )
        rows.append(Row(*cells))
    return rows


def read_sentences(sentences: Sequence[str]) -> dict[str, Reading]:
    """Return what is read in each sentence, as a report published on `PUBLISHED`."""
    texts = list(dict.fromkeys(sentences))
    tags = find_attributions(texts, load_encoder())
    readings = {}
    for text, tag in zip(texts, tags, strict=True):
        key = content_id("clause", text) * 4
        span = Span(document_id=key, start=0, end=len(text))
        blocks = (Block(span=span, kind=BlockKind.PARAGRAPH),)
        document = Document(id=key, path="clause", text=text, published=PUBLISHED, blocks=blocks)
        annotated = annotate_document(document, tag)
        statements = extract_statements(annotated)
        figures = extract_figures(annotated, statements)
        readings[text] = Reading(document, extract_events(annotated, statements, figures))
    return readings


def score_rows(rows: Sequence[Row], readings: Mapping[str, Reading]) -> Tally:
    """Return the counts of right answers by field; fields are asked where the event is found."""
    tally = Tally()
    for row in rows:
        reading = readings[row.sentence]
        if row.type == "-":
            tally.add("nothing", not reading.events)
            continue
        event = find_event(row, reading)
        tally.add("found", event is not None)
        if event is not None:
            _score_fields(row, reading, event, tally)
    return tally


def find_event(row: Row, reading: Reading) -> Event | None:
    """Return the event whose trigger stands in the row's words, of the row's type if there is."""
    text = reading.document.text
    start = text.find(row.trigger)
    end = start + len(row.trigger)
    here = [e for e in reading.events if e.trigger.start < end and start < e.trigger.end]
    if not here:  # the same event told by another word: "imposed" for "imposed a curfew"
        here = [e for e in reading.events if e.type in row.type.split("|")]
    return next((e for e in here if e.type in row.type.split("|")), next(iter(here), None))


def _score_fields(row: Row, reading: Reading, event: Event, tally: Tally) -> None:
    document = reading.document
    tally.add("type", event.type in row.type.split("|"))
    if row.mode != "*":
        tally.add("mode", (event.mode or "-") == row.mode)
    for name, gold, found in (
        ("actor", row.actor, event.actors),
        ("recipient", row.recipient, event.recipients),
    ):
        if gold != "*":
            tally.add(name, _same_parties(gold, found, document))
    tally.add("realis", event.realis == row.realis)
    said = event.speaker.name if event.speaker else "-"
    same = said == row.source or bool(set(list_words(said)) & set(list_words(row.source)))
    if row.source != "*":
        tally.add("source", same)


def _same_parties(gold: str, found: Sequence[Participant], document: Document) -> bool:
    if gold == "-":
        return not found
    parties = [
        Party(words=p.span.of(document.text), head=p.head.of(document.text), name=p.name)
        for p in found
    ]
    wanted = gold.split("|")
    return len(parties) == len(wanted) and all(
        any(is_same(party, each) for party in parties) for each in wanted
    )
