"""Sights: readings as they are compared, in arrays: vectors and what each word is.

Vectors are kept in fixed point, so that their products add up to the same bits in any order, by
any library and whatever else is compared beside them; it halves their size as well.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from math import log

import numpy as np
import numpy.typing as npt

from onrecord.inference.sentences import SentenceEncoder
from onrecord.story.claims.stems import load_classes, load_stem_classes
from onrecord.story.claims.wordings import Reading

Vectors = npt.NDArray[np.float32]
Fixed = npt.NDArray[np.int16]

# Parts of one: products of two such numbers, each at most one, fit the 24 bits of a float's sum.
PARTS = 2048
# What is marked of each word: its weight, whether it is among the heaviest, and its role.
WEIGHT, HEAVY, PREDICATE, SUBJECT, OBJECT = range(5)
MARKS = 5
_BITS = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """A reading with its vectors and what each of its words is.

    `whole` is its own vector (width), `topic` that of what it is about, `words` those of its words
    (words, width) in `PARTS`; one row at least;
    `codes` tell stems apart (0 is no content word), `classes` (words, blocks) have a bit for each
    class of the table `claim_words`, `marks` are (words, `MARKS`). `stems` are all its stems, of
    which `matter` are no names; `total` weighs them all.
    """

    reading: Reading
    whole: Vectors
    topic: Vectors
    words: Fixed
    codes: npt.NDArray[np.int64]
    classes: npt.NDArray[np.uint64]
    marks: npt.NDArray[np.float64]
    stems: frozenset[str]
    matter: frozenset[str]
    total: float


def weigh_stems(readings: Iterable[Reading]) -> dict[str, float]:
    """Return how much each stem tells within a story: the log of its rarity among readings."""
    counts: Counter[str] = Counter()
    total = 0
    for reading in readings:
        counts.update({s for s in reading.stems if s})
        total += 1
    return {s: 0.3 + log((1 + total) / (1 + n)) for s, n in counts.items()}


def see_reading(reading: Reading, encoder: SentenceEncoder, weights: Mapping[str, float]) -> Sight:
    """Read a reading's words with the encoder and set beside them what each of them is."""
    vectors = encoder.read_claim(reading.words)
    stems = reading.stems[: len(vectors.words)] or ("",)
    words = fix(vectors.words) if reading.words else np.zeros((1, len(vectors.whole)), np.int16)
    own = sorted({s for s in reading.stems if s})
    return Sight(
        reading=reading,
        whole=free(fix(vectors.whole)),
        topic=free(fix(vectors.topic)),
        words=words,
        codes=np.array([_code_stem(s) for s in stems], dtype=np.int64),
        classes=np.array([_mask_classes(s) for s in stems], np.uint64).reshape(len(stems), -1),
        marks=_mark_words(reading, [weights.get(s, 1.0) if s else 0.0 for s in stems]),
        stems=frozenset(own),
        matter=frozenset(
            stem
            for stem, word in zip(reading.stems, reading.words, strict=True)
            if stem and not word[:1].isupper()
        ),
        total=sum(weights.get(s, 1.0) for s in own),
    )


def fix(vectors: Vectors) -> Fixed:
    """Return vectors of length one in fixed point."""
    return np.rint(vectors * PARTS).astype(np.int16)


def free(vectors: Fixed) -> Vectors:
    """Return fixed-point vectors as floats: the numbers they stand for, exactly."""
    return vectors * np.float32(1 / PARTS)


def _mark_words(reading: Reading, weights: list[float]) -> npt.NDArray[np.float64]:
    marks = np.zeros((len(weights), MARKS))
    marks[:, WEIGHT] = weights
    marks[:, HEAVY] = marks[:, WEIGHT] >= 0.5 * max(weights, default=0.0)
    roles = ((PREDICATE, reading.predicate), (SUBJECT, reading.subject), (OBJECT, reading.object))
    for column, places in roles:
        marks[[i for i in places if i < len(weights)], column] = 1.0
    return marks


@cache
def _code_stem(stem: str) -> int:
    """Return a number of its own for each stem: 63 bits of a hash, 0 for none."""
    digest = blake2b(stem.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest) >> 1 if stem else 0


@cache
def _mask_classes(stem: str) -> tuple[int, ...]:
    """Return the classes a stem is in, a bit each, in blocks of 64."""
    numbers = _number_classes()
    bits = sum(1 << numbers[name] for name in load_stem_classes().get(stem, ()))
    blocks = len(numbers) // _BITS + 1
    return tuple(bits >> (_BITS * n) & (1 << _BITS) - 1 for n in range(blocks))


@cache
def _number_classes() -> dict[str, int]:
    names = sorted({name for each in load_classes().values() for name in each})
    return {name: number for number, name in enumerate(names)}
