"""Adding what was missed: a whole report in which a reviewer marks a statement."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from onrecord.records import DecisionKind
from onrecord.web.pages import desk_of
from onrecord.web.review_decisions import read_decision
from onrecord.web.review_editors import render_editor
from onrecord.web.review_forms import (
    Form,
    asks,
    decide,
    go,
    reviewer_of,
    reviews_of,
    writes,
)
from onrecord.web.review_names import list_names
from onrecord.web.review_reports import load_reviewed
from onrecord.web.review_views import (
    describe_decision,
    lay_out,
)


@asks
def show_adding(request: Request) -> Response:
    """Show a whole report, to mark a statement that was missed."""
    return render_adding(request, request.path_params["id"])


def render_adding(
    request: Request, document_id: str, problem: str = "", form: Form | None = None
) -> Response:
    """Render a report to add to; `problem` says what was wrong with the `form` that was sent."""
    standing = reviews_of(request).read()
    with desk_of(request).open() as db:
        reviewed = load_reviewed(db, document_id, standing.standing)
        if reviewed is None:
            raise HTTPException(404, "This report is not in the record.")
        names = list_names(db, ())
    last = standing.last_of(reviewer_of(request))
    did = request.query_params.get("did", "")
    return render_editor(
        request,
        "review/add.html",
        reviewed.now.document,
        (problem, form),
        paragraphs=lay_out(reviewed.now.document),
        did=describe_decision(last) if last and last.id == did else None,
        names=names,
    )


@writes
def add_statement(request: Request, form: Form) -> Response:
    """Put a statement on record that was missed."""
    document_id = request.path_params["id"]
    standing = reviews_of(request).read()
    with desk_of(request).open() as db:
        reviewed = load_reviewed(db, document_id, standing.standing)
        if reviewed is None:
            raise HTTPException(404, "This report is not in the record.")
        form["kind"] = DecisionKind.ADD.value
        made = read_decision(db, form, reviewed, "")
    if isinstance(made, str):
        return render_adding(request, document_id, made, form)
    made |= {"part": "statements", "path": reviewed.now.document.path}
    decision = decide(request, **made)  # type: ignore[arg-type]
    return go(f"/review/add/{document_id}", did=decision.id)


ROUTES = (
    Route("/review/add/{id}", show_adding),
    Route("/review/add/{id}", add_statement, methods=["POST"]),
)
