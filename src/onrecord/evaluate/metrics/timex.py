"""Scores time expressions as TempEval-3 does: found at all, same span, same value, same type.

Each gold expression takes, in order, the free predicted one it shares most characters with.
Counts add over documents; rates follow from the counts.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# Start, end, type and value of a time expression; a value or type may be missing.
Expression = tuple[int, int, str | None, str | None]
MEASURES = ("relaxed", "strict", "value", "type", "strict+value")


@dataclass(frozen=True, slots=True, kw_only=True)
class TimexCounts:
    """How many there are, how many were predicted, how many were right by each measure."""

    gold: int = 0
    predicted: int = 0
    relaxed: int = 0
    strict: int = 0
    value: int = 0
    type: int = 0
    strict_value: int = 0

    def plus(self, other: "TimexCounts") -> "TimexCounts":
        """Return both counts together."""
        return TimexCounts(
            gold=self.gold + other.gold,
            predicted=self.predicted + other.predicted,
            relaxed=self.relaxed + other.relaxed,
            strict=self.strict + other.strict,
            value=self.value + other.value,
            type=self.type + other.type,
            strict_value=self.strict_value + other.strict_value,
        )

    def rate(self, measure: str) -> tuple[float, float, float]:
        """Return precision, recall and F1 by one of `MEASURES`, of a hundred."""
        right: int = getattr(self, measure.replace("+", "_"))
        precision = right / self.predicted if self.predicted else 0.0
        recall = right / self.gold if self.gold else 0.0
        both = precision + recall
        f1 = 2 * precision * recall / both if both else 0.0
        return round(100 * precision, 2), round(100 * recall, 2), round(100 * f1, 2)

    @property
    def value_accuracy(self) -> float:
        """Return how many of a hundred expressions found have the gold value."""
        return round(100 * self.value / self.relaxed, 2) if self.relaxed else 0.0


def count_timexes(gold: Iterable[Expression], predicted: Sequence[Expression]) -> TimexCounts:
    """Return the counts of one document; gold expressions of no length are left out.

    >>> counts = count_timexes([(0, 6, "DATE", "2024-11-18")], [(3, 6, "DATE", "2024-11-18")])
    >>> counts.rate("relaxed"), counts.rate("strict"), counts.rate("value")
    ((100.0, 100.0, 100.0), (0.0, 0.0, 0.0), (100.0, 100.0, 100.0))
    """
    ours = [expression for expression in gold if expression[1] > expression[0]]
    total = TimexCounts(gold=len(ours), predicted=len(predicted))
    used: set[int] = set()
    for expression in ours:
        index = _find_match(expression, predicted, used)
        if index is not None:
            used.add(index)
            total = total.plus(_judge(expression, predicted[index]))
    return total


def _find_match(
    expression: Expression, predicted: Sequence[Expression], used: set[int]
) -> int | None:
    """Return the free prediction that shares most characters, the first of equals."""
    best, most = None, 0
    for index, (start, end, *_) in enumerate(predicted):
        shared = min(expression[1], end) - max(expression[0], start)
        if shared > most and index not in used:
            best, most = index, shared
    return best


def _judge(gold: Expression, predicted: Expression) -> TimexCounts:
    same_span = gold[:2] == predicted[:2]
    same_value = (gold[3] or "").strip() == (predicted[3] or "").strip()
    return TimexCounts(
        relaxed=1,
        strict=same_span,
        value=same_value,
        type=gold[2] == predicted[2],
        strict_value=same_span and same_value,
    )
