"""Every statement, to be searched and narrowed: by speaker, outlet, act, kind, certainty, day."""

import sqlite3

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from onrecord.records import Certainty, Polarity, SpeakerKind, StatementKind
from onrecord.report.views.acts import WORDS
from onrecord.report.views.pile import index_story
from onrecord.report.views.rows import RowView, describe_row
from onrecord.web.excerpts import Wanted, load_excerpt
from onrecord.web.listings import Facet, Source, day_key, search_in
from onrecord.web.lists import Listed, list_view

DAY = day_key("coalesce(row.said, report.published)")
REPORT = (
    ("outlet", "report.publisher"),
    ("published", "report.published"),
    ("title", "report.title"),
    ("url", "report.url"),
    ("file", "report.path"),
    ("sha256", "report.id"),
    ("start", "row.start"),
    ("end", "row.end"),
)
OUTLET = Facet(name="outlet", label="Outlet", column="report.publisher")
SPEAKER_KINDS: dict[str, str] = {
    SpeakerKind.PERSON: "a person",
    SpeakerKind.ORGANIZATION: "a body",
    SpeakerKind.METONYM: "a place that speaks",
    SpeakerKind.GROUP: "a group",
    SpeakerKind.ANONYMOUS: "not named",
    SpeakerKind.UNRESOLVED: "unsure",
}
KINDS: dict[str, str] = {
    StatementKind.DIRECT: "quoted",
    StatementKind.INDIRECT: "reported",
    StatementKind.MIXED: "partly quoted",
}
CERTAINTIES: dict[str, str] = {
    Certainty.CERTAIN: "as certain",
    Certainty.PROBABLE: "as probable",
    Certainty.POSSIBLE: "as possible",
    Certainty.UNKNOWN: "not said",
}
POLARITIES: dict[str, str] = {
    Polarity.POSITIVE: "that it is so",
    Polarity.NEGATIVE: "that it is not so",
    Polarity.UNKNOWN: "not said",
}

STATEMENTS = Source(
    name="statements",
    part="statements",
    heading="Statements",
    one="statement",
    many="statements",
    nothing="Nobody is quoted in these reports, or nobody that could be found.",
    searched="Words, or who says them",
    table="statements AS row JOIN documents AS report ON report.id = row.document_id",
    id="row.id",
    hits=search_in("statements_fts"),
    date=DAY,
    orders={
        "time": ("earliest first", f"{DAY}, row.rowid"),
        "latest": ("latest first", f"CASE WHEN {DAY} < '~' THEN 0 ELSE 1 END, {DAY} DESC"),
        "report": ("report by report", "row.rowid"),
        "speaker": ("by speaker", "row.speaker IS NULL, row.speaker COLLATE NOCASE, row.rowid"),
    },
    facets=(
        Facet(
            name="act",
            label="What they do",
            column="row.act",
            words={a.value: w for a, w in WORDS.items()},
        ),
        Facet(name="speaker", label="Who", column="row.speaker", empty="nobody named"),
        OUTLET,
        Facet(name="kind", label="Quoted or reported", column="row.kind", words=KINDS),
        Facet(name="certainty", label="Put", column="row.certainty", words=CERTAINTIES),
        Facet(
            name="who",
            label="Speaker is",
            column="row.speaker_kind",
            words=SPEAKER_KINDS,
            empty="nobody named",
        ),
    ),
    columns=(
        ("id", "row.id"),
        ("act", "row.act"),
        ("speaker", "row.speaker"),
        ("speaker_kind", "row.speaker_kind"),
        ("source", "row.source"),
        ("cue", "row.cue"),
        ("content", "row.content"),
        ("kind", "row.kind"),
        ("via", "row.via"),
        ("said", "row.said"),
        ("said_rule", "row.said_rule"),
        ("venue", "row.venue"),
        ("certainty", "row.certainty"),
        ("polarity", "row.polarity"),
        ("headline", "row.headline"),
        ("inside_of", "row.parent_id"),
        *REPORT,
    ),
)


def show_statements(request: Request) -> Response:
    """Show the statements that a question asks for."""
    return list_view(request, STATEMENTS, "desk/statements.html", show_rows)


def show_rows(db: sqlite3.Connection, listed: Listed) -> dict[str, object]:
    """Return the rows of a page of statements, as `rows`."""
    return {"rows": describe_rows(db, listed.ids)}


def describe_rows(db: sqlite3.Connection, ids: tuple[str, ...]) -> list[RowView]:
    """Describe statements by their ids, in the order given."""
    pile = index_story(load_excerpt(db, Wanted(statements=ids)))
    return [describe_row(pile, pile.statements[row]) for row in ids if row in pile.statements]


ROUTES = (Route("/statements{form:form}", show_statements),)
