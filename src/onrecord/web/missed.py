"""What is in no row, or in a row we are unsure of; and the files that were not read."""

import sqlite3

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from onrecord.report.views.missed import KINDS, MissedView, describe_missed
from onrecord.report.views.pile import index_story
from onrecord.web.excerpts import Wanted, load_excerpt
from onrecord.web.listings import Facet, Source, day_key, search_in
from onrecord.web.lists import Listed, list_view
from onrecord.web.statements import OUTLET, REPORT

DAY = day_key("report.published")
MISSED = Source(
    name="missed",
    part="missed",
    heading="What was missed",
    one="case",
    many="cases",
    nothing=(
        "Every reporting word, quoted passage and number found is in a row. What was not "
        "recognised as such cannot be listed; the reports stand in full."
    ),
    searched="Words in it or around it",
    note=(
        "Go through this before you conclude that nobody said a thing: reporting words, longer "
        "quotations and numbers that ended up in no row, and rows we are unsure of."
    ),
    table="missed AS row JOIN documents AS report ON report.id = row.document_id",
    id="row.id",
    hits=search_in("missed_fts"),
    date=DAY,
    orders={"report": ("report by report", "row.rowid")},
    facets=(
        Facet(
            name="kind",
            label="What",
            column="row.kind",
            words={kind.value: many for kind, (_, _, many) in KINDS.items()},
        ),
        Facet(name="reason", label="Why", column="row.reason"),
        OUTLET,
    ),
    columns=(
        ("id", "row.id"),
        ("kind", "row.kind"),
        ("text", "row.text"),
        ("reason", "row.reason"),
        ("could_be", "row.candidates"),
        ("statement_id", "row.statement_id"),
        ("before", "row.before"),
        ("after", "row.after"),
        *REPORT,
    ),
)


def show_missed(request: Request) -> Response:
    """Show the cases that a question asks for."""
    return list_view(request, MISSED, "desk/missed.html", show_cases)


def show_cases(db: sqlite3.Connection, listed: Listed) -> dict[str, object]:
    """Return the cases of a page and the files not read, as `rows` and `unread`."""
    unread = db.execute("SELECT path, reason, remedy FROM unread ORDER BY rowid").fetchall()
    return {"rows": describe_cases(db, listed.ids), "unread": unread}


def describe_cases(db: sqlite3.Connection, ids: tuple[str, ...]) -> list[MissedView]:
    """Describe cases by their ids, in the order given."""
    pile = index_story(load_excerpt(db, Wanted(missed=ids)))
    views = {row.anchor: row for group in describe_missed(pile).groups for row in group.rows}
    return [views[f"m-{row}"] for row in ids if f"m-{row}" in views]


ROUTES = (Route("/missed{form:form}", show_missed),)
