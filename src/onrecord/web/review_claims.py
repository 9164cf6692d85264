"""Joining claims that say the same, and parting one whose wordings do not."""

import sqlite3

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from onrecord.records import Claim, DecisionKind, Wording
from onrecord.story.corrections.wordings import word_span
from onrecord.web.excerpts import load_documents, load_rows
from onrecord.web.pages import desk_of, render
from onrecord.web.review_forms import (
    Form,
    asks,
    decide,
    go,
    reviews_of,
    writes,
)
from onrecord.web.review_views import describe_decision

_SHOWN = 200


def show_claims(request: Request) -> Response:
    """Show the claims, those with most wordings first."""
    words = request.query_params.get("q", "")
    with desk_of(request).open() as db:
        claims = list_claims(db, words)
    return render(request, "review/claims.html", claims=claims, words=words)


def list_claims(db: sqlite3.Connection, words: str) -> list[tuple[str, str, int]]:
    """Return id, label and number of statements of the claims that hold all of some words."""
    parts = [
        "%" + w.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        for w in words.split()[:10]
    ]
    where = " AND ".join("label LIKE ? ESCAPE '\\'" for _ in parts) or "1"
    return db.execute(
        "SELECT id, label, (SELECT count(*) FROM claim_statements WHERE claim_id = claims.id)"
        f" AS said FROM claims WHERE {where} ORDER BY said DESC, rowid LIMIT {_SHOWN}",
        parts,
    ).fetchall()


@asks
def show_claim(request: Request) -> Response:
    """Show one claim: its wordings, to be parted, and others, to be joined with."""
    return render_claim(request, request.path_params["id"])


def render_claim(request: Request, claim_id: str, problem: str = "") -> Response:
    """Render one claim; `problem` says what was wrong with the form that was sent."""
    words = request.query_params.get("q", "")
    with desk_of(request).open() as db:
        claim = load_claim(db, claim_id)
        wordings = list_wordings(db, claim)
        label = load_label(db, claim).words
        others = [each for each in list_claims(db, words) if each[0] != claim.id]
        documents = {d.id: d for d in load_documents(db, {w.span.document_id for w in wordings})}
    standing = reviews_of(request).read()
    own = {w.span for w in wordings}
    past = [
        describe_decision(d)
        for d in standing.standing
        if d.kind in (DecisionKind.JOIN, DecisionKind.PART) and own & {w.span for w in d.wordings}
    ]
    return render(
        request,
        "review/claim.html",
        status=422 if problem else 200,
        claim=claim,
        label=label,
        wordings=[(n, w, documents[w.span.document_id]) for n, w in enumerate(wordings)],
        others=others,
        words=words,
        problem=problem,
        past=past,
        told=request.query_params.get("told", ""),
    )


def load_claim(db: sqlite3.Connection, claim_id: str) -> Claim:
    """Load one claim; an address that names none is answered with a page that says so."""
    found = load_rows(db, "claims", Claim, [claim_id])
    if not found:
        raise HTTPException(404, "No claim in this record has this address any more.")
    return found[0]


def list_wordings(db: sqlite3.Connection, claim: Claim) -> list[Wording]:
    """Return a claim's wordings."""
    spans = dict.fromkeys(claim.spans or (claim.label,))
    documents = {d.id: d for d in load_documents(db, {s.document_id for s in spans})}
    return [word_span(documents[s.document_id], "claim", s) for s in spans]


def load_label(db: sqlite3.Connection, claim: Claim) -> Wording:
    """Return the words a claim is shown by, which may be more or fewer than a wording's."""
    (document,) = load_documents(db, {claim.label.document_id})
    return word_span(document, "claim", claim.label)


@writes
def change_claim(request: Request, form: Form) -> Response:
    """Join a claim with another, or part some wordings off."""
    claim_id = request.path_params["id"]
    with desk_of(request).open() as db:
        claim = load_claim(db, claim_id)
        join = form.get("kind") == DecisionKind.JOIN
        made = _read_join(db, claim, form) if join else _read_part(db, claim, form)
    if isinstance(made, str):
        return render_claim(request, claim_id, made)
    decide(request, part="claims", **made)  # type: ignore[arg-type]
    return go(f"/review/claims/{claim_id}", told="joined" if join else "parted")


def _load_member(db: sqlite3.Connection, claim: Claim) -> Wording:
    """Return the wording that a claim's label was made of: decisions know a claim by it."""
    wordings = list_wordings(db, claim)
    return next((w for w in wordings if w.span.overlaps(claim.label)), wordings[0])


def _read_join(db: sqlite3.Connection, claim: Claim, form: Form) -> dict[str, object] | str:
    others = [i for i in form.many.get("other", ()) if i != claim.id]
    found = load_rows(db, "claims", Claim, others)
    if not found:
        return "Mark at least one claim that says the same."
    labels = [_load_member(db, each) for each in (claim, *found)]
    return {
        "kind": DecisionKind.JOIN,
        "target_ids": (claim.id, *(each.id for each in found)),
        "wordings": tuple(labels),
    }


def _read_part(db: sqlite3.Connection, claim: Claim, form: Form) -> dict[str, object] | str:
    wordings = list_wordings(db, claim)
    picked = [
        wordings[int(n)]
        for n in form.many.get("wording", ())
        if n.isdecimal() and int(n) < len(wordings)
    ]
    if not picked:
        return "Mark the wordings that say something else."
    if len(picked) == len(wordings):
        return "Leave at least one wording unmarked: it is what they are parted from."
    return {"kind": DecisionKind.PART, "target_ids": (claim.id,), "wordings": tuple(picked)}


ROUTES = (
    Route("/review/claims", show_claims),
    Route("/review/claims/{id}", show_claim),
    Route("/review/claims/{id}", change_claim, methods=["POST"]),
)
