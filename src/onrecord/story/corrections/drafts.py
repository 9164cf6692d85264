"""One report's rows while decisions are applied to them, and the evidence they make in the end.

What hangs on a changed statement follows it: the figures and events that stand in its words,
the statements told inside of it, and the missed list. What hangs on none stays as it was read.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from onrecord.intervals import Intervals
from onrecord.records import (
    CoreferenceChain,
    Event,
    Evidence,
    Figure,
    Missed,
    MissedKind,
    Span,
    SpeakerKind,
    Statement,
    content_id,
)
from onrecord.story.corrections.wordings import Row

Owned = TypeVar("Owned", Figure, Event)
# Quoted words count as told of when this share of them is in statements, as the missed list has it.
_HELD = 0.8


@dataclass(slots=True, kw_only=True)
class Draft:
    """The rows of a report by id; `touched` are the statements that a decision changed."""

    evidence: Evidence
    statements: dict[str, Statement]
    figures: dict[str, Figure]
    events: dict[str, Event]
    missed: dict[str, Missed]
    chains: dict[str, CoreferenceChain]
    rejected: set[str] = field(default_factory=set)
    touched: set[str] = field(default_factory=set)
    joins: list[tuple[str, ...]] = field(default_factory=list)

    def rows(self, part: str) -> Mapping[str, Row]:
        """Return the rows of a part by id; empty for a part that has none here."""
        held: dict[str, Mapping[str, Row]] = {
            "statements": self.statements,
            "figures": self.figures,
            "events": self.events,
            "missed": self.missed,
        }
        return held.get(part, {})


def open_draft(evidence: Evidence) -> Draft:
    """Lay out the rows of a report."""
    return Draft(
        evidence=evidence,
        statements={row.id: row for row in evidence.statements},
        figures={row.id: row for row in evidence.figures},
        events={row.id: row for row in evidence.events},
        missed={row.id: row for row in evidence.missed},
        chains={chain.id: chain for chain in evidence.chains},
    )


def close_draft(draft: Draft) -> Evidence:
    """Return the evidence the rows make: in text order, what was rejected left out."""
    statements = tuple(row for row in draft.statements.values() if row.id not in draft.rejected)
    figures = [row for row in draft.figures.values() if row.id not in draft.rejected]
    events = [row for row in draft.events.values() if row.id not in draft.rejected]
    missed = [row for row in draft.missed.values() if row.id not in draft.rejected]
    if draft.touched:
        ordered = sorted(statements, key=lambda s: (s.contents[0], s.id))
        statements = _link_parents(ordered, draft.touched)
        owners = _Owners(statements, draft.touched)
        figures = [owners.assign(row, row.quantity.span) for row in figures]
        events = [owners.assign(row, row.trigger) for row in events]
        missed = list(_update_missed(missed, statements, draft))
    return replace(
        draft.evidence,
        chains=tuple(draft.chains.values()),
        statements=statements,
        figures=tuple(figures),
        events=tuple(events),
        missed=tuple(missed),
    )


class _Owners:
    """Gives figures and events to the statements they stand in, where a decision moved that."""

    def __init__(self, statements: Sequence[Statement], touched: set[str]) -> None:
        self._touched = touched
        self._rows = {row.id: row for row in statements}
        self._contents = _index_contents(statements)

    def assign(self, row: Owned, span: Span) -> Owned:
        """Return the row with its innermost statement and that one's speaker, if it changed."""
        around = [
            (content.end - content.start, number, statement)
            for number, (content, statement) in enumerate(
                self._contents.covering(span.start, span.end)
            )
        ]
        owner = min(around, key=lambda found: found[:2])[2] if around else None
        moved = row.statement_id in self._touched or (owner and owner.id in self._touched)
        if not moved:
            return row
        if owner is None and row.statement_id in self._rows:
            owner = self._rows[row.statement_id]  # made by the statement, not standing in it
        speaker = owner.attribution.speaker if owner else None
        return replace(row, statement_id=owner.id if owner else None, speaker=speaker)


def _link_parents(rows: Sequence[Statement], touched: set[str]) -> tuple[Statement, ...]:
    """Set the parent of the statements whose surroundings changed: the smallest around the cue."""
    held = _index_contents(rows)
    linked = []
    for row in rows:
        place = row.cue or row.contents[0]
        around = [
            (sum(c.end - c.start for c in other.contents), other.id)
            for content, other in held.covering(place.start, place.end)
            if other.id != row.id and other.cue != row.cue and content != place
        ]
        if touched & {row.id, row.parent_id, *(i for _, i in around)}:
            row = replace(row, parent_id=min(around)[1] if around else None)
        linked.append(row)
    return tuple(linked)


def _index_contents(rows: Iterable[Statement]) -> Intervals[tuple[Span, Statement]]:
    return Intervals((c.start, c.end, (c, row)) for row in rows for c in row.contents)


def _update_missed(
    missed: Iterable[Missed], statements: Sequence[Statement], draft: Draft
) -> Iterable[Missed]:
    """Take from the missed list what statements now tell of; add speakers that are not told."""
    known = {row.id: row for row in statements}
    contents = Intervals((c.start, c.end, c) for row in statements for c in row.contents)
    cues = Intervals((r.cue.start, r.cue.end, r.id) for r in statements if r.cue)
    left = {m.id: m for m in missed if not _is_told(m, known, contents, cues, draft.touched)}
    for row in statements:
        if row.id in draft.touched and (new := _miss_speaker(row)) and new.id not in left:
            left[new.id] = new
    return sorted(left.values(), key=lambda m: (m.span, m.kind, m.id))


def _is_told(
    missed: Missed,
    statements: dict[str, Statement],
    contents: Intervals[Span],
    cues: Intervals[str],
    touched: set[str],
) -> bool:
    span = missed.span
    if missed.kind is MissedKind.SPEAKER and missed.statement_id in touched:
        row = statements.get(missed.statement_id or "")
        return row is None or _miss_speaker(row) is None
    if missed.kind is MissedKind.CUE:
        return any(i in touched for i in cues.overlapping(span.start, span.end))
    if missed.kind is MissedKind.QUOTATION:
        offsets: set[int] = set()
        for content in contents.overlapping(span.start, span.end):
            offsets.update(range(max(span.start, content.start), min(span.end, content.end)))
        return len(offsets) >= _HELD * (span.end - span.start)
    return False


def _miss_speaker(row: Statement) -> Missed | None:
    speaker, source = row.attribution.speaker, row.attribution.source
    if source is None or speaker is None or speaker.kind is not SpeakerKind.UNRESOLVED:
        return None
    return Missed(
        id=content_id("missed", source.document_id, MissedKind.SPEAKER, source.start, source.end),
        document_id=source.document_id,
        kind=MissedKind.SPEAKER,
        span=source,
        reason="speaker not told",
        candidates=speaker.candidates,
        statement_id=row.id,
    )
