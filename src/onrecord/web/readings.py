"""One report with its words marked beside its rows, as its reviewers have them now."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from onrecord.records import (
    Document,
    Event,
    Evidence,
    Figure,
    Missed,
    Statement,
    Story,
    Timex,
)
from onrecord.report.views.figures import FigureView, describe_figure
from onrecord.report.views.missed import MissedView, describe_missed
from onrecord.report.views.pile import Pile, index_story
from onrecord.report.views.places import PlaceView, describe_place
from onrecord.report.views.rows import RowView, describe_row
from onrecord.report.views.texts import ReportView, describe_report
from onrecord.report.views.timeline import EntryView, describe_timeline
from onrecord.store.codec import load_record
from onrecord.web.answers import Table, answer
from onrecord.web.excerpts import load_documents, load_people
from onrecord.web.listings import Row
from onrecord.web.lists import DECIDED
from onrecord.web.pages import desk_of, render, standing_of
from onrecord.web.review_marks import Marks
from onrecord.web.review_reports import apply_waiting

ROW_COLUMNS = (
    "id",
    "kind",
    "words",
    "who",
    "act",
    "date",
    "reason",
    "start",
    "end",
    DECIDED,
)
# The rows beside a report, and what several of them are called, in words and in the record.
KINDS = {"statement": "statements", "figure": "figures", "event": "events", "missed": "missed"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A row beside the report: one of a statement, a figure, an event, a case missed."""

    start: int
    statement: RowView | None = None
    figure: FigureView | None = None
    event: EntryView | None = None
    missed: MissedView | None = None

    @property
    def kind(self) -> str:
        """Which of the four it is."""
        return next(kind for kind in KINDS if getattr(self, kind) is not None)


def show_report(request: Request) -> Response:
    """Show one report, its words marked, beside its rows in the order of the text."""
    with desk_of(request).open() as db:
        stored = load_evidence(db, request.path_params["id"])
        standing = standing_of(request)
        evidence = apply_waiting(db, stored, standing.standing) if standing.waiting else stored
        # Who is named anew is not yet among the people of the record.
        as_before = {(row.id, row.attribution.speaker) for row in stored.statements}
        known = [s for s in evidence.statements if (s.id, s.attribution.speaker) in as_before]
        people = load_people(db, known)
        pile = index_story(Story(evidence=(evidence,), entities=people))
        every = sorted(_gather(pile), key=lambda row: row.start)
        only = request.query_params.get("only", "")
        rows = [row for row in every if only in ("", row.kind)]
        key = evidence.document.id[:12]
        before, after = find_neighbours(db, evidence.document.id)

    def page() -> Response:
        report: ReportView = describe_report(pile, _keep(evidence, only))
        return render(
            request,
            "desk/report.html",
            report=report,
            rows=rows,
            kinds=_count_kinds(every),
            only=only,
            before=before,
            after=after,
        )

    table = Table(
        name=f"report-{key}",
        columns=ROW_COLUMNS,
        rows=lambda: (tell_row(row, standing.marks) for row in rows),
    )
    return answer(request, table, page)


def _keep(evidence: Evidence, only: str) -> Evidence:
    """Keep the rows of one kind, so that no other words are marked than those of rows shown."""
    empty: dict[str, Any] = {part: () for kind, part in KINDS.items() if kind != only}
    return replace(evidence, **empty) if only in KINDS else evidence


def load_evidence(db: sqlite3.Connection, key: str) -> Evidence:
    """Load all that one report puts on the record; `key` is how its id begins.

    Raises 404 where no report has such an id.
    """
    found = db.execute(
        "SELECT report FROM records WHERE part = 'document' AND report = (SELECT rowid - 1"
        " FROM documents WHERE id >= ?1 AND id < ?1 || 'g' ORDER BY id LIMIT 1)",
        (key,),
    ).fetchone()
    if found is None:
        raise HTTPException(404, "There is no such report in this record (any more).")
    kinds: dict[str, Any] = {
        "document": Document,
        "timexes": Timex,
        "statements": Statement,
        "figures": Figure,
        "events": Event,
        "missed": Missed,
    }
    held: dict[str, list[Any]] = {part: [] for part in kinds}
    marks = ", ".join("?" * len(kinds))
    for part, line in db.execute(
        f"SELECT part, json FROM records WHERE report = ? AND part IN ({marks}) ORDER BY rowid",
        [*found, *kinds],
    ):
        held[part].append(load_record(kinds[part], line))
    document: Document = held.pop("document")[0]
    return Evidence(document=document, **{part: tuple(rows) for part, rows in held.items()})


def find_neighbours(db: sqlite3.Connection, row: str) -> tuple[PlaceView | None, PlaceView | None]:
    """Return the reports before and after one, in the order of the record."""
    ids = db.execute(
        "SELECT (SELECT id FROM documents WHERE rowid = at.rowid - 1),"
        " (SELECT id FROM documents WHERE rowid = at.rowid + 1)"
        " FROM documents AS at WHERE at.id = ?",
        (row,),
    ).fetchone()
    places = {each.id: describe_place(each) for each in load_documents(db, [i for i in ids if i])}
    return places.get(ids[0]), places.get(ids[1])


def _gather(pile: Pile) -> Iterator[Beside]:
    evidence = pile.evidence[0]
    for statement in evidence.statements:
        row = describe_row(pile, statement)
        yield Beside(start=_start(row.characters), statement=row)
    for figure in evidence.figures:
        number = describe_figure(pile, figure)
        yield Beside(start=_start(number.characters), figure=number)
    for group in describe_timeline(pile).groups:
        for entry in (*group.dated, *group.undated):
            yield Beside(start=_start(entry.rows[0].characters), event=entry)
    starts = {f"m-{case.id}": case.span.start for case in evidence.missed}
    for kind in describe_missed(pile).groups:
        for case in kind.rows:
            yield Beside(start=starts[case.anchor], missed=case)


def _count_kinds(rows: list[Beside]) -> list[tuple[str, str, int]]:
    """Count the rows of a report by kind: what to ask for, in words, how many."""
    held = Counter(row.kind for row in rows)
    counts = [
        (kind, kind if held[kind] == 1 else many, held[kind])
        for kind, many in KINDS.items()
        if held[kind]
    ]
    return [("", "rows" if len(rows) != 1 else "row", len(rows)), *counts]


def _start(characters: str) -> int:
    """Return where a row's first words begin, from what is shown of its place ("12–34, …")."""
    first = characters.partition("–")[0]
    return int(first) if first.isdigit() else 0


def tell_row(row: Beside, marks: Marks) -> Row:
    """Return a row beside a report as a row of its table."""
    told: Row = {"start": row.start}
    if row.statement:
        view = row.statement
        told |= {
            "id": view.anchor[2:],
            "kind": "statement",
            "words": " … ".join(view.words),
            "who": view.speaker,
            "act": view.act.name,
            "date": view.date.label,
        }
    elif row.figure:
        number = row.figure
        told |= {
            "id": number.anchor[2:],
            "kind": "figure",
            "words": f"{number.words} {number.counted}".strip(),
            "who": number.whose,
            "date": number.date.label,
        }
    elif row.event:
        event = row.event
        told |= {
            "id": event.rows[0].anchor[2:],
            "kind": "event",
            "words": event.rows[0].words,
            "who": "; ".join(event.actors),
            "act": event.kind,
            "date": event.date.label,
        }
    elif row.missed:
        case = row.missed
        told |= {
            "id": case.anchor[2:],
            "kind": "missed",
            "words": case.words,
            "reason": case.reason,
        }
    held = marks.get((KINDS[row.kind], str(told["id"])), ())
    return told | {DECIDED: "; ".join(mark.words for mark in held) or None}


ROUTES = (Route("/reports/{id:row}{form:form}", show_report),)
