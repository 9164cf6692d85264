"""The record as JSON Lines, one file per kind of row, for other programs.

Spans are `[start, end)` code points over `documents.text`. What is absent is null or an
empty list. Several spans of one role are joined by a blank in its `text`; the spans say
where the words are not next to each other.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from onrecord.export.lookups import (
    Lookup,
    index_story,
    list_figures,
    list_statements,
    timex_id,
)
from onrecord.records import (
    BlockKind,
    Claim,
    DateValue,
    Derivation,
    Document,
    Entity,
    Event,
    Figure,
    Happening,
    Line,
    Locality,
    Missed,
    Origin,
    Participant,
    Reason,
    Series,
    Span,
    Stance,
    Statement,
    Story,
    Timex,
)

Object = dict[str, Any]


def save_json_lines(story: Story, directory: Path) -> tuple[str, ...]:
    """Write every file into `directory` and return their names."""
    for name, write in FILES.items():
        lines = "".join(dump_line(row) + "\n" for row in write(index_story(story)))
        (directory / name).write_bytes(lines.encode("utf-8"))
    return tuple(FILES)


def dump_line(row: Object) -> str:
    """Write one row as one line; only what UTF-8 cannot hold is escaped."""
    line = json.dumps(row, ensure_ascii=False)
    return line if line.isascii() or _is_unicode(line) else json.dumps(row)


def _is_unicode(line: str) -> bool:
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def list_documents(lookup: Lookup) -> Iterator[Object]:
    """Yield each report with its text and the spans of page furniture in it."""
    for each in lookup.story.evidence:
        yield _document(each.document)


def _document(document: Document) -> Object:
    furniture = (b.span for b in document.blocks if b.kind == BlockKind.FURNITURE)
    return {
        "id": document.id,
        "path": document.path,
        "sha256": document.sha256,
        "title": document.title,
        "publisher": document.publisher,
        "byline": document.byline,
        "url": document.url,
        "published": document.published,
        "published_from": document.published_from,
        "language": document.language,
        "text": document.text,
        "furniture": _offsets(furniture),
    }


def _statement(lookup: Lookup, statement: Statement) -> Object:
    attribution = statement.attribution
    return {
        "id": statement.id,
        "document_id": statement.document_id,
        "kind": statement.kind,
        "act": statement.act,
        "source": _words(lookup, attribution.source),
        "speaker": _speaker(lookup.statement_speaker(statement)),
        "cue": _words(lookup, statement.cue),
        "content": {
            "text": lookup.joined(statement.contents),
            "spans": _offsets(statement.contents),
        },
        "via": [{"name": hop.name, "spans": _offsets([hop.span])} for hop in attribution.via],
        "said": _date(statement.said),
        "factuality": {
            "certainty": statement.factuality.certainty,
            "polarity": statement.factuality.polarity,
        },
    }


def _figure(lookup: Lookup, figure: Figure) -> Object:
    quantity = figure.quantity
    return {
        "id": figure.id,
        "document_id": figure.document_id,
        "spans": _offsets([quantity.span]),
        "text": lookup.words(quantity.span),
        "low": quantity.low,
        "high": quantity.high,
        "qualifier": quantity.qualifier,
        "unit": quantity.unit,
        "counted": _words(lookup, quantity.counted),
        "place": _words(lookup, quantity.place),
        "as_of": _date(figure.as_of),
        "statement_id": figure.statement_id,
        "speaker": _speaker(lookup.figure_speaker(figure)),
    }


def _timex(lookup: Lookup, timex: Timex) -> Object:
    span = timex.span
    return {
        "id": timex_id(timex),
        "document_id": span.document_id,
        "spans": _offsets([span]),
        "text": lookup.words(span),
        "type": timex.type,
        "value": timex.value or None,
        "rule": timex.rule,
    }


def _entity(entity: Entity) -> Object:
    return {
        "id": entity.id,
        "name": entity.name,
        "kind": entity.kind,
        "names": list(entity.names),
        "roles": [{"text": role.text, **_place(role.span)} for role in entity.roles],
        "mentions": [_place(span) for span in entity.mentions],
        "statement_ids": list(entity.statement_ids),
        "reasons": _reasons(entity.reasons),
    }


def _missed(lookup: Lookup, missed: Missed) -> Object:
    return {
        "id": missed.id,
        "document_id": missed.document_id,
        "kind": missed.kind,
        "spans": _offsets([missed.span]),
        "text": lookup.words(missed.span),
        "reason": missed.reason,
        "candidates": list(missed.candidates),
        "statement_id": missed.statement_id,
    }


def _event(lookup: Lookup, event: Event) -> Object:
    return {
        "id": event.id,
        "document_id": event.document_id,
        "trigger": _words(lookup, event.trigger),
        "type": event.type,
        "mode": event.mode,
        "actors": [_participant(lookup, each) for each in event.actors],
        "recipients": [_participant(lookup, each) for each in event.recipients],
        "instrument": _words(lookup, event.instrument),
        "place": _locality(lookup, event.place),
        "when": _date(event.when),
        "realis": event.realis,
        "realis_words": [lookup.words(span) for span in event.realis_spans],
        "certainty": event.factuality.certainty,
        "polarity": event.factuality.polarity,
        "figure_ids": list(event.figure_ids),
        "headline": event.headline,
        "statement_id": event.statement_id,
        "speaker": _speaker(lookup.speaker(event.statement_id, event.speaker)),
    }


def _participant(lookup: Lookup, participant: Participant) -> Object:
    return {
        "name": participant.name,
        "words": _words(lookup, participant.span),
        "countries": list(participant.countries),
        "sectors": list(participant.sectors),
    }


def _locality(lookup: Lookup, place: Locality | None) -> Object | None:
    if place is None:
        return None
    return {
        "name": place.name,
        "words": _words(lookup, place.span),
        "geonames_id": place.geonames_id,
        "country": place.country,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "candidates": list(place.candidates),
    }


def _stance(stance: Stance) -> Object:
    return {
        "entity_id": stance.entity_id,
        "document_id": stance.document_id,
        "act": stance.act,
        "statement_id": stance.statement_id,
        "date": stance.date,
        "spans": [[stance.span.start, stance.span.end]],
    }


def _happening(lookup: Lookup, happening: Happening) -> Object:
    return {
        "id": happening.id,
        "type": happening.type,
        "label": {"text": lookup.words(happening.label), **_place(happening.label)},
        "event_ids": list(happening.event_ids),
        "stances": [_stance(each) for each in happening.stances],
        "origin_ids": list(happening.origin_ids),
        "reasons": _reasons(happening.reasons),
    }


def _claim(lookup: Lookup, claim: Claim) -> Object:
    return {
        "id": claim.id,
        "label": {"text": lookup.words(claim.label), **_place(claim.label)},
        "statement_ids": list(claim.statement_ids),
        "stances": [_stance(each) for each in claim.stances],
        "origin_ids": list(claim.origin_ids),
        "reasons": _reasons(claim.reasons),
    }


def _derivation(derivation: Derivation) -> Object:
    return {
        "id": derivation.id,
        "kind": derivation.kind,
        "document_id": derivation.document_id,
        "from_id": derivation.from_id,
        "origin": derivation.origin,
        "directed": derivation.directed,
        "reasons": _reasons(derivation.reasons),
    }


def _series(series: Series) -> Object:
    return {
        "id": series.id,
        "name": series.name,
        "unit": series.unit,
        "figure_ids": list(series.figure_ids),
        "reasons": _reasons(series.reasons),
    }


def _line(lookup: Lookup, line: Line) -> Object:
    return {
        "id": line.id,
        "label": {"text": lookup.words(line.label), **_place(line.label)},
        "statement_ids": list(line.statement_ids),
        "uses": [_place(span) for span in line.uses],
        "reasons": _reasons(line.reasons),
    }


def _origin(origin: Origin) -> Object:
    return {
        "id": origin.id,
        "name": origin.name,
        "document_ids": list(origin.document_ids),
        "reasons": _reasons(origin.reasons),
    }


def _reasons(reasons: Iterable[Reason]) -> list[Object]:
    return [
        {
            "name": reason.name,
            "detail": reason.detail,
            "score": reason.score,
            "spans": [_place(span) for span in reason.spans],
        }
        for reason in reasons
    ]


def _offsets(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _place(span: Span) -> Object:
    """Say where words stand when the row itself is not tied to one report."""
    return {"document_id": span.document_id, "spans": _offsets([span])}


def _words(lookup: Lookup, span: Span | None) -> Object | None:
    return None if span is None else {"text": lookup.words(span), "spans": _offsets([span])}


def _date(date: DateValue | None) -> Object | None:
    if date is None:
        return None
    return {"value": date.value, "spans": _offsets(date.spans), "rule": date.rule}


def _speaker(speaker: tuple[str, str] | None) -> Object | None:
    return None if speaker is None else {"id": speaker[0], "name": speaker[1]}


FILES: dict[str, Callable[[Lookup], Iterable[Object]]] = {
    "documents.jsonl": list_documents,
    "statements.jsonl": lambda lookup: (
        _statement(lookup, row) for row in list_statements(lookup.story)
    ),
    "figures.jsonl": lambda lookup: (_figure(lookup, row) for row in list_figures(lookup.story)),
    "timexes.jsonl": lambda lookup: (
        _timex(lookup, row) for each in lookup.story.evidence for row in each.timexes
    ),
    "entities.jsonl": lambda lookup: map(_entity, lookup.story.entities),
    "missed.jsonl": lambda lookup: (
        _missed(lookup, row) for each in lookup.story.evidence for row in each.missed
    ),
    "events.jsonl": lambda lookup: (
        _event(lookup, row) for each in lookup.story.evidence for row in each.events
    ),
    "claims.jsonl": lambda lookup: (_claim(lookup, row) for row in lookup.story.claims),
    "happenings.jsonl": lambda lookup: (_happening(lookup, row) for row in lookup.story.happenings),
    "derivations.jsonl": lambda lookup: map(_derivation, lookup.story.derivations),
    "series.jsonl": lambda lookup: map(_series, lookup.story.series),
    "lines.jsonl": lambda lookup: (_line(lookup, row) for row in lookup.story.lines),
    "origins.jsonl": lambda lookup: map(_origin, lookup.story.origins),
}
