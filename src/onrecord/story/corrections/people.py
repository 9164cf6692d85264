"""Who is one and who is not, as reviewers have it: chains to be joined and to be kept apart.

A decision names chains within reports, each with its words, because the ids of people change
with every report that mentions them. Of a joining and a splitting that contradict each other
the later counts.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.records import Correction, Decision, DecisionKind, Evidence, Fit, Wording
from onrecord.story.corrections.logs import name_decision
from onrecord.story.corrections.wordings import refit_wordings
from onrecord.story.gatherings import Group, Pair
from onrecord.story.references import read_references


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Chain ids that are one somebody, and pairs of groups of them that are not."""

    joins: tuple[Group, ...] = ()
    splits: tuple[Pair, ...] = ()
    corrections: tuple[Correction, ...] = ()


@dataclass(slots=True, kw_only=True)
class _Found:
    decision: Decision
    own: tuple[str, ...]  # merged, or split off
    rest: tuple[str, ...]  # kept apart from these
    lost: int
    moved: bool
    fallen_to: Decision | None = None


def resolve_people(evidence: Sequence[Evidence], decisions: Sequence[Decision]) -> People:
    """Find the chains that decisions about people mean; decisions in the order taken."""
    if not decisions:
        return People()
    chains = _Chains(evidence)
    found = [chains.find(decision) for decision in decisions]
    standing = [each for each in found if _problem(each) == ""]
    for number, later in enumerate(standing):
        for earlier in standing[:number]:
            if earlier.fallen_to is None and _contradict(later, earlier):
                earlier.fallen_to = later.decision
    kept = [each for each in standing if each.fallen_to is None]
    return People(
        joins=tuple(e.own for e in kept if e.decision.kind is DecisionKind.MERGE),
        splits=tuple((e.own, e.rest) for e in kept if e.decision.kind is DecisionKind.SPLIT),
        corrections=tuple(_judge(each) for each in found),
    )


def _contradict(later: _Found, earlier: _Found) -> bool:
    if later.decision.kind is earlier.decision.kind:
        return False
    merge, split = (
        (later, earlier) if later.decision.kind is DecisionKind.MERGE else (earlier, later)
    )
    own = set(merge.own)
    return bool(own & set(split.own)) and bool(own & set(split.rest))


class _Chains:
    """Finds the chains of a pile by id, and by the words of a mention."""

    def __init__(self, evidence: Sequence[Evidence]) -> None:
        references = read_references(evidence)
        self._ids = {each.id for each in references}
        self._at = {
            (span.document_id, span.start, span.end): each.id
            for each in references
            for span in each.mentions
        }
        self._documents = {one.document.id: one.document for one in evidence}
        self._by_path = {one.document.path: one.document for one in evidence}

    def find(self, decision: Decision) -> _Found:
        """Find the chains of one decision: those it is about, and those kept apart from them."""
        own = [w for w in decision.wordings if w.role == "mention"]
        rest = [w for w in decision.wordings if w.role == "other mention"]
        targets = self._find_all(decision.target_ids, own, decision.path)
        others = self._find_all(decision.speaker_ids, rest, decision.path)
        wanted = (*decision.target_ids, *decision.speaker_ids)
        got = (*targets, *others)
        return _Found(
            decision=decision,
            own=tuple(dict.fromkeys(c for c in targets if c)),
            rest=tuple(dict.fromkeys(c for c in others if c and c not in targets)),
            lost=sum(c is None for c in got),
            moved=any(c and c != w for c, w in zip(got, wanted, strict=True)),
        )

    def _find_all(
        self, ids: Sequence[str], wordings: Sequence[Wording], path: str
    ) -> list[str | None]:
        padded: Iterable[Wording | None] = (*wordings, *(None for _ in ids[len(wordings) :]))
        return [self._find(i, w, path) for i, w in zip(ids, padded, strict=False)]

    def _find(self, chain_id: str, wording: Wording | None, path: str) -> str | None:
        if chain_id in self._ids or wording is None:
            return chain_id if chain_id in self._ids else None
        document = self._documents.get(wording.span.document_id)
        if document is None and path in self._by_path:
            moved = refit_wordings(self._by_path[path], (wording,))
            wording = moved[0] if moved else wording
        span = wording.span
        return self._at.get((span.document_id, span.start, span.end))


def _problem(found: _Found) -> str:
    if found.decision.kind is DecisionKind.MERGE:
        return "" if len(found.own) > 1 else "fewer than two of those it joins are still here"
    if not found.own:
        return "those it splits off are not here any more"
    return "" if found.rest else "those it keeps them apart from are not here any more"


def _judge(found: _Found) -> Correction:
    decision = found.decision
    row_id = found.own[0] if found.own else None
    if problem := _problem(found):
        return Correction(decision=decision, fit=Fit.UNFIT, detail=problem)
    if found.fallen_to:
        detail = f"decided otherwise by {name_decision(found.fallen_to)}"
        return Correction(decision=decision, fit=Fit.OVERRULED, row_id=row_id, detail=detail)
    if found.lost or found.moved:
        detail = f"found again by their words; {found.lost} not found"
        return Correction(decision=decision, fit=Fit.FITS_AGAIN, row_id=row_id, detail=detail)
    return Correction(decision=decision, fit=Fit.FITS, row_id=row_id)
