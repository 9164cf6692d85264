"""The same line from several mouths, and utterances that stand in two wordings."""

import sqlite3
from dataclasses import replace

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from onrecord.report.views.drifts import describe_drifts
from onrecord.report.views.lines import describe_lines
from onrecord.report.views.pile import index_story
from onrecord.web.copies import count_repeats
from onrecord.web.excerpts import Wanted, load_excerpt
from onrecord.web.listings import Facet, Source, search_in
from onrecord.web.lists import Listed, list_view

LINES = Source(
    name="lines",
    heading="The same line from several mouths",
    one="line",
    many="lines",
    nothing="No line of words was used by several.",
    searched="Words of a line",
    note="The words are each speaker’s own; whether anybody took them from anybody is not said.",
    table=(
        "lines AS row JOIN (SELECT line_id, count(*) AS uses FROM line_statements"
        " GROUP BY line_id) AS used ON used.line_id = row.id"
    ),
    id="row.id",
    hits=search_in("lines_fts"),
    orders={"uses": ("most used first", "used.uses DESC, row.label")},
    columns=(("id", "row.id"), ("line", "row.label"), ("uses", "used.uses")),
    size=20,
)
DRIFTS = Source(
    name="drifts",
    heading="Quotations that drifted",
    one="pair of wordings",
    many="pairs of wordings",
    nothing="No utterance stands in two wordings.",
    note="One utterance in two reports, word by word: what one has and the other has not.",
    table="drifts AS row",
    id="row.id",
    orders={"report": ("as recorded", "row.rowid")},
    facets=(Facet(name="signs", label="What to see", column="row.signs", empty="other words"),),
    columns=(
        ("id", "row.id"),
        ("signs", "row.signs"),
        ("left_id", "row.left_id"),
        ("right_id", "row.right_id"),
        ("left", "(SELECT content FROM statements WHERE id = row.left_id)"),
        ("right", "(SELECT content FROM statements WHERE id = row.right_id)"),
    ),
    size=20,
)


def show_lines(request: Request) -> Response:
    """Show the lines that several use, each use in the order said."""

    def show(db: sqlite3.Connection, listed: Listed) -> dict[str, object]:
        views = describe_lines(index_story(load_excerpt(db, Wanted(lines=listed.ids))))
        by_id = {view.anchor[2:]: view for view in views}
        return {
            "lines": [by_id[row] for row in listed.ids if row in by_id],
            "totals": count_repeats(db),
        }

    return list_view(request, LINES, "desk/lines.html", show)


def show_line(request: Request) -> Response:
    """Lead to one line: the list with this line alone."""
    row = request.path_params["id"]
    source = replace(LINES, name="line", always="row.id = ?", bound=(row,), hits="", searched="")

    def show(db: sqlite3.Connection, listed: Listed) -> dict[str, object]:
        if not listed.ids:
            raise HTTPException(404)
        pile = index_story(load_excerpt(db, Wanted(lines=listed.ids)))
        return {"lines": describe_lines(pile), "totals": count_repeats(db)}

    return list_view(request, source, "desk/lines.html", show)


def show_drifts(request: Request) -> Response:
    """Show utterances that stand in two wordings, word by word."""

    def show(db: sqlite3.Connection, listed: Listed) -> dict[str, object]:
        pile = index_story(load_excerpt(db, Wanted(drifts=listed.ids)))
        views = {view.anchor[2:]: view for view in describe_drifts(pile)}
        return {
            "drifts": [views[row] for row in listed.ids if row in views],
            "totals": count_repeats(db),
        }

    return list_view(request, DRIFTS, "desk/drifts.html", show)


ROUTES = (
    Route("/copies/lines{form:form}", show_lines),
    Route("/lines/{id:row}{form:form}", show_line),
    Route("/copies/drifts{form:form}", show_drifts),
)
