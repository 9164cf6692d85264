"""What repeats what: origins, who takes from whom, the same line from many, and quote drift."""

import sqlite3
from dataclasses import dataclass, replace

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from onrecord.records import Derivation, Document
from onrecord.report.views.copies import WORDS, CopyView, describe_copies
from onrecord.report.views.directions import is_leftward
from onrecord.report.views.drifts import describe_drifts
from onrecord.report.views.lines import describe_lines
from onrecord.report.views.pile import Pile, index_story
from onrecord.report.views.places import PlaceView
from onrecord.report.views.segments import Layer, Segment, cut_segments
from onrecord.text import find_paragraphs
from onrecord.web.excerpts import Wanted, load_excerpt
from onrecord.web.listings import Facet, Source, search_in
from onrecord.web.lists import Listed, list_view
from onrecord.web.statements import OUTLET

# An origin of hundreds of reports is not listed report by report.
SHOWN = 12

ORIGINS = Source(
    name="origins",
    heading="What repeats what",
    one="origin",
    many="origins",
    nothing="No origin is known: there is no report.",
    note=(
        "A copy, one agency’s text and one newsroom’s reports count once; five outlets with one "
        "story are not five sources."
    ),
    table="origins AS row",
    id="row.id",
    orders={
        "reports": ("most reports first", "row.reports DESC, row.name IS NULL, row.name"),
        "name": ("by name", "row.name IS NULL, row.name COLLATE NOCASE"),
    },
    facets=(
        Facet(
            name="several",
            label="Stands behind",
            column="(row.reports > 1)",
            words={"0": "one report", "1": "several reports"},
        ),
        Facet(
            name="outlet",
            label="Outlet",
            many=(
                "SELECT origin_id AS owner, documents.publisher AS value FROM origin_documents"
                " JOIN documents ON documents.id = origin_documents.document_id"
            ),
        ),
    ),
    columns=(
        ("id", "row.id"),
        ("name", "row.name"),
        ("reports", "row.reports"),
        (
            "outlets",
            "(SELECT group_concat(publisher, '; ') FROM (SELECT DISTINCT publisher FROM"
            " origin_documents JOIN documents ON documents.id = document_id"
            " WHERE origin_id = row.id))",
        ),
    ),
)
PAIRS = Source(
    name="copies",
    heading="Who takes from whom",
    one="copy or credit",
    many="copies and credits",
    nothing="No report takes from another, or none that could be seen to.",
    note="Which of two like reports came first is only said where dates or credits say it.",
    table="derivations AS row JOIN documents AS report ON report.id = row.document_id",
    id="row.id",
    orders={"report": ("report by report", "report.rowid, row.rowid")},
    facets=(
        Facet(
            name="kind",
            label="How",
            column="row.kind",
            words={kind.value: words for kind, words in WORDS.items()},
        ),
        Facet(name="origin", label="From outside", column="row.origin", empty="a report here"),
        OUTLET,
    ),
    columns=(
        ("id", "row.id"),
        ("kind", "row.kind"),
        ("outlet", "report.publisher"),
        ("published", "report.published"),
        ("file", "report.path"),
        ("from_id", "row.from_id"),
        ("origin", "row.origin"),
        ("directed", "row.directed"),
        (
            "why",
            "(SELECT group_concat(detail, '; ') FROM (SELECT DISTINCT detail FROM reasons"
            " WHERE row_id = row.id))",
        ),
    ),
)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginLine:
    """An origin: its name, its first reports, how many more, and why they count once."""

    id: str
    name: str
    places: tuple[PlaceView, ...]
    more: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of two reports set side by side: its paragraphs, the words they share marked."""

    place: PlaceView
    title: str
    paragraphs: tuple[tuple[bool, tuple[Segment, ...]], ...]


def show_origins(request: Request) -> Response:
    """Show the origins that reports go back to."""
    return list_view(request, ORIGINS, "desk/origins.html", show_origin_lines)


def show_origin_lines(db: sqlite3.Connection, listed: Listed) -> dict[str, object]:
    """Return the origins of a page and how many copies there are, as `origins` and `copies`."""
    origins = [describe_origin(db, row, SHOWN) for row in listed.ids]
    return {"origins": origins, "totals": count_repeats(db)}


def count_repeats(db: sqlite3.Connection) -> dict[str, int]:
    """Count the rows of each view about repeating."""
    return {
        table: db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        for table in ("documents", "origins", "derivations", "lines", "drifts")
    }


def describe_origin(db: sqlite3.Connection, row: str, limit: int) -> OriginLine:
    """Describe an origin with at most `limit` of its reports, earliest first; 404 if unknown."""
    found = db.execute("SELECT name, reports FROM origins WHERE id = ?", (row,)).fetchone()
    if found is None:
        raise HTTPException(404)
    ids = db.execute(
        "SELECT document_id FROM origin_documents JOIN documents ON documents.id = document_id"
        " WHERE origin_id = ? ORDER BY published IS NULL, published, documents.rowid LIMIT ?",
        (row, limit),
    ).fetchall()
    pile = index_story(load_excerpt(db, Wanted(documents=[key for (key,) in ids])))
    reasons = db.execute(
        "SELECT DISTINCT detail FROM reasons WHERE row_id = ? AND kind = 'origins' LIMIT 20", (row,)
    )
    return OriginLine(
        id=row,
        name=found[0] or "",
        places=tuple(pile.places[key] for (key,) in ids if key in pile.places),
        more=found[1] - len(ids),
        reasons=tuple(detail for (detail,) in reasons),
    )


def show_origin(request: Request) -> Response:
    """Show one origin: all its reports, and who among them takes from whom."""
    row = request.path_params["id"]
    source = replace(
        PAIRS,
        name="origin",
        heading="",
        note="",
        always="row.document_id IN (SELECT document_id FROM origin_documents WHERE origin_id = ?)",
        bound=(row,),
    )

    def show(db: sqlite3.Connection, listed: Listed) -> dict[str, object]:
        return {"origin": describe_origin(db, row, 500), **show_pair_lines(db, listed)}

    return list_view(request, source, "desk/origin.html", show)


def show_pairs(request: Request) -> Response:
    """Show who takes from whom, with the signs of it."""
    return list_view(request, PAIRS, "desk/pairs.html", show_pair_lines)


def show_pair_lines(db: sqlite3.Connection, listed: Listed) -> dict[str, object]:
    """Return the copies of a page, as `copies`, and the totals."""
    story = load_excerpt(db, Wanted(derivations=listed.ids))
    # Without the passages shared nothing is set side by side: that is done for one pair alone.
    bare = tuple(
        replace(each, reasons=tuple(replace(reason, spans=()) for reason in each.reasons))
        for each in story.derivations
    )
    pile = index_story(replace(story, derivations=bare))
    views = {view.anchor[2:]: view for view in describe_copies(pile).copies}
    return {
        "copies": [views[row] for row in listed.ids if row in views],
        "totals": count_repeats(db),
    }


def show_pair(request: Request) -> Response:
    """Show a report and the one it takes from side by side, what they share marked."""
    row = request.path_params["id"]
    source = replace(PAIRS, name="pair", heading="", always="row.id = ?", bound=(row,), facets=())

    def show(db: sqlite3.Connection, listed: Listed) -> dict[str, object]:
        pile = index_story(load_excerpt(db, Wanted(derivations=(row,))))
        copies: tuple[CopyView, ...] = describe_copies(pile).copies
        if not copies:
            raise HTTPException(404)
        derivation = pile.story.derivations[0]
        ids = [key for key in (derivation.document_id, derivation.from_id) if key in pile.documents]
        sides = [_describe_side(pile, derivation, pile.documents[key or ""]) for key in ids]
        return {"copy": copies[0], "sides": sides}

    return list_view(request, source, "desk/pair.html", show)


def _describe_side(pile: Pile, derivation: Derivation, document: Document) -> Side:
    layers = tuple(
        Layer(start=span.start, end=span.end, part="content", row="shared")
        for reason in derivation.reasons
        for span in reason.spans
        if span.document_id == document.id
    )
    return Side(
        place=pile.places[document.id],
        title=document.title or "",
        paragraphs=tuple(
            (
                is_leftward(document.text[start:end]),
                cut_segments(document.text, start, end, layers, {}),
            )
            for start, end in find_paragraphs(document.text)
        ),
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
    Route("/copies{form:form}", show_origins),
    Route("/copies/pairs{form:form}", show_pairs),
    Route("/copies/pairs/{id:row}{form:form}", show_pair),
    Route("/copies/lines{form:form}", show_lines),
    Route("/lines/{id:row}{form:form}", show_line),
    Route("/copies/drifts{form:form}", show_drifts),
    Route("/copies/{id:row}{form:form}", show_origin),
)
