"""A story with its decisions replayed: evidence corrected, linked anew, claims and grades set.

Decisions about a report's rows come before linking, so that people, series and claims follow
from them; those about people go into it, those about claims after it. What was read is kept
beside what it became, so that a record can be replayed again without reading a report.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.records import (
    Correction,
    Decision,
    DecisionKind,
    Evidence,
    Fit,
    Story,
    Unread,
)
from onrecord.story.corrections.claims import correct_claims
from onrecord.story.corrections.grades import collect_grades
from onrecord.story.corrections.logs import list_standing
from onrecord.story.corrections.people import resolve_people
from onrecord.story.corrections.reports import correct_report
from onrecord.story.corrections.rows import Fitted, fit_report
from onrecord.story.stories import link_story

_PEOPLE = frozenset({DecisionKind.MERGE, DecisionKind.SPLIT})
_CLAIMS = frozenset({DecisionKind.JOIN, DecisionKind.PART})
_ROWS = frozenset(DecisionKind) - _PEOPLE - _CLAIMS - {DecisionKind.GRADE, DecisionKind.UNDO}


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectedEvidence:
    """Evidence after the decisions about its rows, and the evidence they changed as it was."""

    evidence: tuple[Evidence, ...]
    originals: tuple[Evidence, ...] = ()
    corrections: tuple[Correction, ...] = ()
    joins: tuple[tuple[str, ...], ...] = ()


def link_corrected(
    evidence: Sequence[Evidence], unread: Sequence[Unread], decisions: Sequence[Decision]
) -> Story:
    """Return the story these reports make together as their reviewers have it."""
    standing = list_standing(decisions)
    if not standing:
        return link_story(evidence, unread)
    corrected = correct_evidence(evidence, standing)
    people = resolve_people(corrected.evidence, [d for d in standing if d.kind in _PEOPLE])
    story = link_story(corrected.evidence, unread, (*corrected.joins, *people.joins), people.splits)
    story, claims = correct_claims(story, [d for d in standing if d.kind in _CLAIMS])
    grades, graded = collect_grades(
        story.evidence, [d for d in standing if d.kind is DecisionKind.GRADE]
    )
    known = {one.document.id: one for one in corrected.originals}
    corrections = (*corrected.corrections, *people.corrections, *claims, *graded)
    return replace(
        story,
        corrections=tuple(sorted(corrections, key=lambda c: c.decision.sequence)),
        grades=grades,
        originals=tuple(
            known[one.document.id] for one in story.evidence if one.document.id in known
        ),
    )


def replay_decisions(story: Story, decisions: Sequence[Decision]) -> Story:
    """Return a story with these decisions replayed on what was read, and no others."""
    replayed = link_corrected(restore_evidence(story), story.unread, decisions)
    return replace(replayed, changes=story.changes)


def restore_evidence(story: Story) -> tuple[Evidence, ...]:
    """Return the evidence of a story as it was read, before any decision."""
    originals = {one.document.id: one for one in story.originals}
    return tuple(originals.get(one.document.id, one) for one in story.evidence)


def correct_evidence(
    evidence: Sequence[Evidence], standing: Sequence[Decision]
) -> CorrectedEvidence:
    """Apply the decisions about rows, each to the report whose words it names."""
    documents = [one.document for one in evidence]
    by_id = {d.id: d for d in documents}
    by_path = {d.path: d for d in documents}
    fitted: dict[str, list[Fitted]] = {}
    corrections: list[Correction] = []
    for decision in standing:
        if decision.kind not in _ROWS:
            continue
        found = fit_report(decision, by_id, by_path)
        if isinstance(found, str):
            corrections.append(Correction(decision=decision, fit=Fit.UNFIT, detail=found))
        else:
            fitted.setdefault(found.document.id, []).append(found)
    kept: list[Evidence] = []
    originals: list[Evidence] = []
    joins: list[tuple[str, ...]] = []
    for one in evidence:
        if one.document.id not in fitted:
            kept.append(one)
            continue
        report = correct_report(one, fitted[one.document.id])
        kept.append(report.evidence)
        corrections += report.corrections
        joins += report.joins
        if report.evidence != one:
            originals.append(one)
    return CorrectedEvidence(
        evidence=tuple(kept),
        originals=tuple(originals),
        corrections=tuple(corrections),
        joins=tuple(joins),
    )
