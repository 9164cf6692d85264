"""Grades of sources on the Admiralty scale, as reviewers gave them and nobody else.

Reliability A to F for an outlet, credibility 1 to 6 for what it carries; a grade of one report
stands beside that of its outlet. The last one given counts. Nothing is ever computed from them.
"""

import re
from collections.abc import Mapping, Sequence

from onrecord.records import Correction, Decision, Document, Evidence, Fit, Grade
from onrecord.story.corrections.logs import name_decision

_GRADE = re.compile(r"([A-F]?)([1-6]?)")


def read_grade(value: str) -> tuple[str | None, str | None] | None:
    """Take a grade apart into reliability and credibility; None when it is no grade.

    >>> read_grade("B2"), read_grade("C"), read_grade(""), read_grade("G")
    (('B', '2'), ('C', None), (None, None), None)
    """
    found = _GRADE.fullmatch(value)
    return (found[1] or None, found[2] or None) if found else None


def collect_grades(
    evidence: Sequence[Evidence], decisions: Sequence[Decision]
) -> tuple[tuple[Grade, ...], tuple[Correction, ...]]:
    """Return the grades that stand, by outlet and then by report, and what became of each."""
    documents = [one.document for one in evidence]
    outlets = {d.publisher for d in documents if d.publisher}
    known = {d.id: d.id for d in documents} | {d.path: d.id for d in documents}
    grades: dict[tuple[str | None, str | None], Grade] = {}
    last: dict[str, Decision] = {}
    found: list[tuple[Decision, str | None]] = []
    for decision in decisions:
        key = _find_target(decision, outlets, known)
        found.append((decision, key))
        if key is None:
            continue
        last[key] = decision
        reliability, credibility = read_grade(decision.value or "") or (None, None)
        outlet = key if decision.part == "outlets" else None
        place = (outlet, None if outlet else key)
        grades[place] = Grade(
            outlet=outlet,
            document_id=place[1],
            reliability=reliability,
            credibility=credibility,
        )
    kept = [g for g in grades.values() if g.reliability or g.credibility]
    kept.sort(key=lambda g: (g.document_id is not None, g.outlet or "", g.document_id or ""))
    return tuple(kept), tuple(_judge(decision, key, last) for decision, key in found)


def _find_target(decision: Decision, outlets: set[str], documents: Mapping[str, str]) -> str | None:
    target = decision.target_ids[0] if decision.target_ids else ""
    if read_grade(decision.value or "") is None:
        return None
    if decision.part == "outlets":
        return target if target in outlets else None
    return documents.get(target) or documents.get(decision.path)


def _judge(decision: Decision, key: str | None, last: Mapping[str, Decision]) -> Correction:
    if key is None:
        detail = "no report of it is in the pile, or the grade is not on the scale"
        return Correction(decision=decision, fit=Fit.UNFIT, detail=detail)
    if last[key] is not decision:
        detail = f"graded anew by {name_decision(last[key])}"
        return Correction(decision=decision, fit=Fit.OVERRULED, row_id=key, detail=detail)
    moved = decision.part == "documents" and key != decision.target_ids[0]
    return Correction(
        decision=decision,
        fit=Fit.FITS_AGAIN if moved else Fit.FITS,
        row_id=key,
        detail="the report at its path has changed" if moved else "",
    )


def find_grade(grades: Sequence[Grade], document: Document) -> Grade | None:
    """Return the grade that holds for a report: its own where it has one, else its outlet's."""
    own = [g for g in grades if g.document_id == document.id]
    outlet = [g for g in grades if g.outlet and g.outlet == document.publisher]
    return next(iter((*own, *outlet)), None)
