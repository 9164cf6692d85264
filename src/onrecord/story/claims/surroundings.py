"""Surroundings: how near a reading's neighbours are, so that nearness can be judged beside it.

In a story about one thing all vectors are near each other, some in a crowd and some alone. Two
readings near for the crowd they stand in tell more than two with the same cosine in a denser one
(cross-domain similarity local scaling, Conneau et al. 2018).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from onrecord.story.claims.candidates import NEAREST, Neighbourhoods
from onrecord.story.claims.sights import Sight

Vectors = npt.NDArray[np.float32]
Floats = npt.NDArray[np.float64]

# A crowd is a reading's so many nearest.
CROWD = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """For each reading, how near its nearest are on average, and the place of each of them."""

    crowds: tuple[float, ...]
    places: tuple[dict[int, int], ...]

    def measure(self, left: int, others: Sequence[int], cosines: Floats) -> Floats:
        """Return numbers (others, 2): the cosines for their crowds, and how few lie nearer."""
        crowds = np.array([self.crowds[left] + self.crowds[other] for other in others])
        nearer = [
            min(self.places[left].get(other, NEAREST), self.places[other].get(left, NEAREST))
            for other in others
        ]
        return np.stack(
            (2 * cosines - crowds, 1 / (1 + np.array(nearer, dtype=np.float64))), axis=1
        )


def survey(sights: Sequence[Sight]) -> Surroundings:
    """Return the surroundings of a story’s readings, found by neighbourhood."""
    found: list[dict[int, float]] = [{} for _ in sights]
    if sights:
        vectors = np.stack([sight.whole for sight in sights])
        for bucket in Neighbourhoods(vectors).list_buckets():
            _note_nearest(vectors[bucket], bucket, found)
    ranked = [
        sorted(near.items(), key=lambda item: (-item[1], item[0]))[:NEAREST] for near in found
    ]
    return Surroundings(
        crowds=tuple(_average([cosine for _, cosine in near[:CROWD]]) for near in ranked),
        places=tuple({other: place for place, (other, _) in enumerate(near)} for near in ranked),
    )


def _note_nearest(
    vectors: Vectors, places: npt.NDArray[np.int64], found: list[dict[int, float]]
) -> None:
    cosines = (vectors @ vectors.T).astype(np.float64)
    np.fill_diagonal(cosines, -1.0)
    nearest = np.argsort(-cosines, axis=1, kind="stable")[:, : min(NEAREST, len(places) - 1)]
    for row, columns in enumerate(nearest):
        near = found[int(places[row])]
        for column in columns:
            near[int(places[column])] = round(float(cosines[row, column]), 6)


def _average(numbers: Sequence[float]) -> float:
    return sum(numbers) / len(numbers) if numbers else 0.0
