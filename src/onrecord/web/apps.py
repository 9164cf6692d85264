"""The desk as an application: the route modules, the guard around them, the errors' page.

A route module has `ROUTES`, a tuple of Starlette routes to plain functions. To add a part to
the desk, add its module to `MODULES` and its address to `pages.NAVIGATION`; render it with
`pages.render` from a template that extends `base.html`. Whatever is posted has passed the guard.
"""

from types import ModuleType

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from onrecord.errors import StoreError
from onrecord.web import (
    changes,
    claims,
    copies,
    events,
    everything,
    figures,
    methods,
    missed,
    overviews,
    people,
    readings,
    repeats,
    reports,
    review_adding,
    review_claims,
    review_grades,
    review_people,
    review_rows,
    reviews,
    rows,
    statements,
)
from onrecord.web.desks import Desk
from onrecord.web.guards import Guard
from onrecord.web.names import Names
from onrecord.web.pages import STATIC, asset, render
from onrecord.web.review_logs import Reviews

MODULES: tuple[ModuleType, ...] = (
    overviews,
    claims,
    figures,
    events,
    people,
    statements,
    repeats,  # before `copies`, whose addresses hold an id where these hold a word
    copies,
    changes,
    missed,
    reports,
    readings,
    everything,
    methods,
    rows,
    reviews,
    review_rows,
    review_adding,
    review_people,
    review_claims,
    review_grades,
)


def create_app(desk: Desk) -> Starlette:
    """Make the application that serves one desk."""
    routes = [route for module in MODULES for route in module.ROUTES]
    app = Starlette(
        routes=[Route("/static/{name}", send_static), *routes],
        middleware=[Middleware(Guard, desk=desk)],
        exception_handlers={
            HTTPException: show_refusal,
            StoreError: show_store_error,
            Exception: show_fault,
        },
    )
    app.state.desk = desk
    app.state.names = Names(desk)
    app.state.reviews = Reviews(desk)
    return app


def send_static(request: Request) -> Response:
    """Send a style sheet or a script; its address changes with its bytes, so it may be kept."""
    name = request.path_params["name"]
    if name not in STATIC:
        raise HTTPException(404)
    return Response(
        asset(name),
        media_type=STATIC[name][1],
        headers={"Cache-Control": "public, max-age=31536000, immutable"},
    )


def show_refusal(request: Request, error: Exception) -> Response:
    """Answer what is not there, or not allowed, with a page that leads on."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    detail = error.detail if isinstance(error, HTTPException) else ""
    if status == 404 and detail in ("", "Not Found"):
        detail = "There is nothing at this address in this record."
    return render(request, "error.html", status=status, words=detail)


def show_store_error(request: Request, error: Exception) -> Response:
    """Answer with what is wrong with the record and how to go on."""
    return render(request, "error.html", status=503, words=f"{error}.")


def show_fault(request: Request, error: Exception) -> Response:
    """Answer a fault of onrecord itself; the details are on the terminal."""
    words = "This is a fault in onrecord. The terminal it runs in says more; please report that."
    return render(request, "error.html", status=500, words=words)
