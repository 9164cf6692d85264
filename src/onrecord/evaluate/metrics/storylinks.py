"""Scores what links a story's reports: copies, origins, series, drift, contradictions, entities.

Each gives a Tally that adds over stories. Copies, series and entities are judged by pairs, so
that it doesn't matter which of several like reports a copy is put down to.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from typing import TypeVar

from onrecord.evaluate.metrics.speakers import name_words
from onrecord.evaluate.metrics.storyclaims import assign_places, count_loose_pairs, pair_places
from onrecord.evaluate.metrics.storymarks import (
    OPTIONAL,
    MarkedClaim,
    MarkedStory,
    Named,
    Pair,
    Place,
    Point,
    Taking,
    find_verbatim,
    fold_words,
    matches,
    matches_any,
    same_party,
)
from onrecord.evaluate.metrics.tallies import Tally

T = TypeVar("T")
CITED = "citation"
CONTRADICTS, UNDECIDED, DENIES = "contradicts", "undecided", "denies"


def score_links(gold: MarkedStory, found: MarkedStory) -> dict[str, Tally]:
    """Score all that links the reports of one story."""
    return {
        **score_takings(gold.takings, found.takings),
        "origins": score_origins(gold, found),
        **score_series(gold.series, found.series),
        **score_drifts(gold, found.drifts),
        **score_contradictions(gold, found.comparisons),
        "entities": score_entities(gold.entities, found.entities),
    }


def score_takings(gold: Sequence[Taking], found: Sequence[Taking]) -> dict[str, Tally]:
    """Score pairs of reports with wording in common, the kind of each, and what is cited.

    A family of copies counts by all its pairs, whichever member each was put down to.
    """
    ours, theirs = _pair_families(gold), _pair_families(found)
    both = len(ours & theirs)
    kinds = {_pair_of(t): t.kind for t in found if t.kind != CITED}
    named = [t for t in gold if t.kind != CITED and _pair_of(t) in kinds]
    right = sum(kinds[_pair_of(t)] == t.kind for t in named)
    return {
        "copies": Tally(both, len(theirs), both, len(ours)),
        "… their kind": Tally(right, len(named), right, len(named)),
        "citations": _score_citations(gold, found),
    }


def _pair_of(taking: Taking) -> frozenset[str]:
    return frozenset((taking.file, taking.taken_from[0]))


def _pair_families(takings: Iterable[Taking]) -> set[tuple[str, str]]:
    family: dict[str, set[str]] = {}
    for taking in takings:
        if taking.kind == CITED:
            continue
        left, right = taking.file, taking.taken_from[0]
        joined = family.get(left, {left}) | family.get(right, {right})
        family.update(dict.fromkeys(joined, joined))
    return {pair for joined in family.values() for pair in combinations(sorted(joined), 2)}


def _score_citations(gold: Sequence[Taking], found: Sequence[Taking]) -> Tally:
    ours = [t for t in gold if t.kind == CITED]
    theirs = [t for t in found if t.kind == CITED]
    return _match(
        ours, theirs, lambda a, b: a.file == b.file and same_party(a.taken_from, b.taken_from)
    )


def score_origins(gold: MarkedStory, found: MarkedStory) -> Tally:
    """Score for how many reports the reports of the same origin are exactly the right ones."""
    ours = {file: group for group in gold.origins for file in group}
    theirs = {file: group for group in found.origins for file in group}
    right = sum(theirs.get(file) == group for file, group in ours.items())
    return Tally(right, len(ours), right, len(ours))


def score_series(
    gold: Sequence[Sequence[Point]], found: Sequence[Sequence[Point]]
) -> dict[str, Tally]:
    """Score which figures are of one series, and how many of them are read rightly."""
    ours = [[point.place for point in series] for series in gold]
    theirs = [[point.place for point in series] for series in found]
    right, predicted, wanted = pair_places(ours, theirs)
    loose = count_loose_pairs(ours, theirs)
    known = {point.place: point for series in gold for point in series}
    read: dict[Place, Point] = {}
    for point in (point for series in found for point in series):
        (at,) = assign_places(ours, [[point.place]])[0]
        if at is not None:
            read.setdefault(at, point)
    same = sum(_same_point(known[at], point) for at, point in read.items())
    return {
        "series": Tally(len(right), len(predicted), len(right), len(wanted)),
        "… all pairs": Tally(len(right), len(predicted) + loose, len(right), len(wanted)),
        "… their figures": Tally(same, len(read), same, len(known)),
    }


def _same_point(gold: Point, found: Point) -> bool:
    return (
        gold.qualifier == found.qualifier
        and _bounds(gold) == _bounds(found)
        and same_party(gold.speakers, found.speakers)
    )


def _bounds(point: Point) -> tuple[float | None, float | None]:
    return point.low, point.high


def score_drifts(gold: MarkedStory, found: Sequence[Pair]) -> dict[str, Tally]:
    """Score which utterances are set side by side, and of those that are, the signs named.

    The same words elsewhere, in a copy, stand for the marked ones.
    """
    ours = [_widen(pair, gold) for pair in gold.drifts]
    wanted = named = right = 0
    for pair in ours:
        signs = {sign for other in found if _same_pair(pair, other) for sign in other.says}
        if any(_same_pair(pair, other) for other in found):
            wanted += len(pair.says)
            named += len(signs)
            right += len(signs & set(pair.says))
    return {
        "drifts": _match(ours, found, _same_pair),
        "… their signs": Tally(right, named, right, wanted),
    }


def _widen(pair: Pair, story: MarkedStory) -> Pair:
    """Let all places with the same words, of the same claim or the same point, stand for a side."""
    return Pair(
        left=tuple(_like_places(pair.left, story)),
        right=tuple(_like_places(pair.right, story)),
        says=pair.says,
    )


def _like_places(places: Iterable[Place], story: MarkedStory) -> set[Place]:
    found: set[Place] = set()
    for place in places:
        words = story.texts[place.file][place.start : place.end]
        # One or two words ("seven") stand in many places that have nothing to do with it.
        long = len(words.split()) > 2
        found |= {place, *(find_verbatim(words, story.texts) if long else ())}
    return found


def _as_claims(places: Sequence[Place], story: MarkedStory) -> tuple[Place, ...]:
    found = set(places)
    wordings = [claim.wordings for claim in story.claims]
    (held,) = assign_places(wordings, [places])
    for group in wordings:
        if held & set(group):
            found |= set(group)
    for series in story.series:
        for point in series:
            if any(matches(point.place, place) for place in places):
                found |= {p.place for p in series if _same_point(p, point)}
    return tuple(found)


def score_contradictions(gold: MarkedStory, found: Sequence[Pair]) -> dict[str, Tally]:
    """Score which pairs are said to contradict; how many marked as no contradiction are not.

    Any wording of the same claim, and any report of the same figure by the same speaker, stands
    for the marked one. A pair marked undecided is neither asked for nor wrong; nor is a denial set
    against the claim it denies, which is marked as a stance.
    """
    wide = [
        Pair(
            left=_as_claims(tuple(_like_places(p.left, gold)), gold),
            right=_as_claims(tuple(_like_places(p.right, gold)), gold),
            says=p.says,
        )
        for p in gold.comparisons
    ]
    ours = [pair for pair in wide if CONTRADICTS in pair.says]
    open_ones = [pair for pair in wide if UNDECIDED in pair.says]
    others = [pair for pair in wide if not {CONTRADICTS, UNDECIDED} & set(pair.says)]
    said = [
        pair
        for pair in found
        if CONTRADICTS in pair.says
        and (_is_in(pair, ours) or not (_is_in(pair, open_ones) or _is_denial(pair, gold.claims)))
    ]
    spared = sum(not any(_same_pair(pair, other) for other in said) for pair in others)
    asked = _match([pair for pair in ours if OPTIONAL not in pair.says], said, _same_pair)
    given = _match(ours, said, _same_pair)
    return {
        "contradictions": Tally(*given[:2], *asked[2:]),
        "… traps passed": Tally(spared, len(others), spared, len(others)),
    }


def _is_denial(pair: Pair, claims: Sequence[MarkedClaim]) -> bool:
    """Say whether a side words a claim, and the other words it or none, where it is denied."""
    sides = (pair.left, pair.right), (pair.right, pair.left)
    for claim in claims:
        denied = {p.file for p in claim.positions if p.act == DENIES}
        for one, other in sides:
            unmarked = not any(matches_any(other, c.wordings) for c in claims)
            if (
                matches_any(one, claim.wordings)
                and (unmarked or matches_any(other, claim.wordings))
                and denied & {place.file for place in other}
            ):
                return True
    return False


def _is_in(pair: Pair, marked: Sequence[Pair]) -> bool:
    return any(_same_pair(one, pair) for one in marked)


def _same_pair(gold: Pair, found: Pair) -> bool:
    straight = matches_any(found.left, gold.left) and matches_any(found.right, gold.right)
    return straight or (matches_any(found.right, gold.left) and matches_any(found.left, gold.right))


def score_entities(gold: Sequence[Named], found: Sequence[Named]) -> Tally:
    """Score pairs of (name, file): whether the two name one entity.

    A name is looked for as it is written, then without its title ("Gen. Demir", "Demir").
    """
    used: dict[tuple[str | frozenset[str], str], set[int]] = {}
    for at, entity in enumerate(found):
        for name, file in entity.uses:
            used.setdefault((fold_words(name), file), set()).add(at)
            used.setdefault((name_words(name), file), set()).add(at)
    items = [
        (at, used.get((fold_words(name), file)) or used.get((name_words(name), file), set()))
        for at, entity in enumerate(gold)
        for name, file in sorted(set(entity.uses))
    ]
    right = predicted = wanted = 0
    for (a, mine), (b, others) in combinations(items, 2):
        together = bool(mine & others)
        wanted += a == b
        predicted += together
        right += together and a == b
    return Tally(right, predicted, right, wanted)


def _match(gold: Sequence[T], found: Sequence[T], same: Callable[[T, T], bool]) -> Tally:
    hit = sum(any(same(one, other) for other in found) for one in gold)
    good = sum(any(same(one, other) for one in gold) for other in found)
    return Tally(good, len(found), hit, len(gold))
