"""Happenings as POLECAT's 40-column TSV: `polecat.tsv`, one row an event however many tell of it.

Only what is told as having happened and is not denied by who tells it: the format has no place
for doubt. A row is filled from the first telling; missing is "None", as in the published files.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from onrecord import __version__
from onrecord.export.csv_tables import guard_cell
from onrecord.export.event_rows import EventRow, happened, join, list_events, load_quads, read_day
from onrecord.records import MentionKind, Participant, Story

POLECAT = "polecat.tsv"
COLUMNS = (
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
)
_Cells = dict[str, str | float | int | None]


def save_polecat(story: Story, directory: Path) -> tuple[str, ...]:
    """Write `polecat.tsv` into `directory` and return its name."""
    lines = ["\t".join(COLUMNS)]
    for row in list_first_tellings(story):
        cells = _event(row)
        lines.append("\t".join(_write(cells.get(name)) for name in COLUMNS))
    text = "\n".join(lines) + "\n"
    (directory / POLECAT).write_bytes(text.encode("utf-8", "replace"))
    return (POLECAT,)


def list_first_tellings(story: Story) -> Iterator[EventRow]:
    """Yield one telling of each happening: the first that asserts it as having happened."""
    seen = set()
    for row in list_events(story):
        key = row.happening.id if row.happening else row.event.id
        if happened(row.event) and key not in seen:
            seen.add(key)
            yield row


def _write(cell: str | float | int | None) -> str:
    """Write a cell: no tab or line end, and no formula of a report's making.

    >>> _write(None), _write(-5.5), _write("=1+1"), _write("a\\tb")
    ('None', '-5.5', "'=1+1", 'a b')
    """
    if cell is None or cell == "":
        return "None"
    guarded = guard_cell(cell)
    return " ".join(guarded.split()) if isinstance(guarded, str) else str(guarded)


def _event(row: EventRow) -> _Cells:
    event, document = row.event, row.report.document
    _, quad, score = load_quads().get(event.type, (0, "", None))
    return {
        "Event ID": row.happening.id if row.happening else event.id,
        "Event Date": read_day(event.when.value) if event.when else None,
        "Event Type": event.type,
        "Event Mode": event.mode,
        "Intensity": score,
        "Quad Code": quad,
        **_side(row, "Actor", event.actors),
        **_side(row, "Recipient", event.recipients),
        **_place(row),
        "Source": document.publisher,
        "Publication Date": row.published,
        "Story People": row.names(MentionKind.PERSON),
        "Story Organizations": row.names(MentionKind.ORGANIZATION),
        "Story Locations": row.names(MentionKind.PLACE),
        "Language": document.language,
        "Version": f"onrecord {__version__}",
    }


def _side(row: EventRow, side: str, people: Sequence[Participant]) -> _Cells:
    sectors = [sector for who in people for sector in who.sectors]
    return {
        f"{side} Name": join(who.name for who in people),
        f"{side} Country": join(code for who in people for code in who.countries),
        f"Primary {side} Sector": sectors[0] if sectors else None,
        f"{side} Sectors": join(sectors),
        f"{side} Title": row.roles(people),
        f"{side} Name Raw": row.words(people),
    }


def _place(row: EventRow) -> _Cells:
    place = row.event.place
    if place is None:
        return {}
    return {
        "Placename": place.name,
        "City": place.name if place.latitude is not None else None,
        "Country": place.country,
        "Latitude": place.latitude,
        "Longitude": place.longitude,
        "GeoNames ID": place.geonames_id,
        "Raw Placename": row.lookup.words(place.span),
    }
