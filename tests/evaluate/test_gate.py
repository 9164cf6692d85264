"""The gate holds measured rates against their limits and loosens none in passing."""

from onrecord.evaluate.gate import compare_rates, update_limits
from onrecord.evaluate.readme import Rate

LIMITS = {"figures · X": {"missed": 0.2, "wrong": 0.1}}


def rate(missed: float, wrong: float) -> Rate:
    return Rate(what="figures", measured_on="X", missed=missed, wrong=wrong)


def test_a_rate_at_its_limit_passes() -> None:
    assert compare_rates([rate(0.2, 0.1)], LIMITS) == []


def test_a_worse_rate_is_named() -> None:
    assert compare_rates([rate(0.2, 0.15)], LIMITS) == [
        "figures · X: wrong 15.0 of 100, at most 10.0 allowed"
    ]


def test_a_limit_without_a_measurement_is_named() -> None:
    assert compare_rates([], LIMITS) == ["figures · X: has a limit but was not measured"]


def test_tightening_never_loosens() -> None:
    kept = update_limits([rate(0.1, 0.3)], LIMITS, [])
    assert kept == {"figures · X": {"missed": 0.1, "wrong": 0.1}}


def test_a_row_is_loosened_only_by_name() -> None:
    kept = update_limits([rate(0.1, 0.3)], LIMITS, ["figures"])
    assert kept == {"figures · X": {"missed": 0.1, "wrong": 0.3}}
