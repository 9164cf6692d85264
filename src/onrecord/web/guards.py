"""What every request passes before a view sees it, and the headers every answer carries.

Three checks, in this order: the Host named must be one the desk answers to (a name that an
attacker points at this machine is turned away: DNS rebinding); where a token is demanded it
must be shown; and whatever writes must come from one of the desk's own pages, by what the
browser says (Sec-Fetch-Site, Origin) and by the secret in the form. Nothing here knows views.
"""

import secrets
from http.cookies import CookieError, SimpleCookie
from ipaddress import ip_address
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.web.desks import LOOPBACK, Desk

SECRET_FIELD = "secret"  # in forms
SECRET_HEADER = "x-onrecord-secret"  # in what the desk's scripts send
TOKEN = "token"
_SAFE = frozenset(("GET", "HEAD", "OPTIONS"))
_FORM = "application/x-www-form-urlencoded"
# A decision is a few hundred bytes; an import of labels comes as a body with the header.
_LARGEST_FORM = 1_000_000

POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "connect-src 'self'",
        "img-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    # Not "no-referrer": with that a browser says `Origin: null` of the desk's own forms.
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Guard:
    """The checks around an application, as ASGI middleware."""

    def __init__(self, app: ASGIApp, desk: Desk) -> None:
        self.app = app
        self.desk = desk

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Turn the request away, or hand it on with the headers added to its answer."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return  # the desk has no web sockets

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        headers = Headers(scope=scope)
        answer = refuse_host(self.desk, headers) or self._ask_token(scope, headers)
        if answer is None and scope["method"] not in _SAFE:
            answer = refuse_origin(headers, scope["scheme"])
            if answer is None:
                receive, answer = await self._check_secret(headers, receive)
        await (answer or self.app)(scope, receive, send_with_headers)

    def _ask_token(self, scope: Scope, headers: Headers) -> Response | None:
        token = self.desk.token
        if token is None:
            return None
        cookie = f"onrecord-{(scope.get('server') or ('', 0))[1]}"
        if same(read_cookie(headers, cookie), token):
            return None
        if same(headers.get("authorization", "").removeprefix("Bearer "), token):
            return None
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        if not any(name == TOKEN and same(value, token) for name, value in query):
            return refuse(401, "This desk needs its token: open the address it printed.")
        rest = urlencode([pair for pair in query if pair[0] != TOKEN])
        # The path is put together again from the scope, so it cannot lead to another host.
        place = "/" + scope["path"].lstrip("/") + (f"?{rest}" if rest else "")
        answer = RedirectResponse(place, status_code=303)
        answer.set_cookie(cookie, token, httponly=True, samesite="strict", path="/")
        return answer

    async def _check_secret(
        self, headers: Headers, receive: Receive
    ) -> tuple[Receive, Response | None]:
        """Look for the secret in the header, else in the form, which is then handed on whole."""
        if same(headers.get(SECRET_HEADER, ""), self.desk.secret):
            return receive, None
        stale = refuse(403, "This page is from an earlier run of the desk: reload it, try again.")
        if not headers.get("content-type", "").startswith(_FORM):
            return receive, stale
        body = await read_body(receive)
        if body is None:
            return receive, refuse(413, "This form is too large.")
        fields = parse_qsl(body.decode("latin-1"), keep_blank_values=True)
        known = any(n == SECRET_FIELD and same(v, self.desk.secret) for n, v in fields)
        return replay(body), None if known else stale


def refuse(status: int, words: str) -> Response:
    """Make a plain answer that turns a request away."""
    return PlainTextResponse(words + "\n", status_code=status)


def refuse_host(desk: Desk, headers: Headers) -> Response | None:
    """Turn away a request to a name that is not this desk's."""
    name = host_name(headers.get("host", ""))
    if name in desk.hosts or (desk.hosts > LOOPBACK and _is_address(name)):
        return None
    return refuse(421, "This desk does not answer to that name; open the address it printed.")


def host_name(host: str) -> str:
    """Return the name in a Host header, without port and brackets.

    >>> host_name("127.0.0.1:8010"), host_name("[::1]:8010"), host_name("Localhost")
    ('127.0.0.1', '::1', 'localhost')
    """
    if host.startswith("["):
        return host[1:].partition("]")[0].lower()
    return host.partition(":")[0].rstrip(".").lower()


def _is_address(name: str) -> bool:
    """Say whether a name is a bare address: no such name can be pointed elsewhere."""
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def refuse_origin(headers: Headers, scheme: str) -> Response | None:
    """Turn away a write that a browser says comes from another site."""
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    here = f"{scheme}://{headers.get('host', '')}"
    if site not in (None, "same-origin") or origin not in (None, here):
        return refuse(403, "Nothing was written: the request came from another site.")
    return None


def same(given: str, wanted: str) -> bool:
    """Compare two secrets in a time that does not tell how much of them agrees."""
    return secrets.compare_digest(given.encode("utf-8", "replace"), wanted.encode())


def read_cookie(headers: Headers, name: str) -> str:
    """Return the value of a cookie; empty when there is none."""
    cookies: SimpleCookie = SimpleCookie()
    try:
        cookies.load(headers.get("cookie", ""))
    except CookieError:
        return ""
    return cookies[name].value if name in cookies else ""


async def read_body(receive: Receive) -> bytes | None:
    """Read the whole body of a form; None when it is larger than any form of ours."""
    body = b""
    while True:
        message = await receive()
        part: bytes = message.get("body", b"")
        body += part
        if len(body) > _LARGEST_FORM:
            return None
        if message["type"] == "http.disconnect" or not message.get("more_body"):
            return body


def replay(body: bytes) -> Receive:
    """Hand on a body that was read as if it had just come in."""
    messages: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> Message:
        return messages.pop(0) if messages else {"type": "http.disconnect"}

    return receive
