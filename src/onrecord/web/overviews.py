"""The story in one screen."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from onrecord.web.pages import desk_of, render


def show_overview(request: Request) -> Response:
    """Show the story in one screen."""
    with desk_of(request).open() as db:
        reports = db.execute("SELECT count(*) FROM documents").fetchone()[0]
    return render(request, "desk/overview.html", reports=reports)


ROUTES = (Route("/", show_overview),)
