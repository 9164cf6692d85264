"""The numbers: series drawn as on the page, and every single figure to be narrowed."""

import json
import sqlite3
from dataclasses import replace

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from onrecord.records import Series
from onrecord.report.views.figures import (
    QUALIFIERS,
    FigureView,
    SeriesView,
    describe_figure,
    describe_figures,
)
from onrecord.report.views.pile import index_story
from onrecord.web.excerpts import Wanted, load_excerpt, load_rows
from onrecord.web.listings import Facet, Source, day_key, search_in
from onrecord.web.lists import Listed, list_view
from onrecord.web.statements import OUTLET, REPORT

# More marks than these cannot be told apart: in a list of series, and in one alone.
LISTED, DRAWN = 24, 120
DAY = day_key("coalesce(row.as_of, statement.said, report.published)")

FIGURES = Source(
    name="figures",
    part="figures",
    heading="Every figure",
    one="figure",
    many="figures",
    nothing="The reports give no figures, or none that could be read.",
    searched="Words, or whose figure it is",
    table=(
        "figures AS row JOIN documents AS report ON report.id = row.document_id"
        " LEFT JOIN statements AS statement ON statement.id = row.statement_id"
    ),
    id="row.id",
    hits=search_in("figures_fts"),
    date=DAY,
    orders={
        "time": ("earliest first", f"{DAY}, row.rowid"),
        "latest": ("latest first", f"CASE WHEN {DAY} < '~' THEN 0 ELSE 1 END, {DAY} DESC"),
        "report": ("report by report", "row.rowid"),
        "largest": ("largest first", "coalesce(row.high, row.low) DESC"),
    },
    facets=(
        Facet(name="counted", label="What is counted", column="row.head", empty="not said"),
        Facet(name="speaker", label="Whose", column="row.speaker", empty="the report itself"),
        OUTLET,
        Facet(name="unit", label="In", column="row.unit", empty="a plain count"),
        Facet(name="property", label="Said of them", column="row.property", empty="nothing"),
        Facet(
            name="bound",
            label="How exact",
            column="row.qualifier",
            words={key: words or "as a plain number" for key, words in QUALIFIERS.items()},
        ),
        Facet(
            name="planned",
            label="Expected or planned",
            column="row.planned",
            words={"0": "no", "1": "yes"},
        ),
    ),
    columns=(
        ("id", "row.id"),
        ("text", "row.text"),
        ("qualifier", "row.qualifier"),
        ("qualifier_words", "row.qualifier_text"),
        ("low", "row.low"),
        ("high", "row.high"),
        ("unit", "row.unit"),
        ("counted", "row.counted"),
        ("property", "row.property"),
        ("place", "row.place"),
        ("rate", "row.rate"),
        ("whole", "row.whole"),
        ("planned", "row.planned"),
        ("as_of", "row.as_of"),
        ("as_of_rule", "row.as_of_rule"),
        ("said", "statement.said"),
        ("speaker", "row.speaker"),
        ("series_id", "row.series_id"),
        ("statement_id", "row.statement_id"),
        *REPORT,
    ),
)

# A series is in dispute where `story` says that speakers differ or that figures contradict.
_DISPUTED = (
    "(SELECT row_id FROM reasons WHERE kind = 'series' AND name = 'disagreement' UNION"
    " SELECT figures.series_id FROM comparisons JOIN figures ON figures.id = comparisons.left_id"
    " WHERE comparisons.verdict = 'contradicts')"
)
SERIES = Source(
    name="series",
    heading="The numbers, and whose they are",
    one="series",
    many="series",
    nothing="No two figures count the same thing, so there is nothing to set side by side.",
    searched="What is counted, or who counts",
    table=(
        "(SELECT series.id, series.name, series.unit, count(*) AS figures,"
        " count(DISTINCT coalesce(figures.speaker, '')) AS speakers,"
        f" series.id IN {_DISPUTED} AS disputed"
        " FROM series JOIN figures ON figures.series_id = series.id"
        " GROUP BY series.id HAVING count(*) > 1) AS row"
    ),
    id="row.id",
    hits=(
        "SELECT DISTINCT figures.series_id AS hit, 0 AS score FROM figures_fts"
        " JOIN figures ON figures.rowid = figures_fts.rowid WHERE figures_fts MATCH ?"
    ),
    hit_key="row.id",
    orders={
        "dispute": ("in dispute first", "row.disputed DESC, row.speakers DESC, row.figures DESC"),
        "figures": ("most figures first", "row.figures DESC"),
        "name": ("by name", "row.name COLLATE NOCASE"),
    },
    facets=(
        Facet(
            name="dispute",
            label="In dispute",
            column="row.disputed",
            words={"0": "no", "1": "yes"},
        ),
        Facet(name="unit", label="In", column="row.unit", empty="a plain count"),
        Facet(
            name="speaker",
            label="Whose",
            many="SELECT series_id AS owner, speaker AS value FROM figures",
            empty="the report itself",
        ),
    ),
    columns=(
        ("id", "row.id"),
        ("name", "row.name"),
        ("unit", "row.unit"),
        ("figures", "row.figures"),
        ("speakers", "row.speakers"),
        ("disputed", "row.disputed"),
    ),
    size=10,
    note=(
        "Each mark is one speaker’s figure with the bound its words give. Nothing is averaged "
        "and no line joins two figures. Across: the day it holds for or was said, else the day "
        "of the report."
    ),
)


def show_series_list(request: Request) -> Response:
    """Show the series, each drawn, with its figures in words behind it."""
    return list_view(request, SERIES, "desk/series_list.html", show_drawings)


def show_drawings(db: sqlite3.Connection, listed: Listed) -> dict[str, object]:
    """Return the series of a page, as `series`, and how many figures each has, as `totals`."""
    described = describe_series(db, listed.ids, LISTED)
    return {
        "series": [described[row] for row in listed.ids if row in described],
        "totals": count_figures(db, listed.ids),
    }


def describe_series(
    db: sqlite3.Connection, ids: tuple[str, ...], most: int
) -> dict[str, SeriesView]:
    """Describe series by their ids, with drawings of the latest `most` figures of each."""
    latest = find_latest(db, ids, most)
    shown = {figure for held in latest.values() for figure in held}
    story = load_excerpt(db, Wanted(figures=shown))
    series = tuple(
        replace(each, figure_ids=tuple(f for f in each.figure_ids if f in shown))
        for each in load_rows(db, "series", Series, ids)
    )
    disputed = find_disputed(db, ids)
    views = describe_figures(index_story(replace(story, series=series))).series
    return {view.anchor[2:]: replace(view, disputed=view.anchor[2:] in disputed) for view in views}


def find_latest(
    db: sqlite3.Connection, ids: tuple[str, ...], most: int
) -> dict[str, tuple[str, ...]]:
    """Return the ids of the latest figures of each series; those of no known day are the last."""
    found = db.execute(
        "SELECT series_id, id FROM (SELECT row.series_id, row.id, row_number() OVER ("
        f"PARTITION BY row.series_id ORDER BY {DAY} >= '~', {DAY} DESC, row.rowid) AS place"
        f" FROM {FIGURES.table} WHERE row.series_id IN (SELECT value FROM json_each(?)))"
        " WHERE place <= ?",
        (json.dumps(ids), most),
    )
    latest: dict[str, tuple[str, ...]] = {}
    for series, figure in found:
        latest[series] = (*latest.get(series, ()), figure)
    return latest


def find_disputed(db: sqlite3.Connection, ids: tuple[str, ...]) -> frozenset[str]:
    """Return those of the series that are in dispute, whichever of their figures are."""
    wanted = (json.dumps(ids),)
    found = db.execute(f"SELECT value FROM json_each(?) WHERE value IN {_DISPUTED}", wanted)
    return frozenset(row for (row,) in found)


def count_figures(db: sqlite3.Connection, ids: tuple[str, ...]) -> dict[str, tuple[int, int]]:
    """Count the figures and the speakers of each series."""
    found = db.execute(
        "SELECT series_id, count(*), count(DISTINCT coalesce(speaker, '')) FROM figures"
        " WHERE series_id IN (SELECT value FROM json_each(?)) GROUP BY series_id",
        (json.dumps(ids),),
    )
    return {row: (figures, speakers) for row, figures, speakers in found}


def show_series(request: Request) -> Response:
    """Show one series: the drawing, then its figures, which can be narrowed."""
    row = request.path_params["id"]
    source = replace(
        FIGURES,
        name="series",
        heading="",
        always="row.series_id = ?",
        bound=(row,),
        size=100,
        facets=tuple(f for f in FIGURES.facets if f.name not in ("counted", "unit")),
    )

    def show(db: sqlite3.Connection, listed: Listed) -> dict[str, object]:
        described = describe_series(db, (row,), DRAWN)
        if row not in described:
            raise HTTPException(404)
        total, _ = count_figures(db, (row,))[row]
        return {
            "series": described[row],
            "rows": describe_rows(db, listed.ids),
            "left_out": max(0, total - DRAWN),
        }

    return list_view(request, source, "desk/series.html", show)


def show_figures(request: Request) -> Response:
    """Show every figure that a question asks for."""
    return list_view(request, FIGURES, "desk/figures.html", show_rows)


def show_rows(db: sqlite3.Connection, listed: Listed) -> dict[str, object]:
    """Return the figures of a page, as `rows`."""
    return {"rows": describe_rows(db, listed.ids)}


def describe_rows(db: sqlite3.Connection, ids: tuple[str, ...]) -> list[FigureView]:
    """Describe figures by their ids, in the order given."""
    pile = index_story(load_excerpt(db, Wanted(figures=ids)))
    return [describe_figure(pile, pile.figures[row]) for row in ids if row in pile.figures]


ROUTES = (
    Route("/figures{form:form}", show_series_list),
    Route("/figures/all{form:form}", show_figures),
    Route("/figures/{id:row}{form:form}", show_series),
)
