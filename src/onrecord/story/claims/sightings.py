"""Sightings: a story's readings, each once, with the wordings that have it and its vectors."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from onrecord.inference.sentences import SentenceEncoder
from onrecord.story.claims.likeness import UNLIKE, Likeness, compare_readings
from onrecord.story.claims.sights import Sight, see_reading, weigh_stems
from onrecord.story.claims.surroundings import Surroundings, survey
from onrecord.story.claims.wordings import Reading, Wording, tells_something

# Characters between two clauses of one sentence or of neighbouring ones.
BREATH = 12
ONE_BREATH = "said in one breath"

Pair = tuple[int, int]


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

    def compare(self, pairs: Sequence[Pair]) -> list[Likeness]:
        """Return the likeness of each pair of readings, many others at once for each reading."""
        held = Counter(reading for pair in pairs for reading in pair)
        groups: dict[int, list[Pair]] = {}
        for pair in pairs:  # the reading that more pairs have, so that more are compared at once
            groups.setdefault(min(pair, key=lambda one: (-held[one], one)), []).append(pair)
        found: dict[Pair, Likeness] = {}
        for one, group in groups.items():
            others = [pair[pair[0] == one] for pair in group]
            alike = compare_readings(
                self.sights[one],
                [self.sights[other] for other in others],
                partial(self.surroundings.measure, one, others),
            )
            for pair, likeness in zip(group, alike, strict=True):
                apart = likeness is not UNLIKE and self.in_one_breath(*pair)
                found[pair] = replace(likeness, apart=ONE_BREATH) if apart else likeness
        return [found[pair] for pair in pairs]

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
