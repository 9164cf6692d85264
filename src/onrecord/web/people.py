"""People and bodies by how much they say; each one's names, roles, reasons and statements."""

import sqlite3
from dataclasses import dataclass, replace

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from onrecord.records import Act
from onrecord.report.views.acts import ACTS, ActView
from onrecord.report.views.dates import describe_date
from onrecord.web.listings import Facet, Source
from onrecord.web.lists import Listed, list_view
from onrecord.web.statements import SPEAKER_KINDS, STATEMENTS, describe_rows

PEOPLE = Source(
    name="people",
    part="entities",
    heading="Who speaks",
    one="person or body",
    many="people and bodies",
    nothing="Nobody is quoted in these reports, or nobody that could be found.",
    searched="A name",
    table="entities AS row",
    id="row.id",
    hits=(
        "SELECT DISTINCT entity_names.entity_id AS hit, 0 AS score FROM entity_names_fts"
        " JOIN entity_names ON entity_names.rowid = entity_names_fts.rowid"
        " WHERE entity_names_fts MATCH ?"
    ),
    hit_key="row.id",
    always="row.statements > 0",
    orders={
        "most": ("most statements first", "row.statements DESC, row.name COLLATE NOCASE"),
        "name": ("by name", "row.name COLLATE NOCASE"),
    },
    facets=(
        Facet(name="who", label="They are", column="row.kind", words=SPEAKER_KINDS),
        Facet(
            name="outlet",
            label="Quoted in",
            many=(
                "SELECT statements.entity_id AS owner, documents.publisher AS value"
                " FROM statements JOIN documents ON documents.id = statements.document_id"
            ),
        ),
        Facet(
            name="act",
            label="What they do",
            many="SELECT entity_id AS owner, act AS value FROM statements",
            words={act.value: view.word for act, view in ACTS.items()},
        ),
    ),
    columns=(
        ("id", "row.id"),
        ("name", "row.name"),
        ("kind", "row.kind"),
        ("statements", "row.statements"),
        (
            "outlets",
            "(SELECT count(DISTINCT documents.publisher) FROM statements JOIN documents"
            " ON documents.id = statements.document_id WHERE statements.entity_id = row.id)",
        ),
        (
            "also_written",
            "(SELECT group_concat(name, '; ') FROM entity_names WHERE entity_id = row.id"
            " AND name <> row.name)",
        ),
        (
            "roles",
            "(SELECT group_concat(role, '; ') FROM (SELECT DISTINCT role FROM entity_roles"
            " WHERE entity_id = row.id))",
        ),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """Somebody in the list: the name, what they are, roles as given, what they do and how often."""

    id: str
    name: str
    kind: str
    statements: int
    roles: tuple[str, ...]
    acts: tuple[tuple[ActView, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonHead:
    """Somebody in full: other names, every role with the report that gives it, and why one."""

    id: str
    name: str
    kind: str
    names: tuple[str, ...]
    roles: tuple[tuple[str, str, str, str], ...]
    reasons: tuple[str, ...]
    claims: tuple[tuple[str, str, ActView], ...]


def show_people(request: Request) -> Response:
    """Show the people and bodies that a question asks for."""
    return list_view(request, PEOPLE, "desk/people.html", show_lines)


def show_lines(db: sqlite3.Connection, listed: Listed) -> dict[str, object]:
    """Return the people of a page, as `people`."""
    return {"people": [describe_line(db, row) for row in listed.ids]}


def describe_line(db: sqlite3.Connection, row: str) -> PersonLine:
    """Describe somebody for the list."""
    name, kind, statements = db.execute(
        "SELECT name, kind, statements FROM entities WHERE id = ?", (row,)
    ).fetchone()
    roles = db.execute(
        "SELECT role, count(*) FROM entity_roles WHERE entity_id = ? GROUP BY lower(role)"
        " ORDER BY 2 DESC, min(rowid) LIMIT 3",
        (row,),
    )
    acts = db.execute(
        "SELECT act, count(*) FROM statements WHERE entity_id = ? GROUP BY act ORDER BY 2 DESC, 1",
        (row,),
    )
    return PersonLine(
        id=row,
        name=name,
        kind=SPEAKER_KINDS.get(kind, ""),
        statements=statements,
        roles=tuple(role for role, _ in roles),
        acts=tuple((ACTS[Act(act)], number) for act, number in acts),
    )


def show_person(request: Request) -> Response:
    """Show one person or body: who they are said to be, and what they said, in time order."""
    row = request.path_params["id"]
    source = replace(
        STATEMENTS,
        name="person",
        always="row.entity_id = ?",
        bound=(row,),
        facets=tuple(each for each in STATEMENTS.facets if each.name not in ("speaker", "who")),
    )

    def show(db: sqlite3.Connection, listed: Listed) -> dict[str, object]:
        return {"person": describe_head(db, row), "rows": describe_rows(db, listed.ids)}

    return list_view(request, source, "desk/person.html", show)


def describe_head(db: sqlite3.Connection, row: str) -> PersonHead:
    """Describe somebody in full; raises 404 where nobody has this id."""
    found = db.execute("SELECT name, kind FROM entities WHERE id = ?", (row,)).fetchone()
    if found is None:
        raise HTTPException(404)
    names = db.execute("SELECT name FROM entity_names WHERE entity_id = ? ORDER BY rowid", (row,))
    roles = db.execute(
        "SELECT role, documents.id, documents.publisher, min(documents.published)"
        " FROM entity_roles JOIN documents ON documents.id = entity_roles.document_id"
        " WHERE entity_id = ? GROUP BY lower(role) ORDER BY min(entity_roles.rowid) LIMIT 12",
        (row,),
    )
    reasons = db.execute(
        "SELECT DISTINCT detail FROM reasons WHERE row_id = ? AND kind = 'entities'"
        " ORDER BY rowid LIMIT 40",
        (row,),
    )
    claims = db.execute(
        "SELECT DISTINCT claims.id, claims.label, stances.act FROM stances JOIN claims"
        " ON claims.id = stances.row_id WHERE stances.entity_id = ? ORDER BY claims.rowid LIMIT 40",
        (row,),
    )
    return PersonHead(
        id=row,
        name=found[0],
        kind=SPEAKER_KINDS.get(found[1], ""),
        names=tuple(name for (name,) in names if name != found[0]),
        roles=tuple(
            (role, key[:12], outlet or "", describe_date(day).label)
            for role, key, outlet, day in roles
        ),
        reasons=tuple(detail for (detail,) in reasons),
        claims=tuple((key, label, ACTS[Act(act)]) for key, label, act in claims),
    )


ROUTES = (
    Route("/people{form:form}", show_people),
    Route("/people/{id:row}{form:form}", show_person),
)
