"""What comparing costs: counted, so that it can't grow with the square of the pile unseen."""

from dataclasses import replace

import numpy as np
import pytest

from onrecord.story.claims.candidates import (
    MOST_IN_BUCKET,
    MOST_SHARING,
    NEAREST,
    PIVOTS_EACH,
    RAREST_WORDS,
    Neighbourhoods,
    find_candidates,
)
from onrecord.story.claims.features import compare_sights
from onrecord.story.claims.sights import HEAVY, MARKS, WEIGHT, Sight, fix, free
from onrecord.story.claims.wordings import Reading

WIDTH = 384
TOPIC = 128
EMPTY = Reading(
    words=(),
    stems=(),
    lemma="",
    predicate=(),
    subject=(),
    object=(),
    terms=(),
    names=(),
    numbers=(),
    days=(),
    hours=(),
    negative=False,
    mode="was",
    nominal=False,
)


def make_vectors(count: int, seed: int, width: int = WIDTH) -> np.ndarray:
    drawn = np.random.default_rng(seed).normal(size=(count, width)).astype(np.float32)
    return free(fix(drawn / np.linalg.norm(drawn, axis=1, keepdims=True)))


def make_sights(count: int, topics: int = 7) -> list[Sight]:
    """Readings of six words each: one shared by a seventh of all, the others by a few."""
    wholes, abouts = make_vectors(count, seed=1), make_vectors(count, seed=5, width=TOPIC)
    sights = []
    for number, (whole, about) in enumerate(zip(wholes, abouts, strict=True)):
        stems = (f"topic{number % topics}", *(f"word{(number * k) // 9}" for k in range(1, 6)))
        marks = np.zeros((len(stems), MARKS))
        marks[:, WEIGHT] = 1.0 + np.arange(len(stems))
        marks[:, HEAVY] = marks[:, WEIGHT] >= 3
        marks[number % 6, 2] = marks[(number + 1) % 6, 3] = marks[(number + 2) % 6, 4] = 1.0
        sights.append(
            Sight(
                reading=replace(EMPTY, words=stems, stems=stems),
                whole=whole,
                topic=about,
                words=fix(make_vectors(len(stems), seed=number)),
                codes=np.array([hash_stem(s) for s in stems]),
                classes=np.zeros((len(stems), 1), dtype=np.uint64),
                marks=marks,
                stems=frozenset(stems),
                matter=frozenset(stems),
                total=float(marks[:, WEIGHT].sum()),
            )
        )
    return sights


def hash_stem(stem: str) -> int:
    return int.from_bytes(stem.encode()[:7])


def test_pairs_to_compare_grow_in_step_with_the_readings() -> None:
    most_each = RAREST_WORDS * MOST_SHARING + PIVOTS_EACH * NEAREST
    counted = {n: len(find_candidates(make_sights(n))) for n in (600, 2400)}
    assert all(pairs <= most_each * n for n, pairs in counted.items())
    assert counted[2400] <= 6 * counted[600]


def test_cosines_worked_out_grow_by_less_than_the_square() -> None:
    squares = {
        n: sum(len(b) ** 2 for b in Neighbourhoods(make_vectors(n, seed=3)).list_buckets())
        for n in (500, 8000)
    }
    assert squares[8000] <= 16**1.5 * 2 * squares[500]


@pytest.mark.parametrize("count", [1, 400, 401, 5000])
def test_readings_all_alike_are_parted_all_the_same(count: int) -> None:
    same = np.repeat(make_vectors(1, seed=2), count, axis=0)
    buckets = list(Neighbourhoods(same).list_buckets())
    assert max(len(bucket) for bucket in buckets) <= MOST_IN_BUCKET
    assert set(np.concatenate(buckets).tolist()) == set(range(count))


def test_nearest_are_looked_for_near_a_few_pivots_only() -> None:
    vectors = make_vectors(3000, seed=4)
    exact = np.argsort(-(vectors @ vectors[7]), kind="stable")[:5].tolist()
    found = Neighbourhoods(vectors).find_nearest(vectors[7], 5)
    assert found[0] == exact[0] == 7
    assert Neighbourhoods(vectors[:0]).find_nearest(vectors[7], 5) == []


def test_features_do_not_depend_on_what_is_compared_beside() -> None:
    first, *others = make_sights(40)
    together = compare_sights(first, others)
    alone = np.vstack([compare_sights(first, [other]) for other in others])
    backward = np.vstack([compare_sights(other, [first]) for other in others])
    assert np.abs(together - alone).max() < 1e-12
    assert np.abs(together - backward).max() < 1e-12
