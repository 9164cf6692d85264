"""B3 and pairs by hand; that tallies of parts add up to the whole."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.evaluate.metrics.clusters import score_bcubed, score_pairs

GOLD = {"a": 1, "b": 1, "c": 1, "d": 2, "e": 2}


@pytest.mark.parametrize(
    ("found", "bcubed", "pairs"),
    [
        (dict.fromkeys(GOLD, 0), ((9 + 4) / 25, 1.0), (4 / 10, 1.0)),
        ({item: item for item in GOLD}, (1.0, (1 + 1) / 5), (0.0, 0.0)),
        ({"a": 1, "b": 1, "c": 2, "d": 2, "e": 3}, (4 / 5, (5 / 3 + 1) / 5), (1 / 2, 1 / 4)),
        (GOLD, (1.0, 1.0), (1.0, 1.0)),
    ],
    ids=["all in one", "each alone", "some of each", "right"],
)
def test_scores_by_hand(
    found: dict[str, object], bcubed: tuple[float, float], pairs: tuple[float, float]
) -> None:
    scored = score_bcubed(GOLD, found)  # type: ignore[arg-type]
    assert (scored.precision, scored.recall) == pytest.approx(bcubed)
    scored = score_pairs(GOLD, found)  # type: ignore[arg-type]
    assert (scored.precision, scored.recall) == pytest.approx(pairs)


@settings(deadline=None)
@given(st.dictionaries(st.text(), st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1))
def test_b3_is_each_items_share_of_its_fellows(labels: dict[str, tuple[int, int]]) -> None:
    gold = {item: pair[0] for item, pair in labels.items()}
    found = {item: pair[1] for item, pair in labels.items()}
    shares = []
    for item in labels:
        mates = {other for other in labels if found[other] == found[item]}
        true = {other for other in labels if gold[other] == gold[item]}
        shares.append(len(mates & true) / len(mates))
    assert score_bcubed(gold, found).precision == pytest.approx(sum(shares) / len(labels))
