"""Sightings: a story's readings, each once, with the wordings that have it and its vectors."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from onrecord.inference.sentences import Relation, SentenceEncoder
from onrecord.story.claims.likeness import (
    LEAST_AT_FIRST,
    UNLIKE,
    Floats,
    Likeness,
    judge_readings,
    measure_readings,
    score_first,
    score_related,
)
from onrecord.story.claims.sights import Sight, see_reading, weigh_stems
from onrecord.story.claims.surroundings import Surroundings, survey
from onrecord.story.claims.wordings import Reading, Wording, tells_something

# Characters between two clauses of one sentence or of neighbouring ones.
BREATH = 12
ONE_BREATH = "said in one breath"

# Of each reading the pair model is asked about so many pairs, the likest at first sight.
MOST_ASKED = 6

Pair = tuple[int, int]
# Two readings, what they share, and how alike they are by that.
Near = tuple[Pair, Floats, float]


@dataclass(slots=True)
class Sightings:
    """Distinct readings in a fixed order, by which wordings, seen by the encoder.

    A reading that many wordings share, as in copies of one report, is one here, and so weighs
    once.
    """

    readings: list[Reading]
    wordings: list[list[Wording]]
    sights: list[Sight]
    surroundings: Surroundings
    encoder: SentenceEncoder

    def compare(self, pairs: Sequence[Pair]) -> list[Likeness]:
        """Return the likeness of each pair of readings, many others at once for each reading."""
        near = _keep_nearest(self._list_near(pairs))
        found: dict[Pair, Likeness] = dict.fromkeys(pairs, UNLIKE)
        if near:
            relations = self.relate([pair for pair, _, _ in near])
            rows = np.stack([row for _, row, _ in near])
            scores = score_related(rows, np.array([first for *_, first in near]), relations)
            for (pair, row, _), score, relation in zip(near, scores, relations, strict=True):
                left, right = (self.sights[reading] for reading in pair)
                likeness = judge_readings(left, right, float(score), relation, row)
                apart = self.in_one_breath(*pair)
                found[pair] = replace(likeness, apart=ONE_BREATH) if apart else likeness
        return [found[pair] for pair in pairs]

    def relate(self, pairs: Sequence[Pair]) -> list[Relation]:
        """Return how the pair model finds that pairs of readings stand together."""
        words = [(self.readings[a].words, self.readings[b].words) for a, b in pairs]
        return self.encoder.map(lambda both: self.encoder.relate(*both), words)

    def _list_near(self, pairs: Sequence[Pair]) -> list[Near]:
        """Return the pairs that are not wholly unlike, what they share, and how alike they seem."""
        held = Counter(reading for pair in pairs for reading in pair)
        groups: dict[int, list[Pair]] = {}
        for pair in pairs:  # the reading that more pairs have, so that more are compared at once
            groups.setdefault(min(pair, key=lambda one: (-held[one], one)), []).append(pair)
        near = []
        for one, group in groups.items():
            others = [pair[pair[0] == one] for pair in group]
            rows = measure_readings(
                self.sights[one],
                [self.sights[other] for other in others],
                partial(self.surroundings.measure, one, others),
            )
            near += [
                (pair, row, first)
                for pair, row, first in zip(group, rows, score_first(rows).tolist(), strict=True)
                if first >= LEAST_AT_FIRST
            ]
        return near

    def weighs(self, reading: int) -> bool:
        """Say whether a reading can be a claim by itself."""
        return any(wording.weighs for wording in self.wordings[reading])

    def may_join(self, reading: int) -> bool:
        """Say whether a reading, be it no claim by itself, can be a wording of one."""
        return any(
            wording.weighs or (wording.statement is not None and tells_something(wording.reading))
            for wording in self.wordings[reading]
        )

    def in_one_breath(self, left: int, right: int) -> bool:
        """Say whether two readings overlap or stand side by side in a report: not said twice."""
        places = {w.proposition.document_id: w.proposition.span for w in self.wordings[left]}
        for wording in self.wordings[right]:
            other = places.get(wording.proposition.document_id)
            span = wording.proposition.span
            if other and max(other.start - span.end, span.start - other.end) < BREATH:
                return True
        return False


def _keep_nearest(near: Sequence[Near]) -> list[Near]:
    """Return the pairs that are among the likest at first sight of one of their readings."""
    held: dict[int, list[tuple[float, Pair]]] = {}
    for pair, _, first in near:
        for reading in pair:
            held.setdefault(reading, []).append((-first, pair))
    kept = {pair for ranked in held.values() for _, pair in sorted(ranked)[:MOST_ASKED]}
    return [one for one in near if one[0] in kept]


def see_wordings(wordings: Sequence[Wording], encoder: SentenceEncoder) -> Sightings:
    """Return the distinct readings of these wordings; their order is that of their words."""
    holders: dict[Reading, list[Wording]] = {}
    for wording in wordings:
        holders.setdefault(wording.reading, []).append(wording)
    readings = sorted(holders, key=_order)
    weights = weigh_stems(readings)
    sights = encoder.map(lambda reading: see_reading(reading, encoder, weights), readings)
    return Sightings(
        readings=readings,
        wordings=[holders[reading] for reading in readings],
        sights=sights,
        surroundings=survey(sights),
        encoder=encoder,
    )


def _order(reading: Reading) -> tuple[object, ...]:
    return (
        reading.words,
        reading.lemma,
        reading.terms,
        reading.names,
        reading.days,
        reading.hours,
        reading.mode,
        reading.negative,
        reading.nominal,
        reading.predicate,
        reading.subject,
        reading.object,
        tuple((n.value, n.bound, n.kind) for n in reading.numbers),
    )
