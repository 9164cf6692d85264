"""Events as PLOVER's JSON records, one a line: `plover.jsonl`.

Every event of every report is there. What is denied, planned, supposed or background has
PLOVER's auxiliary mode (negated, future, hypothetical, historical), which coders before had no
place for; whoever counts events leaves those out. Fields that nothing in the report fills are
left out of a record; `docs/events.md` says which.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from onrecord import __version__
from onrecord.export.event_rows import EventRow, list_events, load_quads, read_day
from onrecord.records import Participant, Polarity, Realis, Story

PLOVER = "plover.jsonl"
_BODIES = frozenset({"IGO", "NGO", "IMG", "MNC"})  # codes that stand where a country's would
_DEAD, _INJURED, _ARRESTED = (
    frozenset({"killed"}),
    frozenset({"wounded", "injured"}),
    frozenset({"arrested", "detained"}),
)
_TELLING = 500  # characters of the report beside the trigger


def save_plover(story: Story, directory: Path) -> tuple[str, ...]:
    """Write `plover.jsonl` into `directory` and return its name."""
    lines = (json.dumps(_event(row), ensure_ascii=False) for row in list_events(story))
    text = "".join(f"{line}\n" for line in lines)
    (directory / PLOVER).write_text(text, encoding="utf-8", errors="replace", newline="\n")
    return (PLOVER,)


def _event(row: EventRow) -> dict[str, Any]:
    event = row.event
    quad, _, score = load_quads().get(event.type, (None, None, None))
    record = {
        "id": event.id,
        "date": read_day(event.when.value) if event.when else None,
        "event": event.type,
        "mode": [*([event.mode] if event.mode else []), *_auxiliary(row)],
        "actor": [_entity(row, who) for who in event.actors],
        "recipient": [_entity(row, who) for who in event.recipients],
        "event_loc": _place(row),
        "event_text": row.trigger,
        "quad_code": quad,
        "event_scale": score,
        "size": _size(row),
        "text": row.lookup.words(_around(row)),
        "text_info": _text_info(row),
        "cite_info": _cite(row),
        "link": row.happening.id if row.happening else None,
        "coder": "onrecord",
        "comment": event.when.rule if event.when else "the report does not say when",
    }
    always = {"id", "date", "event", "actor"}
    return {k: v for k, v in record.items() if k in always or v not in (None, "", [], {})}


def _auxiliary(row: EventRow) -> list[str]:
    event = row.event
    if event.realis is Realis.ACTUAL:
        return ["negated"] if event.factuality.polarity is Polarity.NEGATIVE else []
    return [event.realis.value]


def _entity(row: EventRow, who: Participant) -> dict[str, Any]:
    codes = who.countries or tuple(s for s in who.sectors if s in _BODIES)
    sectors = [s for s in who.sectors if s not in _BODIES]
    entity = {
        "code": _single(codes),
        "sector": _single(sectors),
        "entity_text": row.lookup.words(who.span),
        "identifier_text": who.name,
        "office": row.roles([who]),
    }
    return {name: value for name, value in entity.items() if value}


def _single(codes: Sequence[str]) -> str | list[str] | None:
    """Return one code as it is, several as a list."""
    return codes[0] if len(codes) == 1 else list(codes) or None


def _place(row: EventRow) -> dict[str, Any]:
    place = row.event.place
    if place is None:
        return {}
    found = {
        "name": place.name,
        "country": place.country,
        "lat": place.latitude,
        "lon": place.longitude,
        "geonameid": place.geonames_id,
        "candidates": list(place.candidates),
    }
    return {name: value for name, value in found.items() if value not in (None, [])}


def _size(row: EventRow) -> dict[str, Any]:
    counts = {
        "dead": row.counts(_DEAD),
        "injured": row.counts(_INJURED),
        "arrested": row.counts(_ARRESTED),
    }
    return {name: value for name, value in counts.items() if value}


def _around(row: EventRow) -> Any:
    """Return the paragraph of the trigger."""
    text, spot = row.report.document.text, row.event.trigger
    start = max(text.rfind("\n", 0, spot.start) + 1, spot.start - _TELLING)
    end = text.find("\n", spot.end)
    end = min(len(text) if end < 0 else end, spot.end + _TELLING)
    return type(spot)(document_id=spot.document_id, start=start, end=end)


def _text_info(row: EventRow) -> dict[str, Any]:
    event = row.event
    speaker = row.lookup.speaker(event.statement_id, event.speaker)
    return {
        "document": event.document_id,
        "start": event.trigger.start,
        "end": event.trigger.end,
        "source": speaker[1] if speaker else None,
        "certainty": event.factuality.certainty,
        "polarity": event.factuality.polarity,
    }


def _cite(row: EventRow) -> dict[str, Any]:
    document = row.report.document
    return {
        "url": document.url,
        "title": document.title,
        "language": document.language,
        "publication": document.publisher,
        "published": document.published,
        "codebook": "PLOVER",
        "version": __version__,
    }
