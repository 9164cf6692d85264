"""The part of a story that one page shows, put together as a small story of its own.

The views of the page (`report.views`) take a whole story; a desk over a thousand reports must
not load one for each click. Here the rows asked for are read by their ids, with the reports
and people they need and nothing else. People come with what these rows need of them: their
name and kind; everything known about one person is read by `people`.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from onrecord.records import (
    Claim,
    Comparison,
    Derivation,
    Document,
    Drift,
    Entity,
    Event,
    Evidence,
    Figure,
    Happening,
    Line,
    Missed,
    Origin,
    Role,
    Series,
    Span,
    SpeakerKind,
    Stance,
    Statement,
    Story,
)
from onrecord.store.codec import load_record

R = TypeVar("R")
Ids = Collection[str]
INDEXED = 24  # characters of a record's JSON in the index `records_row`


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The ids of the rows a page shows, by their kind; what they lean on comes by itself."""

    statements: Ids = ()
    figures: Ids = ()
    events: Ids = ()
    missed: Ids = ()
    claims: Ids = ()
    happenings: Ids = ()
    series: Ids = ()
    lines: Ids = ()
    drifts: Ids = ()
    derivations: Ids = ()
    origins: Ids = ()
    documents: Ids = ()


def load_rows(db: sqlite3.Connection, part: str, kind: type[R], ids: Ids) -> tuple[R, ...]:
    """Load the exact records of one part by their ids, in the order of the record."""
    # The ids travel as one JSON array: as many as there are, in one prepared statement. The
    # index holds how each record begins, which is with its id; ids of our own fill it.
    begins = f"substr(records.json, 1, {INDEXED})"
    found = db.execute(
        "SELECT records.json FROM records JOIN json_each(?) AS wanted"
        f" ON part = ? AND {begins} >= wanted.value AND {begins} <= wanted.value || char(0x10ffff)"
        " ORDER BY records.rowid",
        (json.dumps(sorted({dump_id(row)[:INDEXED] for row in ids})), part),
    )
    loaded = (load_record(kind, line) for (line,) in found)
    known = frozenset(ids)
    return tuple(record for record in loaded if getattr(record, "id", None) in known)


def dump_id(row: str) -> str:
    """Return how the JSON of a record with this id begins, as `store.codec` writes it.

    >>> dump_id("a0")
    '{"id":"a0"'
    """
    return '{"id":' + json.dumps(row)


def load_excerpt(db: sqlite3.Connection, wanted: Wanted) -> Story:
    """Load the rows of a page as a story in which they, and what they need, are all there is."""
    claims = load_rows(db, "claims", Claim, wanted.claims)
    happenings = load_rows(db, "happenings", Happening, wanted.happenings)
    lines = load_rows(db, "lines", Line, wanted.lines)
    drifts = load_rows(db, "drifts", Drift, wanted.drifts)
    series = load_rows(db, "series", Series, wanted.series)
    figures = load_rows(
        db, "figures", Figure, {*wanted.figures, *(f for each in series for f in each.figure_ids)}
    )
    events = load_rows(
        db, "events", Event, {*wanted.events, *(e for each in happenings for e in each.event_ids)}
    )
    missed = load_rows(db, "missed", Missed, wanted.missed)
    held: tuple[Claim | Happening, ...] = (*claims, *happenings)
    stances = [stance for each in held for stance in each.stances]
    told: list[Figure | Event | Missed | Stance] = [*figures, *events, *missed, *stances]
    said = {
        *wanted.statements,
        *(row.statement_id for row in told if row.statement_id),
        *(row for each in claims for row in each.statement_ids),
        *(row for each in lines for row in each.statement_ids),
        *(row for each in drifts for row in (each.left_id, each.right_id)),
    }
    statements = load_rows(db, "statements", Statement, said)
    derivations = load_rows(db, "derivations", Derivation, wanted.derivations)
    origins = load_rows(db, "origins", Origin, wanted.origins)
    documents = {
        *wanted.documents,
        *(row.document_id for row in statements),
        *(row.document_id for row in told),
        *(each.label.document_id for each in (*held, *lines)),
        *(span.document_id for each in claims for span in each.spans),
        *(row for each in derivations for row in (each.document_id, each.from_id) if row),
    }
    return Story(
        evidence=_gather(load_documents(db, documents), statements, figures, events, missed),
        entities=load_people(db, statements, {s.entity_id for s in stances if s.entity_id}),
        claims=claims,
        happenings=happenings,
        series=series,
        lines=lines,
        drifts=drifts,
        comparisons=load_comparisons(
            db, [*(each.id for each in held), *(f.id for f in figures), *(e.id for e in events)]
        ),
        derivations=derivations,
        origins=origins,
    )


def load_documents(db: sqlite3.Connection, ids: Ids) -> tuple[Document, ...]:
    """Load reports with their texts and without their blocks, in the order of the record."""
    known = (
        "id", "path", "text", "title", "publisher", "byline", "url",
        "published", "published_from", "modified", "retrieved", "language",
    )  # fmt: skip
    found = db.execute(
        f"SELECT {', '.join(known)} FROM documents WHERE id IN (SELECT value FROM json_each(?))"
        " ORDER BY rowid",
        (json.dumps(sorted(set(ids))),),
    )
    return tuple(Document(**dict(zip(known, cells, strict=True))) for cells in found)


def load_people(
    db: sqlite3.Connection, statements: Iterable[Statement], parties: Ids = ()
) -> tuple[Entity, ...]:
    """Load who says these statements, and the parties named, each with its name and kind."""
    by_id = {statement.id: statement for statement in statements}
    said: defaultdict[str, list[Statement]] = defaultdict(list)
    for row_id, entity_id in db.execute(
        "SELECT id, entity_id FROM statements WHERE entity_id IS NOT NULL"
        " AND id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(by_id)),),
    ):
        said[entity_id].append(by_id[row_id])
    found = db.execute(
        "SELECT id, name, kind FROM entities WHERE id IN (SELECT value FROM json_each(?))"
        " ORDER BY rowid",
        (json.dumps(sorted({*said, *parties})),),
    )
    roles = load_roles(db, parties)
    return tuple(
        _make_person(*cells, rows=said[cells[0]], roles=roles.get(cells[0], ())) for cells in found
    )


def load_roles(db: sqlite3.Connection, people: Ids) -> dict[str, tuple[Role, ...]]:
    """Load the roles that people are given, each once, with the words that first say so."""
    roles: defaultdict[str, list[Role]] = defaultdict(list)
    for owner, text, document_id, start, end, _ in db.execute(
        "SELECT entity_id, role, document_id, start, end, min(rowid) FROM entity_roles"
        " WHERE entity_id IN (SELECT value FROM json_each(?)) GROUP BY entity_id, role"
        " ORDER BY min(rowid)",
        (json.dumps(sorted(people)),),
    ):
        span = Span(document_id=document_id, start=start, end=end)
        roles[owner].append(Role(text=text, span=span))
    return {owner: tuple(held) for owner, held in roles.items()}


def _make_person(
    id_: str, name: str, kind: str, *, rows: list[Statement], roles: tuple[Role, ...]
) -> Entity:
    speakers = (row.attribution.speaker for row in rows)
    return Entity(
        id=id_,
        name=name,
        kind=SpeakerKind(kind),
        names=(name,),
        roles=roles,
        # Those who speak together are no form of one of them.
        chain_ids=tuple(dict.fromkeys(s.id for s in speakers if s and not s.members)),
        statement_ids=tuple(row.id for row in rows),
    )


def load_comparisons(db: sqlite3.Connection, ids: Ids) -> tuple[Comparison, ...]:
    """Load the comparisons that any of these rows is in."""
    # The readable table holds the comparisons in the order of the exact records.
    found = db.execute(
        "SELECT json FROM records WHERE part = 'comparisons' AND report IS NULL AND position IN"
        " (SELECT rowid - 1 FROM comparisons WHERE left_id IN (SELECT value FROM json_each(?1))"
        " UNION SELECT rowid - 1 FROM comparisons WHERE right_id IN"
        " (SELECT value FROM json_each(?1))) ORDER BY position",
        (json.dumps(sorted(set(ids))),),
    )
    return tuple(load_record(Comparison, line) for (line,) in found)


def _gather(
    documents: Iterable[Document],
    statements: Iterable[Statement],
    figures: Iterable[Figure],
    events: Iterable[Event],
    missed: Iterable[Missed],
) -> tuple[Evidence, ...]:
    """Put rows under their reports."""
    held: defaultdict[str, defaultdict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    parts: dict[str, Iterable[Statement | Figure | Event | Missed]] = {
        "statements": statements,
        "figures": figures,
        "events": events,
        "missed": missed,
    }
    for part, rows in parts.items():
        for row in rows:
            held[row.document_id][part].append(row)
    return tuple(
        Evidence(
            document=document,
            **{part: tuple(rows) for part, rows in held[document.id].items()},
        )
        for document in documents
    )
