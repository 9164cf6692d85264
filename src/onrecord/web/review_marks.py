"""What reviewers decided, as marks that stand on the rows of every view at once.

The lists, their counts and their files are those of the record as it was built, so that they
agree with each other; until the decisions are worked into it, each row says what was decided
about it, by whom, and that this is still to come. Nothing is applied here.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.records import Decision, DecisionKind
from onrecord.report.views.corrections import DONE, show_change

Key = tuple[str, str]
ROWS = frozenset(
    {DecisionKind.ACCEPT, DecisionKind.REJECT, DecisionKind.EDIT, DecisionKind.SPEAKER}
)
_PEOPLE = frozenset({DecisionKind.MERGE, DecisionKind.SPLIT})
_CLAIMS = frozenset({DecisionKind.JOIN, DecisionKind.PART})
# Accepting changes nothing in any list, grades are in none.
_QUIET = frozenset({DecisionKind.ACCEPT, DecisionKind.GRADE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One decision about a row: what was done, to what, by whom; `waiting` for the next build."""

    done: str
    detail: str
    reviewer: str
    waiting: bool
    rejected: bool = False

    @property
    def words(self) -> str:
        """The mark on one line, as it stands in a table."""
        detail = f": {self.detail}" if self.detail else ""
        waiting = ", not yet in the lists" if self.waiting else ""
        return f"{self.done}{detail} by {self.reviewer}{waiting}"


Marks = Mapping[Key, tuple[Mark, ...]]


def count_waiting(
    decisions: Sequence[Decision], standing: Sequence[Decision], replayed: int
) -> int:
    """Count the decisions, and undoings of older ones, that would change a list."""
    return sum(
        decision.kind not in _QUIET for decision, _ in _list_waiting(decisions, standing, replayed)
    )


def list_marks(
    db: sqlite3.Connection,
    decisions: Sequence[Decision],
    standing: Sequence[Decision],
    about: Mapping[Key, Sequence[Decision]],
    replayed: int,
) -> Marks:
    """Return the marks of every row, by its part and id; `replayed` decisions are in the record."""
    held: defaultdict[Key, list[Mark]] = defaultdict(list)
    for key, own in about.items():
        for decision in own:
            held[key].append(_describe(decision, waiting=decision.sequence > replayed))
    for decision, undone in _list_waiting(decisions, standing, replayed):
        if decision.kind in ROWS and not undone:
            continue
        mark = _describe(decision, waiting=True, undone=undone)
        for key in _find_rows(db, decision):
            held[key].append(mark)
    return {key: tuple(dict.fromkeys(marks)) for key, marks in held.items()}


def _list_waiting(
    decisions: Sequence[Decision], standing: Sequence[Decision], replayed: int
) -> Iterator[tuple[Decision, bool]]:
    """Yield what was decided since the record was built, and what of before was undone since."""
    live = {decision.id for decision in standing}
    for decision in standing:
        if decision.sequence > replayed:
            yield decision, False
    since = [each for each in decisions if each.sequence > replayed]
    undone = {i for each in since if each.kind is DecisionKind.UNDO for i in each.target_ids}
    for decision in decisions:
        if decision.id in undone and decision.id not in live and decision.sequence <= replayed:
            yield decision, True


def _describe(decision: Decision, *, waiting: bool, undone: bool = False) -> Mark:
    named = decision.value if decision.kind in _PEOPLE else None
    done = DONE[decision.kind]
    return Mark(
        done=f"Undone: {done.lower()}" if undone else done,
        detail=named or show_change(decision),
        reviewer=decision.reviewer,
        waiting=waiting and decision.kind is not DecisionKind.ACCEPT,
        rejected=decision.kind is DecisionKind.REJECT and not undone,
    )


def _find_rows(db: sqlite3.Connection, decision: Decision) -> Iterator[Key]:
    """Yield the rows of the record that a decision touches, as far as it can be told before."""
    if decision.kind in _CLAIMS:
        yield from (("claims", row) for row in decision.target_ids)
    elif decision.kind in _PEOPLE:
        yield from _find_people(db, decision)
    elif decision.kind is DecisionKind.ADD:
        documents = {wording.span.document_id for wording in decision.replacement}
        yield from (("documents", row) for row in sorted(documents))
    elif decision.kind in ROWS and decision.target_ids:
        yield decision.part, decision.target_ids[0]


def _find_people(db: sqlite3.Connection, decision: Decision) -> Iterator[Key]:
    """Yield the people whose mentions a decision names, and what they say in those reports."""
    moved = [w for w in decision.wordings if w.role == "mention"]
    places = json.dumps([[w.span.document_id, w.span.start, w.span.end] for w in moved])
    found = db.execute(
        "WITH named AS MATERIALIZED (SELECT value ->> 0 AS document_id, value ->> 1 AS start,"
        " value ->> 2 AS end FROM json_each(?))"
        " SELECT DISTINCT row_id FROM spans JOIN named USING (document_id, start, end)"
        " WHERE kind = 'entities' AND role = 'mentions'",
        (places,),
    ).fetchall()
    people = json.dumps([row for (row,) in found])
    yield from (("entities", row) for (row,) in found)
    within = ""
    if decision.kind is DecisionKind.SPLIT:  # only what is said in the reports split off moves
        within = " AND document_id IN (SELECT value ->> 0 FROM json_each(?2))"
    said = db.execute(
        "SELECT id FROM statements WHERE entity_id IN (SELECT value FROM json_each(?1))" + within,
        (people, places) if within else (people,),
    )
    yield from (("statements", row) for (row,) in said)
