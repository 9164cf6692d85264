"""One report as it was read and as its reviewers have it now, decisions not yet replayed included.

On the review's pages and beside a report's text a decision counts at once; the lists show it as
a mark until the record is replayed. Only the one report is loaded and corrected, whatever the
size of the record.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, get_args, get_type_hints

from onrecord.records import Correction, Decision, Evidence
from onrecord.store.codec import load_record
from onrecord.story.corrections.replays import correct_evidence
from onrecord.web.excerpts import INDEXED

# The parts of a report's evidence whose rows can be decided on.
PARTS = ("statements", "figures", "events", "missed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """A report as read, as corrected, and what became of each decision about it."""

    read: Evidence
    now: Evidence
    corrections: tuple[Correction, ...] = ()


def load_reviewed(
    db: sqlite3.Connection, document_id: str, standing: Sequence[Decision]
) -> Reviewed | None:
    """Load a report and apply the decisions that stand; None when it is not in the record."""
    stored = load_report(db, document_id)
    if stored is None:
        return None
    read = load_original(db, document_id) or stored
    about = [d for d in standing if _is_about(d, read)]
    corrected = correct_evidence([read], about)
    return Reviewed(read=read, now=corrected.evidence[0], corrections=corrected.corrections)


def apply_waiting(
    db: sqlite3.Connection, stored: Evidence, standing: Sequence[Decision]
) -> Evidence:
    """Return a report's rows as they will be; those that were rejected are still among them."""
    reviewed = load_reviewed(db, stored.document.id, standing)
    if reviewed is None:
        return stored
    shown: dict[str, Any] = {}
    for part in PARTS:
        now = getattr(reviewed.now, part)
        ids = {row.id for row in now}
        shown[part] = (*now, *(row for row in getattr(stored, part) if row.id not in ids))
    return replace(stored, **shown)


def _is_about(decision: Decision, one: Evidence) -> bool:
    spans = [w.span for w in (*decision.wordings, *decision.replacement)]
    if not spans or decision.part not in PARTS:
        return False
    return spans[0].document_id == one.document.id or decision.path == one.document.path


def load_report(db: sqlite3.Connection, document_id: str) -> Evidence | None:
    """Load the evidence of one report as the record has it."""
    found = db.execute("SELECT rowid - 1 FROM documents WHERE id = ?", (document_id,)).fetchone()
    if found is None:
        return None
    hints = get_type_hints(Evidence)
    many: defaultdict[str, list[Any]] = defaultdict(list)
    single: dict[str, Any] = {}
    for part, line in db.execute(
        "SELECT part, json FROM records WHERE report = ? ORDER BY part, position", found
    ):
        kinds = get_args(hints[part])
        if kinds:
            many[part].append(load_record(kinds[0], line))
        else:
            single[part] = load_record(hints[part], line)
    held: dict[str, Any] = single | {part: tuple(rows) for part, rows in many.items()}
    return Evidence(**held)


def load_original(db: sqlite3.Connection, document_id: str) -> Evidence | None:
    """Load the evidence of one report as it was read, where decisions changed it since."""
    beginning = ('{"document":{"id":' + json.dumps(document_id))[:INDEXED]
    found = db.execute(
        f"SELECT json FROM records WHERE part = 'originals' AND substr(json, 1, {INDEXED}) = ?",
        (beginning,),
    )
    loaded = (load_record(Evidence, line) for (line,) in found)
    return next((one for one in loaded if one.document.id == document_id), None)
