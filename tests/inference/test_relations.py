"""The relation layer: the same numbers in any company, either way round, and plainly told apart."""

import numpy as np
import pytest

from onrecord.inference.relations import SUREST, load_relation_layer
from onrecord.inference.sentences import load_sentence_encoder
from onrecord.story.claims.sights import fix, free

CLAUSES = (
    "nobody had left the hall all night",
    "everyone had stayed in the hall until morning",
    "forty people walked out of the hall before midnight",
    "the ferry company bought two new ships",
)


@pytest.fixture(scope="module")
def vectors() -> tuple[np.ndarray, np.ndarray]:
    encoder = load_sentence_encoder()
    read = [encoder.read_claim(tuple(clause.split())) for clause in CLAUSES]
    return tuple(np.stack([free(fix(getattr(r, n))) for r in read]) for n in ("whole", "topic"))


def relate(vectors: tuple[np.ndarray, np.ndarray], one: int, others: list[int]) -> np.ndarray:
    wholes, topics = vectors
    return load_relation_layer().relate(
        (wholes[one], topics[one]), (wholes[others], topics[others])
    )


def test_the_same_the_contrary_and_another_matter_are_told_apart(vectors) -> None:
    same, contrary = relate(vectors, 0, [1, 2, 3]).T
    assert same[0] > 0 > same[1] > same[2] - 3
    assert contrary[1] > max(contrary[0], contrary[2])


def test_what_is_compared_beside_changes_nothing(vectors) -> None:
    together = relate(vectors, 0, [1, 2, 3])
    alone = np.vstack([relate(vectors, 0, [other]) for other in (1, 2, 3)])
    backward = np.vstack([relate(vectors, other, [0]) for other in (1, 2, 3)])
    assert (together == alone).all()
    assert (together == backward).all()


def test_log_odds_are_cut_where_nothing_is_surer(vectors) -> None:
    everything = relate(vectors, 0, list(range(len(CLAUSES))))
    assert np.abs(everything).max() <= SUREST


def test_of_the_two_towers_each_gives_its_own_vectors() -> None:
    encoder, words = load_sentence_encoder(), tuple(CLAUSES[0].split())
    plain, claimed = encoder.read(words), encoder.read_claim(words)
    assert plain.whole.shape == claimed.whole.shape
    assert not np.allclose(plain.whole, claimed.whole)
    assert claimed.words.shape == (len(words), len(claimed.whole))
    assert np.isclose(np.linalg.norm(claimed.topic), 1, atol=1e-3)
