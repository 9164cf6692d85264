"""Pages as they leave the desk: templates with everything escaped, and the errors' page.

Templates of the desk come first, then those of the page (`report/templates`), whose macros the
desk shares. Every template is given `desk` (see `Frame`) and what the view hands over.
"""

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from onrecord.errors import StoreError
from onrecord.report.html import clean_page
from onrecord.report.views.places import show_path
from onrecord.web.citations import cite
from onrecord.web.desks import Desk
from onrecord.web.guards import SECRET_FIELD, SECRET_HEADER
from onrecord.web.review_logs import Standing
from onrecord.web.review_marks import Mark

STATIC = {
    "page.css": ("onrecord.report", "text/css"),
    "clip.js": ("onrecord.report", "text/javascript"),
    "page.js": ("onrecord.report", "text/javascript"),
    "desk.css": ("onrecord.web", "text/css"),
    "desk.js": ("onrecord.web", "text/javascript"),
    "review.css": ("onrecord.web", "text/css"),
    "review.js": ("onrecord.web", "text/javascript"),
    "icon.svg": ("onrecord.web", "image/svg+xml"),
}
# Where a reader can go, in the order of the questions a reader has: address, words.
NAVIGATION: list[tuple[str, str]] = [
    ("/", "Overview"),
    ("/claims", "Claims"),
    ("/figures", "Figures"),
    ("/events", "Timeline"),
    ("/people", "People"),
    ("/statements", "Statements"),
    ("/copies", "Copies"),
    ("/changes", "Changes"),
    ("/missed", "Missed"),
    ("/reports", "Reports"),
    ("/review", "Review"),
    ("/method", "Method"),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What every page of the desk shows around its own part."""

    name: str
    path: str
    query: str
    secret: str
    standing: Standing
    replaying: bool
    navigation: tuple[tuple[str, str], ...]
    secret_field: str = SECRET_FIELD
    secret_header: str = SECRET_HEADER

    @property
    def here(self) -> str:
        """The address of this page, to come back to."""
        return f"{self.path}?{self.query}" if self.query else self.path

    def marks(self, part: str, row: str) -> tuple[Mark, ...]:
        """Return what was decided about a row."""
        return self.standing.marks.get((part, row), ())

    def is_at(self, address: str) -> bool:
        """Say whether the reader is in the part of the desk that `address` opens."""
        inside = self.path == address or self.path.startswith(address.rstrip("/") + "/")
        return self.path == "/" if address == "/" else inside

    def asset(self, name: str) -> str:
        """Return the address of a style sheet or script; a changed file has another address."""
        return f"/static/{name}?{digest(name)}"


def desk_of(request: Request) -> Desk:
    """Return the desk a request came to."""
    desk: Desk = request.app.state.desk
    return desk


def standing_of(request: Request) -> Standing:
    """Return what was decided so far; nothing where the record cannot be opened."""
    try:
        standing: Standing = request.app.state.reviews.read()
    except StoreError:  # the request itself says what is wrong
        return Standing()
    return standing


def render(request: Request, template: str, status: int = 200, **given: Any) -> Response:
    """Render a template as the answer to a request; `given` are the template's own names."""
    desk = desk_of(request)
    frame = Frame(
        name=request.app.state.names.get(),
        path=request.url.path,
        query=request.url.query,
        secret=desk.secret,
        navigation=tuple(NAVIGATION),
        standing=standing_of(request),
        replaying=request.app.state.reviews.replaying.locked(),
    )
    page = environment().get_template(template).render(desk=frame, **given)
    return HTMLResponse(clean_page(page), status_code=status)


@cache
def environment() -> Environment:
    """Return the templates' environment: everything escaped, nothing undefined let pass."""
    made = Environment(
        loader=ChoiceLoader([PackageLoader("onrecord.web"), PackageLoader("onrecord.report")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["grouped"] = lambda number: f"{number:,}"
    made.filters["file_name"] = show_path
    made.globals["secret_input"] = secret_input
    made.globals["cite"] = cite
    return made


def secret_input(frame: Frame) -> Markup:
    """Return the hidden field that every form of the desk must carry."""
    field = '<input type="hidden" name="{}" value="{}">'
    return Markup(field).format(frame.secret_field, frame.secret)


@cache
def asset(name: str) -> bytes:
    """Return the bytes of a file of `STATIC`."""
    return files(STATIC[name][0]).joinpath("static", name).read_bytes()


@cache
def digest(name: str) -> str:
    """Return a few digits of a static file's hash."""
    return sha256(asset(name)).hexdigest()[:12]
