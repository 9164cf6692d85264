"""One search over everything: the best few of each kind, and the way to all of them."""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from onrecord.web import claims, events, figures, missed, people, repeats, reports, statements
from onrecord.web.answers import Table, answer
from onrecord.web.guards import refuse
from onrecord.web.listings import Row, Source, add_functions, count_rows, find_ids
from onrecord.web.lists import Listed
from onrecord.web.pages import desk_of, render
from onrecord.web.questions import Question
from onrecord.web.searches import SearchError

FEW = 5
COLUMNS = ("kind", "id", "words", "who", "address")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Something found: its words, whose they are or where they stand, where it leads."""

    id: str
    words: str
    who: str
    address: str
    marked: Markup | None = None
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """What was found of one kind: how many, the first few, the address of all."""

    source: Source
    total: int
    found: tuple[Found, ...]
    address: str


Teller = Callable[[sqlite3.Connection, tuple[str, ...], Listed], list[Found]]


def show_search(request: Request) -> Response:
    """Show what the words asked for are found in, kind by kind."""
    words = request.query_params.get("q", "").strip()
    problem = ""
    groups: tuple[Group, ...] = ()
    with desk_of(request).open() as db:
        add_functions(db)
        try:
            groups = tuple(find_groups(db, words)) if words else ()
        except SearchError as error:
            problem = str(error)

    def page() -> Response:
        status = 400 if problem else 200
        return render(
            request, "desk/search.html", status, asked=words, groups=groups, problem=problem
        )

    if problem and request.path_params["form"]:
        return refuse(400, problem)
    return answer(request, Table(name="search", columns=COLUMNS, rows=lambda: _list(groups)), page)


# Views that gather their rows from many need not do so here: a hit is a row.
_HITS: dict[str, Any] = {
    "table": "(SELECT 1) AS one",
    "id": "hits.hit",
    "hit_key": "hits.hit",
    "orders": {"found": ("as found", "hits.score")},
}
_FROM_HITS: dict[str, dict[str, Any]] = {
    "events": _HITS,
    "claims": {
        "table": "claims AS row",
        "orders": {"found": ("as found", "row.rowid")},
    },
}


def find_groups(db: sqlite3.Connection, words: str) -> Iterator[Group]:
    """Yield each kind in which something is found; raises SearchError for malformed words."""
    for path, source, tell in KINDS:
        few = replace(source, size=FEW, **_FROM_HITS.get(source.name, {}))
        question = Question(words=words, sort="best" if "rank" in source.hits else "")
        total = count_rows(db, few, question)
        if total:
            ids = tuple(find_ids(db, few, question))
            listed = Listed(
                path=path, source=few, question=question, total=total, ids=ids, facets=()
            )
            yield Group(
                source=source,
                total=total,
                found=tuple(tell(db, ids, listed)),
                address=Question(words=words).address(path),
            )


def _list(groups: tuple[Group, ...]) -> Iterator[Row]:
    for group in groups:
        for each in group.found:
            row: Row = {"kind": group.source.one, "id": each.id, "words": each.words}
            yield row | {"who": each.who, "address": each.address}


def _people(db: sqlite3.Connection, ids: tuple[str, ...], _: Listed) -> list[Found]:
    views = (people.describe_line(db, row) for row in ids)
    return [
        Found(
            id=v.id,
            words=v.name,
            who=", ".join(v.roles) or v.kind,
            address=f"/people/{v.id}",
            anchor=f"p-{v.id}",
        )
        for v in views
    ]


def _claims(db: sqlite3.Connection, ids: tuple[str, ...], _: Listed) -> list[Found]:
    return [
        Found(
            id=row,
            words=f"“{_label(db, 'claims', row)}”",
            who="",
            address=f"/claims/{row}",
            anchor=f"c-{row}",
        )
        for row in ids
    ]


def _lines(db: sqlite3.Connection, ids: tuple[str, ...], _: Listed) -> list[Found]:
    return [
        Found(id=row, words=f"“{_label(db, 'lines', row)}”", who="", address=f"/lines/{row}")
        for row in ids
    ]


def _label(db: sqlite3.Connection, table: str, row: str) -> str:
    label: str = db.execute(f"SELECT label FROM {table} WHERE id = ?", (row,)).fetchone()[0]
    return " ".join(label.split())


def _statements(db: sqlite3.Connection, ids: tuple[str, ...], _: Listed) -> list[Found]:
    return [
        Found(
            id=view.anchor[2:],
            words=" … ".join(view.words) or view.act.word,
            who=f"{view.speaker} {view.act.word}, {view.place.outlet}, {view.date.label}",
            address=f"/reports/{view.place.anchor[2:]}#{view.anchor}",
            anchor=view.anchor,
        )
        for view in statements.describe_rows(db, ids)
    ]


def _figures(db: sqlite3.Connection, ids: tuple[str, ...], _: Listed) -> list[Found]:
    return [
        Found(
            id=view.anchor[2:],
            words=view.words if view.counted in view.words else f"{view.words} {view.counted}",
            who=f"{view.whose}, {view.place.outlet}, {view.date.label}",
            address=f"/reports/{view.place.anchor[2:]}#{view.anchor}",
            anchor=view.anchor,
        )
        for view in figures.describe_rows(db, ids)
    ]


def _events(db: sqlite3.Connection, ids: tuple[str, ...], _: Listed) -> list[Found]:
    return [
        Found(
            id=view.anchor[2:],
            words=view.rows[0].words,
            who=f"{view.kind}, {view.date.label}",
            address=f"/events/{view.anchor[2:]}",
        )
        for view in events.describe_entries(db, ids)
    ]


def _missed(db: sqlite3.Connection, ids: tuple[str, ...], _: Listed) -> list[Found]:
    return [
        Found(
            id=view.anchor[2:],
            words=f"{view.before}{view.words}{view.after}",
            who=f"{view.reason}, {view.place.outlet}",
            address=f"/reports/{view.place.anchor[2:]}#{view.anchor}",
            anchor=view.anchor,
        )
        for view in missed.describe_cases(db, ids)
    ]


def _reports(db: sqlite3.Connection, ids: tuple[str, ...], listed: Listed) -> list[Found]:
    snippets = reports.find_snippets(db, listed)
    found = []
    for row in ids:
        title, outlet, day = db.execute(
            "SELECT coalesce(title, path), coalesce(publisher, 'outlet not given'),"
            " coalesce(published, 'date not known') FROM documents WHERE id = ?",
            (row,),
        ).fetchone()
        found.append(
            Found(
                id=row,
                words=title,
                who=f"{outlet}, {day[:10]}" if day[:1].isdigit() else f"{outlet}, {day}",
                address=f"/reports/{row[:12]}",
                marked=snippets.get(row),
            )
        )
    return found


KINDS: tuple[tuple[str, Source, Teller], ...] = (
    ("/people", people.PEOPLE, _people),
    ("/claims", claims.CLAIMS, _claims),
    ("/statements", statements.STATEMENTS, _statements),
    ("/figures/all", figures.FIGURES, _figures),
    ("/events", events.EVENTS, _events),
    ("/copies/lines", repeats.LINES, _lines),
    ("/reports", reports.REPORTS, _reports),
    ("/missed", missed.MISSED, _missed),
)
ROUTES = (Route("/search{form:form}", show_search),)
