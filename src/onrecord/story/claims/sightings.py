"""Sightings: a story's readings, each once, with the wordings that have it and its vectors."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from onrecord.inference.sentences import SentenceEncoder
from onrecord.story.claims.features import Sight, see_reading, weigh_stems
from onrecord.story.claims.likeness import Likeness, compare_readings
from onrecord.story.claims.wordings import Reading, Wording

# Characters between two clauses of one sentence or of neighbouring ones.
BREATH = 12


@dataclass(slots=True)
class Sightings:
    """Distinct readings in a fixed order, by which wordings, seen by the encoder.

    A reading that many wordings share, as in copies of one report, is one here, and so weighs
    once.
    """

    readings: list[Reading]
    wordings: list[list[Wording]]
    sights: list[Sight]
    weights: dict[str, float]
    _known: dict[tuple[int, int], Likeness] = field(default_factory=dict)

    def compare(self, left: int, right: int) -> Likeness:
        """Return the likeness of two readings, worked out once."""
        pair = (min(left, right), max(left, right))
        if pair not in self._known:
            found = compare_readings(self.sights[pair[0]], self.sights[pair[1]], self.weights)
            if self._in_one_breath(*pair):
                found = replace(found, apart="said in one breath")
            self._known[pair] = found
        return self._known[pair]

    def weighs(self, reading: int) -> bool:
        """Say whether a reading can be a claim by itself."""
        return any(wording.weighs for wording in self.wordings[reading])

    def _in_one_breath(self, left: int, right: int) -> bool:
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
    return Sightings(
        readings=readings,
        wordings=[holders[reading] for reading in readings],
        sights=[see_reading(reading, encoder, weights) for reading in readings],
        weights=weights,
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
