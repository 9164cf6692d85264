"""What happened when: happenings by their day, with every report's telling of each."""

import sqlite3
from dataclasses import dataclass, replace
from itertools import groupby

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from onrecord.report.views.pile import index_story
from onrecord.report.views.timeline import GROUPS, TYPES, EntryView, GroupView, describe_timeline
from onrecord.web.excerpts import Wanted, load_excerpt
from onrecord.web.listings import Facet, Source, day_key
from onrecord.web.lists import Listed, list_view

# Every telling with what it is a telling of: its happening, or itself where it is in none. An
# entry is told as its first telling has it, and dated as the page dates it: by the most exact
# day that any telling gives (the longest, unknown ones last; their key is put before the day).
_DAY = day_key("happened")
_GATHER = f"""
    CREATE TEMP TABLE told AS SELECT coalesce(held.happening_id, events.id) AS owner,
        events.rowid AS place_in_record, actor, recipient, place, document_id, {_DAY} AS day
        FROM events LEFT JOIN happening_events AS held ON held.event_id = events.id{{found}};
    CREATE TEMP TABLE entries AS SELECT owner AS id, type, trigger AS words,
        substr(exact, 4) AS day, realis, actor, recipient, place, tellings, reports, first
        FROM (SELECT owner, min(place_in_record) AS first, count(*) AS tellings,
            count(DISTINCT document_id) AS reports,
            min((day >= '~') || printf('%02d', 99 - length(day)) || day) AS exact
            FROM told GROUP BY owner)
        JOIN events ON events.rowid = first;
"""
_FOUND = " WHERE coalesce(held.happening_id, events.id) IN (SELECT hit FROM temp.found)"
EVENTS = Source(
    name="events",
    part="events",
    heading="What happened when",
    one="event",
    many="events",
    nothing="No event was found in these reports.",
    searched="Words, who, where",
    note=(
        "By the day it is said to have happened, not the day it was reported. The words are the "
        "reports’ own; the bold word is our label for the kind of event."
    ),
    prepare=_GATHER.format(found=""),
    prepare_found=_GATHER.format(found=_FOUND),
    table="temp.entries AS row",
    id="row.id",
    hits=(
        "SELECT DISTINCT coalesce(held.happening_id, events.id) AS hit, 0 AS score"
        " FROM events_fts JOIN events ON events.rowid = events_fts.rowid"
        " LEFT JOIN happening_events AS held ON held.event_id = events.id"
        " WHERE events_fts MATCH ?"
    ),
    hit_key="row.id",
    date="row.day",
    orders={
        "time": ("earliest first", "row.day, row.first"),
        "latest": ("latest first", "CASE WHEN row.day < '~' THEN 0 ELSE 1 END, row.day DESC"),
        "told": ("most told first", "row.reports DESC, row.tellings DESC"),
    },
    facets=(
        Facet(
            name="told",
            label="Told as",
            column="row.realis",
            words={realis.value: words for realis, words in GROUPS.items()},
        ),
        Facet(name="type", label="What", column="row.type", words=TYPES),
        Facet(
            name="who",
            label="Who",
            whole=True,
            many="SELECT owner, actor AS value FROM temp.told UNION ALL SELECT owner, recipient"
            " FROM temp.told",
            empty="nobody named",
        ),
        Facet(
            name="where",
            label="Where",
            whole=True,
            many="SELECT owner, place AS value FROM temp.told",
            empty="no place named",
        ),
        Facet(
            name="outlet",
            label="Outlet",
            whole=True,
            many="SELECT owner, documents.publisher AS value FROM temp.told AS told"
            " JOIN documents ON documents.id = told.document_id",
        ),
    ),
    columns=(
        ("id", "row.id"),
        ("type", "row.type"),
        ("words", "row.words"),
        ("happened", "nullif(row.day, '~')"),
        ("told_as", "row.realis"),
        ("actor", "row.actor"),
        ("recipient", "row.recipient"),
        ("place", "row.place"),
        ("tellings", "row.tellings"),
        ("reports", "row.reports"),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """The events of one day, as it is written."""

    label: str
    entries: tuple[EntryView, ...]


def show_events(request: Request) -> Response:
    """Show the events that a question asks for, day by day."""
    return list_view(request, EVENTS, "desk/events.html", show_days)


def show_days(db: sqlite3.Connection, listed: Listed) -> dict[str, object]:
    """Return the events of a page under their days, as `days`."""
    entries = describe_entries(db, listed.ids)
    if listed.question.sort == "told":
        return {"days": (Day(label="", entries=tuple(entries)),) if entries else ()}
    grouped = groupby(entries, key=lambda entry: entry.date.label)
    return {"days": tuple(Day(label=label, entries=tuple(group)) for label, group in grouped)}


def describe_entries(db: sqlite3.Connection, ids: tuple[str, ...]) -> list[EntryView]:
    """Describe happenings, and events in none, by their ids, in the order given."""
    story = load_excerpt(db, Wanted(happenings=ids, events=ids))
    groups: tuple[GroupView, ...] = describe_timeline(index_story(story)).groups
    views = {view.anchor[2:]: view for group in groups for view in (*group.dated, *group.undated)}
    return [views[row] for row in ids if row in views]


def show_event(request: Request) -> Response:
    """Show one event with every telling of it."""
    row = request.path_params["id"]
    source = replace(
        EVENTS, name="event", always="row.id = ?", bound=(row,), facets=(), hits="", date=""
    )

    def show(db: sqlite3.Connection, listed: Listed) -> dict[str, object]:
        if not listed.ids:
            raise HTTPException(404)
        return show_days(db, listed)

    return list_view(request, source, "desk/events.html", show)


ROUTES = (
    Route("/events{form:form}", show_events),
    Route("/events/{id:row}{form:form}", show_event),
)
