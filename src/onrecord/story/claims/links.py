"""Claims of a story: wordings grouped, each claim with its stances, its origins and its reasons.

A claim is shown when two wordings or two parties have it, or when somebody denies it, confirms
it or won't speak to it; what one party says once is a statement and nothing more. Headlines
repeat what their report says and are left out.
"""

from collections.abc import Iterable, Mapping, Sequence

from onrecord.inference.sentences import load_sentence_encoder
from onrecord.records import (
    Act,
    Claim,
    Comparison,
    Entity,
    Evidence,
    Origin,
    Reason,
    Stance,
    content_id,
)
from onrecord.story.claims.candidates import find_candidates
from onrecord.story.claims.groups import Grouping, Pair, group_readings
from onrecord.story.claims.labels import choose_label
from onrecord.story.claims.nested import find_nested
from onrecord.story.claims.parties import Outlets, Parties
from onrecord.story.claims.sightings import Sightings, see_wordings
from onrecord.story.claims.wordings import ANSWERS, Wording, read_wordings
from onrecord.story.contradictions import compare_claims, find_rivals
from onrecord.story.stances import find_stances

_AGAINST = ANSWERS - {Act.CONFIRMS}
# Of the joining pairs of a claim this many are told, the surest first.
MOST_REASONS = 8
# One report seldom says a thing twice in other words: what only one has twice must be surely alike.
LEAST_IN_ONE_REPORT = 0.7


def link_claims(
    evidence: Sequence[Evidence], entities: Sequence[Entity], origins: Sequence[Origin]
) -> tuple[tuple[Claim, ...], tuple[Comparison, ...]]:
    """Return the claims of a story, those with most parties first, and those at odds."""
    wordings = [w for w in read_wordings(evidence, entities) if not w.proposition.headline]
    if not wordings:
        return (), ()
    seen = see_wordings(wordings, load_sentence_encoder())
    grouping = _group(seen)
    rivals = find_rivals(grouping, seen.readings)
    opposed = {group for each in rivals if each.sure for group in (each.left, each.right)}
    parties = Parties(entities, Outlets.of(evidence, origins))
    positions = find_stances(wordings, seen, grouping.groups, parties)
    texts = {one.document.id: one.document.text for one in evidence}
    claims: dict[int, Claim] = {}
    joins = _sort_joins(grouping)
    homes = {one: origin for origin in enumerate(origins) for one in origin[1].document_ids}
    for number, group in enumerate(grouping.groups):
        members = [w for reading in group for w in seen.wordings[reading]]
        stances = positions.stances.get(number, [])
        if not any(w.weighs for w in members):
            continue
        sure = max((grouping.joined[pair].score for pair in joins.get(number, ())), default=1.0)
        if _is_claim(members, stances, sure) or (number in opposed and stances):
            told = _tell_joins(group, joins.get(number, ()), grouping, seen)
            reasons = [*told, *positions.reasons.get(number, ())]
            claims[number] = _make_claim(members, stances, reasons, homes, texts)
    for number in find_nested(claims):
        del claims[number]
    spans = {i: [w.proposition.span for w in held] for i, held in enumerate(seen.wordings)}
    ranked = sorted(claims.values(), key=lambda c: (-len(_list_parties(c.stances)), c.label, c.id))
    return tuple(ranked), compare_claims(rivals, claims, spans)


def _group(seen: Sightings) -> Grouping:
    heavy = [number for number in range(len(seen.readings)) if seen.may_join(number)]
    pairs = find_candidates([seen.sights[number] for number in heavy])
    candidates = [(heavy[left], heavy[right]) for left, right in pairs]
    return group_readings(len(seen.readings), candidates, seen.compare)


def _is_claim(members: Sequence[Wording], stances: Sequence[Stance], sure: float) -> bool:
    if any(stance.act in _AGAINST for stance in stances):
        return True
    reports = {w.proposition.document_id for w in members}
    if len(reports) == 1 and sure < LEAST_IN_ONE_REPORT:
        return False
    return len({w.proposition.id for w in members}) > 1 or len(_list_parties(stances)) > 1


def _list_parties(stances: Iterable[Stance]) -> set[str]:
    return {stance.entity_id or stance.document_id for stance in stances}


def _make_claim(
    members: Sequence[Wording],
    stances: Sequence[Stance],
    reasons: Sequence[Reason],
    homes: Mapping[str, tuple[int, Origin]],
    texts: Mapping[str, str],
) -> Claim:
    spans = tuple(sorted({w.proposition.span for w in members}))
    statement_ids = [w.statement.id for w in members if w.statement]
    statement_ids += [s.statement_id for s in stances if s.statement_id]
    ordered = tuple(
        sorted(stances, key=lambda s: (s.date or "9999", s.span, s.act, s.entity_id or ""))
    )
    return Claim(
        id=content_id("claim", *((s.document_id, s.start, s.end) for s in spans)),
        label=choose_label(members, texts),
        statement_ids=tuple(dict.fromkeys(statement_ids)),
        spans=spans,
        stances=ordered,
        origin_ids=_find_origins(ordered, homes),
        reasons=tuple(reasons),
    )


def _find_origins(
    stances: Iterable[Stance], homes: Mapping[str, tuple[int, Origin]]
) -> tuple[str, ...]:
    """Return the origins of the reports in which somebody asserts a claim, in their order."""
    asserting = {s.document_id for s in stances if s.act not in _AGAINST}
    found = {homes[one][0]: homes[one][1].id for one in asserting if one in homes}
    return tuple(found[number] for number in sorted(found))


def _sort_joins(grouping: Grouping) -> dict[int, list[Pair]]:
    """Return the joining pairs by the number of their group."""
    owner = {reading: number for number, group in enumerate(grouping.groups) for reading in group}
    joins: dict[int, list[Pair]] = {}
    for pair in grouping.joined:
        joins.setdefault(owner[pair[0]], []).append(pair)
    return joins


def _tell_joins(
    group: Sequence[int], pairs: Sequence[Pair], grouping: Grouping, seen: Sightings
) -> Iterable[Reason]:
    """Yield why the wordings of a claim are one: the joining pairs, and verbatim repeats."""
    for pair in sorted(pairs, key=lambda p: (-grouping.joined[p].score, p))[:MOST_REASONS]:
        likeness = grouping.joined[pair]
        spans = tuple(seen.wordings[i][0].proposition.span for i in pair)
        told = [
            words
            for name, words in (
                ("same predicate", "the same or a like verb"),
                ("numbers shared", "the same number"),
                ("names shared", "the same names"),
            )
            if likeness.feature(name) > 0
        ]
        detail = "; ".join(told) or "the words mean alike"
        yield Reason(name="alike", detail=detail, score=likeness.score, spans=spans)
    for reading in group:
        spans = tuple(w.proposition.span for w in seen.wordings[reading])
        if len(spans) > 1:
            yield Reason(name="same words", detail="word for word the same", spans=spans)
