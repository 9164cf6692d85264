"""The TempEval-3 measures on small cases worked out by hand."""

import pytest

from onrecord.evaluate.metrics.timex import Expression, TimexCounts, count_timexes

GOLD: list[Expression] = [(0, 6, "DATE", "2024-11-18"), (10, 20, "DURATION", "P2D")]


@pytest.mark.parametrize(
    ("predicted", "relaxed", "strict", "value"),
    [
        (GOLD, 2, 2, 2),
        ([(0, 5, "DATE", "2024-11-18")], 1, 0, 1),
        ([(0, 20, "DATE", "2024-11-18")], 1, 0, 1),
        ([(0, 2, "DATE", "x"), (0, 6, "DATE", "2024-11-18")], 1, 1, 1),
        ([(6, 10, "DATE", "2024-11-18")], 0, 0, 0),
        ([], 0, 0, 0),
    ],
    ids=["all", "short", "one over two", "the larger overlap", "between", "none"],
)
def test_counts(predicted: list[Expression], relaxed: int, strict: int, value: int) -> None:
    counts = count_timexes(GOLD, predicted)
    assert (counts.relaxed, counts.strict, counts.value) == (relaxed, strict, value)


def test_counts_add_and_rates_follow() -> None:
    one = TimexCounts(gold=2, predicted=1, relaxed=1, value=1)
    both = one.plus(TimexCounts(gold=1, predicted=2, relaxed=1))
    assert both.rate("relaxed") == (66.67, 66.67, 66.67)
    assert both.value_accuracy == 50.0
    assert TimexCounts().rate("value") == (0.0, 0.0, 0.0)


def test_gold_of_no_length_is_left_out() -> None:
    assert count_timexes([(3, 3, "DATE", "2024")], []).gold == 0
