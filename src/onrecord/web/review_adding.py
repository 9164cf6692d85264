"""Adding what was missed: a whole report in which a reviewer marks a statement."""

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from onrecord.records import DecisionKind
from onrecord.web.pages import desk_of, render
from onrecord.web.review_decisions import read_decision
from onrecord.web.review_forms import (
    Form,
    ask_name,
    decide,
    go,
    read_form,
    reviewer_of,
    reviews_of,
)
from onrecord.web.review_names import list_names
from onrecord.web.review_reports import load_reviewed
from onrecord.web.review_views import (
    ACTS,
    SPEAKER_KINDS,
    describe_decision,
    label,
    lay_out,
)


def show_adding(request: Request) -> Response:
    """Show a whole report, to mark a statement that was missed."""
    if not reviewer_of(request):
        return ask_name(request)
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
    return render(
        request,
        "review/add.html",
        status=422 if problem else 200,
        report=reviewed.now.document,
        paragraphs=lay_out(reviewed.now.document),
        did=describe_decision(last) if last and last.id == did else None,
        names=names,
        acts=ACTS,
        kinds=SPEAKER_KINDS,
        label=label,
        problem=problem,
        form=form or {},
    )


async def add_statement(request: Request) -> Response:
    """Put a statement on record that was missed."""
    form = await read_form(request)
    return await run_in_threadpool(_add_statement, request, form)


def _add_statement(request: Request, form: Form) -> Response:
    if not reviewer_of(request):
        return go("/review")
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
