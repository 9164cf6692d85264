"""The story in one screen: how much there is, what is disputed, what changed, what was missed."""

import sqlite3
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from onrecord.report.views.dates import describe_date
from onrecord.report.views.figures import SeriesView
from onrecord.report.views.matrix import Matrix
from onrecord.report.views.missed import KINDS
from onrecord.report.views.rows import RowView
from onrecord.web.answers import Table, answer
from onrecord.web.changes import WORDS as CHANGES
from onrecord.web.claims import CLAIMS, describe_claims
from onrecord.web.figures import SERIES, count_figures, describe_series
from onrecord.web.listings import count_rows, find_ids, prepare
from onrecord.web.pages import desk_of, render
from onrecord.web.people import PEOPLE, PersonLine, describe_line
from onrecord.web.questions import Question
from onrecord.web.statements import STATEMENTS, describe_rows

# Figures of a series on the first screen.
NUMBERS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A number, what it counts, and where those are."""

    number: int
    words: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """Everything on the first screen."""

    days: str
    counts: tuple[Count, ...]
    matrix: Matrix | None
    series: tuple[SeriesView, ...]
    totals: dict[str, tuple[int, int]]
    disputed: int
    denials: tuple[RowView, ...]
    people: tuple[PersonLine, ...]
    changes: tuple[Count, ...]
    missed: tuple[Count, ...]
    unread: int
    shared: tuple[tuple[str, str, int], ...]


def show_overview(request: Request) -> Response:
    """Show the story in one screen."""
    with desk_of(request).open() as db:
        prepare(db, CLAIMS)
        overview = describe_overview(db)
    table = Table(
        name="overview",
        columns=("number", "what", "address"),
        rows=lambda: (
            {"number": each.number, "what": each.words, "address": each.address}
            for each in overview.counts
        ),
    )
    return answer(request, table, lambda: render(request, "desk/overview.html", story=overview))


def describe_overview(db: sqlite3.Connection) -> Overview:
    """Gather the first screen; each part is a few rows of a view that has them all."""
    claims = tuple(find_ids(db, CLAIMS, Question()))[:6]
    disputed = Question(chosen={"dispute": ("1",)})
    series = tuple(find_ids(db, SERIES, Question()))[:3]
    described = describe_series(db, series, NUMBERS)
    denials = find_ids(db, STATEMENTS, Question(chosen={"act": ("denies",)}, sort="latest"))
    return Overview(
        days=describe_days(db),
        counts=tuple(each for each in count_story(db) if each.number or each.words == "reports"),
        matrix=describe_claims(db, claims),
        series=tuple(described[row] for row in series if row in described),
        totals=count_figures(db, series),
        disputed=count_rows(db, SERIES, disputed),
        denials=tuple(describe_rows(db, tuple(denials[:4]))),
        people=tuple(describe_line(db, row) for row in find_ids(db, PEOPLE, Question())[:7]),
        changes=tuple(
            Count(number=number, words=CHANGES.get(kind, kind), address=f"/changes?kind={kind}")
            for kind, number in db.execute(
                "SELECT kind, count(*) FROM changes GROUP BY kind ORDER BY min(rowid)"
            )
        ),
        missed=tuple(count_missed(db)),
        unread=db.execute("SELECT count(*) FROM unread").fetchone()[0],
        shared=tuple(
            db.execute(
                "SELECT id, coalesce(name, 'one origin, not named'), reports FROM origins"
                " WHERE reports > 1 ORDER BY reports DESC, rowid LIMIT 5"
            ).fetchall()
        ),
    )


def describe_days(db: sqlite3.Connection) -> str:
    """Say from when to when the reports were published, and how many have no date."""
    first, last, total, dated = db.execute(
        "SELECT min(published), max(published), count(*), count(published) FROM documents"
    ).fetchone()
    if not dated:
        return "Publication dates not known" if total else ""
    days = (describe_date(first[:10]).label, describe_date(last[:10]).label)
    span = days[0] if days[0] == days[1] else f"{days[0]} – {days[1]}"
    without = f"; {total - dated} of {total:,} reports without a date" if total > dated else ""
    return f"Published {span}{without}"


def count_story(db: sqlite3.Connection) -> list[Count]:
    """Count what the record holds, each number with the address of what it counts."""
    counted = (
        ("SELECT count(*) FROM documents", "report", "reports", "/reports"),
        (
            "SELECT count(DISTINCT lower(publisher)) FROM documents",
            "outlet",
            "outlets",
            "/reports?all=outlet",
        ),
        ("SELECT count(*) FROM origins", "origin", "origins", "/copies"),
        (
            "SELECT count(*) FROM entities WHERE statements > 0 AND kind <> 'unresolved'",
            "person or body quoted",
            "people and bodies quoted",
            "/people",
        ),
        ("SELECT count(*) FROM statements", "statement", "statements", "/statements"),
        ("SELECT count(*) FROM claims", "claim", "claims", "/claims"),
        ("SELECT count(*) FROM figures", "figure", "figures", "/figures/all"),
        (
            "SELECT count(*) FROM statements WHERE act = 'denies'",
            "denial",
            "denials",
            "/statements?act=denies",
        ),
        ("SELECT count(*) FROM missed", "missed", "missed", "/missed"),
        ("SELECT count(*) FROM unread", "not read", "not read", "/method"),
    )
    found = []
    for query, one, many, address in counted:
        number = db.execute(query).fetchone()[0]
        found.append(Count(number=number, words=one if number == 1 else many, address=address))
    return found


def count_missed(db: sqlite3.Connection) -> list[Count]:
    """Count the cases missed by their kind."""
    numbers = dict(db.execute("SELECT kind, count(*) FROM missed GROUP BY kind").fetchall())
    return [
        Count(
            number=numbers[kind],
            words=one if numbers[kind] == 1 else many,
            address=f"/missed?kind={kind}",
        )
        for kind, (_, one, many) in KINDS.items()
        if kind in numbers
    ]


ROUTES = (Route("/", show_overview), Route("/overview{form:form}", show_overview))
