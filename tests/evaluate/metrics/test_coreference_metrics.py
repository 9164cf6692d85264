from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.evaluate.metrics.coreference import (
    average_conll,
    score_ceaf_e,
    score_coreference,
    score_muc,
)

GOLD = dict(zip("abcdefg", (1, 1, 1, 2, 2, 2, 2), strict=True))
FOUND = dict(zip("abcdefg", (1, 1, 2, 2, 3, 3, 3), strict=True))


@pytest.mark.parametrize(
    ("score", "precision", "recall"),
    [
        # gold links 2 + 3, kept (3 - 2) + (4 - 2) = 3; found links 1 + 1 + 2, kept 1 + 0 + 2 = 3
        pytest.param(score_muc, 3 / 4, 3 / 5, id="muc"),
        # matched: {a b c} with {a b} 4/5, {d e f g} with {e f g} 6/7
        pytest.param(score_ceaf_e, (4 / 5 + 6 / 7) / 3, (4 / 5 + 6 / 7) / 2, id="ceaf-e"),
    ],
)
def test_a_worked_example(score, precision, recall):
    tally = score(GOLD, FOUND)
    assert tally.precision == pytest.approx(precision)
    assert tally.recall == pytest.approx(recall)


labels = st.integers(1, 9).flatmap(
    lambda size: st.tuples(*[st.lists(st.integers(0, 4), min_size=size, max_size=size)] * 2)
)
groupings = labels.map(lambda pair: tuple(dict(enumerate(each)) for each in pair))


def list_groups(grouping):
    return [
        {item for item in grouping if grouping[item] == label}
        for label in dict.fromkeys(grouping.values())
    ]


@given(groupings)
def test_the_matching_is_the_best_there_is(pair):
    few, many = sorted(map(list_groups, pair), key=len)
    best = max(
        sum(2 * len(g & f) / (len(g) + len(f)) for g, f in zip(few, chosen, strict=True))
        for chosen in permutations(many, len(few))
    )
    assert score_ceaf_e(*pair).right_gold == pytest.approx(best)


@given(groupings)
def test_links_are_counted_group_by_group(pair):
    gold, found = pair
    groups = list_groups(gold)
    kept = sum(len(group) - len({found[item] for item in group}) for group in groups)
    tally = score_muc(gold, found)
    assert tally.right_gold == kept
    assert tally.gold == sum(len(group) - 1 for group in groups)


@given(groupings)
def test_the_gold_itself_is_right_and_no_score_leaves_its_bounds(pair):
    gold, found = pair
    for tally in score_coreference(gold, gold).values():
        assert tally.gold == 0 or tally.f1 == pytest.approx(1.0)
    for tally in score_coreference(gold, found).values():
        assert 0 <= tally.precision <= 1 + 1e-9
        assert 0 <= tally.recall <= 1 + 1e-9


@given(groupings)
def test_precision_one_way_is_recall_the_other_way(pair):
    gold, found = pair
    there, back = score_coreference(gold, found), score_coreference(found, gold)
    for name in there:
        assert there[name].precision == pytest.approx(back[name].recall)


def test_conll_is_the_mean_of_three():
    tallies = score_coreference(GOLD, FOUND)
    three = [tallies[name].f1 for name in ("MUC", "B3", "CEAF-e")]
    assert average_conll(tallies) == pytest.approx(sum(three) / 3)


def test_other_items_are_refused():
    with pytest.raises(ValueError, match="items"):
        score_coreference({"a": 1, "b": 1}, {"a": 1})
