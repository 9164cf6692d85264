"""What repeats what: the origins that reports go back to, and who takes from whom."""

import sqlite3
from dataclasses import dataclass, replace

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from onrecord.records import Derivation, Document
from onrecord.report.views.copies import WORDS, CopyView, describe_copies
from onrecord.report.views.directions import is_leftward
from onrecord.report.views.pile import Pile, index_story
from onrecord.report.views.places import PlaceView
from onrecord.report.views.segments import Layer, Segment, cut_segments
from onrecord.text import find_paragraphs
from onrecord.web.excerpts import Wanted, load_excerpt
from onrecord.web.listings import Facet, Source
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


ROUTES = (
    Route("/copies{form:form}", show_origins),
    Route("/copies/pairs{form:form}", show_pairs),
    Route("/copies/pairs/{id:row}{form:form}", show_pair),
    Route("/copies/{id:row}{form:form}", show_origin),
)
