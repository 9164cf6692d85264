"""Who may ask, who may write, and what every answer carries."""

from dataclasses import replace
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from onrecord.web.desks import LOOPBACK, Desk
from onrecord.web.guards import Guard

DESK = Desk(record=Path("nowhere"), secret="hush")
OPEN = replace(DESK, hosts=LOOPBACK | {"desk.example"}, token="open-sesame")


async def write(request: Request) -> PlainTextResponse:
    return PlainTextResponse(f"wrote {dict(await request.form())}")


def read(request: Request) -> PlainTextResponse:
    return PlainTextResponse("read")


def ask(desk: Desk, base: str = "http://127.0.0.1:8010") -> TestClient:
    app = Starlette(routes=[Route("/", read), Route("/w", write, methods=["POST"])])
    return TestClient(Guard(app, desk), base_url=base, follow_redirects=False)


@pytest.mark.parametrize(
    ("base", "status"),
    [
        ("http://127.0.0.1:8010", 200),
        ("http://localhost:8010", 200),
        ("http://[::1]:8010", 200),
        ("http://localhost.:8010", 200),
        ("http://evil.example:8010", 421),
        ("http://127.0.0.1.evil.example", 421),
        ("http://192.168.0.7:8010", 421),
    ],
)
def test_the_host_must_be_the_desks_own(base: str, status: int) -> None:
    assert ask(DESK, base).get("/").status_code == status


@pytest.mark.parametrize("header", ["", "]", "[", ":", "127.0.0.1:", "\x00"])
def test_odd_hosts_are_answered_not_crashed_on(header: str) -> None:
    answer = ask(DESK).get("/", headers={"host": header})
    assert answer.status_code == (200 if header == "127.0.0.1:" else 421)


def test_every_answer_carries_the_headers() -> None:
    for answer in (ask(DESK).get("/"), ask(DESK).get("/", headers={"host": "evil.example"})):
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'")
        assert "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize(
    ("headers", "secret", "status"),
    [
        ({}, "hush", 200),
        ({"sec-fetch-site": "same-origin", "origin": "http://127.0.0.1:8010"}, "hush", 200),
        ({}, "wrong", 403),
        ({}, "", 403),
        ({"origin": "http://evil.example"}, "hush", 403),
        ({"origin": "null"}, "hush", 403),
        ({"origin": "http://127.0.0.1:9999"}, "hush", 403),
        ({"sec-fetch-site": "cross-site"}, "hush", 403),
        ({"sec-fetch-site": "same-site"}, "hush", 403),
        ({"sec-fetch-site": "none"}, "hush", 403),
    ],
)
def test_writes_come_from_the_desks_own_pages(
    headers: dict[str, str], secret: str, status: int
) -> None:
    form = {"secret": secret, "row": "ä & b"}
    answer = ask(DESK).post("/w", data=form, headers=headers)
    assert answer.status_code == status
    assert ("wrote" in answer.text and "ä & b" in answer.text) == (status == 200)


def test_a_script_sends_the_secret_as_a_header() -> None:
    right = ask(DESK).post("/w", headers={"x-onrecord-secret": "hush"})
    wrong = ask(DESK).post("/w", headers={"x-onrecord-secret": "hus"})
    assert (right.status_code, wrong.status_code) == (200, 403)


def test_a_huge_form_is_refused() -> None:
    answer = ask(DESK).post("/w", data={"secret": "hush", "row": "x" * 1_100_000})
    assert answer.status_code == 413


@pytest.mark.parametrize("path", ["/", "/?q=a", "/?token=wrong", "/?token="])
def test_on_another_address_a_token_is_demanded(path: str) -> None:
    answer = ask(OPEN, "http://desk.example:8010").get(path)
    assert answer.status_code == 401
    assert "open-sesame" not in answer.text


def test_the_token_becomes_a_cookie_and_leaves_the_address() -> None:
    client = ask(OPEN, "http://desk.example:8010")
    first = client.get("/?q=dam&token=open-sesame")
    assert (first.status_code, first.headers["location"]) == (303, "/?q=dam")
    cookie = first.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert client.get("/?q=dam").text == "read"


def test_the_redirect_stays_on_the_desk() -> None:
    base = "http://desk.example:8010"
    answer = ask(OPEN, base).get(f"{base}//evil.example/?token=open-sesame")
    assert answer.headers["location"] == "/evil.example/"


def test_a_program_shows_the_token_in_a_header() -> None:
    client = ask(OPEN, "http://10.0.0.5:8010")
    assert client.get("/").status_code == 401
    assert client.get("/", headers={"authorization": "Bearer open-sesame"}).status_code == 200


def test_a_desk_for_others_still_turns_strange_names_away() -> None:
    client = ask(OPEN, "http://evil.example:8010")
    assert client.get("/", headers={"authorization": "Bearer open-sesame"}).status_code == 421
