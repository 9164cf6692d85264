"""The readable rows of a story: for each table of `record.db`, what stands in it.

Rows are computed from the story alone, so saving writes them and verifying computes them
again and compares. Every span of every record, whatever field holds it, also stands in
`spans`, so a new field with a span appears there by itself.
"""

from collections.abc import Iterator

from onrecord.records import Reason, Span, Story
from onrecord.store.codec import dump_record
from onrecord.store.evidence_rows import list_evidence_rows
from onrecord.store.indexes import Index, Row, index_story
from onrecord.store.parts import find_row_id, list_parts, seal_record, walk
from onrecord.store.story_rows import list_story_rows


def list_rows(story: Story) -> Iterator[tuple[str, Row]]:
    """Yield every row of every table as (table, row), in the order they are stored."""
    index = index_story(story)
    for part, report, position, record in list_parts(story):
        line = dump_record(record)
        yield (
            "records",
            {
                "part": part,
                "report": report,
                "position": position,
                "json": line,
                "seal": seal_record(part, report, position, line),
            },
        )
        if part == "originals":
            continue  # what was read before it was corrected: kept exactly, shown nowhere
        row_id = find_row_id(part, record)
        for role, found in walk(record):
            if isinstance(found, Span):
                yield "spans", _span_row(index, part, row_id, role, found)
            else:
                yield "reasons", _reason_row(part, row_id, role, found)
    for evidence in story.evidence:
        yield from list_evidence_rows(index, evidence)
    yield from list_story_rows(index)


def _span_row(index: Index, part: str, row_id: str, role: str, span: Span) -> Row:
    return {
        "kind": part,
        "row_id": row_id,
        "role": role,
        "document_id": span.document_id,
        "start": span.start,
        "end": span.end,
        "text": index.text(span),
    }


def _reason_row(part: str, row_id: str, role: str, reason: Reason) -> Row:
    return {
        "kind": part,
        "row_id": row_id,
        "role": role,
        "name": reason.name,
        "detail": reason.detail,
        "score": reason.score,
    }
