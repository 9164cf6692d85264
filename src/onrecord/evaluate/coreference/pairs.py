"""Pairs of event mentions as numbers: how alike two are, in some sixty ways.

For the n mentions of one story every likeness is a matrix (n, n), stacked to (n, n, features)
in the order of `FEATURES`. Centred cosines leave out what all mentions of the story share.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

from onrecord.evaluate.coreference.mentions import EventWord, Vector
from onrecord.evaluate.coreference.rivals import Matrix, Rivals, compare_with_all
from onrecord.lexicon import load_words

_RARE = 6.0  # the weight of a word that no document of the file has
_FARTHEST = 10


class Weights:
    """How rare words are, and the documents' own words, for a whole file."""

    def __init__(self, rarity: Mapping[str, float], documents: Mapping[str, Counter[str]]) -> None:
        self.rarity = rarity
        self.documents = documents

    def weigh(self, word: str) -> float:
        """Return how much a shared word says."""
        return self.rarity.get(word, _RARE)


def compare_mentions(mentions: Sequence[EventWord], weights: Weights) -> Matrix:
    """Return the likenesses of all pairs of a story's mentions, (n, n, features)."""
    seen = _Seen(mentions, weights)
    return np.stack([make(seen) for make in FEATURES.values()], axis=-1).astype(np.float32)


class _Seen:
    """The mentions of one story, with the matrices that several likenesses are made of."""

    def __init__(self, mentions: Sequence[EventWord], weights: Weights) -> None:
        self.mentions = mentions
        self.weights = weights
        documents = [m.document for m in mentions]
        self.same_document = _equal(documents)
        self.same_sentence = _equal([(m.document, m.sentence) for m in mentions])
        self.apart = 1 - self.same_sentence
        self.word = _cosine(mentions, lambda m: m.word_vector)
        self.clause = _cosine(mentions, lambda m: m.clause_vector)
        self.sentence = _cosine(mentions, lambda m: m.sentence_vector)
        self.lemma = _cosine(mentions, lambda m: m.lemma_vector)
        self.phrase = _cosine(mentions, lambda m: m.phrase_vector)
        self.plain = _cosine(mentions, lambda m: m.plain_vector)
        self.rivals = Rivals(documents)
        self.counts = Counter(m.lemma for m in mentions)

    @cached_property
    def alike(self) -> Matrix:
        """Return how alike mentions are by all that is read off their words and clauses."""
        parts = (self.phrase, self.plain, self.word, self.clause)
        mean: Matrix = np.mean([centred for _, centred in parts], axis=0)
        return mean

    def heads(self, read: Callable[[EventWord], Vector]) -> tuple[Matrix, Matrix]:
        """Return cosines of arguments' heads where both mentions have them, and where they do."""
        vectors = np.array([read(m) for m in self.mentions], dtype=np.float32)
        has = np.linalg.norm(vectors, axis=1) > 0
        both: Matrix = np.outer(has, has).astype(np.float32)
        centre = vectors[has].mean(axis=0) if has.any() else np.float32(0)
        return _multiply(vectors - centre) * both, both

    def overlap(self, read: Callable[[EventWord], Iterable[str]]) -> Matrix:
        """Return the shared words' weight, by the weight of whichever has less."""
        table = _table([Counter(set(read(m))) for m in self.mentions], self.weights, np.sqrt)
        shared = table @ table.T
        own = np.diag(shared)
        least = np.minimum(own[:, None], own[None, :])
        return np.where(least > 0, shared / np.maximum(least, 1e-9), 0).astype(np.float32)

    def together(self, read: Callable[[EventWord], float], join: Callable[..., Matrix]) -> Matrix:
        """Return a number of both mentions, joined."""
        column = np.array([read(m) for m in self.mentions], dtype=np.float32)
        joined: Matrix = join(column[:, None], column[None, :])
        return joined

    def share(self, lemma: str) -> float:
        """Return how often a lemma is used in the story, of a hundred mentions."""
        return math.log1p(100 * self.counts[lemma] / len(self.mentions))


def _equal(values: Sequence[object]) -> Matrix:
    numbers = {value: number for number, value in enumerate(dict.fromkeys(values))}
    column = np.array([numbers[value] for value in values])
    equal: Matrix = np.equal(column[:, None], column[None, :]).astype(np.float32)
    return equal


def _cosine(
    mentions: Sequence[EventWord], read: Callable[[EventWord], npt.NDArray[np.float32]]
) -> tuple[Matrix, Matrix]:
    """Return cosines of vectors, and of vectors less the story's mean."""
    vectors = np.array([read(m) for m in mentions], dtype=np.float32)
    return _multiply(vectors), _multiply(vectors - vectors.mean(axis=0))


def _multiply(vectors: Matrix) -> Matrix:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit = vectors / np.maximum(lengths, 1e-6)
    product: Matrix = unit @ unit.T
    return product


def _table(
    counts: Sequence[Mapping[str, int]], weights: Weights, scale: Callable[[float], float]
) -> Matrix:
    """Return (items, words): each word's weight, scaled."""
    words = sorted({word for each in counts for word in each})
    place = {word: number for number, word in enumerate(words)}
    table = np.zeros((len(counts), max(1, len(words))), dtype=np.float32)
    for row, each in enumerate(counts):
        for word, count in each.items():
            table[row, place[word]] = (1 + np.log(count)) * scale(weights.weigh(word))
    return table


def _compare_documents(seen: _Seen) -> Matrix:
    names = list(dict.fromkeys(m.document for m in seen.mentions))
    table = _table([seen.weights.documents[n] for n in names], seen.weights, float)
    likeness = _multiply(table)
    place = [names.index(m.document) for m in seen.mentions]
    return likeness[np.ix_(place, place)]


def _compare_grams(seen: _Seen) -> Matrix:
    def grams(word: str) -> Counter[str]:
        closed = f"#{word}#"
        return Counter({closed[i : i + 3] for i in range(len(closed) - 2)})

    sets = [grams(m.lemma) for m in seen.mentions]
    place = {gram: i for i, gram in enumerate(sorted({g for s in sets for g in s}))}
    table = np.zeros((len(sets), len(place)), dtype=np.float32)
    for row, each in enumerate(sets):
        table[row, [place[g] for g in each]] = 1
    shared = table @ table.T
    own = np.diag(shared)
    jaccard: Matrix = shared / np.maximum(own[:, None] + own[None, :] - shared, 1)
    return jaccard


def _compare_numbers(seen: _Seen) -> Matrix:
    """Return 1 where a number is shared, -1 where both sentences have others, else 0."""
    shared = seen.overlap(lambda m: m.numbers) > 0
    both = seen.together(lambda m: bool(m.numbers), np.minimum) > 0
    return shared.astype(np.float32) - (both & ~shared).astype(np.float32)


def _cross(seen: _Seen) -> Matrix:
    """Return subjects of one that are objects of the other: "sold by A", "A sold"."""
    subjects = [Counter(m.subjects) for m in seen.mentions]
    objects = [Counter(m.objects) for m in seen.mentions]
    table = _table([*subjects, *objects], seen.weights, np.sqrt)
    half = len(seen.mentions)
    shared = table[:half] @ table[half:].T
    own = (table * table).sum(axis=1)
    least = np.minimum(own[:half, None], own[None, half:])
    crossed = np.where(least > 0, shared / np.maximum(least, 1e-9), 0)
    both: Matrix = np.maximum(crossed, crossed.T)
    return both


def _has_light(mention: EventWord) -> bool:
    return mention.lemma in load_words("light_events")


def _all_arguments(mention: EventWord) -> frozenset[str]:
    return mention.subjects | mention.objects | mention.others


FEATURES: dict[str, Callable[[_Seen], Matrix]] = {
    "same lemma": lambda s: _equal([m.lemma for m in s.mentions]),
    "lemma letters": _compare_grams,
    "lemma meaning": lambda s: s.lemma[0],
    "lemma meaning, centred": lambda s: s.lemma[1],
    "same words": lambda s: _equal([m.words for m in s.mentions]),
    "a word shared": lambda s: (s.overlap(lambda m: m.words) > 0).astype(np.float32),
    "both nouns or verbs": lambda s: _equal([m.noun for m in s.mentions]),
    "nouns": lambda s: s.together(lambda m: m.noun, np.add),
    "same form": lambda s: _equal([m.tag for m in s.mentions]),
    "light": lambda s: s.together(_has_light, np.maximum),
    "word in its sentence": lambda s: s.word[0],
    "word in its sentence, centred": lambda s: s.word[1],
    "clause": lambda s: s.clause[0],
    "clause, centred": lambda s: s.clause[1],
    "sentence": lambda s: s.sentence[0],
    "sentence, centred": lambda s: s.sentence[1],
    "sentence words": lambda s: _multiply(
        _table([m.content for m in s.mentions], s.weights, float)
    ),
    "document words": _compare_documents,
    "same document": lambda s: s.same_document,
    "same sentence": lambda s: s.same_sentence,
    "sentences apart": lambda s: (
        s.same_document
        * s.together(lambda m: m.sentence, lambda a, b: np.minimum(abs(a - b), _FARTHEST))
    ),
    "subjects": lambda s: s.overlap(lambda m: m.subjects),
    "objects": lambda s: s.overlap(lambda m: m.objects),
    "other arguments": lambda s: s.overlap(lambda m: m.others),
    "subject and object": _cross,
    "arguments": lambda s: s.overlap(_all_arguments),
    "without arguments": lambda s: s.together(lambda m: not _all_arguments(m), np.add),
    "names": lambda s: s.overlap(lambda m: m.names) * s.apart,
    "numbers": lambda s: _compare_numbers(s) * s.apart,
    "negated otherwise": lambda s: 1 - _equal([m.negated for m in s.mentions]),
    "modal otherwise": lambda s: 1 - _equal([m.modal for m in s.mentions]),
    "leads": lambda s: s.together(lambda m: m.sentence <= 1, np.add),
    "frequent, the rarer": lambda s: s.together(lambda m: s.share(m.lemma), np.minimum),
    "frequent, the commoner": lambda s: s.together(lambda m: s.share(m.lemma), np.maximum),
    "phrase": lambda s: s.phrase[0],
    "phrase, centred": lambda s: s.phrase[1],
    "words alone": lambda s: s.plain[0],
    "words alone, centred": lambda s: s.plain[1],
    "size of the story": lambda s: np.full_like(s.apart, math.log(len(s.mentions))),
    "heads of subjects": lambda s: s.heads(lambda m: m.heads.subject)[0],
    "both have subjects": lambda s: s.heads(lambda m: m.heads.subject)[1],
    "heads of objects": lambda s: s.heads(lambda m: m.heads.object)[0],
    "both have objects": lambda s: s.heads(lambda m: m.heads.object)[1],
    "heads of arguments": lambda s: s.heads(lambda m: m.heads.all)[0],
    "both have arguments": lambda s: s.heads(lambda m: m.heads.all)[1],
    "words around": lambda s: _cosine(s.mentions, lambda m: m.around_vector)[0],
    "alike in all": lambda s: s.alike,
    "phrase, against all others": lambda s: compare_with_all(s.phrase[1]),
    "words alone, against all others": lambda s: compare_with_all(s.plain[1]),
    "word, against all others": lambda s: compare_with_all(s.word[1]),
    "clause, against all others": lambda s: compare_with_all(s.clause[1]),
    "alike in all, against all others": lambda s: compare_with_all(s.alike),
    "words alone, behind the likest there": lambda s: s.rivals.compare(s.plain[1])[0],
    "words alone, behind, at best": lambda s: s.rivals.compare(s.plain[1])[1],
    "word, behind the likest there": lambda s: s.rivals.compare(s.word[1])[0],
    "word, behind, at best": lambda s: s.rivals.compare(s.word[1])[1],
    "alike in all, behind the likest there": lambda s: s.rivals.compare(s.alike)[0],
    "alike in all, behind, at best": lambda s: s.rivals.compare(s.alike)[1],
}
