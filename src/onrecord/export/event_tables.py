"""Every event as a row of `events.csv`: who did what to whom, on whose word, and how real.

Made like the other tables: UTF-8 with a byte order mark, safe to open in a spreadsheet, one row
an event of a report. `happening` is shared by the reports of one event, `reports` and `origins`
say how many tell of it.
"""

from pathlib import Path

from onrecord.export.csv_tables import PLACE_COLUMNS, Row, date_cells, dump_table, place_row
from onrecord.export.event_rows import EventRow, join, list_events
from onrecord.records import Participant, Story

EVENTS = "events.csv"
_SIDES = ("", "_words", "_country", "_sector", "_why")
COLUMNS = (
    "id",
    "happening",
    "reports",
    "origins",
    "type",
    "mode",
    "trigger",
    *(f"actor{end}" for end in _SIDES),
    *(f"recipient{end}" for end in _SIDES),
    "instrument",
    "where",
    "country",
    "latitude",
    "longitude",
    "geonames_id",
    "where_why",
    "where_could_be",
    "when",
    "when_rule",
    "realis",
    "realis_words",
    "certainty",
    "polarity",
    "speaker",
    "counts",
    "headline",
    "statement_id",
    *PLACE_COLUMNS,
)


def save_event_tables(story: Story, directory: Path) -> tuple[str, ...]:
    """Write `events.csv` into `directory` and return its name."""
    (directory / EVENTS).write_bytes(dump_table(COLUMNS, map(_event, list_events(story))))
    return (EVENTS,)


def _event(row: EventRow) -> Row:
    event, lookup = row.event, row.lookup
    when, when_rule = date_cells(event.when)
    speaker = lookup.speaker(event.statement_id, event.speaker)
    return {
        "id": event.id,
        "happening": row.happening.id if row.happening else None,
        "reports": row.reports,
        "origins": len(row.happening.origin_ids) if row.happening else None,
        "type": event.type,
        "mode": event.mode,
        "trigger": row.trigger,
        **_side(row, "actor", event.actors),
        **_side(row, "recipient", event.recipients),
        "instrument": lookup.words(event.instrument),
        **_where(row),
        "when": when,
        "when_rule": when_rule,
        "realis": event.realis,
        "realis_words": lookup.joined(event.realis_spans, " … ") or None,
        "certainty": event.factuality.certainty,
        "polarity": event.factuality.polarity,
        "speaker": speaker[1] if speaker else None,
        "counts": join(
            lookup.words(row.figures[i].quantity.span) for i in event.figure_ids if i in row.figures
        ),
        "headline": event.headline,
        "statement_id": event.statement_id,
        **place_row(lookup, event.document_id, (event.trigger,)),
    }


def _side(row: EventRow, side: str, people: tuple[Participant, ...]) -> Row:
    reasons = [reason.detail for who in people for reason in who.reasons]
    return {
        side: join(who.name for who in people),
        f"{side}_words": row.words(people),
        f"{side}_country": join(code for who in people for code in who.countries),
        f"{side}_sector": join(code for who in people for code in who.sectors),
        f"{side}_why": join(reasons),
    }


def _where(row: EventRow) -> Row:
    place = row.event.place
    if place is None:
        return {}
    return {
        "where": place.name,
        "country": place.country,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "geonames_id": place.geonames_id,
        "where_why": place.rule or None,
        "where_could_be": join(place.candidates),
    }
