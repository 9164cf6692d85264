"""The readable rows of what holds across reports: people, series, claims, copies."""

from collections.abc import Iterator

from onrecord.records import (
    Change,
    Claim,
    Comparison,
    Derivation,
    Drift,
    Entity,
    Happening,
    Line,
    Origin,
    Series,
    Stance,
)
from onrecord.store.indexes import Index, Row


def list_story_rows(index: Index) -> Iterator[tuple[str, Row]]:
    """Yield (table, row) for everything that holds across reports."""
    story = index.story
    for unread in story.unread:
        yield "unread", {"path": unread.path, "reason": unread.reason, "remedy": unread.remedy}
    for entity in story.entities:
        yield from _list_entity(entity)
    for series in story.series:
        yield from _list_series(series)
    for claim in story.claims:
        yield from _list_claim(index, claim)
    for happening in story.happenings:
        yield from _list_happening(index, happening)
    for line in story.lines:
        yield from _list_line(index, line)
    for drift in story.drifts:
        yield "drifts", _drift_row(drift)
    for change in story.changes:
        yield "changes", _change_row(change)
    for comparison in story.comparisons:
        yield "comparisons", _comparison_row(comparison)
    for derivation in story.derivations:
        yield "derivations", _derivation_row(derivation)
    for origin in story.origins:
        yield from _list_origin(origin)


def _list_entity(entity: Entity) -> Iterator[tuple[str, Row]]:
    row: Row = {"id": entity.id, "name": entity.name, "kind": entity.kind}
    yield "entities", row | {"statements": len(entity.statement_ids)}
    for name in entity.names:
        yield "entity_names", {"entity_id": entity.id, "name": name}
    for role in entity.roles:
        row = {"entity_id": entity.id, "role": role.text, "document_id": role.span.document_id}
        yield "entity_roles", row | {"start": role.span.start, "end": role.span.end}


def _list_series(series: Series) -> Iterator[tuple[str, Row]]:
    yield "series", {"id": series.id, "name": series.name, "unit": series.unit}
    for figure_id in series.figure_ids:
        yield "series_figures", {"series_id": series.id, "figure_id": figure_id}


def _list_claim(index: Index, claim: Claim) -> Iterator[tuple[str, Row]]:
    label = claim.label
    row: Row = {"id": claim.id, "label": index.text(label), "document_id": label.document_id}
    yield "claims", row | {"start": label.start, "end": label.end}
    for statement_id in claim.statement_ids:
        yield "claim_statements", {"claim_id": claim.id, "statement_id": statement_id}
    for origin_id in claim.origin_ids:
        yield "claim_origins", {"claim_id": claim.id, "origin_id": origin_id}
    for stance in claim.stances:
        yield "stances", _stance_row(claim.id, stance)


def _list_happening(index: Index, happening: Happening) -> Iterator[tuple[str, Row]]:
    label = happening.label
    row: Row = {"id": happening.id, "type": happening.type, "label": index.text(label)}
    row |= {"document_id": label.document_id, "start": label.start, "end": label.end}
    yield "happenings", row
    for event_id in happening.event_ids:
        yield "happening_events", {"happening_id": happening.id, "event_id": event_id}
    for stance in happening.stances:
        yield "stances", _stance_row(happening.id, stance)


def _stance_row(row_id: str, stance: Stance) -> Row:
    return {
        "row_id": row_id,
        "entity_id": stance.entity_id,
        "document_id": stance.document_id,
        "act": stance.act,
        "statement_id": stance.statement_id,
        "date": stance.date,
        "start": stance.span.start,
        "end": stance.span.end,
    }


def _drift_row(drift: Drift) -> Row:
    row: Row = {"id": drift.id, "left_id": drift.left_id, "right_id": drift.right_id}
    return row | {"signs": "; ".join(drift.signs)}


def _change_row(change: Change) -> Row:
    return {
        "kind": change.kind,
        "part": change.part,
        "row_id": change.row_id,
        "before_id": change.before_id,
        "before": change.before,
        "after": change.after,
    }


def _list_origin(origin: Origin) -> Iterator[tuple[str, Row]]:
    yield (
        "origins",
        {
            "id": origin.id,
            "name": origin.name,
            "reports": len(origin.document_ids),
        },
    )
    for document_id in origin.document_ids:
        yield "origin_documents", {"origin_id": origin.id, "document_id": document_id}


def _list_line(index: Index, line: Line) -> Iterator[tuple[str, Row]]:
    label = line.label
    row: Row = {"id": line.id, "label": index.text(label), "document_id": label.document_id}
    yield "lines", row | {"start": label.start, "end": label.end}
    for statement_id in line.statement_ids:
        yield "line_statements", {"line_id": line.id, "statement_id": statement_id}


def _comparison_row(comparison: Comparison) -> Row:
    return {
        "left_id": comparison.left_id,
        "right_id": comparison.right_id,
        "verdict": comparison.verdict,
        "independent": comparison.independent,
    }


def _derivation_row(derivation: Derivation) -> Row:
    return {
        "id": derivation.id,
        "kind": derivation.kind,
        "document_id": derivation.document_id,
        "from_id": derivation.from_id,
        "origin": derivation.origin,
        "directed": int(derivation.directed),
    }
