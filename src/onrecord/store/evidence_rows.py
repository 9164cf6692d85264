"""The readable rows of one report: itself, its statements, figures, dates, events, missed."""

from collections.abc import Iterator

from onrecord.records import (
    Block,
    DateValue,
    Document,
    Event,
    Evidence,
    Figure,
    Missed,
    Participant,
    Statement,
    Timex,
)
from onrecord.store.indexes import Index, Row
from onrecord.store.parts import find_row_id


def list_evidence_rows(index: Index, evidence: Evidence) -> Iterator[tuple[str, Row]]:
    """Yield (table, row) for everything one report put on the record."""
    yield "documents", _document_row(evidence.document)
    for block in evidence.document.blocks:
        yield "blocks", _block_row(index, block)
    for statement in evidence.statements:
        yield "statements", _statement_row(index, statement)
    for figure in evidence.figures:
        yield "figures", _figure_row(index, figure)
    for timex in evidence.timexes:
        yield "timexes", _timex_row(index, timex)
    for event in evidence.events:
        yield "events", _event_row(index, event)
    for missed in evidence.missed:
        yield "missed", _missed_row(index, missed)


def _document_row(document: Document) -> Row:
    return {
        "id": document.id,
        "path": document.path,
        "title": document.title,
        "publisher": document.publisher,
        "byline": document.byline,
        "url": document.url,
        "published": document.published,
        "published_from": document.published_from,
        "modified": document.modified,
        "retrieved": document.retrieved,
        "language": document.language,
        "notes": "\n".join(document.notes) or None,
        "text": document.text,
    }


def _block_row(index: Index, block: Block) -> Row:
    return {
        "document_id": block.span.document_id,
        "kind": block.kind,
        "reason": block.reason,
        "start": block.span.start,
        "end": block.span.end,
        "text": index.text(block.span),
    }


def _statement_row(index: Index, statement: Statement) -> Row:
    attribution = statement.attribution
    entity = index.entities.get(statement.id)
    said, rule = _date(statement.said)
    return {
        "id": statement.id,
        "document_id": statement.document_id,
        "kind": statement.kind,
        "act": statement.act,
        "speaker": index.speaker(statement.id, attribution.speaker),
        "speaker_kind": attribution.speaker.kind if attribution.speaker else None,
        "entity_id": entity.id if entity else None,
        "source": index.text(attribution.source),
        "cue": index.text(statement.cue),
        "content": index.joined(statement.contents),
        "via": " → ".join(hop.name for hop in attribution.via) or None,
        "said": said,
        "said_rule": rule,
        "venue": index.text(statement.venue),
        "certainty": statement.factuality.certainty,
        "polarity": statement.factuality.polarity,
        "headline": int(statement.headline),
        "parent_id": statement.parent_id,
        "method": statement.provenance.method,
        **index.place(statement.contents[0] if statement.contents else statement.cue),
    }


def _figure_row(index: Index, figure: Figure) -> Row:
    quantity = figure.quantity
    series = index.series.get(figure.id)
    as_of, rule = _date(figure.as_of)
    return {
        "id": figure.id,
        "document_id": figure.document_id,
        "text": index.text(quantity.span),
        "qualifier": quantity.qualifier,
        "qualifier_text": index.text(quantity.qualifier_span),
        "low": quantity.low,
        "high": quantity.high,
        "unit": quantity.unit,
        "counted": index.text(quantity.counted),
        "head": quantity.head,
        "property": quantity.property,
        "place": index.text(quantity.place),
        "rate": quantity.rate,
        "whole": index.text(quantity.whole),
        "planned": int(quantity.planned),
        "as_of": as_of,
        "as_of_rule": rule,
        "statement_id": figure.statement_id,
        "speaker": index.speaker(figure.statement_id, figure.speaker),
        "series_id": series.id if series else None,
        **index.place(quantity.span),
    }


def _timex_row(index: Index, timex: Timex) -> Row:
    return {
        "id": find_row_id("timexes", timex),
        "document_id": timex.span.document_id,
        "text": index.text(timex.span),
        "type": timex.type,
        "value": timex.value,
        "rule": timex.rule,
        **index.place(timex.span),
    }


def _codes(participants: tuple[Participant, ...]) -> str | None:
    """Country and sector codes of each, as "RUS GOV; UKR MIL"."""
    codes = (" ".join((*each.countries, *each.sectors)) for each in participants)
    return "; ".join(filter(None, codes)) or None


def _event_row(index: Index, event: Event) -> Row:
    happened, rule = _date(event.when)
    return {
        "id": event.id,
        "document_id": event.document_id,
        "trigger": index.text(event.trigger),
        "type": event.type,
        "mode": event.mode,
        "actor": "; ".join(each.name for each in event.actors) or None,
        "actor_codes": _codes(event.actors),
        "recipient": "; ".join(each.name for each in event.recipients) or None,
        "recipient_codes": _codes(event.recipients),
        "place": event.place.name if event.place else None,
        "geonames_id": event.place.geonames_id if event.place else None,
        "latitude": event.place.latitude if event.place else None,
        "longitude": event.place.longitude if event.place else None,
        "happened": happened,
        "happened_rule": rule,
        "realis": event.realis,
        "certainty": event.factuality.certainty,
        "polarity": event.factuality.polarity,
        "statement_id": event.statement_id,
        "speaker": index.speaker(event.statement_id, event.speaker),
        **index.place(event.trigger),
    }


def _missed_row(index: Index, missed: Missed) -> Row:
    return {
        "id": missed.id,
        "document_id": missed.document_id,
        "kind": missed.kind,
        "text": index.text(missed.span),
        "reason": missed.reason,
        "candidates": "; ".join(missed.candidates) or None,
        "statement_id": missed.statement_id,
        **index.place(missed.span),
    }


def _date(date: DateValue | None) -> tuple[str | None, str | None]:
    return (date.value, date.rule) if date else (None, None)
