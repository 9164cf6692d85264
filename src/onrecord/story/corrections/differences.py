"""What labels say otherwise than the evidence does, as decisions: nothing where they agree.

A label is matched with the row it came from, else with the row of the same words or the same
verb of saying. Where its words differ the row is edited; a row that no label has left was
rejected; a label of no row is a statement that was missed.
"""

from collections.abc import Iterator, Sequence

from onrecord.records import (
    Decision,
    DecisionKind,
    Document,
    Evidence,
    Label,
    LabelledReport,
    Span,
    SpeakerKind,
    Statement,
    Wording,
)
from onrecord.story.corrections.wordings import describe_row, word_span


def list_differences(
    evidence: Sequence[Evidence], reports: Sequence[LabelledReport], reviewer: str, time: str
) -> tuple[Decision, ...]:
    """Return the decisions that make the evidence say what the labels say, in text order."""
    known = {one.document.id: one for one in evidence}
    found: list[Decision] = []
    blank = Decision(kind=DecisionKind.ACCEPT, reviewer=reviewer, time=time)
    for report in reports:
        if one := known.get(report.id):
            found += _compare(one, report, blank)
    return tuple(found)


def _compare(one: Evidence, report: LabelledReport, blank: Decision) -> Iterator[Decision]:
    left = {row.id: row for row in one.statements}
    for label in report.labels:
        row = _find_row(left, label)
        if row is not None:
            del left[row.id]
        yield from _decide(one.document, row, label, blank)
    for row in left.values():
        yield _about(DecisionKind.REJECT, one.document, row, blank)


def _find_row(rows: dict[str, Statement], label: Label) -> Statement | None:
    if label.id in rows:
        return rows[label.id]
    same = [row for row in rows.values() if set(row.contents) == set(label.content)]
    same = same or [row for row in rows.values() if row.cue and row.cue in label.cue]
    return same[0] if len(same) == 1 else None


def _decide(
    document: Document, row: Statement | None, label: Label, blank: Decision
) -> Iterator[Decision]:
    words = tuple(_word(document, label))
    if row is None:
        yield _make(DecisionKind.ADD, document, blank, replacement=words, value=label.speaker)
        return
    if set(words) != set(describe_row(document, row)):
        yield _about(DecisionKind.EDIT, document, row, blank, replacement=words)
    speaker = row.attribution.speaker
    known = speaker and speaker.kind is not SpeakerKind.UNRESOLVED
    if label.speaker and label.speaker != (speaker.name if speaker and known else None):
        kind = speaker.kind if speaker and known else SpeakerKind.PERSON
        yield _about(
            DecisionKind.SPEAKER, document, row, blank, value=label.speaker, speaker_kind=kind
        )


def _word(document: Document, label: Label) -> Iterator[Wording]:
    roles: tuple[tuple[str, tuple[Span, ...]], ...] = (
        ("source", label.source),
        ("cue", label.cue),
        ("content", label.content),
    )
    for role, spans in roles:
        # Other forms may split a source or a verb; a row has one of each.
        kept = _span_whole(spans) if role != "content" else spans
        for span in kept:
            yield word_span(document, role, span)


def _span_whole(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    if len(spans) < 2:
        return spans
    first, last = min(spans), max(spans, key=lambda s: s.end)
    return (Span(document_id=first.document_id, start=first.start, end=last.end),)


def _about(
    kind: DecisionKind, document: Document, row: Statement, blank: Decision, **given: object
) -> Decision:
    wordings = describe_row(document, row)
    return _make(kind, document, blank, target_ids=(row.id,), wordings=wordings, **given)


def _make(kind: DecisionKind, document: Document, blank: Decision, **given: object) -> Decision:
    about: dict[str, object] = {"kind": kind, "part": "statements", "path": document.path, **given}
    return Decision(reviewer=blank.reviewer, time=blank.time, **about)  # type: ignore[arg-type]
