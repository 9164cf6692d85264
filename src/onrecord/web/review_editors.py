"""Pages on which the words of a statement can be changed or marked: what they all are given."""

from starlette.requests import Request
from starlette.responses import Response

from onrecord.records import Document
from onrecord.web.pages import render
from onrecord.web.review_forms import Form
from onrecord.web.review_views import ACTS, SPEAKER_KINDS, label


def render_editor(
    request: Request,
    template: str,
    report: Document,
    refused: tuple[str, Form | None],
    **given: object,
) -> Response:
    """Render a page with an editor; `refused` is what was wrong with the form that was sent."""
    problem, form = refused
    return render(
        request,
        template,
        status=422 if problem else 200,
        report=report,
        problem=problem,
        form=form or {},
        acts=ACTS,
        kinds=SPEAKER_KINDS,
        label=label,
        **given,
    )
