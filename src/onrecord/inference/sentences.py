"""Runs the shipped sentence encoder: a text to vectors, and two texts to how they stand together.

Vectors of texts that mean alike lie near each other; they do not tell a claim from its denial,
which is what the pair model is for: it reads two texts at once, from where the encoder has read
each halfway. Each text and each pair is run by itself, never padded or stacked with others, so
what comes out never depends on what else is read.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from os import cpu_count
from pathlib import Path
from typing import NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt
import onnxruntime

from onrecord.inference.encoder import MODELS, check_files, map_threads, open_session
from onrecord.inference.pieces import WordPieces

Vectors = npt.NDArray[np.float32]
Pieces = npt.NDArray[np.int64]
T = TypeVar("T")
R = TypeVar("R")

SENTENCES, PAIRS, PIECES = "sentences.onnx", "pairs.onnx", "tokenizer.json"
# Words read of one text; a clause longer than this is none. The graph has places for 512 pieces.
MOST_WORDS = 96
# So many texts' halfway states are remembered, some twenty kilobytes each.
REMEMBERED_TEXTS = 2_048


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceVectors:
    """A text's own vector (width), and one for each of its words (words, width), of length one."""

    whole: Vectors
    words: Vectors


class Relation(NamedTuple):
    """Natural logs of how likely two texts say the same, contradict each other, or neither."""

    same: float
    contradicts: float
    other: float


class SentenceEncoder:
    """The shipped sentence model, ready to read; see `load_sentence_encoder`."""

    def __init__(self, folder: Path) -> None:
        self._session = open_session(folder / SENTENCES)
        self._pairs = open_session(folder / PAIRS)
        self._halfway = onnxruntime.RunOptions()
        self._halfway.only_execute_path_to_fetches = True
        self._read_middle = lru_cache(maxsize=REMEMBERED_TEXTS)(self._run_middle)
        self._pieces = WordPieces(folder / PIECES)
        self._ends = (self._pieces.special("[CLS]"), self._pieces.special("[SEP]"))

    def read(self, words: tuple[str, ...]) -> SentenceVectors:
        """Vectors of the text these words make; of at most `MOST_WORDS` of them."""
        words = words[:MOST_WORDS]
        split, fed = self._feed(words)
        states, whole = self._session.run(["states", "vector"], fed)
        if not words:
            return SentenceVectors(whole=whole, words=states[1:-1])
        counts = np.array([len(pieces) for pieces in split])
        sums = np.add.reduceat(states[1:-1], np.cumsum(counts) - counts)
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        return SentenceVectors(whole=whole, words=sums / np.maximum(lengths, 1e-9))

    def relate(self, left: tuple[str, ...], right: tuple[str, ...]) -> Relation:
        """How two texts of one story stand together; of each at most `MOST_WORDS` are read."""
        states = [self._read_middle(words[:MOST_WORDS]) for words in (left, right)]
        (scores,) = self._pairs.run(None, dict(zip(("left", "right"), states, strict=True)))
        return Relation(*(round(float(score), 4) for score in scores))

    def _run_middle(self, words: tuple[str, ...]) -> Vectors:
        """States of a text's pieces (pieces, width) halfway up."""
        (states,) = self._session.run(["middle"], self._feed(words)[1], self._halfway)
        return np.asarray(states)

    def _feed(self, words: tuple[str, ...]) -> tuple[list[tuple[int, ...]], dict[str, Pieces]]:
        """Each word's pieces, and all of them between the two ends of a text."""
        split = [pieces[:4] for pieces in self._pieces.split(words)]
        ids = [self._ends[0], *(piece for pieces in split for piece in pieces), self._ends[1]]
        return split, {"pieces": np.array(ids, dtype=np.int64)}

    def map(self, read: Callable[[T], R], items: Sequence[T]) -> list[R]:
        """`read` of each item, in order, on as many threads as there are processors."""
        return map_threads(read, items, cpu_count() or 1)


@cache
def load_sentence_encoder(folder: Path = MODELS / "sentences") -> SentenceEncoder:
    """Open the sentence model after checking its files against their recorded checksums.

    Raises ModelError where a file is missing or is not the one recorded.
    """
    check_files(folder)
    return SentenceEncoder(folder)
