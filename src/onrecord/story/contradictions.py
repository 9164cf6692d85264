"""Contradictions: claims of which both can't be so, set side by side with the words that show it.

Two claims that say the same of the same, one turned ("did not ring", "rejected" for "accepted"),
or the same at another hour; or two about one thing that the relation layer reads as excluding each
other. A party that says otherwise later has changed its word, which is an update. Figures are
compared elsewhere; a denial is a stance, not a claim.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from onrecord.records import Act, Claim, Comparison, Reason, Span, Verdict
from onrecord.story.claims.groups import Grouping
from onrecord.story.claims.likeness import (
    ANOTHER_DOER,
    ANOTHER_HOUR,
    ANOTHER_MODE,
    UNLIKE,
    Likeness,
)
from onrecord.story.claims.wordings import Reading

# Chosen on the development stories and on real ones, where contradictions are rare: calling two
# claims contradictory is the graver mistake. Where one is merely the other with a “not”, the
# relation layer must read them as contrary too (log-odds).
LEAST_LIKENESS = 0.5
LEAST_CONTRARY_TURNED = 1.0
LEAST_TOLD, LEAST_NEAR = 0.4, 0.5
LEAST_TOLD_OPPOSED, LEAST_NEAR_OPPOSED = 0.36, 0.4
# Opposites may stand in clauses of different things ("north" and "south"): the relation layer
# must agree, or so much of both, the telling word above all, be told in the other.
MUCH_TOLD, MUCH_PREDICATE = 0.5, 0.5
# How well the telling word of one, or whom it tells of, must be found in the other where one merely
# holds it not so.
LEAST_PREDICATE_TURNED, LEAST_PREDICATE_READ, LEAST_SUBJECT_READ = 0.15, 0.2, 0.9
# Log-odds from which two wordings are read as excluding each other: surely, or possibly; how near
# what they are about must be, and how much of the words of one the other must have.
SURELY_CONTRARY, POSSIBLY_CONTRARY = 3.0, 2.5
LEAST_NEAR_CONTRARY, LEAST_TOLD_CONTRARY = 0.6, 0.1
# What sets two claims apart without keeping them from excluding each other.
_READ_ALL_THE_SAME = frozenset({"", ANOTHER_DOER, ANOTHER_HOUR})
_HELD = frozenset(
    {Act.SAYS, Act.CONFIRMS, Act.ACCUSES, Act.WARNS, Act.BELIEVES, Act.EXPECTS, Act.PLEDGES}
)

_CONTRARY, _PREDICATE = "read as contrary", "predicate told"

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rivals:
    """Two groups of readings that may contradict each other, and the pair that shows it best.

    `read` says that the relation layer found it, not that one is the other turned; `sure` that it
    is no mere possibility.
    """

    left: int
    right: int
    readings: Pair
    likeness: Likeness
    read: bool = False
    sure: bool = True


def find_rivals(grouping: Grouping, readings: Sequence[Reading]) -> list[Rivals]:
    """Return the pairs of groups that may contradict each other, the likest of each.

    `readings` are those the grouping numbers.
    """
    told = [is_told(reading) for reading in readings]
    owner = {reading: g for g, group in enumerate(grouping.groups) for reading in group}
    best: dict[Pair, Rivals] = {}
    read: dict[Pair, Rivals] = {}
    ranked = sorted(grouping.compared.items(), key=lambda item: (-item[1].score, item[0]))
    for both, likeness in ranked:
        left, right = owner[both[0]], owner[both[1]]
        if left == right or likeness is UNLIKE or not (told[both[0]] and told[both[1]]):
            continue
        pair = (min(left, right), max(left, right))
        each = partial(Rivals, left=left, right=right, readings=both, likeness=likeness)
        if _may_contradict(likeness):
            if pair not in best:
                best[pair] = each()
        elif _is_read_as_contrary(likeness):
            known = read.get(pair)
            if known is None or known.likeness.feature(_CONTRARY) < likeness.feature(_CONTRARY):
                read[pair] = each(read=True, sure=_is_surely_contrary(likeness))
    return [*best.values(), *(each for pair, each in read.items() if pair not in best)]


def is_told(reading: Reading) -> bool:
    """Say whether a clause is told as one, with a verb of its own: not "to rebuild it", "burning".

    What is wished for, planned or going on beside something else excludes nothing.
    """
    if not reading.predicate:
        return False
    first = reading.predicate[0]
    words = [word.lower() for word in reading.words[: first + 1]]
    if words[0] == "to" or "to" in words[-2:-1]:
        return False
    who = [index for index in (*reading.subject, *reading.object) if index < first]
    return not words[-1].endswith("ing") or any(index < first - 1 for index in who[-1:])


def _is_read_as_contrary(likeness: Likeness) -> bool:
    near, told = likeness.feature("topic"), likeness.feature("told")
    return (
        likeness.feature(_CONTRARY) >= POSSIBLY_CONTRARY
        and likeness.apart in _READ_ALL_THE_SAME
        and near >= LEAST_NEAR_CONTRARY
        and told >= LEAST_TOLD_CONTRARY
        and not likeness.feature("names differ")
    )


def _is_surely_contrary(likeness: Likeness) -> bool:
    """Say whether what is read as contrary is of one matter and scope, and surely so.

    One must tell to be so what the other tells not to be, of the same deed or the same doer.

    One that names more beside the names both have may tell of a part only.
    """
    matter = likeness.same_matter or likeness.same_predicate
    part = likeness.feature("name on one side") and likeness.feature("names shared")
    same_deed = likeness.feature(_PREDICATE) >= LEAST_PREDICATE_READ
    same_doer = likeness.feature("subject told") >= LEAST_SUBJECT_READ
    of_one = likeness.turned and (same_deed or same_doer)
    return likeness.feature(_CONTRARY) >= SURELY_CONTRARY and matter and of_one and not part


def _may_contradict(likeness: Likeness) -> bool:
    if not likeness.turned:
        return likeness.apart == ANOTHER_HOUR and _is_alike_but_for_the_hour(likeness)
    if likeness.apart not in {"", ANOTHER_MODE}:
        return False
    told, near = likeness.feature("told"), likeness.feature("topic")
    contrary = likeness.feature(_CONTRARY) >= LEAST_CONTRARY_TURNED
    deed = likeness.feature(_PREDICATE)
    if likeness.opposed:
        sure = contrary or (told >= MUCH_TOLD and deed >= MUCH_PREDICATE)
        return sure and told >= LEAST_TOLD_OPPOSED and near >= LEAST_NEAR_OPPOSED
    # A “not” turns whatever is near it: more must be alike, and not the names alone.
    contrary = contrary and deed >= LEAST_PREDICATE_TURNED
    alike = likeness.score >= LEAST_LIKENESS and told >= LEAST_TOLD and near >= LEAST_NEAR
    matter = likeness.same_matter or likeness.same_predicate
    return contrary and alike and matter and not likeness.feature("names differ")


def _is_alike_but_for_the_hour(likeness: Likeness) -> bool:
    alike = likeness.score >= LEAST_LIKENESS and likeness.same_predicate
    return alike and not likeness.feature("names differ")


def compare_claims(
    rivals: Iterable[Rivals],
    claims: Mapping[int, Claim],
    spans: Mapping[int, Sequence[Span]],
) -> tuple[Comparison, ...]:
    """Return how rival claims compare. `claims` are by group, `spans` by reading."""
    found = []
    for each in rivals:
        left, right = claims.get(each.left), claims.get(each.right)
        if left is None or right is None:
            continue
        where = tuple(spans[reading][0] for reading in each.readings)
        verdict, reason = _judge(left, right, each, where)
        pair = sorted((left, right), key=lambda claim: (_first_said(claim), claim.label, claim.id))
        found.append(
            Comparison(
                left_id=pair[0].id,
                right_id=pair[1].id,
                verdict=verdict,
                independent=_are_independent(left, right),
                reasons=(reason,),
            )
        )
    return tuple(sorted(found, key=lambda c: (c.left_id, c.right_id)))


def _judge(
    left: Claim, right: Claim, rivals: Rivals, spans: tuple[Span, ...]
) -> tuple[Verdict, Reason]:
    """Return the verdict on two claims and why."""
    likeness = rivals.likeness
    if not rivals.read and likeness.turned and likeness.apart:
        detail = "one is told as so, the other as planned or possible"
        return Verdict.UNDECIDED, Reason(
            name="another mode", detail=detail, score=likeness.score, spans=spans
        )
    named = likeness.feature("name on one side") and not likeness.feature("names shared")
    if not rivals.read and named:
        detail = "one names somebody or some place that the other doesn’t"
        return Verdict.UNDECIDED, Reason(
            name="another scope", detail=detail, score=likeness.score, spans=spans
        )
    sides = [_holders(claim) for claim in (left, right)]
    if not all(sides):
        detail = "nobody is said to hold one of them to be so"
        return Verdict.UNDECIDED, Reason(name="not held", detail=detail, spans=spans)
    if sides[0] == sides[1]:
        dates = {_first_said(left), _first_said(right)}
        later = len(dates) > 1
        detail = "the same party said otherwise " + ("later" if later else "on the same day")
        verdict = Verdict.UPDATED if later else Verdict.UNDECIDED
        return verdict, Reason(name="same party", detail=detail, spans=spans)
    if rivals.read:
        verdict = Verdict.CONTRADICTS if rivals.sure else Verdict.UNDECIDED
        detail = "as they are worded, both " + ("can’t be so" if rivals.sure else "may not be so")
        return verdict, Reason(name="excluded", detail=detail, spans=spans)
    turned = "one holds it to be so, the other not to be so"
    detail = turned if likeness.turned else "the same is told of another hour"
    name = "turned" if likeness.turned else ANOTHER_HOUR
    return Verdict.CONTRADICTS, Reason(name=name, detail=detail, score=likeness.score, spans=spans)


def _holders(claim: Claim) -> set[str]:
    return {s.entity_id or s.document_id for s in claim.stances if s.act in _HELD}


def _first_said(claim: Claim) -> str:
    return min((s.date or "9999" for s in claim.stances), default="9999")


def _are_independent(left: Claim, right: Claim) -> bool | None:
    """Say whether two claims go back to different origins; None when not known."""
    if not left.origin_ids or not right.origin_ids:
        return None
    return not set(left.origin_ids) & set(right.origin_ids)
