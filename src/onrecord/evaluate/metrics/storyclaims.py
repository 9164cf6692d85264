"""Scores claims, their stances and their origins against what a person marked.

Pairwise: two wordings are one claim or they aren't. Wordings are matched by place, so a claim
may be cut a little longer or shorter than the person did. Tallies add over stories.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from onrecord.evaluate.metrics.storymarks import (
    MarkedClaim,
    MarkedStory,
    Place,
    Position,
    fold_words,
    matches,
    same_party,
    shared,
)
from onrecord.evaluate.metrics.tallies import Tally

Twin = tuple[Place, Place]
Groups = Sequence[Sequence[Place]]
Key = tuple[tuple[str, ...], str]


def score_claims(gold: MarkedStory, found: MarkedStory) -> dict[str, Tally]:
    """Score the grouping of wordings, the stances and the numbers of origins of one story.

    "claims" judges pairs of marked wordings; "… in other words" only those whose words differ;
    "… all pairs found" counts a pair that holds an unmarked wording as wrong, unless the two are
    the same words: what a copy repeats needs no mark to be one claim.
    """
    ours = [claim.wordings for claim in gold.claims]
    theirs = [claim.wordings for claim in found.claims]
    places = [place for group in ours for place in group]
    words = {p: fold_words(gold.texts[p.file][p.start : p.end]) for p in places}
    differing = {
        pair for pair in combinations(sorted(places), 2) if words[pair[0]] != words[pair[1]]
    }
    right, predicted, wanted = pair_places(ours, theirs)
    loose = count_loose_pairs(ours, theirs, gold.texts)
    return {
        "claims": _tally(right, predicted, wanted),
        "… in other words": _tally(right & differing, predicted & differing, wanted & differing),
        "… all pairs found": Tally(len(right), len(predicted) + loose, len(right), len(wanted)),
        **_score_positions(gold.claims, found.claims),
    }


def pair_places(gold: Groups, found: Groups) -> tuple[set[Twin], set[Twin], set[Twin]]:
    """Return the pairs of gold places right, predicted, and wanted.

    A found place stands for the one gold place it shares most with, if they share half of the
    shorter. So one that takes in two wordings finds one of them and doesn't count as wrong.
    """
    assigned = assign_places(gold, found)
    wanted = {pair for group in gold for pair in combinations(sorted(set(group)), 2)}
    predicted = {
        pair for held in assigned for pair in combinations(sorted(p for p in held if p), 2)
    }
    return predicted & wanted, predicted, wanted


def assign_places(gold: Groups, found: Groups) -> list[set[Place | None]]:
    """Return for each found group the gold places it holds; None stands for unmarked ones."""
    by_file: dict[str, list[Place]] = {}
    for place in sorted({place for group in gold for place in group}):
        by_file.setdefault(place.file, []).append(place)
    return [{_nearest(place, by_file.get(place.file, [])) for place in group} for group in found]


def _nearest(place: Place, others: Sequence[Place]) -> Place | None:
    fitting = [other for other in others if matches(place, other)]
    length = place.end - place.start
    return min(
        fitting,
        key=lambda o: (-shared(place, o), abs(o.end - o.start - length), o),
        default=None,
    )


def count_loose_pairs(gold: Groups, found: Groups, texts: Mapping[str, str] | None = None) -> int:
    """Return the number of found pairs in which at least one place is no marked wording.

    With `texts`, two places with the same words are left out.
    """
    count = 0
    for group in found:
        places = sorted(set(group))
        marked = [next(iter(one)) for one in assign_places(gold, [[p] for p in places])]
        words = [fold_words(texts[p.file][p.start : p.end]) if texts else p for p in places]
        count += sum(
            (a is None or b is None) and left != right
            for (a, left), (b, right) in combinations(zip(marked, words, strict=True), 2)
        )
    return count


def _tally(right: set[Twin], predicted: set[Twin], wanted: set[Twin]) -> Tally:
    return Tally(len(right), len(predicted), len(right), len(wanted))


def map_claims(gold: Sequence[MarkedClaim], found: Sequence[MarkedClaim]) -> list[int | None]:
    """Return for each found claim the gold claim it shares most wordings with, or None."""
    owner = {place: at for at, claim in enumerate(gold) for place in claim.wordings}
    held = assign_places([c.wordings for c in gold], [c.wordings for c in found])
    mapped: list[int | None] = []
    for places in held:
        votes = Counter(owner[place] for place in places if place is not None)
        mapped.append(min(votes, key=lambda at: (-votes[at], at), default=None))
    return mapped


def is_shared(claim: MarkedClaim) -> bool:
    """Say whether a claim is more than one wording by one party: only such are asked for."""
    return len(claim.wordings) > 1 or len({(p.names, p.act) for p in claim.positions}) > 1


def _score_positions(gold: Sequence[MarkedClaim], found: Sequence[MarkedClaim]) -> dict[str, Tally]:
    mapped = map_claims(gold, found)
    stances = known = support = Tally()
    for at, claim in enumerate(gold):
        ours = [f for f, to in zip(found, mapped, strict=True) if to == at]
        if not is_shared(claim):
            continue
        taken = score_stances(claim.positions, [p for f in ours for p in f.positions])
        stances, known = stances.plus(taken), known.plus(taken if ours else Tally())
        if claim.origins is not None:
            right = any(f.origins == claim.origins for f in _largest(ours))
            support = support.plus(Tally(right, bool(ours), right, 1))
    return {"stances": stances, "… of claims found": known, "origins of a claim": support}


def _largest(claims: Sequence[MarkedClaim]) -> Iterator[MarkedClaim]:
    """Yield the claim with most wordings: of a claim found in pieces, its main piece counts."""
    if claims:
        yield max(claims, key=lambda claim: len(claim.wordings))


def score_stances(gold: Sequence[Position], found: Sequence[Position]) -> Tally:
    """Score the (party, act) pairs of one claim; those the gold calls optional are left out."""
    asked: dict[Key, None] = {(p.names, p.act): None for p in gold if not p.optional}
    spare = [p for p in gold if p.optional]
    given = {
        (p.names, p.act): None
        for p in found
        if any(_same(p.names, p.act, key) for key in asked)
        or not any(_same(p.names, p.act, (s.names, s.act)) for s in spare)
    }
    right_gold = sum(any(_same(*key, other) for other in given) for key in asked)
    right_given = sum(any(_same(*key, other) for other in asked) for key in given)
    return Tally(right_given, len(given), right_gold, len(asked))


def _same(names: tuple[str, ...], act: str, other: Key) -> bool:
    return act == other[1] and same_party(names, other[0])
