"""Merging two people that are one, and splitting one that is several.

A person is named in a decision by where reports name them, because the ids of people change
with every report that is added.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from onrecord.records import (
    CoreferenceChain,
    DecisionKind,
    Document,
    Entity,
    Span,
    Wording,
)
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
from onrecord.web.review_names import find_person, list_names
from onrecord.web.review_views import SPEAKER_KINDS, describe_decision

_SHOWN = 300
# More than anybody reads on one page; whoever splits so many comes back for the rest.
_PLACES = 120
# So many places name a person well enough to be found again after any rebuild.
_NAMED_BY = 8
_KEPT_APART = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceView:
    """One report in which a person is named: how, and how much they say there."""

    chain_id: str
    name: str
    words: tuple[str, ...]
    outlet: str
    date: str
    said: tuple[str, ...]


def show_people(request: Request) -> Response:
    """Show the people and bodies of the story, those who say most first."""
    letters = request.query_params.get("q", "")
    wanted = letters.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    with desk_of(request).open() as db:
        found = db.execute(
            "SELECT id, name, kind, statements FROM entities WHERE name LIKE ? ESCAPE '\\'"
            " ORDER BY statements DESC, name LIMIT ?",
            (f"%{wanted}%", _SHOWN),
        ).fetchall()
        total = db.execute("SELECT count(*) FROM entities").fetchone()[0]
    return render(
        request, "review/people.html", people=found, letters=letters, total=total,
        kinds=SPEAKER_KINDS,
    )  # fmt: skip


@asks
def show_person(request: Request) -> Response:
    """Show one person: every report that names them, to merge with another or to split."""
    return render_person(request, request.path_params["id"])


def render_person(request: Request, entity_id: str, problem: str = "") -> Response:
    """Render one person; `problem` says what was wrong with the form that was sent."""
    with desk_of(request).open() as db:
        person = load_person(db, entity_id)
        places = list_places(db, person)
        names = [n for n in list_names(db, ()) if n != person.name]
    standing = reviews_of(request).read()
    about = [
        describe_decision(d)
        for d in standing.standing
        if d.kind in (DecisionKind.MERGE, DecisionKind.SPLIT)
        and {*d.target_ids, *d.speaker_ids} & set(person.chain_ids)
    ]
    return render(
        request,
        "review/person.html",
        status=422 if problem else 200,
        person=person,
        kind=SPEAKER_KINDS.get(person.kind, "not told"),
        places=places,
        names=names,
        problem=problem,
        past=about,
        told=request.query_params.get("told", ""),
    )


def load_person(db: sqlite3.Connection, entity_id: str) -> Entity:
    """Load one person; an address that names none is answered with a page that says so."""
    found = load_rows(db, "entities", Entity, [entity_id])
    if not found:
        raise HTTPException(404, "Nobody in this record has this address any more.")
    return found[0]


def list_places(db: sqlite3.Connection, person: Entity) -> list[PlaceView]:
    """Return the reports that name a person, in the order of the record."""
    chains = load_rows(db, "chains", CoreferenceChain, person.chain_ids[:_PLACES])
    ids = {c.mentions[0].document_id for c in chains}
    documents = {d.id: d for d in load_documents(db, ids)}
    said: dict[str, list[str]] = {}
    for document_id, words in db.execute(
        "SELECT document_id, content FROM statements WHERE entity_id = ? ORDER BY rowid",
        (person.id,),
    ):
        said.setdefault(document_id, []).append(words[:160])
    places = []
    for chain in chains:
        document = documents[chain.mentions[0].document_id]
        words = dict.fromkeys(span.of(document.text) for span in chain.mentions)
        places.append(
            PlaceView(
                chain_id=chain.id,
                name=chain.name,
                words=tuple(words)[:6],
                outlet=document.publisher or document.path,
                date=document.published or "",
                said=tuple(said.get(document.id, ())[:3]),
            )
        )
    return places


def name_places(
    db: sqlite3.Connection, person: Entity, role: str, only: Sequence[str] = (), most: int = 8
) -> tuple[tuple[str, ...], tuple[Wording, ...]]:
    """Return ids and words by which a decision names a person, or some places of one."""
    chains = load_rows(db, "chains", CoreferenceChain, only or person.chain_ids)
    by_name: dict[str, list[CoreferenceChain]] = {}
    for chain in chains:
        by_name.setdefault(chain.name, []).append(chain)
    # Each name once before any comes a second time.
    turns = sorted(
        ((n, chain) for held in by_name.values() for n, chain in enumerate(held)),
        key=lambda pair: pair[0],
    )
    picked = [(chain.id, chain.mentions[0]) for _, chain in turns[:most]]
    if not picked:  # named and never described: any of its words will do
        picked = [(person.chain_ids[0], person.mentions[0])]
    documents = {d.id: d for d in load_documents(db, {span.document_id for _, span in picked})}
    ids = tuple(chain_id for chain_id, _ in picked)
    return ids, tuple(_word(documents[span.document_id], role, span) for _, span in picked)


def _word(document: Document, role: str, span: Span) -> Wording:
    return Wording(role=role, span=span, words=span.of(document.text))


@writes
def change_person(request: Request, form: Form) -> Response:
    """Merge a person with another, or split some places off."""
    entity_id = request.path_params["id"]
    with desk_of(request).open() as db:
        person = load_person(db, entity_id)
        if form.get("kind") == DecisionKind.MERGE:
            made = _read_merge(db, person, form)
        else:
            made = _read_split(db, person, form)
    if isinstance(made, str):
        return render_person(request, entity_id, made)
    decide(request, part="entities", **made)  # type: ignore[arg-type]
    told = "merged" if made["kind"] is DecisionKind.MERGE else "split"
    return go(f"/review/people/{entity_id}", told=told)


def _read_merge(db: sqlite3.Connection, person: Entity, form: Form) -> dict[str, object] | str:
    name = form.get("other", "").strip()
    other = find_person(db, name)
    if other is None:
        return f"Nobody in this record is called “{name[:60]}”, or several are."
    if other.id == person.id:
        return f"“{name[:60]}” is this one already."
    ids, words = name_places(db, person, "mention", most=_NAMED_BY)
    more, others = name_places(db, other, "mention", most=_NAMED_BY)
    return {
        "kind": DecisionKind.MERGE,
        "target_ids": ids + more,
        "wordings": words + others,
        "value": f"{person.name} = {other.name}",
    }


def _read_split(db: sqlite3.Connection, person: Entity, form: Form) -> dict[str, object] | str:
    picked = [i for i in form.many.get("place", ()) if i in person.chain_ids]
    rest = [i for i in person.chain_ids if i not in picked]
    if not picked:
        return "Mark the reports in which it is somebody else."
    if not rest:
        return "Leave at least one report unmarked: they are to be kept apart from those."
    ids, words = name_places(db, person, "mention", picked, len(picked))
    more, others = name_places(db, person, "other mention", rest, _KEPT_APART)
    return {
        "kind": DecisionKind.SPLIT,
        "target_ids": ids,
        "speaker_ids": more,
        "wordings": words + others,
        "value": person.name,
    }


ROUTES = (
    Route("/review/people", show_people),
    Route("/review/people/{id}", show_person),
    Route("/review/people/{id}", change_person, methods=["POST"]),
)
