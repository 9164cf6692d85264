"""What changed since the record was last built: new, repeated, revised, withdrawn."""

import sqlite3

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from onrecord.records import ChangeKind
from onrecord.report.views.dates import date_label
from onrecord.web.listings import Facet, Source
from onrecord.web.lists import Listed, list_view

PARTS = {
    "documents": "report",
    "claims": "claim",
    "figures": "figure",
    "events": "event",
    "happenings": "event",
    "statements": "statement",
}
# The letter before a row's id in its address.
LETTERS = {
    "documents": "r",
    "claims": "c",
    "figures": "f",
    "events": "e",
    "happenings": "h",
    "statements": "s",
}
CHANGES = Source(
    name="changes",
    heading="What changed since the record was last built",
    one="change",
    many="changes",
    nothing="Nothing to compare with: this is the first build of the record, or nothing changed.",
    table="changes AS row",
    id="row.rowid",
    orders={"kind": ("as recorded", "row.rowid")},
    facets=(
        Facet(name="kind", label="What happened", column="row.kind"),
        Facet(name="part", label="To what", column="row.part", words=PARTS),
    ),
    columns=(
        ("kind", "row.kind"),
        ("part", "row.part"),
        ("row_id", "row.row_id"),
        ("before_id", "row.before_id"),
        ("before", "row.before"),
        ("after", "row.after"),
    ),
)
WORDS: dict[str, str] = {
    ChangeKind.NEW: "new",
    ChangeKind.REPEATED: "said again",
    ChangeKind.REVISED: "revised",
    ChangeKind.WITHDRAWN: "withdrawn",
}


def show_changes(request: Request) -> Response:
    """Show the changes that a question asks for."""
    return list_view(request, CHANGES, "desk/changes.html", show_rows)


def show_rows(db: sqlite3.Connection, listed: Listed) -> dict[str, object]:
    """Return the changes of a page, as `rows`."""
    return {"rows": [describe_change(db, int(row)) for row in listed.ids]}


def describe_change(db: sqlite3.Connection, number: int) -> dict[str, str | None]:
    """Describe one change: its words, what it was and is, and where the row stands."""
    kind, part, row_id, before, after = db.execute(
        "SELECT kind, part, row_id, before, after FROM changes WHERE rowid = ?", (number,)
    ).fetchone()
    letter = LETTERS.get(part)
    if part == "documents":  # of these the words are our label, which ends with the date
        before, after = (words and date_label(words) for words in (before, after))
    return {
        "kind": kind,
        "word": WORDS.get(kind, kind),
        "part": PARTS.get(part, part),
        "before": before,
        "after": after,
        "address": f"/rows/{letter}-{row_id}" if letter and row_id else None,
    }


ROUTES = (Route("/changes{form:form}", show_changes),)
