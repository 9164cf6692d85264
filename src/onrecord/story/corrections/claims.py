"""Claims joined and parted by reviewers, after linking.

A claim is known by its wordings, because its id changes with every report that words it anew.
What is joined keeps every wording, stance and origin; what is parted takes its own along.
Comparisons go with the claim that a joined one became, and stay with the rest of a parted one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from onrecord.records import (
    Claim,
    Correction,
    Decision,
    DecisionKind,
    Fit,
    Reason,
    Span,
    Story,
    content_id,
)
from onrecord.story.corrections.logs import name_decision


@dataclass(slots=True, kw_only=True)
class _Board:
    """The claims by id while decisions are applied, and what each old id became."""

    story: Story
    claims: dict[str, Claim]
    became: dict[str, str]


def correct_claims(
    story: Story, decisions: Sequence[Decision]
) -> tuple[Story, tuple[Correction, ...]]:
    """Join and part claims in the order decided; return the story and what became of each."""
    if not decisions:
        return story, ()
    board = _Board(story=story, claims={c.id: c for c in story.claims}, became={})
    corrections = tuple(_apply(board, decision) for decision in decisions)
    comparisons = []
    for comparison in story.comparisons:
        left, right = _follow(board, comparison.left_id), _follow(board, comparison.right_id)
        if left != right or comparison.left_id == comparison.right_id:
            comparisons.append(replace(comparison, left_id=left, right_id=right))
    corrected = replace(
        story,
        claims=_sort(story, board.claims.values()),
        comparisons=tuple(dict.fromkeys(comparisons)),
    )
    return corrected, corrections


def _follow(board: _Board, claim_id: str) -> str:
    while claim_id in board.became:
        claim_id = board.became[claim_id]
    return claim_id


def _sort(story: Story, claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Keep the order of linking; what is new comes where the first of its words stood."""
    order: dict[Span, int] = {}
    for number, claim in enumerate(story.claims):
        for span in claim.spans or (claim.label,):
            order.setdefault(span, number)
    last = len(story.claims)
    return tuple(
        sorted(claims, key=lambda c: (min(order.get(s, last) for s in _spans(c)), c.label, c.id))
    )


def _spans(claim: Claim) -> tuple[Span, ...]:
    return claim.spans or (claim.label,)


def _apply(board: _Board, decision: Decision) -> Correction:
    spans = [w.span for w in decision.wordings]
    if decision.kind is DecisionKind.JOIN:
        return _join(board, decision, spans)
    return _part(board, decision, spans)


def _find(board: _Board, target: str, spans: Iterable[Span]) -> Claim | None:
    """Return the claim meant: by its id, by what that became, or by a wording of it."""
    followed = _follow(board, target)
    if followed in board.claims:
        return board.claims[followed]
    wanted = set(spans)
    found = [c for c in board.claims.values() if wanted & {*_spans(c), c.label}]
    return found[0] if len(found) == 1 else None


def _join(board: _Board, decision: Decision, spans: Sequence[Span]) -> Correction:
    claims: dict[str, Claim] = {}
    moved = False
    for number, target in enumerate(decision.target_ids):
        claim = _find(board, target, spans[number : number + 1])
        if claim:
            claims[claim.id] = claim
            moved = moved or claim.id != target
    if len(claims) < 2:
        detail = "fewer than two of the claims it joins are still apart, or here at all"
        return Correction(decision=decision, fit=Fit.UNFIT, detail=detail)
    joined = _merge(board.story, list(claims.values()), decision)
    for claim in claims.values():
        del board.claims[claim.id]
        board.became[claim.id] = joined.id
    board.claims[joined.id] = joined
    return _fits(decision, joined.id, moved)


def _merge(story: Story, claims: Sequence[Claim], decision: Decision) -> Claim:
    places = {one.document.id: number for number, one in enumerate(story.evidence)}
    spans = sorted(
        {s for c in claims for s in c.spans}, key=lambda s: (places.get(s.document_id, 0), s)
    )
    labels = sorted((c.label for c in claims), key=lambda s: (s.end - s.start, s))
    stances = {s: None for c in claims for s in c.stances}
    return Claim(
        id=content_id("claim by hand", *((s.document_id, s.start, s.end) for s in spans or labels)),
        label=labels[0],
        statement_ids=tuple(dict.fromkeys(i for c in claims for i in c.statement_ids)),
        spans=tuple(spans),
        stances=tuple(stances),
        origin_ids=tuple(sorted({i for c in claims for i in c.origin_ids})),
        reasons=(*(r for c in claims for r in c.reasons), _reason("joined", decision, labels)),
    )


def _part(board: _Board, decision: Decision, spans: Sequence[Span]) -> Correction:
    target = decision.target_ids[0] if decision.target_ids else ""
    claim = _find(board, target, spans)
    off = [s for s in (claim.spans if claim else ()) if s in set(spans)]
    if claim is None or not off or len(off) == len(claim.spans):
        detail = "the claim no longer holds these words beside others"
        return Correction(decision=decision, fit=Fit.UNFIT, detail=detail)
    rest = [s for s in claim.spans if s not in off]
    del board.claims[claim.id]
    kept = _cut(board.story, claim, rest, decision)
    new = _cut(board.story, claim, off, decision)
    board.became[claim.id] = kept.id
    board.claims |= {kept.id: kept, new.id: new}
    return _fits(decision, new.id, claim.id != target)


def _cut(story: Story, claim: Claim, spans: Sequence[Span], decision: Decision) -> Claim:
    """Return the claim that some of a claim's wordings make, with what goes with them."""
    documents = {s.document_id for s in spans}
    holders = {
        row.id
        for one in story.evidence
        if one.document.id in documents
        for row in one.statements
        if any(content.overlaps(span) for content in row.contents for span in spans)
    }
    stances = tuple(
        s
        for s in claim.stances
        if s.statement_id in holders or any(s.span.overlaps(span) for span in spans)
    )
    held = {s.document_id for s in stances} | documents
    origins = {o.id for o in story.origins if held & set(o.document_ids)}
    return replace(
        claim,
        id=content_id("claim by hand", *((s.document_id, s.start, s.end) for s in spans)),
        label=min(spans, key=lambda s: (s.end - s.start, s)),
        statement_ids=tuple(i for i in claim.statement_ids if i in holders),
        spans=tuple(spans),
        stances=stances,
        origin_ids=tuple(i for i in claim.origin_ids if i in origins),
        reasons=(*claim.reasons, _reason("parted", decision, spans)),
    )


def _reason(name: str, decision: Decision, spans: Sequence[Span]) -> Reason:
    detail = f"{name} by hand: {name_decision(decision)}"
    return Reason(name=f"{name} by hand", detail=detail, spans=tuple(spans))


def _fits(decision: Decision, row_id: str, moved: bool) -> Correction:
    fit = Fit.FITS_AGAIN if moved else Fit.FITS
    detail = "found again by its words" if moved else ""
    return Correction(decision=decision, fit=fit, row_id=row_id, detail=detail)
