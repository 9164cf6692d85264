"""One report's evidence as its reviewers have it: rows accepted, rejected, edited, added.

Decisions are applied in the order taken, each to the row it is about; a row keeps its id
whatever becomes of its words. A decision that fits no row, or whose words cannot stand, changes
nothing and says why.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from onrecord.records import (
    Act,
    Attribution,
    BlockKind,
    Correction,
    Decision,
    DecisionKind,
    Document,
    Evidence,
    Fit,
    Provenance,
    Reason,
    Span,
    Speaker,
    SpeakerKind,
    Statement,
    Wording,
    content_id,
)
from onrecord.story.corrections.drafts import Draft, close_draft, open_draft
from onrecord.story.corrections.logs import name_decision, overrules
from onrecord.story.corrections.rows import Fitted, find_row
from onrecord.story.corrections.speakers import find_speaker, name_speaker, unname_speaker
from onrecord.story.corrections.wordings import find_problem, list_spans, tell_kind

METHOD = "by hand"


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectedReport:
    """A report's evidence after its decisions, what became of each, and chains to be joined."""

    evidence: Evidence
    corrections: tuple[Correction, ...]
    joins: tuple[tuple[str, ...], ...] = ()


def correct_report(evidence: Evidence, fitted: Sequence[Fitted]) -> CorrectedReport:
    """Apply the decisions about one report, in the order given."""
    draft = open_draft(evidence)
    corrections = [_apply(draft, each) for each in fitted]
    return CorrectedReport(
        evidence=close_draft(draft),
        corrections=mark_overruled(corrections),
        joins=tuple(draft.joins),
    )


def mark_overruled(corrections: Sequence[Correction]) -> tuple[Correction, ...]:
    """Mark each correction that a later one about the same row took away."""
    by_row: dict[tuple[str, str | None], list[Correction]] = {}
    for each in corrections:
        by_row.setdefault((each.decision.part, each.row_id), []).append(each)
    marked = []
    for each in corrections:
        rivals = by_row[each.decision.part, each.row_id] if each.row_id else []
        marked.append(_mark(each, rivals))
    return tuple(marked)


def _mark(correction: Correction, rivals: Sequence[Correction]) -> Correction:
    own = correction.decision
    for rival in rivals:
        later = rival.decision
        if later.sequence > own.sequence and overrules(later, own) and rival.fit is not Fit.UNFIT:
            detail = f"decided otherwise by {name_decision(later)}"
            return replace(correction, fit=Fit.OVERRULED, detail=detail)
    return correction


def _apply(draft: Draft, fitted: Fitted) -> Correction:
    # What the log holds is reported, not the words as they were moved to a changed report.
    decision = fitted.decision
    if decision.kind is DecisionKind.ADD:
        row_id, fit, detail = _find_added(draft, fitted)
    else:
        target = decision.target_ids[0] if decision.target_ids else ""
        row_id, fit, detail = find_row(draft.rows(decision.part), target, decision.wordings)
    if row_id is not None:
        if fitted.moved and fit is not Fit.UNFIT:
            fit, detail = Fit.FITS_AGAIN, "its words were found again in the changed report"
        problem = _ACTIONS[decision.kind](draft, row_id, fitted)
        if problem:
            row_id, fit, detail = None, Fit.UNFIT, problem
    return Correction(decision=decision, fit=fit, row_id=row_id, detail=detail)


def _find_added(draft: Draft, fitted: Fitted) -> tuple[str | None, Fit, str]:
    new = fitted.decision.replacement
    row_id = _identify(fitted.document, new)
    detail = "it is now found without help" if row_id in draft.statements else ""
    return row_id, Fit.FITS, detail


def _identify(document: Document, new: Sequence[Wording]) -> str:
    """Return the id that a statement read from these words has."""
    spans = (*list_spans(new, "source"), *list_spans(new, "cue"), *list_spans(new, "content"))
    return content_id("statement", document.id, [(s.start, s.end) for s in spans])


def _accept(draft: Draft, row_id: str, fitted: Fitted) -> str:
    draft.rejected.discard(row_id)
    return ""


def _reject(draft: Draft, row_id: str, fitted: Fitted) -> str:
    draft.rejected.add(row_id)
    if row_id in draft.statements:
        draft.touched.add(row_id)
    return ""


def _edit(draft: Draft, row_id: str, fitted: Fitted) -> str:
    decision, row = fitted.decision, draft.statements.get(row_id)
    if row is None:
        return "only the words of a statement can be edited"
    problem = find_problem(fitted.document, decision.replacement, decision.forced)
    if problem:
        return problem
    _put(draft, _reword(draft, row, fitted))
    return ""


def _add(draft: Draft, row_id: str, fitted: Fitted) -> str:
    decision, document = fitted.decision, fitted.document
    problem = find_problem(document, decision.replacement, decision.forced)
    if problem:
        return problem
    first = list_spans(decision.replacement, "content")[0]
    blank = draft.statements.get(row_id) or Statement(
        id=row_id,
        document_id=document.id,
        kind=tell_kind(document.text, (first,)),
        act=Act.SAYS,
        attribution=Attribution(source=None, speaker=None),
        cue=None,
        contents=(first,),
        headline=_is_headline(document, first),
        provenance=Provenance(spans=(first,), method=METHOD, confidence=1.0),
    )
    row = _reword(draft, blank, fitted)
    _put(draft, row)
    return _tell_speaker(draft, row, decision) if decision.value else ""


def _is_headline(document: Document, span: Span) -> bool:
    heads = (block.span for block in document.blocks if block.kind is BlockKind.HEADLINE)
    return any(head.overlaps(span) for head in heads)


def _reword(draft: Draft, row: Statement, fitted: Fitted) -> Statement:
    """Return a statement with the words that a decision gives it."""
    new, act = fitted.decision.replacement, fitted.decision.act
    source = next(iter(list_spans(new, "source")), None)
    cue = next(iter(list_spans(new, "cue")), None)
    contents = list_spans(new, "content")
    return replace(
        row,
        kind=tell_kind(fitted.document.text, contents),
        act=act or row.act,
        attribution=replace(
            row.attribution, source=source, speaker=_follow(draft, row, source, fitted)
        ),
        cue=cue,
        contents=contents,
        provenance=Provenance(
            spans=tuple(s for s in (source, cue, *contents) if s), method=METHOD, confidence=1.0
        ),
    )


def _follow(draft: Draft, row: Statement, source: Span | None, fitted: Fitted) -> Speaker | None:
    """Return the speaker after the source's words changed: as before where they only grew."""
    before = row.attribution
    if source == before.source:
        return before.speaker
    if source and before.source and source.overlaps(before.source):
        return before.speaker
    words = source.of(fitted.document.text) if source else ""
    return find_speaker(draft.chains, source) or unname_speaker(draft.chains, source, words)


def _put(draft: Draft, row: Statement) -> None:
    draft.statements[row.id] = row
    draft.rejected.discard(row.id)
    draft.touched.add(row.id)


def _change_speaker(draft: Draft, row_id: str, fitted: Fitted) -> str:
    row = draft.statements.get(row_id)
    if row is None:
        return "only a statement has a speaker"
    return _tell_speaker(draft, row, fitted.decision)


def _tell_speaker(draft: Draft, row: Statement, decision: Decision) -> str:
    """Name the speaker of a statement, and of every other whose source is the same words."""
    source, place = row.attribution.source, row.cue or row.contents[0]
    reason = Reason(
        name=METHOD,
        detail=f"{decision.value or 'nobody'}, says {name_decision(decision)}",
        spans=tuple(s for s in (source,) if s),
    )
    if decision.value is None:
        words = source.of(draft.evidence.document.text) if source else ""
        speaker = unname_speaker(draft.chains, source, words, reason)
    else:
        kind = decision.speaker_kind or SpeakerKind.PERSON
        speaker = name_speaker(draft.chains, place, source, decision.value, kind, reason)
        if decision.speaker_ids:
            draft.joins.append((speaker.id, *decision.speaker_ids))
    for each in list(draft.statements.values()):
        if each.id == row.id or (source and each.attribution.source == source):
            _put_speaker(draft, each, speaker)
    draft.rejected.discard(row.id)
    return ""


def _put_speaker(draft: Draft, row: Statement, speaker: Speaker | None) -> None:
    draft.statements[row.id] = replace(row, attribution=replace(row.attribution, speaker=speaker))
    draft.touched.add(row.id)


_ACTIONS: dict[DecisionKind, Callable[[Draft, str, Fitted], str]] = {
    DecisionKind.ACCEPT: _accept,
    DecisionKind.REJECT: _reject,
    DecisionKind.EDIT: _edit,
    DecisionKind.ADD: _add,
    DecisionKind.SPEAKER: _change_speaker,
}
