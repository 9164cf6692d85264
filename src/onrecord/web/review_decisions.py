"""What a form decides about a row: the decision it asks for, or what is the matter with it."""

import sqlite3

from starlette.exceptions import HTTPException

from onrecord.records import Act, DecisionKind, SpeakerKind
from onrecord.web.review_forms import (
    Form,
    clean_name,
)
from onrecord.web.review_names import find_person
from onrecord.web.review_reports import Reviewed
from onrecord.web.review_views import (
    ACTS,
    SPEAKER_KINDS,
)
from onrecord.web.review_words import read_marked


def read_decision(
    db: sqlite3.Connection, form: Form, reviewed: Reviewed, part: str
) -> dict[str, object] | str:
    """Return what a form decides, or what is the matter with it."""
    kind = form.get("kind", "")
    if kind in (DecisionKind.ACCEPT, DecisionKind.REJECT):
        return {"kind": DecisionKind(kind), "note": form.get("note", "")[:1000]}
    if kind == DecisionKind.SPEAKER and part == "statements":
        return {"kind": DecisionKind.SPEAKER, **read_speaker(db, form)}
    if kind in (DecisionKind.EDIT, DecisionKind.ADD):
        near = form.get("near", "")
        marked = read_marked(reviewed.now.document, form, int(near) if near.isdecimal() else 0)
        if marked.problem:
            return marked.problem
        changed: dict[str, object] = {"replacement": marked.wordings}
        changed["forced"] = form.get("forced") == "yes"
        if form.get("act") in ACTS:
            changed["act"] = Act(form["act"])
        if part == "statements" and kind == DecisionKind.EDIT:
            return {"kind": DecisionKind.EDIT, **changed}
        speaker = read_speaker(db, form) if form.get("speaker", "").strip() else {}
        return {"kind": DecisionKind.ADD, **changed, **speaker}
    raise HTTPException(400, "This is no decision that can be taken about such a row.")


def read_speaker(db: sqlite3.Connection, form: Form) -> dict[str, object]:
    """Return whom a form names as the speaker: somebody of this story, or somebody new."""
    name = clean_name(form.get("speaker", ""))
    if not name or form.get("unknown"):
        return {"value": None}
    person = find_person(db, name)
    if person:
        return {
            "value": person.name,
            "speaker_kind": person.kind,
            "speaker_ids": person.chain_ids[:8],
        }
    kind = form.get("speaker_kind", "")
    known = kind if kind in SPEAKER_KINDS else SpeakerKind.PERSON
    return {"value": name, "speaker_kind": SpeakerKind(known)}
