"""Runs the shipped sentence encoder: a text to one vector, and to one vector for each word.

Vectors of texts that mean alike lie near each other. A clause that is claimed is read by layers
taught to part it from its contrary, which its topic lies near all the same. Each text is run by
itself, never padded or stacked with others, so its vectors never depend on what else is read.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from os import cpu_count
from pathlib import Path
from typing import TypeVar

import numpy as np
import numpy.typing as npt
import onnxruntime

from onrecord.inference.encoder import MODELS, check_files, map_threads, open_session
from onrecord.inference.pieces import WordPieces

Vectors = npt.NDArray[np.float32]
T = TypeVar("T")
R = TypeVar("R")

SENTENCES, PIECES = "sentences.onnx", "../tokenizer.json"  # the attribution model's own
# Words read of one text; a clause longer than this is none. The graph has places for 512 pieces.
MOST_WORDS = 96


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceVectors:
    """A text's own vector (width), and one for each of its words (words, width), of length one."""

    whole: Vectors
    words: Vectors


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimVectors(SentenceVectors):
    """The same of a clause that is claimed, and one for what it is about (topic width).

    The whole vectors of clauses that say the same are near each other, the topics of those that
    contradict each other too.
    """

    topic: Vectors


class SentenceEncoder:
    """The shipped sentence model, ready to read; see `load_sentence_encoder`."""

    def __init__(self, folder: Path) -> None:
        self._session = open_session(folder / SENTENCES)
        self._asked = onnxruntime.RunOptions()  # of two towers of layers only one is run
        self._asked.only_execute_path_to_fetches = True
        self._pieces = WordPieces(folder / PIECES)
        self._ends = (self._pieces.special("[CLS]"), self._pieces.special("[SEP]"))

    def read(self, words: tuple[str, ...]) -> SentenceVectors:
        """Vectors of the text these words make; of at most `MOST_WORDS` of them."""
        counts, (states, whole) = self._run(words, ["states", "vector"])
        return SentenceVectors(whole=whole, words=_join_pieces(states, counts))

    def read_claim(self, words: tuple[str, ...]) -> ClaimVectors:
        """Vectors of the clause these words make, as it is compared with what others claim."""
        named = ["claim_states", "claim_vector", "topic"]
        counts, (states, whole, topic) = self._run(words, named)
        return ClaimVectors(whole=whole, words=_join_pieces(states, counts), topic=topic)

    def _run(self, words: tuple[str, ...], named: list[str]) -> tuple[list[int], list[Vectors]]:
        """How many pieces each word has, and the outputs of these names."""
        split = [pieces[:4] for pieces in self._pieces.split(words[:MOST_WORDS])]
        ids = [self._ends[0], *(piece for pieces in split for piece in pieces), self._ends[1]]
        fed = {"pieces": np.array(ids, dtype=np.int64)}
        return [len(pieces) for pieces in split], self._session.run(named, fed, self._asked)

    def map(self, read: Callable[[T], R], items: Sequence[T]) -> list[R]:
        """`read` of each item, in order, on as many threads as there are processors."""
        return map_threads(read, items, cpu_count() or 1)


def _join_pieces(states: Vectors, counts: list[int]) -> Vectors:
    """The states of each word's pieces added up, of length one: (words, width)."""
    if not counts:
        return states[1:-1]
    sums = np.add.reduceat(states[1:-1], np.cumsum(counts) - np.array(counts))
    lengths = np.linalg.norm(sums, axis=1, keepdims=True)
    return np.asarray(sums / np.maximum(lengths, 1e-9))


@cache
def load_sentence_encoder(folder: Path = MODELS / "sentences") -> SentenceEncoder:
    """Open the sentence model after checking its files against their recorded checksums.

    Raises ModelError where a file is missing or is not the one recorded.
    """
    check_files(folder)
    return SentenceEncoder(folder)
