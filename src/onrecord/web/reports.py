"""The reports as a list: how much each puts on the record, and the words found in it."""

import re
import sqlite3
from dataclasses import dataclass

from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from onrecord.records import (
    Document,
)
from onrecord.report.views.places import PlaceView, describe_place
from onrecord.web.excerpts import load_documents
from onrecord.web.listings import Facet, Source, day_key, search_in
from onrecord.web.lists import Listed, list_view
from onrecord.web.searches import read_search

DAY = day_key("row.published")
REPORTS = Source(
    name="reports",
    part="documents",
    heading="The reports themselves",
    one="report",
    many="reports",
    nothing="No report was read.",
    searched="Words in the reports",
    table="documents AS row",
    id="row.id",
    hits=search_in("documents_fts"),
    date=DAY,
    orders={
        "time": ("earliest first", f"{DAY}, row.rowid"),
        "latest": ("latest first", f"row.published IS NULL, {DAY} DESC, row.rowid"),
        "outlet": ("by outlet", "row.publisher IS NULL, row.publisher COLLATE NOCASE, row.rowid"),
    },
    facets=(
        Facet(name="outlet", label="Outlet", column="row.publisher"),
        Facet(
            name="origin",
            label="Goes back to",
            many=(
                "SELECT origin_documents.document_id AS owner, origins.name AS value"
                " FROM origin_documents JOIN origins ON origins.id = origin_documents.origin_id"
            ),
            empty="an origin not named",
        ),
        Facet(name="language", label="Language", column="row.language", empty="not known"),
    ),
    columns=(
        ("id", "row.id"),
        ("file", "row.path"),
        ("title", "row.title"),
        ("outlet", "row.publisher"),
        ("byline", "row.byline"),
        ("published", "row.published"),
        ("modified", "row.modified"),
        ("retrieved", "row.retrieved"),
        ("language", "row.language"),
        ("url", "row.url"),
        ("statements", "(SELECT count(*) FROM statements WHERE document_id = row.id)"),
        ("figures", "(SELECT count(*) FROM figures WHERE document_id = row.id)"),
        ("events", "(SELECT count(*) FROM events WHERE document_id = row.id)"),
        ("missed", "(SELECT count(*) FROM missed WHERE document_id = row.id)"),
    ),
)
# Set around found words by SQLite, taken out again here: no report can hold them, since
# characters of this kind are never shown.
_OPEN, _CLOSE = "\x02", "\x03"
_FOUND = re.compile(f"{_OPEN}([^{_CLOSE}]*){_CLOSE}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLine:
    """A report in the list, with how much it puts on the record and the words found in it."""

    place: PlaceView
    title: str
    counts: tuple[tuple[int, str], ...]
    found: Markup | None


def show_reports(request: Request) -> Response:
    """Show the reports that a question asks for."""
    return list_view(request, REPORTS, "desk/reports.html", show_lines)


def show_lines(db: sqlite3.Connection, listed: Listed) -> dict[str, object]:
    """Return the reports of a page, as `reports`."""
    documents = {each.id: each for each in load_documents(db, listed.ids)}
    found = find_snippets(db, listed) if listed.question.words else {}
    return {
        "reports": [
            describe_line(db, documents[row], found.get(row))
            for row in listed.ids
            if row in documents
        ]
    }


def describe_line(db: sqlite3.Connection, document: Document, found: Markup | None) -> ReportLine:
    """Describe a report for the list."""
    tables = (("statements", "statement"), ("figures", "figure"), ("missed", "missed"))
    counts = []
    for table, one in tables:
        number = db.execute(
            f"SELECT count(*) FROM {table} WHERE document_id = ?", (document.id,)
        ).fetchone()[0]
        counts.append((number, one if number == 1 or one == "missed" else f"{one}s"))
    return ReportLine(
        place=describe_place(document),
        title=document.title or "",
        counts=tuple(counts),
        found=found,
    )


def find_snippets(db: sqlite3.Connection, listed: Listed) -> dict[str, Markup]:
    """Return for each report of a page the passage in which the words searched for stand."""
    marks = ", ".join("?" * len(listed.ids))
    rows = db.execute(
        f"SELECT documents.id, snippet(documents_fts, 2, '{_OPEN}', '{_CLOSE}', '…', 28)"
        " FROM documents_fts JOIN documents ON documents.rowid = documents_fts.rowid"
        f" WHERE documents_fts MATCH ? AND documents.id IN ({marks})",
        [read_search(listed.question.words), *listed.ids],
    )
    return {row: mark_found(passage) for row, passage in rows}


def mark_found(passage: str) -> Markup:
    """Escape a passage and mark the words found in it.

    >>> mark_found("a \\x02<b>\\x03 c")
    Markup('a <mark>&lt;b&gt;</mark> c')
    """
    escaped = str(escape(" ".join(passage.split())))
    return Markup(_FOUND.sub(r"<mark>\1</mark>", escaped))


ROUTES = (Route("/reports{form:form}", show_reports),)
