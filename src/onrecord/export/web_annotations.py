"""The record as W3C Web Annotations: one annotation a line for each statement and figure.

Each target has two selectors, so that a row can be found again after a small edit: its
position (half-open, in code points, as the recommendation has it) and its words with what
stands around them. See https://www.w3.org/TR/annotation-model/.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from onrecord.config import DEFAULT
from onrecord.export.lookups import Lookup, index_story, list_figures, list_statements
from onrecord.records import Document, Figure, Span, Statement, Story

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def save_web_annotations(story: Story, directory: Path) -> tuple[str, ...]:
    """Write `annotations.jsonl` into `directory` and return its name."""
    lookup = index_story(story)
    rows = [_statement(lookup, row) for row in list_statements(story)]
    rows += [_figure(lookup, row) for row in list_figures(story)]
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    (directory / "annotations.jsonl").write_bytes(lines.encode("ascii"))
    return ("annotations.jsonl",)


def _statement(lookup: Lookup, statement: Statement) -> dict[str, Any]:
    speaker = lookup.statement_speaker(statement)
    words = [f"{speaker[1]} {statement.act}" if speaker else str(statement.act)]
    spans = statement.contents or tuple(s for s in (statement.cue,) if s)
    return _annotation(lookup, statement.id, "describing", words, spans)


def _figure(lookup: Lookup, figure: Figure) -> dict[str, Any]:
    quantity = figure.quantity
    words = [f"{quantity.qualifier}: {quantity.low} to {quantity.high}"]
    if quantity.unit:
        words.append(f"unit: {quantity.unit}")
    if counted := lookup.words(quantity.counted):
        words.append(f"counted: {counted}")
    return _annotation(lookup, figure.id, "classifying", words, (quantity.span,))


def _annotation(
    lookup: Lookup, row_id: str, motivation: str, words: Iterable[str], spans: Iterable[Span]
) -> dict[str, Any]:
    bodies = [{"type": "TextualBody", "value": value, "format": "text/plain"} for value in words]
    targets = [_target(lookup.documents[span.document_id], span) for span in spans]
    return {
        "@context": _CONTEXT,
        "id": f"urn:onrecord:{row_id}",
        "type": "Annotation",
        "motivation": motivation,
        "body": bodies,
        "target": targets,
    }


def _target(document: Document, span: Span) -> dict[str, Any]:
    text, around = document.text, DEFAULT.context_chars
    return {
        "source": document.url or f"urn:sha256:{document.sha256}",
        "selector": [
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            {
                "type": "TextQuoteSelector",
                "exact": span.of(text),
                "prefix": text[max(0, span.start - around) : span.start],
                "suffix": text[span.end : span.end + around],
            },
        ],
    }
