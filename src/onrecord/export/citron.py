"""The record in the form of BBC Citron's output, for programs that already read that.

One JSON file a report, `{"text": …, "quotes": [{cue, sources, contents, coreferences,
confidence, id}]}`; spans are `{start, end, text}`, the end exclusive. Speakers merged across
reports have no place in it: `coreferences` holds where the speaker is named in this report.
"""

import json
from pathlib import Path
from typing import Any

from onrecord.export.lookups import Lookup, index_story
from onrecord.records import Document, Evidence, Span, Statement, Story


def save_citron(story: Story, directory: Path) -> tuple[str, ...]:
    """Write one file a report into `directory`, named by position and hash."""
    lookup = index_story(story)
    names = []
    for number, evidence in enumerate(story.evidence):
        name = f"{number:03}_{evidence.document.id[:16]}.json"
        text = json.dumps(_report(lookup, evidence), indent=1) + "\n"
        (directory / name).write_bytes(text.encode("ascii"))
        names.append(name)
    return tuple(names)


def _report(lookup: Lookup, evidence: Evidence) -> dict[str, Any]:
    rows = enumerate(evidence.statements)
    return {
        "text": evidence.document.text,
        "quotes": [_quote(lookup, evidence.document, row, number) for number, row in rows],
    }


def _quote(lookup: Lookup, document: Document, statement: Statement, number: int) -> dict[str, Any]:
    source = statement.attribution.source
    entity = lookup.entities.get(statement.id)
    named = [s for s in entity.mentions if s.document_id == document.id] if entity else []
    return {
        "cue": _span(document, statement.cue) if statement.cue else None,
        "sources": [_span(document, source)] if source else [],
        "contents": [_span(document, span) for span in statement.contents],
        "coreferences": [_span(document, span) for span in named],
        "confidence": statement.provenance.confidence,
        "id": number,
    }


def _span(document: Document, span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": span.of(document.text)}
