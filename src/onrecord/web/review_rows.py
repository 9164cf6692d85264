"""Reviewing one row at a time: the next of the queue, the decision, and taking it back.

Every form works without a script; the script adds keys and marking by selection. An answer is
sent only after the decision is on disk.
"""

import sqlite3

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from onrecord.records import Decision, DecisionKind
from onrecord.story.corrections.wordings import describe_row as take_down
from onrecord.web.pages import desk_of
from onrecord.web.review_decisions import read_decision
from onrecord.web.review_editors import render_editor
from onrecord.web.review_forms import (
    Form,
    ask_name,
    asks,
    decide,
    go,
    reviewer_of,
    reviews_of,
    writes,
)
from onrecord.web.review_logs import Standing
from onrecord.web.review_marks import ROWS
from onrecord.web.review_names import list_names
from onrecord.web.review_queues import QUEUES
from onrecord.web.review_reports import PARTS, Reviewed, load_reviewed
from onrecord.web.review_views import (
    describe_decision,
    describe_row,
    find_row,
)


def show_next(request: Request) -> Response:
    """Lead to the next row of a queue that nobody has decided."""
    reviewer, queue = reviewer_of(request), read_queue(request)
    if not reviewer:
        return ask_name(request)
    part, _, row = request.query_params.get("after", "").partition(":")
    item = reviews_of(request).next_item(queue, reviewer, (part, row) if row else None)
    did = request.query_params.get("did", "")
    if item is None:
        return go("/review", told="done", did=did)
    return go(f"/review/row/{item.part}/{item.id}", of=queue, did=did)


def read_queue(request: Request) -> str:
    """Return the queue that an address names."""
    named = request.query_params.get("of", "all")
    return named if named in QUEUES else "all"


@asks
def show_row(request: Request) -> Response:
    """Show one row to decide on."""
    part, row_id = request.path_params["part"], request.path_params["id"]
    return render_row(request, part, row_id, read_queue(request))


def render_row(
    request: Request,
    part: str,
    row_id: str,
    queue: str,
    problem: str = "",
    form: Form | None = None,
) -> Response:
    """Render one row; `problem` says what was wrong with the `form` that was sent."""
    reviews, reviewer = reviews_of(request), reviewer_of(request)
    standing = reviews.read()
    with desk_of(request).open() as db:
        reviewed = load_row_report(db, part, row_id, standing)
        row, rejected = find_row(reviewed, part, row_id) if reviewed else (None, False)
        if reviewed is None or row is None:
            raise HTTPException(404, "This row is not in the record any more.")
        view = describe_row(reviewed, part, row, rejected, queue)
        names = list_names(db, view.could_be)
    done, total = reviews.count(queue)
    did = request.query_params.get("did", "")
    last = next((d for d in reversed(standing.decisions) if d.id == did), None)
    return render_editor(
        request,
        "review/row.html",
        reviewed.now.document,
        (problem, form),
        row=view,
        queue=queue,
        queues=QUEUES,
        done=done,
        total=total,
        did=describe_decision(last) if last and last.reviewer == reviewer else None,
        rivals=list_rivals(last, standing) if last else [],
        overruled=len(standing.overruled(reviewer)),
        reviewer=reviewer,
        names=names,
    )


def list_rivals(last: Decision, standing: Standing) -> list[object]:
    """Return what others had decided about the row of a decision, before it."""
    key = (last.part, last.target_ids[0]) if last.target_ids else ("", "")
    others = [d for d in standing.about.get(key, ()) if d.reviewer != last.reviewer]
    return [describe_decision(d) for d in others]


def load_row_report(
    db: sqlite3.Connection, part: str, row_id: str, standing: Standing
) -> Reviewed | None:
    """Load the report that a row is in, whether or not it was taken out of the record."""
    if part not in PARTS:
        return None
    found = db.execute(f"SELECT document_id FROM {part} WHERE id = ?", (row_id,)).fetchone()
    document_id = found[0] if found else None
    if document_id is None:  # rejected and replayed, or added since: its decisions know
        decisions = [d for d in standing.decisions if row_id in d.target_ids and d.wordings]
        document_id = decisions[0].wordings[0].span.document_id if decisions else None
    return load_reviewed(db, document_id, standing.standing) if document_id else None


@writes
def decide_row(request: Request, form: Form) -> Response:
    """Write a decision about a row and lead on to the next one."""
    part, row_id = form.get("part", ""), form.get("id", "")
    queue = form.get("of", "all")
    standing = reviews_of(request).read()
    with desk_of(request).open() as db:
        reviewed = load_row_report(db, part, row_id, standing)
        row, _ = find_row(reviewed, part, row_id) if reviewed else (None, False)
        if reviewed is None or row is None:
            raise HTTPException(404, "This row is not in the record any more.")
        made = read_decision(db, form, reviewed, part)
    if isinstance(made, str):
        return render_row(request, part, row_id, queue, made, form)
    about = {
        "part": part,
        "target_ids": (row_id,),
        "wordings": take_down(reviewed.now.document, row),
        "path": reviewed.now.document.path,
    }
    if made["kind"] is DecisionKind.ADD:
        about["part"] = "statements"
        if part == "missed":  # what was missed is looked after by putting it on record
            decide(request, DecisionKind.ACCEPT, **{**about, "part": part})
        about["target_ids"] = ()
    decision = decide(request, **{**about, **made})  # type: ignore[arg-type]
    return go("/review/next", of=queue, after=f"{part}:{row_id}", did=decision.id)


@writes
def undo(request: Request, form: Form) -> Response:
    """Take back a decision: the one named, else this reviewer's last."""
    reviewer, reviews = reviewer_of(request), reviews_of(request)
    standing = reviews.read()
    named = form.get("decision", "")
    target = (
        next((d for d in standing.standing if d.id == named), None)
        if named
        else standing.last_of(reviewer)
    )
    if target is None:
        return go("/review", told="nothing")
    undone = decide(
        request,
        DecisionKind.UNDO,
        part=target.part,
        target_ids=(target.id,),
        wordings=target.wordings,
        path=target.path,
    )
    place = address(target)
    return go(place, of=form.get("of", ""), did=undone.id if place != "/review/log" else "")


def address(decision: Decision) -> str:
    """Return where the row of a decision is shown."""
    if decision.kind in ROWS and decision.part in PARTS and decision.target_ids:
        return f"/review/row/{decision.part}/{decision.target_ids[0]}"
    return "/review/log"


ROUTES = (
    Route("/review/next", show_next),
    Route("/review/row/{part}/{id}", show_row),
    Route("/review/decide", decide_row, methods=["POST"]),
    Route("/review/undo", undo, methods=["POST"]),
)
