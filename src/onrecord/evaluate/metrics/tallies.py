"""Tallies of right answers that add up over articles, their figures and their intervals."""

import random
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeAlias


class Tally(NamedTuple):
    """Right ones among those predicted, and among those in the gold."""

    right_predicted: float = 0.0
    predicted: float = 0.0
    right_gold: float = 0.0
    gold: float = 0.0

    def plus(self, other: "Tally") -> "Tally":
        """Both tallies together."""
        return Tally(*(a + b for a, b in zip(self, other, strict=True)))

    @property
    def precision(self) -> float:
        """Share of what was predicted that is right; 0 where nothing was."""
        return self.right_predicted / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that was found; 0 where there is none."""
        return self.right_gold / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0


Tallies: TypeAlias = Mapping[str, Tally]


def add_tallies(articles: Iterable[Tallies]) -> dict[str, Tally]:
    """Tallies of many articles together."""
    total: dict[str, Tally] = {}
    for tallies in articles:
        for name, tally in tallies.items():
            total[name] = total.get(name, Tally()).plus(tally)
    return total


def resample(articles: Sequence[Tallies], name: str, times: int) -> tuple[float, float]:
    """95 % interval of one figure's F1 over articles drawn again with replacement, seed 0."""
    rng = random.Random(0)
    column = [tallies.get(name, Tally()) for tallies in articles]
    drawn = []
    for _ in range(times):
        total = Tally()
        for tally in rng.choices(column, k=len(column)):
            total = total.plus(tally)
        drawn.append(total.f1)
    drawn.sort()
    return drawn[int(0.025 * times)], drawn[min(times - 1, int(0.975 * times))]
