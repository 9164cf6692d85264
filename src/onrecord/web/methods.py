"""How the record was made: inputs with their hashes, versions, models, methods, limits."""

import sqlite3
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from onrecord.errors import StoreError
from onrecord.store.manifests import load_manifest
from onrecord.web.answers import Table, answer
from onrecord.web.desks import Desk
from onrecord.web.pages import desk_of, render

COLUMNS = ("path", "sha256", "reason")


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """What the record says of its own making."""

    methods: tuple[tuple[str, int], ...]
    inputs: tuple[tuple[str, str], ...]
    unread: tuple[tuple[str, str], ...]
    versions: tuple[tuple[str, str], ...]
    models: tuple[tuple[str, str], ...]
    problem: str = ""


def show_method(request: Request) -> Response:
    """Show how the record was made."""
    desk = desk_of(request)
    with desk.open() as db:
        method = describe_method(desk, db)

    def rows() -> list[dict[str, str | int | float | None]]:
        read: list[dict[str, str | int | float | None]] = [
            {"path": path, "sha256": digest} for path, digest in method.inputs
        ]
        return read + [{"path": path, "reason": reason} for path, reason in method.unread]

    table = Table(name="inputs", columns=COLUMNS, rows=rows)
    return answer(request, table, lambda: render(request, "desk/method.html", method=method))


def describe_method(desk: Desk, db: sqlite3.Connection) -> Method:
    """Read how the record was made from its tables and its manifest, if that is still there."""
    manifest: dict[str, Any] = {}
    problem = ""
    try:
        manifest = load_manifest(desk.record)
    except StoreError as error:
        problem = str(error)
    methods = db.execute("SELECT method, count(*) FROM statements GROUP BY 1 ORDER BY 2 DESC, 1")
    inputs = db.execute("SELECT path, id FROM documents ORDER BY rowid")
    unread = db.execute("SELECT path, reason FROM unread ORDER BY rowid")
    return Method(
        methods=tuple(methods.fetchall()),
        inputs=tuple(inputs.fetchall()),
        unread=tuple(unread.fetchall()),
        versions=_pairs(manifest.get("versions", {})),
        models=_pairs(manifest.get("models", {})),
        problem=problem,
    )


def _pairs(held: Any) -> tuple[tuple[str, str], ...]:
    """Flatten what the manifest holds into names and words."""
    if not isinstance(held, dict):
        return ()
    found: list[tuple[str, str]] = []
    for name, value in held.items():
        if isinstance(value, dict):
            found.extend((f"{name}: {inner}", words) for inner, words in _pairs(value))
        else:
            found.append((str(name), str(value)))
    return tuple(found)


ROUTES = (Route("/method{form:form}", show_method),)
