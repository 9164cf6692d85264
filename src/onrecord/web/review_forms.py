"""What the review pages share: the form that was sent, who reviews, and the review of the desk.

The reviewer's name is kept in a cookie and goes with every decision. It is a name, not a key:
whoever can use the desk can review under any.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import wraps
from urllib.parse import parse_qs, quote, unquote, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord.records import Decision, DecisionKind
from onrecord.web.review_logs import Reviews

COOKIE = "onrecord-reviewer"
LONGEST_NAME = 60


class Form(dict[str, str]):
    """A form's fields, the last value of each; `many` keeps all of them."""

    many: Mapping[str, Sequence[str]]


async def read_form(request: Request) -> Form:
    """Read the fields of a form; what is no UTF-8 is replaced, never refused."""
    fields = parse_qs(
        (await request.body()).decode("utf-8", "replace"),
        keep_blank_values=True,
        errors="replace",
        max_num_fields=5000,
    )
    form = Form({name: values[-1] for name, values in fields.items()})
    form.many = fields
    return form


def writes(
    decided: Callable[[Request, Form], Response],
) -> Callable[[Request], Awaitable[Response]]:
    """Make an endpoint of a function that takes a form; without a reviewer nothing is written."""

    @wraps(decided)
    async def endpoint(request: Request) -> Response:
        form = await read_form(request)
        if not reviewer_of(request):
            return go("/review")
        return await run_in_threadpool(decided, request, form)

    return endpoint


def asks(shown: Callable[[Request], Response]) -> Callable[[Request], Response]:
    """Make an endpoint of a page that needs a reviewer: without one it asks who reviews."""

    @wraps(shown)
    def endpoint(request: Request) -> Response:
        return shown(request) if reviewer_of(request) else ask_name(request)

    return endpoint


def reviews_of(request: Request) -> Reviews:
    """Return the review of the desk a request came to."""
    reviews: Reviews = request.app.state.reviews
    return reviews


def reviewer_of(request: Request) -> str:
    """Return who reviews; empty when nobody has said."""
    return clean_name(unquote(request.cookies.get(COOKIE, "")))


def clean_name(name: str) -> str:
    """Return a name as it can stand on a line.

    >>> clean_name("  Ada\\n Lov\\x00elace ")
    'Ada Lov elace'
    """
    plain = "".join(c if c.isprintable() else " " for c in name)
    return " ".join(plain.split())[:LONGEST_NAME]


def keep_name(answer: Response, name: str) -> None:
    """Let the browser remember who reviews."""
    answer.set_cookie(
        COOKIE, quote(name), max_age=31536000, httponly=True, samesite="strict", path="/"
    )


def go(path: str, **query: str | int | None) -> Response:
    """Lead on to another page of the review."""
    pairs = {name: value for name, value in query.items() if value not in (None, "")}
    return RedirectResponse(f"{path}?{urlencode(pairs)}" if pairs else path, status_code=303)


def ask_name(request: Request) -> Response:
    """Lead to where a reviewer says who they are, and back from there."""
    here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return go("/review", next=here)


def find_back(form: Mapping[str, str]) -> str:
    """Return where a form wants to lead, if that is a place on this desk's review."""
    place = find_place(form)
    return place if place.startswith("/review") else "/review"


def find_place(form: Mapping[str, str]) -> str:
    """Return where on this desk a form wants to lead; empty where it names no such place."""
    place = form.get("next", "")
    inside = place.startswith("/") and not place.startswith("//")
    return place if inside and "\\" not in place and place.isprintable() else ""


def now() -> str:
    """Return the time of a decision: UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def decide(request: Request, kind: DecisionKind, **given: object) -> Decision:
    """Write a decision of this request's reviewer; it is on disk when this returns."""
    made = Decision(kind=kind, reviewer=reviewer_of(request), time=now(), **given)  # type: ignore[arg-type]
    return reviews_of(request).write(made)
