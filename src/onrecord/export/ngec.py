"""Events as the columns of NGEC's `events_to_table`: `ngec.csv`, one row an event of a report.

Only what is told as having happened and is not denied by who tells it. `story_id` is the
report's hash; several parties and counts are joined by "; ", as NGEC does.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from onrecord.export.csv_tables import Row, dump_table
from onrecord.export.event_rows import EventRow, happened, join, list_events, read_day
from onrecord.records import Participant, Story

NGEC = "ngec.csv"
COLUMNS = (
    "id",
    "story_id",
    "pub_date",
    "event_type",
    "event_mode",
    "anchor_quote",
    "actor_text",
    "actor_code",
    "actor_wiki",
    "recipient_text",
    "recipient_code",
    "recipient_wiki",
    "date",
    "date_granularity",
    "date_type",
    "date_text",
    "location_name",
    "location_country",
    "location_admin1",
    "lat",
    "lon",
    "geonameid",
    "location_text",
    "killed_text",
    "injured_text",
)
_KILLED, _INJURED = frozenset({"killed"}), frozenset({"wounded", "injured"})


def save_ngec(story: Story, directory: Path) -> tuple[str, ...]:
    """Write `ngec.csv` into `directory` and return its name."""
    rows = (_event(row) for row in list_events(story) if happened(row.event))
    (directory / NGEC).write_bytes(dump_table(COLUMNS, rows))
    return (NGEC,)


def _event(row: EventRow) -> Row:
    event = row.event
    place = event.place
    return {
        "id": event.id,
        "story_id": event.document_id,
        "pub_date": row.published,
        "event_type": event.type,
        "event_mode": event.mode,
        "anchor_quote": row.trigger,
        "actor_text": row.words(event.actors),
        "actor_code": join(_list_codes(event.actors)),
        "recipient_text": row.words(event.recipients),
        "recipient_code": join(_list_codes(event.recipients)),
        **_when(row),
        "location_name": place.name if place else None,
        "location_country": place.country if place else None,
        "lat": place.latitude if place else None,
        "lon": place.longitude if place else None,
        "geonameid": place.geonames_id if place else None,
        "location_text": row.lookup.words(place.span) if place else None,
        "killed_text": row.counts(_KILLED),
        "injured_text": row.counts(_INJURED),
    }


def _list_codes(people: Sequence[Participant]) -> Iterator[str]:
    """Yield the code of each party: country and first sector, "RUS MIL", or the one there is."""
    for who in people:
        yield " ".join((*who.countries[:1], *who.sectors[:1]))


def _when(row: EventRow) -> Row:
    when = row.event.when
    if when is None:
        return {"date_type": "unresolved"}
    day = read_day(when.value)
    return {
        "date": day or when.value,
        "date_granularity": read_granularity(when.value),
        "date_type": "exact" if day else "unresolved" if "X" in when.value else "range",
        "date_text": row.lookup.joined(when.spans),
    }


def read_granularity(value: str) -> str | None:
    """Return how fine a TIMEX3 value is; None where it is no calendar date.

    >>> [read_granularity(v) for v in ("2024-11-18", "2024-11", "2024-W46", "2024", "PAST_REF")]
    ['day', 'month', 'week', 'year', None]
    """
    if read_day(value):
        return "day"
    if not value[:4].isdigit():
        return None
    if len(value) == len("2024"):
        return "year"
    return "week" if value[5:6] == "W" else "month" if value[5:7].isdigit() else None
